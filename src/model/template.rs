//! Message templates of an app (docs/api/v1.md, section 12). Those of WhatsApp are another thing (`typed::template`).

use super::message::MESSAGE;
use crate::schema::{Kind, object, text};

object! {
    /// A message to keep under a name. `%{{template: name}}%` in a text sends it.
    pub CREATE_TEMPLATE = "TemplateCreate", "a template" {
        /// Its name.
        required name: text().not_empty().kind();
        /// The message.
        required message: Kind::Union(&MESSAGE);
    }
}

object! {
    /// The changes to a template.
    pub UPDATE_TEMPLATE = "TemplateUpdate", "a template update" {
        /// Its name.
        optional name: text().not_empty().kind();
        /// The message.
        optional message: Kind::Union(&MESSAGE);
    }
}
