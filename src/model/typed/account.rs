//! Service accounts, and lists by offset (docs/api/v1.md, section 12).

use crate::schema::{Kind, object, text};

object! {
    /// A service account, by what it is called.
    pub SERVICE_ACCOUNT = "ServiceAccountCreate", "a service account" {
        /// Its name.
        required name: text().kind();
    }
}

object! {
    /// Which page of a list to begin with.
    pub OFFSETS = "OffsetQuery", "the query of a list" {
        /// How many a page has, 1 to 100. Default 25.
        optional limit: Kind::Integer(1, 100);
        /// How many to leave out at the beginning.
        optional offset: Kind::Integer(0, u32::MAX);
    }
}

object! {
    /// Which integrations to list.
    pub INTEGRATIONS_QUERY_V1 = "IntegrationsOffsetQuery", "the query of integrations.list", extends OFFSETS {
        /// Of which types, with commas between them: `"twilio,line"`. Default: all.
        optional types: text().kind();
    }
}
