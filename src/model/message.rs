//! A message to send (docs/api/v1.md, section 6).

use super::action::{ITEM_ACTION, MESSAGE_ACTION};
use super::form::{FIELDS, FIELDS_V2};
use super::item::ITEMS;
use super::whatsapp::NATIVE;
use super::{ALT, AUTHOR_AVATAR_URL, FLAT, PROSE, URL};
use crate::schema::{
    Choice, FieldMapping, Kind, List, Rule, Union, V2Layout, Variant, Versions, name, object, prose, text,
};

const ALL: Versions = Versions::ALL;

/// The v2 layout of a message: the fields that go elsewhere; all others are its content.
pub static PLACES: &[FieldMapping] = &[
    FieldMapping {
        field: "role",
        group: "author",
        name: "type",
        words: &[("appMaker", "business"), ("appUser", "user")],
    },
    FieldMapping { field: "name", group: "author", name: "displayName", words: &[] },
    FieldMapping { field: "avatarUrl", group: "author", name: "avatarUrl", words: &[] },
    FieldMapping { field: "subtypes", group: "author", name: "subtypes", words: &[] },
    FieldMapping { field: "userId", group: "author", name: "userId", words: &[] },
    FieldMapping { field: "userExternalId", group: "author", name: "userExternalId", words: &[] },
    FieldMapping { field: "brandId", group: "author", name: "brandId", words: &[] },
    FieldMapping { field: "metadata", group: "", name: "metadata", words: &[] },
    FieldMapping { field: "destination", group: "", name: "destination", words: &[] },
    FieldMapping { field: "override", group: "", name: "override", words: &[] },
    FieldMapping { field: "messageSchema", group: "", name: "schema", words: &[] },
    FieldMapping { field: "id", group: "", name: "id", words: &[] },
    FieldMapping { field: "received", group: "", name: "received", words: &[] },
    FieldMapping { field: "source", group: "", name: "source", words: &[] },
    FieldMapping { field: "quotedMessage", group: "", name: "quotedMessage", words: &[] },
    FieldMapping { field: "references", group: "", name: "references", words: &[] },
    FieldMapping { field: "deleted", group: "", name: "deleted", words: &[] },
    FieldMapping { field: "activity", group: "", name: "activity", words: &[] },
    FieldMapping { field: "user", group: "author", name: "user", words: &[] },
];

/// A message, as v2 groups it.
pub static MESSAGE_V2: V2Layout = V2Layout {
    name: name!("MessagePost"),
    kind: Kind::Union(&MESSAGE),
    places: PLACES,
    rest: "content",
    whole: Some(("message", "messageSchema")),
};

/// The kind of business author.
static SUBTYPE: Choice = Choice {
    name: name!("AuthorSubtype"),
    doc: prose!(" What kind of business speaks."),
    words: &[("AI", ALL), ("activity", ALL), ("agent", ALL), ("bot", ALL)],
};

/// One kind.
pub static SUBTYPES: List = List::between(1, Kind::Choice(&SUBTYPE), 1);

/// Who speaks.
pub static ROLE: Choice = Choice {
    name: name!("Role"),
    doc: prose!(" Who speaks: the business (`appMaker`) or the user (`appUser`)."),
    words: &[("appMaker", ALL), ("appUser", ALL)],
};

static ACTIONS: List = List::between(1, Kind::Union(&MESSAGE_ACTION), usize::MAX);

static LIST_ACTIONS: List = List::between(1, Kind::Union(&ITEM_ACTION), 10);

object! {
    /// The destination of a message: an integration, or a type of integration.
    DESTINATION = "Destination", "a destination" {
        /// The id of the integration.
        optional integrationId: text().not_empty().kind();
        /// The type of the integration, such as `"twilio"`.
        optional integrationType: text().not_empty().kind();
    }
    rules: [Rule::OneOf(&["integrationId", "integrationType"])]
}

/// A capability of an Apple device.
static CAPABILITY: Choice = Choice {
    name: name!("AppleCapability"),
    doc: prose!(" What an Apple device must be capable of."),
    words: &[("LIST", ALL), ("TIME", ALL), ("FORM", ALL), ("QUICK", ALL), ("AUTH2", ALL)],
};

static CAPABILITIES: List = List::of(Kind::Choice(&CAPABILITY));

object! {
    /// Apple's own form of the message.
    APPLE = "AppleOverride", "an Apple override" {
        /// The payload, which the channel gets as it is.
        required payload: Kind::Open;
        /// The capabilities that a device must have to get it.
        optional withCapabilities: Kind::List(&CAPABILITIES);
    }
}

object! {
    /// A channel's own form of the message.
    PAYLOAD = "ChannelOverride", "a channel override" {
        /// The payload, which the channel gets as it is.
        required payload: Kind::Open;
    }
}

object! {
    /// Messages that single channels get instead.
    OVERRIDE = "Override", "an override" {
        /// WhatsApp's.
        optional whatsapp: Kind::Object(&PAYLOAD);
        /// LINE's.
        optional line: Kind::Object(&PAYLOAD);
        /// Messenger's.
        optional messenger: Kind::Object(&PAYLOAD);
        /// Apple's.
        optional apple: Kind::Object(&APPLE);
    }
    rules: [Rule::AnyOf(&["whatsapp", "line", "messenger", "apple"])]
}

object! {
    /// The fields of every message.
    MESSAGE_BASE = "MessageBase", "a message" {
        /// Who speaks: the business (`appMaker`) or the user (`appUser`).
        required role: Kind::Choice(&ROLE);
        /// The name shown as the author's.
        optional name: text().personal().kind();
        /// The author's e-mail address, for a gravatar.
        optional(V1S) email: text().personal().kind();
        /// The author's picture, instead of the gravatar.
        optional avatarUrl: AUTHOR_AVATAR_URL;
        /// The kind of business author.
        optional(V2) subtypes: Kind::List(&SUBTYPES);
        /// The user who speaks, by the id of the service. Default: the one that the message is sent to.
        optional(V2) userId: text().not_empty().kind();
        /// The user who speaks, by your own id.
        optional(V2) userExternalId: text().not_empty().personal().kind();
        /// The brand that the user belongs to, if brands are kept apart.
        optional(V2) brandId: text().in_v2(1, 24).nullable().kind();
        /// A flat object that comes back in webhooks, 4 KB at most.
        optional metadata: FLAT;
        /// The payload of the `reply` action that the message answers.
        optional(V1S) payload: text().personal().kind();
        /// The destination; by default the channel that the user used last. With `appMaker` only.
        optional destination: Kind::Object(&DESTINATION);
        /// Messages that single channels get instead.
        optional(SINCE_V1_1) override: Kind::Object(&OVERRIDE);
        /// Of a message that the service delivered.
        readonly(V1S) _id: Kind::Any;
        /// Of a message that the service delivered.
        readonly(V2) id: Kind::Any;
        /// Of a message that the service delivered.
        readonly(V1S) authorId: Kind::Any;
        /// Of a message that the service delivered.
        readonly received: Kind::Any;
        /// Of a message that the service delivered.
        readonly source: Kind::Any;
        /// Of a message that the service delivered.
        readonly quotedMessage: Kind::Any;
        /// Of a message that the service delivered.
        readonly(V2) references: Kind::Any;
        /// Of a message that the service delivered.
        readonly(V2) deleted: Kind::Any;
        /// Of a message that the service delivered.
        readonly(V2) activity: Kind::Any;
        /// Of a message that a webhook delivered: who its author is.
        readonly(V2) user: Kind::Any;
    }
    rules: [Rule::OnlyWith { fields: &["destination"], field: "role", is: "appMaker" }]
}

object! {
    /// The fields of every message that is not in a channel's own form.
    OWN_BASE = "OwnMessageBase", "a message", extends MESSAGE_BASE {
        /// Whether the person must answer before they can write. Default `false`.
        optional(V2) blockChatInput: Kind::Bool;
    }
}

object! {
    /// The fields of messages with buttons of their own.
    WITH_ACTIONS = "MessageWithActions", "a message", extends OWN_BASE {
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
        optional text: PROSE;
        /// The text as HTML; `text` is what channels without it show.
        optional(V2) htmlText: PROSE;
        /// The text as Markdown; `text` is what channels without it show.
        optional(V2) markdownText: PROSE;
        /// The payload of the `reply` action that the message answers.
        optional(V2) payload: text().personal().kind();
    }
    rules: [
        Rule::AnyOf(&["text", "htmlText", "markdownText", "actions"]),
        Rule::AtMostOne(&["htmlText", "markdownText"]),
    ]
}

object! {
    /// A picture.
    IMAGE = "ImageMessage", "an image message", extends WITH_ACTIONS {
        /// The URL of the picture.
        required mediaUrl: URL;
        /// Its media type; found out from the URL otherwise.
        optional(V1S) mediaType: text().kind();
        /// Its media type, which the service finds out.
        readonly(V2) mediaType: Kind::Any;
        /// Its size, which the service finds out.
        readonly mediaSize: Kind::Any;
        /// Text beside it.
        optional text: text().personal().kind();
        /// A description of the picture, for people who cannot see it.
        optional altText: ALT;
        /// The text as HTML; `text` is what channels without it show.
        optional(V2) htmlText: PROSE;
        /// The text as Markdown; `text` is what channels without it show.
        optional(V2) markdownText: PROSE;
        /// The attachment that was uploaded for it.
        optional(V2) attachmentId: text().not_empty().kind();
        /// The attachment, in a message that the service delivered.
        readonly(V1S) attachmentId: Kind::Any;
    }
    rules: [Rule::AtMostOne(&["htmlText", "markdownText"])]
}

object! {
    /// A file.
    FILE = "FileMessage", "a file message", extends OWN_BASE {
        /// The URL of the file.
        required mediaUrl: URL;
        /// Its media type; found out from the URL otherwise.
        optional(V1S) mediaType: text().kind();
        /// Its media type, which the service finds out.
        readonly(V2) mediaType: Kind::Any;
        /// Its size, which the service finds out.
        readonly mediaSize: Kind::Any;
        /// Text beside it.
        optional text: text().personal().kind();
        /// A description of the file, for people who cannot see it.
        optional altText: ALT;
        /// The text as HTML; `text` is what channels without it show.
        optional(V2) htmlText: PROSE;
        /// The text as Markdown; `text` is what channels without it show.
        optional(V2) markdownText: PROSE;
        /// The attachment that was uploaded for it.
        optional(V2) attachmentId: text().not_empty().kind();
        /// The attachment, in a message that the service delivered.
        readonly(V1S) attachmentId: Kind::Any;
    }
    rules: [Rule::AtMostOne(&["htmlText", "markdownText"])]
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
    /// The name and address of a place.
    PLACE = "FieldMapping", "a location" {
        /// Its address.
        optional address: text().personal().kind();
        /// Its name.
        optional name: text().personal().kind();
    }
}

object! {
    /// A place.
    LOCATION = "LocationMessage", "a location message", extends OWN_BASE {
        /// Its coordinates.
        required coordinates: Kind::Object(&COORDINATES);
        /// Its name and address.
        optional location: Kind::Object(&PLACE);
        /// The place in words, which the service finds.
        readonly text: Kind::Any;
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
    CAROUSEL = "CarouselMessage", "a carousel message", extends OWN_BASE {
        /// One to ten items.
        required items: Kind::List(&ITEMS);
        /// How they are shown.
        optional displaySettings: Kind::Object(&DISPLAY_SETTINGS);
        /// The items in words, which the service finds.
        readonly text: Kind::Any;
    }
}

object! {
    /// Items below one another.
    LIST = "ListMessage", "a list message", extends OWN_BASE {
        /// One to ten items.
        required items: Kind::List(&ITEMS);
        /// Buttons, or quick replies. With `appMaker` only.
        optional(V1S) actions: Kind::List(&ACTIONS);
        /// One to ten buttons below the items.
        optional(V2) actions: Kind::List(&LIST_ACTIONS);
        /// The items in words, which the service finds.
        readonly text: Kind::Any;
    }
    rules: [
        Rule::OnlyWith { fields: &["actions"], field: "role", is: "appMaker" },
        Rule::Apart { list: "actions", types: &["reply", "locationRequest"] },
        Rule::Once { list: "actions", field: "openOnReceive" },
    ]
}

object! {
    /// Questions to fill in. Shown by the Web Messenger only.
    FORM = "FormMessage", "a form message", extends OWN_BASE {
        /// The questions.
        required(V1S) fields: Kind::List(&FIELDS);
        /// One to twenty questions.
        required(V2) fields: Kind::List(&FIELDS_V2);
        /// Whether the person must answer before they can write. Default `false`.
        optional(V1S) blockChatInput: Kind::Bool;
        /// Text above the form.
        optional(V2) text: text().personal().kind();
        /// The form in words, which the service finds.
        readonly(V1S) text: Kind::Any;
        /// Whether it was filled in.
        readonly submitted: Kind::Any;
    }
    rules: [Rule::Distinct { list: "fields", field: "name" }]
}

/// The schemas of native messages.
static SCHEMA: Choice = Choice {
    name: name!("\"whatsapp\""),
    doc: prose!(" Whose form the message has."),
    words: &[("whatsapp", Versions::SINCE_V1_1)],
};

object! {
    /// A message in WhatsApp's own form, for templates.
    WHATSAPP = "WhatsAppNativeMessage", "a message in WhatsApp's own form", extends MESSAGE_BASE {
        /// Whose form the message has.
        required(SINCE_V1_1) messageSchema: Kind::Choice(&SCHEMA);
        /// The message in that form.
        required(SINCE_V1_1) message: Kind::Union(&NATIVE);
        refused type: "with messageSchema, the type stands inside message";
    }
}

/// A message to send.
pub static MESSAGE: Union = ANY;

/// A message of a notification; its author is given beside it.
pub static NOTIFIED: Union = Union {
    name: name!("NotificationMessage"),
    doc: prose!(" A message to send, whose author stands beside it. `role` may stand in it instead."),
    authorless: true,
    instead: None,
    ..ANY
};

const ANY: Union = Union {
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
    untagged: Some(("text", &TEXT, Versions::V1S)),
    authorless: false,
    open: false,
};
