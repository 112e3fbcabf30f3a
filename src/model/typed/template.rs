//! Message templates of WhatsApp, of an integration. They are in no official shape: `smooch-core` has their paths, and the
//! fields are WhatsApp's own.

use crate::schema::{Kind, List, object, text};

static COMPONENTS: List = List::of(Kind::Open);

object! {
    /// A template of WhatsApp's to create. WhatsApp reviews it before it can be sent.
    pub MESSAGE_TEMPLATE = "MessageTemplateCreate", "a message template", open true {
        /// Its name.
        required name: text().kind();
        /// Its category, such as `"MARKETING"`.
        optional category: text().kind();
        /// Its language, such as `"en_US"`.
        optional language: text().kind();
        /// Its components, in WhatsApp's own form.
        optional components: Kind::List(&COMPONENTS);
    }
}

object! {
    /// Which templates to list.
    pub TEMPLATES_QUERY = "MessageTemplatesQuery", "the query of messageTemplates.list", open true {
        /// How many.
        optional limit: Kind::Integer(1, 100);
        /// The cursor of the last response.
        optional after: text().kind();
        /// The cursor of the last response.
        optional before: text().kind();
    }
}
