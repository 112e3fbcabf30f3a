//! What may come of an operation, as the reference tells it: the error for each response, and whether the client retries.
//! Nothing here decides: a call is made and driven to its end, once for each row of the table. On the host only.

use std::rc::Rc;

use serde_json::{Value as Json, json};

use crate::api::Operation;
use crate::call::{Call, Event, Moment, Step};
use crate::config::Config;
use crate::error::Error;
use crate::failure::Failure;
use crate::json;
use crate::readback::Evidence;
use crate::request::Request;
use crate::response::{Body, Response};
use crate::retry::RetrySafety;
use crate::schema::Version;
use crate::session::Session;

/// The outcomes of an attempt, in the order of the table.
const ROWS: &[(&str, Came)] = &[
    ("surely never left", Came::Nothing(Failure::NotSent)),
    ("connection lost", Came::Nothing(Failure::Lost)),
    ("no response in time", Came::Nothing(Failure::TimedOut { under_way: true })),
    ("ended by `signal`", Came::Nothing(Failure::Aborted { under_way: true })),
    ("2xx, unreadable", Came::Status(200)),
    ("3xx", Came::Status(302)),
    ("400", Came::Status(400)),
    ("401", Came::Status(401)),
    ("402", Came::Status(402)),
    ("403", Came::Status(403)),
    ("404", Came::Status(404)),
    ("408", Came::Status(408)),
    ("409", Came::Status(409)),
    ("413", Came::Status(413)),
    ("423", Came::Status(423)),
    ("429", Came::Status(429)),
    ("another 4xx", Came::Status(422)),
    ("503 with `Retry-After`", Came::Throttled),
    ("another 5xx", Came::Status(500)),
];

/// What came of an attempt.
#[derive(Clone, Copy)]
enum Came {
    Nothing(Failure),
    Status(u16),
    /// 503, with a wait.
    Throttled,
}

impl Came {
    fn event(self) -> Event<'static> {
        let (status, retry_after) = match self {
            Self::Nothing(failure) => return Event::Failed(failure),
            Self::Status(status) => (status, None),
            Self::Throttled => (503, Some(1000.0)),
        };
        Event::Answered(Response { status, request_id: None, retry_after, body: Body::NotJson })
    }
}

/// The table of an operation: `[{ outcome, class, sent, retried }]`. `None` if no call of it can be made.
pub fn table(operation: &Operation, version: Version) -> Option<Json> {
    // What a caller can do about it, and the call that is made of it.
    let calls: Vec<(&str, RetrySafety, bool)> = match operation.safety {
        RetrySafety::SendsTwice => {
            vec![("", RetrySafety::SendsTwice, false), ("with `dedupe`", RetrySafety::SendsTwice, true)]
        }
        RetrySafety::PassesOn => {
            vec![("", RetrySafety::Harmless, false), ("passed to `next`", RetrySafety::MakesAnother, false)]
        }
        RetrySafety::Conflict if version == Version::V2 => {
            vec![("", RetrySafety::Conflict, true), ("without an `externalId`", RetrySafety::MakesAnother, false)]
        }
        other => vec![("", other, true)],
    };
    let invalid = Error::validation("", Vec::new());
    let mut rows = vec![row("invalid input", &invalid, "no")];
    for (outcome, came) in ROWS {
        let mut words: Vec<(&str, &str)> = Vec::new();
        let mut last = None;
        for (label, safety, has_evidence) in &calls {
            let operation = Operation { safety: *safety, lookup: None, ..operation.clone() };
            let (retried, error) = drive(operation, version, *has_evidence, *came)?;
            if words.iter().all(|(_, known)| *known != retried) {
                words.push((label, retried));
            }
            last.get_or_insert(error);
        }
        let retried: Vec<_> = words
            .iter()
            .map(|(label, word)| format!("{label}{}{word}", if label.is_empty() { "" } else { ": " }))
            .collect();
        rows.push(row(outcome, &*last?, &retried.join("; ")));
    }
    Some(rows.into())
}

fn row(outcome: &str, error: &Error, retried: &str) -> Json {
    json!({ "outcome": outcome, "class": error.class(), "sent": error.sent.name(), "retried": retried })
}

/// Makes a call to whose attempts the same comes each time, and whose evidence is never there. Gives whether it was retried
/// and the error that it ends with.
fn drive(operation: Operation, version: Version, has_evidence: bool, came: Came) -> Option<(&'static str, Box<Error>)> {
    let options = json!({ "keyId": "app_1", "secret": "s", "appId": "a", "apiVersion": version.name() }).to_string();
    let config = Config::new(json::read(&options)?).ok()?;
    let own = operation.name.clone();
    let evidence = match operation.safety {
        _ if !has_evidence => None,
        RetrySafety::Conflict => Some(Evidence::User),
        RetrySafety::AsksAgain => Some(Evidence::Link { channel: "twilio".into(), address: "+15145555555".into() }),
        RetrySafety::SendsTwice => Some(Evidence::Message { key: "k".into() }),
        RetrySafety::Harmless | RetrySafety::MakesAnother | RetrySafety::PassesOn => None,
    };
    let request = Request {
        operation,
        url: String::new(),
        headers: String::new(),
        body: None,
        limits: config.limits,
        evidence: evidence.map(|evidence| ("ada".into(), evidence)),
        look_first: false,
        goals: Vec::new(),
        user: "ada".into(),
        kind: String::new(),
    };
    let moment = Moment { now: 0.0, random: 0.5 };
    let (mut call, _) = Call::new(Rc::new(Session::new(config)), request, moment.now);
    let mut event = came.event();
    let (mut looked, mut repeated, mut renewed) = (false, false, false);
    loop {
        event = match call.next(event, moment) {
            Step::Wait(_) => Event::Waited,
            Step::Send { renew, .. } if call.request().operation.name == own => {
                renewed |= renew;
                repeated |= !renew;
                came.event()
            }
            Step::Send { .. } => {
                looked = true;
                Came::Status(404).event()
            }
            Step::Done(_) => return None,
            Step::Fail(error) => {
                let retried = match (repeated, looked, renewed) {
                    (true, true, _) => "unless a look finds it",
                    (true, false, _) => "yes",
                    (false, true, _) => "no, a look gives the result",
                    (false, false, true) => "once, with a new token",
                    (false, false, false) => "no",
                };
                return Some((retried, error));
            }
        };
    }
}
