//! Values of the wrong kind, and values that only JavaScript has.

use serde_json::{Value as Json, json};
use smooch_edge::model::user::UPDATE_USER;
use smooch_edge::schema::{Kind, Version, check};
use smooch_edge::value::Value;

use super::{LINKS, MESSAGES, always_holds, holds, refuses, with};

#[test]
fn a_value_of_the_wrong_kind_says_what_was_expected_and_what_came() {
    let text = json!({ "role": "appMaker", "type": "text", "text": "a" });
    let link = json!({ "type": "twilio", "phoneNumber": "+1", "confirmation": { "type": "prompt" } });
    let field = |more: Json| {
        let field = with(&json!({ "type": "text", "name": "a", "label": "b" }), more);
        json!({ "role": "appMaker", "type": "form", "fields": [field] })
    };
    always_holds(
        &MESSAGES,
        &[
            refuses("text", with(&text, json!({ "text": 1 })), &[("text", "must be a string; got a number.")]),
            refuses(
                "a text that is not empty",
                field(json!({ "name": true })),
                &[("fields[0].name", "not empty; got a boolean (true)")],
            ),
            refuses(
                "a whole number",
                field(json!({ "minSize": "1" })),
                &[("fields[0].minSize", "a whole number of at least 0; got a string (\"1\")")],
            ),
            refuses(
                "a whole number of at least one",
                field(json!({ "maxSize": 0 })),
                &[("fields[0].maxSize", "at least 1; got a number (0)")],
            ),
            refuses(
                "a choice",
                with(&text, json!({ "role": 1 })),
                &[("role", "\"appMaker\" or \"appUser\"; got a number (1)")],
            ),
            refuses("a list", with(&text, json!({ "actions": {} })), &[("actions", "a list; got an object")]),
            refuses(
                "an item of a list",
                with(&text, json!({ "actions": ["link"] })),
                &[("actions[0]", "an object; got a string")],
            ),
            refuses(
                "an object",
                with(&text, json!({ "destination": "twilio" })),
                &[("destination", "an object; got a string")],
            ),
            refuses(
                "a flat object",
                with(&text, json!({ "metadata": "a" })),
                &[("metadata", "a flat object; got a string of 1 characters")],
            ),
            refuses("a tag", with(&text, json!({ "type": 1 })), &[("type", "got a number (1)")]),
            refuses("a body", json!([text]), &[("", "The body must be an object; got a list of 1.")]),
        ],
    );
    always_holds(
        &LINKS,
        &[
            refuses(
                "true or false",
                with(&link, json!({ "primary": 1 })),
                &[("primary", "true or false; got a number (1)")],
            ),
            refuses(
                "a phone number",
                with(&link, json!({ "phoneNumber": 15_145_555_555_u64 })),
                &[("phoneNumber", "got a number.")],
            ),
            refuses(
                "a union",
                with(&link, json!({ "confirmation": true })),
                &[("confirmation", "an object; got a boolean (true)")],
            ),
        ],
    );
    holds(
        &MESSAGES,
        Version::V1_1,
        &[refuses(
            "an open object",
            with(&text, json!({ "override": { "line": { "payload": [1] } } })),
            &[("override.line.payload", "an object; got a list of 1")],
        )],
    );
}

#[test]
fn null_is_refused_in_v1() {
    let mut count = 0;
    for (name, _) in
        json!({ "givenName": 0, "surname": 0, "email": 0, "avatarUrl": 0, "signedUpAt": 0, "properties": 0 })
            .as_object()
            .unwrap()
    {
        let mut body = Value::Object(vec![(name.as_str().into(), Value::Null)]);
        let issues = check(&Kind::Object(&UPDATE_USER), &mut body, Version::V1);
        assert_eq!(issues.len(), 1, "{name}");
        assert!(issues[0].message.ends_with("got null. Leave the field out instead of giving null."), "{name}");
        count += 1;
    }
    let fields = UPDATE_USER.all_fields().into_iter().filter(|field| field.versions.has(Version::V1));
    assert_eq!(count, fields.count() - 1, "all but the refused userId");
}

#[test]
fn numbers_are_finite() {
    for name in ["NaN", "Infinity", "-Infinity"] {
        let infinite = || Value::Foreign(name.into());
        let coordinates = Value::Object(vec![("lat".into(), infinite()), ("long".into(), 1.into())]);
        let metadata = Value::Object(vec![("score".into(), infinite())]);
        let payload = Value::Object(vec![("payload".into(), Value::Object(vec![("x".into(), infinite())]))]);
        let mut body = Value::Object(vec![
            ("role".into(), "appMaker".into()),
            ("type".into(), "location".into()),
            ("coordinates".into(), coordinates),
            ("metadata".into(), metadata),
            ("override".into(), Value::Object(vec![("line".into(), payload)])),
        ]);
        let issues = check(&MESSAGES, &mut body, Version::V1_1);
        let paths: Vec<_> = issues.iter().map(|issue| issue.path.as_str()).collect();
        assert_eq!(paths, ["coordinates.lat", "metadata.score", "override.line.payload.x"], "{name}");
    }
}

#[test]
fn what_only_javascript_has_is_refused_even_where_anything_goes() {
    for (name, spoken) in [
        ("function", "a function"),
        ("Map", "a Map"),
        ("bigint", "a bigint"),
        ("symbol", "a symbol"),
        ("undefined", "undefined"),
    ] {
        let foreign = || Value::Foreign(name.into());
        let deep = Value::Object(vec![("list".into(), Value::Array(vec![Value::Null, foreign()]))]);
        let payload = Value::Object(vec![("payload".into(), deep)]);
        let mut body = Value::Object(vec![
            ("role".into(), "appMaker".into()),
            ("type".into(), "text".into()),
            ("text".into(), foreign()),
            ("metadata".into(), Value::Object(vec![("a".into(), foreign())])),
            ("override".into(), Value::Object(vec![("line".into(), payload)])),
        ]);
        let issues = check(&MESSAGES, &mut body, Version::V1_1);
        let paths: Vec<_> = issues.iter().map(|issue| issue.path.as_str()).collect();
        assert_eq!(paths, ["text", "metadata.a", "override.line.payload.list[1]"], "{name}");
        assert!(issues[2].message.contains(&format!("must be JSON; got {spoken}")), "{}", issues[2].message);
    }
}

#[test]
fn a_date_goes_where_json_text_of_it_would_be_kept() {
    let payload = Value::Object(vec![("at".into(), Value::Date("2026-11-24T06:33:00.000Z".into()))]);
    let line = Value::Object(vec![("payload".into(), payload)]);
    let mut body = Value::Object(vec![
        ("role".into(), "appMaker".into()),
        ("type".into(), "text".into()),
        ("text".into(), "a".into()),
        ("override".into(), Value::Object(vec![("line".into(), line)])),
    ]);
    assert_eq!(check(&MESSAGES, &mut body, Version::V1_1), []);
}
