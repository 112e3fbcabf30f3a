//! Items of a carousel or a list (api facts, section 6.2).

use super::URL;
use super::action::ITEM_ACTION;
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

static ACTIONS: List = List { of: Kind::Union(&ITEM_ACTION), min: 1, max: 3 };

/// How large the picture of an item is.
static SIZE: Choice = Choice {
    name: name!("ItemSize"),
    doc: prose!(" How large the picture of an item is shown."),
    words: &[("compact", Versions::ALL), ("large", Versions::ALL)],
};

object! {
    /// An item of a carousel or a list.
    pub ITEM = "Item", "an item" {
        /// The title.
        required title: text().personal().kind();
        /// One to three buttons.
        required actions: Kind::List(&ACTIONS);
        /// More about it.
        optional description: text().personal().kind();
        /// Its picture.
        optional mediaUrl: URL;
        /// The media type of the picture; found out from the URL otherwise.
        optional mediaType: text().kind();
        /// What the picture shows, for those who cannot see it.
        optional altText: text().personal().kind();
        /// How large the picture is shown.
        optional size: Kind::Choice(&SIZE);
    }
}

/// One to ten items.
pub static ITEMS: List = List { of: Kind::Object(&ITEM), min: 1, max: 10 };
