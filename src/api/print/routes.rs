//! The routes of every version, for the emulator: what a client can ask, as JSON.

use serde_json::{Map, Value, json};

use crate::api::row::Group;
use crate::schema::Version;

/// `{ "v1": [{ "name", "method", "path", "ids", "body", "query" }] }`: paths are below the app, or from the version on; how
/// many ids the method takes, whether it takes a body after them, and then a query.
pub fn routes(groups: &[&Group]) -> String {
    let mut versions = Map::new();
    for version in Version::ALL {
        let rows = groups.iter().flat_map(|group| group.rows);
        let routes: Vec<Value> = rows
            .filter_map(|row| Some((row.operation(version)?, row.route(version)?)))
            .map(|(operation, route)| {
                json!({
                    "name": operation.name,
                    "method": operation.method.name(),
                    "path": operation.path,
                    "ids": route.given_ids(),
                    "body": route.body.is_some(),
                    "query": route.has_query_argument(),
                })
            })
            .collect();
        versions.insert(version.name().into(), routes.into());
    }
    format!("{:#}\n", Value::Object(versions))
}
