//! What v2 takes and refuses: flat, as v1 says it, and in groups, as v2 itself does (docs/api/v2.md, sections 4 to 7).

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value as Json, json};
use smooch_edge::model::conversation::CREATE_CONVERSATION;
use smooch_edge::model::{REQUESTS, Root, link, message, user};
use smooch_edge::schema::Version;

use super::broken::Chance;
use super::{Case, accepts, grouped, holds, issues, refuses, with};

const CREATE: Root = Root::V2Layout(&user::CREATE);
const UPDATE: Root = Root::V2Layout(&user::UPDATE);
const LINK: Root = Root::V2Layout(&link::LINKING);
const SEND: Root = Root::V2Layout(&message::MESSAGE_V2);
const CONVERSATION: Root = Root::Object(&CREATE_CONVERSATION);

/// Cases whose bodies are flat. What comes flat is checked as the flat table says.
fn flat(root: Root, cases: &[Case]) {
    holds(&root.flat().kind(), Version::V2, cases);
    for case in cases {
        let by_groups = issues(&root.kind(), Version::V2, &case.body);
        assert_eq!(by_groups, issues(&root.flat().kind(), Version::V2, &case.body), "{}", case.name);
    }
}

/// Cases whose bodies are in groups.
fn in_groups(root: Root, cases: &[Case]) {
    holds(&root.kind(), Version::V2, cases);
}

fn said(more: Json) -> Json {
    with(&json!({ "role": "appMaker", "type": "text", "text": "Hi" }), more)
}

fn said_in_groups(author: Json, content: Json) -> Json {
    let author = with(&json!({ "type": "business" }), author);
    json!({ "author": author, "content": with(&json!({ "type": "text", "text": "Hi" }), content) })
}

fn linked(more: Json) -> Json {
    let body = json!({
        "type": "twilio", "phoneNumber": "+15145555555", "confirmation": { "type": "immediate" },
        "integrationId": "i", "conversationId": "c",
    });
    with(&body, more)
}

fn item(more: Json) -> Json {
    with(&json!({ "title": "Tacos", "actions": [{ "type": "link", "text": "More", "uri": "https://a.b" }] }), more)
}

/// A sound body of every kind, flat.
fn body(name: &str) -> (Root, Json) {
    let message = |more: Json| with(&json!({ "role": "appMaker", "type": name }), more);
    let question = |kind: &str, more: Json| with(&json!({ "type": kind, "name": "n", "label": "l" }), more);
    match name {
        "user" => (CREATE, json!({ "userId": "ada", "givenName": "Ada", "brandId": "b" })),
        "update" => (UPDATE, json!({ "givenName": "Ada" })),
        "link" => (LINK, linked(json!({}))),
        "text" => (SEND, said(json!({}))),
        "image" | "file" => (SEND, message(json!({ "mediaUrl": "https://a.b/c" }))),
        "carousel" | "list" => (SEND, message(json!({ "items": [item(json!({}))] }))),
        "form" => {
            let select = question("select", json!({ "name": "m", "options": [{ "name": "n", "label": "l" }] }));
            (SEND, message(json!({ "fields": [question("text", json!({})), select] })))
        }
        "conversation" => (CONVERSATION, json!({ "type": "personal", "participants": [{ "userId": "u" }] })),
        other => panic!("{other} is no body"),
    }
}

/// What is counted.
enum Of {
    Characters,
    Items,
    Numbers,
}

use Of::{Characters, Items, Numbers};

/// The body, where the value stands flat, where in groups, what is counted, the least and the most.
const LIMITS: &[(&str, &str, &str, Of, usize, usize)] = &[
    ("user", "/userId", "/externalId", Characters, 1, 1024),
    ("user", "/brandId", "/brandId", Characters, 1, 24),
    ("user", "/givenName", "/profile/givenName", Characters, 1, 128),
    ("user", "/surname", "/profile/surname", Characters, 1, 128),
    ("user", "/email", "/profile/email", Characters, 1, 128),
    ("user", "/avatarUrl", "/profile/avatarUrl", Characters, 1, 2048),
    ("user", "/locale", "/profile/locale", Characters, 1, 64),
    ("update", "/givenName", "/profile/givenName", Characters, 1, 128),
    ("update", "/locale", "/profile/locale", Characters, 1, 64),
    ("text", "/text", "/content/text", Characters, 0, 4096),
    ("text", "/htmlText", "/content/htmlText", Characters, 0, 4096),
    ("text", "/markdownText", "/content/markdownText", Characters, 0, 4096),
    ("text", "/avatarUrl", "/author/avatarUrl", Characters, 1, 2048),
    ("text", "/brandId", "/author/brandId", Characters, 1, 24),
    ("image", "/altText", "/content/altText", Characters, 0, 128),
    ("file", "/altText", "/content/altText", Characters, 0, 128),
    ("file", "/htmlText", "/content/htmlText", Characters, 0, 4096),
    ("carousel", "/items", "/content/items", Items, 1, 10),
    ("carousel", "/items/0/title", "/content/items/0/title", Characters, 1, 128),
    ("carousel", "/items/0/description", "/content/items/0/description", Characters, 0, 128),
    ("carousel", "/items/0/altText", "/content/items/0/altText", Characters, 0, 128),
    ("carousel", "/items/0/mediaType", "/content/items/0/mediaType", Characters, 0, 128),
    ("carousel", "/items/0/mediaUrl", "/content/items/0/mediaUrl", Characters, 1, 2048),
    ("carousel", "/items/0/actions", "/content/items/0/actions", Items, 1, 3),
    ("list", "/items", "/content/items", Items, 1, 10),
    ("form", "/fields", "/content/fields", Items, 1, 20),
    ("form", "/fields/0/name", "/content/fields/0/name", Characters, 1, 128),
    ("form", "/fields/0/label", "/content/fields/0/label", Characters, 1, 128),
    ("form", "/fields/0/placeholder", "/content/fields/0/placeholder", Characters, 1, 128),
    ("form", "/fields/0/minSize", "/content/fields/0/minSize", Numbers, 1, 256),
    ("form", "/fields/0/maxSize", "/content/fields/0/maxSize", Numbers, 1, 256),
    ("form", "/fields/1/options", "/content/fields/1/options", Items, 1, 200),
    ("form", "/fields/1/options/0/name", "/content/fields/1/options/0/name", Characters, 1, 128),
    ("form", "/fields/1/options/0/label", "/content/fields/1/options/0/label", Characters, 1, 128),
    ("conversation", "/participants", "/participants", Items, 0, 10),
    ("conversation", "/displayName", "/displayName", Characters, 1, 100),
    ("conversation", "/description", "/description", Characters, 1, 100),
    ("conversation", "/iconUrl", "/iconUrl", Characters, 1, 2048),
];

/// The body with another value at a place.
fn set(body: &Json, pointer: &str, value: Json) -> Json {
    let mut body = body.clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer} has no place"))[name] = value;
    body
}

/// So many of what is counted.
fn so_many(of: &Of, number: usize, body: &Json, pointer: &str) -> Json {
    match of {
        Characters => "é".repeat(number).into(),
        Numbers => number.into(),
        Items => (0..number)
            .map(|index| {
                let mut item = body.pointer(pointer).unwrap()[0].clone();
                if item.get("name").is_some() {
                    item["name"] = format!("n{index}").into();
                }
                item
            })
            .collect(),
    }
}

/// The path of a issue at a place: `items[0].title`.
fn path(pointer: &str) -> String {
    pointer.split('/').skip(1).fold(String::new(), |path, part| match part.parse::<usize>() {
        Ok(index) => format!("{path}[{index}]"),
        Err(_) if path.is_empty() => part.into(),
        Err(_) => format!("{path}.{part}"),
    })
}

#[test]
fn every_limit_holds_flat_and_in_groups_up_to_the_last() {
    for (name, flat, in_groups, of, least, most) in LIMITS {
        let (root, body) = body(name);
        let forms = [(root.flat().kind(), body.clone(), flat), (root.kind(), grouped(&root.kind(), &body), in_groups)];
        for (kind, body, pointer) in forms {
            let at = |number: usize| {
                let body = set(&body, pointer, so_many(of, number, &body, pointer));
                let issues = issues(&kind, Version::V2, &body);
                assert_eq!(super::is_valid(&kind, Version::V2, &body), issues.is_empty(), "{pointer} of {number}");
                issues.into_iter().map(|issue| issue.path).collect::<Vec<_>>()
            };
            assert_eq!(at(*least), [""; 0], "{name}: the least of {pointer}");
            assert_eq!(at(*most), [""; 0], "{name}: the most of {pointer}");
            assert_eq!(at(most + 1), [path(pointer)], "{name}: more than the most of {pointer}");
            if *least > 0 {
                assert_eq!(at(least - 1), [path(pointer)], "{name}: less than the least of {pointer}");
            }
        }
    }
}

#[test]
fn v1_names_no_lengths() {
    for version in [Version::V1, Version::V1_1] {
        let body = said(json!({ "text": "x".repeat(4097), "avatarUrl": "x".repeat(2049) }));
        assert_eq!(issues(&SEND.kind(), version, &body), []);
        let user = json!({ "userId": "x".repeat(1025), "givenName": "", "surname": "x".repeat(129) });
        assert_eq!(issues(&CREATE.kind(), version, &user), []);
    }
}

#[test]
fn null_takes_away_what_v2_can_take_away() {
    for (name, flat, in_groups) in [
        ("user", "/brandId", "/brandId"),
        ("user", "/givenName", "/profile/givenName"),
        ("user", "/surname", "/profile/surname"),
        ("user", "/email", "/profile/email"),
        ("user", "/avatarUrl", "/profile/avatarUrl"),
        ("user", "/locale", "/profile/locale"),
        ("user", "/properties", "/metadata"),
        ("text", "/metadata", "/metadata"),
        ("text", "/brandId", "/author/brandId"),
        ("carousel", "/items/0/metadata", "/content/items/0/metadata"),
        ("conversation", "/displayName", "/displayName"),
        ("conversation", "/iconUrl", "/iconUrl"),
        ("conversation", "/metadata", "/metadata"),
    ] {
        let (root, body) = body(name);
        let nested = set(&grouped(&root.kind(), &body), in_groups, Json::Null);
        assert_eq!(issues(&root.kind(), Version::V2, &nested), [], "{in_groups}");
        let flat = set(&body, flat, Json::Null);
        assert_eq!(issues(&root.kind(), Version::V2, &flat), [], "{in_groups}, flat");
        assert_eq!(grouped(&root.kind(), &flat), nested);
    }
}

#[test]
fn null_is_refused_elsewhere_and_in_v1() {
    for (name, flat, in_groups) in [
        ("user", "/userId", "/externalId"),
        ("user", "/toBeRetained", "/toBeRetained"),
        ("text", "/text", "/content/text"),
        ("text", "/name", "/author/displayName"),
        ("text", "/avatarUrl", "/author/avatarUrl"),
        ("text", "/userId", "/author/userId"),
        ("image", "/mediaUrl", "/content/mediaUrl"),
        ("link", "/conversationId", "/target/conversationId"),
    ] {
        let (root, body) = body(name);
        let nested = set(&grouped(&root.kind(), &body), in_groups, Json::Null);
        for (body, pointer) in [(set(&body, flat, Json::Null), flat), (nested, in_groups)] {
            let issues = issues(&root.kind(), Version::V2, &body);
            assert_eq!(issues.iter().map(|issue| issue.path.clone()).collect::<Vec<_>>(), [path(pointer)]);
            let message = &issues[0].message;
            assert!(message.contains("got null") || message.contains("is required in"), "{message}");
        }
    }
    let issues = issues(&UPDATE.kind(), Version::V1_1, &json!({ "givenName": null, "properties": null }));
    assert_eq!(issues.len(), 2, "{issues:?}");
}

#[test]
fn what_v1_alone_has_is_refused() {
    const ONLY: &str = "only in v1";
    let confirmation = json!({ "type": "userActivity", "message": said(json!({ "email": "a@b.c" })) });
    let share = json!({ "actions": [{ "type": "share" }] });
    let carousel = json!({ "role": "appMaker", "type": "carousel", "items": [item(share.clone())] });
    let hsm = json!({ "namespace": "n", "element_name": "e", "language": { "policy": "fallback", "code": "en" } });
    flat(
        LINK,
        &[
            refuses("messenger", linked(json!({ "type": "messenger" })), &[("type", ONLY)]),
            refuses(
                "skipConfirmation",
                linked(json!({ "skipConfirmation": true })),
                &[("skipConfirmation", "exists only in v1,")],
            ),
            refuses(
                "an e-mail address of the author of a confirmation",
                linked(json!({ "confirmation": confirmation })),
                &[("confirmation.message.email", ONLY)],
            ),
        ],
    );
    flat(
        SEND,
        &[
            refuses("an e-mail address of the author", said(json!({ "email": "a@b.c" })), &[("email", ONLY)]),
            refuses("share", carousel, &[("items[0].actions[0].type", ONLY)]),
            refuses(
                "a template of the older kind",
                json!({ "role": "appMaker", "messageSchema": "whatsapp", "message": { "type": "hsm", "hsm": hsm } }),
                &[("message.type", "only in v1.1")],
            ),
            refuses(
                "a quick reply below a list",
                with(&body("list").1, json!({ "actions": [{ "type": "reply", "text": "a", "payload": "b" }] })),
                &[("actions[0].type", "quick replies belong to the message")],
            ),
        ],
    );
    flat(
        CREATE,
        &[refuses("credentialRequired", json!({ "credentialRequired": true }), &[("credentialRequired", ONLY)])],
    );
    in_groups(
        LINK,
        &[
            refuses(
                "messenger, in groups",
                with(&grouped(&LINK.kind(), &linked(json!({}))), json!({ "matchCriteria": { "type": "messenger" } })),
                &[("matchCriteria.type", ONLY)],
            ),
            refuses(
                "skipConfirmation, in groups",
                set(&grouped(&LINK.kind(), &linked(json!({}))), "/matchCriteria/skipConfirmation", json!(true)),
                &[("matchCriteria.skipConfirmation", "exists only in v1,")],
            ),
        ],
    );
    in_groups(
        SEND,
        &[refuses(
            "share, in groups",
            said_in_groups(json!({}), json!({ "type": "carousel", "text": null, "items": [item(share)] })),
            &[("content.items[0].actions[0].type", ONLY)],
        )],
    );
}

#[test]
fn what_v2_alone_has_is_refused_in_v1() {
    let item_with = |more: Json| json!({ "items": [item(more)] });
    let webview = |more: Json| {
        let webview = json!({ "type": "webview", "text": "a", "uri": "https://a.b", "fallback": "https://a.b" });
        json!({ "actions": [with(&webview, more)] })
    };
    let share_button = json!({ "extraChannelOptions": { "messenger": { "webview_share_button": "hide" } } });
    let field = |more: Json| json!({ "fields": [with(&json!({ "type": "text", "name": "n", "label": "l" }), more)] });
    let confirmation = |more: Json| json!({ "confirmation": { "type": "userActivity", "message": said(more) } });
    for (name, more, path) in [
        ("user", json!({ "locale": "fr" }), "locale"),
        ("user", json!({ "toBeRetained": true }), "toBeRetained"),
        ("user", json!({ "brandId": "b" }), "brandId"),
        ("link", json!({ "conversationId": "c" }), "conversationId"),
        ("link", confirmation(json!({ "htmlText": "a" })), "confirmation.message.htmlText"),
        ("text", json!({ "htmlText": "<b>" }), "htmlText"),
        ("text", json!({ "markdownText": "*" }), "markdownText"),
        ("text", json!({ "blockChatInput": true }), "blockChatInput"),
        ("text", json!({ "subtypes": ["bot"] }), "subtypes"),
        ("text", json!({ "userId": "u" }), "userId"),
        ("text", json!({ "userExternalId": "u" }), "userExternalId"),
        ("text", json!({ "brandId": "b" }), "brandId"),
        ("text", webview(json!({ "default": true })), "actions[0].default"),
        ("text", webview(share_button), "actions[0].extraChannelOptions.messenger.webview_share_button"),
        ("file", json!({ "markdownText": "a" }), "markdownText"),
        ("carousel", item_with(json!({ "metadata": { "a": 1 } })), "items[0].metadata"),
        ("form", field(json!({ "format": "integer" })), "fields[0].format"),
    ] {
        let (root, v2) = body(name);
        let v1_1 = match name {
            "user" => with(&v2, json!({ "brandId": null })),
            "link" => with(&v2, json!({ "conversationId": null })),
            _ => v2.clone(),
        };
        let kind = root.flat().kind();
        assert_eq!(issues(&kind, Version::V1_1, &v1_1), [], "{name}");
        let body = with(&v1_1, more.clone());
        let faults_of_v1_1 = issues(&kind, Version::V1_1, &body);
        assert_eq!(faults_of_v1_1.len(), 1, "{path}: {faults_of_v1_1:?}");
        assert_eq!(faults_of_v1_1[0].path, path);
        assert!(faults_of_v1_1[0].message.contains("only in v2"), "{}", faults_of_v1_1[0].message);
        assert_eq!(issues(&root.kind(), Version::V2, &with(&v2, more)), [], "{path}");
    }
}

#[test]
fn what_v2_asks_for_and_v1_does_not_can_be_missing_in_neither_form() {
    flat(
        LINK,
        &[refuses(
            "a link without ids",
            linked(json!({ "integrationId": null, "conversationId": null })),
            &[("integrationId", "is required in a twilio link."), ("conversationId", "is required in a twilio link.")],
        )],
    );
    let mut body = grouped(&LINK.kind(), &linked(json!({})));
    body["matchCriteria"].as_object_mut().unwrap().remove("integrationId");
    in_groups(
        LINK,
        &[
            refuses("no integration", body.clone(), &[("matchCriteria.integrationId", "is required")]),
            refuses(
                "no target",
                with(&body, json!({ "target": null })),
                &[("matchCriteria.integrationId", "is required"), ("target.conversationId", "is required")],
            ),
        ],
    );
    flat(CREATE, &[accepts("a user without an id", json!({}))]);
    flat(UPDATE, &[refuses("a new id", json!({ "userId": "bob" }), &[("userId", "a userId never changes")])]);
    in_groups(
        UPDATE,
        &[refuses("a new id, in groups", json!({ "externalId": "bob" }), &[("externalId", "a userId never changes")])],
    );
}

#[test]
fn the_rules_between_fields_hold_across_groups() {
    let reply = json!({ "type": "reply", "text": "a", "payload": "b" });
    let page = json!({ "type": "webview", "text": "a", "uri": "u", "fallback": "u", "openOnReceive": true });
    let user = json!({ "type": "user" });
    let with_destination =
        |author: Json| with(&said_in_groups(author, json!({})), json!({ "destination": { "integrationId": "i" } }));
    in_groups(
        SEND,
        &[
            accepts("a destination of the business's", with_destination(json!({}))),
            refuses(
                "a destination of the user's",
                with_destination(user.clone()),
                &[("destination", "goes only with")],
            ),
            accepts("buttons of the business's", said_in_groups(json!({}), json!({ "actions": [reply] }))),
            refuses(
                "buttons of the user's",
                said_in_groups(user.clone(), json!({ "actions": [reply] })),
                &[("content.actions", "goes only with")],
            ),
            refuses(
                "quick replies among buttons",
                said_in_groups(json!({}), json!({ "actions": [reply, page] })),
                &[("content.actions[1].type", "mix only with each other")],
            ),
            refuses(
                "two pages that open by themselves",
                said_in_groups(json!({}), json!({ "actions": [page, page] })),
                &[("content.actions[1].openOnReceive", "true in one item at most")],
            ),
            refuses(
                "HTML and Markdown",
                said_in_groups(json!({}), json!({ "htmlText": "a", "markdownText": "a" })),
                &[("", "A text message cannot have htmlText and markdownText together.")],
            ),
            accepts("HTML alone", said_in_groups(json!({}), json!({ "text": null, "htmlText": "a" }))),
            refuses(
                "no text at all",
                said_in_groups(json!({}), json!({ "text": null })),
                &[("", "at least one of text, htmlText, markdownText and actions")],
            ),
            refuses(
                "a destination of two kinds",
                with(
                    &said_in_groups(json!({}), json!({})),
                    json!({ "destination": { "integrationId": "i", "integrationType": "twilio" } }),
                ),
                &[("destination", "integrationId and integrationType")],
            ),
        ],
    );
    let mailgun = |confirmation: &str| {
        json!({
            "matchCriteria": { "type": "mailgun", "address": "a@b.c", "integrationId": "i" },
            "confirmation": { "type": confirmation }, "target": { "conversationId": "c" },
        })
    };
    in_groups(
        LINK,
        &[
            accepts("mailgun at once", mailgun("immediate")),
            refuses("mailgun with a question", mailgun("prompt"), &[("confirmation.type", "takes immediate only")]),
        ],
    );
}

#[test]
fn flat_in_groups_and_mixed_are_the_same_on_the_wire() {
    let template = json!({ "type": "template", "template": { "name": "hi", "language": { "policy": "deterministic", "code": "en" } } });
    let asked = json!({ "type": "userActivity", "message": { "author": { "type": "business" }, "content": { "type": "text", "text": "Hi" } } });
    for (root, expected, forms) in [
        (
            CREATE,
            json!({ "externalId": "ada", "profile": { "givenName": "Ada", "locale": "fr" }, "metadata": { "a": 1 } }),
            vec![
                json!({ "userId": "ada", "givenName": "Ada", "locale": "fr", "properties": { "a": 1 } }),
                json!({ "userId": "ada", "givenName": "Ada", "profile": { "locale": "fr" }, "metadata": { "a": 1 } }),
                json!({ "profile": { "givenName": "Ada" }, "externalId": "ada", "locale": "fr", "properties": { "a": 1 } }),
            ],
        ),
        (
            LINK,
            json!({
                "matchCriteria": { "type": "twilio", "phoneNumber": "+1 514", "integrationId": "i", "primary": false },
                "confirmation": asked, "target": { "conversationId": "c" },
            }),
            vec![
                linked(json!({
                    "phoneNumber": "+1 514", "primary": false,
                    "confirmation": { "type": "userActivity", "message": said(json!({})) },
                })),
                json!({
                    "matchCriteria": { "type": "twilio", "phoneNumber": "+1 514", "primary": false },
                    "confirmation": asked, "integrationId": "i", "conversationId": "c",
                }),
                json!({
                    "type": "twilio", "phoneNumber": "+1 514", "target": { "conversationId": "c" },
                    "confirmation": { "type": "userActivity", "message": { "role": "appMaker", "content": { "type": "text", "text": "Hi" } } },
                    "matchCriteria": { "integrationId": "i", "primary": false },
                }),
            ],
        ),
        (
            SEND,
            json!({
                "author": { "type": "user", "userExternalId": "ada", "displayName": "Ada" },
                "content": { "type": "text", "text": "Hi", "payload": "p" }, "metadata": { "a": 1 },
            }),
            vec![
                json!({ "role": "appUser", "userExternalId": "ada", "name": "Ada", "type": "text", "text": "Hi", "payload": "p", "metadata": { "a": 1 } }),
                json!({ "role": "appUser", "author": { "userExternalId": "ada", "displayName": "Ada" }, "type": "text", "content": { "text": "Hi", "payload": "p" }, "metadata": { "a": 1 } }),
            ],
        ),
        (
            SEND,
            json!({ "author": { "type": "business" }, "schema": "whatsapp", "content": template }),
            vec![
                json!({ "role": "appMaker", "messageSchema": "whatsapp", "message": template }),
                json!({ "message": template, "schema": "whatsapp", "author": { "type": "business" } }),
                json!({ "content": template, "messageSchema": "whatsapp", "role": "appMaker" }),
            ],
        ),
    ] {
        for form in forms.iter().chain([&expected]) {
            assert_eq!(issues(&root.kind(), Version::V2, form), [], "{form}");
            assert_eq!(grouped(&root.kind(), form), expected, "{form}");
        }
    }
}

#[test]
fn bodies_by_chance_may_be_mixed() {
    for root in REQUESTS.iter().filter(|root| matches!(root, Root::V2Layout(_))) {
        let Root::V2Layout(nest) = root else { continue };
        let kind = root.kind();
        let bodies = Chance { version: Version::V2, flaws: 0, personal: None }.body(&kind);
        let mut runner = TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() });
        let result = runner.run(&(bodies, vec(any::<bool>(), 32)), |(body, choices)| {
            let nested = grouped(&kind, &body);
            let mut mixed = json!({});
            for ((field, value), is_grouped) in body.as_object().unwrap().iter().zip(choices) {
                let (group, name) = nest.place(field);
                match (is_grouped, group) {
                    (false, _) => mixed[field] = value.clone(),
                    (true, "") => mixed[name] = nested[name].clone(),
                    (true, group) => mixed[group][name] = nested[group][name].clone(),
                }
            }
            let count = |body| issues(&kind, Version::V2, body).len();
            prop_assert_eq!(count(&mixed), count(&body), "{}", &mixed);
            prop_assert_eq!(grouped(&kind, &mixed), nested);
            Ok(())
        });
        assert!(result.is_ok(), "{}", result.unwrap_err());
    }
}

#[test]
fn a_fault_is_told_where_the_caller_wrote_it() {
    let template = |more: Json| {
        let template = with(&json!({ "name": "hi", "language": { "policy": "fallback", "code": "en" } }), more);
        json!({ "author": { "type": "business" }, "schema": "whatsapp", "content": { "type": "template", "template": template } })
    };
    in_groups(
        SEND,
        &[
            refuses(
                "beside the groups",
                with(&said_in_groups(json!({}), json!({})), json!({ "unknown": "a" })),
                &[("unknown", "is not a field of a text message. Its fields are content, author, metadata,")],
            ),
            refuses(
                "a flat name in a group",
                said_in_groups(json!({ "role": "appMaker" }), json!({})),
                &[("author.role", "is not a field of author")],
            ),
            refuses(
                "a member of another group",
                said_in_groups(json!({}), json!({ "displayName": "a", "message": {}, "metadata": {} })),
                &[("content.displayName", "is not"), ("content.message", "is not"), ("content.metadata", "is not")],
            ),
            refuses(
                "a group that is a word",
                with(&said_in_groups(json!({}), json!({})), json!({ "author": "business" })),
                &[("author", "must be an object")],
            ),
            refuses(
                "a template without a name",
                template(json!({ "name": null })),
                &[("content.template.name", "is required")],
            ),
            refuses(
                "a name that is none",
                template(json!({ "name": 1 })),
                &[("content.template.name", "must be a string")],
            ),
        ],
    );
    let mixed = |body: Json, paths: &[&str]| {
        let issues = issues(&SEND.kind(), Version::V2, &body);
        assert_eq!(issues.into_iter().map(|issue| issue.path).collect::<Vec<_>>(), paths, "{body}");
    };
    mixed(json!({ "author": { "type": "business" }, "type": "text", "text": 1 }), &["text"]);
    mixed(json!({ "role": "appMaker", "content": { "type": "text", "text": 1 } }), &["content.text"]);
    mixed(json!({ "role": "boss", "content": { "type": "text", "text": "a" } }), &["role"]);
}

#[test]
fn what_is_given_twice_and_differs_is_refused_where_v2_has_it() {
    let twice = |root: Root, bodies: &[Json], path: &str| {
        for body in bodies {
            let issues = issues(&root.kind(), Version::V2, body);
            assert_eq!(issues.len(), 1, "{body}: {issues:?}");
            assert_eq!(issues[0].path, path, "{body}");
        }
    };
    let author = json!({ "author": { "type": "business" } });
    let content = json!({ "content": { "text": "b" } });
    let more = json!({ "type": "text", "text": "a" });
    let all = |parts: [&Json; 3]| parts.iter().fold(json!({}), |body, part| with(&body, (*part).clone()));
    twice(SEND, &[all([&author, &content, &more]), all([&more, &author, &content])], "content.text");
    twice(
        CREATE,
        &[json!({ "userId": "a", "externalId": "b" }), json!({ "externalId": "b", "userId": "a" })],
        "externalId",
    );
    twice(
        UPDATE,
        &[json!({ "properties": {}, "metadata": Json::Null }), json!({ "metadata": Json::Null, "properties": {} })],
        "metadata",
    );
    twice(UPDATE, &[json!({ "locale": "de", "profile": { "locale": "fr" } })], "profile.locale");
    let template = json!({ "type": "new" });
    let native = json!({ "role": "appMaker", "messageSchema": "whatsapp", "message": template });
    twice(SEND, &[with(&native, json!({ "content": { "type": "newer" } }))], "content");
    twice(SEND, &[with(&native, json!({ "schema": "other" }))], "schema");
}

// Found by this file: it made a second `content`.
#[test]
fn beside_a_message_in_whatsapps_own_form_there_is_no_content() {
    let template = json!({ "type": "new", "blockChatInput": true });
    let body = json!({ "role": "appMaker", "blockChatInput": true, "messageSchema": "whatsapp", "message": template });
    flat(
        SEND,
        &[refuses("beside it", body.clone(), &[("blockChatInput", "is not a field of a message in WhatsApp's")])],
    );
    let inside = with(&body, json!({ "blockChatInput": null }));
    flat(SEND, &[accepts("inside it", inside.clone())]);
    assert_eq!(grouped(&SEND.kind(), &inside)["content"], template);
}
