//! Data for single channels: conversion events of Meta, and interactive messages of Apple (docs/api/v2.md,
//! section 6).

use crate::schema::{Kind, List, Rule, object, text};

static EVENTS: List = List::of(Kind::Open);

object! {
    /// The payload of conversion events.
    PAYLOAD = "ConversionPayload", "the payload of conversion events" {
        /// The events, in Meta's own form.
        required data: Kind::List(&EVENTS);
    }
}

object! {
    /// Conversion events of a channel.
    EVENT = "ConversionEvent", "conversion events" {
        /// The data that Meta gets.
        required payload: Kind::Object(&PAYLOAD);
    }
}

object! {
    /// Conversion events of one channel.
    pub CONVERSION_EVENTS = "ConversionEventsBody", "conversion events" {
        /// Messenger's.
        optional messenger: Kind::Object(&EVENT);
        /// Instagram's.
        optional instagram: Kind::Object(&EVENT);
        /// WhatsApp's.
        optional whatsapp: Kind::Object(&EVENT);
    }
    rules: [Rule::OneOf(&["messenger", "instagram", "whatsapp"])]
}

object! {
    /// Apple's reference to an interactive message that is too large to deliver.
    REFERENCE = "InteractiveDataRef", "the reference of a message" {
        /// Its URL.
        required url: text().kind();
        /// The app that it belongs to.
        required bid: text().kind();
        /// The key that it is encrypted with.
        required key: text().personal().kind();
        /// Its signature.
        required signature: text().personal().kind();
        /// Whose it is.
        required owner: text().kind();
    }
}

object! {
    /// A message of Apple's.
    APPLE = "AppleMessageRef", "the reference of a message" {
        /// A reference to the message, and how to read it.
        required interactiveDataRef: Kind::Object(&REFERENCE);
    }
}

object! {
    /// A message whose content the channel keeps.
    pub DOWNLOAD = "DownloadMessageRefBody", "a message to download" {
        /// The user who sent it, by the id of the service.
        required userId: text().kind();
        /// Apple's reference.
        optional apple: Kind::Object(&APPLE);
    }
}
