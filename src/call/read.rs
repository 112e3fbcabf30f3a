//! The reads of a call beside its request: the ids that it needs, and the evidence that it has happened.

use super::lookup::{self, Progress};
use super::pages::Pages;
use super::{Call, Moment, Phase, Step};
use crate::error::{Error, ErrorKind};
use crate::json;
use crate::readback::holds;
use crate::request::Request;
use crate::response::unreadable;
use crate::retry::{Outcome, Reason, RetrySafety};
use crate::value::Value;

impl Call {
    /// Reads what a response says to what is looked up, or of the evidence.
    pub(super) fn read(&mut self, answer: Option<Value>, moment: Moment) -> Step {
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
    pub(super) fn progress(&mut self, progress: Progress, moment: Moment) -> Step {
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

    /// Turns to reading the evidence by this request.
    pub(super) fn check(&mut self, request: Request, why: Option<(Outcome, Box<Error>)>) {
        self.phase = Phase::Check { request: Box::new(request), attempts: 0, pages: Pages::default(), misses: 0, why };
    }

    /// The evidence is not there.
    pub(super) fn missed(&mut self, moment: Moment) -> Step {
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
        // A message may take a moment to show, and a service that was too slow to respond may still take it: it gets the time
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
}
