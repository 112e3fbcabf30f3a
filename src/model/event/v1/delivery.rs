//! The delivery of a message: in v1 whole messages, in v1.1 their ids (docs/api/v1.md, section 11.4).

use super::part::{DESTINATION, ERROR, EVENT_USER};
use super::{CONVERSATION, EVENT_BASE, MESSAGE_EVENT_BASE, USER_EVENT_BASE};
use crate::schema::{Kind, List, object, text};

static EXTERNAL_MESSAGES: List = List::of(Kind::Object(&EXTERNAL_MESSAGE));

object! {
    /// A message on its channel.
    EXTERNAL_MESSAGE = "ExternalMessage", "a message of a channel", open true {
        /// The channel's id of the message.
        optional id: text().kind();
    }
}

object! {
    /// The message of a delivery event.
    DELIVERED_MESSAGE = "DeliveredMessage", "a delivered message", open true {
        /// Its id.
        required _id: text().kind();
    }
}

object! {
    /// The channel took a message.
    pub SUCCESS = "DeliverySuccessEvent", "an event", extends MESSAGE_EVENT_BASE, open true {
        /// Its destination.
        optional destination: Kind::Object(&DESTINATION);
    }
}

object! {
    /// A message could not be delivered.
    pub FAILURE = "DeliveryFailureEvent", "an event", extends MESSAGE_EVENT_BASE, open true {
        /// Its intended destination.
        optional destination: Kind::Object(&DESTINATION);
        /// The reason for the failure.
        optional error: Kind::Object(&ERROR);
    }
}

object! {
    /// The fields of events about the delivery of a message.
    DELIVERY_BASE = "MessageDeliveryEventBase", "an event of a delivery", extends USER_EVENT_BASE {
        /// Its destination.
        optional destination: Kind::Object(&DESTINATION);
        /// Whether this is the last event about this message.
        optional isFinalEvent: Kind::Bool;
        /// The messages that it became on the channel.
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
        /// The reason for the failure.
        optional error: Kind::Object(&ERROR);
    }
}

object! {
    /// The notification of an event.
    NOTIFICATION = "EventNotification", "a notification", open true {
        /// Its id.
        required _id: text().kind();
    }
}

object! {
    /// The user that a notification was matched with.
    MATCH_RESULT = "NotificationMatch", "the match of a notification", open true {
        /// The user.
        optional appUser: Kind::Object(&EVENT_USER);
        /// The conversation.
        optional conversation: Kind::Object(&CONVERSATION);
    }
}

object! {
    /// The fields of events about the delivery of a notification (docs/api/v1.md, section 10).
    NOTIFICATION_BASE = "NotificationDeliveryEventBase", "an event of a notification", extends EVENT_BASE {
        /// The notification.
        optional notification: Kind::Object(&NOTIFICATION);
        /// The user that it was matched with.
        optional matchResult: Kind::Object(&MATCH_RESULT);
        /// The user.
        optional appUser: Kind::Object(&EVENT_USER);
        /// Its destination.
        optional destination: Kind::Object(&DESTINATION);
        /// Whether this is the last event about this notification.
        optional isFinalEvent: Kind::Bool;
        /// The reason for the failure.
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
    /// No user was found for a notification.
    pub NOTIFICATION_UNMATCHED = "NotificationMatchFailureEvent", "an event", extends NOTIFICATION_BASE, open true {}
}
