//! The promises that every call keeps, whatever happens to its requests: nobody is reached twice, `sent` tells the
//! truth, waits and attempts stay within their bounds, and the call ends.

use proptest::prelude::*;
use serde_json::json;
use smooch_edge::error::Sent;
use smooch_edge::retry::RetrySafety;
use smooch_edge::retry::{Budget, Outcome, RetryContext, decide};
use smooch_edge::schema::Version;

use crate::drive::{CallInput, Turn, run_within};
use crate::service::{Fate, Service};

fn fates() -> impl Strategy<Value = Fate> {
    use Fate::*;
    let failures = || proptest::sample::select(vec![408, 500, 501, 502, 503, 504, 599]);
    prop_oneof![
        4 => Just(Fine),
        2 => proptest::sample::select(vec![Empty, Behind, Late]),
        2 => Just(Refused),
        6 => proptest::sample::select(vec![LostBefore, LostAfter, SilentBefore, SilentAfter]),
        3 => failures().prop_map(FailsBefore),
        3 => failures().prop_map(FailsAfter),
        3 => proptest::option::of(0.0..70_000.0).prop_map(|wait| Throttled(429, wait)),
        1 => (0.0..70_000.0).prop_map(|wait| Throttled(503, Some(wait))),
        3 => proptest::sample::select(vec![Cut, NotJson, List]),
        1 => proptest::sample::select(vec![0, 301, 307, 400, 401, 403, 413, 423]).prop_map(Denied),
        1 => proptest::sample::select(vec![AbortedBefore, AbortedAfter]),
    ]
}

fn turns() -> impl Strategy<Value = Turn> {
    let lots = prop_oneof![Just(0.0), 0.0..1.0];
    (fates(), 0.0..1500.0, lots).prop_map(|(fate, takes, random)| Turn { fate, takes, random })
}

prop_compose! {
    fn calls()(
        operation in proptest::sample::select(vec!["create", "link", "send", "users.get", "users.update", "conversations.create"]),
        version in proptest::sample::select(Version::ALL.to_vec()),
        dedupe: bool,
        own_key: bool,
        max_retries in 0u32..6,
        timeout in 1u32..3000,
        deadline in proptest::option::of(1u32..20_000),
        signs: bool,
        aborted_in in proptest::option::weighted(0.1, 1usize..4),
    ) -> CallInput {
        let mut options = json!({ "maxRetries": max_retries, "timeout": timeout });
        if let Some(deadline) = deadline {
            options["deadline"] = deadline.into();
        }
        if dedupe && operation == "send" && own_key {
            options["dedupeKey"] = "my-key".into();
        } else if dedupe && ["link", "send"].contains(&operation) {
            options["dedupe"] = true.into();
        }
        let version = if operation == "conversations.create" { Version::V2 } else { version };
        CallInput { operation, version, options, signs, aborted_in, early: 0.0 }
    }
}

prop_compose! {
    fn services()(user in proptest::bool::weighted(0.8), linked in proptest::bool::weighted(0.1), written in proptest::bool::weighted(0.1)) -> Service {
        let links = (user && linked).then(|| ["twilio".into(), "+15145555555".into()]).into_iter().collect();
        let messages = (user && written).then(|| Some("my-key".into())).into_iter().collect();
        Service { user, links, messages, ..Service::default() }
    }
}

/// A budget from which so many failures of other calls were paid.
fn budget(failures: usize) -> Budget {
    let mut budget = Budget::default();
    let failure = RetryContext {
        safety: RetrySafety::Harmless,
        has_key: false,
        attempts: 1,
        max_retries: 2,
        left: f64::INFINITY,
    };
    for _ in 0..failures {
        decide(failure, Outcome::Unsure, 0.0, &mut budget);
    }
    budget
}

/// Whether what a call asks for is so.
fn is_there(service: &Service, given: &CallInput) -> bool {
    match given.operation {
        "create" => service.user,
        "link" => !service.links.is_empty(),
        "send" if given.options["dedupeKey"].is_string() => service.messages.contains(&Some("my-key".into())),
        "send" | "users.update" | "conversations.create" => service.applied > 0,
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_promises_hold(
        given in calls(),
        before in services(),
        script in proptest::collection::vec(turns(), 0..24),
        failures in prop_oneof![4 => Just(0usize), 1 => 0usize..40],
    ) {
        let mut budget = budget(failures);
        let tokens = budget.tokens();
        let mut service = before.clone();
        let run = run_within(&given, &mut service, &script, &mut budget);
        let tried = run.exchanges.iter().filter(|exchange| exchange.operation == given.operation).count();
        let consistent = !run.exchanges.iter().any(|exchange| exchange.fate.is_behind());
        let has_key = given.options["dedupe"] == true || given.options["dedupeKey"].is_string();
        let looks_first = has_key && (given.operation == "link" || given.options["dedupeKey"].is_string());

        // It ends in time and keeps to every wait.
        prop_assert!(run.broken.is_empty(), "{} {:?}", run.trace, run.broken);
        if let Some(deadline) = given.options["deadline"].as_f64() {
            prop_assert!(run.took <= deadline, "{} took {} ms", run.trace, run.took);
        }
        let renewed = usize::from(run.trace.contains("renew"));
        let most = given.options["maxRetries"].as_u64().unwrap() + 1;
        prop_assert!(tried <= usize::try_from(most).unwrap() + renewed, "{}", run.trace);
        prop_assert!(renewed == 0 || given.signs);

        // Nobody is reached twice.
        let reached = match given.operation {
            "send" => service.messages.len() - before.messages.len(),
            "link" => service.asked as usize,
            "create" | "conversations.create" => service.applied as usize,
            _ => 0,
        };
        let safe = consistent || (given.operation == "send" && !has_key) || given.operation == "create";
        prop_assert!(reached <= 1 || !safe, "{} reached the person {reached} times", run.trace);
        if looks_first && consistent && is_there(&before, &given) {
            prop_assert_eq!(reached, 0, "{}", run.trace);
        }

        // What the call says is true.
        match &run.end {
            Ok(()) => prop_assert!(is_there(&service, &given), "{} is not there", run.trace),
            Err(error) => {
                let own = || run.exchanges.iter().filter(|exchange| exchange.operation == given.operation);
                match error.sent {
                    Sent::No => prop_assert_eq!(service.applied, 0, "{}", run.trace),
                    Sent::Maybe => prop_assert!(own().any(|exchange| exchange.fate.is_unsure()), "{}", run.trace),
                    Sent::Yes => prop_assert!(is_there(&service, &given), "{} is not there", run.trace),
                }
                prop_assert!(error.attempts as usize == tried, "attempts of {}", run.trace);
            }
        }

        // Success pays back, failure does not, and the budget never grows beyond its size.
        let after = budget.tokens();
        match &run.end {
            Ok(()) => prop_assert!(after >= tokens && after <= 500, "{} left {after} of {tokens}", run.trace),
            Err(_) => prop_assert!(after <= tokens, "{} left {after} of {tokens}", run.trace),
        }
    }
}
