//! Tables as JavaScript, for what an entry checks by itself (`pkg/src/options.js`). On the host only.

use serde_json::{Map, Value as Json, json};

use super::matches::expected;
use super::{Kind, Object, Presence};

/// Each table by its name: what it is called, and for each field what it must be, in words and for the check.
pub fn checks(tables: &[(&str, &'static Object)]) -> Map<String, Json> {
    tables.iter().map(|(name, table)| ((*name).into(), check(table))).collect()
}

fn check(table: &'static Object) -> Json {
    let fields = table.all_fields().into_iter().map(|field| {
        let (words, kind) = kind(&field.kind);
        (field.name.into(), json!({ "is": kind, "expected": words, "required": field.presence == Presence::Required }))
    });
    json!({ "title": table.title, "fields": Json::Object(fields.collect()) })
}

/// The expectation of a value: in words, and as the check knows it.
fn kind(kind: &Kind) -> (String, Json) {
    match kind {
        Kind::Any => (String::new(), Json::Null),
        // Words, such as `"user" or false`.
        Kind::Native(native) if native.name.starts_with('"') => (native.name.into(), json!(native.name)),
        Kind::Native(native) => (expected(kind), json!(native.name)),
        Kind::Integer(min, max) => (expected(kind), json!({ "min": min, "max": max })),
        // The check knows no other: a table that has one fails when it is first used.
        _ => (expected(kind), json!("unknown")),
    }
}
