//! A request, made of an operation, ids, a body and options.

use std::fmt;

use crate::api::Operation;
use crate::ascii;
use crate::config::{Config, Limits};
use crate::error::{self, Error};
use crate::header;
use crate::join::concat;
use crate::json;
use crate::model::options::CALL_OPTIONS;
use crate::percent;
use crate::readback::{Evidence, KEY};
use crate::retry::RetrySafety;
use crate::schema::{BODY, Issue, Kind, Path, Version, check_as, check_extra, phone};
use crate::value::{UNDEFINED, Value, set};

/// What a caller gives to an operation: each a JSON text as `pkg/src/serialize.js` writes it, empty where it is not given.
#[derive(Clone, Copy, Default)]
pub struct CallInput<'a> {
    /// The ids of the path, in order: a list of strings.
    pub ids: &'a str,
    /// The body.
    pub body: &'a str,
    /// The query.
    pub query: &'a str,
    /// The options of the call.
    pub options: &'a str,
    /// A fresh opaque word as it is, for a call that needs a key.
    pub nonce: &'a str,
}

/// What people give is personal.
impl fmt::Debug for CallInput<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallInput")
    }
}

/// A request, ready but for its authorisation, which is added when it is sent.
#[derive(Clone)]
pub struct Request {
    /// The operation.
    pub operation: &'static Operation,
    /// The whole URL.
    pub url: String,
    /// Headers of its own, as HTTP writes them, each with a line break before it: they come after those of the client,
    /// and of two with one name the later counts.
    pub headers: String,
    /// The JSON text of its body.
    pub body: Option<String>,
    /// The limits of the call.
    pub limits: Limits,
    /// What shows that it has happened, and the user to read that from.
    pub evidence: Option<(String, Evidence)>,
    /// Whether to look for the evidence first: the request may have been made before.
    pub look_first: bool,
}

/// The filled path and the body are personal.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("operation", &self.operation.name).finish_non_exhaustive()
    }
}

impl Request {
    /// Makes the request, or says all that is wrong with what was given.
    pub fn new(config: &Config, operation: &'static Operation, given: CallInput) -> error::Result<Self> {
        let mut issues = Vec::new();
        let options = read(given.options).map(|mut options| {
            let kind = Kind::Object(&CALL_OPTIONS);
            check_as("The options", &kind, &mut options, config.version, &mut issues);
            options
        });
        let ids = read(given.ids).unwrap_or_default();
        let mut url = url(config, operation, ids.items(), &mut issues);
        if let (Some(query), Some(kind)) = (read(given.query), &operation.query) {
            url.push_str(&self::query(kind, config.version, query, &mut issues));
        }
        let mut body = read(given.body).unwrap_or(UNDEFINED);
        let key = options.as_ref().and_then(|options| key(operation, options, given.nonce, &mut issues));
        if let Some(key) = &key {
            add_key(&mut body, key);
        }
        let mut is_changed = key.is_some();
        if let Some(kind) = &operation.body {
            is_changed |= check_as(BODY, kind, &mut body, config.version, &mut issues);
        }
        let headers = options.as_ref().map(|options| header::lines(options, &mut issues)).unwrap_or_default();
        let refused = |issues| {
            let error = Error::validation(&concat(&["what ", operation.name, " was given"]), issues);
            Err(error.of(operation, config.version, config.with_app, 0))
        };
        if !issues.is_empty() {
            return refused(issues);
        }
        let evidence = evidence(operation, config.version, ids.items().first(), &body, key);
        let mut limits = config.limits;
        let mut look_first = false;
        if let Some(mut options) = options {
            look_first = options.get("dedupeKey").is_some()
                || (operation.safety == RetrySafety::AsksAgain && options.is_true("dedupe"));
            limits = limits.changed_by(&options);
            if let (Some(kind), Some(mut extra)) = (&operation.body, options.take("extraBody")) {
                is_changed = true;
                merge(&mut body, &mut extra, &Path::Root("").member("extraBody"), &mut issues);
                // A copy, since a check of v2 would move what nobody knows into a group.
                let text = json::text(&body);
                check_extra(kind, &mut read(&text).unwrap_or(UNDEFINED), config.version, &mut issues);
                if !issues.is_empty() {
                    return refused(issues);
                }
            }
        }
        let body = operation.body.as_ref().map(|_| if is_changed { json::text(&body) } else { given.body.into() });
        Ok(Self { operation, url, headers, body, limits, evidence, look_first })
    }

    /// The request that reads the evidence.
    pub fn for_evidence(&self, config: &Config) -> Option<Self> {
        let (user, evidence) = self.evidence.as_ref()?;
        let operation = evidence.operation(config.version)?;
        let url = url(config, operation, &[user.as_str().into()], &mut Vec::new());
        let (headers, limits) = (self.headers.clone(), self.limits);
        Some(Self { operation, url, headers, body: None, limits, evidence: None, look_first: false })
    }
}

/// The value of what was given, where it was.
fn read(text: &str) -> Option<Value<'_>> {
    (!text.is_empty()).then(|| json::read(text).unwrap_or_default())
}

fn url(config: &Config, operation: &Operation, ids: &[Value], issues: &mut Vec<Issue>) -> String {
    let mut url = config.root.clone();
    let mut ids = ids.iter();
    let mut parts = ascii::parts(operation.path, b'/');
    parts.next();
    for part in parts {
        url.push('/');
        let Some(name) = part.strip_prefix('{') else {
            url.push_str(part);
            continue;
        };
        let expected = match ids.next() {
            Some(Value::String(id)) => percent::add(&mut url, id).err().map(Into::into),
            Some(other) => Some(concat(&["an id, as a string; got ", &other.kind()])),
            None => Some("an id, as a string".into()),
        };
        if let Some(expected) = expected {
            issues.push(Issue::at(name.strip_suffix('}').unwrap_or(name), &expected));
        }
    }
    url
}

fn query(kind: &Kind, version: Version, mut query: Value, issues: &mut Vec<Issue>) -> String {
    let mut text = String::new();
    check_as("The query", kind, &mut query, version, issues);
    let Value::Object(members) = query else { return text };
    for (name, value) in &members {
        match value {
            // v2 writes an object as `page[size]=10` (OpenAPI's style `deepObject`).
            Value::Object(members) => {
                for (member, value) in members {
                    add_parameter(&mut text, &concat(&[name, "[", member, "]"]), value);
                }
            }
            value => add_parameter(&mut text, name, value),
        }
    }
    text
}

fn add_parameter(query: &mut String, name: &str, value: &Value) {
    let own;
    let value = match value {
        Value::String(text) => text,
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

/// The key that a send carries.
fn key(operation: &Operation, options: &Value, nonce: &str, issues: &mut Vec<Issue>) -> Option<String> {
    let own = options.get("dedupeKey").and_then(Value::as_str);
    let wanted = own.is_some() || options.is_true("dedupe");
    match operation.safety {
        _ if !wanted => None,
        RetrySafety::SendsTwice => Some(own.unwrap_or(nonce).into()),
        RetrySafety::AsksAgain if own.is_none() => None,
        _ => {
            issues.push(Issue::at("dedupe", "given to link or send alone (dedupeKey to send)"));
            None
        }
    }
}

fn add_key(body: &mut Value, key: &str) {
    let Value::Object(members) = body else { return };
    let key = String::from(key).into();
    match members.iter_mut().find(|(name, _)| name == "metadata") {
        Some((_, Value::Object(metadata))) => set(metadata, KEY.into(), key),
        Some(_) => {}
        None => members.push(("metadata".into(), Value::Object(vec![(KEY.into(), key)]))),
    }
}

/// Puts the members of `extra` into `body`, at any depth. What is in the body stays as it is.
fn merge<'a>(body: &mut Value<'a>, extra: &mut Value<'a>, path: &Path, issues: &mut Vec<Issue>) {
    let (Value::Object(members), Value::Object(extra)) = (body, extra) else {
        let expected = "left out: the body has a value there, and only members of objects are added";
        return issues.push(Issue::at(&path.text(), expected));
    };
    for (name, value) in extra {
        match members.iter_mut().find(|(other, _)| other == name) {
            Some((_, member)) => merge(member, value, &path.member(name), issues),
            None => members.push((std::mem::take(name), std::mem::take(value))),
        }
    }
}

fn evidence(
    operation: &Operation,
    version: Version,
    of: Option<&Value>,
    body: &Value,
    key: Option<String>,
) -> Option<(String, Evidence)> {
    let is_v2 = version == Version::V2;
    match operation.safety {
        RetrySafety::Harmless | RetrySafety::MakesAnother => None,
        RetrySafety::Conflict => {
            let id = body.get(if is_v2 { "externalId" } else { "userId" })?.as_str()?;
            // An id that no path can name cannot be read.
            percent::add(&mut String::new(), id).ok()?;
            Some((id.into(), Evidence::User))
        }
        RetrySafety::AsksAgain => {
            let body = if is_v2 { body.get("matchCriteria")? } else { body };
            let text = |name: &str| body.get(name).and_then(Value::as_str);
            let address = match text("phoneNumber") {
                Some(number) => phone::normalise(number)?,
                None => text("address")?.into(),
            };
            Some((of?.as_str()?.into(), Evidence::Link { channel: text("type")?.into(), address }))
        }
        RetrySafety::SendsTwice => Some((of?.as_str()?.into(), Evidence::Message { key: key? })),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::api;

    fn value(json: Json) -> Value<'static> {
        serde_json::from_value(json).unwrap()
    }

    fn request(operation: &str, ids: &[&str], body: Option<Json>, query: Option<Json>) -> error::Result<Request> {
        let options = json!({ "keyId": "app_1", "secret": "s", "appId": "an app", "apiVersion": "v2" });
        let config = Config::new(value(options)).unwrap();
        let text = |given: Option<Json>| given.map(|given| given.to_string()).unwrap_or_default();
        let (ids, body, query) = (json!(ids).to_string(), text(body), text(query));
        let given = CallInput { ids: &ids, body: &body, query: &query, ..CallInput::default() };
        Request::new(&config, api::operation(operation, Version::V2).unwrap(), given)
    }

    fn url(operation: &str, query: Json) -> String {
        let url = request(operation, &["ada", "x"][..usize::from(operation == "channels.list")], None, Some(query));
        url.unwrap().url.replace("https://api.smooch.io/v2/apps/an%20app", "")
    }

    #[test]
    fn an_object_in_the_query_is_written_member_by_member() {
        let query = json!({ "filter": { "userExternalId": "a&b=c [é]" }, "page": { "size": 10, "after": "x" } });
        assert_eq!(
            url("conversations.list", query),
            "/conversations?filter%5BuserExternalId%5D=a%26b%3Dc%20%5B%C3%A9%5D&page%5Bsize%5D=10&page%5Bafter%5D=x",
        );
        assert_eq!(
            url("integrations.list", json!({ "filter": { "types": "twilio,line" } })),
            "/integrations?filter%5Btypes%5D=twilio%2Cline"
        );
        assert_eq!(url("channels.list", json!({ "page": { "size": 1 } })), "/users/ada/clients?page%5Bsize%5D=1");
        assert_eq!(url("channels.list", json!({ "page": {} })), "/users/ada/clients");
        assert_eq!(url("integrations.list", json!({})), "/integrations");
    }

    #[test]
    fn a_query_is_checked_as_a_body_is() {
        for (operation, query, path) in [
            ("conversations.list", json!({}), "filter"),
            ("conversations.list", json!({ "filter": {} }), "filter"),
            ("integrations.list", json!({ "page": { "size": 101 } }), "page.size"),
            ("integrations.list", json!({ "page": { "size": 0 } }), "page.size"),
            ("integrations.list", json!({ "page": { "after": "a", "before": "b" } }), "page"),
            ("integrations.list", json!({ "page[size]": 1 }), "[\"page[size]\"]"),
            ("messages.list", json!({ "before": 1 }), "before"),
        ] {
            let ids: &[&str] = if operation == "messages.list" { &["c"] } else { &[] };
            let Err(error) = request(operation, ids, None, Some(query)) else { panic!("{path} is not refused") };
            let error::ErrorKind::Validation(issues) = error.kind else { panic!("{path} is another error") };
            assert_eq!(issues.into_iter().map(|issue| issue.path).collect::<Vec<_>>(), [path]);
        }
    }

    #[test]
    fn a_body_goes_out_as_it_was_given_unless_something_in_it_changed() {
        let config = Config::new(value(json!({ "keyId": "app_1", "secret": "s" }))).unwrap();
        let sent = |operation, body: &str, options| {
            let given = CallInput { ids: r#"["ada"]"#, body, options, ..CallInput::default() };
            let request = Request::new(&config, api::operation(operation, Version::V1).unwrap(), given);
            request.unwrap().body.unwrap()
        };
        // Not as the core would write it: the escape shows that it has not.
        let text = r#"{"role":"appMaker","type":"text","text":"\u0041"}"#;
        assert_eq!(sent("send", text, ""), text);
        assert_eq!(sent("send", text, r#"{"extraBody":{}}"#), text.replace(r"\u0041", "A"));
        assert!(sent("send", text, r#"{"dedupeKey":"k"}"#).ends_with(r#""text":"A","metadata":{"dedupeKey":"k"}}"#));
        let link = |number: &str| {
            format!(r#"{{"type":"twilio","phoneNumber":"{number}","confirmation":{{"type":"immediate"}}}}"#)
        };
        assert_eq!(sent("link", &link("+15145555555"), ""), link("+15145555555"));
        assert_eq!(sent("link", &link("+1 514-555-5555"), ""), link("+15145555555"));
        let user = |date: &str| format!(r#"{{"userId":"ada","signedUpAt":{date},"properties":{{}}}}"#);
        let date = r#""2026-11-24T06:33:00.000Z""#;
        assert_eq!(sent("create", &user(&format!("#{date}")), ""), user(date));
    }

    #[test]
    fn a_request_of_v2_leaves_in_groups_and_knows_its_evidence() {
        let message = json!({ "role": "appMaker", "type": "text", "text": "Hi" });
        let sent = request("send", &["c/d"], Some(message), None).unwrap();
        assert_eq!(sent.url, "https://api.smooch.io/v2/apps/an%20app/conversations/c%2Fd/messages");
        assert_eq!(
            sent.body.as_deref(),
            Some(r#"{"author":{"type":"business"},"content":{"type":"text","text":"Hi"}}"#)
        );
        assert!(sent.evidence.is_none(), "it has no key");
        let created = request("create", &[], Some(json!({ "externalId": "ada" })), None).unwrap();
        assert!(matches!(created.evidence, Some((id, Evidence::User)) if id == "ada"));
        assert!(request("create", &[], Some(json!({})), None).unwrap().evidence.is_none(), "it has no id");
        let link = json!({
            "matchCriteria": { "type": "twilio", "phoneNumber": "+1 514-555", "integrationId": "i" },
            "confirmation": { "type": "immediate" }, "target": { "conversationId": "c" },
        });
        let linked = request("link", &["ada"], Some(link), None).unwrap();
        let expected = Evidence::Link { channel: "twilio".into(), address: "+1514555".into() };
        assert!(linked.evidence.is_some_and(|(id, evidence)| id == "ada" && evidence == expected));
    }
}
