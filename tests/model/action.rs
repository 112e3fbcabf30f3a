//! Buttons and quick replies (docs/api/v1.md, section 6.4).

use serde_json::{Value, json};

use super::{MESSAGES, accepts, always_holds, refuses, with};

fn message(actions: Value) -> Value {
    json!({ "role": "appMaker", "type": "text", "text": "Choose", "actions": actions })
}

fn item(actions: Value) -> Value {
    json!({ "role": "appMaker", "type": "carousel", "items": [{ "title": "Tacos", "actions": actions }] })
}

fn link() -> Value {
    json!({ "type": "link", "text": "Open", "uri": "https://example.com" })
}

fn reply() -> Value {
    json!({ "type": "reply", "text": "Yes", "payload": "YES" })
}

fn location() -> Value {
    json!({ "type": "locationRequest", "text": "Where are you?" })
}

fn webview() -> Value {
    json!({ "type": "webview", "text": "Look", "uri": "https://example.com", "fallback": "https://example.com" })
}

#[test]
fn each_action_needs_what_it_does() {
    let buy = json!({ "type": "buy", "text": "Buy", "amount": 1000 });
    let channel = json!({ "messenger": { "webview_height_ratio": "tall", "messenger_extensions": true, "new": 1 } });
    always_holds(
        &MESSAGES,
        &[
            accepts("a link", message(json!([link()]))),
            accepts("a link with all fields", {
                let more = json!({ "default": true, "metadata": { "a": 1 }, "extraChannelOptions": channel });
                message(json!([with(&link(), more)]))
            }),
            accepts("a web view", message(json!([with(&webview(), json!({ "size": "full" }))]))),
            accepts("a payment", message(json!([with(&buy, json!({ "currency": "usd" }))]))),
            accepts("a quick reply", message(json!([with(&reply(), json!({ "iconUrl": "https://example.com" }))]))),
            accepts("a location request", message(json!([location()]))),
            refuses(
                "a link to nowhere",
                message(json!([with(&link(), json!({ "uri": null }))])),
                &[("actions[0].uri", "is required in a link action.")],
            ),
            refuses(
                "a web view without a fallback",
                message(json!([with(&webview(), json!({ "fallback": null }))])),
                &[("actions[0].fallback", "is required in a webview action.")],
            ),
            refuses(
                "a payment of half a cent",
                message(json!([with(&buy, json!({ "amount": 0.5 }))])),
                &[("actions[0].amount", "a whole number of at least 0; got a number (0.5)")],
            ),
            refuses(
                "a reply without a payload",
                message(json!([with(&reply(), json!({ "payload": null }))])),
                &[("actions[0].payload", "is required in a reply action.")],
            ),
            refuses(
                "a button without a label",
                message(json!([with(&link(), json!({ "text": null }))])),
                &[("actions[0].text", "is required in a link action.")],
            ),
            refuses(
                "a button of another type",
                message(json!([{ "type": "call" }])),
                &[("actions[0].type", "\"link\", \"webview\", \"postback\"")],
            ),
            refuses("no button at all", message(json!([])), &[("actions", "at least 1 items; got 0")]),
        ],
    );
}

#[test]
fn only_the_business_has_buttons() {
    let body = |kind: &str| {
        let media = json!({ "type": kind, "role": "appUser", "mediaUrl": "https://example.com/a" });
        with(&media, json!({ "actions": [link()] }))
    };
    let expected = &[("actions", "actions goes only with role \"appMaker\"; got role \"appUser\".")];
    always_holds(
        &MESSAGES,
        &[
            refuses("a text of the user", with(&message(json!([link()])), json!({ "role": "appUser" })), expected),
            refuses("an image of the user", body("image"), expected),
        ],
    );
}

#[test]
fn quick_replies_and_location_requests_mix_only_with_each_other() {
    let expected = &[("actions[1].type", "\"link\" here, since reply and locationRequest mix only with each other")];
    always_holds(
        &MESSAGES,
        &[
            accepts("replies", message(json!([reply(), reply()]))),
            accepts("a reply and a location request", message(json!([reply(), location()]))),
            accepts("links and postbacks", message(json!([link(), webview()]))),
            refuses("a reply and a link", message(json!([reply(), link()])), expected),
            refuses("a location request and a link", message(json!([location(), link()])), expected),
            refuses(
                "two links around a reply",
                message(json!([link(), reply(), webview()])),
                &[("actions[0].type", "\"link\" here"), ("actions[2].type", "\"webview\" here")],
            ),
        ],
    );
}

#[test]
fn sharing_is_for_items_and_quick_replies_are_for_messages() {
    always_holds(
        &MESSAGES,
        &[
            accepts("an item to share", item(json!([{ "type": "share" }]))),
            accepts("an item to share, with a label", item(json!([{ "type": "share", "text": "Share" }]))),
            refuses(
                "a message to share",
                message(json!([{ "type": "share" }])),
                &[("actions[0].type", "share works only on the items of a carousel")],
            ),
            refuses(
                "an item with a quick reply",
                item(json!([reply()])),
                &[("items[0].actions[0].type", "quick replies belong to the message, not to its items")],
            ),
            refuses(
                "an item with a location request",
                item(json!([location()])),
                &[("items[0].actions[0].type", "a location request belongs to the message, not to its items")],
            ),
        ],
    );
}

#[test]
fn one_web_view_at_most_opens_by_itself() {
    let opening = with(&webview(), json!({ "openOnReceive": true }));
    let closed = with(&webview(), json!({ "openOnReceive": false }));
    always_holds(
        &MESSAGES,
        &[
            accepts("one", message(json!([closed, opening, webview()]))),
            refuses(
                "two",
                message(json!([opening, closed, opening])),
                &[("actions[2].openOnReceive", "must be true in one item at most")],
            ),
        ],
    );
}
