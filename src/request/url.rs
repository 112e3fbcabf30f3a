//! The URL of a request: ids in its path, and its query.

use crate::api::Operation;
use crate::ascii;
use crate::config::Config;
use crate::join::concat;
use crate::json;
use crate::percent;
use crate::schema::{Issue, Kind, Version, check_as};
use crate::value::{UNDEFINED, Value};

/// The requirements for an id.
pub const AN_ID: &str = "an id, as a string";

/// Adds an id to a path, `{}` for one that is looked up. Returns what it must be, if it is no id.
#[expect(clippy::option_option, reason = "not given, looked up, given")]
pub fn add_id(url: &mut String, id: Option<Option<&Value>>) -> Option<String> {
    match id {
        Some(Some(Value::String(id))) => percent::add(url, id).err().map(Into::into),
        Some(Some(other)) => {
            let advice = match other {
                Value::Object(_) => ". With apiVersion \"v2\", messages and activities also take { conversationId }",
                _ => "",
            };
            Some(concat(&[AN_ID, "; got ", &other.kind(), advice]))
        }
        Some(None) => {
            url.push_str("{}");
            None
        }
        None => Some(AN_ID.into()),
    }
}

/// The ids of a path in its order, without the app's, and that one if it is given: a caller gives the ids in order, or by
/// their names.
pub fn ids<'a>(path: &str, given: Value<'a>, issues: &mut Vec<Issue>) -> (Vec<Value<'a>>, Option<Value<'a>>) {
    let Value::Object(mut members) = given else {
        let Value::Array(ids) = given else { return (Vec::new(), None) };
        return (ids, None);
    };
    let mut ids = Vec::new();
    let mut app = None;
    for name in ascii::parts(path, b'/').filter_map(placeholder) {
        let at = members.iter().position(|(member, _)| member == name);
        let id = at.map(|at| members.swap_remove(at).1);
        if name == APP { app = id } else { ids.push(id.unwrap_or(UNDEFINED)) }
    }
    for (name, _) in &members {
        issues.push(Issue::at(&concat(&["params.", name]), "the name of an id in braces in the path"));
    }
    (ids, app)
}

/// The id that the client itself knows.
const APP: &str = "appId";

/// The name in braces that a part of a path is.
fn placeholder(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

/// The URL of a path below the app, or from the version on; `app` goes before the client's own.
pub fn url(
    config: &Config,
    operation: &Operation,
    ids: &[Option<&Value>],
    app: Option<&Value>,
    issues: &mut Vec<Issue>,
) -> String {
    let is_whole = operation.is_whole();
    let mut url = if is_whole { config.base.clone() } else { config.root.clone() };
    if config.lacks_app && !is_whole {
        issues
            .push(Issue::at(APP, "given as an option of the client: this is in an app, and the key is the account's"));
    }
    let path = operation.path.strip_prefix('/');
    let mut is_path = path.is_some();
    let mut ids = ids.iter().copied();
    for part in ascii::parts(path.unwrap_or_default(), b'/') {
        url.push('/');
        let Some(name) = placeholder(part) else {
            // A caller's own path may hold anything. A step would lead elsewhere, and what is encoded could be one.
            is_path &= ascii::is_of(part, "-._~!$&'()*+,;=:@") && part != "." && part != "..";
            url.push_str(part);
            continue;
        };
        let id = if name == APP { app.map(Some) } else { ids.next() };
        let expected = match (id, &config.app) {
            (None, Some(app)) if name == APP => {
                url.push_str(app);
                None
            }
            (id, _) => add_id(&mut url, id),
        };
        if let Some(expected) = expected {
            issues.push(Issue::at(name, &expected));
        }
    }
    if !is_path {
        let expected = "a path such as \"/appusers/{userId}\": ids go into params, a query into query";
        issues.push(Issue::at("path", expected));
    }
    url
}

pub fn query(kind: Option<&Kind>, version: Version, mut query: Value, issues: &mut Vec<Issue>) -> String {
    let mut text = String::new();
    check_as("The query", kind.unwrap_or(&Kind::Open), &mut query, version, issues);
    let Value::Object(members) = query else { return text };
    for (name, value) in &members {
        match value {
            // v2 writes an object as `page[size]=10` (OpenAPI's style `deepObject`).
            Value::Object(members) => {
                for (member, value) in members {
                    add_parameter(&mut text, &concat(&[name, "[", member, "]"]), value, issues);
                }
            }
            value => add_parameter(&mut text, name, value, issues),
        }
    }
    text
}

fn add_parameter(query: &mut String, name: &str, value: &Value, issues: &mut Vec<Issue>) {
    let own;
    let value = match value {
        Value::String(text) | Value::Date(text) => text,
        Value::Array(_) | Value::Object(_) | Value::Null => {
            return issues.push(Issue::at(name, "a string, a number or a boolean, as a query has them"));
        }
        other => {
            own = json::text(other);
            own.as_str()
        }
    };
    query.push_str(if query.is_empty() { "?" } else { "&" });
    percent::encode(query, name);
    query.push('=');
    percent::encode(query, value);
}

/// A parameter of a query, and an `&` behind it.
pub fn parameter(name: &str, value: &str) -> String {
    let mut text = String::new();
    percent::encode(&mut text, name);
    text.push('=');
    percent::encode(&mut text, value);
    text.push('&');
    text
}
