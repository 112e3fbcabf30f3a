//! A link between a user and a channel, and how the person is found there (docs/api/v1.md, sections 5.1 and 5.2).

use super::confirmation::{CONFIRMATION, MAILGUN_CONFIRMATION, MESSENGER_CONFIRMATION};
use crate::schema::{FieldMapping, Format, Kind, Union, V2Layout, Variant, Versions, name, object, prose, text};

/// A phone number.
const PHONE: Kind = text().format(Format::Phone).personal().kind();

object! {
    /// The fields of every link.
    LINK_BASE = "LinkBase", "a link" {
        /// Which of several integrations of this type; their ids distinguish them.
        optional(V1_1) integrationId: text().not_empty().kind();
        /// Which integration. Default: the one of this type.
        required(V2) integrationId: text().not_empty().kind();
        /// The conversation that the channel is for. Default: the user's default one, created if there is none.
        required(V2) conversationId: text().not_empty().kind();
        /// Whether the channel becomes the user's primary one once it is linked. Default `true`.
        optional primary: Kind::Bool;
    }
}

object! {
    /// The fields of the links by phone number, except Messenger.
    PHONE_LINK = "PhoneLink", "a link", extends LINK_BASE {
        /// The phone number, with `+` and country code. In v1 and v1.1, spaces and hyphens are taken out.
        /// @example "+1 514-555-5555"
        required phoneNumber: PHONE;
        /// How the person is asked.
        required confirmation: Kind::Union(&CONFIRMATION);
    }
}

object! {
    /// SMS through Twilio.
    TWILIO = "TwilioLink", "a twilio link", extends PHONE_LINK {
        /// Link without asking. Superseded by `confirmation: { type: "immediate" }`.
        /// @deprecated
        optional(V1) skipConfirmation: Kind::Any;
    }
}

object! {
    /// SMS through MessageBird.
    MESSAGEBIRD = "MessageBirdLink", "a messagebird link", extends PHONE_LINK {}
}

object! {
    /// WhatsApp.
    WHATSAPP = "WhatsAppLink", "a whatsapp link", extends PHONE_LINK {}
}

object! {
    /// Facebook Messenger: the person is found by phone number and name. The page needs Facebook's permission
    /// for customer matching.
    MESSENGER = "MessengerLink", "a messenger link", extends LINK_BASE {
        /// The phone number, with `+` and country code. In v1 and v1.1, spaces and hyphens are taken out.
        required phoneNumber: PHONE;
        /// Their given name, for a better match.
        optional givenName: text().personal().kind();
        /// Their family name, for a better match.
        optional surname: text().personal().kind();
        /// How the person is asked.
        required confirmation: Kind::Union(&MESSENGER_CONFIRMATION);
    }
}

object! {
    /// E-mail through Mailgun.
    MAILGUN = "MailgunLink", "a mailgun link", extends LINK_BASE {
        /// The e-mail address.
        required address: text().format(Format::Email).personal().kind();
        /// The subject of the e-mails. Default: `New message from {appName}`.
        optional subject: text().personal().kind();
        /// How the person is asked: at once.
        required confirmation: Kind::Union(&MAILGUN_CONFIRMATION);
    }
}

/// A link, as v2 groups it.
pub static LINKING: V2Layout = V2Layout {
    name: name!("ClientCreate"),
    kind: Kind::Union(&LINK),
    places: &[
        FieldMapping { field: "confirmation", group: "", name: "confirmation", words: &[] },
        FieldMapping { field: "conversationId", group: "target", name: "conversationId", words: &[] },
    ],
    rest: "matchCriteria",
    whole: None,
};

/// Why a channel on which the business cannot know the person's id is not linked by one.
const BY_REQUEST: &str = "here the business cannot know the person; give them a link request (GET …/linkrequest)";

/// A link between a user and a channel.
pub static LINK: Union = Union {
    name: name!("Link"),
    title: "link",
    doc: prose!(
        " A channel to link to a user, and how the person is found and asked there.",
        "",
        " The answer only means that the attempt was accepted: the channel is pending, and the outcome comes as a webhook",
        " (`link:match`, then `link:success` or `link:failure`; in v2 `client:update` or `client:remove`)."
    ),
    tag: "type",
    variants: &[
        Variant { tag: "twilio", object: &TWILIO, versions: Versions::ALL },
        Variant { tag: "messenger", object: &MESSENGER, versions: Versions::V1S },
        Variant { tag: "mailgun", object: &MAILGUN, versions: Versions::ALL },
        Variant { tag: "messagebird", object: &MESSAGEBIRD, versions: Versions::ALL },
        Variant { tag: "whatsapp", object: &WHATSAPP, versions: Versions::SINCE_V1_1 },
    ],
    refused: &[
        ("line", BY_REQUEST),
        ("telegram", BY_REQUEST),
        ("viber", BY_REQUEST),
        ("wechat", BY_REQUEST),
        ("twitter", BY_REQUEST),
        ("instagram", BY_REQUEST),
    ],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};
