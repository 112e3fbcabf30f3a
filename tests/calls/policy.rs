//! What a user of the package sees, a row each: what happens to the requests of a call, and what the call does then.

use serde_json::{Value, json};
use smooch_edge::retry::RetrySafety;
use smooch_edge::retry::{Budget, Outcome, RetryContext, decide};
use smooch_edge::schema::Version;

use crate::drive::{CallInput, Run, Turn, run, run_within};
use crate::service::{Fate, Fate::*, Service};

fn nobody() -> Service {
    Service::default()
}

fn ada() -> Service {
    Service::with_user()
}

/// Somebody else with the id of Ada.
fn eve() -> Service {
    Service { who: json!({ "userId": "ada", "externalId": "ada", "givenName": "Eve" }), ..ada() }
}

/// Ada, with the link that the call asks for.
fn linked() -> Service {
    Service { links: vec![["twilio".into(), "+15145555555".into()]], ..ada() }
}

/// Ada, who has got the message with the key of the call.
fn written_to() -> Service {
    Service { messages: vec![Some("my-key".into())], ..ada() }
}

fn turns(fates: &[Fate]) -> Vec<Turn> {
    fates.iter().copied().map(Into::into).collect()
}

/// Rows in one version of the API: the operation and its options, the service, the fates of the exchanges, then what the
/// call does, and how often the request was applied.
macro_rules! facts {
    ($version:ident; $($(#[$meta:meta])* $name:ident:
        $operation:literal $options:tt, $service:ident, [$($fate:expr),*] => $trace:literal, $applied:literal;)*) => {$(
        #[test]
        $(#[$meta])*
        fn $name() {
            let mut service = $service();
            let given = CallInput { version: Version::$version, ..CallInput::new($operation, json!($options)) };
            let Run { trace, broken, .. } = run(&given, &mut service, &turns(&[$($fate),*]));
            assert_eq!(trace, $trace);
            assert_eq!(service.applied, $applied, "times applied");
            assert_eq!(broken, Vec::<String>::new());
        }
    )*};
}

facts! { V1;
    a_create_that_is_answered_is_done: "create" {}, nobody, [Fine] => "create done", 1;
    a_create_of_a_user_who_is_there_is_a_conflict: "create" {}, ada, [Fine] => "create conflict, sent: no", 0;
    a_create_that_never_left_is_repeated: "create" {}, nobody, [Refused] => "create wait create done", 1;
    a_create_that_got_lost_is_repeated: "create" {}, nobody, [LostBefore] => "create wait create done", 1;
    a_create_whose_answer_was_lost_is_found_by_a_409_and_read:
        "create" {}, nobody, [LostAfter] => "create wait create users.get done", 1;
    a_create_that_failed_after_all_its_work_is_found_too:
        "create" {}, nobody, [FailsAfter(502)] => "create wait create users.get done", 1;
    a_create_with_an_unreadable_answer_is_read: "create" {}, nobody, [Cut] => "create wait users.get done", 1;
    a_create_that_got_lost_and_finds_the_same_user_is_done:
        "create" {}, ada, [LostBefore] => "create wait create users.get done", 0;
    a_create_that_got_lost_and_finds_another_is_a_conflict:
        "create" {}, eve, [LostBefore] => "create wait create users.get conflict, sent: maybe", 0;
    the_read_of_a_created_user_is_repeated:
        "create" {}, nobody, [SilentAfter, Fine, LostBefore] => "create wait create users.get wait users.get done", 1;
    a_create_is_tried_three_times:
        "create" {}, nobody, [LostBefore, LostBefore, LostBefore]
        => "create wait create wait create connection_lost, sent: maybe", 0;
    where_even_the_reads_fail_the_first_failure_is_told:
        "create" { "maxRetries": 1 }, nobody, [LostAfter, Fine, Denied(403)]
        => "create wait create users.get conflict, sent: maybe", 1;

    a_link_that_got_lost_and_is_not_there_is_asked_for_again:
        "link" {}, ada, [LostBefore] => "link wait users.get link done", 1;
    a_link_that_got_lost_and_is_there_is_not: "link" {}, ada, [LostAfter] => "link wait users.get done", 1;
    a_link_that_the_service_failed_at_is_looked_for: "link" {}, ada, [FailsAfter(500)] => "link wait users.get done", 1;
    a_link_with_an_unreadable_answer_is_looked_for: "link" {}, ada, [NotJson] => "link wait users.get done", 1;
    a_link_that_never_left_is_asked_for_without_looking: "link" {}, ada, [Refused] => "link wait link done", 1;
    the_last_ask_is_looked_for_too:
        "link" { "maxRetries": 1 }, ada, [LostBefore, Fine, LostAfter]
        => "link wait users.get link wait users.get done", 1;
    a_link_that_is_not_there_after_the_last_ask_stays_unsure:
        "link" { "maxRetries": 1 }, ada, [LostBefore, Fine, LostBefore]
        => "link wait users.get link wait users.get connection_lost, sent: maybe", 0;
    without_repeats_a_lost_link_is_not_looked_for:
        "link" { "maxRetries": 0 }, ada, [LostAfter] => "link connection_lost, sent: maybe", 1;
    a_link_to_nobody_is_refused: "link" {}, nobody, [LostBefore] => "link wait users.get link user_not_found, sent: maybe", 0;
    with_dedupe_a_link_that_is_there_is_not_asked_for: "link" { "dedupe": true }, linked, [] => "users.get done", 0;
    with_dedupe_a_link_that_is_not_there_is_asked_for:
        "link" { "dedupe": true }, ada, [] => "users.get link done", 1;

    a_send_that_never_left_is_repeated: "send" {}, ada, [Refused] => "send wait send done", 1;
    a_send_that_was_turned_away_is_repeated: "send" {}, ada, [Throttled(429, None)] => "send wait send done", 1;
    a_send_that_was_turned_away_for_a_while_is_repeated:
        "send" {}, ada, [Throttled(503, Some(3000.0))] => "send wait send done", 1;
    a_send_that_got_lost_is_never_repeated: "send" {}, ada, [LostBefore] => "send connection_lost, sent: maybe", 0;
    nor_one_whose_answer_was_lost: "send" {}, ada, [LostAfter] => "send connection_lost, sent: maybe", 1;
    nor_one_without_an_answer: "send" {}, ada, [SilentAfter] => "send timeout, sent: maybe", 1;
    nor_one_that_the_service_failed_at: "send" {}, ada, [FailsBefore(503)] => "send http_503, sent: maybe", 0;
    a_send_with_an_unreadable_answer_was_sent: "send" {}, ada, [Cut] => "send unreadable_response, sent: yes", 1;
    a_send_that_was_refused_was_not: "send" {}, ada, [Denied(400)] => "send http_400, sent: no", 0;
    a_signal_ends_it_at_once: "send" {}, ada, [AbortedAfter] => "send aborted, sent: maybe", 1;

    a_send_with_a_key_that_is_found_is_done:
        "send" { "dedupe": true }, ada, [LostAfter] => "send wait messages.list done", 1;
    a_message_may_take_a_moment_to_show:
        "send" { "dedupe": true }, ada, [LostAfter, Behind]
        => "send wait messages.list wait messages.list done", 1;
    a_send_with_a_key_that_is_not_found_twice_is_repeated:
        "send" { "dedupe": true }, ada, [LostBefore]
        => "send wait messages.list wait messages.list send done", 1;
    an_unreadable_answer_to_a_send_with_a_key_is_read_back:
        "send" { "dedupe": true }, ada, [Cut] => "send wait messages.list done", 1;
    a_first_request_that_lands_after_the_second_read_is_what_remains:
        "send" { "dedupe": true }, ada, [Late] => "send wait messages.list wait messages.list send done", 2;
    a_key_of_the_callers_own_is_looked_for_first:
        "send" { "dedupeKey": "my-key" }, written_to, [] => "messages.list done", 0;
    and_sent_where_it_is_not_there: "send" { "dedupeKey": "my-key" }, ada, [] => "messages.list send done", 1;
    where_there_is_no_conversation_yet_there_is_no_message:
        "send" { "dedupeKey": "my-key" }, ada, [Denied(404)] => "messages.list send done", 1;
    what_cannot_be_looked_for_is_not_sent:
        "send" { "dedupeKey": "my-key" }, ada, [Denied(403)] => "messages.list http_403, sent: no", 0;
    nor_is_it_said_to_be_sent_where_the_read_is_unreadable:
        "send" { "dedupeKey": "my-key", "maxRetries": 0 }, ada, [Cut] => "messages.list unreadable_response, sent: no", 0;
    nor_where_the_read_is_lost:
        "link" { "dedupe": true, "maxRetries": 0 }, ada, [LostBefore] => "users.get connection_lost, sent: no", 0;
    a_read_without_a_body_is_no_evidence:
        "send" { "dedupe": true, "maxRetries": 1 }, ada, [LostAfter, Empty, Empty, Empty, Empty]
        => "send wait messages.list wait messages.list connection_lost, sent: maybe", 1;

    a_refused_token_is_made_anew_once: "send" {}, ada, [Denied(401)] => "send renew send done", 1;
    and_only_once: "send" {}, ada, [Denied(401), Denied(401)] => "send renew send http_401, sent: no", 0;
    a_new_token_takes_no_attempt_away:
        "create" { "maxRetries": 1 }, nobody, [Denied(401), LostBefore] => "create renew create wait create done", 1;

    a_read_is_repeated: "users.get" {}, ada, [FailsBefore(500), Cut] => "users.get wait users.get wait users.get done", 0;
    a_change_is_repeated: "users.update" {}, ada, [LostAfter] => "users.update wait users.update done", 2;
    a_refusal_is_not: "users.get" {}, ada, [Denied(400)] => "users.get http_400, sent: no", 0;
    a_redirect_is_not: "users.get" {}, ada, [Denied(307)] => "users.get redirect, sent: no", 0;

    a_wait_that_would_end_after_the_deadline_is_not_begun:
        "users.get" { "deadline": 300 }, ada, [FailsBefore(500), FailsBefore(500)]
        => "users.get wait users.get http_500, sent: maybe", 0;
    an_attempt_ends_with_the_deadline:
        "users.get" { "deadline": 300 }, ada, [SilentBefore] => "users.get deadline, sent: maybe", 0;
    nor_is_the_wait_between_two_reads_begun_after_the_deadline:
        "send" { "dedupe": true, "deadline": 900 }, ada, [LostAfter, Behind]
        => "send wait messages.list connection_lost, sent: maybe", 1;
}

facts! { V2;
    in_v2_a_create_whose_answer_was_lost_is_found_by_a_409_and_read_by_its_external_id:
        "create" {}, nobody, [LostAfter] => "create wait create users.get done", 1;
    in_v2_a_create_that_got_lost_and_finds_another_is_a_conflict:
        "create" {}, eve, [LostBefore] => "create wait create users.get conflict, sent: maybe", 0;
    in_v2_a_create_of_a_user_who_is_there_is_a_conflict: "create" {}, ada, [Fine] => "create conflict, sent: no", 0;
    in_v2_a_change_is_repeated: "users.update" {}, ada, [LostAfter] => "users.update wait users.update done", 2;

    in_v2_a_link_that_got_lost_is_found_among_the_channels:
        "link" {}, ada, [LostAfter] => "link wait channels.list done", 1;
    in_v2_a_link_that_is_not_among_them_is_asked_for_again:
        "link" {}, ada, [LostBefore] => "link wait channels.list link done", 1;
    in_v2_with_dedupe_a_link_that_is_pending_is_not_asked_for:
        "link" { "dedupe": true }, linked, [] => "channels.list done", 0;
    in_v2_a_link_with_an_unreadable_answer_is_looked_for: "link" {}, ada, [Cut] => "link wait channels.list done", 1;

    in_v2_a_full_conversation_is_final: "send" {}, ada, [Denied(423)] => "send http_423, sent: no", 0;
    and_so_it_is_with_a_key: "send" { "dedupe": true }, ada, [Denied(423)] => "send http_423, sent: no", 0;
    in_v2_a_send_that_got_lost_is_never_repeated:
        "send" {}, ada, [LostAfter] => "send connection_lost, sent: maybe", 1;
    in_v2_a_send_with_a_key_that_is_found_is_done:
        "send" { "dedupe": true }, ada, [LostAfter] => "send wait messages.list done", 1;
    in_v2_a_send_with_a_key_that_is_not_found_twice_is_repeated:
        "send" { "dedupe": true }, ada, [LostBefore] => "send wait messages.list wait messages.list send done", 1;
    in_v2_a_key_of_the_callers_own_is_looked_for_first:
        "send" { "dedupeKey": "my-key" }, written_to, [] => "messages.list done", 0;

    a_conversation_whose_making_got_lost_is_not_made_again:
        "conversations.create" {}, ada, [LostBefore] => "conversations.create connection_lost, sent: maybe", 0;
    nor_one_whose_answer_was_lost_on_the_way:
        "conversations.create" {}, ada, [LostAfter] => "conversations.create connection_lost, sent: maybe", 1;
    nor_one_that_was_answered_with_a_failure:
        "conversations.create" {}, ada, [FailsAfter(502)] => "conversations.create http_502, sent: maybe", 1;
    nor_one_whose_answer_cannot_be_read:
        "conversations.create" {}, ada, [Cut] => "conversations.create unreadable_response, sent: yes", 1;
    but_one_that_never_left_is:
        "conversations.create" {}, ada, [Refused] => "conversations.create wait conversations.create done", 1;
    and_one_that_was_turned_away:
        "conversations.create" {}, ada, [Throttled(429, None)]
        => "conversations.create wait conversations.create done", 1;
    lists_of_v2_are_repeated:
        "integrations.list" {}, ada, [FailsBefore(500), Cut]
        => "integrations.list wait integrations.list wait integrations.list done", 0;
}

fn waits(options: Value, fates: &[Fate]) -> Vec<f64> {
    run(&CallInput::new("users.get", options), &mut ada(), &turns(fates)).waits
}

#[test]
fn a_wait_doubles_and_is_drawn_by_lot() {
    assert_eq!(waits(json!({ "maxRetries": 3 }), &[LostBefore, LostBefore, LostBefore]), [250.0, 500.0, 1000.0]);
}

#[test]
fn a_wait_that_was_asked_for_is_kept_up_to_a_minute() {
    assert_eq!(waits(json!({}), &[Throttled(429, Some(7000.0))]), [7000.0]);
    assert_eq!(waits(json!({}), &[Throttled(429, Some(60_000.0))]), [60_000.0]);
    assert_eq!(waits(json!({}), &[Throttled(429, Some(61_000.0))]), [0.0; 0]);
}

#[test]
fn the_two_reads_of_a_key_are_a_second_or_two_apart() {
    let given = CallInput::new("send", json!({ "dedupe": true }));
    let run = run(&given, &mut ada(), &turns(&[LostBefore]));
    assert_eq!(run.waits, [250.0, 1500.0]);
}

#[test]
fn after_a_service_that_was_too_slow_they_are_an_attempt_more_apart() {
    let given = CallInput::new("send", json!({ "dedupe": true, "timeout": 7000 }));
    for fate in [SilentBefore, FailsBefore(408), FailsBefore(504)] {
        assert_eq!(run(&given, &mut ada(), &turns(&[fate])).waits, [250.0, 8500.0], "{fate:?}");
    }
    assert_eq!(run(&given, &mut ada(), &turns(&[FailsBefore(500)])).waits, [250.0, 1500.0]);
}

#[test]
fn a_slow_service_that_takes_the_message_within_that_time_does_not_double_it() {
    let given = CallInput::new("send", json!({ "dedupe": true, "timeout": 7000 }));
    let mut service = ada();
    // Not there at the first look, there at the second.
    let run = run(&given, &mut service, &turns(&[SilentAfter, Behind]));
    assert_eq!((run.trace.as_str(), service.applied), ("send wait messages.list wait messages.list done", 1));
}

#[test]
fn a_given_token_cannot_be_made_anew() {
    let given = CallInput { signs: false, ..CallInput::new("send", json!({})) };
    assert_eq!(run(&given, &mut ada(), &turns(&[Denied(401)])).trace, "send http_401, sent: no");
}

#[test]
fn a_signal_ends_a_wait_and_what_was_sent_before_is_not_forgotten() {
    let waiting = |operation, fate| {
        let given = CallInput { aborted_in: Some(1), ..CallInput::new(operation, json!({})) };
        run(&given, &mut ada(), &turns(&[fate])).trace
    };
    assert_eq!(waiting("link", Throttled(429, None)), "link wait aborted, sent: no");
    assert_eq!(waiting("link", LostAfter), "link wait aborted, sent: maybe");
    assert_eq!(waiting("link", Cut), "link wait aborted, sent: yes");
}

#[test]
fn a_signal_that_ends_a_wait_takes_no_attempt_away() {
    let given = CallInput { aborted_in: Some(1), ..CallInput::new("users.get", json!({})) };
    assert_eq!(run(&given, &mut ada(), &turns(&[LostBefore])).end.unwrap_err().attempts, 1);
}

#[test]
fn a_timer_that_is_a_little_early_still_says_that_the_deadline_was_over() {
    let given = CallInput { early: 0.5, ..CallInput::new("send", json!({ "deadline": 300, "timeout": 10_000 })) };
    assert_eq!(run(&given, &mut ada(), &turns(&[SilentBefore])).trace, "send deadline, sent: maybe");
}

#[test]
fn with_an_empty_budget_nothing_is_repeated_and_a_success_gives_some_back() {
    let mut budget = Budget::default();
    let failure = RetryContext {
        safety: RetrySafety::Harmless,
        has_key: false,
        attempts: 1,
        max_retries: 2,
        left: f64::INFINITY,
    };
    while budget.tokens() >= Budget::TRANSIENT {
        decide(failure, Outcome::Unsure, 0.5, &mut budget);
    }
    let left = budget.tokens();
    let given = CallInput::new("users.get", json!({}));
    let failed = run_within(&given, &mut ada(), &turns(&[LostBefore]), &mut budget);
    assert_eq!(failed.trace, "users.get connection_lost, sent: maybe");
    assert!(failed.end.unwrap_err().message.ends_with("It was not tried again: too many calls have failed lately."));
    run_within(&given, &mut ada(), &[], &mut budget);
    assert_eq!(budget.tokens(), left + 1);
}

#[test]
fn the_error_says_why_it_gave_up() {
    let message = |operation, options, fates: &[Fate]| {
        run(&CallInput::new(operation, options), &mut ada(), &turns(fates)).end.unwrap_err().message
    };
    let told = message("users.get", json!({ "maxRetries": 1 }), &[LostBefore, LostBefore]);
    assert!(told.ends_with("It was tried 2 times."), "{told}");
    let told = message("users.get", json!({ "deadline": 200 }), &[LostBefore]);
    assert!(told.ends_with("It was not tried again, since the deadline would be over."), "{told}");
    let told = message("send", json!({}), &[Throttled(429, Some(61_000.0))]);
    assert!(told.ends_with("the service asks for a longer wait (see retryAfter)."), "{told}");
    let told = message("send", json!({}), &[LostBefore]);
    assert!(told.ends_with("the service may have got the request."), "{told}");
}
