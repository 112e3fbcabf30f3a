//! The way from a wrong body to a right one: what an issue advises leads there.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};
use smooch_edge::model::event;
use smooch_edge::model::options::{CALL_OPTIONS, CLIENT_OPTIONS};
use smooch_edge::model::webhook::{CREATE_WEBHOOK, CREATE_WEBHOOK_V2, WORDS};
use smooch_edge::model::{Root, link, message, user};
use smooch_edge::schema::{Kind, Version, check_as};

use super::{issues, value, with};

const CREATE: Kind = Root::V2Layout(&user::CREATE).kind();
const UPDATE: Kind = Root::V2Layout(&user::UPDATE).kind();
const LINK: Kind = Root::V2Layout(&link::LINKING).kind();
const SEND: Kind = Root::V2Layout(&message::MESSAGE_V2).kind();

/// The sentences about a body.
fn said(kind: &Kind, version: Version, body: Json) -> Vec<String> {
    issues(kind, version, &body).into_iter().map(|issue| issue.message).collect()
}

/// The sentences about options.
fn said_of_options(kind: Kind, options: Json) -> Vec<String> {
    let mut issues = Vec::new();
    check_as("The options", &kind, &mut value(&options), Version::V1, &mut issues);
    issues.into_iter().map(|issue| issue.message).collect()
}

#[test]
fn a_body_of_v2_is_known_in_v1() {
    let text = json!({ "type": "text", "text": "Hi" });
    let sentence = |name: &str, version: Version| {
        let version = version.name();
        format!("{name} belongs to a v2 body, and this client speaks {version}. Set apiVersion: \"v2\".")
    };
    let confirmation =
        json!({ "type": "userActivity", "message": { "author": { "type": "business" }, "content": text } });
    for version in [Version::V1, Version::V1_1] {
        for (kind, body, name) in [
            (SEND, json!({ "author": { "type": "business" }, "content": text }), "author"),
            (SEND, json!({ "content": text }), "content"),
            (CREATE, json!({ "profile": { "givenName": "Ada" } }), "profile"),
            (UPDATE, json!({ "profile": { "givenName": "Ada" } }), "profile"),
            (LINK, json!({ "matchCriteria": { "type": "twilio" } }), "matchCriteria"),
            (
                LINK,
                json!({ "type": "twilio", "phoneNumber": "+1", "confirmation": confirmation }),
                "confirmation.message.author",
            ),
        ] {
            assert_eq!(said(&kind, version, body), [sentence(name, version)]);
        }
    }
    assert_eq!(
        said(&CREATE, Version::V1, json!({ "externalId": "ada" })),
        ["externalId belongs to a v2 body, and this client speaks v1. Set apiVersion: \"v2\", or give it as userId."]
    );
    // A word that is no group is no body of v2.
    assert_ne!(said(&SEND, Version::V1, json!({ "content": "Hi" })), [sentence("content", Version::V1)]);
}

#[test]
fn a_version_that_may_not_take_the_body_is_named_and_not_advised() {
    let messenger = json!({ "type": "messenger", "phoneNumber": "+1", "confirmation": { "type": "immediate",
        "message": { "role": "appMaker", "type": "text", "text": "Hi" } }, "conversationId": "c" });
    let text = json!({ "role": "appMaker", "type": "text", "text": "Hi", "markdownText": "*Hi*", "email": "a@b.c" });
    for (kind, version, body, sentence) in [
        // No version has both.
        (LINK, Version::V1, &messenger, "conversationId exists only in v2, and this client speaks v1 (apiVersion)."),
        (SEND, Version::V1, &text, "markdownText exists only in v2, and this client speaks v1 (apiVersion)."),
        (SEND, Version::V2, &text, "email exists only in v1 and v1.1, and this client speaks v2 (apiVersion)."),
    ] {
        assert_eq!(said(&kind, version, body.clone()), [sentence]);
    }
}

#[test]
fn a_fault_in_a_group_speaks_v2() {
    let body = |author: Json, content: Json| {
        let author = with(&json!({ "type": "business" }), author);
        json!({ "author": author, "content": with(&json!({ "type": "text", "text": "Hi" }), content) })
    };
    for (body, sentence) in [
        (
            body(json!({ "displayname": "Ada" }), json!({})),
            "author.displayname is not a field of author. Did you mean displayName?",
        ),
        (
            body(json!({ "name": "Ada" }), json!({})),
            "author.name is not a field of author. Its fields are type, displayName, avatarUrl, subtypes, userId, \
             userExternalId and brandId. To send another one all the same, give it in the call option extraBody, at the \
             same path.",
        ),
        (
            body(json!({}), json!({ "markdowntext": "*Hi*" })),
            "content.markdowntext is not a field of content. Did you mean markdownText?",
        ),
        (
            body(json!({ "type": "busines" }), json!({})),
            "author.type must be \"business\" or \"user\"; got a string (\"busines\"). Did you mean \"business\"?",
        ),
        (
            json!({ "author": { "type": "business" }, "contant": { "type": "text" }, "content": { "type": "text", "text": "a" } }),
            "contant is not a field of a text message. Did you mean content?",
        ),
        (
            with(&body(json!({ "type": "user" }), json!({})), json!({ "destination": { "integrationId": "i" } })),
            "destination goes only with author.type \"business\"; got author.type \"user\".",
        ),
        (body(json!({ "type": null }), json!({})), "author.type is required in a text message."),
    ] {
        assert_eq!(said(&SEND, Version::V2, body.clone()), [sentence], "{body}");
    }
    // Flat, it speaks as it was given.
    let flat = json!({ "role": "appMaker", "nam": "Ada", "type": "text", "text": "Hi" });
    assert_eq!(said(&SEND, Version::V2, flat), ["nam is not a field of a text message. Did you mean name?"]);
}

#[test]
fn what_is_required_is_shown() {
    let twilio = json!({ "type": "twilio", "phoneNumber": "+1" });
    let sentence = "confirmation is required in a twilio link. Give, for example, { type: \"immediate\" }.";
    assert_eq!(said(&LINK, Version::V1, twilio.clone()), [sentence]);
    // Null is nothing.
    let mut null = twilio;
    null["phoneNumber"] = Json::Null;
    null["confirmation"] = Json::Null;
    assert_eq!(said(&LINK, Version::V1, null), ["phoneNumber is required in a twilio link.", sentence]);
    assert_eq!(said(&LINK, Version::V1, json!({ "type": null })), ["type is required in a link."]);
}

#[test]
fn a_phone_number_says_what_it_cannot_have() {
    let sentence = |number: &str| {
        said(
            &LINK,
            Version::V1,
            json!({ "type": "twilio", "phoneNumber": number, "confirmation": { "type": "immediate" } }),
        )
        .remove(0)
    };
    for (number, advice) in [
        ("+1 (514) 555-5555", " It cannot have \"(\"."),
        ("+1.514.555.5555", " It cannot have \".\"."),
        ("+1 514 555 5555 x7", " It cannot have \"x\"."),
        ("+0 514 555 5555", ""),
    ] {
        let said = sentence(number);
        assert!(said.ends_with(&format!("got a string of {} characters.{advice}", number.len())), "{said}");
    }
    for version in Version::ALL {
        let link = json!({ "type": "twilio", "phoneNumber": "+015", "confirmation": { "type": "immediate" },
            "integrationId": "i", "conversationId": "c" });
        let link = if version == Version::V1 { with(&link, json!({ "integrationId": null })) } else { link };
        let link = if version == Version::V2 { link } else { with(&link, json!({ "conversationId": null })) };
        assert_eq!(issues(&LINK, version, &link).len(), 1, "{version:?}");
    }
}

#[test]
fn a_slip_in_a_trigger_finds_the_trigger() {
    for (kind, version, slip, meant) in [
        (Kind::Object(&CREATE_WEBHOOK), Version::V1, "message:appuser", "message:appUser"),
        (Kind::Object(&CREATE_WEBHOOK), Version::V1_1, "mesage", "message"),
        (Kind::Object(&CREATE_WEBHOOK), Version::V1_1, "link:sucess", "link:success"),
        (Kind::Object(&CREATE_WEBHOOK_V2), Version::V2, "conversation:mesage", "conversation:message"),
        (Kind::Object(&CREATE_WEBHOOK_V2), Version::V2, "conversatin:mesage", "conversation:message"),
    ] {
        let body = json!({ "target": "https://example.com", "triggers": [slip] });
        let issues = issues(&kind, version, &body);
        assert_eq!(issues.len(), 1);
        assert_eq!((issues[0].path.as_str(), issues[0].suggestion.as_deref()), ("triggers[0]", Some(meant)));
        assert!(issues[0].message.ends_with(&format!("Did you mean \"{meant}\"?")), "{}", issues[0].message);
        // One of tomorrow is nobody's slip.
        let body = json!({ "target": "https://example.com", "triggers": ["weather:change", "ticket:created", "*"] });
        assert_eq!(super::issues(&kind, version, &body), []);
    }
}

#[test]
fn the_words_of_triggers_are_those_of_the_events() {
    let events = [&event::v1::EVENT, &event::v2::EVENT];
    let tags = events.iter().flat_map(|event| event.variants).map(|variant| variant.tag).chain(["*"]);
    let words: BTreeSet<_> = tags.flat_map(|tag| tag.split(':')).collect();
    assert_eq!(WORDS.iter().copied().collect::<BTreeSet<_>>(), words);
}

#[test]
fn extra_body_is_advised_where_it_helps_alone() {
    let item =
        json!({ "title": "a", "colour": "red", "actions": [{ "type": "postback", "text": "a", "payload": "b" }] });
    let carousel = json!({ "role": "appMaker", "type": "carousel", "items": [item] });
    let in_list = said(&SEND, Version::V1, carousel).remove(0);
    assert!(in_list.starts_with("items[0].colour is not a field of an item. Its fields are"), "{in_list}");
    let at_top = said(&SEND, Version::V1, json!({ "role": "appMaker", "type": "text", "text": "a", "colour": "red" }));
    let of_options = said_of_options(Kind::Object(&CALL_OPTIONS), json!({ "colour": "red" })).remove(0);
    for (sentence, is_advised) in [(&in_list, false), (&at_top[0], true), (&of_options, false)] {
        assert_eq!(sentence.contains("extraBody, at the same path."), is_advised, "{sentence}");
        assert!(sentence.ends_with('.'), "{sentence}");
    }
}

#[test]
fn names_of_other_clients_get_the_right_one() {
    for (given, meant) in [
        ("jwt", "token"),
        ("serviceUrl", "baseUrl"),
        ("basePath", "baseUrl"),
        ("username", "keyId"),
        ("password", "secret"),
        ("retries", "maxRetries"),
        ("time_out", "timeout"),
    ] {
        let sentences = said_of_options(Kind::Object(&CLIENT_OPTIONS), json!({ given: "x" }));
        assert_eq!(sentences, [format!("{given} is not a field of the options of a client. Did you mean {meant}?")]);
    }
}
