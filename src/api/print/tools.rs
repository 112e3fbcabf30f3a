//! The operations with their documentation and the JSON Schema of what they take: what `smooch-edge/tools` and the
//! command line are made of.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::reference::plain;
use crate::api::row::{Body, Group, Route, Row};
use crate::api::{Lookup, Method};
use crate::retry::RetrySafety;
use crate::schema::typescript::paragraphs;
use crate::schema::{Kind, Version, json_schema};

/// A module whose default export is `{ operations, definitions }`. `operations` has a list for each version of a client.
/// `definitions` has those of each version of the API, which the schemas of its operations refer to; a definition that
/// is as in v1 is left out.
///
/// A body has the fields of v2 side by side, as the verbs of the client take them.
pub fn tools(groups: &[&Group]) -> String {
    format!(
        "// Printed from the rows of src/api by scripts/build.mjs: see src/api/print/tools.rs.\n\nexport default {};\n",
        described(groups, &mut |_, _, _, _| {})
    )
}

/// The additions of `add` for an operation in a version, besides the parts that every tool has.
pub(super) type Add<'a> = &'a mut dyn FnMut(&Row, &Route, Version, &mut Map<String, Value>);

/// The operations and definitions, as [`tools`] has them.
pub(super) fn described(groups: &[&Group], add: Add) -> Value {
    let rows: Vec<&Row> = groups.iter().flat_map(|group| group.rows).collect();
    let mut kinds: HashMap<&str, Vec<&Kind>> = HashMap::new();
    for (route, version) in Version::ALL.iter().flat_map(|client| routes(&rows, *client)) {
        kinds.entry(version.name()).or_default().extend(kinds_of(route));
    }
    let mut definitions = Map::new();
    let mut schemas: HashMap<&str, std::vec::IntoIter<Value>> = HashMap::new();
    for version in Version::ALL {
        let (of_each, mut all) =
            json_schema::print_each(kinds.remove(version.name()).unwrap_or_default(), version, false);
        if let Some(Value::Object(first)) = definitions.get(Version::V1.name()) {
            all.retain(|name, schema| first.get(name) != Some(schema));
        }
        definitions.insert(version.name().into(), all.into());
        schemas.insert(version.name(), of_each.into_iter());
    }
    let mut operations = Map::new();
    for client in Version::ALL {
        let rows = rows.iter().filter_map(|row| {
            let route = row.route(client)?;
            let mut schemas = schemas.get_mut(route.version(client).name())?;
            let mut operation = operation(row, route, client, &mut schemas);
            if let Some(members) = operation.as_object_mut() {
                add(row, route, client, members);
            }
            Some(operation)
        });
        operations.insert(client.name().into(), rows.collect());
    }
    json!({ "operations": operations, "definitions": definitions })
}

/// The operations of a client's version, each with the version that its path names.
fn routes<'a>(rows: &[&'a Row], client: Version) -> impl Iterator<Item = (&'a Route, Version)> {
    let routes: Vec<_> = rows.iter().filter_map(|row| row.route(client)).collect();
    routes.into_iter().map(move |route| (route, route.version(client)))
}

/// The tables of its body and of its query.
fn kinds_of(route: &Route) -> impl Iterator<Item = &'static Kind> {
    [route.body.map(Body::kind), route.query].into_iter().flatten()
}

/// The operation as JSON; `schemas` gives those of [`kinds_of`].
fn operation(row: &Row, route: &Route, client: Version, schemas: &mut dyn Iterator<Item = Value>) -> Value {
    let mut operation = json!({
        "name": row.name,
        "description": plain([paragraphs(row.doc), paragraphs(route.doc)].join(" ").trim()),
        "effect": effect(row, route),
        "ids": row.arguments.iter().take(route.given_ids()).collect::<Vec<_>>(),
    });
    let Some(members) = operation.as_object_mut() else { return operation };
    let version = route.version(client);
    if version != client {
        members.insert("version".into(), version.name().into());
    }
    if route.operation.lookup.is_some_and(Lookup::takes_conversation) {
        members.insert("takesConversation".into(), true.into());
    }
    if let Some(body) = route.body {
        members.insert(
            "body".into(),
            json!({
                "name": row.arguments.get(route.given_ids()).unwrap_or(&"body"),
                "schema": schemas.next(),
                "isOptional": route.is_body_optional,
                "isForm": matches!(body, Body::Multipart(_)),
            }),
        );
    }
    if let Some(query) = route.query {
        members.insert(
            "query".into(),
            json!({
                "schema": schemas.next(),
                "isOptional": !query.is_needed(),
                "isArgument": route.has_query_argument(),
            }),
        );
    }
    if route.paging.is_iterated() {
        members.insert("isList".into(), true.into());
    }
    operation
}

/// The operations whose effect a person sees, besides messages and links, whose retries would reach them again.
const REACHES: &[&str] = &["activities.post", "deployments.activate", "messages.uploadImage", "notify"];

/// The operations that cannot be undone, and are no DELETE.
const DELETES: &[&str] = &["attachments.delete", "users.merge"];

/// The effect of an operation, as far as a person who must agree to it wants to know.
fn effect(row: &Row, route: &Route) -> &'static str {
    match (route.operation.safety, route.operation.method) {
        (RetrySafety::AsksAgain | RetrySafety::SendsTwice, _) => "reaches",
        _ if REACHES.contains(&row.name) => "reaches",
        (_, Method::Delete) => "deletes",
        _ if DELETES.contains(&row.name) => "deletes",
        (_, Method::Get) => "reads",
        _ => "changes",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::GROUPS;

    #[test]
    fn what_is_listed_is_there() {
        for name in REACHES.iter().chain(DELETES) {
            assert!(GROUPS.iter().flat_map(|group| group.rows).any(|row| row.name == *name), "{name}");
        }
    }

    #[test]
    fn what_says_that_it_sends_or_removes_is_agreed_to() {
        for row in GROUPS.iter().flat_map(|group| group.rows) {
            let said = paragraphs(row.doc);
            let wanted = match said.split(' ').next() {
                Some("Sends") => "reaches",
                Some("Removes" | "Deletes") => "deletes",
                _ => continue,
            };
            for route in row.routes {
                assert_eq!(effect(row, route), wanted, "{}: {said}", row.name);
            }
        }
    }
}
