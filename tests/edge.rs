//! The JavaScript edge, in Node and in a browser: what crosses, both ways.
//!
//! `npm test` runs it with wasm-bindgen's test runner, in Node and in headless Chromium.
#![cfg(target_family = "wasm")]

use js_sys::{Function, Object, Reflect};
use smooch_edge::js::{Core, JsCall, JsStep, convert};
use smooch_edge::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// The value of a JavaScript expression.
fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression})")).call0(&JsValue::UNDEFINED).unwrap()
}

fn read(expression: &str) -> String {
    let value = convert::value(&js(expression)).unwrap();
    format!("{} {}", value.kind(), json::text(&value))
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn text(object: &JsValue, name: &str) -> String {
    field(object, name).as_string().unwrap_or_default()
}

/// A core with a fixed token.
fn core() -> Core {
    Core::new(&js("({ token: 'a-token' })")).unwrap()
}

/// A call of `send`, with this as its body.
fn send(body: &str) -> Result<JsCall, JsValue> {
    let ids = js("['ada']");
    core().call("send", ids.unchecked_ref(), &js(body), &JsValue::UNDEFINED, &JsValue::UNDEFINED)
}

const HI: &str = "({ role: 'appMaker', type: 'text', text: 'Hi' })";

/// What a call ends with after this answer: the name, the code and `sent` of its error.
fn failure(response: &str, text: &str) -> [String; 3] {
    let mut call = send(HI).unwrap();
    assert!(matches!(call.start(), JsStep::Send));
    assert!(matches!(call.answered(js(response).unchecked_into(), &js(text)), JsStep::Fail));
    ["name", "code", "sent"].map(|name| self::text(&call.error(), name))
}

#[wasm_bindgen_test]
fn what_json_can_say_crosses_as_json_stringify_says_it() {
    assert_eq!(read("'é😀\\u0000'"), "a string \"é😀\\u0000\"");
    assert_eq!(read("-0"), "a number 0");
    assert_eq!(read("1e21"), "a number 1e+21");
    assert_eq!(read("0.1 + 0.2"), "a number 0.30000000000000004");
    assert_eq!(read("9007199254740991"), "a number 9007199254740991");
    assert_eq!(read("[1, [true, null]]"), "a list [1,[true,null]]");
    assert_eq!(read("({ b: 1, a: undefined, __proto__: { inherited: 1 } })"), "an object {\"b\":1}");
    assert_eq!(read("JSON.parse('{\"__proto__\":{\"x\":1}}')"), "an object {\"__proto__\":{\"x\":1}}");
    assert_eq!(read("new Date(0)"), "a Date \"1970-01-01T00:00:00.000Z\"");
}

#[wasm_bindgen_test]
fn what_json_cannot_say_is_named_and_not_lost() {
    for (expression, kind) in [
        ("() => 1", "a function"),
        ("class A {}", "a function"),
        ("async () => 1", "a function"),
        ("Symbol('s')", "a symbol"),
        ("10n", "a bigint"),
        ("new Map([[1, 2]])", "a Map"),
        ("new Uint8Array(2)", "a Uint8Array"),
        ("Promise.resolve(1)", "a Promise"),
        ("new Date(NaN)", "a Date that is not valid"),
        ("'\\ud83d'", "a string with half a surrogate pair"),
        ("(() => { const a = {}; a.a = a; return a })()", "an object"),
    ] {
        assert_eq!(convert::value(&js(expression)).unwrap().kind(), kind, "{expression}");
    }
}

#[wasm_bindgen_test]
fn what_crosses_back_is_plain() {
    let value = convert::value(&js("({ a: [1, 'x', null, true, 2.5], b: {} })")).unwrap();
    let back = convert::to_js(&value);
    let same = Function::new_with_args("x", "return JSON.stringify(x)").call1(&JsValue::UNDEFINED, &back).unwrap();
    assert_eq!(same.as_string().unwrap(), r#"{"a":[1,"x",null,true,2.5],"b":{}}"#);
}

#[wasm_bindgen_test]
fn a_request_is_plain_and_whole() {
    let request = send(HI).unwrap().request("Bearer a-token");
    assert_eq!(text(&request, "url"), "https://api.smooch.io/v1/appusers/ada/messages");
    assert_eq!(text(&request, "method"), "POST");
    assert_eq!(text(&request, "body"), r#"{"role":"appMaker","type":"text","text":"Hi"}"#);
    let headers = field(&request, "headers");
    assert_eq!(text(&headers, "authorization"), "Bearer a-token");
    assert_eq!(text(&headers, "content-type"), "application/json");
}

#[wasm_bindgen_test]
fn an_answer_stays_the_object_that_javascript_read() {
    let mut call = send(HI).unwrap();
    call.start();
    let text = js("'{\"message\":{\"n\":1.50,\"__proto__\":1,\"new\":null}}'");
    assert!(matches!(call.answered(js("new Response(null, { status: 201 })").unchecked_into(), &text), JsStep::Done));
    let result = call.result();
    let same = Function::new_with_args("x", "return JSON.stringify(x)").call1(&JsValue::UNDEFINED, &result).unwrap();
    assert_eq!(same.as_string().unwrap(), r#"{"message":{"n":1.5,"__proto__":1,"new":null}}"#);
}

#[wasm_bindgen_test]
fn an_empty_2xx_is_an_empty_object() {
    let mut call = send(HI).unwrap();
    call.start();
    let response = js("new Response(null, { status: 204 })");
    assert!(matches!(call.answered(response.unchecked_into(), &js("''")), JsStep::Done));
    assert_eq!(Object::keys(call.result().unchecked_ref::<Object>()).length(), 0);
}

#[wasm_bindgen_test]
fn answers_that_are_none_say_what_was_sent() {
    let ok = "new Response(null, { status: 201 })";
    assert_eq!(failure(ok, "undefined"), ["ResponseError", "unreadable_response", "yes"]);
    assert_eq!(failure(ok, "'<html>'"), ["ResponseError", "unreadable_response", "yes"]);
    assert_eq!(failure(ok, "'[1]'"), ["ResponseError", "unreadable_response", "yes"]);
    assert_eq!(failure("new Response(null, { status: 502 })", "'<html>'"), ["ServerError", "http_502", "maybe"]);
    assert_eq!(failure("new Response(null, { status: 302 })", "''"), ["ApiError", "redirect", "no"]);
    // As a browser hides a redirect, and as a mock may look.
    let hidden = "({ status: 0, type: 'opaqueredirect', headers: { get: () => null } })";
    assert_eq!(failure(hidden, "''"), ["ApiError", "redirect", "no"]);
    let gone = "({ status: 404, headers: { get: (name) => name } })";
    let envelope = "JSON.stringify({ error: { code: 'user_not_found', description: 'User not found' } })";
    assert_eq!(failure(gone, envelope), ["NotFoundError", "user_not_found", "no"]);
}

#[wasm_bindgen_test]
fn a_getter_that_throws_is_a_validation_error_with_its_cause() {
    let error = send("({ get text() { throw new Error('mine') } })").err().unwrap();
    assert_eq!(text(&error, "name"), "ValidationError");
    assert_eq!(text(&field(&error, "cause"), "message"), "mine");
}

#[wasm_bindgen_test]
fn a_token_is_signed_when_it_is_needed_and_kept_until_shortly_before_its_end() {
    let core = Core::new(&js("({ keyId: 'app_1', secret: 'secret' })")).unwrap();
    let first = core.authorization(1_000_000.0);
    assert!(first.as_deref().unwrap().starts_with("Bearer ey"));
    assert_eq!(core.authorization(1_569_999.0), first);
    assert_ne!(core.authorization(1_570_000.0), first);
    let before = core.authorization(1_600_000.0);
    core.renew();
    assert_ne!(core.authorization(1_601_000.0), before);
}

#[wasm_bindgen_test]
fn a_token_of_the_callers_must_fit_a_header() {
    let core = core();
    assert_eq!(core.authorization(0.0).as_deref(), Some("Bearer a-token"));
    assert_eq!(core.bearer(&js("'b'")).as_deref(), Some("Bearer b"));
    for token in ["''", "7", "undefined", "'a\\nb'", "'用'"] {
        assert_eq!(core.bearer(&js(token)), None, "{token}");
    }
    assert_eq!(Core::new(&js("({ token: () => 'b' })")).unwrap().authorization(0.0), None);
}

#[wasm_bindgen_test]
fn options_are_checked_when_a_client_is_made() {
    for (options, path) in [
        ("{}", "keyId"),
        ("{ keyId: 'a' }", "secret"),
        ("{ keyId: 'a', secret: 'b', sekret: 'c' }", "sekret"),
        ("{ token: 'a', fetch: 1 }", "fetch"),
        ("{ token: 'a', baseUrl: 'http://api.smooch.io' }", "baseUrl"),
        ("{ token: 'a', subdomain: 'a.b' }", "subdomain"),
        ("{ token: 'a', timeout: 0 }", "timeout"),
        ("{ token: 'a', apiVersion: 'v3' }", "apiVersion"),
        ("{ keyId: 'a', secret: 'b', scope: 'account' }", "appId"),
        ("{ keyId: 'a:b', secret: 'c', auth: 'basic' }", "keyId"),
        ("{ token: 'a', headers: { authorization: 'b' } }", "headers.authorization"),
    ] {
        let error = Core::new(&js(&format!("({options})"))).err().unwrap();
        assert_eq!(text(&error, "path"), path, "{options}");
    }
}
