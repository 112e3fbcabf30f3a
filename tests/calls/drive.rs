//! Drives a call as `pkg/src/call.js` does, with a clock that only moves when told to, and writes down all that happens.

use std::rc::Rc;

use serde_json::{Value, json};
use smooch_edge::api;
use smooch_edge::call::{Call, Event, Moment, Step};
use smooch_edge::config::Config;
use smooch_edge::error::{Error, Sent};
use smooch_edge::failure::Failure;
use smooch_edge::request::{self, Request};
use smooch_edge::retry::Budget;
use smooch_edge::schema::Version;
use smooch_edge::session::Session;

use crate::service::{Fate, Service};

/// The moment at which every call starts, in milliseconds.
const START: f64 = 1.8e12;
/// More steps than any call may take.
const MOST: usize = 2000;

/// What happens at an exchange.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// What happens to the request.
    pub fate: Fate,
    /// How long that takes, in milliseconds.
    pub takes: f64,
    /// The number that is drawn afterwards.
    pub random: f64,
}

impl From<Fate> for Turn {
    fn from(fate: Fate) -> Self {
        Self { fate, takes: 10.0, random: 0.5 }
    }
}

/// An exchange that was made.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Its operation.
    pub operation: String,
    /// What happened to it.
    pub fate: Fate,
}

/// What came of a call.
#[derive(Debug)]
pub struct Run {
    /// The operations that were asked for and the waits between, in order, and the end:
    /// `create wait create users.get done`.
    pub trace: String,
    /// The exchanges.
    pub exchanges: Vec<Exchange>,
    /// The waits, in milliseconds.
    pub waits: Vec<f64>,
    /// How long it all took, in milliseconds.
    pub took: f64,
    /// Whether it is done, or the error.
    pub end: Result<(), Box<Error>>,
    /// What the call has broken of what every call must keep to.
    pub broken: Vec<String>,
}

/// A call to make: an operation, its body and its options.
#[derive(Clone, Debug)]
pub struct CallInput {
    /// The name of the operation.
    pub operation: &'static str,
    /// The version of the API.
    pub version: Version,
    /// The options of the call.
    pub options: Value,
    /// Whether the client signs tokens, which it can make anew.
    pub signs: bool,
    /// How much too early a timer ends an attempt, in milliseconds.
    pub early: f64,
    /// During which of its waits the signal ends the call.
    pub aborted_in: Option<usize>,
}

impl CallInput {
    /// This operation with these options.
    pub fn new(operation: &'static str, options: Value) -> Self {
        Self { operation, version: Version::V1, options, signs: true, early: 0.0, aborted_in: None }
    }

    /// The call, and its request.
    fn call(&self, budget: Budget) -> (Call, Step, Rc<Session>, Request) {
        let mut client =
            if self.signs { json!({ "keyId": "app_1", "secret": "s3cret" }) } else { json!({ "token": "a-token" }) };
        client["apiVersion"] = self.version.name().into();
        client["appId"] = "an-app".into();
        let mut client = Session::new(Config::new(value(client)).unwrap());
        client.budget = budget.into();
        let body = match self.operation {
            "create" => Some(json!({ "userId": "ada", "givenName": "Ada" })),
            "link" => {
                let mut link = json!({ "type": "twilio", "phoneNumber": "+1 514-555-5555", "confirmation": { "type": "immediate" } });
                if self.version == Version::V2 {
                    link["integrationId"] = "an-integration".into();
                    link["conversationId"] = "a-conversation".into();
                }
                Some(link)
            }
            "send" => Some(json!({ "role": "appMaker", "type": "text", "text": "Hello" })),
            "users.update" => Some(json!({ "givenName": "Ada" })),
            "conversations.create" => {
                Some(json!({ "type": "personal", "participants": [{ "userExternalId": "ada" }] }))
            }
            _ => None,
        };
        let operation = api::operation(self.operation, self.version).unwrap();
        let mut options = self.options.clone();
        if self.version == Version::V2 && self.operation == "send" {
            options["conversationId"] = "a-conversation".into();
        }
        let (body, options) = (body.map(|body| body.to_string()).unwrap_or_default(), options.to_string());
        let given = request::CallInput {
            ids: r#"["ada", "ada"]"#,
            body: &body,
            options: &options,
            nonce: "a-nonce",
            looks_up: true,
            ..request::CallInput::default()
        };
        let request = Request::new(&client.config, operation, given).unwrap();
        let client = Rc::new(client);
        let (call, timeout) = Call::new(Rc::clone(&client), request.clone(), START);
        (call, Step::Send { timeout, renew: false }, client, request)
    }
}

fn value(json: Value) -> smooch_edge::value::Value<'static> {
    serde_json::from_value(json).unwrap()
}

/// Makes the call with a full budget.
pub fn run(given: &CallInput, service: &mut Service, script: &[Turn]) -> Run {
    run_within(given, service, script, &mut Budget::default())
}

/// Makes the call with this budget; where the script is over, all is fine.
pub fn run_within(given: &CallInput, service: &mut Service, script: &[Turn], budget: &mut Budget) -> Run {
    let (mut call, mut step, client, request) = given.call(std::mem::take(budget));
    let deadline = START + request.limits.deadline.map_or(f64::INFINITY, f64::from);
    let mut script = script.iter().copied();
    let mut now = START;
    let mut trace: Vec<String> = Vec::new();
    let (mut exchanges, mut waits, mut broken) = (Vec::new(), Vec::new(), Vec::new());
    let mut asked_wait = None;
    let end = loop {
        if exchanges.len() + waits.len() > MOST {
            broken.push("it does not end".into());
            break Ok(());
        }
        step = match step {
            Step::Done(_) => break Ok(()),
            Step::Fail(error) => break Err(error),
            Step::Wait(wait) => {
                if asked_wait.is_some_and(|asked| wait < asked) {
                    broken.push(format!("it waits {wait} ms where {asked_wait:?} were asked for"));
                }
                if now + wait >= deadline {
                    broken.push(format!("it waits {wait} ms with {} ms to the deadline", deadline - now));
                }
                if wait < 0.0 {
                    broken.push(format!("it waits {wait} ms"));
                }
                trace.push("wait".into());
                waits.push(wait);
                let aborted = given.aborted_in == Some(waits.len());
                now += if aborted { wait / 2.0 } else { wait };
                let event = if aborted { Event::Failed(Failure::Aborted { under_way: false }) } else { Event::Waited };
                call.next(event, Moment { now, random: 0.5 })
            }
            Step::Send { timeout, renew } => {
                if timeout > f64::from(request.limits.timeout).min((deadline - now).max(0.0)) {
                    broken.push(format!("it allows {timeout} ms with {} ms to the deadline", deadline - now));
                }
                let turn = script.next().unwrap_or(Fate::Fine.into());
                let fate = if turn.takes >= timeout { turn.fate.too_late() } else { turn.fate };
                now += if fate.is_silent() { timeout - given.early } else { turn.takes };
                asked_wait = match fate {
                    Fate::Throttled(_, wait) => wait,
                    _ => None,
                };
                let operation = call.request().operation.name.to_string();
                trace.extend(renew.then(|| "renew".into()));
                trace.push(operation.clone());
                exchanges.push(Exchange { operation, fate });
                let event = service.exchange(call.request(), fate);
                call.next(event, Moment { now, random: turn.random })
            }
        };
    };
    *budget = client.budget.take();
    trace.push(match &end {
        Ok(()) => "done".into(),
        Err(error) => format!("{}, sent: {}", error.code, sent(error.sent)),
    });
    Run { trace: trace.join(" "), exchanges, waits, took: now - START, end, broken }
}

fn sent(sent: Sent) -> &'static str {
    match sent {
        Sent::No => "no",
        Sent::Maybe => "maybe",
        Sent::Yes => "yes",
    }
}
