//! What the core must hold to for any bytes whatever: a function a target, which panics where it does not.
//!
//! `fuzz_targets` gives each to libFuzzer, `tests/short.rs` tries each with what chance makes of a few seeds.

mod request;
mod response;

pub use request::{base_url, check, json, path};
pub use response::response;

/// A target and the texts to begin with.
pub type Target = (&'static str, fn(&[u8]), &'static [&'static str]);

/// Every target.
pub const TARGETS: &[Target] = &[
    (
        "check",
        check,
        &[
            r#"{"userId":"ada","signedUpAt":"2026-11-24T06:33:00.000Z","properties":{"plan":"pro","seats":4,"trial":false}}"#,
            r#"{"type":"twilio","phoneNumber":"+1 514-555-5555","confirmation":{"type":"immediate"}}"#,
            r#"{"type":"mailgun","address":"ada@example.com","confirmation":{"type":"immediate","message":{"role":"appMaker","type":"text","text":"Hi"}}}"#,
            r#"{"role":"appMaker","type":"carousel","items":[{"title":"a","actions":[{"type":"postback","text":"b","payload":"c"}]}]}"#,
            r#"{"role":"appMaker","type":"form","fields":[{"type":"select","name":"a","label":"b","options":[{"name":"c","label":"d"}]}]}"#,
            r#"{"externalId":"ada","profile":{"givenName":null,"locale":"fr"},"metadata":{"plan":"pro"},"toBeRetained":true}"#,
            r#"{"matchCriteria":{"type":"twilio","phoneNumber":"+1 514-555-5555","integrationId":"i"},"confirmation":{"type":"userActivity","message":{"author":{"type":"business"},"content":{"type":"text","text":"Hi"}}},"target":{"conversationId":"c"}}"#,
            r#"{"author":{"type":"user","userExternalId":"ada"},"content":{"type":"list","items":[{"title":"a","actions":[{"type":"link","text":"b","uri":"c"}]}]}}"#,
            r#"{"author":{"type":"business"},"schema":"whatsapp","content":{"type":"template","template":{"name":"a","language":{"policy":"deterministic","code":"en"}}}}"#,
            r#"{"role":"appMaker","content":{"type":"text","htmlText":"a"},"name":"b","author":{"subtypes":["bot"]}}"#,
            r#"{"role":"appMaker","messageSchema":"whatsapp","message":{"type":"template","template":{"name":"a","language":{"policy":"deterministic","code":"en"}}}}"#,
        ],
    ),
    (
        "json",
        json,
        &[
            r#"{"b":[1,2.5,-1e-7,1e+21],"a":{"":null,"t":true,"f":false},"__proto__":[]}"#,
            r#" [ "\"\\\/\b\f\n\r\té\u00e9\ud83d\ude00\u0000" , { } , [ ] ] "#,
            r##"{"d":#"1970-01-01","f":@"function","h":"\ud83d"}"##,
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        ],
    ),
    ("path", path, &["ada", "steveb@channel5.com", "+15145555555", "..", "%2e%2e", "a/b?c#d", "用户😀", "a\0b"]),
    (
        "base_url",
        base_url,
        &[
            "https://api.smooch.io",
            "https://acme.zendesk.com/sc/",
            "http://localhost:4010/a/b",
            "http://[::1]:80",
            "http://127.0.0.1",
            "https://user:pass@api.smooch.io/?x#y",
            "https://a.b/%2e%2e/c",
        ],
    ),
    (
        "response",
        response,
        &[
            "\u{1}{\"appUser\":{\"userId\":\"ada\",\"clients\":[{\"platform\":\"twilio\",\"displayName\":\"+15145555555\"}],\"pendingClients\":[]}}",
            "\u{1}{\"messages\":[{\"_id\":\"m\",\"received\":1439220041.586,\"metadata\":{\"dedupeKey\":\"k\"}}],\"conversation\":{\"_id\":\"c\"}}",
            "\u{1}{\"clients\":[{\"type\":\"twilio\",\"status\":\"pending\",\"externalId\":\"+15145555555\"}]}",
            "\u{9}{\"errors\":[{\"code\":\"bad_request\",\"title\":\"No\"},{\"code\":\"other\"}]}",
            "\u{9}{\"error\":{\"code\":\"user_not_found\",\"description\":\"There is no such user\"}}",
            "\u{14}<html>Bad Gateway</html>",
        ],
    ),
];

/// The text that bytes are, with what is no UTF-8 replaced.
fn text(data: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(data)
}
