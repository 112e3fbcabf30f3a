//! A message to send (api facts, section 6).

use super::action::MESSAGE_ACTION;
use super::form::FIELDS;
use super::item::ITEMS;
use super::whatsapp::NATIVE;
use super::{FLAT, URL};
use crate::schema::{Choice, Kind, List, Rule, Union, Variant, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

/// Who speaks.
static ROLE: Choice = Choice {
    name: name!("Role"),
    doc: prose!(" Who speaks: the business (`appMaker`) or the user (`appUser`)."),
    words: &[("appMaker", ALL), ("appUser", ALL)],
};

static ACTIONS: List = List { of: Kind::Union(&MESSAGE_ACTION), min: 1, max: usize::MAX };

object! {
    /// Where a message goes: an integration, or a type of integration.
    DESTINATION = "Destination", "a destination" {
        /// The id of the integration.
        optional integrationId: text().not_empty().kind();
        /// The type of the integration, such as `"twilio"`.
        optional integrationType: text().not_empty().kind();
    }
    rules: [Rule::OneOf(&["integrationId", "integrationType"])]
}

object! {
    /// A channel's own form of the message.
    PAYLOAD = "ChannelOverride", "a channel override" {
        /// The payload, which the channel gets as it is.
        required payload: Kind::Open;
    }
}

object! {
    /// What single channels get instead.
    OVERRIDE = "Override", "an override" {
        /// WhatsApp's.
        optional whatsapp: Kind::Object(&PAYLOAD);
        /// LINE's.
        optional line: Kind::Object(&PAYLOAD);
        /// Messenger's.
        optional messenger: Kind::Object(&PAYLOAD);
    }
    rules: [Rule::AnyOf(&["whatsapp", "line", "messenger"])]
}

object! {
    /// What every message has.
    MESSAGE_BASE = "MessageBase", "a message" {
        /// Who speaks: the business (`appMaker`) or the user (`appUser`).
        required role: Kind::Choice(&ROLE);
        /// The name shown as the author's.
        optional name: text().personal().kind();
        /// The author's e-mail address, for a gravatar.
        optional email: text().personal().kind();
        /// The author's picture, instead of the gravatar.
        optional avatarUrl: URL;
        /// A flat object that comes back in webhooks, 4 KB at most.
        optional metadata: FLAT;
        /// The payload of the `reply` action that the message answers.
        optional payload: text().personal().kind();
        /// Where the message goes; by default to the channel that the user used last. With `appMaker` only.
        optional destination: Kind::Object(&DESTINATION);
        /// What single channels get instead.
        optional(V1_1) override: Kind::Object(&OVERRIDE);
    }
    rules: [Rule::OnlyWith { fields: &["destination"], field: "role", is: "appMaker" }]
}

object! {
    /// What the messages with buttons of their own have.
    WITH_ACTIONS = "MessageWithActions", "a message", extends MESSAGE_BASE {
        /// Buttons, or quick replies. With `appMaker` only.
        optional actions: Kind::List(&ACTIONS);
    }
    rules: [
        Rule::OnlyWith { fields: &["actions"], field: "role", is: "appMaker" },
        Rule::Apart { list: "actions", types: &["reply", "locationRequest"] },
        Rule::Once { list: "actions", field: "openOnReceive" },
    ]
}

object! {
    /// Text.
    TEXT = "TextMessage", "a text message", extends WITH_ACTIONS {
        /// The text. The service reads shorthand in it: `%[label](https://…)` becomes a button, `![](https://…)` an
        /// image; there is no escape for it.
        optional text: text().personal().kind();
    }
    rules: [Rule::AnyOf(&["text", "actions"])]
}

object! {
    /// A picture.
    IMAGE = "ImageMessage", "an image message", extends WITH_ACTIONS {
        /// Where the picture is.
        required mediaUrl: URL;
        /// Its media type; found out from the URL otherwise.
        optional mediaType: text().kind();
        /// Text beside it.
        optional text: text().personal().kind();
        /// What the picture shows, for those who cannot see it.
        optional altText: text().personal().kind();
    }
}

object! {
    /// A file.
    FILE = "FileMessage", "a file message", extends MESSAGE_BASE {
        /// Where the file is.
        required mediaUrl: URL;
        /// Its media type; found out from the URL otherwise.
        optional mediaType: text().kind();
        /// Text beside it.
        optional text: text().personal().kind();
        /// What the file is, for those who cannot see it.
        optional altText: text().personal().kind();
    }
}

object! {
    /// A place on earth, in degrees.
    COORDINATES = "Coordinates", "coordinates" {
        /// Latitude.
        required lat: Kind::Number;
        /// Longitude.
        required long: Kind::Number;
    }
}

object! {
    /// What a place is called.
    PLACE = "Place", "a location" {
        /// Its address.
        optional address: text().personal().kind();
        /// Its name.
        optional name: text().personal().kind();
    }
}

object! {
    /// A place.
    LOCATION = "LocationMessage", "a location message", extends MESSAGE_BASE {
        /// Where it is.
        required coordinates: Kind::Object(&COORDINATES);
        /// What it is called.
        optional location: Kind::Object(&PLACE);
    }
}

/// The shape of pictures in a carousel.
static RATIO: Choice = Choice {
    name: name!("ImageAspectRatio"),
    doc: prose!(" The shape of the pictures of a carousel."),
    words: &[("horizontal", ALL), ("square", ALL)],
};

object! {
    /// How a carousel is shown.
    DISPLAY_SETTINGS = "DisplaySettings", "display settings" {
        /// The shape of the pictures. Default `horizontal`.
        optional imageAspectRatio: Kind::Choice(&RATIO);
    }
}

object! {
    /// Items beside one another.
    CAROUSEL = "CarouselMessage", "a carousel message", extends MESSAGE_BASE {
        /// One to ten items.
        required items: Kind::List(&ITEMS);
        /// How they are shown.
        optional displaySettings: Kind::Object(&DISPLAY_SETTINGS);
    }
}

object! {
    /// Items below one another.
    LIST = "ListMessage", "a list message", extends WITH_ACTIONS {
        /// One to ten items.
        required items: Kind::List(&ITEMS);
    }
}

object! {
    /// Questions to fill in. Shown by the Web Messenger only.
    FORM = "FormMessage", "a form message", extends MESSAGE_BASE {
        /// The questions.
        required fields: Kind::List(&FIELDS);
        /// Whether the person must answer before they can write. Default `false`.
        optional blockChatInput: Kind::Bool;
    }
    rules: [Rule::Distinct { list: "fields", field: "name" }]
}

/// The schemas of native messages.
static SCHEMA: Choice = Choice {
    name: name!("\"whatsapp\""),
    doc: prose!(" Whose form the message has."),
    words: &[("whatsapp", Versions::V1_1)],
};

object! {
    /// A message in WhatsApp's own form, for templates.
    WHATSAPP = "WhatsAppNativeMessage", "a message in WhatsApp's own form", extends MESSAGE_BASE {
        /// Whose form the message has.
        required(V1_1) messageSchema: Kind::Choice(&SCHEMA);
        /// The message in that form.
        required(V1_1) message: Kind::Union(&NATIVE);
        refused type: "with messageSchema, the type stands inside message";
    }
}

/// A message to send.
pub static MESSAGE: Union = Union {
    name: name!("Message"),
    title: "message",
    doc: prose!(" A message to send."),
    tag: "type",
    variants: &[
        Variant { tag: "text", object: &TEXT, versions: ALL },
        Variant { tag: "image", object: &IMAGE, versions: ALL },
        Variant { tag: "file", object: &FILE, versions: ALL },
        Variant { tag: "location", object: &LOCATION, versions: ALL },
        Variant { tag: "carousel", object: &CAROUSEL, versions: ALL },
        Variant { tag: "list", object: &LIST, versions: ALL },
        Variant { tag: "form", object: &FORM, versions: ALL },
    ],
    refused: &[
        ("formResponse", "a form response is only ever received"),
        ("template", "send a template as text, \"%{{template: name}}%\", or as a WhatsApp message with messageSchema"),
    ],
    instead: Some(("messageSchema", &WHATSAPP)),
    open: false,
};
