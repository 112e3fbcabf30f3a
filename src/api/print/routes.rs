//! The routes of every version, for the emulator: what a client can ask, as JSON.

use serde_json::{Map, Value, json};

use crate::api::row::Group;
use crate::schema::Version;

/// `{ "v1": [{ "name", "method", "path" }] }`: paths are below the app, or from the version on.
pub fn routes(groups: &[&Group]) -> String {
    let mut versions = Map::new();
    for version in Version::ALL {
        let operations = groups.iter().flat_map(|group| group.rows).filter_map(|row| row.operation(version));
        let routes: Vec<Value> = operations
            .map(|operation| json!({ "name": operation.name, "method": operation.method.name(), "path": operation.path }))
            .collect();
        versions.insert(version.name().into(), routes.into());
    }
    format!("{:#}\n", Value::Object(versions))
}
