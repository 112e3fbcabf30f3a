//! Buttons and quick replies (docs/api/v1.md, section 6.4).

use super::{FLAT, URL};
use crate::schema::{Choice, Kind, Union, Variant, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

/// How high a web view opens.
static SIZE: Choice = Choice {
    name: name!("WebviewSize"),
    doc: prose!(" How high a web view opens."),
    words: &[("compact", ALL), ("tall", ALL), ("full", ALL)],
};

/// Whether a web view can be shared.
static SHARE_BUTTON: Choice =
    Choice { name: name!("\"hide\""), doc: prose!(" Whether a web view can be shared."), words: &[("hide", ALL)] };

object! {
    /// Messenger's own options of a button.
    MESSENGER_OPTIONS = "MessengerActionOptions", "the messenger options of an action", open true {
        /// How high the web view opens.
        optional webview_height_ratio: Kind::Choice(&SIZE);
        /// Whether the page uses Messenger Extensions.
        optional messenger_extensions: Kind::Bool;
        /// The page for clients without Messenger Extensions.
        optional fallback_url: URL;
        /// Whether the web view can be shared: `"hide"`.
        optional(V2) webview_share_button: Kind::Choice(&SHARE_BUTTON);
    }
}

object! {
    /// Options for one channel only.
    EXTRA_CHANNEL_OPTIONS = "ExtraChannelOptions", "the channel options of an action", open true {
        /// Messenger's.
        optional messenger: Kind::Object(&MESSENGER_OPTIONS);
    }
}

object! {
    /// The fields of every action.
    ACTION_BASE = "ActionBase", "an action" {
        /// A flat object that comes back in webhooks, 4 KB at most.
        optional metadata: FLAT;
        /// Of an action that the service delivered.
        readonly(V1S) _id: Kind::Any;
    }
}

object! {
    /// The fields of the actions with a label.
    LABELLED = "LabelledAction", "an action", extends ACTION_BASE {
        /// The label.
        required text: text().personal().kind();
    }
}

object! {
    /// Opens a page.
    pub LINK_ACTION = "LinkAction", "a link action", extends LABELLED {
        /// The page.
        required uri: URL;
        /// Whether it is what a tap on the item opens.
        optional default: Kind::Bool;
        /// Options for one channel only.
        optional extraChannelOptions: Kind::Object(&EXTRA_CHANNEL_OPTIONS);
    }
}

object! {
    /// Opens a page inside the conversation.
    WEBVIEW = "WebviewAction", "a webview action", extends LABELLED {
        /// The page.
        required uri: URL;
        /// The page for channels without web views.
        required fallback: URL;
        /// How high it opens.
        optional size: Kind::Choice(&SIZE);
        /// Whether it opens by itself; one action of a message at most, on Web only.
        optional openOnReceive: Kind::Bool;
        /// Whether it is what a tap on the item opens.
        optional(V2) default: Kind::Bool;
        /// Options for one channel only.
        optional extraChannelOptions: Kind::Object(&EXTRA_CHANNEL_OPTIONS);
    }
}

object! {
    /// Tells your webhooks that it was tapped.
    pub POSTBACK = "PostbackAction", "a postback action", extends LABELLED {
        /// The payload that the webhook gets.
        required payload: text().personal().kind();
        /// Empty, in an action that the service delivered.
        readonly uri: Kind::Any;
    }
}

object! {
    /// Asks for a payment. The app needs Stripe.
    BUY = "BuyAction", "a buy action", extends LABELLED {
        /// The amount in the smallest unit of the currency (cents).
        required amount: Kind::Integer(0, u32::MAX);
        /// The currency, such as `"usd"`, which is the default.
        optional currency: text().kind();
        /// The page where the person pays, in an action that the service delivered.
        readonly uri: Kind::Any;
        /// Whether it was paid, in an action that the service delivered.
        readonly state: Kind::Any;
    }
}

object! {
    /// A quick reply, which disappears when it is used. It mixes only with `locationRequest`.
    REPLY = "ReplyAction", "a reply action", extends LABELLED {
        /// The payload that comes back with the person's message.
        required payload: text().personal().kind();
        /// A small picture beside the label.
        optional iconUrl: URL;
    }
}

object! {
    /// Asks the person for their location. It mixes only with `reply`.
    LOCATION_REQUEST = "LocationRequestAction", "a locationRequest action", extends LABELLED {}
}

object! {
    /// Lets the person share the item, in a Messenger carousel.
    SHARE = "ShareAction", "a share action", extends ACTION_BASE {
        /// A label. The documentation has none; the official shape does.
        optional text: text().personal().kind();
    }
}

/// A button or quick reply of a message.
pub static MESSAGE_ACTION: Union = Union {
    name: name!("MessageAction"),
    title: "message action",
    doc: prose!(" A button or a quick reply of a message."),
    tag: "type",
    variants: &[
        Variant { tag: "link", object: &LINK_ACTION, versions: ALL },
        Variant { tag: "webview", object: &WEBVIEW, versions: ALL },
        Variant { tag: "postback", object: &POSTBACK, versions: ALL },
        Variant { tag: "buy", object: &BUY, versions: ALL },
        Variant { tag: "reply", object: &REPLY, versions: ALL },
        Variant { tag: "locationRequest", object: &LOCATION_REQUEST, versions: ALL },
    ],
    refused: &[("share", "share works only on the items of a carousel")],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};

/// A button of an item.
pub static ITEM_ACTION: Union = Union {
    name: name!("ItemAction"),
    title: "item action",
    doc: prose!(" A button of an item of a carousel or a list."),
    tag: "type",
    variants: &[
        Variant { tag: "link", object: &LINK_ACTION, versions: ALL },
        Variant { tag: "webview", object: &WEBVIEW, versions: ALL },
        Variant { tag: "postback", object: &POSTBACK, versions: ALL },
        Variant { tag: "buy", object: &BUY, versions: ALL },
        Variant { tag: "share", object: &SHARE, versions: Versions::V1S },
    ],
    refused: &[
        ("reply", "quick replies belong to the message, not to its items"),
        ("locationRequest", "a location request belongs to the message, not to its items"),
    ],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};
