//! The menu that channels show beside a conversation (docs/api/v1.md, section 12).

use super::action::{LINK_ACTION, POSTBACK};
use crate::schema::{Kind, List, Union, Variant, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

/// The items of a submenu: links and postbacks.
static SUBMENU_ITEM: Union = Union {
    name: name!("SubmenuItem"),
    title: "submenu item",
    doc: prose!(" An item of a submenu."),
    tag: "type",
    variants: &[
        Variant { tag: "link", object: &LINK_ACTION, versions: ALL },
        Variant { tag: "postback", object: &POSTBACK, versions: ALL },
    ],
    refused: &[("submenu", "a submenu has no submenus")],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};

static SUBMENU_ITEMS: List = List::between(1, Kind::Union(&SUBMENU_ITEM), 5);

object! {
    /// Opens further items.
    SUBMENU = "Submenu", "a submenu" {
        /// The label.
        required text: text().personal().kind();
        /// One to five items.
        required items: Kind::List(&SUBMENU_ITEMS);
        /// Of an item that the service delivered.
        readonly _id: Kind::Any;
        /// Empty, in an item that the service delivered.
        readonly uri: Kind::Any;
    }
}

static MENU_ITEM: Union = Union {
    name: name!("MenuItem"),
    title: "menu item",
    doc: prose!(" An item of a menu."),
    tag: "type",
    variants: &[
        Variant { tag: "link", object: &LINK_ACTION, versions: ALL },
        Variant { tag: "postback", object: &POSTBACK, versions: ALL },
        Variant { tag: "submenu", object: &SUBMENU, versions: ALL },
    ],
    refused: &[],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};

static MENU_ITEMS: List = List::between(1, Kind::Union(&MENU_ITEM), 3);

object! {
    /// The menu that channels show beside a conversation.
    pub MENU = "Menu", "a menu" {
        /// One to three items.
        required items: Kind::List(&MENU_ITEMS);
        /// Whether people can write beside it: `{ inputEnabled }`.
        optional settings: Kind::Open;
    }
}
