//! A message as the API returns it (docs/api/v1.md, sections 6.3 and 6.4).

use crate::model::FLAT;
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

static TYPE: Choice = Choice {
    name: name!("SentMessageType"),
    doc: prose!(" The type of a message."),
    words: &[
        ("text", ALL),
        ("image", ALL),
        ("file", ALL),
        ("location", ALL),
        ("carousel", ALL),
        ("list", ALL),
        ("form", ALL),
        ("formResponse", ALL),
    ],
};

static ROLE: Choice = Choice {
    name: name!("SentMessageRole"),
    doc: prose!(
        " Who spoke: the business (`appMaker`), the user (`appUser`), or in v1 the business to itself (`whisper`)."
    ),
    words: &[("appMaker", ALL), ("appUser", ALL), ("whisper", Versions::V1)],
};

static ACTION_TYPE: Choice = Choice {
    name: name!("SentActionType"),
    doc: prose!(" The type of an action."),
    words: &[
        ("link", ALL),
        ("webview", ALL),
        ("postback", ALL),
        ("buy", ALL),
        ("reply", ALL),
        ("locationRequest", ALL),
        ("share", ALL),
    ],
};

static PAYMENT_STATE: Choice = Choice {
    name: name!("PaymentState"),
    doc: prose!(" Whether a payment has been made."),
    words: &[("offered", ALL), ("paid", ALL)],
};

static WEBVIEW_SIZE: Choice = Choice {
    name: name!("SentWebviewSize"),
    doc: prose!(" How high a web view opens."),
    words: &[("compact", ALL), ("tall", ALL), ("full", ALL)],
};

static ITEM_SIZE: Choice = Choice {
    name: name!("SentItemSize"),
    doc: prose!(" How large the picture of an item is shown."),
    words: &[("compact", ALL), ("large", ALL)],
};

static RATIO: Choice = Choice {
    name: name!("SentImageAspectRatio"),
    doc: prose!(" The shape of the pictures of a carousel."),
    words: &[("horizontal", ALL), ("square", ALL)],
};

static FIELD_TYPE: Choice = Choice {
    name: name!("SentFieldType"),
    doc: prose!(" The type of a question of a form."),
    words: &[("text", ALL), ("email", ALL), ("select", ALL)],
};

static QUOTE_TYPE: Choice = Choice {
    name: name!("QuotedMessageType"),
    doc: prose!(" Whether the quoted message is known to the service, or only its id on the channel."),
    words: &[("message", ALL), ("externalMessageId", ALL)],
};

object! {
    /// A button or a quick reply of a message.
    pub SENT_ACTION = "SentAction", "an action of a message", open true {
        /// Its id.
        optional _id: text().kind();
        /// The type of the action.
        required type: Kind::Choice(&ACTION_TYPE);
        /// The label.
        optional text: text().personal().kind();
        /// The page that it opens; empty if it opens none.
        optional uri: text().kind();
        /// The payload that comes back when it is tapped.
        optional payload: text().personal().kind();
        /// A flat object that comes back in webhooks.
        optional metadata: FLAT;
        /// Whether it is what a tap on the item opens.
        optional default: Kind::Bool;
        /// A small picture beside the label.
        optional iconUrl: text().kind();
        /// The amount in the smallest unit of the currency (cents).
        optional amount: Kind::Integer(0, u32::MAX);
        /// The currency, such as `"usd"`.
        optional currency: text().kind();
        /// Whether it has been paid.
        optional state: Kind::Choice(&PAYMENT_STATE);
        /// The page for channels without web views.
        optional fallback: text().kind();
        /// How high the web view opens.
        optional size: Kind::Choice(&WEBVIEW_SIZE);
        /// Whether the web view opens by itself.
        optional openOnReceive: Kind::Bool;
        /// Options for one channel only.
        optional extraChannelOptions: Kind::Open;
    }
}

static ACTIONS: List = List::of(Kind::Object(&SENT_ACTION));

object! {
    /// An item of a carousel or a list.
    pub SENT_ITEM = "SentItem", "an item of a message", open true {
        /// Its id.
        optional _id: text().kind();
        /// The title.
        required title: text().personal().kind();
        /// Its buttons.
        required actions: Kind::List(&ACTIONS);
        /// More about it.
        optional description: text().personal().kind();
        /// Its picture.
        optional mediaUrl: text().kind();
        /// The media type of the picture.
        optional mediaType: text().kind();
        /// A description of the picture, for people who cannot see it.
        optional altText: text().personal().kind();
        /// How large the picture is shown.
        optional size: Kind::Choice(&ITEM_SIZE);
    }
}

static ITEMS: List = List::of(Kind::Object(&SENT_ITEM));

object! {
    /// An answer of a select field: to choose, or chosen.
    pub SENT_OPTION = "SentOption", "an option of a form", open true {
        /// Its id.
        optional _id: text().kind();
        /// Its name.
        required name: text().kind();
        /// The label that the person reads.
        required label: text().personal().kind();
    }
}

static OPTIONS: List = List::of(Kind::Object(&SENT_OPTION));

object! {
    /// A question of a form, and in a form response its answer.
    pub SENT_FIELD = "SentField", "a field of a form", open true {
        /// Its id.
        optional _id: text().kind();
        /// The type of the field.
        required type: Kind::Choice(&FIELD_TYPE);
        /// Its name.
        required name: text().kind();
        /// The label that the person reads.
        required label: text().personal().kind();
        /// The placeholder of the empty field.
        optional placeholder: text().personal().kind();
        /// The minimum number of characters.
        optional minSize: Kind::Integer(0, u32::MAX);
        /// The most characters.
        optional maxSize: Kind::Integer(0, u32::MAX);
        /// The answers to choose from.
        optional options: Kind::List(&OPTIONS);
        /// How many answers can be chosen.
        optional selectSize: Kind::Integer(0, u32::MAX);
        /// The answer to a text field.
        optional text: text().personal().kind();
        /// The answer to an email field.
        optional email: text().personal().kind();
        /// The answer to a select field.
        optional select: Kind::List(&OPTIONS);
    }
}

static FIELDS: List = List::of(Kind::Object(&SENT_FIELD));

object! {
    /// How a message came.
    pub SOURCE = "MessageSource", "the source of a message", open true {
        /// The type of the channel; `"api"` for messages sent through the API.
        optional type: text().kind();
        /// The id of the client.
        optional id: text().kind();
        /// The id of the integration.
        optional integrationId: text().kind();
        /// The channel's id of the message.
        optional originalMessageId: text().kind();
        /// When the channel got the message: unix time in seconds, with decimals.
        optional originalMessageTimestamp: Kind::Number;
    }
}

object! {
    /// The message that a message quotes.
    pub QUOTED = "QuotedMessage", "a quoted message", open true {
        /// How it is known.
        required type: Kind::Choice(&QUOTE_TYPE);
        /// The message.
        optional content: Kind::Object(&SENT_MESSAGE);
        /// The channel's id of the message.
        optional externalMessageId: text().kind();
    }
}

object! {
    /// A place on earth, in degrees.
    pub SENT_COORDINATES = "SentCoordinates", "the coordinates of a message", open true {
        /// Latitude.
        required lat: Kind::Number;
        /// Longitude.
        required long: Kind::Number;
    }
}

object! {
    /// The name and address of a place.
    pub SENT_PLACE = "SentPlace", "the location of a message", open true {
        /// Its address.
        optional address: text().personal().kind();
        /// Its name.
        optional name: text().personal().kind();
    }
}

object! {
    /// How a carousel is shown.
    pub SENT_DISPLAY_SETTINGS = "SentDisplaySettings", "the display settings of a message", open true {
        /// The shape of the pictures.
        optional imageAspectRatio: Kind::Choice(&RATIO);
    }
}

object! {
    /// A message of a conversation. Only its id is sure to be there.
    pub SENT_MESSAGE = "SentMessage", "a message of a conversation", open true {
        /// Its id: 24 hexadecimal digits.
        required _id: text().kind();
        /// Its type.
        optional type: Kind::Choice(&TYPE);
        /// Who spoke.
        optional role: Kind::Choice(&ROLE);
        /// The text; for other types a rendering in words, or a space.
        optional text: text().personal().kind();
        /// The user's `_id`, or a hash of the agent's e-mail address.
        optional authorId: text().kind();
        /// The name shown as the author's.
        optional name: text().personal().kind();
        /// The author's e-mail address.
        optional email: text().personal().kind();
        /// The author's picture.
        optional avatarUrl: text().personal().kind();
        /// When the service got it: unix time in seconds, with milliseconds as decimals.
        optional received: Kind::Number;
        /// How it came.
        optional source: Kind::Object(&SOURCE);
        /// The URL of the picture or the file.
        optional mediaUrl: text().kind();
        /// Its media type.
        optional mediaType: text().kind();
        /// Its size in bytes.
        optional mediaSize: Kind::Integer(0, u32::MAX);
        /// A description of the picture or the file, for people who cannot see it.
        optional altText: text().personal().kind();
        /// A flat object that comes back in webhooks.
        optional metadata: FLAT;
        /// The items of a carousel or a list.
        optional items: Kind::List(&ITEMS);
        /// Buttons and quick replies.
        optional actions: Kind::List(&ACTIONS);
        /// The payload of the reply that was tapped.
        optional payload: text().personal().kind();
        /// How a carousel is shown.
        optional displaySettings: Kind::Object(&SENT_DISPLAY_SETTINGS);
        /// Whether the person must answer the form before they can write.
        optional blockChatInput: Kind::Bool;
        /// The questions of a form, or their answers.
        optional fields: Kind::List(&FIELDS);
        /// Whether the form has been answered.
        optional submitted: Kind::Bool;
        /// The message that it quotes.
        optional quotedMessage: Kind::Object(&QUOTED);
        /// The answers of a form as text.
        optional textFallback: text().personal().kind();
        /// The coordinates of a place.
        optional coordinates: Kind::Object(&SENT_COORDINATES);
        /// The name and address of the place.
        optional location: Kind::Object(&SENT_PLACE);
    }
}
