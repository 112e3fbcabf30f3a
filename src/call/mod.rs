//! A call from its start to its end, without I/O: it takes what happened and says what to do next.
//!
//! The driver (`pkg/src/call.js`) owns the clock, the sockets and the promises; every decision is made here, by the
//! policy in `retry` and the evidence in `evidence`.

mod lookup;
mod pages;

use std::fmt;
use std::rc::Rc;

use self::lookup::{Lookup, Progress};
use self::pages::Pages;

use crate::auth::Credentials;
use crate::config::Config;
use crate::error::{Error, ErrorKind, Sent};
use crate::failure::Failure;
use crate::json;
use crate::readback::holds;
use crate::record::Record;
use crate::request::{Goal, Request};
use crate::response::{Body, Response, unreadable};
use crate::retry::RetrySafety;
use crate::retry::{Decision, Outcome, Reason, RetryContext, decide};
use crate::session::Session;
use crate::value::Value;

/// What happened.
#[derive(Debug)]
pub enum Event<'a> {
    /// The service answered.
    Answered(Response<'a>),
    /// No answer came.
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

/// What to do next.
pub enum Step {
    /// Send [`Call::request`].
    Send {
        /// How long this attempt may take, with its body, in milliseconds.
        timeout: f64,
        /// Whether to make a new token first, since the service refused the last one.
        renew: bool,
    },
    /// Wait for so many milliseconds.
    Wait(f64),
    /// The call is over, with the JSON text of its result; nothing where that is the last answer itself.
    Done(Option<String>),
    /// The call is over, with an error.
    Fail(Box<Error>),
}

/// A result is somebody's own.
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
    /// How often the request was sent.
    attempts: u32,
    /// Whether an attempt was asked for and has not ended.
    pending: bool,
    /// Whether the deadline, and not the timeout, bounds it.
    is_last: bool,
    /// Whether the token was already made anew for this call.
    renewed: bool,
    /// Whether an attempt may have happened, or has.
    sent: Sent,
    /// What repeats have taken from the budget.
    spent: u32,
}

#[derive(Debug)]
enum Phase {
    /// What the request needs is looked up.
    Find(Box<Lookup>),
    /// The request itself is made.
    Attempt,
    /// The evidence of it is read.
    Check {
        /// The request that reads.
        request: Box<Request>,
        /// How often it was sent since it last had an answer.
        attempts: u32,
        /// The list that it is read from.
        pages: Pages,
        /// How often the evidence was looked for in vain.
        misses: u32,
        /// Why it is read; nothing where the call looks first.
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

    /// Whether the core must see what is in a response.
    pub fn wants(&self, response: &Response) -> bool {
        matches!(response.body, Body::Unread) && (self.reads() || !matches!(response.status, 200..=299))
    }

    /// Whether the call must see what is in an answer that is a success.
    fn reads(&self) -> bool {
        !matches!(self.phase, Phase::Attempt)
    }

    /// The path of the attempt that is next, with names in braces for the ids.
    pub fn path(&self) -> String {
        let Config { version, with_app, .. } = self.session.config;
        self.request().operation.template(version, with_app)
    }

    /// What can be told of the attempt that is next, at [`Call::path`]: no ids.
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
        // What cannot end is not begun.
        if now >= self.deadline {
            return match &self.phase {
                Phase::Check { why: Some(_), .. } => self.give_up(Reason::Deadline, None),
                _ => self.fail(Failure::TooLate.into_error(self.request.limits, true)),
            };
        }
        Step::Send { timeout: self.attempt(now), renew }
    }

    /// An attempt begins; it may take so long.
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

    /// Reads what a response says to what is looked up, or of the evidence.
    fn read(&mut self, answer: Option<Value>, moment: Moment) -> Step {
        let config = &self.session.config;
        let (request, pages) = match &mut self.phase {
            Phase::Find(lookup) => {
                let progress = lookup.answered(config, &self.request, answer.unwrap_or_default());
                return self.progress(progress, moment);
            }
            Phase::Check { request, pages, .. } => (request, pages),
            Phase::Attempt => return Step::Done(None),
        };
        let evidence = self.request.evidence.as_ref().map(|(_, evidence)| evidence);
        let found = match (evidence, answer) {
            (Some(evidence), Some(mut answer)) => {
                let meta = answer.take("meta").filter(|_| evidence.is_paged());
                match evidence.find(answer, config.version) {
                    Some(None) => match pages.turn(request, meta.as_ref()) {
                        Ok(true) => return self.turn(moment),
                        Ok(false) => Some(None),
                        Err(error) => return self.failed(Outcome::Refused, None, error, moment),
                    },
                    found => found,
                }
            }
            _ => None,
        };
        match found {
            Some(Some(found)) => {
                if self.is_another(&found) {
                    return self.give_up(Reason::Another, None);
                }
                self.succeeded();
                Step::Done(Some(json::text(&found)))
            }
            Some(None) => self.missed(moment),
            None => self.unreadable(moment),
        }
    }

    /// After a 409: whether the user who was found is not the one that was given, but one from before.
    fn is_another(&self, found: &Value) -> bool {
        let Phase::Check { why: Some((_, error)), .. } = &self.phase else { return false };
        let user = found.get("appUser").or_else(|| found.get("user")).unwrap_or(&Value::Null);
        self.request.operation.safety == RetrySafety::Conflict
            && matches!(error.kind, ErrorKind::Api { .. })
            && !holds(user, &json::read(self.request.body.as_deref().unwrap_or_default()).unwrap_or_default())
    }

    /// A response does not tell what was asked.
    fn unreadable(&mut self, moment: Moment) -> Step {
        self.failed(Outcome::Unreadable, None, unreadable(200, "does not tell what was asked"), moment)
    }

    /// Reads the next page.
    fn turn(&mut self, moment: Moment) -> Step {
        if let Phase::Check { attempts, .. } = &mut self.phase {
            *attempts = 0;
        }
        self.send(moment.now, false)
    }

    /// Goes on with a look-up.
    fn progress(&mut self, progress: Progress, moment: Moment) -> Step {
        let Phase::Find(lookup) = &mut self.phase else { return self.send(moment.now, false) };
        match progress {
            Progress::Send => {}
            Progress::Found(id) => {
                lookup.put(&self.session, &mut self.request, &id);
                self.begin();
            }
            Progress::Nothing => return self.fail(lookup::no_integration(&self.request.kind)),
            Progress::Unreadable => return self.unreadable(moment),
            Progress::Fail(error) => return self.fail(error),
        }
        self.send(moment.now, false)
    }

    fn failed(&mut self, outcome: Outcome, status: Option<u16>, error: Box<Error>, moment: Moment) -> Step {
        if let Phase::Find(lookup) = &mut self.phase {
            let request = &self.request;
            // What may have happened is seen when the look-up looks again.
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
            // Where there is no conversation yet, there is no message either (docs/api/v1.md, section 7).
            Phase::Check { .. } if status == Some(404) => return self.missed(moment),
            Phase::Check { attempts, .. } => (RetrySafety::Harmless, *attempts),
            Phase::Attempt => {
                // The user is there: made by an attempt of this call whose answer was lost, or before it.
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

    /// Turns to reading the evidence by this request.
    fn check(&mut self, request: Request, why: Option<(Outcome, Box<Error>)>) {
        self.phase = Phase::Check { request: Box::new(request), attempts: 0, pages: Pages::default(), misses: 0, why };
    }

    /// The attempts that count: one with a new token repeats what was refused for the old one.
    fn counted(&self) -> u32 {
        self.attempts.saturating_sub(self.renewed.into())
    }

    /// The evidence is not there.
    fn missed(&mut self, moment: Moment) -> Step {
        let may_repeat = self.counted() <= self.request.limits.max_retries;
        let Phase::Check { attempts, misses, why, request, pages } = &mut self.phase else {
            return self.send(moment.now, false);
        };
        let Some((outcome, error)) = why else {
            // Looked for first, and not there: now the request itself.
            self.phase = Phase::Attempt;
            return self.send(moment.now, false);
        };
        *misses = misses.saturating_add(1);
        *attempts = 0;
        if let Some(first) = self.request.for_evidence(&self.session.config) {
            (**request, *pages) = (first, Pages::default());
        }
        // A message may take a moment to show, and a service that was too slow to answer may still take it: it gets the time
        // of another attempt.
        if self.request.operation.safety == RetrySafety::SendsTwice && *misses < 2 {
            let is_slow = matches!(error.kind, ErrorKind::Timeout | ErrorKind::Api { status: 408 | 504, .. });
            let more = if is_slow { self.request.limits.timeout.into() } else { 0.0 };
            let wait = 1000.0 + 1000.0 * moment.random + more;
            return if moment.now + wait < self.deadline {
                Step::Wait(wait)
            } else {
                self.give_up(Reason::Deadline, None)
            };
        }
        if *outcome == Outcome::Unsure && may_repeat && moment.now < self.deadline {
            self.phase = Phase::Attempt;
            return self.send(moment.now, false);
        }
        self.give_up(Reason::Attempts, None)
    }

    /// Ends with the error of the request itself, or with that of a read where the call looked first.
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

    /// A token that was signed here may be signed anew, once: a clock may have drifted, a key may have been replaced.
    fn may_renew(&self) -> bool {
        !self.renewed && matches!(self.session.config.credentials, Credentials::Signed { .. })
    }
}
