//! The tables of events against the official shape of v2 (`../shared/specs/v2.json`) and against real bodies of v1 and
//! v2 (`../shared/examples/**/*.webhook.json`). Where these are absent there is nothing to compare with.

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

use serde_json::{Value as Json, json};
use shape::{How, Walk};
use shared::{read, shared};
use smooch_edge::model::event::{EVENTS, v1, v2};
use smooch_edge::model::{Root, answer};
use smooch_edge::schema::{Issue, Kind, Version, check, typescript};
use smooch_edge::value::Value;

use How::{NullableThere, OnlyHere, OnlyThere, OtherType};

/// The schemas of v2's events whose names are not the trigger in camel case with `Event` behind.
const SCHEMAS: &[(&str, &str)] = &[
    ("conversation:message:delivery:channel", "conversationMessageDeliveryChannelEvent"),
    ("switchboard:acceptControl", "switchboardAcceptControl"),
    ("switchboard:acceptControl:failure", "switchboardAcceptControlFailure"),
    ("switchboard:offerControl", "switchboardOfferControl"),
    ("switchboard:offerControl:failure", "switchboardOfferControlFailure"),
    ("switchboard:passControl", "switchboardPassControl"),
    ("switchboard:passControl:failure", "switchboardPassControlFailure"),
    ("switchboard:releaseControl", "switchboardReleaseControl"),
];

/// The one event of v2 that has no schema.
const NO_SCHEMA: &str = "passthrough:messaging";

/// Table, property or `property=word`, how it differs, why.
const DIFFERENCES: &[(&str, &str, How, &str)] = &[
    ("UserV2", "hasPaymentInfo", OnlyHere, "examples have it (docs/api/v2.md, section 13)"),
    ("ProfileV2", "localeOrigin", OnlyHere, "examples have it (docs/api/v2.md, section 13)"),
    ("EventAuthorV2", "displayName", OnlyHere, "the example of a message has it"),
    ("EventAuthorV2", "avatarUrl", OnlyHere, "the example of a message has it"),
    ("EventErrorV2", "code", OnlyHere, "the official shape of most errors is any object; examples have it"),
    ("EventErrorV2", "message", OnlyHere, "the official shape of most errors is any object; examples have it"),
    ("SentActionV2", "iconUrl", OnlyHere, "one table for all actions: the buttons of items have no icon"),
    ("SentActionV2", "type=locationRequest", OnlyHere, "one table for all actions: an item has none of these"),
    ("SentActionV2", "type=reply", OnlyHere, "one table for all actions: an item has none of these"),
    ("SentActionV2", "extraChannelOptions.messenger", OnlyThere, "options of one channel are passed on"),
    ("SentOptionV2", "name", OnlyHere, "the official shape of a chosen option is any object"),
    ("SentOptionV2", "label", OnlyHere, "the official shape of a chosen option is any object"),
    ("ReferredUserV2", "externalId", OtherType, "the official example has a number"),
    ("ReferredUserV2", "externalId", NullableThere, "any value is let through"),
];

/// `client:add` becomes `clientAddEvent`.
fn schema_of(trigger: &str) -> String {
    if let Some((_, name)) = SCHEMAS.iter().find(|(known, _)| *known == trigger) {
        return (*name).to_owned();
    }
    let mut words = trigger.split(':');
    let first = words.next().unwrap().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..]) + "Event"
}

fn issues(kind: &Kind, version: Version, body: &Json) -> Vec<Issue> {
    let mut value: Value = serde_json::from_value(body.clone()).unwrap();
    check(kind, &mut value, version)
}

/// The events of a body, each with its kind and its version.
fn events(body: &Json) -> Vec<(Kind, Version, Json)> {
    match body["events"].as_array() {
        Some(events) => events.iter().map(|event| (Kind::Union(&v2::EVENT), Version::V1_1, event.clone())).collect(),
        None if body["version"] == "v1.1" => vec![(Kind::Union(&v1::EVENT), Version::V1_1, body.clone())],
        None => vec![(Kind::Union(&v1::EVENT), Version::V1, body.clone())],
    }
}

#[test]
fn the_events_of_v2_and_their_official_shapes_differ_only_where_there_is_a_reason() {
    let Some(path) = shared("specs/v2.json") else { return };
    let specification = read(&path);
    let mut walk = Walk::new(&specification);
    for variant in v2::EVENT.variants.iter().filter(|variant| variant.tag != NO_SCHEMA) {
        let name = schema_of(variant.tag);
        assert!(specification["components"]["schemas"][&name].is_object(), "{name} is no schema");
        walk.object(variant.object, &json!({ "$ref": format!("#/components/schemas/{name}") }));
        // The tag stands in the union, not in the object.
        walk.found.remove(&(variant.object.name.to_owned(), "type".to_owned(), OnlyThere));
    }
    walk.object(&v2::APP, &json!({ "$ref": "#/components/schemas/appSubSchema" }));
    walk.object(&v2::WEBHOOK, &json!({ "$ref": "#/components/schemas/webhookSubSchema" }));
    let listed: BTreeSet<_> =
        DIFFERENCES.iter().map(|(table, property, how, _)| ((*table).into(), (*property).into(), *how)).collect();
    let new: Vec<_> = walk.found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&walk.found).collect();
    assert!(new.is_empty(), "differences without a reason: {new:#?}");
    assert!(gone.is_empty(), "no longer differences: {gone:#?}");
}

#[test]
fn every_event_of_the_official_shape_of_v2_has_a_table() {
    let Some(path) = shared("specs/v2.json") else { return };
    let specification = read(&path);
    let ours: BTreeSet<_> = v2::EVENT.variants.iter().map(|variant| schema_of(variant.tag)).collect();
    let schemas = specification["components"]["schemas"].as_object().unwrap();
    let events =
        schemas.iter().filter(|(_, schema)| schema["allOf"][0]["$ref"] == "#/components/schemas/eventSubSchema");
    let names: BTreeSet<_> = events.map(|(name, _)| name.clone()).collect();
    let missing: Vec<_> = names.difference(&ours).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(names.len() + 1, ours.len(), "all but {NO_SCHEMA}");
}

#[test]
fn every_webhook_of_the_examples_fits_its_table() {
    let mut seen = BTreeMap::new();
    for version in ["v1", "v1.1", "v2"] {
        let Some(directory) = shared(&format!("examples/{version}")) else { return };
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if !path.to_str().unwrap().ends_with(".webhook.json") {
                continue;
            }
            let body = read(&path);
            for (kind, event_version, event) in events(&body) {
                assert_eq!(issues(&kind, event_version, &event), [], "{}", path.display());
                *seen.entry(version).or_insert(0) += 1;
            }
            if body["events"].is_array() {
                assert_eq!(issues(&Kind::Object(&v2::APP), Version::V1_1, &body["app"]), []);
                assert_eq!(issues(&Kind::Object(&v2::WEBHOOK), Version::V1_1, &body["webhook"]), []);
            }
        }
    }
    assert!(seen["v1"] >= 16 && seen["v2"] >= 24, "{seen:?}");
}

/// What v1.1 adds to an event of v1 (docs/api/v1.md, section 11.4); no example of one is known.
#[test]
fn events_of_v1_1_have_a_version_a_conversation_and_the_client_that_was_asked_for() {
    let event = json!({
        "trigger": "message:delivery:channel",
        "version": "v1.1",
        "app": { "_id": "57ec2881c47d2d24b0c16427" },
        "appUser": { "_id": "7685787bf0e9e8cf56182288" },
        "conversation": { "_id": "105e47578be874292d365ee8" },
        "client": { "id": "5A7F8343", "platform": "twilio" },
        "destination": { "type": "twilio", "integrationId": "5a7f8343" },
        "externalMessages": [{ "id": "SM1" }],
        "message": { "_id": "55c8c1498590aa1900b9b9b1" },
        "isFinalEvent": false,
        "timestamp": 1_480_001_440.731,
    });
    assert_eq!(issues(&Kind::Union(&v1::EVENT), Version::V1_1, &event), []);
    let paths: Vec<_> =
        issues(&Kind::Union(&v1::EVENT), Version::V1, &event).into_iter().map(|issue| issue.path).collect();
    assert_eq!(paths, ["trigger"], "v1 knows no such trigger");
}

#[test]
fn an_event_without_what_it_is_about_does_not_fit() {
    let event = json!({ "trigger": "link:success", "app": { "_id": "1" }, "appUser": { "userId": "ada" } });
    let paths: Vec<_> =
        issues(&Kind::Union(&v1::EVENT), Version::V1, &event).into_iter().map(|issue| issue.path).collect();
    assert_eq!(paths, ["appUser._id", "channel"]);
}

#[test]
fn the_types_of_events_name_nothing_twice_and_share_their_parts_with_the_answers() {
    let kinds = |roots: &'static [Root]| roots.iter().copied().map(Root::kind);
    let declared = |text: &str| -> BTreeMap<String, String> {
        let parts = text.split("\n\n").filter_map(|part| {
            let line =
                part.lines().find(|line| ["export ", "interface "].iter().any(|start| line.starts_with(start)))?;
            let name = line.split(['{', '=']).next()?.trim().trim_start_matches("export ").to_owned();
            Some((name.split(' ').nth(1)?.to_owned(), part.to_owned()))
        });
        parts.collect()
    };
    let events = declared(&typescript::print([], kinds(EVENTS)));
    let answers = declared(&typescript::print([], kinds(answer::ANSWERS)));
    assert!(events.len() > 100, "{}", events.len());
    assert!(events.keys().all(|name| !name.ends_with('_')), "two tables have one name");
    let mut shared = 0;
    for (name, text) in &events {
        if let Some(other) = answers.get(name) {
            assert_eq!(text, other, "{name} is two types");
            shared += 1;
        }
    }
    assert!(shared > 20, "{shared}");
}
