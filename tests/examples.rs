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

use std::path::Path;

use serde_json::{Value as Json, json};
use shared::{read, shared};
use smooch_edge::api::GROUPS;
use smooch_edge::api::row::Route;
use smooch_edge::model::answer::message::SENT_MESSAGE;
use smooch_edge::schema::{Kind, V2Layout, Version, check, json_schema};
use smooch_edge::value::Value;

/// The beginnings of the names of bodies that no operation takes or gives, and why.
const OF_NO_ROW: &[(&str, &str)] = &[
    ("v1/app-user.unlink-", "unlinking needs no body (docs/api/v1.md, section 3)"),
    ("v1/authentication.", "what a token is made of"),
    ("v1/introduction.errors.", "an error"),
    ("v1.1/create-app.payment-required.", "an error"),
    ("v1.1/link-or-linkrequest.integration-not-found.", "an error"),
    ("v1.1/unlink.not-linked.", "an error"),
    ("v2/errors.", "an error"),
];

/// Answers of which the documentation shows the message alone.
const MESSAGE_ALONE: &str = "v1/message-types.";

/// The row whose body, or whose answer, a file has: that of the longest beginning of its name (`tests/examples.json`,
/// which the test of the types reads too).
fn route(file: &str) -> Option<&'static Route> {
    let rows = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples.json"));
    let names = rows.as_object().unwrap().iter().filter(|(start, _)| file.starts_with(start.as_str()));
    let (_, name) = names.max_by_key(|(start, _)| start.len())?;
    let row = GROUPS.iter().flat_map(|group| group.rows).find(|row| row.name == name.as_str().unwrap());
    row.unwrap_or_else(|| panic!("{name} is no row")).route(version(file))
}

/// The files of the index of that kind, each with its route.
fn files(directory: &Path, kind: &str) -> Vec<(String, &'static Route)> {
    let index = read(&directory.join("INDEX.json"));
    let entries = index.as_array().unwrap().iter().filter(|entry| entry["kind"] == kind);
    let files: Vec<_> = entries.map(|entry| entry["file"].as_str().unwrap().to_owned()).collect();
    let mut found = Vec::new();
    for file in files {
        let is_of_none = OF_NO_ROW.iter().any(|(start, _)| file.starts_with(start));
        match route(&file) {
            Some(route) if !is_of_none => found.push((file, route)),
            None if is_of_none => {}
            _ => panic!("{file} must be of a row, or of none for a reason"),
        }
    }
    found
}

/// The version of the folder; the guide speaks v1.
fn version(file: &str) -> Version {
    file.split('/').next().and_then(Version::from_name).unwrap_or(Version::V1)
}

#[test]
fn every_request_is_accepted_and_goes_out_as_it_is() {
    let Some(directory) = shared("examples") else { return };
    let files = files(&directory, "request");
    assert!(files.len() >= 65, "only {} requests", files.len());
    for (file, route) in files {
        let body = read(&directory.join(&file));
        let mut value: Value = serde_json::from_value(body.clone()).unwrap();
        let kind = route.body.unwrap_or_else(|| panic!("{file}: no body")).kind();
        assert_eq!(check(kind, &mut value, version(&file)), [], "{file}");
        let sent: Json = serde_json::from_str(&smooch_edge::json::text(&value)).unwrap();
        assert_eq!(sent, body, "{file}");
    }
}

#[test]
fn every_request_is_valid_by_the_printed_schema() {
    let Some(directory) = shared("examples") else { return };
    for (file, route) in files(&directory, "request") {
        let is_grouped = version(&file) == Version::V2;
        let (kind, name) = match route.body.unwrap().kind() {
            Kind::Nested(nest) if is_grouped => (Kind::Nested(nest), nest.name),
            Kind::Object(object) | Kind::Nested(V2Layout { kind: Kind::Object(object), .. }) => {
                (Kind::Object(object), object.name)
            }
            Kind::Union(union) | Kind::Nested(V2Layout { kind: Kind::Union(union), .. }) => {
                (Kind::Union(union), union.name)
            }
            other => panic!("{file}: {other:?}"),
        };
        let mut schema = json_schema::print([kind], version(&file), is_grouped);
        schema["$ref"] = json!(format!("#/$defs/{name}"));
        let result = jsonschema::draft202012::new(&schema)
            .unwrap()
            .validate(&read(&directory.join(&file)))
            .map_err(|e| e.to_string());
        assert_eq!(result, Ok(()), "{file}");
    }
}

#[test]
fn every_answer_fits_its_table() {
    let Some(directory) = shared("examples") else { return };
    let files = files(&directory, "response");
    assert!(files.len() >= 100, "only {} answers", files.len());
    for (file, route) in files {
        let mut answer = read(&directory.join(&file));
        let mut table = route.response;
        if file.starts_with(MESSAGE_ALONE) {
            (answer, table) = (answer["message"].take(), &SENT_MESSAGE);
        }
        if table.name == "CreatedWebhookV2" {
            // This package adds it.
            answer["integrationId"] = "5e4af71a81966cfff3ef6550".into();
        }
        let mut value: Value = serde_json::from_value(answer).unwrap();
        // Of v2, null is accepted where the table says so only.
        let version = if version(&file) == Version::V2 { Version::V1_1 } else { version(&file) };
        assert_eq!(check(&Kind::Object(table), &mut value, version), [], "{file}");
    }
}
