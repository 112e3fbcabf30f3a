//! The official shapes and the real bodies that tests compare with: in `../shared`, which may be absent.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json, json};
use smooch_edge::api::row::Route;

/// A file or a folder there; where it is absent, says that the test is skipped.
pub fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    let is_there = path.exists();
    if !is_there {
        println!("skipped: ../shared is not there");
    }
    is_there.then_some(path)
}

/// The JSON in a file.
pub fn read(path: &Path) -> Json {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A path without the names of its ids, which the shapes call by other names.
#[allow(dead_code, reason = "not every test needs it")]
pub fn unnamed(path: &str) -> String {
    let parts: Vec<_> = path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect();
    parts.join("/")
}

/// The method of a route and its path after the version, without the names of its ids.
#[allow(dead_code, reason = "not every test needs it")]
pub fn endpoint(route: &Route) -> String {
    let path = &route.operation.path;
    let whole = path.strip_prefix('^').or_else(|| path.strip_prefix("/v1.1"));
    let below = format!("/apps/{{appId}}{path}");
    let path = whole.unwrap_or(if path.starts_with("/oauth/") { path } else { &below });
    format!("{} {}", route.operation.method.name(), unnamed(path))
}

/// The operations of an official shape, by their endpoints, each with what its path says for all methods.
#[allow(dead_code, reason = "not every test needs it")]
pub fn operations(official: &Json) -> Vec<(String, &Json, &Json)> {
    let mut operations = Vec::new();
    for (path, methods) in official["paths"].as_object().unwrap() {
        let path = path.replace("/v2/", "/").replace("/v1.1/", "/").replace("/v1/", "/");
        for (method, operation) in methods.as_object().unwrap().iter().filter(|(method, _)| *method != "parameters") {
            operations.push((
                format!("{} {}", method.to_uppercase(), unnamed(&path)),
                operation,
                &methods["parameters"],
            ));
        }
    }
    operations
}

/// The official shape of v2 tells the types of an integration apart beside the schema, where no walk finds them: puts
/// them into it.
#[allow(dead_code, reason = "not every test needs it")]
pub fn with_integrations(mut official: Json) -> Json {
    let schemas = official["components"]["schemas"].as_object_mut().unwrap();
    let mut base = schemas.remove("integration").unwrap();
    let discriminator = base.as_object_mut().unwrap().remove("discriminator").unwrap();
    let references: Vec<String> =
        discriminator["mapping"].as_object().unwrap().values().map(|name| name.as_str().unwrap().into()).collect();
    let variants: Map<String, Json> = references
        .iter()
        .map(|reference| {
            let name = reference.rsplit('/').next().unwrap();
            let text = schemas[name].to_string().replace("schemas/integration\"", "schemas/integrationBase\"");
            (name.into(), serde_json::from_str(&text).unwrap())
        })
        .collect();
    schemas.extend(variants);
    schemas.insert("integrationBase".into(), base);
    let variants: Vec<Json> = references.iter().map(|reference| json!({ "$ref": reference })).collect();
    schemas.insert("integration".into(), json!({ "oneOf": variants, "discriminator": discriminator }));
    official
}
