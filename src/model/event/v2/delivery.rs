//! What becomes of a message (docs/api/v2.md, section 10).

use super::EVENT_BASE;
use super::part::ERROR;
use crate::model::answer::v2::conversation::TRUNCATED_CONVERSATION;
use crate::model::answer::v2::user::USER as USER_TABLE;
use crate::schema::{Kind, List, object, text};

static EXTERNAL_MESSAGES: List = List { of: Kind::Object(&EXTERNAL_MESSAGE), min: 0, max: usize::MAX };

object! {
    /// A message, as deliveries name it.
    DELIVERED_MESSAGE = "DeliveredMessageV2", "a delivered message", open true {
        /// Its id.
        required id: text().kind();
    }
}

object! {
    /// A message, as the channel knows it.
    EXTERNAL_MESSAGE = "ExternalMessageV2", "a message of a channel", open true {
        /// The channel's id of the message.
        optional id: text().kind();
    }
}

object! {
    /// Where a message goes.
    DESTINATION = "EventDestinationV2", "the destination of an event", open true {
        /// The type of the channel.
        optional type: text().kind();
        /// The id of the integration.
        optional integrationId: text().kind();
    }
}

object! {
    /// What every event about a delivery tells.
    DELIVERY_BASE = "DeliveryPayloadBaseV2", "the payload of an event" {
        /// The user.
        required user: Kind::Object(&USER_TABLE);
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The message.
        required message: Kind::Object(&DELIVERED_MESSAGE);
        /// Where it goes.
        optional destination: Kind::Object(&DESTINATION);
        /// What the channel made of it.
        nullable externalMessages: Kind::List(&EXTERNAL_MESSAGES);
        /// Whether nothing more will come about this message.
        optional isFinalEvent: Kind::Bool;
    }
}

object! {
    /// What a delivery that goes well tells.
    PAYLOAD = "DeliveryPayloadV2", "the payload of an event", extends DELIVERY_BASE, open true {}
}

object! {
    /// What a delivery that fails tells.
    FAILURE_PAYLOAD = "DeliveryFailurePayloadV2", "the payload of an event", extends DELIVERY_BASE, open true {
        /// Why it failed.
        optional error: Kind::Object(&ERROR);
    }
}

object! {
    /// The channel took a message.
    pub CHANNEL = "DeliveryChannelEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&PAYLOAD);
    }
}

object! {
    /// A message reached the user.
    pub USER = "DeliveryUserEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&PAYLOAD);
    }
}

object! {
    /// A message could not be delivered.
    pub FAILURE = "DeliveryFailureEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&FAILURE_PAYLOAD);
    }
}
