//! The brand of a user, as a query.

use crate::schema::{object, text};

object! {
    /// The brand that a user belongs to.
    pub BRAND = "BrandQuery", "the query of a user" {
        /// The brand that the user belongs to, if brands are kept apart.
        optional brandId: text().kind();
    }
}
