//! The rules of the model, as lists of facts: what is accepted, what is refused, where, and in what words.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]
#![allow(clippy::needless_pass_by_value, reason = "json!(…) stands in the call")]

mod action;
mod activity;
mod advice;
mod broken;
mod confirmation;
mod delivered;
mod form;
mod integration;
mod kind;
mod link;
mod menu;
mod message;
mod notification;
mod printed;
mod privacy;
mod user;
mod v2;
mod version;
mod webhook;

#[path = "../shared/mod.rs"]
#[allow(dead_code, reason = "other tests read through it")]
mod shared;

use std::cell::RefCell;
use std::collections::HashMap;

use jsonschema::Validator;
use serde_json::{Value as Json, json};
use smooch_edge::model::{REQUESTS, REQUESTS_V1, REQUESTS_V2, Root, link::LINK, message::MESSAGE};
use smooch_edge::schema::{Issue, Kind, Version, check, json_schema};
use smooch_edge::value::Value;

const LINKS: Kind = Kind::Union(&LINK);
const MESSAGES: Kind = Kind::Union(&MESSAGE);

/// A body, named as a sentence, and what becomes of it.
struct Case {
    name: &'static str,
    body: Json,
    /// The paths of the issues in order, each with a part of its message; none where the body is accepted.
    issues: &'static [(&'static str, &'static str)],
}

fn accepts(name: &'static str, body: Json) -> Case {
    Case { name, body, issues: &[] }
}

fn refuses(name: &'static str, body: Json, issues: &'static [(&'static str, &'static str)]) -> Case {
    Case { name, body, issues }
}

/// Checks every case by `kind`, in `version`; the printed JSON Schema must say the same.
fn holds(kind: &Kind, version: Version, cases: &[Case]) {
    for Case { name, body, issues: expected } in cases {
        let issues = issues(kind, version, body);
        let paths: Vec<_> = issues.iter().map(|issue| issue.path.as_str()).collect();
        let expected_paths: Vec<_> = expected.iter().map(|(path, _)| *path).collect();
        assert_eq!(paths, expected_paths, "{name}: {issues:#?}");
        for (issue, (_, part)) in issues.iter().zip(*expected) {
            assert!(issue.message.contains(part), "{name}: {}", issue.message);
        }
        assert_eq!(is_valid(kind, version, body), issues.iter().all(is_beyond_json_schema), "{name}, by JSON Schema");
    }
}

/// The same in v1 and v1.1; what v2 makes of it stands in `v2`.
fn always_holds(kind: &Kind, cases: &[Case]) {
    for version in [Version::V1, Version::V1_1] {
        holds(kind, version, cases);
    }
}

fn issues(kind: &Kind, version: Version, body: &Json) -> Vec<Issue> {
    check(kind, &mut value(body), version)
}

/// Whether it is a issue that JSON Schema has no words for.
fn is_beyond_json_schema(issue: &Issue) -> bool {
    issue.expected == "different in every item" || issue.expected.contains("bytes of keys and values")
}

thread_local! {
    static VALIDATORS: RefCell<HashMap<String, Validator>> = RefCell::default();
}

/// Whether the printed JSON Schema of `kind`, one of the bodies of requests, takes `body`; in groups where they have
/// them.
fn is_valid(kind: &Kind, version: Version, body: &Json) -> bool {
    let (name, grouped) = match kind {
        Kind::Object(object) => (object.name, false),
        Kind::Union(union) => (union.name, false),
        Kind::Nested(nest) => (nest.name, true),
        _ => panic!("a body is an object"),
    };
    VALIDATORS.with_borrow_mut(|validators| {
        let validator = validators.entry(format!("{name} {version:?}")).or_insert_with(|| {
            let of_version = if version == Version::V2 { REQUESTS_V2 } else { REQUESTS_V1 };
            let roots = REQUESTS.iter().chain(of_version).map(|root| root.kind());
            let mut schema = json_schema::print(roots, version, grouped);
            schema["$ref"] = json!(format!("#/$defs/{name}"));
            jsonschema::draft202012::new(&schema).unwrap()
        });
        validator.is_valid(body)
    })
}

/// What v2 gets of a body: in groups.
fn grouped(kind: &Kind, body: &Json) -> Json {
    let mut value = value(body);
    check(kind, &mut value, Version::V2);
    serde_json::from_str(&smooch_edge::json::text(&value)).unwrap()
}

fn value(body: &Json) -> Value<'static> {
    serde_json::from_value(body.clone()).unwrap()
}

/// `base` with the members of `more` put in; `null` takes a member out.
fn with(base: &Json, more: Json) -> Json {
    let mut body = base.clone();
    let Json::Object(more) = more else { panic!("not an object") };
    for (name, member) in more {
        if member.is_null() {
            body.as_object_mut().unwrap().remove(&name);
        } else {
            body[name] = member;
        }
    }
    body
}

fn kinds(roots: &'static [Root]) -> impl Iterator<Item = Kind> {
    roots.iter().map(|root| root.flat().kind())
}
