//! The retry policy, as a pure function: whether to retry, and when.
//!
//! A link asks a person and a send reaches one, and no version of the API has a key that makes a retry harmless. So a
//! request that surely did not happen is retried, and one that may have happened is checked by a read, if it can be. If
//! neither is possible, the call gives up and says what is known.

use crate::value::Value;

/// The effect of a retry if the service has already done the operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RetrySafety {
    /// Nothing more: reading, changing and removing.
    Harmless,
    /// 409: the user is already there.
    Conflict,
    /// The person is asked for confirmation again.
    AsksAgain,
    /// The person gets the message twice.
    SendsTwice,
    /// Another one is made, and nothing tells the two apart.
    MakesAnother,
    /// Control moves on once more if the body passes it to whoever is next; to one that it names, nothing more.
    PassesOn,
}

impl RetrySafety {
    /// Every one, in the order of a row's text (`api::line`).
    pub const ALL: [Self; 6] =
        [Self::Harmless, Self::Conflict, Self::AsksAgain, Self::SendsTwice, Self::MakesAnother, Self::PassesOn];

    /// The effect for a request with this body. `isHarmful` of the queue decides alike (`pkg/src/engines/item.js`).
    pub fn of(self, body: &Value) -> Self {
        match self {
            Self::PassesOn if body.get("switchboardIntegration").and_then(Value::as_str) == Some("next") => {
                Self::MakesAnother
            }
            Self::PassesOn => Self::Harmless,
            // In v2 a user needs no id.
            Self::Conflict if body.get("externalId").or_else(|| body.get("userId")).is_none() => Self::MakesAnother,
            other => other,
        }
    }
}

/// The outcome of an attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// The request surely never reached the service.
    NotSent,
    /// The service turned it away before any work: 429, or 503 with `Retry-After`.
    Throttled {
        /// The wait that it asked for, in milliseconds.
        wait: Option<f64>,
    },
    /// Nobody can tell whether it happened: 408, 5xx, a reset or a timeout.
    Unsure,
    /// It happened (2xx), but the response cannot be read.
    Unreadable,
    /// The service refused it: any other 3xx or 4xx.
    Refused,
}

/// The decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Decision {
    /// Retry the request after a wait.
    Retry {
        /// The wait, in milliseconds.
        after: f64,
    },
    /// After a wait, read whether it happened.
    Check {
        /// The wait, in milliseconds.
        after: f64,
    },
    /// Give up.
    GiveUp(Reason),
}

/// The reason to give up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// A retry would not help, or could do harm.
    Final,
    /// The user who is there is not the one that was given.
    Another,
    /// It was retried as often as it may be.
    Attempts,
    /// The wait would be over after the deadline.
    Deadline,
    /// The service asked for a longer wait than a call makes.
    TooLong,
    /// Too many calls of this client have failed lately; retries would multiply an outage.
    Budget,
}

/// The context after an attempt.
#[derive(Clone, Copy, Debug)]
pub struct RetryContext {
    /// The effect of a retry if the request has already happened.
    pub safety: RetrySafety,
    /// Whether a send carries a key by which it can be found again.
    pub has_key: bool,
    /// The number of attempts made, this one included.
    pub attempts: u32,
    /// The maximum number of retries.
    pub max_retries: u32,
    /// The time that the call has left, in milliseconds.
    pub left: f64,
}

/// The longest wait that a service may ask for, in milliseconds.
const LONGEST: f64 = 60_000.0;
/// The first wait, in milliseconds; it doubles with every attempt.
const BASE: f64 = 500.0;
/// The longest wait of our own, in milliseconds.
const CAP: f64 = 20_000.0;

/// Decides on the next step, with `random` between 0 and 1, and takes the cost of a retry from `budget`.
pub fn decide(context: RetryContext, outcome: Outcome, random: f64, budget: &mut Budget) -> Decision {
    let RetryContext { safety, has_key, attempts, max_retries, left } = context;
    let checks = match (outcome, safety) {
        (Outcome::Refused, _) => return Decision::GiveUp(Reason::Final),
        (Outcome::NotSent | Outcome::Throttled { .. }, _)
        | (_, RetrySafety::Harmless)
        // On a retry, a create that had happened gets a 409: the call then reads the user.
        | (Outcome::Unsure, RetrySafety::Conflict) => false,
        (_, RetrySafety::SendsTwice | RetrySafety::MakesAnother | RetrySafety::PassesOn) if !has_key => {
            return Decision::GiveUp(Reason::Final);
        }
        _ => true,
    };
    // The last attempt may be checked too: what is found is a success after all.
    if attempts > max_retries && !(checks && max_retries > 0) {
        return Decision::GiveUp(Reason::Attempts);
    }
    let own = random * CAP.min(BASE * f64::from(1u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX)));
    let after = match outcome {
        Outcome::Throttled { wait: Some(wait) } if wait > LONGEST => return Decision::GiveUp(Reason::TooLong),
        Outcome::Throttled { wait: Some(wait) } => wait.max(own),
        _ => own,
    };
    if after >= left {
        return Decision::GiveUp(Reason::Deadline);
    }
    let cost = if matches!(outcome, Outcome::Throttled { .. }) { Budget::THROTTLED } else { Budget::TRANSIENT };
    match budget.take(cost) {
        false => Decision::GiveUp(Reason::Budget),
        true if checks => Decision::Check { after },
        true => Decision::Retry { after },
    }
}

/// The retry budget of a client: after about 35 failures without a success, calls fail at once.
///
/// The numbers are those of the AWS SDKs' standard mode.
#[derive(Debug)]
pub struct Budget {
    tokens: u32,
}

impl Default for Budget {
    fn default() -> Self {
        Self { tokens: Self::FULL }
    }
}

impl Budget {
    /// A full budget.
    const FULL: u32 = 500;
    /// The cost of a retry after a transient failure.
    pub const TRANSIENT: u32 = 14;
    /// The cost of a retry after the service turned the request away.
    pub const THROTTLED: u32 = 5;

    /// Takes the cost of a retry, or nothing if there is not enough.
    fn take(&mut self, cost: u32) -> bool {
        match self.tokens.checked_sub(cost) {
            Some(rest) => {
                self.tokens = rest;
                true
            }
            None => false,
        }
    }

    /// Gives back what a call that succeeded has spent, and at least one token.
    pub fn give_back(&mut self, spent: u32) {
        self.tokens = self.tokens.saturating_add(spent.max(1)).min(Self::FULL);
    }

    /// The tokens left.
    pub fn tokens(&self) -> u32 {
        self.tokens
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const THROTTLED: Outcome = Outcome::Throttled { wait: None };

    fn first(safety: RetrySafety, has_key: bool) -> RetryContext {
        RetryContext { safety, has_key, attempts: 1, max_retries: 2, left: f64::INFINITY }
    }

    fn verdict(context: RetryContext, outcome: Outcome) -> &'static str {
        match decide(context, outcome, 0.5, &mut Budget::default()) {
            Decision::Retry { .. } => "repeat",
            Decision::Check { .. } => "check",
            Decision::GiveUp(_) => "give up",
        }
    }

    #[test]
    fn the_table_of_the_policy() {
        let columns = [
            first(RetrySafety::Conflict, false),
            first(RetrySafety::AsksAgain, false),
            first(RetrySafety::SendsTwice, false),
            first(RetrySafety::SendsTwice, true),
            first(RetrySafety::Harmless, false),
        ];
        for (outcome, row) in [
            //                      create    link      send       with a key  GET, PUT, DELETE
            (Outcome::NotSent, ["repeat", "repeat", "repeat", "repeat", "repeat"]),
            (THROTTLED, ["repeat", "repeat", "repeat", "repeat", "repeat"]),
            (Outcome::Unsure, ["repeat", "check", "give up", "check", "repeat"]),
            (Outcome::Unreadable, ["check", "check", "give up", "check", "repeat"]),
            (Outcome::Refused, ["give up", "give up", "give up", "give up", "give up"]),
        ] {
            assert_eq!(columns.map(|column| verdict(column, outcome)), row, "{outcome:?}");
        }
    }

    #[test]
    fn a_body_that_names_nobody_passes_control_on_twice_and_makes_another_user() {
        let body = |name: &'static str, value: &str| Value::Object(vec![(name.into(), String::from(value).into())]);
        for (safety, name, value, effect) in [
            (RetrySafety::PassesOn, "switchboardIntegration", "next", RetrySafety::MakesAnother),
            (RetrySafety::PassesOn, "switchboardIntegration", "agents", RetrySafety::Harmless),
            (RetrySafety::Conflict, "givenName", "Ada", RetrySafety::MakesAnother),
            (RetrySafety::Conflict, "userId", "ada", RetrySafety::Conflict),
            (RetrySafety::Conflict, "externalId", "ada", RetrySafety::Conflict),
        ] {
            assert_eq!(safety.of(&body(name, value)), effect, "{safety:?} {name} {value}");
        }
        for safety in RetrySafety::ALL {
            if !matches!(safety, RetrySafety::PassesOn | RetrySafety::Conflict) {
                assert_eq!(safety.of(&Value::Null), safety, "the body decides nothing");
            }
        }
    }

    fn decided(attempts: u32, outcome: Outcome, left: f64, random: f64) -> Decision {
        let context = RetryContext { attempts, left, ..first(RetrySafety::Harmless, false) };
        decide(context, outcome, random, &mut Budget::default())
    }

    #[test]
    fn waits_double_up_to_a_cap_and_are_wholly_random() {
        for (attempts, most) in [(1, 500.0), (2, 1000.0), (3, 2000.0), (6, 16_000.0), (7, 20_000.0), (99, 20_000.0)] {
            let context = RetryContext { attempts, max_retries: 100, ..first(RetrySafety::Harmless, false) };
            for random in [0.0, 0.25, 1.0] {
                let decision = decide(context, Outcome::Unsure, random, &mut Budget::default());
                assert_eq!(decision, Decision::Retry { after: most * random });
            }
        }
    }

    #[test]
    fn a_wait_that_was_asked_for_is_kept() {
        let asked = |wait| Outcome::Throttled { wait: Some(wait) };
        assert_eq!(decided(1, asked(3000.0), f64::INFINITY, 0.0), Decision::Retry { after: 3000.0 });
        assert_eq!(decided(1, asked(10.0), f64::INFINITY, 1.0), Decision::Retry { after: 500.0 });
        assert_eq!(decided(1, asked(60_000.0), f64::INFINITY, 1.0), Decision::Retry { after: 60_000.0 });
        assert_eq!(decided(1, asked(60_001.0), f64::INFINITY, 1.0), Decision::GiveUp(Reason::TooLong));
    }

    #[test]
    fn attempts_and_time_are_bounded() {
        assert_eq!(decided(2, Outcome::Unsure, f64::INFINITY, 0.0), Decision::Retry { after: 0.0 });
        assert_eq!(decided(3, Outcome::Unsure, f64::INFINITY, 0.0), Decision::GiveUp(Reason::Attempts));
        assert_eq!(decided(1, Outcome::Unsure, 250.0, 0.5), Decision::GiveUp(Reason::Deadline));
        assert_eq!(decided(1, Outcome::Unsure, 250.1, 0.5), Decision::Retry { after: 250.0 });
    }

    #[test]
    fn the_last_attempt_is_checked_but_nothing_is_where_repeats_are_off() {
        let last = RetryContext { attempts: 3, ..first(RetrySafety::AsksAgain, false) };
        assert_eq!(verdict(last, Outcome::Unsure), "check");
        assert_eq!(verdict(RetryContext { max_retries: 0, attempts: 1, ..last }, Outcome::Unsure), "give up");
    }

    #[test]
    fn an_outage_is_not_multiplied() {
        let mut budget = Budget::default();
        let mut fail = |outcome| decide(first(RetrySafety::Harmless, false), outcome, 0.5, &mut budget);
        for _ in 0..35 {
            assert!(matches!(fail(Outcome::Unsure), Decision::Retry { .. }));
        }
        assert_eq!(fail(Outcome::Unsure), Decision::GiveUp(Reason::Budget));
        assert!(matches!(fail(THROTTLED), Decision::Retry { .. }));
        budget.give_back(14);
        assert_eq!(budget.tokens(), 500 - 35 * 14 - 5 + 14);
        for _ in 0..600 {
            budget.give_back(0);
        }
        assert_eq!(budget.tokens(), 500);
    }

    fn outcomes() -> impl Strategy<Value = Outcome> {
        prop_oneof![
            Just(Outcome::NotSent),
            Just(Outcome::Unsure),
            Just(Outcome::Unreadable),
            Just(Outcome::Refused),
            proptest::option::of(0.0..1e6).prop_map(|wait| Outcome::Throttled { wait }),
        ]
    }

    fn repeats() -> impl Strategy<Value = RetrySafety> {
        prop_oneof![
            Just(RetrySafety::Harmless),
            Just(RetrySafety::Conflict),
            Just(RetrySafety::AsksAgain),
            Just(RetrySafety::SendsTwice),
        ]
    }

    proptest! {
        #[test]
        fn whatever_happens_the_rules_hold(
            safety in repeats(), outcome in outcomes(), has_key: bool,
            attempts in 1u32..1000, max_retries in 0u32..1000, left in 0.0..1e6, random in 0.0..=1.0,
        ) {
            let mut budget = Budget::default();
            let context = RetryContext { safety, has_key, attempts, max_retries, left };
            let decision = decide(context, outcome, random, &mut budget);
            if let Decision::Retry { after } | Decision::Check { after } = decision {
                prop_assert!(after >= 0.0 && after < left && after <= LONGEST);
                prop_assert!(max_retries > 0);
                prop_assert!(budget.tokens() < Budget::FULL);
                if let Outcome::Throttled { wait: Some(wait) } = outcome {
                    prop_assert!(after >= wait);
                }
            } else {
                prop_assert_eq!(budget.tokens(), Budget::FULL);
            }
            // A request that may have reached a person is never retried without a read.
            if matches!(outcome, Outcome::Unsure | Outcome::Unreadable)
                && matches!(safety, RetrySafety::AsksAgain | RetrySafety::SendsTwice)
            {
                let repeated = matches!(decision, Decision::Retry { .. });
                prop_assert!(!repeated);
            }
            if matches!(decision, Decision::Retry { .. }) {
                prop_assert!(attempts <= max_retries);
            }
        }
    }
}
