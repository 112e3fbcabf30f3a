//! The outcome of a link, in v1 and v1.1 (docs/api/v1.md, sections 5.4 and 11.4).

use super::USER_EVENT_BASE;
use super::part::ERROR;
use crate::schema::{Kind, object, text};

object! {
    /// The fields of the link that the user was searched by.
    CRITERIA = "LinkCriteria", "the criteria of a link", open true {
        /// The phone number.
        optional phoneNumber: text().personal().kind();
        /// The given name.
        optional givenName: text().personal().kind();
        /// The family name.
        optional surname: text().personal().kind();
        /// The e-mail address.
        optional address: text().personal().kind();
    }
}

object! {
    /// The fields of events about a link.
    LINK_EVENT_BASE = "LinkEventBase", "an event of a link", extends USER_EVENT_BASE {
        /// The type of the channel.
        required channel: text().kind();
        /// The fields that the user was searched by.
        optional criteria: Kind::Object(&CRITERIA);
    }
}

object! {
    /// The channel found the person and asked for confirmation.
    pub MATCH = "LinkMatchEvent", "an event", extends LINK_EVENT_BASE, open true {}
}

object! {
    /// The channel is linked.
    pub SUCCESS = "LinkSuccessEvent", "an event", extends LINK_EVENT_BASE, open true {}
}

object! {
    /// The link failed.
    pub FAILURE = "LinkFailureEvent", "an event", extends LINK_EVENT_BASE, open true {
        /// The reason for the failure.
        optional error: Kind::Object(&ERROR);
    }
}
