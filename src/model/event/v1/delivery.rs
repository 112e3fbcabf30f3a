//! What becomes of a message: in v1 whole messages, in v1.1 their ids (docs/api/v1.md, section 11.4).

use super::part::{DESTINATION, ERROR, EVENT_USER};
use super::{CONVERSATION, EVENT_BASE, MESSAGE_EVENT_BASE, USER_EVENT_BASE};
use crate::schema::{Kind, List, object, text};

static EXTERNAL_MESSAGES: List = List { of: Kind::Object(&EXTERNAL_MESSAGE), min: 0, max: usize::MAX };

object! {
    /// A message, as the channel knows it.
    EXTERNAL_MESSAGE = "ExternalMessage", "a message of a channel", open true {
        /// The channel's id of the message.
        optional id: text().kind();
    }
}

object! {
    /// A message, as deliveries name it.
    DELIVERED_MESSAGE = "DeliveredMessage", "a delivered message", open true {
        /// Its id.
        required _id: text().kind();
    }
}

object! {
    /// The channel took a message.
    pub SUCCESS = "DeliverySuccessEvent", "an event", extends MESSAGE_EVENT_BASE, open true {
        /// Where it went.
        optional destination: Kind::Object(&DESTINATION);
    }
}

object! {
    /// A message could not be delivered.
    pub FAILURE = "DeliveryFailureEvent", "an event", extends MESSAGE_EVENT_BASE, open true {
        /// Where it was to go.
        optional destination: Kind::Object(&DESTINATION);
        /// Why it could not.
        optional error: Kind::Object(&ERROR);
    }
}

object! {
    /// What events about the delivery of a message have.
    DELIVERY_BASE = "MessageDeliveryEventBase", "an event of a delivery", extends USER_EVENT_BASE {
        /// Where it goes.
        optional destination: Kind::Object(&DESTINATION);
        /// Whether nothing more will come about this message.
        optional isFinalEvent: Kind::Bool;
        /// What the channel made of it.
        optional externalMessages: Kind::List(&EXTERNAL_MESSAGES);
        /// The message.
        required message: Kind::Object(&DELIVERED_MESSAGE);
    }
}

object! {
    /// The channel took a message.
    pub CHANNEL = "MessageDeliveryChannelEvent", "an event", extends DELIVERY_BASE, open true {}
}

object! {
    /// A message reached the user.
    pub USER = "MessageDeliveryUserEvent", "an event", extends DELIVERY_BASE, open true {}
}

object! {
    /// A message could not be delivered.
    pub MESSAGE_FAILURE = "MessageDeliveryFailureEvent", "an event", extends DELIVERY_BASE, open true {
        /// Why it could not.
        optional error: Kind::Object(&ERROR);
    }
}

object! {
    /// A notification, as events name it.
    NOTIFICATION = "EventNotification", "a notification", open true {
        /// Its id.
        required _id: text().kind();
    }
}

object! {
    /// Whom a notification was matched with.
    MATCH_RESULT = "NotificationMatch", "the match of a notification", open true {
        /// The user.
        optional appUser: Kind::Object(&EVENT_USER);
        /// The conversation.
        optional conversation: Kind::Object(&CONVERSATION);
    }
}

object! {
    /// What events about the delivery of a notification have (docs/api/v1.md, section 10).
    NOTIFICATION_BASE = "NotificationDeliveryEventBase", "an event of a notification", extends EVENT_BASE {
        /// The notification.
        optional notification: Kind::Object(&NOTIFICATION);
        /// Whom it was matched with.
        optional matchResult: Kind::Object(&MATCH_RESULT);
        /// The user.
        optional appUser: Kind::Object(&EVENT_USER);
        /// Where it goes.
        optional destination: Kind::Object(&DESTINATION);
        /// Whether nothing more will come about this notification.
        optional isFinalEvent: Kind::Bool;
        /// Why it could not be delivered.
        optional error: Kind::Object(&ERROR);
    }
}

object! {
    /// The channel took a notification.
    pub NOTIFICATION_CHANNEL = "NotificationDeliveryChannelEvent", "an event", extends NOTIFICATION_BASE, open true {}
}

object! {
    /// A notification reached the user.
    pub NOTIFICATION_USER = "NotificationDeliveryUserEvent", "an event", extends NOTIFICATION_BASE, open true {}
}

object! {
    /// A notification could not be delivered.
    pub NOTIFICATION_FAILURE = "NotificationDeliveryFailureEvent", "an event", extends NOTIFICATION_BASE, open true {}
}

object! {
    /// Nobody was found for a notification.
    pub NOTIFICATION_UNMATCHED = "NotificationMatchFailureEvent", "an event", extends NOTIFICATION_BASE, open true {}
}
