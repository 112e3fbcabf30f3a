//! What the service delivered can be sent on: what only the service sets is left out.

use std::fs;

use serde_json::{Value as Json, json};
use smooch_edge::json::text;
use smooch_edge::model::{Root, message};
use smooch_edge::schema::{Kind, Version, check};

use super::shared::shared;
use super::{value, with};

const SEND: Kind = Root::V2Layout(&message::MESSAGE_V2).kind();

/// What is sent of a body, or the sentences about it.
fn sent(version: Version, body: &Json) -> Result<Json, Vec<String>> {
    let mut value = value(body);
    let issues = check(&SEND, &mut value, version);
    if issues.is_empty() {
        Ok(serde_json::from_str(&text(&value)).unwrap())
    } else {
        Err(issues.into_iter().map(|issue| issue.message).collect())
    }
}

#[test]
fn what_only_the_service_sets_is_left_out() {
    let image = json!({ "role": "appMaker", "type": "image", "mediaUrl": "https://a.b/c.png" });
    let delivered = json!({ "_id": "5ec0de", "received": 1.5, "authorId": "a", "source": { "type": "api" }, "mediaSize": 7,
        "attachmentId": "5ec0de" });
    for version in [Version::V1, Version::V1_1] {
        assert_eq!(sent(version, &with(&image, delivered.clone())), Ok(image.clone()));
    }
    let content = json!({ "type": "image", "mediaUrl": "https://a.b/c.png", "attachmentId": "5ec0de" });
    let delivered = with(&content, json!({ "mediaSize": 7, "mediaType": "image/png" }));
    let body = |content| json!({ "author": { "type": "business" }, "content": content });
    assert_eq!(
        sent(Version::V2, &with(&body(delivered), json!({ "id": "5ec0de", "received": "2026", "source": {} }))),
        Ok(body(content)),
        "the attachment is the sender's own in v2"
    );
    let text = json!({ "author": { "type": "business" }, "content": { "type": "text", "text": "Hi" } });
    let mut delivered = with(
        &text,
        json!({ "references": [{ "uri": "https://a.b" }], "deleted": false, "activity": { "type": "ticket:closed" } }),
    );
    delivered["author"]["user"] = json!({ "id": "5ec0de" });
    assert_eq!(sent(Version::V2, &delivered), Ok(text), "references, and the user whom an event has beside its author");
    let form = |answer: Json| {
        let field = with(&json!({ "type": "text", "name": "n", "label": "Name?" }), answer);
        json!({ "author": { "type": "business" }, "content": { "type": "form", "fields": [field] } })
    };
    assert_eq!(sent(Version::V2, &form(json!({ "text": "Ada" }))), Ok(form(json!({}))), "the answer of a form");
    // Nothing else is.
    assert!(sent(Version::V1, &with(&image, json!({ "size": 7 }))).is_err());
    assert!(sent(Version::V2, &with(&image, json!({ "size": 7 }))).is_err());
}

/// The messages that stand in a value.
fn messages<'a>(value: &'a Json, found: &mut Vec<&'a Json>) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| messages(item, found)),
        Json::Object(members) => {
            if members.contains_key("received") && (members.contains_key("role") || members.contains_key("content")) {
                found.push(value);
            }
            members.values().for_each(|member| messages(member, found));
        }
        _ => {}
    }
}

#[test]
fn every_message_of_the_real_bodies_can_be_sent_on() {
    let mut count = 0;
    for (folder, version) in [("v1", Version::V1), ("v1.1", Version::V1_1), ("v2", Version::V2)] {
        let Some(folder) = shared(&format!("examples/{folder}")) else { return };
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.to_string_lossy().ends_with(".request.json") {
                continue;
            }
            let Ok(json) = serde_json::from_str::<Json>(&fs::read_to_string(&path).unwrap()) else { continue };
            let mut found = Vec::new();
            messages(&json, &mut found);
            for message in found {
                let author = message.get("content").map(|_| json!({ "type": "business" }));
                let speaker =
                    author.map_or_else(|| json!({ "role": "appMaker" }), |author| json!({ "author": author }));
                let tag = message.get("content").unwrap_or(message).get("type").and_then(Json::as_str);
                // The upload of 2016 answers without a type, which nobody can guess of a picture.
                let is_typeless = tag.is_none() && message.get("mediaUrl").is_some();
                // The document's own slip.
                let has_slip = message.pointer("/content/text\"").is_some();
                if tag == Some("formResponse") || is_typeless || has_slip {
                    continue;
                }
                let body = with(message, speaker);
                assert!(sent(version, &body).is_ok(), "{}: {:?}\n{body:#}", path.display(), sent(version, &body));
                count += 1;
            }
        }
    }
    assert!(count >= 20, "{count} messages");
}
