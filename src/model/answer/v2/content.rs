//! The content of a message as v2 returns it (docs/api/v2.md, section 7).

use crate::model::FLAT;
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

static TYPE: Choice = Choice {
    name: name!("SentContentTypeV2"),
    doc: prose!(" The type of a message of v2."),
    words: &[
        ("carousel", ALL),
        ("file", ALL),
        ("form", ALL),
        ("formResponse", ALL),
        ("image", ALL),
        ("list", ALL),
        ("location", ALL),
        ("template", ALL),
        ("text", ALL),
    ],
};

static ACTION_TYPE: Choice = Choice {
    name: name!("SentActionTypeV2"),
    doc: prose!(" The type of an action of v2."),
    words: &[
        ("buy", ALL),
        ("link", ALL),
        ("locationRequest", ALL),
        ("postback", ALL),
        ("reply", ALL),
        ("webview", ALL),
    ],
};

static WEBVIEW_SIZE: Choice = Choice {
    name: name!("SentWebviewSizeV2"),
    doc: prose!(" How high a web view opens."),
    words: &[("compact", ALL), ("full", ALL), ("tall", ALL)],
};

static ITEM_SIZE: Choice = Choice {
    name: name!("SentItemSizeV2"),
    doc: prose!(" How large the picture of an item is shown."),
    words: &[("compact", ALL), ("large", ALL)],
};

static RATIO: Choice = Choice {
    name: name!("SentImageAspectRatioV2"),
    doc: prose!(" The shape of the pictures of a carousel."),
    words: &[("horizontal", ALL), ("square", ALL)],
};

static FIELD_TYPE: Choice = Choice {
    name: name!("SentFieldTypeV2"),
    doc: prose!(" The type of a question of a form."),
    words: &[("email", ALL), ("select", ALL), ("text", ALL)],
};

static FIELD_FORMAT: Choice = Choice {
    name: name!("SentFieldFormatV2"),
    doc: prose!(" The numbers that a text field takes."),
    words: &[("decimal", ALL), ("integer", ALL)],
};

object! {
    /// A button or a quick reply of a message of v2.
    pub SENT_ACTION = "SentActionV2", "an action of a message", open true {
        /// The type of the action.
        required type: Kind::Choice(&ACTION_TYPE);
        /// The label.
        required text: text().personal().kind();
        /// The page that it opens; empty if it opens none.
        optional uri: text().kind();
        /// The payload that comes back when it is tapped.
        optional payload: text().personal().kind();
        /// A flat object that comes back in webhooks.
        nullable metadata: FLAT;
        /// Whether it is what a tap on the item opens.
        optional default: Kind::Bool;
        /// A small picture beside the label.
        optional iconUrl: text().kind();
        /// The amount in the smallest unit of the currency (cents).
        optional amount: Kind::Integer(0, u32::MAX);
        /// The currency, such as `"usd"`.
        optional currency: text().kind();
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
    /// An item of a carousel or a list of v2.
    pub SENT_ITEM = "SentItemV2", "an item of a message", open true {
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
        /// A flat object that comes back in webhooks.
        nullable metadata: FLAT;
    }
}

static ITEMS: List = List::of(Kind::Object(&SENT_ITEM));

object! {
    /// An answer of a select field of v2: to choose, or chosen.
    pub SENT_OPTION = "SentOptionV2", "an option of a form", open true {
        /// Its name.
        optional name: text().kind();
        /// The label that the person reads.
        optional label: text().personal().kind();
    }
}

static OPTIONS: List = List::of(Kind::Object(&SENT_OPTION));

object! {
    /// A question of a form of v2, and in a form response its answer.
    pub SENT_FIELD = "SentFieldV2", "a field of a form", open true {
        /// The type of the field.
        required type: Kind::Choice(&FIELD_TYPE);
        /// Its name.
        required name: text().kind();
        /// The label that the person reads.
        required label: text().personal().kind();
        /// The placeholder of the empty field.
        optional placeholder: text().personal().kind();
        /// The fewest characters.
        optional minSize: Kind::Integer(0, u32::MAX);
        /// The most characters.
        optional maxSize: Kind::Integer(0, u32::MAX);
        /// The numbers that a text field takes.
        optional format: Kind::Choice(&FIELD_FORMAT);
        /// The answers to choose from.
        optional options: Kind::List(&OPTIONS);
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
    /// A place on earth, in degrees.
    pub SENT_COORDINATES = "SentCoordinatesV2", "the coordinates of a message", open true {
        /// Latitude.
        required lat: Kind::Number;
        /// Longitude.
        required long: Kind::Number;
    }
}

object! {
    /// The name and address of a place.
    pub SENT_PLACE = "SentPlaceV2", "the location of a message", open true {
        /// Its address.
        optional address: text().personal().kind();
        /// Its name.
        optional name: text().personal().kind();
    }
}

object! {
    /// How a carousel is shown.
    pub SENT_DISPLAY_SETTINGS = "SentDisplaySettingsV2", "the display settings of a message", open true {
        /// The shape of the pictures.
        optional imageAspectRatio: Kind::Choice(&RATIO);
    }
}

object! {
    /// The content of a message of v2. Which fields there are depends on `type`.
    pub CONTENT = "SentContentV2", "the content of a message", open true {
        /// Its type.
        required type: Kind::Choice(&TYPE);
        /// The text; of a carousel and a location a rendering in words.
        optional text: text().personal().kind();
        /// The text as HTML.
        optional htmlText: text().personal().kind();
        /// Buttons and quick replies.
        optional actions: Kind::List(&ACTIONS);
        /// The payload of the reply that was tapped.
        optional payload: text().personal().kind();
        /// Whether the person must answer before they can write on.
        optional blockChatInput: Kind::Bool;
        /// The URL of the picture or the file.
        optional mediaUrl: text().kind();
        /// Its media type.
        optional mediaType: text().kind();
        /// Its size in bytes.
        optional mediaSize: Kind::Number;
        /// A description of the picture or the file, for people who cannot see it.
        optional altText: text().personal().kind();
        /// The id of the attachment.
        optional attachmentId: text().kind();
        /// The items of a carousel or a list.
        optional items: Kind::List(&ITEMS);
        /// How a carousel is shown.
        optional displaySettings: Kind::Object(&SENT_DISPLAY_SETTINGS);
        /// The coordinates of a place.
        optional coordinates: Kind::Object(&SENT_COORDINATES);
        /// The name and address of the place.
        optional location: Kind::Object(&SENT_PLACE);
        /// The questions of a form, or their answers.
        optional fields: Kind::List(&FIELDS);
        /// Whether the form has been answered.
        optional submitted: Kind::Bool;
        /// The answers of a form as text.
        optional textFallback: text().personal().kind();
        /// A template of WhatsApp's, in its own format.
        optional template: Kind::Open;
    }
}
