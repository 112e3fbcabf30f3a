//! The rows of the operations against the official shapes (`../shared/specs`), and what is printed of them.
//!
//! Where the official shapes are absent there is nothing to compare with.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod shared;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use shared::{read, shared};
use smooch_edge::api::row::{Route, Row};
use smooch_edge::api::{GROUPS, own, print};
use smooch_edge::schema::{Kind, Version};

/// Parameters of a query that rows do not take: operation, parameter, why.
const NOT_TAKEN: &[(&str, &str, &str)] = &[
    ("users.get", "brandId", "not yet (issue 15)"),
    ("users.update", "brandId", "not yet (issue 15)"),
    ("users.delete", "brandId", "not yet (issue 15)"),
    ("link", "brandId", "not yet (issue 15)"),
    ("channels.list", "brandId", "not yet (issue 15)"),
    ("channels.unlink", "brandId", "not yet (issue 15)"),
];

/// The official shape of a version: that of v1.1 stands for v1 as well (docs/api/v1.md, section 1.1).
fn official(version: Version) -> Option<Json> {
    shared(if version == Version::V2 { "specs/v2.json" } else { "specs/v1.1.json" }).map(|file| read(&file))
}

/// A path without the names of its ids, which the shapes call by other names.
fn unnamed(path: &str) -> String {
    let parts: Vec<_> = path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect();
    parts.join("/")
}

/// What an official shape says of an operation.
struct Operation<'a> {
    has_body: bool,
    /// Those of the path included.
    parameters: Vec<&'a Json>,
}

impl Operation<'_> {
    fn has(&self, places: &[&str]) -> bool {
        self.parameters.iter().any(|parameter| places.contains(&parameter["in"].as_str().unwrap()))
    }
}

/// The operations of an official shape, by method and path.
fn operations(official: &Json) -> BTreeMap<String, Operation<'_>> {
    let mut operations = BTreeMap::new();
    for (path, methods) in official["paths"].as_object().unwrap() {
        let path = path.replace("/v2/", "/").replace("/v1.1/", "/").replace("/v1/", "/");
        let below = path.strip_prefix("/apps/{appId}").unwrap_or(&path);
        for (method, operation) in methods.as_object().unwrap().iter().filter(|(method, _)| *method != "parameters") {
            let parameters = [&methods["parameters"], &operation["parameters"]];
            let parameters = parameters.into_iter().filter_map(Json::as_array).flatten();
            let parameters = parameters.map(|parameter| resolved(official, parameter)).collect();
            let has_body = operation.get("requestBody").is_some();
            operations
                .insert(format!("{} {}", method.to_uppercase(), unnamed(below)), Operation { has_body, parameters });
        }
    }
    operations
}

/// The names of the parameters of a query, a group's members by themselves: `page[size]`.
fn parameters(official: &Json, operation: &Operation) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for parameter in &operation.parameters {
        if parameter["in"] != "query" {
            continue;
        }
        let name = parameter["name"].as_str().unwrap();
        let schema = resolved(official, &parameter["schema"]);
        let mut members = BTreeSet::new();
        properties(official, schema, &mut members);
        if members.is_empty() {
            names.insert(name.into());
        }
        names.extend(members.iter().map(|member| format!("{name}[{member}]")));
    }
    names
}

fn properties(official: &Json, schema: &Json, names: &mut BTreeSet<String>) {
    names.extend(schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.clone()));
    for list in ["oneOf", "anyOf", "allOf"] {
        for one in schema[list].as_array().into_iter().flatten() {
            properties(official, resolved(official, one), names);
        }
    }
}

fn resolved<'a>(official: &'a Json, schema: &'a Json) -> &'a Json {
    match schema["$ref"].as_str() {
        Some(reference) => official.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

/// The parameters that a row's table has.
fn ours(kind: &Kind) -> BTreeSet<String> {
    let Kind::Object(object) = kind else { panic!("a query is an object") };
    let members = object.all_fields().into_iter().flat_map(|field| match &field.kind {
        Kind::Object(group) => group.all_fields().iter().map(|one| format!("{}[{}]", field.name, one.name)).collect(),
        _ => vec![field.name.to_owned()],
    });
    members.collect()
}

fn rows() -> impl Iterator<Item = &'static Row> {
    GROUPS.iter().flat_map(|group| group.rows)
}

/// Every row of a version, with its route.
fn routes(version: Version) -> impl Iterator<Item = (&'static Row, &'static Route)> {
    rows().filter_map(move |row| Some((row, row.route(version)?)))
}

#[test]
fn every_row_is_an_operation_of_the_official_shape_with_its_ids_its_body_and_its_query() {
    let mut differences = BTreeSet::new();
    for version in Version::ALL {
        let Some(official) = official(version) else { return };
        let there = operations(&official);
        for (row, route) in routes(version) {
            let at = format!("{} {}", route.operation.method.name(), unnamed(&route.operation.path));
            let operation = there.get(&at).unwrap_or_else(|| panic!("{version:?} has no {at} ({})", row.name));
            let has_body = operation.has_body || operation.has(&["body", "formData"]);
            assert_eq!(route.body.is_some(), has_body, "the body of {} in {version:?}", row.name);
            let (theirs, ours) = (parameters(&official, operation), route.query.map(ours).unwrap_or_default());
            differences.extend(theirs.difference(&ours).map(|name| (row.name, name.clone())));
            let unknown: Vec<_> = ours.difference(&theirs).collect();
            assert!(unknown.is_empty(), "{} has no parameter {unknown:?} in {version:?}", row.name);
        }
    }
    let listed: BTreeSet<_> = NOT_TAKEN.iter().map(|(row, name, _)| (*row, (*name).to_owned())).collect();
    assert_eq!(differences, listed, "the parameters that rows do not take, and the list of them");
}

#[test]
fn a_name_stands_for_one_row_and_a_method_and_path_for_one_row_of_a_version() {
    let names: BTreeSet<_> = rows().map(|row| row.name).collect();
    assert_eq!(names.len(), rows().count());
    for version in Version::ALL {
        let paths: BTreeSet<_> = routes(version)
            .map(|(_, route)| format!("{} {}", route.operation.method.name(), unnamed(&route.operation.path)))
            .collect();
        assert_eq!(paths.len(), routes(version).count(), "{version:?}");
    }
}

#[test]
fn every_id_and_body_has_a_name_for_the_types() {
    for version in Version::ALL {
        for (row, route) in routes(version) {
            let needed = route.given_ids() + usize::from(route.body.is_some());
            assert_eq!(row.arguments.len(), needed, "{} in {version:?}", row.name);
        }
    }
}

#[test]
fn what_the_core_calls_by_itself_is_a_row_under_the_same_name() {
    for (version, operations) in [
        (Version::V1, vec![own::USERS_GET, own::MESSAGES_LIST]),
        (
            Version::V2,
            vec![
                own::USERS_GET_V2,
                own::CHANNELS_LIST_V2,
                own::CHANNELS_UNLINK_V2,
                own::MESSAGES_LIST_V2,
                own::CONVERSATIONS_CREATE,
                own::CONVERSATIONS_LIST,
                own::INTEGRATIONS_CREATE,
                own::INTEGRATIONS_LIST,
            ],
        ),
    ] {
        for operation in operations {
            let row = smooch_edge::api::operation(&operation.name, version).expect(&operation.name);
            assert_eq!((row.method, &row.path), (operation.method, &operation.path), "{}", operation.name);
        }
    }
}

#[test]
fn the_reference_is_up_to_date() {
    let page = std::fs::read_to_string("docs/api/operations.md").unwrap();
    let printed = print::reference(GROUPS);
    assert!(page == printed, "docs/api/operations.md is not what the rows say: run `node scripts/build.mjs`");
}
