//! The JavaScript edge, in Node and in a browser: what crosses, and what a `fetch` can do to a call.
//!
//! `npm test` runs it with wasm-bindgen's test runner, in Node and in headless Chromium.
#![cfg(target_family = "wasm")]

use js_sys::{Function, Object, Reflect};
use smooch_edge::js::{Core, convert};
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

/// A client whose `fetch` is the body of a function of `url` and `init`.
fn client(fetch: &str) -> Core {
    let options = js("{ token: 'a-token', timeout: 50 }");
    Reflect::set(&options, &"fetch".into(), &Function::new_with_args("url, init", fetch)).unwrap();
    Core::new(&options).unwrap()
}

async fn send_with(core: &Core, options: &str) -> Result<JsValue, JsValue> {
    let input =
        js(&format!("{{ ids: ['ada'], body: {{ role: 'appMaker', type: 'text', text: 'Hi' }}, options: {options} }}"));
    core.call("send", input.unchecked_ref()).await
}

async fn send(fetch: &str) -> Result<JsValue, JsValue> {
    send_with(&client(fetch), "undefined").await
}

async fn failure(fetch: &str) -> [String; 3] {
    let error = send(fetch).await.unwrap_err();
    ["name", "code", "sent"].map(|name| text(&error, name))
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
    let value = convert::value(&js("{ a: [1, 'x', null, true, 2.5], b: {} }")).unwrap();
    let back = convert::to_js(&value);
    let same = Function::new_with_args("x", "return JSON.stringify(x)").call1(&JsValue::UNDEFINED, &back).unwrap();
    assert_eq!(same.as_string().unwrap(), r#"{"a":[1,"x",null,true,2.5],"b":{}}"#);
}

#[wasm_bindgen_test]
async fn a_fetch_gets_plain_objects_and_is_called_unbound() {
    let answer = send(
        "if (this !== undefined && this !== globalThis) throw new Error('bound');
         if (typeof url !== 'string' || Object.getPrototypeOf(init) !== Object.prototype) throw new Error('not plain');
         return Promise.resolve(new Response(JSON.stringify({ url, ...init, signal: init.signal.constructor.name })))",
    )
    .await
    .unwrap();
    assert_eq!(text(&answer, "url"), "https://api.smooch.io/v1/appusers/ada/messages");
    assert_eq!(text(&answer, "method"), "POST");
    assert_eq!(text(&answer, "redirect"), "manual");
    assert_eq!(text(&answer, "signal"), "AbortSignal");
    assert_eq!(text(&answer, "body"), r#"{"role":"appMaker","type":"text","text":"Hi"}"#);
    assert_eq!(text(&field(&answer, "headers"), "authorization"), "Bearer a-token");
}

#[wasm_bindgen_test]
async fn an_answer_of_another_realm_or_library_is_read_alike() {
    let duck = "return { status: 201, headers: { get: () => null }, text: async () => '{\"message\":{\"n\":1.50}}' }";
    let answer = send(duck).await.unwrap();
    assert_eq!(field(&field(&answer, "message"), "n").as_f64(), Some(1.5));
}

#[wasm_bindgen_test]
async fn an_empty_2xx_is_an_empty_object() {
    let answer = send("return Promise.resolve(new Response(null, { status: 204 }))").await.unwrap();
    assert_eq!(Object::keys(answer.unchecked_ref::<Object>()).length(), 0);
}

#[wasm_bindgen_test]
async fn every_way_to_fail_ends_in_an_error_that_says_what_was_sent() {
    for (fetch, expected) in [
        ("throw new TypeError('refused by the runtime')", ["ConnectionError", "connection_failed", "no"]),
        ("return Promise.reject('a string')", ["ConnectionError", "connection_lost", "maybe"]),
        ("return Promise.reject(undefined)", ["ConnectionError", "connection_lost", "maybe"]),
        ("return undefined", ["ConnectionError", "connection_lost", "maybe"]),
        ("return { status: 200 }", ["ConnectionError", "connection_lost", "maybe"]),
        (
            "return Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }))",
            ["ConnectionError", "connection_failed", "no"],
        ),
        (
            "return Promise.reject(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))",
            ["ConnectionError", "connection_lost", "maybe"],
        ),
        ("return new Promise(() => {})", ["TimeoutError", "timeout", "maybe"]),
        (
            "return { status: 200, headers: new Headers(), text: () => new Promise(() => {}) }",
            ["TimeoutError", "timeout", "maybe"],
        ),
        (
            "return { status: 200, headers: new Headers(), text: () => Promise.reject(new Error('cut')) }",
            ["ResponseError", "unreadable_response", "yes"],
        ),
        ("return Promise.resolve(new Response('<html>'))", ["ResponseError", "unreadable_response", "yes"]),
        ("return Promise.resolve(new Response('<html>', { status: 502 }))", ["ServerError", "http_502", "maybe"]),
        (
            "return Promise.resolve(new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } }))",
            ["ApiError", "redirect", "no"],
        ),
    ] {
        assert_eq!(failure(fetch).await, expected, "{fetch}");
    }
}

#[wasm_bindgen_test]
async fn a_signal_that_is_already_aborted_sends_nothing() {
    let core = client("globalThis.calls = (globalThis.calls ?? 0) + 1; return new Promise(() => {})");
    let error = send_with(&core, "{ signal: AbortSignal.abort('my reason') }").await.unwrap_err();
    assert_eq!(["name", "sent", "cause"].map(|name| text(&error, name)), ["AbortError", "no", "my reason"]);
    assert!(js("globalThis.calls").is_undefined());
}

#[wasm_bindgen_test]
async fn a_signal_ends_a_call_under_way_with_its_reason() {
    let core = client("return new Promise(() => {})");
    let options = "{ timeout: 5000, signal: (() => { const c = new AbortController(); setTimeout(() => c.abort('later'), 5); return c.signal })() }";
    let error = send_with(&core, options).await.unwrap_err();
    assert_eq!(["name", "sent", "cause"].map(|name| text(&error, name)), ["AbortError", "maybe", "later"]);
}

#[wasm_bindgen_test]
async fn a_getter_that_throws_is_a_validation_error_with_its_cause() {
    let core = client("return new Promise(() => {})");
    let input = js("{ ids: ['ada'], body: { get text() { throw new Error('mine') } } }");
    let error = core.call("send", input.unchecked_ref()).await.unwrap_err();
    assert_eq!(text(&error, "name"), "ValidationError");
    assert_eq!(text(&field(&error, "cause"), "message"), "mine");
}

#[wasm_bindgen_test]
async fn a_token_function_gives_a_token_for_each_request() {
    let options = js("{ token: async () => 'token-' + (globalThis.tokens = (globalThis.tokens ?? 0) + 1) }");
    let fetch = "return Promise.resolve(new Response(JSON.stringify(init.headers)))";
    Reflect::set(&options, &"fetch".into(), &Function::new_with_args("url, init", fetch)).unwrap();
    let core = Core::new(&options).unwrap();
    for expected in ["Bearer token-1", "Bearer token-2"] {
        let answer = send_with(&core, "undefined").await.unwrap();
        assert_eq!(text(&answer, "authorization"), expected);
    }
}

#[wasm_bindgen_test]
async fn a_token_function_that_fails_has_sent_nothing() {
    for token in [
        "() => { throw new Error('no token') }",
        "() => Promise.reject(new Error('no token'))",
        "() => 7",
        "() => 'a\\nb'",
    ] {
        let options = js(&format!("{{ token: {token}, fetch: () => {{ throw new Error('sent') }} }}"));
        let error = send_with(&Core::new(&options).unwrap(), "undefined").await.unwrap_err();
        assert_eq!(["code", "sent"].map(|name| text(&error, name)), ["token_failed", "no"], "{token}");
    }
}

#[wasm_bindgen_test]
async fn a_refused_token_is_made_anew_once() {
    let options = js("{ keyId: 'app_1', secret: 'secret' }");
    let fetch = "globalThis.asked = (globalThis.asked ?? 0) + 1;
                 return Promise.resolve(new Response('{\"error\":{\"code\":\"unauthorized\"}}', { status: 401 }))";
    Reflect::set(&options, &"fetch".into(), &Function::new_with_args("url, init", fetch)).unwrap();
    let error = send_with(&Core::new(&options).unwrap(), "undefined").await.unwrap_err();
    assert_eq!(text(&error, "name"), "AuthenticationError");
    assert_eq!(js("globalThis.asked").as_f64(), Some(2.0));
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
        let error = Core::new(&js(options)).err().unwrap();
        assert_eq!(text(&error, "path"), path, "{options}");
    }
}
