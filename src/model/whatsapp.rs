//! WhatsApp's own message form, which the API passes on (docs/api/v1.md, section 6.2).
//!
//! WhatsApp changes it without the API changing; so every object here lets fields through that it does not name.

use crate::schema::{Kind, List, Union, Variant, Versions, name, object, prose, text};

object! {
    /// The language of a template, and the policy if the template lacks it.
    LANGUAGE = "WhatsAppLanguage", "the language of a template", open true {
        /// The policy if the template lacks the language: `"fallback"` or `"deterministic"`.
        required policy: text().not_empty().kind();
        /// The language, such as `"en_US"`.
        required code: text().not_empty().kind();
    }
}

static ANY_OBJECTS: List = List::of(Kind::Open);

object! {
    /// A template of the older kind.
    HSM = "WhatsAppHsm", "an hsm", open true {
        /// The namespace of the template.
        required namespace: text().not_empty().kind();
        /// The name of the template.
        required element_name: text().not_empty().kind();
        /// Its language.
        required language: Kind::Object(&LANGUAGE);
        /// The values to fill in, in order: `{ default: "…" }`.
        optional localizable_params: Kind::List(&ANY_OBJECTS);
    }
}

object! {
    /// A template.
    TEMPLATE = "WhatsAppTemplate", "a template", open true {
        /// The namespace of the template.
        optional namespace: text().kind();
        /// The name of the template.
        required name: text().not_empty().kind();
        /// Its language.
        required language: Kind::Object(&LANGUAGE);
        /// The values to fill in.
        optional components: Kind::List(&ANY_OBJECTS);
    }
}

object! {
    /// A message from a template of the older kind.
    HSM_MESSAGE = "WhatsAppHsmMessage", "a WhatsApp message", open true {
        /// The template.
        required hsm: Kind::Object(&HSM);
    }
}

object! {
    /// A message from a template.
    TEMPLATE_MESSAGE = "WhatsAppTemplateMessage", "a WhatsApp message", open true {
        /// The template.
        required template: Kind::Object(&TEMPLATE);
    }
}

/// A message in WhatsApp's own form.
pub static NATIVE: Union = Union {
    name: name!("WhatsAppMessage"),
    title: "WhatsApp message",
    doc: prose!(" A message in WhatsApp's own form."),
    tag: "type",
    variants: &[
        Variant { tag: "template", object: &TEMPLATE_MESSAGE, versions: Versions::SINCE_V1_1 },
        Variant { tag: "hsm", object: &HSM_MESSAGE, versions: Versions::V1_1 },
    ],
    refused: &[],
    instead: None,
    untagged: None,
    authorless: false,
    open: true,
};
