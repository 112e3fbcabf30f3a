//! How a person is asked before a channel is linked (docs/api/v1.md, section 5.3).

use super::action::LINK_ACTION;
use super::message::{PLACES, SUBTYPES};
use super::{ALT, AUTHOR_AVATAR_URL, FLAT, PROSE, URL};
use crate::schema::{Choice, Kind, List, Rule, Union, V2Layout, Variant, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

/// Links are the only buttons of a confirmation.
static LINKS: List = List::between(1, Kind::Union(&CONFIRMATION_ACTION), usize::MAX);

/// Buttons of a confirmation message.
static CONFIRMATION_ACTION: Union = Union {
    name: name!("ConfirmationAction"),
    title: "confirmation action",
    doc: prose!(" A button of a confirmation message: a link."),
    tag: "type",
    variants: &[Variant { tag: "link", object: &LINK_ACTION, versions: ALL }],
    refused: &[],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};

static APP_MAKER: Choice =
    Choice { name: name!("\"appMaker\""), doc: prose!(" The business."), words: &[("appMaker", Versions::ALL)] };

object! {
    /// The fields of both confirmation messages.
    CONFIRMATION_MESSAGE_BASE = "ConfirmationMessageBase", "a confirmation message" {
        /// The business speaks.
        required role: Kind::Choice(&APP_MAKER);
        /// The name shown as the author's.
        optional name: text().personal().kind();
        /// The author's e-mail address, for a gravatar.
        optional(V1S) email: text().personal().kind();
        /// The author's picture, instead of the gravatar.
        optional avatarUrl: AUTHOR_AVATAR_URL;
        /// The kind of business author.
        optional(V2) subtypes: Kind::List(&SUBTYPES);
        /// A flat object that comes back in webhooks, 4 KB at most.
        optional metadata: FLAT;
        /// Buttons; links only.
        optional actions: Kind::List(&LINKS);
        /// The text as HTML; `text` is what channels without it show.
        optional(V2) htmlText: PROSE;
        /// The text as Markdown; `text` is what channels without it show.
        optional(V2) markdownText: PROSE;
    }
    rules: [Rule::AtMostOne(&["htmlText", "markdownText"])]
}

object! {
    /// A confirmation of text.
    TEXT_CONFIRMATION = "TextConfirmationMessage", "a confirmation message", extends CONFIRMATION_MESSAGE_BASE {
        /// The text.
        required text: PROSE;
    }
}

object! {
    /// A confirmation with a picture.
    IMAGE_CONFIRMATION = "ImageConfirmationMessage", "a confirmation message", extends CONFIRMATION_MESSAGE_BASE {
        /// The URL of the picture.
        required mediaUrl: URL;
        /// Its media type; found out from the URL otherwise.
        optional(V1S) mediaType: text().kind();
        /// Text beside the picture.
        optional text: text().personal().kind();
        /// A description of the picture, for people who cannot see it.
        optional altText: ALT;
        /// The attachment that was uploaded for it.
        optional(V2) attachmentId: text().not_empty().kind();
    }
}

/// The message of a confirmation, as v2 groups it.
static CONFIRMING: V2Layout = V2Layout {
    name: name!("ConfirmationMessagePost"),
    kind: Kind::Union(&CONFIRMATION_MESSAGE),
    places: PLACES,
    rest: "content",
    whole: None,
};

/// The message of a confirmation.
pub static CONFIRMATION_MESSAGE: Union = Union {
    name: name!("ConfirmationMessage"),
    title: "confirmation message",
    doc: prose!(" What the person reads when a channel is about to be linked. It is not added to the conversation."),
    tag: "type",
    variants: &[
        Variant { tag: "text", object: &TEXT_CONFIRMATION, versions: ALL },
        Variant { tag: "image", object: &IMAGE_CONFIRMATION, versions: ALL },
    ],
    refused: &[
        ("file", "a confirmation message is a text or an image"),
        ("location", "a confirmation message is a text or an image"),
        ("carousel", "a confirmation message is a text or an image"),
        ("list", "a confirmation message is a text or an image"),
        ("form", "a confirmation message is a text or an image"),
    ],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};

object! {
    /// The channel is linked at once, without waiting for the person.
    IMMEDIATE = "ImmediateConfirmation", "an immediate confirmation" {
        /// The message that is sent before the link completes.
        optional message: Kind::Nested(&CONFIRMING);
    }
}

object! {
    /// The channel is linked at once, without waiting for the person; on Messenger a message is needed.
    IMMEDIATE_WITH_MESSAGE = "ImmediateConfirmationWithMessage", "the confirmation of a messenger link" {
        /// The message that is sent before the link completes.
        required message: Kind::Nested(&CONFIRMING);
    }
}

object! {
    /// The channel is linked when the person does something: replies, accepts the message request.
    USER_ACTIVITY = "UserActivityConfirmation", "a userActivity confirmation" {
        /// The message that is sent to the person.
        required message: Kind::Nested(&CONFIRMING);
    }
}

object! {
    /// The channel is linked when the person answers yes to a fixed question.
    PROMPT = "PromptConfirmation", "a prompt confirmation" {
        refused message: "the question of a prompt is fixed; use userActivity to send your own words";
    }
}

/// A confirmation, for a channel that takes all three.
pub static CONFIRMATION: Union = Union {
    name: name!("Confirmation"),
    title: "confirmation",
    doc: prose!(" How the person is asked before the channel is linked."),
    tag: "type",
    variants: &[
        Variant { tag: "immediate", object: &IMMEDIATE, versions: ALL },
        Variant { tag: "userActivity", object: &USER_ACTIVITY, versions: ALL },
        Variant { tag: "prompt", object: &PROMPT, versions: ALL },
    ],
    refused: &[],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};

/// A confirmation on Messenger.
pub static MESSENGER_CONFIRMATION: Union = Union {
    name: name!("MessengerConfirmation"),
    title: "messenger confirmation",
    doc: prose!(" How the person is asked on Messenger: always with a message of yours."),
    tag: "type",
    variants: &[
        Variant { tag: "immediate", object: &IMMEDIATE_WITH_MESSAGE, versions: ALL },
        Variant { tag: "userActivity", object: &USER_ACTIVITY, versions: ALL },
    ],
    refused: &[("prompt", "a messenger link takes immediate or userActivity")],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};

/// A confirmation by e-mail.
pub static MAILGUN_CONFIRMATION: Union = Union {
    name: name!("MailgunConfirmation"),
    title: "mailgun confirmation",
    doc: prose!(" E-mail is linked at once."),
    tag: "type",
    variants: &[Variant { tag: "immediate", object: &IMMEDIATE, versions: ALL }],
    refused: &[
        ("userActivity", "a mailgun link takes immediate only"),
        ("prompt", "a mailgun link takes immediate only"),
    ],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};
