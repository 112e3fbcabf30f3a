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

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value as Json;
use shape::{How, Walk};
use shared::{endpoint, operations, read, shared, with_integrations};
use smooch_edge::api::GROUPS;
use smooch_edge::model::answer::v2::user;
use smooch_edge::schema::{Kind, Object, Version, check};
use smooch_edge::value::Value;

use How::{NullableHere, OnlyHere, OnlyThere, OtherType};

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
    ("SentFieldV2", "maxSize", OnlyHere, "one table for all questions: those before a conversation have none"),
    ("SentFieldV2", "minSize", OnlyHere, "one table for all questions: those before a conversation have none"),
    ("SentFieldV2", "options", OnlyHere, "one table for all questions: those before a conversation have none"),
    ("SentFieldV2", "placeholder", OnlyHere, "one table for all questions: those before a conversation have none"),
    ("IntegrationV2", "accountId", NullableHere, "one table for all integrations: that of Viber is never null"),
    ("IntegrationV2", "pageId", OtherType, "text on Instagram, a number on Messenger"),
    ("IntegrationV2", "tier=enterprise", OnlyThere, "v1 has others, and integrations of then are still there"),
    ("AppV2", "subdomain", OnlyHere, "GetApp and GetTokenInfo have it; one table for all apps"),
    ("ConversionResultV2", "datasetId", OtherType, "text in the official shape, a number in its example"),
    ("KeyV2", "displayName", NullableHere, "that of an integration's key may be null; one table for both"),
    ("CreatedWebhookV2", "integrationId", OnlyHere, "this package adds it"),
];

/// The examples of operations that are answered by another name than their own.
const EXAMPLES: &[(&str, &str)] = &[
    ("conversionEvents", "PostConversionEvents"),
    ("createIntegrationKey", "CreateCustomIntegrationKey"),
    ("emptyResponse", "DeleteUser"),
    ("getIntegrationKey", "GetCustomIntegrationKey"),
    ("listIntegrationKeys", "ListCustomIntegrationKeys"),
];

/// The operations of v2 whose answers have a schema: id, the table of their row, the schema.
fn answers(specification: &Json) -> Vec<(&str, &'static Object, &Json)> {
    let rows = GROUPS.iter().flat_map(|group| group.rows).filter_map(|row| row.route(Version::V2));
    let tables: BTreeMap<_, _> = rows
        .filter(|route| route.version(Version::V2) == Version::V2)
        .map(|route| (endpoint(route), route.response))
        .collect();
    let found = operations(specification).into_iter().filter_map(|(at, operation, _)| {
        let mut responses = operation["responses"].as_object()?.iter();
        let (_, response) = responses.find(|(status, _)| status.starts_with('2'))?;
        let id = operation["operationId"].as_str()?;
        let table = tables.get(&at).unwrap_or_else(|| panic!("{id} has no row"));
        Some((id, *table, &response["content"]["application/json"]["schema"]))
    });
    found.collect()
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
    let specification = with_integrations(read(&path));
    let mut walk = Walk::new(&specification);
    let answers = answers(&specification);
    assert_eq!(answers.len(), 67, "every operation but the page of authorisation");
    for (_, table, schema) in answers {
        walk.object(table, schema);
    }
    agree(&walk.found);
}

#[test]
fn a_difference_is_found_where_there_is_one() {
    let Some(path) = shared("specs/v2.json") else { return };
    let specification = read(&path);
    let mut walk = Walk::new(&specification);
    let answers = answers(&specification);
    let (_, _, schema) = answers.iter().find(|(id, ..)| *id == "CreateClient").unwrap();
    walk.object(&user::USER_ANSWER, schema);
    let expected = [("client", OnlyThere), ("user", OnlyHere)];
    let expected = expected.map(|(property, how)| ("UserAnswerV2".to_owned(), property.to_owned(), how));
    assert_eq!(walk.found, BTreeSet::from(expected));
}

#[test]
fn every_answer_of_the_examples_fits_its_table() {
    let Some(directory) = shared("examples/v2") else { return };
    let Some(path) = shared("specs/v2.json") else { return };
    let specification = read(&path);
    let answers = answers(&specification);
    let mut seen = 0;
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let Some(name) = file.strip_suffix(".response.json") else { continue };
        let name = name.split('.').next().unwrap();
        let name = EXAMPLES.iter().find(|(example, _)| *example == name).map_or(name, |(_, operation)| *operation);
        let ours = answers.iter().find(|(operation, ..)| operation.eq_ignore_ascii_case(name));
        let (_, table, _) = ours.unwrap_or_else(|| panic!("{file} is of no operation"));
        let mut answer = read(&path);
        if table.name == "CreatedWebhookV2" {
            // This package adds it.
            answer["integrationId"] = "5e4af71a81966cfff3ef6550".into();
        }
        let mut value: Value = serde_json::from_value(answer).unwrap();
        assert_eq!(check(&Kind::Object(table), &mut value, Version::V1_1), [], "{file}");
        seen += 1;
    }
    assert!(seen >= 50, "only {seen} answers");
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
