//! Questions of a form (docs/api/v1.md, section 6.2). Forms are shown by the Web Messenger only.

use crate::schema::{Choice, Kind, List, Rule, Union, Variant, Versions, name, object, prose, text};

object! {
    /// The fields of every question.
    FIELD_BASE = "FormFieldBase", "a form field" {
        /// Its name, different from that of every other field of the form.
        required name: text().not_empty().in_v2(1, 128).kind();
        /// The label that the person reads.
        required label: text().in_v2(1, 128).personal().kind();
        /// The placeholder of the empty field.
        optional placeholder: text().in_v2(1, 128).personal().kind();
        /// Of a field that the service delivered.
        readonly(V1S) _id: Kind::Any;
        /// Of a field that the service delivered: the answer.
        readonly text: Kind::Any;
        /// Of a field that the service delivered: the answer.
        readonly email: Kind::Any;
        /// Of a field that the service delivered: the answer.
        readonly select: Kind::Any;
        /// Of a field that the service delivered.
        readonly(V1S) selectSize: Kind::Any;
    }
}

/// The kind of number that the answer is.
static FORMAT: Choice = Choice {
    name: name!("NumberFormat"),
    doc: prose!(" What kind of number the answer is."),
    words: &[("integer", Versions::ALL), ("decimal", Versions::ALL)],
};

object! {
    /// A question answered with text.
    TEXT_FIELD = "TextField", "a text field", extends FIELD_BASE {
        /// The fewest characters. Default 1.
        optional(V1S) minSize: Kind::Integer(0, u32::MAX);
        /// The fewest characters, 1 to 256. Default 1.
        optional(V2) minSize: Kind::Integer(1, 256);
        /// The most characters. Default 128.
        optional(V1S) maxSize: Kind::Integer(1, u32::MAX);
        /// The most characters, 1 to 256. Default 128.
        optional(V2) maxSize: Kind::Integer(1, 256);
        /// The kind of number, if the answer must be one.
        optional(V2) format: Kind::Choice(&FORMAT);
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
        required name: text().not_empty().in_v2(1, 128).kind();
        /// The label that the person reads.
        required label: text().in_v2(1, 128).personal().kind();
        /// Of an option that the service delivered.
        readonly(V1S) _id: Kind::Any;
    }
}

static OPTIONS: List = List::between(1, Kind::Object(&OPTION), 20);

static OPTIONS_V2: List = List::between(1, Kind::Object(&OPTION), 200);

object! {
    /// A question with answers to choose from.
    SELECT_FIELD = "SelectField", "a select field", extends FIELD_BASE {
        /// One to twenty answers.
        required(V1S) options: Kind::List(&OPTIONS);
        /// One to two hundred answers.
        required(V2) options: Kind::List(&OPTIONS_V2);
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
    untagged: None,
    authorless: false,
    open: false,
};

/// The questions of a form.
pub static FIELDS: List = List::between(1, Kind::Union(&FIELD), usize::MAX);

/// The same in v2: one to twenty.
pub static FIELDS_V2: List = List::between(1, Kind::Union(&FIELD), 20);
