//! Looks up what v2 needs and a caller need not know: the integration of a channel, the conversation of a user, the
//! client of a channel (docs/api/v2.md).
//!
//! Every call looks for itself, within its own deadline. The session remembers the ids that it finds.
//! Whatever is looked for, is looked for on every page; an ambiguity is an error, never a guess.

use super::pages::Pages;
use crate::api::own;
use crate::ascii::is_service_id;
use crate::config::Config;
use crate::error::{Error, ErrorKind, Sent};
use crate::join::concat;
use crate::json::write_string;
use crate::request::{Goal, Request, parameter};
use crate::retry::{Outcome, RetrySafety};
use crate::schema::Issue;
use crate::session::Session;
use crate::value::Value;

/// A look-up under way.
#[derive(Debug)]
pub struct Lookup {
    /// The request that is next.
    pub request: Request,
    /// The number of times it was sent since its last useful response.
    pub attempts: u32,
    goal: Goal,
    doing: Doing,
    pages: Pages,
    /// Ids, and what else is known of them: a name, or when they were created.
    found: Vec<(String, String)>,
    /// Whether the user is looked for by the id of the service.
    by_id: bool,
    /// By which id the service knows the user, if by any.
    known_by_id: Option<bool>,
    /// The conversation that was created, if any.
    created: Option<String>,
    /// Why creating one failed, though there may be one now.
    failed: Option<Box<Error>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Doing {
    List,
    Create,
    Remove,
}

/// The next step of a look-up.
#[derive(Debug)]
pub enum Progress {
    /// Its request is to be sent.
    Send,
    /// It has found this.
    Found(String),
    /// There is no integration.
    Nothing,
    /// The response does not tell what was asked.
    Unreadable,
    /// It fails.
    Fail(Box<Error>),
}

impl Lookup {
    /// The look-up for the first goal of `request` that the session does not know; what it knows is put in.
    pub fn next(session: &Session, request: &mut Request) -> Option<Self> {
        while let Some(goal) = request.goals.last().copied() {
            let known = session.known.borrow().get(&request.key(goal)).map(String::from);
            let Some(id) = known else { return Self::new(&session.config, request, goal) };
            request.found(&id);
        }
        None
    }

    fn new(config: &Config, request: &Request, goal: Goal) -> Option<Self> {
        let by_id = is_service_id(&request.user);
        Some(Self {
            request: listing(config, request, goal, by_id)?,
            attempts: 0,
            goal,
            doing: Doing::List,
            pages: Pages::default(),
            found: Vec::new(),
            by_id,
            known_by_id: None,
            created: None,
            failed: None,
        })
    }

    /// The effect of a retry of its request.
    pub fn safety(&self) -> RetrySafety {
        if self.doing == Doing::Create { RetrySafety::MakesAnother } else { RetrySafety::Harmless }
    }

    /// The service responded to the request with a success.
    pub fn answered(&mut self, config: &Config, request: &Request, mut answer: Value) -> Progress {
        match self.doing {
            Doing::Remove => self.remove(config, request),
            Doing::Create => {
                let mut conversation = answer.take("conversation").unwrap_or_default();
                let Some(id) = take_text(&mut conversation, "id") else { return Progress::Unreadable };
                // There is one default conversation: all who look for one find this.
                if conversation.is_true("isDefault") {
                    return Progress::Found(id);
                }
                self.created = Some(id);
                self.list(config, request)
            }
            Doing::List => {
                let list = match self.goal {
                    Goal::Conversation | Goal::NewConversation => "conversations",
                    Goal::Integration => "integrations",
                    Goal::Client => "clients",
                };
                let Some(Value::Array(items)) = answer.take(list) else { return Progress::Unreadable };
                for item in items {
                    if let Some(id) = self.take(item, &request.kind) {
                        return Progress::Found(id);
                    }
                }
                match self.pages.turn(&mut self.request, answer.get("meta")) {
                    Ok(true) => {
                        self.attempts = 0;
                        Progress::Send
                    }
                    Ok(false) => self.listed(config, request),
                    Err(error) => Progress::Fail(error),
                }
            }
        }
    }

    /// Takes an item of a list; returns an id if that ends the search.
    fn take(&mut self, mut item: Value, wanted: &str) -> Option<String> {
        let id = take_text(&mut item, "id")?;
        let is_conversation = self.goal.is_conversation();
        if is_conversation && item.is_true("isDefault") {
            return Some(id);
        }
        let (wanted, about) = if is_conversation { ("personal", "createdAt") } else { (wanted, "displayName") };
        if item.get("type").and_then(Value::as_str) == Some(wanted) {
            self.found.push((id, take_text(&mut item, about).unwrap_or_default()));
        }
        None
    }

    /// The list was read to its end.
    fn listed(&mut self, config: &Config, request: &Request) -> Progress {
        match self.goal {
            Goal::Client => self.remove(config, request),
            Goal::Integration if self.found.len() > 1 => Progress::Fail(ambiguous(&request.kind, &self.found)),
            Goal::Integration => self.found.pop().map_or(Progress::Nothing, |(id, _)| Progress::Found(id)),
            Goal::Conversation | Goal::NewConversation => {
                // All who look choose alike: the oldest.
                let mut oldest: Option<(String, String)> = None;
                for (id, made) in std::mem::take(&mut self.found) {
                    if oldest.as_ref().is_none_or(|(other, earlier)| (&made, &id) < (earlier, other)) {
                        oldest = Some((id, made));
                    }
                }
                // The list may not have it yet.
                if let Some(id) = oldest.map(|(id, _)| id).or_else(|| self.created.take()) {
                    return Progress::Found(id);
                }
                if let Some(error) = self.failed.take() {
                    return Progress::Fail(error);
                }
                self.known_by_id.get_or_insert(self.by_id);
                self.by_other_id(config, request)
            }
        }
    }

    /// Looks for the user by their other id, if there is one; else creates a conversation, if that is wanted.
    fn by_other_id(&mut self, config: &Config, request: &Request) -> Progress {
        if self.by_id && self.doing == Doing::List {
            self.by_id = false;
            return self.list(config, request);
        }
        if self.goal == Goal::Conversation {
            return Progress::Fail(missing("conversation_not_found", "The user has no conversation yet."));
        }
        self.by_id = self.known_by_id.unwrap_or_default();
        let name = if self.by_id { "userId" } else { "userExternalId" };
        let mut user = String::new();
        write_string(&mut user, &request.user);
        let body = concat(&[r#"{"type":"personal","participants":[{""#, name, "\":", &user, "}]}"]);
        self.send(Doing::Create, request.beside(config, own::CONVERSATIONS_CREATE, &[], Some(body)))
    }

    /// The service refused the request, or nobody knows what came of it.
    pub fn refused(
        &mut self,
        config: &Config,
        request: &Request,
        status: Option<u16>,
        outcome: Outcome,
        error: Box<Error>,
    ) -> Progress {
        match self.doing {
            // Somebody else has created one at the same time, or this request did after all.
            Doing::Create
                if matches!(status, Some(400 | 409)) || matches!(outcome, Outcome::Unsure | Outcome::Unreadable) =>
            {
                self.failed = Some(error);
                self.list(config, request)
            }
            Doing::List
                if status == Some(404)
                    && self.goal.is_conversation()
                    && self.failed.is_none()
                    && self.created.is_none()
                    && (self.by_id || self.known_by_id.is_some()) =>
            {
                self.by_other_id(config, request)
            }
            // It is gone: just what is wanted.
            Doing::Remove if status == Some(404) => self.remove(config, request),
            _ => Progress::Fail(error),
        }
    }

    fn list(&mut self, config: &Config, request: &Request) -> Progress {
        self.found.clear();
        self.pages = Pages::default();
        self.send(Doing::List, listing(config, request, self.goal, self.by_id))
    }

    /// Removes the clients of a channel but one, which is left for the request itself.
    fn remove(&mut self, config: &Config, request: &Request) -> Progress {
        let id = self.found.pop().map_or_else(|| request.kind.clone(), |(id, _)| id);
        if self.found.is_empty() {
            return Progress::Found(id);
        }
        self.send(Doing::Remove, request.beside(config, own::CHANNELS_UNLINK_V2, &[&request.user, &id], None))
    }

    fn send(&mut self, doing: Doing, request: Option<Request>) -> Progress {
        let Some(request) = request else { return Progress::Unreadable };
        (self.request, self.doing, self.attempts) = (request, doing, 0);
        Progress::Send
    }

    /// Puts what was found into the request, and remembers it.
    pub fn put(&self, session: &Session, request: &mut Request, id: &str) {
        session.known.borrow_mut().set(request.key(self.goal), id.into());
        request.found(id);
    }
}

/// The error if there is no integration of a type.
pub fn no_integration(kind: &str) -> Box<Error> {
    missing("integration_not_found", &concat(&["The app has no ", kind, " integration."]))
}

fn listing(config: &Config, request: &Request, goal: Goal, by_id: bool) -> Option<Request> {
    let (operation, filter, value) = match goal {
        Goal::Client => return request.list(config, own::CHANNELS_LIST_V2, &[&request.user], ""),
        Goal::Integration => (own::INTEGRATIONS_LIST, "filter[types]", &request.kind),
        _ if by_id => (own::CONVERSATIONS_LIST, "filter[userId]", &request.user),
        _ => (own::CONVERSATIONS_LIST, "filter[userExternalId]", &request.user),
    };
    request.list(config, operation, &[], &parameter(filter, value))
}

fn take_text(value: &mut Value, name: &str) -> Option<String> {
    match value.take(name) {
        Some(Value::String(text)) => Some(text.into_owned()),
        _ => None,
    }
}

fn missing(code: &str, message: &str) -> Box<Error> {
    let kind = ErrorKind::Api { status: 404, description: None, request_id: None, retry_after: None };
    Error::new(kind, code, message.into(), Sent::No)
}

fn ambiguous(kind: &str, several: &[(String, String)]) -> Box<Error> {
    let mut message = concat(&["The app has several ", kind, " integrations. Give the integrationId of one: "]);
    let mut comma = "";
    for (id, name) in several {
        message.push_str(comma);
        message.push_str(id);
        if !name.is_empty() {
            message.push_str(&concat(&[" (", name, ")"]));
        }
        comma = ", ";
    }
    message.push('.');
    let mut issue = Issue::at("integrationId", "the id of one integration");
    issue.message = message;
    Error::validation("", vec![issue])
}
