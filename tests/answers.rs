//! The tables of v2's answers against its official shape (`../shared/specs/v2.json`) and against real bodies
//! (`../shared/examples/v2`): every property, its type, whether it may be `null`, every word of an enumeration.
//!
//! Table and shape are walked together, from the answer of an operation to the last word. What differs stands in
//! [`DIFFERENCES`] with its reason; the test fails when another difference appears and when one of these disappears.
//! Where the official shape is absent there is nothing to compare with.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod shape;
mod shared;

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value as Json;
use shape::{How, Walk};
use shared::{read, shared};
use smooch_edge::model::answer::EMPTY_ANSWER;
use smooch_edge::model::answer::v2::{client, conversation, integration, message, user};
use smooch_edge::schema::{Kind, Object, Version, check};
use smooch_edge::value::Value;

use How::{OnlyHere, OnlyThere};

/// The operations that are answered, with their tables.
const OPERATIONS: &[(&str, &Object)] = &[
    ("CreateUser", &user::USER_ANSWER),
    ("GetUser", &user::USER_ANSWER),
    ("UpdateUser", &user::USER_ANSWER),
    ("SyncUser", &user::USER_ANSWER),
    ("DeleteUserPersonalInformation", &user::USER_ANSWER),
    ("ListUsers", &user::USERS_ANSWER),
    ("DeleteUser", &EMPTY_ANSWER),
    ("CreateClient", &client::CLIENT_ANSWER),
    ("ListClients", &client::CLIENTS_PAGE),
    ("RemoveClient", &EMPTY_ANSWER),
    ("CreateConversation", &conversation::CONVERSATION_ANSWER),
    ("GetConversation", &conversation::CONVERSATION_ANSWER),
    ("UpdateConversation", &conversation::CONVERSATION_ANSWER),
    ("ListConversations", &conversation::CONVERSATIONS_PAGE),
    ("DeleteConversation", &EMPTY_ANSWER),
    ("JoinConversation", &conversation::PARTICIPANT_ANSWER),
    ("ListParticipants", &conversation::PARTICIPANTS_PAGE),
    ("LeaveConversation", &EMPTY_ANSWER),
    ("PostMessage", &message::SEND_ANSWER),
    ("ListMessages", &message::MESSAGES_PAGE),
    ("DeleteMessage", &EMPTY_ANSWER),
    ("DeleteAllMessages", &EMPTY_ANSWER),
    ("PostActivity", &EMPTY_ANSWER),
    ("CreateIntegration", &integration::INTEGRATION_ANSWER),
    ("GetIntegration", &integration::INTEGRATION_ANSWER),
    ("UpdateIntegration", &integration::INTEGRATION_ANSWER),
    ("ListIntegrations", &integration::INTEGRATIONS_PAGE),
    ("DeleteIntegration", &EMPTY_ANSWER),
    ("CreateWebhook", &integration::WEBHOOK_ANSWER),
    ("GetWebhook", &integration::WEBHOOK_ANSWER),
    ("UpdateWebhook", &integration::WEBHOOK_ANSWER),
    ("ListWebhooks", &integration::WEBHOOKS_ANSWER),
    ("DeleteWebhook", &EMPTY_ANSWER),
];

/// Table, property or `property=word`, how it differs, why.
const DIFFERENCES: &[(&str, &str, How, &str)] = &[
    ("UserV2", "hasPaymentInfo", OnlyHere, "examples have it (docs/api/v2.md, section 13)"),
    ("ProfileV2", "localeOrigin", OnlyHere, "examples have it (docs/api/v2.md, section 13)"),
    ("SentActionV2", "iconUrl", OnlyHere, "one table for all actions: the buttons of items have no icon"),
    ("SentActionV2", "type=locationRequest", OnlyHere, "one table for all actions: an item has none of these"),
    ("SentActionV2", "type=reply", OnlyHere, "one table for all actions: an item has none of these"),
    ("SentActionV2", "extraChannelOptions.messenger", OnlyThere, "options of one channel are passed on"),
    ("SentOptionV2", "name", OnlyHere, "the official shape of a chosen option is any object"),
    ("SentOptionV2", "label", OnlyHere, "the official shape of a chosen option is any object"),
    ("IntegrationV2", "webhooks", OnlyHere, "custom integrations have it (docs/api/v2.md, section 10)"),
];

/// The examples of operations that are answered by another name than their own.
const EXAMPLES: &[(&str, &Object)] = &[("emptyResponse", &EMPTY_ANSWER)];

/// The beginnings of the names of answers that have no table, and why.
const NOT_OURS: &[(&str, &str)] = &[
    ("conversionEvents", "conversion events are not in the model"),
    ("createApp", "apps and their keys are managed elsewhere"),
    ("createIntegrationKey", "keys are managed elsewhere"),
    ("createSwitchboard", "switchboards are not in the model"),
    ("getApp", "apps and their keys are managed elsewhere"),
    ("getDevice", "devices are read within sources alone"),
    ("getIntegrationKey", "keys are managed elsewhere"),
    ("getToken", "signing in is not in the model"),
    ("listApp", "apps and their keys are managed elsewhere"),
    ("listDevices", "devices are read within sources alone"),
    ("listIntegrationKeys", "keys are managed elsewhere"),
    ("listSwitchboard", "switchboards are not in the model"),
    ("updateApp", "apps are managed elsewhere"),
    ("updateSwitchboard", "switchboards are not in the model"),
    ("uploadAttachment", "attachments are not in the model"),
];

/// The schema of the answer to an operation where it goes well.
fn answer<'a>(specification: &'a Json, operation: &str) -> &'a Json {
    let paths = specification["paths"].as_object().unwrap();
    let found = paths.values().flat_map(|path| path.as_object().unwrap().values()).find(|found| {
        let id = found.get("operationId").and_then(Json::as_str);
        id == Some(operation)
    });
    let responses = found.unwrap_or_else(|| panic!("{operation} is no operation"))["responses"].as_object().unwrap();
    let (_, response) = responses.iter().find(|(status, _)| status.starts_with('2')).expect(operation);
    &response["content"]["application/json"]["schema"]
}

/// Compares what was found with what is listed.
fn agree(found: &BTreeSet<(String, String, How)>) {
    let listed: BTreeSet<_> =
        DIFFERENCES.iter().map(|(table, property, how, _)| ((*table).into(), (*property).into(), *how)).collect();
    assert_eq!(listed.len(), DIFFERENCES.len(), "a difference stands twice");
    let new: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(found).collect();
    assert!(new.is_empty(), "differences without a reason: {new:#?}");
    assert!(gone.is_empty(), "no longer differences: {gone:#?}");
}

#[test]
fn the_tables_and_the_official_shape_of_v2_differ_only_where_there_is_a_reason() {
    let Some(path) = shared("specs/v2.json") else { return };
    let specification = read(&path);
    let mut walk = Walk::new(&specification);
    for (operation, table) in OPERATIONS {
        walk.object(table, answer(&specification, operation));
    }
    agree(&walk.found);
}

#[test]
fn a_difference_is_found_where_there_is_one() {
    let Some(path) = shared("specs/v2.json") else { return };
    let specification = read(&path);
    let mut walk = Walk::new(&specification);
    walk.object(&user::USER_ANSWER, answer(&specification, "CreateClient"));
    let expected = [("client", OnlyThere), ("user", OnlyHere)];
    let expected = expected.map(|(property, how)| ("UserAnswerV2".to_owned(), property.to_owned(), how));
    assert_eq!(walk.found, BTreeSet::from(expected));
}

#[test]
fn every_answer_of_the_examples_fits_its_table_or_has_none_for_a_reason() {
    let Some(directory) = shared("examples/v2") else { return };
    let mut seen = 0;
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let Some(name) = file.strip_suffix(".response.json") else { continue };
        let name = name.split('.').next().unwrap();
        let ours = OPERATIONS.iter().chain(EXAMPLES).find(|(operation, _)| operation.eq_ignore_ascii_case(name));
        let not_ours = NOT_OURS.iter().any(|(start, _)| name.starts_with(start));
        assert!(ours.is_some() != not_ours, "{file} must stand in one of the lists");
        let Some((_, table)) = ours else { continue };
        let mut value: Value = serde_json::from_value(read(&path)).unwrap();
        assert_eq!(check(&Kind::Object(table), &mut value, Version::V1_1), [], "{file}");
        seen += 1;
    }
    assert!(seen >= 25, "only {seen} answers");
}

#[test]
fn what_may_be_null_is_accepted_as_null_and_nothing_else_is() {
    let issues = |body: Json| {
        let mut value: Value = serde_json::from_value(body).unwrap();
        let issues = check(&Kind::Object(&user::PROFILE), &mut value, Version::V1_1);
        issues.into_iter().map(|issue| issue.path).collect::<Vec<_>>()
    };
    assert_eq!(issues(serde_json::json!({ "givenName": null, "email": "ada@example.com" })), Vec::<String>::new());
    assert_eq!(issues(serde_json::json!({ "localeOrigin": null, "surname": 7 })), ["localeOrigin", "surname"]);
}
