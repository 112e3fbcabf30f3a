//! Confirmations (docs/api/v1.md, section 5.3).

use serde_json::{Value, json};

use super::{LINKS, accepts, always_holds, refuses, with};

fn twilio(confirmation: Value) -> Value {
    json!({ "type": "twilio", "phoneNumber": "+15145555555", "confirmation": confirmation })
}

fn messenger(confirmation: Value) -> Value {
    json!({ "type": "messenger", "phoneNumber": "+15145555555", "confirmation": confirmation })
}

fn mailgun(confirmation: Value) -> Value {
    json!({ "type": "mailgun", "address": "their@email.com", "confirmation": confirmation })
}

fn message() -> Value {
    json!({ "role": "appMaker", "type": "text", "text": "May we write to you here?" })
}

#[test]
fn a_number_is_confirmed_at_once_by_activity_or_by_a_prompt() {
    always_holds(
        &LINKS,
        &[
            accepts("at once", twilio(json!({ "type": "immediate" }))),
            accepts("at once, with a message", twilio(json!({ "type": "immediate", "message": message() }))),
            accepts("by activity", twilio(json!({ "type": "userActivity", "message": message() }))),
            accepts("by a prompt", twilio(json!({ "type": "prompt" }))),
            refuses(
                "activity needs a message",
                twilio(json!({ "type": "userActivity" })),
                &[("confirmation.message", "is required in a userActivity confirmation.")],
            ),
            refuses(
                "a prompt has its own words",
                twilio(json!({ "type": "prompt", "message": message() })),
                &[("confirmation.message", "use userActivity to send your own words")],
            ),
            refuses(
                "there is no other way",
                twilio(json!({ "type": "later" })),
                &[("confirmation.type", "\"immediate\", \"userActivity\" or \"prompt\"")],
            ),
        ],
    );
}

#[test]
fn messenger_always_needs_a_message_and_has_no_prompt() {
    always_holds(
        &LINKS,
        &[
            accepts("at once, with a message", messenger(json!({ "type": "immediate", "message": message() }))),
            accepts("by activity, with a message", messenger(json!({ "type": "userActivity", "message": message() }))),
            refuses(
                "at once, without a message",
                messenger(json!({ "type": "immediate" })),
                &[("confirmation.message", "is required in the confirmation of a messenger link.")],
            ),
            refuses(
                "by activity, without a message",
                messenger(json!({ "type": "userActivity" })),
                &[("confirmation.message", "is required")],
            ),
            refuses(
                "by a prompt",
                messenger(json!({ "type": "prompt" })),
                &[("confirmation.type", "a messenger link takes immediate or userActivity")],
            ),
        ],
    );
}

#[test]
fn e_mail_is_confirmed_at_once() {
    always_holds(
        &LINKS,
        &[
            accepts("at once", mailgun(json!({ "type": "immediate" }))),
            accepts("at once, with a message", mailgun(json!({ "type": "immediate", "message": message() }))),
            refuses(
                "by activity",
                mailgun(json!({ "type": "userActivity", "message": message() })),
                &[("confirmation.type", "a mailgun link takes immediate only")],
            ),
            refuses(
                "by a prompt",
                mailgun(json!({ "type": "prompt" })),
                &[("confirmation.type", "a mailgun link takes immediate only")],
            ),
        ],
    );
}

#[test]
fn the_message_is_a_text_or_an_image_of_the_business() {
    let with_message = |message| twilio(json!({ "type": "immediate", "message": message }));
    let image = json!({ "role": "appMaker", "type": "image", "mediaUrl": "https://example.com/a.png" });
    always_holds(
        &LINKS,
        &[
            accepts("an image", with_message(image.clone())),
            accepts("an image with all fields", {
                with_message(with(&image, json!({ "mediaType": "image/png", "text": "a", "altText": "b" })))
            }),
            accepts("with an author", with_message(with(&message(), json!({ "name": "Ada", "email": "a@b" })))),
            refuses(
                "an image without a picture",
                with_message(with(&image, json!({ "mediaUrl": null }))),
                &[("confirmation.message.mediaUrl", "is required in a confirmation message.")],
            ),
            refuses(
                "a text without text",
                with_message(with(&message(), json!({ "text": null }))),
                &[("confirmation.message.text", "is required in a confirmation message.")],
            ),
            refuses(
                "of the user",
                with_message(with(&message(), json!({ "role": "appUser" }))),
                &[("confirmation.message.role", "must be \"appMaker\"")],
            ),
            refuses(
                "of nobody",
                with_message(with(&message(), json!({ "role": null }))),
                &[("confirmation.message.role", "is required")],
            ),
        ],
    );
    for kind in ["file", "location", "carousel", "list", "form"] {
        let body = with_message(with(&message(), json!({ "type": kind })));
        let expected = &[("confirmation.message.type", "a confirmation message is a text or an image")];
        always_holds(&LINKS, &[refuses("another type", body, expected)]);
    }
}

#[test]
fn the_buttons_of_a_confirmation_are_links() {
    let with_actions = |actions: Value| {
        twilio(json!({ "type": "immediate", "message": with(&message(), json!({ "actions": actions })) }))
    };
    let link = json!({ "type": "link", "text": "Terms", "uri": "https://example.com" });
    always_holds(
        &LINKS,
        &[
            accepts("a link", with_actions(json!([link]))),
            accepts("two links", with_actions(json!([link, link]))),
            refuses(
                "a postback",
                with_actions(json!([{ "type": "postback", "text": "Yes", "payload": "YES" }])),
                &[("confirmation.message.actions[0].type", "must be \"link\"")],
            ),
            refuses(
                "an empty list",
                with_actions(json!([])),
                &[("confirmation.message.actions", "must have at least 1 items; got 0")],
            ),
        ],
    );
}
