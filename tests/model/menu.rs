//! Menus and templates (docs/api/v1.md, section 12).

use serde_json::json;
use smooch_edge::model::menu::MENU;
use smooch_edge::model::template::{CREATE_TEMPLATE, UPDATE_TEMPLATE};
use smooch_edge::schema::Kind;

use super::{accepts, always_holds, refuses};

#[test]
fn a_menu_has_one_to_three_items_and_a_submenu_one_to_five() {
    let link = json!({ "type": "link", "text": "Us", "uri": "https://example.com" });
    let submenu = |items: usize| json!({ "type": "submenu", "text": "More", "items": vec![link.clone(); items] });
    always_holds(
        &Kind::Object(&MENU),
        &[
            accepts("a link", json!({ "items": [link] })),
            accepts("a submenu", json!({ "items": [submenu(5)] })),
            accepts("without a field to write in", json!({ "items": [link], "settings": { "inputEnabled": false } })),
            refuses("no items", json!({ "items": [] }), &[("items", "1 to 3 items")]),
            refuses("four items", json!({ "items": vec![link.clone(); 4] }), &[("items", "1 to 3 items")]),
            refuses("an empty submenu", json!({ "items": [submenu(0)] }), &[("items[0].items", "1 to 5 items")]),
            refuses(
                "a submenu in a submenu",
                json!({ "items": [{ "type": "submenu", "text": "More", "items": [submenu(1)] }] }),
                &[("items[0].items[0].type", "a submenu has no submenus")],
            ),
            refuses(
                "a reply",
                json!({ "items": [{ "type": "reply", "text": "Yes", "payload": "YES" }] }),
                &[("items[0].type", "must be \"link\", \"postback\" or \"submenu\"")],
            ),
        ],
    );
}

#[test]
fn a_template_is_a_message_under_a_name() {
    let message = json!({ "role": "appMaker", "type": "text", "text": "Nine to five." });
    always_holds(
        &Kind::Object(&CREATE_TEMPLATE),
        &[
            accepts("a text", json!({ "name": "hours", "message": message })),
            refuses("no name", json!({ "message": message }), &[("name", "is required in a template.")]),
            refuses(
                "a message that is none",
                json!({ "name": "hours", "message": { "role": "appMaker", "type": "image" } }),
                &[("message.mediaUrl", "is required in an image message.")],
            ),
        ],
    );
    always_holds(&Kind::Object(&UPDATE_TEMPLATE), &[accepts("a name alone", json!({ "name": "hours" }))]);
}
