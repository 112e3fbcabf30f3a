//! Notifications (docs/api/v1.md, section 10). That `role` may be left out in the message is beyond the printed schema.

use serde_json::{Value as Json, json};
use smooch_edge::model::notification::NOTIFICATION;
use smooch_edge::schema::{Kind, Version};

use super::{issues, with};

const NOTIFICATIONS: Kind = Kind::Union(&NOTIFICATION);

fn notification() -> Json {
    json!({
        "destination": { "integrationId": "a", "destinationId": "+15145555555" },
        "author": { "role": "appMaker" },
        "message": { "type": "text", "text": "Hi" },
    })
}

fn paths(version: Version, body: &Json) -> Vec<String> {
    issues(&NOTIFICATIONS, version, body).into_iter().map(|issue| issue.path).collect()
}

#[test]
fn a_notification_goes_somewhere_and_says_something() {
    let hsm = json!({ "type": "hsm", "hsm": { "namespace": "n", "element_name": "e",
        "language": { "policy": "fallback", "code": "en" } } });
    let native = with(&notification(), json!({ "messageSchema": "whatsapp", "message": hsm }));
    for (name, body) in [
        ("with an author", notification()),
        (
            "with a role in its message",
            with(
                &notification(),
                json!({ "author": null,
            "message": { "role": "appMaker", "type": "text", "text": "Hi" } }),
            ),
        ),
        ("kept", with(&notification(), json!({ "storage": "full" }))),
        ("in WhatsApp's own form", native),
    ] {
        assert_eq!(paths(Version::V1_1, &body), Vec::<String>::new(), "{name}");
    }
    for (body, path) in [
        (with(&notification(), json!({ "destination": null })), "destination"),
        (with(&notification(), json!({ "destination": { "integrationId": "a" } })), "destination.destinationId"),
        (with(&notification(), json!({ "author": { "role": "appUser" } })), "author.role"),
        (with(&notification(), json!({ "message": null })), "message"),
        (with(&notification(), json!({ "message": { "type": "image" } })), "message.mediaUrl"),
        (with(&notification(), json!({ "messageSchema": "whatsapp", "message": { "type": "hsm" } })), "message.hsm"),
        (with(&notification(), json!({ "to": "+1" })), "to"),
    ] {
        assert_eq!(paths(Version::V1_1, &body), [path], "{body}");
    }
}

#[test]
fn no_role_is_put_into_the_message() {
    let mut value = super::value(&notification());
    assert_eq!(smooch_edge::schema::check(&NOTIFICATIONS, &mut value, Version::V1_1), []);
    let sent: Json = serde_json::from_str(&smooch_edge::json::text(&value)).unwrap();
    assert_eq!(sent, notification());
}

#[test]
fn v1_has_no_whatsapp() {
    let body = with(&notification(), json!({ "messageSchema": "whatsapp" }));
    assert_eq!(paths(Version::V1, &body), ["messageSchema"]);
    assert_eq!(paths(Version::V1, &notification()), Vec::<String>::new());
}
