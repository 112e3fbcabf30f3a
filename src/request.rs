//! A request, made of an operation, ids, a body and options.

mod body;
mod needs;
mod url;

use std::fmt;

use self::needs::Needs;
pub use self::url::parameter;
use crate::api::{Lookup, Operation, own};
use crate::ascii;
use crate::config::{Config, Limits};
use crate::error::{self, Error};
use crate::header;
use crate::join::concat;
use crate::json;
use crate::model::options::CALL_OPTIONS;
use crate::percent;
use crate::readback::Evidence;
use crate::retry::RetrySafety;
use crate::schema::{BODY, Kind, Object, Path, check_as, check_extra};
use crate::value::{UNDEFINED, Value};

/// The input of an operation: each a JSON text as `pkg/src/serialize.js` writes it, empty if it is not given.
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
    /// A random idempotency key as it is, for a call that needs one.
    pub nonce: &'a str,
    /// Whether ids that v2 needs are looked up; otherwise they must be given.
    pub looks_up: bool,
}

/// Input is personal data.
impl fmt::Debug for CallInput<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallInput")
    }
}

/// Something to look for before a request can be sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// The conversation of the user.
    Conversation,
    /// The same, created if there is none.
    NewConversation,
    /// The only integration of a type.
    Integration,
    /// The client of a channel. If there are several, all others are removed at once.
    Client,
}

impl Goal {
    /// Returns true if it is the conversation of the user.
    pub fn is_conversation(self) -> bool {
        matches!(self, Self::Conversation | Self::NewConversation)
    }
}

/// A request, ready but for its authorisation, which is added when it is sent.
#[derive(Clone)]
pub struct Request {
    /// The operation.
    pub operation: Operation,
    /// The whole URL.
    pub url: String,
    /// Headers of its own, as HTTP writes them, each with a line break before it: they come after those of the client,
    /// and of two with one name the later counts.
    pub headers: String,
    /// The JSON text of its body.
    pub body: Option<String>,
    /// The limits of the call.
    pub limits: Limits,
    /// The evidence that it has happened, and the user to read that from.
    pub evidence: Option<(String, Evidence)>,
    /// Whether to look for the evidence first: the request may have been made before.
    pub look_first: bool,
    /// The ids to look up before it can be sent, last first: each is `{}` in the URL, or "-" in the body.
    pub goals: Vec<Goal>,
    /// The user whose conversation or client is looked up.
    pub user: String,
    /// The type of the integration that is looked up, or the channel of the client.
    pub kind: String,
}

/// The filled path and the body are personal.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("operation", &self.operation.name).finish_non_exhaustive()
    }
}

impl Request {
    /// Makes the request, or says all that is wrong with what was given.
    pub fn new(config: &Config, mut operation: Operation, given: CallInput) -> error::Result<Self> {
        let mut issues = Vec::new();
        let options = read(given.options).map(|mut options| {
            let kind = Kind::Object(&CALL_OPTIONS);
            check_as("The options", &kind, &mut options, config.version, &mut issues);
            options
        });
        let version = operation.own_version().unwrap_or(config.version);
        let (ids, app) = url::ids(&operation.path, read(given.ids).unwrap_or_default(), &mut issues);
        let mut body = read(given.body).unwrap_or(UNDEFINED);
        let user = ids.first().and_then(Value::as_str).unwrap_or_default();
        let mut needs = Needs { ids: Vec::new(), goals: Vec::new(), kind: String::new() };
        for id in &ids {
            needs.ids.push(Some(id));
        }
        if let Some(lookup) = operation.lookup {
            needs.add(lookup, options.as_ref(), &mut body, given.looks_up, &mut issues);
        }
        if let Some(options) = &options {
            needs::refuse_options(options, config.version, operation.lookup, !given.body.is_empty(), &mut issues);
        }
        let Needs { ids: path_ids, goals, kind } = needs;
        let mut url = url::url(config, &operation, &path_ids, app.as_ref(), &mut issues);
        if let Some(query) = read(given.query) {
            url.push_str(&url::query(operation.query, version, query, &mut issues));
        }
        let key = options.as_ref().and_then(|options| body::key(operation.safety, options, given.nonce, &mut issues));
        if let Some(key) = &key {
            body::add_key(&mut body, key);
        }
        let mut is_changed = key.is_some();
        let is_given = !given.body.is_empty();
        let table = operation.body.unwrap_or(&Kind::Any);
        if is_given || operation.body.is_some() {
            is_changed |= check_as(BODY, table, &mut body, version, &mut issues);
        }
        operation.safety = operation.safety.of(&body);
        let headers = options.as_ref().map(|options| header::lines(options, &mut issues)).unwrap_or_default();
        let refused = |issues| {
            let error = Error::validation(&concat(&["what ", &operation.name, " was given"]), issues);
            Err(error.of(&operation, config.version, config.with_app, 0))
        };
        if !issues.is_empty() {
            return refused(issues);
        }
        let evidence =
            body::evidence(operation.safety, config.version, path_ids.first().copied().flatten(), &body, key);
        let mut limits = config.limits;
        let mut look_first = false;
        if let Some(mut options) = options {
            look_first = options.get("dedupeKey").is_some()
                || (operation.safety == RetrySafety::AsksAgain && options.is_true("dedupe"));
            limits = limits.changed_by(&options);
            if is_given && let Some(mut extra) = options.take("extraBody") {
                is_changed = true;
                body::merge(&mut body, &mut extra, &Path::Root("").member("extraBody"), &mut issues);
                // A copy, since a check of v2 would move what nobody knows into a group.
                let text = json::text(&body);
                check_extra(table, &mut read(&text).unwrap_or(UNDEFINED), version, &mut issues);
                if !issues.is_empty() {
                    return refused(issues);
                }
            }
        }
        let body = is_given.then(|| if is_changed { json::text(&body) } else { given.body.into() });
        let user = user.into();
        Ok(Self { operation, url, headers, body, limits, evidence, look_first, goals, user, kind })
    }

    /// A request of another operation, with the headers and the limits of this one. `None` if it cannot be made: an id
    /// cannot be part of a path.
    pub fn beside(&self, config: &Config, operation: Operation, ids: &[&str], body: Option<String>) -> Option<Self> {
        let mut issues = Vec::new();
        let (first, second);
        let mut given: &[Option<&Value>] = &[];
        let two;
        if let Some(id) = ids.first() {
            first = Value::from(*id);
            second = Value::from(ids.get(1).copied().unwrap_or_default());
            two = [Some(&first), Some(&second)];
            given = &two;
        }
        let url = url::url(config, &operation, given, None, &mut issues);
        issues.is_empty().then(|| Self {
            operation,
            url,
            headers: self.headers.clone(),
            body,
            limits: self.limits,
            evidence: None,
            look_first: false,
            goals: Vec::new(),
            user: String::new(),
            kind: String::new(),
        })
    }

    /// The request for the first page of a list of v2, as long as it can be. `query` ends with `&`, or is empty.
    pub fn list(&self, config: &Config, operation: Operation, ids: &[&str], query: &str) -> Option<Self> {
        let mut request = self.beside(config, operation, ids, None)?;
        request.url = concat(&[&request.url, "?", query, "page%5Bsize%5D=100"]);
        Some(request)
    }

    /// The name under which the session remembers what was found for a goal; empty for what it does not remember.
    pub fn key(&self, goal: Goal) -> String {
        match goal {
            Goal::Conversation | Goal::NewConversation => concat(&["user ", &self.user]),
            Goal::Integration if self.operation.lookup == Some(Lookup::Link) => concat(&["type ", &self.kind]),
            Goal::Integration | Goal::Client => String::new(),
        }
    }

    /// Puts in what was found for the last goal.
    pub fn found(&mut self, id: &str) {
        let Some(goal) = self.goals.pop() else { return };
        if let Some((before, after)) = ascii::once(&self.url, b'{') {
            let mut url = String::from(before);
            percent::encode(&mut url, id);
            url.push_str(after.strip_prefix('}').unwrap_or(after));
            self.url = url;
            if let Some((of, _)) = &mut self.evidence {
                *of = id.into();
            }
            return;
        }
        let (group, name) = if goal == Goal::Integration { INTEGRATION } else { CONVERSATION };
        let mut body = read(self.body.as_deref().unwrap_or_default()).unwrap_or_default();
        needs::put(&mut body, group, name, id);
        let body = json::text(&body);
        self.body = Some(body);
    }

    /// The request that reads the evidence.
    pub fn for_evidence(&self, config: &Config) -> Option<Self> {
        let (user, evidence) = self.evidence.as_ref()?;
        let operation = evidence.operation(config.version);
        if operation.name == own::CHANNELS_LIST_V2.name {
            return self.list(config, operation, &[user], "");
        }
        self.beside(config, operation, &[user], None)
    }
}

/// The group and the member in which a link has its integration.
const INTEGRATION: (&str, &str) = ("matchCriteria", "integrationId");
/// The group and the member in which a link has its conversation.
const CONVERSATION: (&str, &str) = ("target", "conversationId");

/// The value of the input, if it was given.
fn read(text: &str) -> Option<Value<'_>> {
    (!text.is_empty()).then(|| json::read(text).unwrap_or_default())
}

/// Checks options by `table`: those of a method that makes several calls. `name` begins the sentence about what is none.
pub fn checked(config: &Config, name: &'static str, table: &'static Object, options: &str) -> error::Result<()> {
    let mut issues = Vec::new();
    let mut options = read(options).unwrap_or(Value::Object(Vec::new()));
    check_as(name, &Kind::Object(table), &mut options, config.version, &mut issues);
    if issues.is_empty() { Ok(()) } else { Err(Error::validation(table.title, issues)) }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::api;
    use crate::schema::Version;

    fn value(json: Json) -> Value<'static> {
        serde_json::from_value(json).unwrap()
    }

    fn request(operation: &str, ids: &[&str], body: Option<Json>, query: Option<Json>) -> error::Result<Request> {
        let options = json!({ "keyId": "app_1", "secret": "s", "appId": "an app", "apiVersion": "v2" });
        let config = Config::new(value(options)).unwrap();
        let text = |given: Option<Json>| given.map(|given| given.to_string()).unwrap_or_default();
        let (ids, body, query) = (json!(ids).to_string(), text(body), text(query));
        let options = match operation {
            "send" | "messages.list" => r#"{"conversationId":"c/d"}"#,
            _ => "",
        };
        let given = CallInput { ids: &ids, body: &body, query: &query, options, ..CallInput::default() };
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
        let sent = request("send", &["ada"], Some(message), None).unwrap();
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
