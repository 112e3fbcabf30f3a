//! Keys to create (docs/api/v1.md, section 12; docs/api/v2.md, section 12).

use crate::schema::{object, text};

object! {
    /// A key to create.
    pub KEY = "KeyCreate", "a key" {
        /// Its name.
        required name: text().kind();
    }
}

object! {
    /// A key to create, in v2.
    pub KEY_V2 = "KeyCreateBody", "a key" {
        /// Its name: 1 to 100 characters.
        required displayName: text().kind();
    }
}
