//! Messages (docs/api/v1.md, sections 6.1 and 6.2).

use serde_json::{Value, json};
use smooch_edge::schema::Version;

use super::{MESSAGES, accepts, always_holds, holds, refuses, with};

fn text() -> Value {
    json!({ "role": "appMaker", "type": "text", "text": "Hello" })
}

fn item() -> Value {
    json!({ "title": "Tacos", "actions": [{ "type": "postback", "text": "Select", "payload": "TACOS" }] })
}

fn carousel(items: Vec<Value>) -> Value {
    json!({ "role": "appMaker", "type": "carousel", "items": items })
}

#[test]
fn a_message_says_who_speaks_and_what() {
    always_holds(
        &MESSAGES,
        &[
            accepts("the business", text()),
            accepts("the user", with(&text(), json!({ "role": "appUser" }))),
            refuses("nobody", with(&text(), json!({ "role": null })), &[("role", "is required in a text message.")]),
            refuses(
                "a whisper, which is only ever received",
                with(&text(), json!({ "role": "whisper" })),
                &[("role", "\"appMaker\" or \"appUser\"")],
            ),
            accepts("no type, as old code sends it", with(&text(), json!({ "type": null }))),
            refuses(
                "neither type nor text",
                json!({ "role": "appMaker" }),
                &[("type", "type is required in a message.")],
            ),
            refuses(
                "a picture without a type",
                json!({ "role": "appMaker", "mediaUrl": "https://a.b" }),
                &[("type", "type is required in a message.")],
            ),
            refuses(
                "no type and a number for a text",
                json!({ "role": "appMaker", "text": 5 }),
                &[("text", "text must be a string; got a number.")],
            ),
            accepts(
                "with an author, metadata and a payload",
                with(
                    &text(),
                    json!({ "name": "Ada", "email": "ada@example.com", "avatarUrl": "https://example.com/a.png",
                        "metadata": { "lang": "en-ca", "items": 3 }, "payload": "TACOS" }),
                ),
            ),
            refuses(
                "with nested metadata",
                with(&text(), json!({ "metadata": { "lang": { "code": "en" } } })),
                &[("metadata.lang", "since this object is flat")],
            ),
        ],
    );
}

#[test]
fn metadata_has_four_kilobytes() {
    let body = |bytes: usize| with(&text(), json!({ "metadata": { "k": "x".repeat(bytes - 1) } }));
    always_holds(
        &MESSAGES,
        &[accepts("4096 bytes", body(4096)), refuses("4097 bytes", body(4097), &[("metadata", "4096 bytes")])],
    );
}

#[test]
fn a_text_has_words_or_buttons() {
    let link = json!({ "type": "link", "text": "Open", "uri": "https://example.com" });
    always_holds(
        &MESSAGES,
        &[
            accepts("words", text()),
            accepts("buttons", with(&text(), json!({ "text": null, "actions": [link] }))),
            accepts("both", with(&text(), json!({ "actions": [link] }))),
            accepts("empty words, which the service may refuse", with(&text(), json!({ "text": "" }))),
            refuses("neither", with(&text(), json!({ "text": null })), &[("", "at least one of text and actions")]),
        ],
    );
}

#[test]
fn each_type_needs_what_it_shows() {
    let media = |kind: &str| json!({ "role": "appMaker", "type": kind, "mediaUrl": "https://example.com/a" });
    let more = json!({ "mediaType": "a/b", "text": "c", "altText": "d" });
    let place = json!({ "role": "appMaker", "type": "location", "coordinates": { "lat": 45.5, "long": -73.6 } });
    always_holds(
        &MESSAGES,
        &[
            accepts("an image", with(&media("image"), more.clone())),
            accepts("a file", with(&media("file"), more)),
            refuses(
                "an image without a picture",
                with(&media("image"), json!({ "mediaUrl": null })),
                &[("mediaUrl", "is required in an image message.")],
            ),
            refuses(
                "a file without a file",
                with(&media("file"), json!({ "mediaUrl": "" })),
                &[("mediaUrl", "a string that is not empty")],
            ),
            accepts("a place", place.clone()),
            accepts(
                "a place with a name",
                with(&place, json!({ "location": { "name": "Café", "address": "5333 Casgrain" } })),
            ),
            refuses(
                "a place without a longitude",
                with(&place, json!({ "coordinates": { "lat": 45.5 } })),
                &[("coordinates.long", "is required in coordinates.")],
            ),
            refuses(
                "a place in words",
                with(&place, json!({ "coordinates": { "lat": "45.5", "long": 0 } })),
                &[("coordinates.lat", "a finite number")],
            ),
        ],
    );
}

#[test]
fn a_destination_is_an_integration_or_its_type() {
    let to = |destination: Value| with(&text(), json!({ "destination": destination }));
    always_holds(
        &MESSAGES,
        &[
            accepts("an integration", to(json!({ "integrationId": "5735dded48011972d621dc02" }))),
            accepts("a type", to(json!({ "integrationType": "twilio" }))),
            refuses(
                "both",
                to(json!({ "integrationId": "a", "integrationType": "twilio" })),
                &[("destination", "cannot have integrationId and integrationType together")],
            ),
            refuses(
                "neither",
                to(json!({})),
                &[("destination", "needs exactly one of integrationId and integrationType")],
            ),
        ],
    );
}

#[test]
fn only_the_business_chooses_a_destination() {
    let body = with(&text(), json!({ "role": "appUser", "destination": { "integrationType": "twilio" } }));
    let expected = &[("destination", "destination goes only with role \"appMaker\"; got role \"appUser\".")];
    always_holds(&MESSAGES, &[refuses("the user", body, expected)]);
}

#[test]
fn items_are_one_to_ten_with_one_to_three_buttons() {
    let button = json!({ "type": "postback", "text": "Select", "payload": "TACOS" });
    let buttons = |count: usize| carousel(vec![with(&item(), json!({ "actions": vec![button.clone(); count] }))]);
    always_holds(
        &MESSAGES,
        &[
            accepts("one item", carousel(vec![item()])),
            accepts("ten items", carousel(vec![item(); 10])),
            refuses("no item", carousel(vec![]), &[("items", "must have 1 to 10 items; got 0")]),
            refuses("eleven items", carousel(vec![item(); 11]), &[("items", "must have 1 to 10 items; got 11")]),
            accepts("three buttons", buttons(3)),
            refuses("no button", buttons(0), &[("items[0].actions", "must have 1 to 3 items; got 0")]),
            refuses("four buttons", buttons(4), &[("items[0].actions", "must have 1 to 3 items; got 4")]),
            refuses(
                "an item without a title",
                carousel(vec![item(), with(&item(), json!({ "title": null }))]),
                &[("items[1].title", "is required in an item.")],
            ),
            accepts("an item with all fields", {
                let more = json!({ "description": "a", "mediaUrl": "https://example.com", "mediaType": "image/png",
                    "altText": "b", "size": "large" });
                carousel(vec![with(&item(), more)])
            }),
        ],
    );
}

#[test]
fn a_carousel_has_display_settings_and_a_list_has_buttons() {
    let list = with(&carousel(vec![item()]), json!({ "type": "list" }));
    let square = json!({ "imageAspectRatio": "square" });
    let more = json!([{ "type": "postback", "text": "More", "payload": "MORE" }]);
    always_holds(
        &MESSAGES,
        &[
            accepts("a square carousel", with(&carousel(vec![item()]), json!({ "displaySettings": square }))),
            refuses(
                "a round carousel",
                with(&carousel(vec![item()]), json!({ "displaySettings": { "imageAspectRatio": "round" } })),
                &[("displaySettings.imageAspectRatio", "\"horizontal\" or \"square\"")],
            ),
            accepts("a list with a button", with(&list, json!({ "actions": more }))),
            refuses(
                "a list with display settings",
                with(&list, json!({ "displaySettings": square })),
                &[("displaySettings", "is not a field of a list message")],
            ),
            refuses(
                "a carousel with buttons of its own",
                with(&carousel(vec![item()]), json!({ "actions": more })),
                &[("actions", "is not a field of a carousel message")],
            ),
        ],
    );
}

#[test]
fn what_is_only_received_cannot_be_sent() {
    always_holds(
        &MESSAGES,
        &[
            refuses(
                "a form response",
                with(&text(), json!({ "type": "formResponse" })),
                &[("type", "a form response is only ever received")],
            ),
            refuses(
                "a template, which is sent otherwise",
                with(&text(), json!({ "type": "template" })),
                &[("type", "send a template as text")],
            ),
        ],
    );
}

#[test]
fn a_channel_may_get_something_else_instead() {
    let body = |given: Value| with(&text(), json!({ "override": given }));
    holds(
        &MESSAGES,
        Version::V1_1,
        &[
            accepts("anything", body(json!({ "line": { "payload": { "type": "flex", "deep": [{ "a": null }] } } }))),
            accepts(
                "Apple's",
                body(json!({ "apple": { "payload": { "interactiveData": {} }, "withCapabilities": ["LIST"] } })),
            ),
            accepts("two channels", body(json!({ "whatsapp": { "payload": {} }, "messenger": { "payload": {} } }))),
            refuses("nothing", body(json!({})), &[("override", "at least one of whatsapp, line, messenger and apple")]),
            refuses(
                "another channel",
                body(json!({ "viber": { "payload": {} }, "line": { "payload": {} } })),
                &[("override.viber", "is not a field of an override")],
            ),
            refuses(
                "no payload",
                body(json!({ "line": {} })),
                &[("override.line.payload", "is required in a channel override.")],
            ),
        ],
    );
}

#[test]
fn a_whatsapp_template_goes_in_whatsapps_own_form() {
    let language = json!({ "policy": "fallback", "code": "en_US" });
    let hsm = json!({ "namespace": "a", "element_name": "b", "language": language, "localizable_params": [{ "default": "c" }] });
    let native = |message: Value| json!({ "role": "appMaker", "messageSchema": "whatsapp", "message": message });
    holds(
        &MESSAGES,
        Version::V1_1,
        &[
            accepts("a template of the older kind", native(json!({ "type": "hsm", "hsm": hsm }))),
            accepts(
                "a template",
                native(json!({ "type": "template", "template": { "name": "b", "language": language } })),
            ),
            accepts("what WhatsApp adds", native(json!({ "type": "interactive", "interactive": { "new": [1] } }))),
            refuses(
                "a template without a name",
                native(json!({ "type": "template", "template": { "language": language } })),
                &[("message.template.name", "is required in a template.")],
            ),
            refuses(
                "no type",
                native(json!({ "hsm": hsm })),
                &[("message.type", "is required in a WhatsApp message.")],
            ),
            refuses(
                "a type beside the schema",
                with(&native(json!({ "type": "hsm", "hsm": hsm })), json!({ "type": "text" })),
                &[("type", "with messageSchema, the type stands inside message")],
            ),
            refuses(
                "another schema",
                with(&native(json!({ "type": "hsm", "hsm": hsm })), json!({ "messageSchema": "line" })),
                &[("messageSchema", "must be \"whatsapp\"")],
            ),
            refuses(
                "no message",
                json!({ "role": "appMaker", "messageSchema": "whatsapp" }),
                &[(
                    "message",
                    "is required in a message in WhatsApp's own form. Give, for example, { type: \"template\" }.",
                )],
            ),
        ],
    );
}
