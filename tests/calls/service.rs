//! A small service, pure: it knows of one user, their links and messages, and counts how often the person was reached.
//!
//! What happens to an exchange is a [`Fate`]: it says whether the request is applied, and what the client gets to know.

use serde_json::{Value as Json, json};
use smooch_edge::api::Method;
use smooch_edge::call::Event;
use smooch_edge::failure::Failure;
use smooch_edge::request::Request;
use smooch_edge::response::{Body, Response};

/// What happens to an exchange.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fate {
    /// It is applied and answered.
    Fine,
    /// It is applied, and the answer is a success without a body.
    Empty,
    /// A read that shows nothing of what has happened yet; anything else is applied and answered.
    Behind,
    /// The connection is refused.
    Refused,
    /// The connection is lost before the request is applied.
    LostBefore,
    /// It is applied, and the answer is lost.
    LostAfter,
    /// The connection is lost; the request is applied later, before the next one that changes something.
    Late,
    /// No answer in time; it is not applied.
    SilentBefore,
    /// No answer in time; it is applied.
    SilentAfter,
    /// The service fails with this status; it is not applied.
    FailsBefore(u16),
    /// The service fails with this status; it is applied.
    FailsAfter(u16),
    /// The service turns it away with this status, and asks for so many milliseconds.
    Throttled(u16, Option<f64>),
    /// It is applied, and its answer breaks off.
    Cut,
    /// It is applied, and its answer is no JSON.
    NotJson,
    /// It is applied, and its answer is JSON, but no object.
    List,
    /// The service refuses it with this status.
    Denied(u16),
    /// The caller's signal ends the call before the request is applied.
    AbortedBefore,
    /// The caller's signal ends the call after the request was applied.
    AbortedAfter,
}

impl Fate {
    /// Whether the request is applied.
    pub fn applies(self) -> bool {
        use Fate::{AbortedAfter, Behind, Cut, Empty, FailsAfter, Fine, List, LostAfter, NotJson, SilentAfter};
        matches!(
            self,
            Fine | Empty | Behind | LostAfter | SilentAfter | FailsAfter(_) | Cut | NotJson | List | AbortedAfter
        )
    }

    /// Whether the client is left not knowing, or knows that it is applied, without an answer that it can read.
    pub fn is_unsure(self) -> bool {
        use Fate::{AbortedBefore, Behind, Empty, FailsBefore, Fine, Late, LostBefore, SilentBefore};
        matches!(self, Late | LostBefore | SilentBefore | FailsBefore(_) | AbortedBefore)
            || (self.applies() && !matches!(self, Fine | Empty | Behind))
    }

    /// Whether what a read with this fate shows may be behind the truth.
    pub fn is_behind(self) -> bool {
        matches!(self, Self::Empty | Self::Behind | Self::Late)
    }

    /// Whether it takes the whole time that the attempt has.
    pub fn is_silent(self) -> bool {
        matches!(self, Self::SilentBefore | Self::SilentAfter)
    }

    /// The same, but answered too late.
    pub fn too_late(self) -> Self {
        if self.applies() { Self::SilentAfter } else { Self::SilentBefore }
    }
}

/// The service.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// Whether the user exists.
    pub user: bool,
    /// What is known of the user beside.
    pub who: Json,
    /// The user's links: a channel and a number.
    pub links: Vec<[String; 2]>,
    /// The user's messages: the key of each.
    pub messages: Vec<Option<String>>,
    /// How often the person was asked to confirm a link.
    pub asked: u32,
    /// How often a request that changes something was applied with success.
    pub applied: u32,
    /// A request that is on its way.
    pub late: Option<Request>,
}

impl Service {
    /// A service that knows the user.
    pub fn with_user() -> Self {
        let who = json!({
            "userId": "ada", "givenName": "Ada", "externalId": "ada", "profile": { "givenName": "Ada" },
        });
        Self { user: true, who, ..Self::default() }
    }

    /// Takes a request through its fate; gives what the client gets to know.
    pub fn exchange(&mut self, request: &Request, fate: Fate) -> Event<'static> {
        if fate == Fate::Late {
            self.late = Some(request.clone());
        }
        let (status, body) = if fate.applies() { self.apply(request, fate == Fate::Behind) } else { (0, Json::Null) };
        let is_success = (200..300).contains(&status);
        match fate {
            Fate::Empty if is_success => answered(status, None, Body::Empty),
            Fate::Cut if is_success => answered(status, None, Body::Cut),
            Fate::NotJson if is_success => answered(status, None, Body::NotJson),
            Fate::List if is_success => answered(status, None, read(&json!([body]))),
            Fate::Fine | Fate::Behind | Fate::Empty | Fate::Cut | Fate::NotJson | Fate::List => {
                answered(status, None, read(&body))
            }
            Fate::Refused => Event::Failed(Failure::NotSent),
            Fate::LostBefore | Fate::LostAfter | Fate::Late => Event::Failed(Failure::Lost),
            Fate::SilentBefore | Fate::SilentAfter => Event::Failed(Failure::TimedOut { under_way: true }),
            Fate::FailsBefore(status) | Fate::FailsAfter(status) | Fate::Denied(status) => {
                answered(status, None, Body::NotJson)
            }
            Fate::Throttled(status, wait) => answered(status, wait, Body::Empty),
            Fate::AbortedBefore | Fate::AbortedAfter => Event::Failed(Failure::Aborted { under_way: true }),
        }
    }

    fn apply(&mut self, request: &Request, behind: bool) -> (u16, Json) {
        let operation = &*request.operation.name;
        let is_v2 = is_v2(request);
        if request.operation.method == Method::Get {
            return match behind {
                _ if !self.user => (404, error("user_not_found")),
                true => (200, Self::with_user().read(request)),
                false => (200, self.read(request)),
            };
        }
        if let Some(late) = self.late.take() {
            self.apply(&late, false);
        }
        if self.user == (operation == "create") {
            return if self.user { (409, error("conflict")) } else { (404, error("user_not_found")) };
        }
        self.applied += 1;
        let body: Json = request.body.as_deref().map_or(Json::Null, |body| serde_json::from_str(body).unwrap());
        match operation {
            "create" => {
                self.user = true;
                self.who = body;
                (201, json!({ (if is_v2 { "user" } else { "appUser" }): {} }))
            }
            "send" => {
                self.messages.push(body["metadata"]["dedupeKey"].as_str().map(Into::into));
                let message = message(self.messages.last().unwrap().as_deref());
                (201, if is_v2 { json!({ "messages": [message] }) } else { json!({ "message": message }) })
            }
            _ => {
                if operation == "link" {
                    self.asked += 1;
                    let body = if is_v2 { &body["matchCriteria"] } else { &body };
                    let [channel, number] = ["type", "phoneNumber"].map(|name| body[name].as_str().unwrap_or_default());
                    let link = [channel.to_owned(), number.replace([' ', '-'], "")];
                    if !self.links.contains(&link) {
                        self.links.push(link);
                    }
                }
                (200, self.user(is_v2))
            }
        }
    }

    fn read(&self, request: &Request) -> Json {
        match &*request.operation.name {
            "messages.list" => {
                let messages: Vec<_> = self.messages.iter().map(|key| message(key.as_deref())).collect();
                json!({ "messages": messages })
            }
            "channels.list" => {
                let client = |[channel, number]: &[String; 2]| json!({ "type": channel, "externalId": number, "status": "pending" });
                json!({ "clients": self.links.iter().map(client).collect::<Vec<_>>() })
            }
            _ => self.user(is_v2(request)),
        }
    }

    fn user(&self, is_v2: bool) -> Json {
        if is_v2 {
            return json!({ "user": self.who });
        }
        let client = |[channel, number]: &[String; 2]| json!({ "platform": channel, "displayName": number });
        let pending: Vec<_> = self.links.iter().map(client).collect();
        let mut user = self.who.clone();
        user["clients"] = json!([]);
        user["pendingClients"] = pending.into();
        json!({ "appUser": user })
    }
}

fn is_v2(request: &Request) -> bool {
    request.url.contains("/v2/")
}

fn read(body: &Json) -> Body<'static> {
    Body::Json(serde_json::from_value(body.clone()).expect("it is JSON"))
}

fn answered(status: u16, retry_after: Option<f64>, body: Body<'_>) -> Event<'_> {
    Event::Answered(Response { status, request_id: None, retry_after, body })
}

fn message(key: Option<&str>) -> Json {
    key.map_or_else(|| json!({ "_id": "m" }), |key| json!({ "_id": "m", "metadata": { "dedupeKey": key } }))
}

fn error(code: &str) -> Json {
    json!({ "error": { "code": code } })
}
