//! Looks up what v2 needs and a caller need not know: the integration of a channel, the conversation of a user, the
//! client of a channel (docs/api/v2.md).
//!
//! Every call looks for itself, within its own deadline. What it finds is remembered by the session as settled ids.
//! Whatever is looked for, is looked for on every page; an ambiguity is an error, never a guess.

use super::pages::Pages;
use crate::api::own;
use crate::ascii::is_service_id;
use crate::config::Config;
use crate::error::{self, Error, ErrorKind, Sent};
use crate::join::concat;
use crate::request::{Goal, Request, parameter};
use crate::response::unreadable;
use crate::retry::{Outcome, RetrySafety};
use crate::schema::Issue;
use crate::session::Session;
use crate::value::Value;

/// A look-up under way.
#[derive(Debug)]
pub struct Lookup {
    /// The request that is next.
    pub request: Request,
    /// How often it was sent since it last had an answer that helped.
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
    /// The user is not known by one of the ids.
    unknown: Option<Box<Error>>,
    /// A conversation was created, or the creation failed in a way that may mean that there is one.
    created: Option<Result<String, Box<Error>>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Doing {
    List,
    Create,
    Remove,
}

/// How a look-up goes on.
#[derive(Debug)]
pub enum Progress {
    /// Its request is to be sent.
    Send,
    /// It has found this.
    Found(String),
    /// There is nothing to be found: no integration at all.
    Nothing,
}

impl Lookup {
    /// The look-up for the first goal of `request` that the session does not know; what it knows is put in.
    pub fn next(session: &Session, request: &mut Request) -> Option<Self> {
        while let Some(goal) = request.goals.first().cloned() {
            let known = session.known.borrow().get(&goal.key(&request.user)).map(String::from);
            match known {
                Some(id) => request.found(&id),
                None => return Self::new(&session.config, request, goal),
            }
        }
        None
    }

    fn new(config: &Config, request: &Request, goal: Goal) -> Option<Self> {
        let by_id = is_service_id(&request.user);
        Some(Self {
            request: listing(config, request, &goal, by_id)?,
            attempts: 0,
            goal,
            doing: Doing::List,
            pages: Pages::default(),
            found: Vec::new(),
            by_id,
            known_by_id: None,
            unknown: None,
            created: None,
        })
    }

    /// What a retry of its request would do.
    pub fn safety(&self) -> RetrySafety {
        if self.doing == Doing::Create { RetrySafety::MakesAnother } else { RetrySafety::Harmless }
    }

    /// The service answered the request with a success. An error means that the answer cannot be read.
    pub fn answered(
        &mut self,
        config: &Config,
        request: &Request,
        answer: Option<Value>,
    ) -> Result<Progress, (Outcome, Box<Error>)> {
        self.attempts = 0;
        match (self.doing, answer) {
            (Doing::Remove, _) => self.remove(config, request).map_err(|error| (Outcome::Refused, error)),
            (Doing::Create, Some(mut answer)) => {
                let Some(mut conversation) = answer.take("conversation") else { return Err(no_answer()) };
                let Some(id) = take_text(&mut conversation, "id") else { return Err(no_answer()) };
                // There is one default conversation: all who look for one find this.
                if conversation.is_true("isDefault") {
                    return Ok(Progress::Found(id));
                }
                self.created = Some(Ok(id));
                self.again(config, request).map_err(|error| (Outcome::Refused, error))
            }
            (Doing::List, Some(mut answer)) => {
                let list = match self.goal {
                    Goal::Conversation { .. } => "conversations",
                    Goal::Integration(_) => "integrations",
                    Goal::Client(_) => "clients",
                };
                let Some(Value::Array(items)) = answer.take(list) else { return Err(no_answer()) };
                for item in items {
                    if let Some(id) = self.take(item) {
                        return Ok(Progress::Found(id));
                    }
                }
                match self.pages.turn(&mut self.request, &answer) {
                    Ok(true) => Ok(Progress::Send),
                    Ok(false) => self.listed(config, request).map_err(|error| (Outcome::Refused, error)),
                    Err(error) => Err((Outcome::Refused, error)),
                }
            }
            (_, None) => Err(no_answer()),
        }
    }

    /// Takes an item of a list; returns an id if that ends the search.
    fn take(&mut self, mut item: Value) -> Option<String> {
        let id = take_text(&mut item, "id")?;
        let kind = item.get("type").and_then(Value::as_str);
        let about = match &self.goal {
            Goal::Conversation { .. } if item.is_true("isDefault") => return Some(id),
            Goal::Conversation { .. } if kind == Some("personal") => "createdAt",
            Goal::Integration(wanted) | Goal::Client(wanted) if kind == Some(wanted) => "displayName",
            _ => return None,
        };
        self.found.push((id, take_text(&mut item, about).unwrap_or_default()));
        None
    }

    /// The list was read to its end.
    fn listed(&mut self, config: &Config, request: &Request) -> error::Result<Progress> {
        match &self.goal {
            Goal::Integration(kind) => match self.found.as_slice() {
                [(id, _)] => Ok(Progress::Found(id.clone())),
                [] => Ok(Progress::Nothing),
                several => Err(ambiguous(kind, several)),
            },
            Goal::Client(channel) => {
                if self.found.is_empty() {
                    return Ok(Progress::Found(channel.clone()));
                }
                self.doing = Doing::Remove;
                self.remove(config, request)
            }
            Goal::Conversation { create } => {
                let create = *create;
                // All who look choose alike: the oldest.
                let oldest = self.found.iter().min_by(|(a, made), (b, other)| made.cmp(other).then(a.cmp(b)));
                if let Some((id, _)) = oldest {
                    return Ok(Progress::Found(id.clone()));
                }
                self.known_by_id.get_or_insert(self.by_id);
                if self.created.is_none() && self.other_id(config, request) {
                    return Ok(Progress::Send);
                }
                match self.created.take() {
                    // The list is behind: nobody else can have found another.
                    Some(Ok(id)) => Ok(Progress::Found(id)),
                    Some(Err(error)) => Err(error),
                    None if create => self.create(config, request),
                    None => Err(missing("conversation_not_found", "The user has no conversation yet.")),
                }
            }
        }
    }

    /// The service refused the request, or nobody knows what came of it. Returns the error if that ends the look-up.
    pub fn refused(
        &mut self,
        config: &Config,
        request: &Request,
        status: Option<u16>,
        outcome: Outcome,
        error: Box<Error>,
    ) -> error::Result<Progress> {
        match self.doing {
            // Somebody else has created one at the same time, or this request did after all.
            Doing::Create
                if matches!(status, Some(400 | 409)) || matches!(outcome, Outcome::Unsure | Outcome::Unreadable) =>
            {
                self.created = Some(Err(error));
                self.again(config, request)
            }
            Doing::List if status == Some(404) && matches!(self.goal, Goal::Conversation { .. }) => {
                if self.created.is_some() {
                    return Err(error);
                }
                if self.other_id(config, request) {
                    self.unknown = Some(error);
                    return Ok(Progress::Send);
                }
                match self.known_by_id {
                    // Known by the other id, and without a conversation.
                    Some(_) => self.listed(config, request),
                    None => Err(error),
                }
            }
            // It is gone: just what is wanted.
            Doing::Remove if status == Some(404) => self.remove(config, request),
            _ => Err(error),
        }
    }

    /// Looks for the user by their other id, if there is one.
    fn other_id(&mut self, config: &Config, request: &Request) -> bool {
        if !self.by_id {
            return false;
        }
        self.by_id = false;
        self.list(config, request)
    }

    /// Looks again, after a creation.
    fn again(&mut self, config: &Config, request: &Request) -> error::Result<Progress> {
        self.found.clear();
        if self.list(config, request) { Ok(Progress::Send) } else { Err(no_answer().1) }
    }

    fn list(&mut self, config: &Config, request: &Request) -> bool {
        let Some(list) = listing(config, request, &self.goal, self.by_id) else { return false };
        (self.request, self.doing, self.pages, self.attempts) = (list, Doing::List, Pages::default(), 0);
        true
    }

    /// Creates a personal conversation with the user.
    fn create(&mut self, config: &Config, request: &Request) -> error::Result<Progress> {
        self.by_id = self.known_by_id.unwrap_or(self.by_id);
        let name = if self.by_id { "userId" } else { "userExternalId" };
        let mut user = String::new();
        crate::json::write_string(&mut user, &request.user);
        let body = concat(&[r#"{"type":"personal","participants":[{""#, name, "\":", &user, "}]}"]);
        let create = request.beside(config, own::CONVERSATIONS_CREATE, &[], Some(body));
        self.request = create.ok_or_else(|| no_answer().1)?;
        (self.doing, self.attempts) = (Doing::Create, 0);
        Ok(Progress::Send)
    }

    /// Removes the clients of a channel but one, which is left for the request itself.
    fn remove(&mut self, config: &Config, request: &Request) -> error::Result<Progress> {
        let Some((id, _)) = self.found.pop() else { return Err(no_answer().1) };
        if self.found.is_empty() {
            return Ok(Progress::Found(id));
        }
        let remove = request.beside(config, own::CHANNELS_UNLINK_V2, &[&request.user, &id], None);
        self.request = remove.ok_or_else(|| no_answer().1)?;
        self.attempts = 0;
        Ok(Progress::Send)
    }

    /// Puts what was found into the request, and remembers it.
    pub fn put(&self, session: &Session, request: &mut Request, id: &str) {
        session.known.borrow_mut().set(self.goal.key(&request.user), id.into());
        request.found(id);
    }

    /// The error if there is no integration.
    pub fn nothing(&self) -> Box<Error> {
        let kind = match &self.goal {
            Goal::Integration(kind) => kind,
            _ => "",
        };
        missing("integration_not_found", &concat(&["The app has no ", kind, " integration."]))
    }
}

/// Forgets what was remembered for a request that the service answered with 404.
pub fn forget(session: &Session, request: &Request) {
    for key in &request.keys {
        session.known.borrow_mut().forget(key);
    }
}

fn listing(config: &Config, request: &Request, goal: &Goal, by_id: bool) -> Option<Request> {
    match goal {
        Goal::Conversation { .. } => {
            let name = if by_id { "filter[userId]" } else { "filter[userExternalId]" };
            request.list(config, own::CONVERSATIONS_LIST, &[], &parameter(name, &request.user))
        }
        Goal::Integration(kind) => request.list(config, own::INTEGRATIONS_LIST, &[], &parameter("filter[types]", kind)),
        Goal::Client(_) => request.list(config, own::CHANNELS_LIST_V2, &[&request.user], ""),
    }
}

fn take_text(value: &mut Value, name: &str) -> Option<String> {
    match value.take(name) {
        Some(Value::String(text)) => Some(text.into_owned()),
        _ => None,
    }
}

fn no_answer() -> (Outcome, Box<Error>) {
    (Outcome::Unreadable, unreadable(200, "does not tell what was asked"))
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
