//! A call from its start to its end, without I/O: it takes what happened and says what to do next.
//!
//! The driver (`pkg/src/call.js`) owns the clock, the sockets and the promises; every decision is made here, by the
//! policy in `retry`. The reads beside its request are in `read`.

mod lookup;
mod pages;
mod read;

use std::fmt;
use std::rc::Rc;

use self::lookup::Lookup;
use self::pages::Pages;
use crate::auth::Credentials;
use crate::config::Config;
use crate::error::{Error, Sent};
use crate::failure::Failure;
use crate::record::Record;
use crate::request::{Goal, Request};
use crate::response::{Body, Response};
use crate::retry::{Decision, Outcome, Reason, RetryContext, RetrySafety, decide};
use crate::session::Session;

/// The end of an attempt or of a wait.
#[derive(Debug)]
pub enum Event<'a> {
    /// The service responded.
    Answered(Response<'a>),
    /// No response came.
    Failed(Failure),
    /// The wait is over.
    Waited,
}

/// When it happened, and a number to draw lots with.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Milliseconds of a clock that never jumps. No date: tokens, which need one, are signed elsewhere.
    pub now: f64,
    /// Between 0 and 1.
    pub random: f64,
}

/// The next step.
pub enum Step {
    /// Send [`Call::request`].
    Send {
        /// The time limit of this attempt, with its body, in milliseconds.
        timeout: f64,
        /// Whether to make a new token first, since the service refused the last one.
        renew: bool,
    },
    /// Wait for this many milliseconds.
    Wait(f64),
    /// The call is over, with the JSON text of its result; nothing if that is the last response itself.
    Done(Option<String>),
    /// The call is over, with an error.
    Fail(Box<Error>),
}

/// A result is personal data.
impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Send { timeout, renew } => {
                f.debug_struct("Send").field("timeout", timeout).field("renew", renew).finish()
            }
            Self::Wait(wait) => f.debug_tuple("Wait").field(wait).finish(),
            Self::Done(_) => f.write_str("Done"),
            Self::Fail(error) => f.debug_tuple("Fail").field(error).finish(),
        }
    }
}

/// A call under way.
#[derive(Debug)]
pub struct Call {
    session: Rc<Session>,
    request: Request,
    phase: Phase,
    /// When the call must be over, by the clock of [`Moment`].
    deadline: f64,
    /// The number of times the request was sent.
    attempts: u32,
    /// Whether an attempt was asked for and has not ended.
    pending: bool,
    /// Whether the deadline, and not the timeout, bounds it.
    is_last: bool,
    /// Whether the token was already renewed for this call.
    renewed: bool,
    /// Whether an attempt may have happened, or has.
    sent: Sent,
    /// The tokens that retries have taken from the budget.
    spent: u32,
}

#[derive(Debug)]
enum Phase {
    /// The ids that the request needs are looked up.
    Find(Box<Lookup>),
    /// The request itself is made.
    Attempt,
    /// The evidence of it is read.
    Check {
        /// The request that reads.
        request: Box<Request>,
        /// The number of times it was sent since its last response.
        attempts: u32,
        /// The list that it is read from.
        pages: Pages,
        /// The number of times the evidence was not found.
        misses: u32,
        /// The reason for reading it; nothing if the call looks first.
        why: Option<(Outcome, Box<Error>)>,
    },
}

impl Call {
    /// A call that begins, and how long its first attempt may take, with its body, in milliseconds.
    pub fn new(session: Rc<Session>, request: Request, now: f64) -> (Self, f64) {
        let mut call = Self {
            session,
            phase: Phase::Attempt,
            deadline: now + request.limits.deadline.map_or(f64::INFINITY, f64::from),
            request,
            attempts: 0,
            pending: false,
            is_last: false,
            renewed: false,
            sent: Sent::No,
            spent: 0,
        };
        call.begin();
        let timeout = call.attempt(now);
        (call, timeout)
    }

    /// Turns to what is first: to look something up, to look for the evidence, or to make the request.
    fn begin(&mut self) {
        self.phase = match Lookup::next(&self.session, &mut self.request) {
            Some(lookup) => Phase::Find(Box::new(lookup)),
            None => Phase::Attempt,
        };
        if matches!(self.phase, Phase::Attempt)
            && self.request.look_first
            && let Some(request) = self.request.for_evidence(&self.session.config)
        {
            self.check(request, None);
        }
    }

    /// The request to send.
    pub fn request(&self) -> &Request {
        match &self.phase {
            Phase::Find(lookup) => &lookup.request,
            Phase::Attempt => &self.request,
            Phase::Check { request, .. } => request,
        }
    }

    /// The call must be over when both it and `other` must be.
    pub fn extend(&mut self, other: &Self) {
        self.deadline = self.deadline.max(other.deadline);
    }

    /// The session whose call it is.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Returns true if the core must see the content of a response.
    pub fn wants(&self, response: &Response) -> bool {
        matches!(response.body, Body::Unread) && (self.reads() || !matches!(response.status, 200..=299))
    }

    /// Returns true if the call must see the content of a successful response.
    fn reads(&self) -> bool {
        !matches!(self.phase, Phase::Attempt)
    }

    /// The path of the attempt that is next, with names in braces for the ids.
    pub fn path(&self) -> String {
        let Config { version, with_app, .. } = self.session.config;
        self.request().operation.template(version, with_app)
    }

    /// A description of the next attempt, at [`Call::path`]: no ids.
    pub fn about<'a>(&'a self, path: &'a str) -> Record<'a> {
        let operation = &self.request().operation;
        let attempt = match &self.phase {
            Phase::Find(lookup) => lookup.attempts,
            Phase::Attempt => self.attempts,
            Phase::Check { attempts, .. } => *attempts,
        };
        Record(Vec::new())
            .texts(&[
                ("operation", Some(&operation.name)),
                ("method", Some(operation.method.name())),
                ("path", Some(path)),
            ])
            .number("attempt", attempt)
    }

    /// Takes what happened and says what to do next.
    pub fn next(&mut self, event: Event, moment: Moment) -> Step {
        let was_pending = std::mem::take(&mut self.pending);
        match event {
            Event::Waited => self.send(moment.now, false),
            Event::Answered(response) if response.status == 401 && self.may_renew() => {
                self.renewed = true;
                self.send(moment.now, true)
            }
            Event::Answered(response) => {
                let outcome = response.outcome();
                let status = response.status;
                match response.result() {
                    Ok(_) if !self.reads() => {
                        self.succeeded();
                        Step::Done(None)
                    }
                    Ok(answer) => self.read(answer, moment),
                    Err(error) => self.failed(outcome, Some(status), error, moment),
                }
            }
            Event::Failed(failure) => {
                if was_pending && !failure.was_under_way() && matches!(self.phase, Phase::Attempt) {
                    self.attempts = self.attempts.saturating_sub(1);
                }
                let error = failure.into_error(self.request.limits, self.is_last);
                match failure {
                    Failure::NotSent => self.failed(Outcome::NotSent, None, error, moment),
                    Failure::Lost | Failure::TimedOut { under_way: true } => {
                        self.failed(Outcome::Unsure, None, error, moment)
                    }
                    Failure::TimedOut { .. }
                    | Failure::TooLate
                    | Failure::Aborted { .. }
                    | Failure::NoToken
                    | Failure::NotSigned => self.fail(error),
                }
            }
        }
    }

    fn send(&mut self, now: f64, renew: bool) -> Step {
        // A step that cannot end in time is not begun.
        if now >= self.deadline {
            return match &self.phase {
                Phase::Check { why: Some(_), .. } => self.give_up(Reason::Deadline, None),
                _ => self.fail(Failure::TooLate.into_error(self.request.limits, true)),
            };
        }
        Step::Send { timeout: self.attempt(now), renew }
    }

    /// Begins an attempt; returns its time limit in milliseconds.
    fn attempt(&mut self, now: f64) -> f64 {
        match &mut self.phase {
            Phase::Find(lookup) => lookup.attempts = lookup.attempts.saturating_add(1),
            Phase::Attempt => self.attempts = self.attempts.saturating_add(1),
            Phase::Check { attempts, .. } => *attempts = attempts.saturating_add(1),
        }
        self.pending = true;
        let left = (self.deadline - now).max(0.0);
        let timeout = f64::from(self.request.limits.timeout);
        self.is_last = left <= timeout;
        timeout.min(left)
    }

    /// The call is over with a success.
    fn succeeded(&mut self) {
        self.session.budget.borrow_mut().give_back(self.spent);
    }

    fn failed(&mut self, outcome: Outcome, status: Option<u16>, error: Box<Error>, moment: Moment) -> Step {
        if let Phase::Find(lookup) = &mut self.phase {
            let request = &self.request;
            // Whether it may have happened, the next look-up sees.
            if matches!(outcome, Outcome::Refused)
                || (lookup.safety() == RetrySafety::MakesAnother
                    && matches!(outcome, Outcome::Unsure | Outcome::Unreadable))
            {
                let progress = lookup.refused(&self.session.config, request, status, outcome, error);
                return self.progress(progress, moment);
            }
        }
        let (safety, attempts) = match &self.phase {
            Phase::Find(lookup) => (lookup.safety(), lookup.attempts),
            // If there is no conversation yet, there is no message either (docs/api/v1.md, section 7).
            Phase::Check { .. } if status == Some(404) => return self.missed(moment),
            Phase::Check { attempts, .. } => (RetrySafety::Harmless, *attempts),
            Phase::Attempt => {
                // The user is there: made by an attempt of this call whose response was lost, or before it.
                if status == Some(409)
                    && self.request.operation.safety == RetrySafety::Conflict
                    && self.sent != Sent::No
                {
                    let Some(request) = self.request.for_evidence(&self.session.config) else {
                        return self.give_up(Reason::Final, Some(error));
                    };
                    self.check(request, Some((Outcome::Unreadable, error)));
                    return self.send(moment.now, false);
                }
                if status == Some(404) {
                    let mut known = self.session.known.borrow_mut();
                    known.forget(&self.request.key(Goal::Conversation));
                    known.forget(&self.request.key(Goal::Integration));
                }
                if matches!(outcome, Outcome::Unsure | Outcome::Unreadable) && self.sent < error.sent {
                    self.sent = error.sent;
                }
                (self.request.operation.safety, self.counted())
            }
        };
        let context = RetryContext {
            safety,
            has_key: self.request.evidence.is_some(),
            attempts,
            max_retries: self.request.limits.max_retries,
            left: self.deadline - moment.now,
        };
        let before = self.session.budget.borrow().tokens();
        let decision = decide(context, outcome, moment.random, &mut self.session.budget.borrow_mut());
        self.spent = self.spent.saturating_add(before.saturating_sub(self.session.budget.borrow().tokens()));
        match decision {
            Decision::GiveUp(reason) => self.give_up(reason, Some(error)),
            Decision::Retry { after } => Step::Wait(after),
            Decision::Check { after } => {
                // Such as the user "..", whom no path can name: the error stays that of the request itself.
                let Some(request) = self.request.for_evidence(&self.session.config) else {
                    return self.give_up(Reason::Final, Some(error));
                };
                self.check(request, Some((outcome, error)));
                Step::Wait(after)
            }
        }
    }

    /// The attempts that count: one with a new token retries the request that was refused for the old one.
    fn counted(&self) -> u32 {
        self.attempts.saturating_sub(self.renewed.into())
    }

    /// Ends with the error of the request itself, or with that of a read if the call looked first.
    fn give_up(&mut self, reason: Reason, error: Option<Box<Error>>) -> Step {
        let (own, attempts) = match &mut self.phase {
            Phase::Check { why, attempts, .. } => (why.take(), *attempts),
            Phase::Find(lookup) => (None, lookup.attempts),
            Phase::Attempt => (None, self.attempts),
        };
        if let Some((_, own)) = own {
            return self.fail(own.because(reason, self.attempts));
        }
        let error = error.unwrap_or_else(|| Failure::Lost.into_error(self.request.limits, false));
        self.fail(error.because(reason, attempts))
    }

    fn fail(&self, mut error: Box<Error>) -> Step {
        if error.sent < self.sent {
            error.sent = self.sent;
        }
        let Config { version, with_app, .. } = self.session.config;
        if let Phase::Find(lookup) = &self.phase {
            return Step::Fail(error.of_lookup().of(&lookup.request.operation, version, with_app, lookup.attempts));
        }
        if self.reads() && self.attempts == 0 {
            error = error.of_look();
        }
        Step::Fail(error.of(&self.request.operation, version, with_app, self.attempts))
    }

    /// A token that was signed here may be signed again, once: a clock may have drifted, a key may have been replaced.
    fn may_renew(&self) -> bool {
        !self.renewed
            && !self.request().operation.is_open
            && matches!(self.session.config.credentials, Credentials::Signed { .. })
    }
}
