//! Questions of a form (api facts, section 6.2). Forms are shown by the Web Messenger only.

use crate::schema::{Kind, List, Rule, Union, Variant, Versions, name, object, prose, text};

object! {
    /// What every question has.
    FIELD_BASE = "FormFieldBase", "a form field" {
        /// Its name, different from that of every other field of the form.
        required name: text().not_empty().kind();
        /// What the person reads.
        required label: text().personal().kind();
        /// What stands in the empty field.
        optional placeholder: text().personal().kind();
    }
}

object! {
    /// A question answered with text.
    TEXT_FIELD = "TextField", "a text field", extends FIELD_BASE {
        /// The fewest characters. Default 1.
        optional minSize: Kind::Integer(0, u32::MAX);
        /// The most characters. Default 128.
        optional maxSize: Kind::Integer(1, u32::MAX);
    }
}

object! {
    /// A question answered with an e-mail address.
    EMAIL_FIELD = "EmailField", "an email field", extends FIELD_BASE {}
}

object! {
    /// An answer to choose.
    OPTION = "SelectOption", "an option" {
        /// Its name, which comes back.
        required name: text().not_empty().kind();
        /// What the person reads.
        required label: text().personal().kind();
    }
}

static OPTIONS: List = List { of: Kind::Object(&OPTION), min: 1, max: 20 };

object! {
    /// A question with answers to choose from.
    SELECT_FIELD = "SelectField", "a select field", extends FIELD_BASE {
        /// One to twenty answers.
        required options: Kind::List(&OPTIONS);
    }
    rules: [Rule::Distinct { list: "options", field: "name" }]
}

/// A question of a form.
pub static FIELD: Union = Union {
    name: name!("FormField"),
    title: "form field",
    doc: prose!(" A question of a form."),
    tag: "type",
    variants: &[
        Variant { tag: "text", object: &TEXT_FIELD, versions: Versions::ALL },
        Variant { tag: "email", object: &EMAIL_FIELD, versions: Versions::ALL },
        Variant { tag: "select", object: &SELECT_FIELD, versions: Versions::ALL },
    ],
    refused: &[],
    instead: None,
    open: false,
};

/// The questions of a form.
pub static FIELDS: List = List { of: Kind::Union(&FIELD), min: 1, max: usize::MAX };
