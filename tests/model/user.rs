//! Users (docs/api/v1.md, section 4.2).

use serde_json::json;
use smooch_edge::model::user::{CREATE_USER, UPDATE_USER};
use smooch_edge::schema::{Kind, Version, check};
use smooch_edge::value::Value;

use super::{accepts, always_holds, refuses};

const CREATE: Kind = Kind::Object(&CREATE_USER);
const UPDATE: Kind = Kind::Object(&UPDATE_USER);

#[test]
fn a_user_is_created_by_an_id_of_yours() {
    always_holds(
        &CREATE,
        &[
            accepts("an id alone will do", json!({ "userId": "ada" })),
            refuses("an id is needed", json!({}), &[("userId", "userId is required in a user.")]),
            refuses("an empty id is none", json!({ "userId": "" }), &[("userId", "a string that is not empty")]),
            refuses("a number is no id", json!({ "userId": 7 }), &[("userId", "got a number")]),
        ],
    );
}

#[test]
fn a_user_may_have_a_profile() {
    let body = json!({
        "userId": "ada", "givenName": "Ada", "surname": "Lovelace", "email": "ada@example.com",
        "avatarUrl": "https://example.com/ada.png", "signedUpAt": "2015-10-08T23:52:11.677Z",
        "properties": { "plan": "pro", "seats": 4, "trial": false },
    });
    always_holds(
        &CREATE,
        &[
            accepts("with all fields", body),
            accepts("with empty names", json!({ "userId": "ada", "givenName": "", "surname": "" })),
            refuses(
                "with nothing given as null",
                json!({ "userId": "ada", "email": null }),
                &[("email", "Leave the field out instead of giving null.")],
            ),
        ],
    );
}

#[test]
fn a_user_id_never_changes() {
    always_holds(
        &UPDATE,
        &[
            accepts("an update of nothing", json!({})),
            accepts("an update of a name", json!({ "givenName": "Ada" })),
            refuses(
                "an update of the id",
                json!({ "userId": "ada" }),
                &[("userId", "userId cannot be given: a userId never changes")],
            ),
        ],
    );
}

#[test]
fn the_moment_of_sign_up_is_iso_8601_or_a_date() {
    always_holds(
        &UPDATE,
        &[
            accepts("a date and a time", json!({ "signedUpAt": "2026-11-24T06:33:00.000Z" })),
            accepts("a date", json!({ "signedUpAt": "2026-11-24" })),
            refuses("words", json!({ "signedUpAt": "yesterday" }), &[("signedUpAt", "an ISO 8601 string")]),
            refuses("unix time", json!({ "signedUpAt": 1_448_347_980 }), &[("signedUpAt", "or a Date")]),
        ],
    );
    let mut body = Value::Object(vec![("signedUpAt".into(), Value::Date("2026-11-24T06:33:00.000Z".into()))]);
    assert_eq!(check(&UPDATE, &mut body, Version::V1), [], "a Date");
}

#[test]
fn properties_are_flat() {
    always_holds(
        &UPDATE,
        &[
            accepts("no properties", json!({ "properties": {} })),
            accepts("strings, numbers, booleans", json!({ "properties": { "a": "b", "c": 1.5, "d": true } })),
            refuses(
                "an object within",
                json!({ "properties": { "address": { "city": "Montreal" } } }),
                &[("properties.address", "a string, a number or a boolean, since this object is flat")],
            ),
            refuses(
                "a list within",
                json!({ "properties": { "tags": ["a"] } }),
                &[("properties.tags", "since this object is flat")],
            ),
            refuses(
                "null within",
                json!({ "properties": { "plan": null } }),
                &[("properties.plan", "since this object is flat")],
            ),
            refuses("a list", json!({ "properties": ["a"] }), &[("properties", "a flat object; got a list")]),
        ],
    );
}

#[test]
fn properties_have_four_kilobytes_of_keys_and_values() {
    let properties = |key: &str, value: String| json!({ "properties": { key: value } });
    always_holds(
        &UPDATE,
        &[
            accepts("4096 bytes", properties("k", "x".repeat(4095))),
            refuses(
                "4097 bytes",
                properties("k", "x".repeat(4096)),
                &[("properties", "at most 4096 bytes of keys and values together; got 4097")],
            ),
            refuses("a key is counted", properties("kk", "x".repeat(4095)), &[("properties", "got 4097")]),
            accepts("2048 letters of two bytes", properties("é", "é".repeat(2047))),
            refuses("bytes are counted, not letters", properties("k", "é".repeat(2048)), &[("properties", "got 4097")]),
            accepts("four bytes each", properties("", "😀".repeat(1024))),
            refuses("four bytes each, and one more", properties("k", "😀".repeat(1024)), &[("properties", "got 4097")]),
        ],
    );
}
