//! Real bodies, from the guide, the documentation and sample code, against the tables and the printed schema.
//!
//! They lie beside the repository (`../shared/examples`); where they are absent there is nothing to check.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod shared;

use serde_json::{Value as Json, json};
use shared::{read, shared};
use smooch_edge::model::answer::{CHANNELS_ANSWER, MESSAGES_PAGE, SEND_ANSWER, USER_ANSWER, message::SENT_MESSAGE};
use smooch_edge::model::{REQUESTS, Root, link, message, user, webhook};
use smooch_edge::schema::{Kind, Version, check, json_schema};
use smooch_edge::value::Value;

const CREATE: Root = Root::V2Layout(&user::CREATE);
const UPDATE: Root = Root::V2Layout(&user::UPDATE);
const LINK: Root = Root::V2Layout(&link::LINKING);
const SEND: Root = Root::V2Layout(&message::MESSAGE_V2);
const CREATE_WEBHOOK: Root = Root::Object(&webhook::CREATE_WEBHOOK);
const UPDATE_WEBHOOK: Root = Root::Object(&webhook::UPDATE_WEBHOOK);

/// The bodies of requests that are ours.
const OURS: &[(&str, Root)] = &[
    ("seed/1-create-user.request.json", CREATE),
    ("seed/2a-link-twilio.request.json", LINK),
    ("seed/2b-link-messenger.request.json", LINK),
    ("seed/2c-link-mailgun.request.json", LINK),
    ("seed/3-send-text.request.json", SEND),
    ("v1/app-user.pre-create-app-user.request.json", CREATE),
    ("v1/app-user.update-app-user.request.json", UPDATE),
    ("v1/app-user.link-app-user-to-channel.request.json", LINK),
    ("v1/conversation.post-message.request.json", SEND),
    ("v1/conversation.post-message-2.request.json", SEND),
    ("v1/message-actions.buy.request.json", SEND),
    ("v1/message-actions.link.request.json", SEND),
    ("v1/message-actions.location-request.request.json", SEND),
    ("v1/message-actions.postback.request.json", SEND),
    ("v1/message-actions.reply.request.corrected.json", SEND),
    ("v1/message-actions.share.request.json", SEND),
    ("v1/message-types.carousel.request.json", SEND),
    ("v1/message-types.file.request.json", SEND),
    ("v1/message-types.image.request.json", SEND),
    ("v1/message-types.list.request.json", SEND),
    ("v1/message-types.location.request.json", SEND),
    ("v1/message-types.text.request.corrected.json", SEND),
    ("v1/manage-webhooks.create-webhook.request.json", CREATE_WEBHOOK),
    ("v1/manage-webhooks.update-webhook.request.json", UPDATE_WEBHOOK),
    ("v1.1/transfer-send-link-buttons.request.json", SEND),
    ("v1.1/wa-1-create.request.json", CREATE),
    ("v1.1/wa-2-link.request.json", LINK),
    ("v1.1/wa-3-send-hsm.request.json", SEND),
    ("v2/createClient.mailgun.request.json", LINK),
    ("v2/createClient.messagebird.request.json", LINK),
    ("v2/createClient.twilio.request.json", LINK),
    ("v2/createClient.whatsapp.request.json", LINK),
    ("v2/postMessage.carousel.request.json", SEND),
    ("v2/postMessage.file.request.json", SEND),
    ("v2/postMessage.form.request.json", SEND),
    ("v2/postMessage.image.request.json", SEND),
    ("v2/postMessage.list.request.json", SEND),
    ("v2/postMessage.location.request.json", SEND),
    ("v2/postMessage.text.request.json", SEND),
    ("v2/postMessage.whatsappTemplate.request.json", SEND),
];

/// The beginnings of the names of requests that are not ours, and why.
const NOT_OURS: &[(&str, &str)] = &[
    ("v2/CreateSwitchboardIntegration.", "switchboards are managed elsewhere"),
    ("v2/DownloadMessageRef.", "downloads are not in the model"),
    ("v2/JoinConversation.", "groups are not in the model"),
    ("v2/LeaveConversation.", "groups are not in the model"),
    ("v2/PostActivity.", "activities are not in the model"),
    ("v2/PostConversionEvents.", "conversion events are not in the model"),
    ("v2/UpdateIntegration.", "integrations are managed elsewhere"),
    ("v2/UpdateSwitchboardIntegration.", "switchboards are managed elsewhere"),
    ("v1/app-keys.", "keys are managed elsewhere"),
    ("v1/app-user.unlink-", "unlinking needs no body (docs/api/v1.md, section 3)"),
    ("v1/apps.", "apps are managed elsewhere"),
    ("v1/conversation.typing-activity.", "activities are not in the model"),
    ("v1/integrations.", "integrations are managed elsewhere"),
    ("v1/persistent-menus.", "menus are not in the model"),
    ("v1.1/sms-notification-text.", "notifications are not in the model"),
    ("v1.1/wa-notification-", "notifications are not in the model"),
];

/// The answers that are ours.
const ANSWERS: &[(&str, Kind)] = &[
    ("v1/app-user.get-app-user.response.json", Kind::Object(&USER_ANSWER)),
    ("v1/app-user.update-app-user.response.json", Kind::Object(&USER_ANSWER)),
    ("v1/app-user.pre-create-app-user.response.json", Kind::Object(&USER_ANSWER)),
    ("v1/app-user.link-app-user-to-channel.response.json", Kind::Object(&USER_ANSWER)),
    ("v1/app-user.get-app-user-channel-entities.response.json", Kind::Object(&CHANNELS_ANSWER)),
    ("v1/conversation.get-messages.response.json", Kind::Object(&MESSAGES_PAGE)),
    ("v1/conversation.post-message.response.json", Kind::Object(&SEND_ANSWER)),
];

/// Answers of which the documentation shows the message alone.
const MESSAGES: &[&str] = &["carousel", "file", "image", "list", "location", "text"];

/// The version of the folder; the guide speaks v1.
fn version(file: &str) -> Version {
    file.split('/').next().and_then(Version::from_name).unwrap_or(Version::V1)
}

#[test]
fn every_request_of_ours_is_accepted_and_goes_out_as_it_is() {
    let Some(directory) = shared("examples") else { return };
    for (file, root) in OURS {
        let body = read(&directory.join(file));
        let mut value: Value = serde_json::from_value(body.clone()).unwrap();
        assert_eq!(check(&root.kind(), &mut value, version(file)), [], "{file}");
        let sent: Json = serde_json::from_str(&smooch_edge::json::text(&value)).unwrap();
        assert_eq!(sent, body, "{file}");
    }
}

#[test]
fn every_request_of_ours_is_valid_by_the_printed_schema() {
    let Some(directory) = shared("examples") else { return };
    for (file, root) in OURS {
        let mut schema =
            json_schema::print(REQUESTS.iter().copied().map(Root::kind), version(file), version(file) == Version::V2);
        let name = if version(file) == Version::V2 { root.name() } else { root.flat().name() };
        schema["$ref"] = json!(format!("#/$defs/{name}"));
        let result = jsonschema::draft202012::new(&schema)
            .unwrap()
            .validate(&read(&directory.join(file)))
            .map_err(|e| e.to_string());
        assert_eq!(result, Ok(()), "{file}");
    }
}

#[test]
fn every_request_of_the_index_is_ours_or_is_not_for_a_reason() {
    let Some(directory) = shared("examples") else { return };
    let index = read(&directory.join("INDEX.json"));
    let requests: Vec<_> = index
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["kind"] == "request")
        .map(|entry| entry["file"].as_str().unwrap())
        .collect();
    for (file, _) in OURS {
        assert!(requests.contains(file), "{file} is no request of the index");
    }
    for (start, _) in NOT_OURS {
        assert!(requests.iter().any(|file| file.starts_with(start)), "no request begins with {start}");
    }
    for file in requests {
        let ours = OURS.iter().any(|(name, _)| *name == file);
        let not_ours = NOT_OURS.iter().any(|(start, _)| file.starts_with(start));
        assert!(ours != not_ours, "{file} must stand in one of the lists");
    }
}

#[test]
fn every_answer_of_ours_fits_its_table() {
    let Some(directory) = shared("examples") else { return };
    for (file, kind) in ANSWERS {
        let mut value: Value = serde_json::from_value(read(&directory.join(file))).unwrap();
        assert_eq!(check(kind, &mut value, version(file)), [], "{file}");
    }
    for name in MESSAGES {
        let file = format!("v1/message-types.{name}.response.json");
        let mut value: Value = serde_json::from_value(read(&directory.join(&file))["message"].clone()).unwrap();
        assert_eq!(check(&Kind::Object(&SENT_MESSAGE), &mut value, version(&file)), [], "{file}");
    }
}
