//! A request, made of an operation, ids, a body and options.

use crate::api::{Operation, Repeat};
use crate::config::{Config, Limits};
use crate::cut;
use crate::error::{self, Error};
use crate::evidence::{Evidence, KEY};
use crate::header;
use crate::json;
use crate::model::options::CALL_OPTIONS;
use crate::schema::{Fault, Kind, Version, check, check_as, phone};
use crate::segment::{Segment, encode};
use crate::sentence::concat;
use crate::value::{Members, Value, set};

/// What a caller gives to an operation.
#[derive(Debug, Default)]
pub struct Input {
    /// The ids of the path, in order.
    pub ids: Vec<Value>,
    /// The body.
    pub body: Option<Value>,
    /// The query.
    pub query: Option<Value>,
    /// The options of the call.
    pub options: Option<Value>,
    /// A fresh opaque word, for a call that needs a key.
    pub nonce: Option<String>,
}

/// A request, ready but for its authorisation, which is added when it is sent.
#[derive(Clone)]
pub struct Request {
    /// The operation.
    pub operation: &'static Operation,
    /// The whole URL.
    pub url: String,
    /// Its headers, in lower case.
    pub headers: Members,
    /// The JSON text of its body.
    pub body: Option<String>,
    /// The limits of the call.
    pub limits: Limits,
    /// What shows that it has happened, and the user to read that from.
    pub evidence: Option<(Segment, Evidence)>,
    /// Whether to look for the evidence first: the request may have been made before.
    pub look_first: bool,
}

/// The filled path and the body are personal.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("operation", &self.operation.name).finish_non_exhaustive()
    }
}

impl Request {
    /// Makes the request, or says all that is wrong with what was given.
    pub fn new(config: &Config, operation: &'static Operation, input: Input) -> error::Result<Self> {
        let mut faults = Vec::new();
        let mut options = Value::Null;
        if let Some(given) = input.options {
            options = given;
            faults.append(&mut check_as("The options", &Kind::Object(&CALL_OPTIONS), &mut options, config.version));
        }
        let ids = ids(operation, &input.ids, &mut faults);
        let query = input.query.map(|query| self::query(config, operation, query, &mut faults)).unwrap_or_default();
        let mut body = input.body.unwrap_or_else(|| Value::Foreign("undefined".into()));
        let key = key(operation, &options, input.nonce, &mut faults);
        if let Some(key) = &key {
            add_key(&mut body, key);
        }
        if let Some(kind) = &operation.body {
            faults.append(&mut check(kind, &mut body, config.version));
        }
        let headers = headers(config, operation, &options, &mut faults);
        if !faults.is_empty() {
            let error = Error::validation(&concat(&["what ", operation.name, " was given"]), faults);
            return Err(error.of(operation, config.version, config.app.is_some(), 0));
        }
        let look_first =
            options.get("dedupeKey").is_some() || (operation.repeat == Repeat::AsksAgain && options.is_true("dedupe"));
        let evidence = evidence(operation, config.version, ids.first(), &body, key);
        let limits = config.limits.changed_by(&options);
        add_extra(&mut body, &mut options);
        let body = operation.body.as_ref().map(|_| json::text(&body));
        let url = concat(&[&url(config, operation, &ids), query.as_str()]);
        Ok(Self { operation, url, headers, body, limits, evidence, look_first })
    }

    /// The request that reads the evidence.
    pub fn for_evidence(&self, config: &Config) -> Option<Self> {
        let (user, evidence) = self.evidence.as_ref()?;
        let operation = evidence.operation(config.version)?;
        let mut headers = Members::new();
        for (name, value) in &self.headers {
            if name != "content-type" {
                headers.push((name.clone(), value.clone()));
            }
        }
        let url = url(config, operation, std::slice::from_ref(user));
        let limits = self.limits;
        Some(Self { operation, url, headers, body: None, limits, evidence: None, look_first: false })
    }
}

fn ids(operation: &Operation, given: &[Value], faults: &mut Vec<Fault>) -> Vec<Segment> {
    let mut given = given.iter();
    let mut segments = Vec::new();
    for name in operation.ids() {
        let segment = match given.next() {
            Some(Value::String(id)) => Segment::new(id).map_err(Into::into),
            Some(other) => Err(concat(&["an id, as a string; got ", &other.kind()])),
            None => Err("an id, as a string".into()),
        };
        match segment {
            Ok(segment) => segments.push(segment),
            Err(expected) => faults.push(Fault::at(name, &expected)),
        }
    }
    segments
}

fn url(config: &Config, operation: &Operation, ids: &[Segment]) -> String {
    let mut url = concat(&[config.base.as_str(), "/", config.version.name()]);
    if let Some(app) = &config.app {
        url.push_str("/apps/");
        url.push_str(app.as_str());
    }
    let mut ids = ids.iter();
    let mut parts = cut::parts(operation.path, b'/');
    parts.next();
    for part in parts {
        url.push('/');
        url.push_str(if part.starts_with('{') { ids.next().map_or("", Segment::as_str) } else { part });
    }
    url
}

fn query(config: &Config, operation: &Operation, mut query: Value, faults: &mut Vec<Fault>) -> String {
    let mut text = String::new();
    let Some(kind) = &operation.query else { return text };
    faults.append(&mut check_as("The query", kind, &mut query, config.version));
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
            &own
        }
    };
    let sign = if query.is_empty() { "?" } else { "&" };
    query.push_str(&concat(&[sign, &encode(name), "=", &encode(value)]));
}

/// The headers of the package, of the client and of the call; of two with one name, the later.
fn headers(config: &Config, operation: &Operation, options: &Value, faults: &mut Vec<Fault>) -> Members {
    let mut headers: Members = vec![("accept".into(), "application/json".into())];
    if operation.body.is_some() {
        headers.push(("content-type".into(), "application/json".into()));
    }
    for (name, value) in &config.headers {
        set(&mut headers, name.clone(), value.clone());
    }
    for (name, value) in header::read(options, faults) {
        set(&mut headers, name, value);
    }
    headers
}

/// The key that a send carries.
fn key(operation: &Operation, options: &Value, nonce: Option<String>, faults: &mut Vec<Fault>) -> Option<String> {
    let own = options.get("dedupeKey").and_then(Value::as_str);
    let wanted = own.is_some() || options.is_true("dedupe");
    match operation.repeat {
        _ if !wanted => None,
        Repeat::SendsTwice => own.map(Into::into).or(nonce),
        Repeat::AsksAgain if own.is_none() => None,
        _ => {
            faults.push(Fault::at("dedupe", "given to link or send alone (dedupeKey to send)"));
            None
        }
    }
}

fn add_key(body: &mut Value, key: &str) {
    let Value::Object(members) = body else { return };
    let entry = (KEY.into(), key.into());
    match members.iter_mut().find(|(name, _)| name == "metadata") {
        Some((_, Value::Object(metadata))) => set(metadata, entry.0, entry.1),
        Some(_) => {}
        None => members.push(("metadata".into(), Value::Object(vec![entry]))),
    }
}

fn evidence(
    operation: &Operation,
    version: Version,
    of: Option<&Segment>,
    body: &Value,
    key: Option<String>,
) -> Option<(Segment, Evidence)> {
    let is_v2 = version == Version::V2;
    match operation.repeat {
        Repeat::Harmless | Repeat::MakesAnother => None,
        Repeat::Conflict => {
            let id = body.get(if is_v2 { "externalId" } else { "userId" })?.as_str()?;
            Some((Segment::new(id).ok()?, Evidence::User))
        }
        Repeat::AsksAgain => {
            let body = if is_v2 { body.get("matchCriteria")? } else { body };
            let text = |name: &str| body.get(name).and_then(Value::as_str);
            let address = match text("phoneNumber") {
                Some(number) => phone::normalise(number)?,
                None => text("address")?.into(),
            };
            Some((of?.clone(), Evidence::Link { channel: text("type")?.into(), address }))
        }
        Repeat::SendsTwice => Some((of?.clone(), Evidence::Message { key: key? })),
    }
}

/// Puts the fields that the package does not know into the body.
fn add_extra(body: &mut Value, options: &mut Value) {
    if let (Value::Object(members), Some(Value::Object(extra))) = (body, options.take("extraBody")) {
        for (name, value) in extra {
            set(members, name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::api;

    fn value(json: Json) -> Value {
        serde_json::from_value(json).unwrap()
    }

    fn request(operation: &str, ids: &[&str], body: Option<Json>, query: Option<Json>) -> error::Result<Request> {
        let options = json!({ "keyId": "app_1", "secret": "s", "appId": "an app", "apiVersion": "v2" });
        let config = Config::new(value(options)).unwrap();
        let ids = ids.iter().map(|id| (*id).into()).collect();
        let input = Input { ids, body: body.map(value), query: query.map(value), ..Input::default() };
        Request::new(&config, api::operation(operation, Version::V2).unwrap(), input)
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
            let error::Kind::Validation(faults) = error.kind else { panic!("{path} is another error") };
            assert_eq!(faults.into_iter().map(|fault| fault.path).collect::<Vec<_>>(), [path]);
        }
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
        assert!(matches!(created.evidence, Some((id, Evidence::User)) if id.as_str() == "ada"));
        assert!(request("create", &[], Some(json!({})), None).unwrap().evidence.is_none(), "it has no id");
        let link = json!({
            "matchCriteria": { "type": "twilio", "phoneNumber": "+1 514-555", "integrationId": "i" },
            "confirmation": { "type": "immediate" }, "target": { "conversationId": "c" },
        });
        let linked = request("link", &["ada"], Some(link), None).unwrap();
        let expected = Evidence::Link { channel: "twilio".into(), address: "+1514555".into() };
        assert!(linked.evidence.is_some_and(|(id, evidence)| id.as_str() == "ada" && evidence == expected));
    }
}
