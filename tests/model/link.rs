//! Links (docs/api/v1.md, sections 5.1 and 5.2).

use serde_json::json;
use smooch_edge::schema::{Version, check};
use smooch_edge::value::Value;

use super::{LINKS, accepts, always_holds, holds, refuses, value};

#[test]
fn each_channel_is_linked_by_what_it_goes_by() {
    let immediate = json!({ "type": "immediate" });
    always_holds(
        &LINKS,
        &[
            accepts("twilio", json!({ "type": "twilio", "phoneNumber": "+15145555555", "confirmation": immediate })),
            accepts(
                "messagebird",
                json!({ "type": "messagebird", "phoneNumber": "+15145555555", "confirmation": immediate }),
            ),
            accepts(
                "mailgun with a subject",
                json!({ "type": "mailgun", "address": "their@email.com", "subject": "Hi", "confirmation": immediate }),
            ),
            refuses(
                "a phone link without a number or a confirmation",
                json!({ "type": "twilio" }),
                &[
                    ("phoneNumber", "is required in a twilio link."),
                    ("confirmation", "in a twilio link. Give, for example, { type: \"immediate\" }."),
                ],
            ),
            refuses(
                "mailgun by phone number",
                json!({ "type": "mailgun", "phoneNumber": "+15145555555", "confirmation": immediate }),
                &[("phoneNumber", "is not a field of a mailgun link"), ("address", "is required in a mailgun link.")],
            ),
            refuses(
                "a subject on twilio",
                json!({ "type": "twilio", "phoneNumber": "+1", "subject": "Hi", "confirmation": immediate }),
                &[("subject", "is not a field of a twilio link")],
            ),
            refuses(
                "an address that is none",
                json!({ "type": "mailgun", "address": "ada at example.com", "confirmation": immediate }),
                &[("address", "an e-mail address, such as \"ada@example.com\"")],
            ),
            refuses("a link of no type", json!({}), &[("type", "type is required in a link.")]),
            refuses("a link that is a word", json!("twilio"), &[("", "The body must be an object")]),
        ],
    );
    holds(
        &LINKS,
        Version::V1_1,
        &[accepts("whatsapp", json!({ "type": "whatsapp", "phoneNumber": "+15145555555", "confirmation": immediate }))],
    );
}

#[test]
fn messenger_takes_names_for_a_better_match() {
    let message = json!({ "role": "appMaker", "type": "text", "text": "Let’s connect on Messenger" });
    let body = json!({
        "type": "messenger", "phoneNumber": "+15145555555", "givenName": "Ada", "surname": "Lovelace",
        "confirmation": { "type": "immediate", "message": message },
    });
    always_holds(&LINKS, &[accepts("with both names", body)]);
}

#[test]
fn a_field_that_another_version_requires_is_told_though_it_is_null() {
    let body = |id| json!({ "type": "twilio", "phoneNumber": "+1", "confirmation": { "type": "prompt" }, "conversationId": id });
    for version in [Version::V1, Version::V1_1] {
        for id in [json!(null), json!("5d8a1f0c9b1e4d0010a1b2c3")] {
            let issues = super::issues(&LINKS, version, &body(id));
            assert_eq!(issues.len(), 1);
            assert!(issues[0].message.starts_with("conversationId exists only in v2"), "{}", issues[0].message);
        }
    }
}

#[test]
fn a_link_may_become_the_primary_channel() {
    let body = |primary: serde_json::Value| json!({ "type": "twilio", "phoneNumber": "+1", "confirmation": { "type": "prompt" }, "primary": primary });
    always_holds(
        &LINKS,
        &[
            accepts("primary", body(json!(true))),
            accepts("not primary", body(json!(false))),
            refuses("perhaps primary", body(json!("yes")), &[("primary", "true or false; got a string (\"yes\")")]),
        ],
    );
}

#[test]
fn channels_where_the_business_cannot_know_the_person_say_what_to_do() {
    for channel in ["line", "telegram", "viber", "wechat", "twitter", "instagram"] {
        let issues = super::issues(&LINKS, Version::V1_1, &json!({ "type": channel }));
        assert_eq!(issues.len(), 1, "{channel}");
        assert!(issues[0].message.contains(&format!("type cannot be \"{channel}\"")), "{}", issues[0].message);
        assert!(issues[0].message.contains("link request"), "{}", issues[0].message);
    }
}

#[test]
fn an_unknown_channel_is_refused_and_a_near_miss_finds_its_name() {
    always_holds(
        &LINKS,
        &[
            refuses("a near miss", json!({ "type": "Twillio" }), &[("type", "Did you mean \"twilio\"?")]),
            refuses("another word", json!({ "type": "pigeon" }), &[("type", "got a string (\"pigeon\").")]),
        ],
    );
}

#[test]
fn an_unknown_field_is_refused_and_a_near_miss_finds_its_name() {
    let body = |field: &str| json!({ "type": "twilio", "phoneNumber": "+1", "confirmation": { "type": "prompt" }, field: "x" });
    always_holds(
        &LINKS,
        &[
            refuses(
                "a near miss",
                body("primry"),
                &[("primry", "primry is not a field of a twilio link. Did you mean primary?")],
            ),
            refuses("another word", body("carrier"), &[("carrier", "Its fields are type, ")]),
            refuses(
                "the way out is told",
                body("carrier"),
                &[("carrier", "in the call option extraBody, at the same path.")],
            ),
        ],
    );
}

#[test]
fn a_phone_number_goes_out_as_plus_and_digits() {
    for given in ["+1 514-555-5555", "+15145555555", "+1 514 555 5555", " +1-514-555-5555 "] {
        let confirmation = json!({ "type": "immediate" });
        let mut link = value(&json!({ "type": "twilio", "phoneNumber": given, "confirmation": confirmation }));
        assert_eq!(check(&LINKS, &mut link, Version::V1), [], "{given}");
        assert_eq!(link.get("phoneNumber").and_then(Value::as_str), Some("+15145555555"), "{given}");
    }
}

#[test]
fn a_phone_number_without_a_country_code_is_refused() {
    let body = |number: &str| json!({ "type": "twilio", "phoneNumber": number, "confirmation": { "type": "prompt" } });
    let expected = &[("phoneNumber", "a phone number with + and its country code")];
    always_holds(
        &LINKS,
        &[
            refuses("without +", body("1 212 555 2368"), expected),
            refuses("without a country code", body("212 555 2368"), expected),
            refuses("with 00", body("0012125552368"), expected),
            refuses("with letters", body("+1 800 FLOWERS"), expected),
            refuses("with sixteen digits", body("+1234567890123456"), expected),
            accepts("with fifteen digits", body("+123456789012345")),
            refuses("empty", body(""), expected),
        ],
    );
}
