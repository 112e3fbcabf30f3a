//! The JavaScript edge, in Node and in a browser: what crosses, both ways.
//!
//! `npm test` runs it with wasm-bindgen's test runner, in Node and in headless Chromium. What JavaScript does before and
//! after is tested on the built package (`tests/client`).
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use js_sys::{Function, Promise, Reflect};
use smooch_edge::js::{Core, JsBody, JsCall, JsStep};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// The value of a JavaScript expression.
fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression})")).call0(&JsValue::UNDEFINED).unwrap()
}

fn text(object: &JsValue, name: &str) -> String {
    Reflect::get(object, &name.into()).unwrap().as_string().unwrap_or_default()
}

/// A core with a fixed token.
fn core() -> Core {
    Core::new(&r#"{"token":"a-token"}"#.into(), true).unwrap()
}

/// A call of `send`, with this as its body.
fn send(body: &str) -> Result<JsCall, JsValue> {
    of(&core(), body)
}

/// The row of `send`, as it travels.
const SEND: &str = "send POST s3b3 /appusers/{userId}/messages";

/// The same call of another core.
fn of(core: &Core, body: &str) -> Result<JsCall, JsValue> {
    core.call(&format!("{SEND}\n[\"ada\"]\n\n\n\n{body}").into(), true)
}

const HI: &str = r#"{"role":"appMaker","type":"text","text":"Hi é😀"}"#;

/// What a call ends with after this response: the name, the code and `sent` of its error.
fn failure(response: &str, body: JsBody, text: &str) -> [String; 3] {
    let mut call = send(HI).unwrap();
    let text = js(text).unchecked_into();
    let step = call.answered(js(response).unchecked_into(), body, &text, None, None);
    assert!(matches!(step, JsStep::Fail));
    let error = call.end();
    ["name", "code", "sent"].map(|name| self::text(&error, name))
}

/// The arguments that a call gives to `fetch`, as JSON.
fn request(call: &JsCall) -> serde_json::Value {
    let echo = Function::new_with_args("url, init", "return JSON.stringify({ url, ...init })");
    serde_json::from_str(&call.send(&echo, &JsValue::UNDEFINED).as_string().unwrap()).unwrap()
}

fn authorization(call: &JsCall) -> String {
    request(call)["headers"]["authorization"].as_str().unwrap().into()
}

#[wasm_bindgen_test]
fn fetch_gets_plain_objects() {
    assert_eq!(
        request(&send(HI).unwrap()),
        serde_json::json!({
            "url": "https://api.smooch.io/v1/appusers/ada/messages",
            "method": "POST",
            "headers": {
                "authorization": "Bearer a-token", "content-type": "application/json", "accept": "application/json",
            },
            "body": HI,
            "redirect": "manual",
        })
    );
}

#[wasm_bindgen_test]
fn headers_that_a_fetch_changes_are_its_own() {
    let core = core();
    let spoil = Function::new_with_args("url, init", "init.headers.authorization = 'spoiled'");
    of(&core, HI).unwrap().send(&spoil, &JsValue::UNDEFINED);
    assert_eq!(authorization(&of(&core, HI).unwrap()), "Bearer a-token");
}

#[wasm_bindgen_test]
async fn what_fetch_throws_rejects_and_the_call_goes_on() {
    let mut call = send(HI).unwrap();
    let broken = Function::new_no_args("throw 'no'");
    let sent: Promise = call.send(&broken, &JsValue::UNDEFINED).unchecked_into();
    assert_eq!(JsFuture::from(sent).await, Err("no".into()));
    let ok = js("new Response('{}')").unchecked_into();
    assert!(matches!(call.answered(ok, JsBody::Object, &"{}".into(), None, None), JsStep::Done));
}

#[wasm_bindgen_test]
fn a_success_stays_in_javascript() {
    for (response, body) in
        [("new Response('{}')", JsBody::Object), ("new Response(null, { status: 204 })", JsBody::Empty)]
    {
        let mut call = send(HI).unwrap();
        assert!(matches!(call.answered(js(response).unchecked_into(), body, &"{}".into(), None, None), JsStep::Done));
        assert_eq!(call.end(), JsValue::UNDEFINED);
    }
}

#[wasm_bindgen_test]
fn a_request_that_was_turned_away_says_for_how_long() {
    for (status, retry_after, expected) in [
        (201, Some(5.0), None),
        (400, Some(5.0), None),
        (500, Some(5.0), None),
        (503, None, None),
        (503, Some(2000.0), Some(2000.0)),
        (429, Some(0.0), Some(0.0)),
    ] {
        let mut call = send(HI).unwrap();
        assert_eq!(call.throttled(), None);
        let response = js(&format!("new Response(null, {{ status: {status} }})")).unchecked_into();
        call.answered(response, JsBody::Empty, &"".into(), retry_after, None);
        assert_eq!(call.throttled(), expected, "{status}");
    }
    let mut call = send(HI).unwrap();
    call.answered(js("new Response(null, { status: 429 })").unchecked_into(), JsBody::Empty, &"".into(), None, None);
    assert!(call.throttled().unwrap().is_nan());
}

#[wasm_bindgen_test]
fn a_call_that_looks_first_must_see_the_answer() {
    let given = format!("{SEND}\n[\"ada\"]\n\n{{\"dedupeKey\":\"k\"}}\n\n{HI}");
    let mut call = core().call(&given.into(), true).unwrap();
    let found = &r#"{"messages":[{"metadata":{"dedupeKey":"k"}}]}"#.into();
    let ok = js("new Response(null, { status: 200 })").unchecked_into();
    assert!(matches!(call.answered(ok, JsBody::Object, found, None, None), JsStep::Done));
    assert_eq!(call.end().as_string().as_deref(), Some(r#"{"message":{"metadata":{"dedupeKey":"k"}}}"#));
}

#[wasm_bindgen_test]
fn answers_that_are_none_say_what_was_sent() {
    let ok = "new Response(null, { status: 201 })";
    assert_eq!(failure(ok, JsBody::Cut, "''"), ["ResponseError", "unreadable_response", "yes"]);
    assert_eq!(failure(ok, JsBody::NotJson, "'x'"), ["ResponseError", "unreadable_response", "yes"]);
    assert_eq!(failure(ok, JsBody::NoObject, "'1'"), ["ResponseError", "unreadable_response", "yes"]);
    let unavailable = "new Response(null, { status: 502 })";
    assert_eq!(failure(unavailable, JsBody::NotJson, "'x'"), ["ServerError", "http_502", "maybe"]);
    assert_eq!(failure("new Response(null, { status: 302 })", JsBody::Empty, "''"), ["ApiError", "redirect", "no"]);
    // As a browser hides a redirect, and as a mock may look.
    let hidden = "({ status: 0, type: 'opaqueredirect', headers: { get: () => null } })";
    assert_eq!(failure(hidden, JsBody::Empty, "''"), ["ApiError", "redirect", "no"]);
    let gone = "({ status: 404, headers: { get: () => undefined } })";
    let envelope = "JSON.stringify({ error: { code: 'user_not_found', description: 'User not found' } })";
    assert_eq!(failure(gone, JsBody::Object, envelope), ["NotFoundError", "user_not_found", "no"]);
    // Too deep for the core to read, though JavaScript can.
    let deep = "'{\"error\":' + '['.repeat(1000) + ']'.repeat(1000) + '}'";
    assert_eq!(failure(gone, JsBody::Object, deep), ["NotFoundError", "http_404", "no"]);
}

#[wasm_bindgen_test]
fn records_of_errors_are_plain_objects() {
    let error = send(r#"{"role":"appMaker","type":"text","text":@"function"}"#).err().unwrap();
    let json = Function::new_with_args("x", "return JSON.stringify(x)").call1(&JsValue::UNDEFINED, &error).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json.as_string().unwrap()).unwrap();
    assert_eq!(json["name"], "ValidationError");
    assert_eq!(json["attempts"], 0);
    assert_eq!(json["issues"][0]["path"], "text");
    assert_eq!(json["issues"][0]["received"], "a function");
}

#[wasm_bindgen_test]
fn a_token_is_signed_once_for_all_calls() {
    let core = Core::new(&r#"{"keyId":"app_1","secret":"secret"}"#.into(), true).unwrap();
    let mut first = of(&core, HI).unwrap();
    let text = first.unsigned().unwrap();
    first.sign(&[0xff, 0xfe]);
    assert_eq!(authorization(&first), format!("Bearer {}.__4", String::from(text)));
    let mut second = of(&core, HI).unwrap();
    assert!(second.unsigned().is_none());
    assert_eq!(authorization(&second), authorization(&first));
}

#[wasm_bindgen_test]
fn a_token_that_is_refused_is_signed_again() {
    let core = Core::new(&r#"{"keyId":"app_1","secret":"secret"}"#.into(), true).unwrap();
    let mut call = of(&core, HI).unwrap();
    call.unsigned().unwrap();
    call.sign(&[1]);
    let refused = js("new Response(null, { status: 401 })").unchecked_into();
    assert!(matches!(call.answered(refused, JsBody::Empty, &"".into(), None, None), JsStep::Send));
    assert!(call.unsigned().is_some());
}

#[wasm_bindgen_test]
fn a_token_of_the_callers_must_fit_a_header() {
    let core = Core::new(&r#"{"token":@"function"}"#.into(), true).unwrap();
    let mut call = of(&core, HI).unwrap();
    assert_eq!(call.unsigned().unwrap(), "", "the function is asked");
    assert!(call.authorise(&"b".into()));
    assert_eq!(authorization(&call), "Bearer b");
    for token in ["", "a\nb", "用"] {
        assert!(!call.authorise(&token.into()), "{token}");
    }
}

#[wasm_bindgen_test]
fn blocks_of_memory_keep_what_is_in_them_and_are_used_again() {
    // The same lots each time: by a linear congruential generator (Numerical Recipes).
    let run = || {
        let mut seed: u32 = 1;
        let mut draw = |bits: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize & (1_usize << bits).wrapping_sub(1)
        };
        let mut blocks: Vec<Vec<u8>> = (0..64).map(|_| Vec::new()).collect();
        for _ in 0..20_000 {
            let (index, bits) = (draw(6), draw(4));
            let size = draw(bits);
            let mark = u8::try_from(index).unwrap();
            let block = &mut blocks[index];
            match draw(2) {
                0 => *block = vec![mark; size],
                1 => block.resize(size, mark),
                2 => {
                    block.truncate(size);
                    block.shrink_to_fit();
                }
                _ => block.reserve_exact(size),
            }
            assert!(blocks[index].iter().all(|byte| *byte == mark));
        }
        for (index, block) in blocks.iter().enumerate() {
            assert!(block.iter().all(|byte| usize::from(*byte) == index));
        }
        core::arch::wasm32::memory_size(0)
    };
    let pages = run();
    assert_eq!(run(), pages, "the second time takes no new memory");
}

#[wasm_bindgen_test]
fn more_memory_than_there_is_is_refused() {
    assert!(Vec::<u8>::new().try_reserve_exact(0x7fff_ffff).is_err());
    assert!(Vec::<u8>::new().try_reserve_exact(1 << 20).is_ok());
}

#[wasm_bindgen_test]
fn options_are_checked_when_a_client_is_made() {
    for (options, path) in [
        ("{}", "keyId"),
        (r#"{"keyId":"a"}"#, "secret"),
        (r#"{"keyId":"a","secret":"b","sekret":"c"}"#, "sekret"),
        (r#"{"token":"a","fetch":1}"#, "fetch"),
        (r#"{"token":"a","baseUrl":"http://api.smooch.io"}"#, "baseUrl"),
        (r#"{"token":"a","subdomain":"a.b"}"#, "subdomain"),
        (r#"{"token":"a","timeout":0}"#, "timeout"),
        (r#"{"token":"a","apiVersion":"v3"}"#, "apiVersion"),
        (r#"{"keyId":"a:b","secret":"c","auth":"basic"}"#, "keyId"),
        (r#"{"token":"a","headers":{"authorization":"b"}}"#, "headers.authorization"),
        (r#"@"undefined""#, ""),
    ] {
        let error = Core::new(&options.into(), true).err().unwrap();
        assert_eq!(text(&error, "path"), path, "{options}");
    }
}
