//! A call from its start to its end, without I/O: it takes what happened and says what to do next.
//!
//! The driver (`pkg/src/call.js`) owns the clock, the sockets and the promises; every decision is made here.

use std::rc::Rc;

use crate::config::Config;
use crate::error::{Error, Kind, Sent};
use crate::request::Request;
use crate::response::{Json, Response};

/// What happened.
#[derive(Debug)]
pub enum Event<J> {
    /// The call begins.
    Start,
    /// The service answered.
    Answered(Response<J>),
    /// No answer came.
    Failed(Failure),
}

/// Why no answer came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failure {
    /// The request certainly never reached the service: refused, no such host, no TLS.
    NotSent,
    /// The connection was lost; nobody can tell whether the request arrived.
    Lost,
    /// The time for the attempt was over.
    TimedOut,
    /// The caller's signal ended the call.
    Aborted {
        /// Whether a request was under way.
        under_way: bool,
    },
    /// The caller's token function failed.
    NoToken,
}

/// What to do next.
#[derive(Debug)]
pub enum Step<J> {
    /// Send the request of the call.
    Send {
        /// How long this attempt may take, with its body, in milliseconds.
        timeout: u32,
        /// Whether to make a new token first, since the service refused the last one.
        renew: bool,
    },
    /// The call is over, with its result: the answer, or nothing where it was empty.
    Done(Option<J>),
    /// The call is over, with an error.
    Fail(Box<Error>),
}

/// A call under way.
#[derive(Debug)]
pub struct Call {
    config: Rc<Config>,
    request: Request,
    attempts: u32,
    /// Whether the token was already made anew for this call.
    renewed: bool,
}

impl Call {
    /// A call that has not begun.
    pub fn new(config: Rc<Config>, request: Request) -> Self {
        Self { config, request, attempts: 0, renewed: false }
    }

    /// The request to send.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// Takes what happened and says what to do next.
    pub fn next<J: Json>(&mut self, event: Event<J>) -> Step<J> {
        match event {
            Event::Start => self.send(false),
            Event::Answered(response) if response.status == 401 && self.may_renew() => {
                self.renewed = true;
                self.send(true)
            }
            Event::Answered(response) => match response.result() {
                Ok(result) => Step::Done(result),
                Err(error) => self.fail(error),
            },
            Event::Failed(failure) => {
                if matches!(failure, Failure::NoToken | Failure::Aborted { under_way: false }) {
                    self.attempts = self.attempts.saturating_sub(1);
                }
                self.fail(failure.into_error(self.request.limits.timeout))
            }
        }
    }

    fn send<J>(&mut self, renew: bool) -> Step<J> {
        self.attempts = self.attempts.saturating_add(1);
        Step::Send { timeout: self.request.limits.timeout, renew }
    }

    fn fail<J>(&self, error: Box<Error>) -> Step<J> {
        let Config { version, app, .. } = &*self.config;
        Step::Fail(error.of(self.request.operation, *version, app.is_some(), self.attempts))
    }

    /// A token that was signed here may be signed anew, once: a clock may have drifted, a key may have been replaced.
    fn may_renew(&self) -> bool {
        !self.renewed && matches!(self.config.credentials, crate::auth::Credentials::Signed { .. })
    }
}

impl Failure {
    /// What a runtime's code of a failure says. Nothing is believed but these: a reset looks alike before and after the
    /// request was read.
    pub fn of_code(code: Option<&str>) -> Self {
        let never_left = code.is_some_and(|code| {
            matches!(
                code,
                "ECONNREFUSED" | "ENOTFOUND" | "EAI_AGAIN" | "ENETUNREACH" | "EHOSTUNREACH" | "UND_ERR_CONNECT_TIMEOUT"
            ) || code.starts_with("CERT_")
                || code.starts_with("ERR_TLS_")
        });
        if never_left { Self::NotSent } else { Self::Lost }
    }

    fn into_error(self, timeout: u32) -> Box<Error> {
        let (kind, code, message, sent) = match self {
            Self::NotSent => (
                Kind::Connection,
                "connection_failed",
                "The service could not be reached; the request was not sent.".into(),
                Sent::No,
            ),
            Self::Lost => (
                Kind::Connection,
                "connection_lost",
                "The connection was lost; the service may have got the request.".into(),
                Sent::Maybe,
            ),
            Self::TimedOut => (
                Kind::Timeout,
                "timeout",
                format!("No answer within {timeout} ms; the service may have got the request."),
                Sent::Maybe,
            ),
            Self::Aborted { under_way: true } => (
                Kind::Abort,
                "aborted",
                "The signal ended the call while a request was under way; the service may have got it.".into(),
                Sent::Maybe,
            ),
            Self::Aborted { under_way: false } => {
                (Kind::Abort, "aborted", "The signal ended the call before anything was sent.".into(), Sent::No)
            }
            Self::NoToken => (
                Kind::Connection,
                "token_failed",
                "The token function failed or gave no token; nothing was sent. Its error is the cause.".into(),
                Sent::No,
            ),
        };
        Error::new(kind, code, message, sent)
    }
}
