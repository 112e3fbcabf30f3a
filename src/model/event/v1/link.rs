//! What becomes of a link, in v1 and v1.1 (docs/api/v1.md, sections 5.4 and 11.4).

use super::USER_EVENT_BASE;
use super::part::ERROR;
use crate::schema::{Kind, object, text};

object! {
    /// What the user was looked for by: the fields that the link gave.
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
    /// What events about a link have.
    LINK_EVENT_BASE = "LinkEventBase", "an event of a link", extends USER_EVENT_BASE {
        /// The type of the channel.
        required channel: text().kind();
        /// What the user was looked for by.
        optional criteria: Kind::Object(&CRITERIA);
    }
}

object! {
    /// The channel knows the person, and they were asked.
    pub MATCH = "LinkMatchEvent", "an event", extends LINK_EVENT_BASE, open true {}
}

object! {
    /// The channel is linked.
    pub SUCCESS = "LinkSuccessEvent", "an event", extends LINK_EVENT_BASE, open true {}
}

object! {
    /// The link failed.
    pub FAILURE = "LinkFailureEvent", "an event", extends LINK_EVENT_BASE, open true {
        /// Why.
        optional error: Kind::Object(&ERROR);
    }
}
