//! A request, made of an operation, ids, a body and options.

use std::fmt;

use crate::api::{Lookup, Operation, own};
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
use crate::schema::{BODY, Issue, Kind, Object, Path, Version, check_as, check_extra, phone};
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
    /// A random idempotency key as it is, for a call that needs one.
    pub nonce: &'a str,
    /// Whether what v2 needs is looked up; otherwise it must be given.
    pub looks_up: bool,
}

/// What people give is personal.
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
    /// Whether it is the conversation of the user.
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
    /// What shows that it has happened, and the user to read that from.
    pub evidence: Option<(String, Evidence)>,
    /// Whether to look for the evidence first: the request may have been made before.
    pub look_first: bool,
    /// What must be looked up before it can be sent, last first: it is `{}` in the URL, or "-" in the body.
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
    pub fn new(config: &Config, operation: Operation, given: CallInput) -> error::Result<Self> {
        let mut issues = Vec::new();
        let options = read(given.options).map(|mut options| {
            let kind = Kind::Object(&CALL_OPTIONS);
            check_as("The options", &kind, &mut options, config.version, &mut issues);
            options
        });
        let version = operation.own_version().unwrap_or(config.version);
        let (ids, app) = ids(&operation.path, read(given.ids).unwrap_or_default(), &mut issues);
        let mut body = read(given.body).unwrap_or(UNDEFINED);
        let user = ids.first().and_then(Value::as_str).unwrap_or_default();
        let mut wanted = Wanted { ids: Vec::new(), goals: Vec::new(), kind: String::new() };
        for id in &ids {
            wanted.ids.push(Some(id));
        }
        if let Some(lookup) = operation.lookup {
            wanted.add(lookup, options.as_ref(), &mut body, given.looks_up, &mut issues);
        }
        let Wanted { ids: path_ids, goals, kind } = wanted;
        let mut url = url(config, &operation, &path_ids, app.as_ref(), &mut issues);
        if let Some(query) = read(given.query) {
            url.push_str(&self::query(operation.query, version, query, &mut issues));
        }
        let key = options.as_ref().and_then(|options| key(operation.safety, options, given.nonce, &mut issues));
        if let Some(key) = &key {
            add_key(&mut body, key);
        }
        let mut is_changed = key.is_some();
        let is_given = !given.body.is_empty();
        let table = operation.body.unwrap_or(&Kind::Any);
        if is_given || operation.body.is_some() {
            is_changed |= check_as(BODY, table, &mut body, version, &mut issues);
        }
        let headers = options.as_ref().map(|options| header::lines(options, &mut issues)).unwrap_or_default();
        let refused = |issues| {
            let error = Error::validation(&concat(&["what ", &operation.name, " was given"]), issues);
            Err(error.of(&operation, config.version, config.with_app, 0))
        };
        if !issues.is_empty() {
            return refused(issues);
        }
        let evidence = evidence(operation.safety, config.version, path_ids.first().copied().flatten(), &body, key);
        let mut limits = config.limits;
        let mut look_first = false;
        if let Some(mut options) = options {
            look_first = options.get("dedupeKey").is_some()
                || (operation.safety == RetrySafety::AsksAgain && options.is_true("dedupe"));
            limits = limits.changed_by(&options);
            if is_given && let Some(mut extra) = options.take("extraBody") {
                is_changed = true;
                merge(&mut body, &mut extra, &Path::Root("").member("extraBody"), &mut issues);
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
        let url = url(config, &operation, given, None, &mut issues);
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
        put(&mut body, group, name, id);
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

/// Where a link has its integration: in a group, or flat.
const INTEGRATION: (&str, &str) = ("matchCriteria", "integrationId");
/// Where a link has its conversation.
const CONVERSATION: (&str, &str) = ("target", "conversationId");

/// What a request of v2 needs in its path, and what of it must be looked up.
struct Wanted<'a> {
    /// The ids of the path; `None` for one that is looked up.
    ids: Vec<Option<&'a Value<'a>>>,
    goals: Vec<Goal>,
    kind: String,
}

impl<'a> Wanted<'a> {
    /// Adds what the operation needs beside what is given.
    #[inline(never)]
    fn add(
        &mut self,
        lookup: Lookup,
        options: Option<&'a Value<'a>>,
        body: &mut Value,
        looks_up: bool,
        issues: &mut Vec<Issue>,
    ) {
        let option = |name: &str| options.and_then(|options| options.get(name));
        let user = self.ids.first().copied();
        match lookup {
            Lookup::Conversation | Lookup::ExistingConversation => {
                let named = user.flatten().and_then(conversation_of);
                let mut conversation = option("conversationId");
                if named.is_none() {
                    if let Some(expected) = add_id(&mut String::new(), user) {
                        issues.push(Issue::at("userId", &expected));
                    }
                } else {
                    if conversation.is_some() {
                        issues.push(Issue::at("conversationId", "given once: as an option, or instead of the user"));
                    }
                    conversation = named;
                }
                let user = user.flatten().and_then(Value::as_str).unwrap_or_default();
                name_author(body, named.is_none().then_some(user), issues);
                self.ids.clear();
                if looks_up || conversation.is_some() {
                    self.ids.push(conversation);
                }
                if looks_up && conversation.is_none() {
                    let creates = lookup == Lookup::Conversation;
                    self.goals.push(if creates { Goal::NewConversation } else { Goal::Conversation });
                }
            }
            Lookup::Link => {
                self.kind = member(body, "matchCriteria", "type").unwrap_or_default().into();
                self.need(CONVERSATION, Goal::NewConversation, option("conversationId"), body, looks_up);
                self.need(INTEGRATION, Goal::Integration, option("integrationId"), body, looks_up);
            }
            Lookup::Client if looks_up => {
                if let Some(channel) = self.ids.get_mut(1)
                    && add_id(&mut String::new(), Some(*channel)).is_none()
                {
                    self.kind = channel.and_then(Value::as_str).unwrap_or_default().into();
                    self.goals.push(Goal::Client);
                    *channel = None;
                }
            }
            Lookup::Integration => {
                let integration = option("integrationId");
                self.ids.insert(0, integration);
                if integration.is_none() {
                    issues.push(Issue::at("integrationId", AN_ID));
                }
            }
            Lookup::Client => {}
        }
    }

    /// A link needs this member: as an option, as it is given, or as it is looked up.
    fn need(
        &mut self,
        (group, name): (&str, &'static str),
        goal: Goal,
        option: Option<&Value>,
        body: &mut Value,
        looks_up: bool,
    ) {
        match option.and_then(Value::as_str) {
            Some(id) => put(body, group, name, id),
            None if looks_up && member(body, group, name).is_none() => {
                put(body, group, name, "-");
                self.goals.push(goal);
            }
            None => {}
        }
    }
}

/// The text of a member that stands in a group, or flat.
fn member<'a>(body: &'a Value, group: &str, name: &str) -> Option<&'a str> {
    body.get(group).and_then(|group| group.get(name)).or_else(|| body.get(name))?.as_str()
}

/// Gives a member that stands in a group, or flat, this value.
fn put(body: &mut Value, group: &str, name: &'static str, value: &str) {
    let Value::Object(members) = body else { return };
    let value = String::from(value).into();
    match members.iter_mut().find(|(member, _)| member == group) {
        Some((_, Value::Object(group))) => set(group, name.into(), value),
        _ => set(members, name.into(), value),
    }
}

/// The conversation that is named instead of a user: `{ conversationId }`.
fn conversation_of<'a>(id: &'a Value<'a>) -> Option<&'a Value<'a>> {
    let Value::Object(members) = id else { return None };
    let [(name, id)] = members.as_slice() else { return None };
    (name == CONVERSATION.1).then_some(id)
}

/// Names the author of a message of the user: in v1 the path names them. A conversation names nobody.
fn name_author(message: &mut Value, user: Option<&str>, issues: &mut Vec<Issue>) {
    let author = message.get("author");
    let of = |name: &str| author.and_then(|author| author.get(name)).or_else(|| message.get(name));
    let role = author.and_then(|author| author.get("type")).or_else(|| message.get("role")).and_then(Value::as_str);
    if matches!(role, Some("appUser" | "user")) && of("userId").is_none() && of("userExternalId").is_none() {
        let Some(user) = user else {
            let path = if author.is_some() { "author.userId" } else { "userId" };
            let expected =
                "the id of the user who wrote the message (or give userExternalId): a conversation names none";
            return issues.push(Issue::at(path, expected));
        };
        let Value::Object(members) = message else { return };
        let name = if ascii::is_service_id(user) { "userId" } else { "userExternalId" };
        members.push((name.into(), String::from(user).into()));
    }
}

/// The value of what was given, where it was.
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

/// What an id must be.
const AN_ID: &str = "an id, as a string";

/// Adds an id to a path, `{}` for one that is looked up. Returns what it must be, if it is no id.
#[expect(clippy::option_option, reason = "not given, looked up, given")]
fn add_id(url: &mut String, id: Option<Option<&Value>>) -> Option<String> {
    match id {
        Some(Some(Value::String(id))) => percent::add(url, id).err().map(Into::into),
        Some(Some(other)) => {
            let advice = match other {
                Value::Object(_) => {
                    ". Only send and messages.list with apiVersion \"v2\" take { conversationId } instead"
                }
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
fn ids<'a>(path: &str, given: Value<'a>, issues: &mut Vec<Issue>) -> (Vec<Value<'a>>, Option<Value<'a>>) {
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
fn url(
    config: &Config,
    operation: &Operation,
    ids: &[Option<&Value>],
    app: Option<&Value>,
    issues: &mut Vec<Issue>,
) -> String {
    let mut url = if operation.own_version().is_some() { config.base.clone() } else { config.root.clone() };
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

fn query(kind: Option<&Kind>, version: Version, mut query: Value, issues: &mut Vec<Issue>) -> String {
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

/// The key that a send carries.
fn key(safety: RetrySafety, options: &Value, nonce: &str, issues: &mut Vec<Issue>) -> Option<String> {
    let own = options.get("dedupeKey").and_then(Value::as_str);
    let wanted = own.is_some() || options.is_true("dedupe");
    match safety {
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
    safety: RetrySafety,
    version: Version,
    of: Option<&Value>,
    body: &Value,
    key: Option<String>,
) -> Option<(String, Evidence)> {
    // Nothing as long as it is looked up.
    let of = of.and_then(Value::as_str).unwrap_or_default();
    let is_v2 = version == Version::V2;
    match safety {
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
            Some((of.into(), Evidence::Link { channel: text("type")?.into(), address }))
        }
        RetrySafety::SendsTwice => Some((of.into(), Evidence::Message { key: key? })),
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
