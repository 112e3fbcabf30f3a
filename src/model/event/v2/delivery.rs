//! The delivery of a message (docs/api/v2.md, section 10).

use super::EVENT_BASE;
use super::part::ERROR;
use crate::model::answer::v2::conversation::TRUNCATED_CONVERSATION;
use crate::model::answer::v2::user::USER as USER_TABLE;
use crate::schema::{Kind, List, object, text};

static EXTERNAL_MESSAGES: List = List::of(Kind::Object(&EXTERNAL_MESSAGE));

object! {
    /// The message of a delivery event.
    DELIVERED_MESSAGE = "DeliveredMessageV2", "a delivered message", open true {
        /// Its id.
        required id: text().kind();
    }
}

object! {
    /// A message on its channel.
    EXTERNAL_MESSAGE = "ExternalMessageV2", "a message of a channel", open true {
        /// The channel's id of the message.
        optional id: text().kind();
    }
}

object! {
    /// The destination of a message.
    DESTINATION = "EventDestinationV2", "the destination of an event", open true {
        /// The type of the channel.
        optional type: text().kind();
        /// The id of the integration.
        optional integrationId: text().kind();
    }
}

object! {
    /// The fields of every payload about a delivery.
    DELIVERY_BASE = "DeliveryPayloadBaseV2", "the payload of an event" {
        /// The user.
        required user: Kind::Object(&USER_TABLE);
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The message.
        required message: Kind::Object(&DELIVERED_MESSAGE);
        /// Its destination.
        optional destination: Kind::Object(&DESTINATION);
        /// The messages that it became on the channel.
        nullable externalMessages: Kind::List(&EXTERNAL_MESSAGES);
        /// Whether this is the last event about this message.
        optional isFinalEvent: Kind::Bool;
    }
}

object! {
    /// The payload of a delivery that succeeds.
    PAYLOAD = "DeliveryPayloadV2", "the payload of an event", extends DELIVERY_BASE, open true {}
}

object! {
    /// The payload of a delivery that fails.
    FAILURE_PAYLOAD = "DeliveryFailurePayloadV2", "the payload of an event", extends DELIVERY_BASE, open true {
        /// The reason for the failure.
        optional error: Kind::Object(&ERROR);
    }
}

object! {
    /// The channel took a message.
    pub CHANNEL = "DeliveryChannelEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&PAYLOAD);
    }
}

object! {
    /// A message reached the user.
    pub USER = "DeliveryUserEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&PAYLOAD);
    }
}

object! {
    /// A message could not be delivered.
    pub FAILURE = "DeliveryFailureEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&FAILURE_PAYLOAD);
    }
}
