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
use shared::{endpoint, read, shared, unnamed};
use smooch_edge::api::row::{Route, Row};
use smooch_edge::api::{GROUPS, own, print};
use smooch_edge::schema::{Field, Kind, Presence, Version};

/// Operations of the official shapes that have no row: version, method and path, why.
const NO_ROW: &[(Version, &str, &str)] =
    &[(Version::V2, "GET /oauth/authorize", "a page for a browser: oauth.authorizeUrl builds its URL")];

/// Rows that stand in no official shape: name, why.
const NOT_OFFICIAL: &[(&str, &str)] = &[
    ("messageTemplates.create", "smooch-core has it (docs/api/v1.md, section 12)"),
    ("messageTemplates.list", "smooch-core has it (docs/api/v1.md, section 12)"),
    ("messageTemplates.delete", "smooch-core has it (docs/api/v1.md, section 12)"),
];

/// The official shape of a version: that of v1.1 stands for v1 as well (docs/api/v1.md, section 1.1).
fn official(version: Version) -> Option<Json> {
    shared(if version == Version::V2 { "specs/v2.json" } else { "specs/v1.1.json" }).map(|file| read(&file))
}

/// What an official shape says of an operation.
struct Operation<'a> {
    has_body: bool,
    /// Whether it wants no credentials.
    is_open: bool,
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
    let found = shared::operations(official).into_iter();
    found
        .map(|(at, operation, of_path)| {
            let parameters = [of_path, &operation["parameters"]];
            let parameters = parameters.into_iter().filter_map(Json::as_array).flatten();
            let parameters = parameters.map(|parameter| resolved(official, parameter)).collect();
            let is_open = operation["security"].as_array().is_some_and(Vec::is_empty);
            (at, Operation { has_body: operation.get("requestBody").is_some(), is_open, parameters })
        })
        .collect()
}

/// The names of the parameters of a query, a group's members by themselves: `page[size]`; and whether they are required.
fn parameters(official: &Json, operation: &Operation) -> BTreeMap<String, bool> {
    let mut names = BTreeMap::new();
    for parameter in &operation.parameters {
        if parameter["in"] != "query" {
            continue;
        }
        let name = parameter["name"].as_str().unwrap();
        let schema = resolved(official, &parameter["schema"]);
        let mut members = BTreeSet::new();
        properties(official, schema, &mut members);
        let is_required = parameter["required"] == true;
        if members.is_empty() {
            names.insert(name.into(), is_required);
        }
        names.extend(members.iter().map(|member| (format!("{name}[{member}]"), is_required)));
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

/// The parameters that a row's table has, and whether they are required: those of a group as the group is.
fn ours(kind: &Kind, version: Version) -> BTreeMap<String, bool> {
    let Kind::Object(object) = kind else { panic!("a query is an object") };
    let fields = object.all_fields().into_iter().filter(|field| field.versions.has(version));
    let members = fields.flat_map(|field| match &field.kind {
        Kind::Object(group) => {
            let members = group.all_fields().into_iter();
            let name = |one: &Field| format!("{}[{}]", field.name, one.name);
            members.map(|one| (name(one), field.presence == Presence::Required)).collect()
        }
        _ => vec![(field.name.to_owned(), field.presence == Presence::Required)],
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
    for client in Version::ALL {
        for (row, route) in routes(client) {
            // What only v1.1 can do, a client of v2 does there.
            let Some(official) = official(route.version(client)) else { return };
            let there = operations(&official);
            let at = endpoint(route);
            if NOT_OFFICIAL.iter().any(|(name, _)| *name == row.name) {
                assert!(!there.contains_key(&at), "{} is official by now", row.name);
                continue;
            }
            let operation = there.get(&at).unwrap_or_else(|| panic!("{client:?} has no {at} ({})", row.name));
            let has_body = operation.has_body || operation.has(&["body", "formData"]);
            assert_eq!(route.body.is_some(), has_body, "the body of {} in {client:?}", row.name);
            // The token that it tells of is the one that it is asked with, though the official shape names none.
            let is_open = operation.is_open && row.name != "oauth.getTokenInfo";
            assert_eq!(route.operation.is_open, is_open, "the credentials of {} in {client:?}", row.name);
            let (theirs, ours) = (
                parameters(&official, operation),
                route.query.map(|query| self::ours(query, route.version(client))).unwrap_or_default(),
            );
            assert_eq!(theirs, ours, "the query of {} in {client:?}, and what of it is required", row.name);
        }
    }
}

#[test]
fn every_operation_of_the_official_shapes_is_a_row() {
    for version in Version::ALL {
        let Some(official) = official(version) else { return };
        let theirs: BTreeSet<String> = operations(&official).into_keys().collect();
        let own = routes(version).filter(|(_, route)| route.version(version) == version);
        let ours: BTreeSet<String> = own.map(|(_, route)| endpoint(route)).collect();
        let missing: Vec<_> = theirs.difference(&ours).map(String::as_str).collect();
        let listed: Vec<_> = NO_ROW.iter().filter(|(of, ..)| *of == version).map(|(_, at, _)| *at).collect();
        assert_eq!(missing, listed, "the operations of {version:?} without a row, and the list of them");
    }
    let count = |version| official(version).map(|official| operations(&official).len());
    assert_eq!((count(Version::V1_1), count(Version::V2)), (Some(74), Some(68)), "the official shapes have changed");
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
