//! Items of a carousel or a list (docs/api/v1.md, section 6.2).

use super::action::ITEM_ACTION;
use super::{ALT, FLAT};
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

static ACTIONS: List = List::between(1, Kind::Union(&ITEM_ACTION), 3);

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
        required title: text().in_v2(1, 128).personal().kind();
        /// One to three buttons.
        required actions: Kind::List(&ACTIONS);
        /// More about it.
        optional description: ALT;
        /// Its picture.
        optional mediaUrl: text().not_empty().in_v2(1, 2048).kind();
        /// The media type of the picture; found out from the URL otherwise.
        optional mediaType: text().in_v2(0, 128).kind();
        /// A description of the picture, for people who cannot see it.
        optional altText: ALT;
        /// How large the picture is shown.
        optional size: Kind::Choice(&SIZE);
        /// A flat object that comes back in webhooks, 4 KB at most.
        optional(V2) metadata: FLAT;
        /// Of an item that the service delivered.
        readonly(V1S) _id: Kind::Any;
    }
}

/// One to ten items.
pub static ITEMS: List = List::between(1, Kind::Object(&ITEM), 10);
