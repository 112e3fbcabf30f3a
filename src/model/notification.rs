//! A message to a person of whom only a phone number is known (docs/api/v1.md, section 10).

use super::AUTHOR_AVATAR_URL;
use super::message::NOTIFIED;
use super::whatsapp::NATIVE;
use crate::schema::{Choice, Kind, Union, Variant, Versions, name, object, prose, text};

static APP_MAKER: Choice =
    Choice { name: name!("\"appMaker\""), doc: prose!(" The business."), words: &[("appMaker", Versions::ALL)] };

/// How much of a notification is kept.
static STORAGE: Choice = Choice {
    name: name!("\"full\""),
    doc: prose!(" How much of a notification is kept."),
    words: &[("full", Versions::ALL)],
};

object! {
    /// Who gets a notification.
    DESTINATION = "NotificationDestination", "the destination of a notification" {
        /// The integration that it goes through.
        required integrationId: text().not_empty().kind();
        /// The person's id on the channel: the phone number, with `+` and country code.
        required destinationId: text().not_empty().personal().kind();
    }
}

object! {
    /// Who speaks.
    AUTHOR = "NotificationAuthor", "the author of a notification" {
        /// The business.
        required role: Kind::Choice(&APP_MAKER);
        /// The name shown as the author's.
        optional name: text().personal().kind();
        /// The author's e-mail address, for a gravatar.
        optional email: text().personal().kind();
        /// The author's picture, instead of the gravatar.
        optional avatarUrl: AUTHOR_AVATAR_URL;
    }
}

object! {
    /// The fields of every notification.
    NOTIFICATION_BASE = "NotificationBase", "a notification" {
        /// Who gets it.
        required destination: Kind::Object(&DESTINATION);
        /// How much of it is kept: with `"full"` the message is added to the conversation of the person.
        optional storage: Kind::Choice(&STORAGE);
    }
}

object! {
    /// A notification in the form of the API.
    PLAIN = "PlainNotification", "a notification", extends NOTIFICATION_BASE {
        /// The author. It may be given in the message instead, as its `role`.
        optional author: Kind::Object(&AUTHOR);
        /// The message.
        required message: Kind::Union(&NOTIFIED);
    }
}

object! {
    /// A notification in WhatsApp's own form, for templates.
    WHATSAPP = "WhatsAppNotification", "a notification", extends NOTIFICATION_BASE {
        /// Who speaks.
        required author: Kind::Object(&AUTHOR);
        /// The message in WhatsApp's own form.
        required message: Kind::Union(&NATIVE);
    }
}

/// A notification.
pub static NOTIFICATION: Union = Union {
    name: name!("Notification"),
    title: "notification",
    doc: prose!(" A message to somebody of whom only a phone number is known. They need not be a user yet."),
    tag: "messageSchema",
    variants: &[Variant { tag: "whatsapp", object: &WHATSAPP, versions: Versions::SINCE_V1_1 }],
    refused: &[],
    instead: None,
    untagged: Some(("", &PLAIN, Versions::ALL)),
    authorless: false,
    open: false,
};
