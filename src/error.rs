//! The reason why a call failed, and whether the request took effect.
//!
//! An error becomes an instance of one of the JavaScript classes in `pkg/src/errors.js`; [`Error::record`] is what
//! crosses. It holds no secret, no filled path and nothing of a body.

use crate::api::Operation;
use crate::decimal;
use crate::join::concat;
use crate::record::{Cell, Record};
use crate::retry::Reason;
use crate::schema::{Issue, Version};

/// Whether the service took the request: whether what it asks for may have happened.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Sent {
    /// No: it never left, or the service refused it.
    No,
    /// Nobody can tell: the connection was lost, or the service failed.
    Maybe,
    /// Yes: the service said so, though its response cannot be read.
    Yes,
}

impl Sent {
    /// The word that an error has for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Maybe => "maybe",
            Self::Yes => "yes",
        }
    }
}

/// The cause of the failure; one for each JavaScript class.
#[derive(Clone, Debug, PartialEq)]
pub enum ErrorKind {
    /// The input is invalid; nothing was sent.
    Validation(Vec<Issue>),
    /// The service responded with an error.
    Api {
        /// The HTTP status.
        status: u16,
        /// The service's own sentence, if it gave one.
        description: Option<String>,
        /// The service's id of the request, if it gave one.
        request_id: Option<String>,
        /// The wait that the service asked for, in milliseconds.
        retry_after: Option<f64>,
    },
    /// The service could not be reached, or the connection was lost.
    Connection,
    /// The time for the attempt or the call was over.
    Timeout,
    /// The caller's signal ended the call.
    Abort,
    /// The runtime lacks something.
    Unsupported,
    /// The service accepted the request, and its response cannot be read.
    Response {
        /// The HTTP status.
        status: u16,
    },
}

/// The result of a fallible function. Errors are boxed: they are large, and rare.
pub type Result<T> = std::result::Result<T, Box<Error>>;

/// The operation that failed: all of it is safe to log.
#[derive(Clone, Debug, PartialEq)]
pub struct At {
    /// The name of the operation.
    pub operation: String,
    /// Its method and its path, with names in braces for the ids: `POST /v1/appusers/{userId}/channels`.
    pub endpoint: String,
}

/// The reason why a call failed.
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    /// The cause of the failure.
    pub kind: ErrorKind,
    /// A stable word to branch on: the service's own code, or one of this package's.
    pub code: String,
    /// Whole sentences for a person.
    pub message: String,
    /// Whether the service took the request.
    pub sent: Sent,
    /// Whether trying again later may help.
    pub retryable: bool,
    /// The number of requests made.
    pub attempts: u32,
    /// The operation that failed.
    pub at: Option<At>,
}

impl Error {
    /// An error for these issues of the input. `what` names it: "the body of link".
    pub fn validation(what: &str, issues: Vec<Issue>) -> Box<Self> {
        let message = match issues.as_slice() {
            [issue] => issue.message.clone(),
            several => {
                let count = decimal::of(several.len());
                let mut message = concat(&["There are ", &count, " problems in ", what, ":"]);
                for issue in several {
                    message.push_str("\n  - ");
                    message.push_str(&issue.message);
                }
                message
            }
        };
        Self::new(ErrorKind::Validation(issues), "invalid_input", message, Sent::No)
    }

    /// An error of the first attempt.
    pub fn new(kind: ErrorKind, code: &str, message: String, sent: Sent) -> Box<Self> {
        let retryable = match &kind {
            ErrorKind::Validation(_) | ErrorKind::Abort | ErrorKind::Unsupported | ErrorKind::Response { .. } => false,
            ErrorKind::Connection | ErrorKind::Timeout => true,
            ErrorKind::Api { status, .. } => matches!(status, 408 | 429 | 500..),
        };
        Box::new(Self { kind, code: code.into(), message, sent, retryable, attempts: 0, at: None })
    }

    /// The error, with the operation that failed and the number of requests made.
    pub fn of(
        mut self: Box<Self>,
        operation: &Operation,
        version: Version,
        with_app: bool,
        attempts: u32,
    ) -> Box<Self> {
        let endpoint = concat(&[operation.method.name(), " ", &operation.template(version, with_app)]);
        self.at = Some(At { operation: operation.name.clone().into(), endpoint });
        self.attempts = attempts;
        self
    }

    /// The error, with a sentence on why the call gave up.
    pub fn because(mut self: Box<Self>, reason: Reason, attempts: u32) -> Box<Self> {
        let count = decimal::text(attempts.into());
        let sentence: &[&str] = match reason {
            Reason::Attempts if attempts > 1 => &[" It was tried ", &count, " times."],
            Reason::Final | Reason::Attempts => &[],
            Reason::Another => &[" The user who is there differs from the one that was given (see user)."],
            Reason::Deadline => &[" It was not tried again, since the deadline would be over."],
            Reason::TooLong => &[" It was not tried again: the service asks for a longer wait (see retryAfter)."],
            Reason::Budget => &[" It was not tried again: too many calls have failed lately."],
        };
        self.message.push_str(&concat(sentence));
        self
    }

    /// The error of a read by which a call looked first: the request itself was never made.
    pub fn of_look(mut self: Box<Self>) -> Box<Self> {
        self.message.insert_str(0, "Nothing was sent, since it could not be read whether it had been before. ");
        self.retryable |= self.code == "unreadable_response";
        self.sent = Sent::No;
        self
    }

    /// The error of a look-up that the request needs: the request itself was never made. A response that could not be
    /// read may be readable later.
    pub fn of_lookup(mut self: Box<Self>) -> Box<Self> {
        if matches!(self.kind, ErrorKind::Validation(_)) {
            return self;
        }
        self.message.insert_str(0, "Nothing was sent, since what it needs could not be looked up. ");
        self.retryable |= self.code == "unreadable_response";
        self.sent = Sent::No;
        self
    }

    /// The record that crosses to JavaScript.
    pub fn record(&self) -> Record<'_> {
        let at = self.at.as_ref();
        let mut record =
            Record(vec![("retryable", Cell::Truth(self.retryable))]).number("attempts", self.attempts).texts(&[
                ("name", Some(self.class())),
                ("code", Some(&self.code)),
                ("message", Some(&self.message)),
                ("sent", Some(self.sent.name())),
                ("operation", at.map(|at| at.operation.as_str())),
                ("endpoint", at.map(|at| at.endpoint.as_str())),
            ]);
        match &self.kind {
            ErrorKind::Validation(issues) => {
                let mut records = Vec::new();
                for issue in issues {
                    records.push(issue.record());
                }
                record.0.push(("issues", Cell::List(records)));
                record.texts(&[("path", issues.first().map(|issue| issue.path.as_str()))])
            }
            ErrorKind::Api { status, description, request_id, retry_after } => {
                let record = record
                    .number("status", (*status).into())
                    .texts(&[("description", description.as_deref()), ("requestId", request_id.as_deref())]);
                match retry_after {
                    Some(wait) => record.number("retryAfter", whole_seconds(*wait)),
                    None => record,
                }
            }
            ErrorKind::Response { status } => record.number("status", (*status).into()),
            ErrorKind::Connection | ErrorKind::Timeout | ErrorKind::Abort | ErrorKind::Unsupported => record,
        }
    }

    /// The JavaScript class.
    pub fn class(&self) -> &'static str {
        match &self.kind {
            ErrorKind::Validation(_) => "ValidationError",
            ErrorKind::Connection => "ConnectionError",
            ErrorKind::Timeout => "TimeoutError",
            ErrorKind::Abort => "AbortError",
            ErrorKind::Unsupported => "SmoochError",
            ErrorKind::Response { .. } => "ResponseError",
            ErrorKind::Api { status, .. } => match status {
                400 => "BadRequestError",
                401 => "AuthenticationError",
                402 => "PaymentRequiredError",
                403 => "PermissionError",
                404 => "NotFoundError",
                409 => "ConflictError",
                413 => "PayloadTooLargeError",
                423 => "LockedError",
                429 => "RateLimitError",
                500.. => "ServerError",
                _ => "ApiError",
            },
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
fn whole_seconds(milliseconds: f64) -> u32 {
    (milliseconds / 1000.0).ceil() as u32
}
