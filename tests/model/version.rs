//! What one version knows and the other does not (docs/api/v1.md, section 1.1).

use serde_json::json;
use smooch_edge::model::user::CREATE_USER;
use smooch_edge::schema::{Kind, Version};

use super::{LINKS, MESSAGES, accepts, holds, refuses};

#[test]
fn credential_required_is_of_v1() {
    let create = Kind::Object(&CREATE_USER);
    let body = json!({ "userId": "ada", "credentialRequired": true });
    holds(&create, Version::V1, &[accepts("v1", body.clone())]);
    let message = "credentialRequired exists only in v1, and this client speaks v1.1 (apiVersion).";
    let issue = super::issues(&create, Version::V1_1, &body).remove(0);
    assert_eq!((issue.path.as_str(), issue.message.as_str()), ("credentialRequired", message));
}

#[test]
fn skip_confirmation_is_of_v1_and_of_twilio() {
    let body = |channel: &str| {
        let confirmation = json!({ "type": "immediate" });
        json!({ "type": channel, "phoneNumber": "+1", "confirmation": confirmation, "skipConfirmation": "true" })
    };
    holds(&LINKS, Version::V1, &[accepts("on twilio", body("twilio"))]);
    holds(&LINKS, Version::V1_1, &[refuses("v1.1", body("twilio"), &[("skipConfirmation", "exists only in v1,")])]);
    let expected = &[("skipConfirmation", "is not a field of a messagebird link")];
    holds(&LINKS, Version::V1, &[refuses("on messagebird", body("messagebird"), expected)]);
}

#[test]
fn whatsapp_is_of_v1_1() {
    let body = json!({ "type": "whatsapp", "phoneNumber": "+1", "confirmation": { "type": "immediate" } });
    holds(&LINKS, Version::V1_1, &[accepts("v1.1", body.clone())]);
    let expected = &[("type", "may be \"whatsapp\" only in v1.1 and v2, and this client speaks v1 (apiVersion).")];
    holds(&LINKS, Version::V1, &[refuses("v1", body, expected)]);
}

#[test]
fn the_integration_of_a_link_is_of_v1_1() {
    let body =
        json!({ "type": "twilio", "phoneNumber": "+1", "confirmation": { "type": "prompt" }, "integrationId": "a" });
    holds(&LINKS, Version::V1_1, &[accepts("v1.1", body.clone())]);
    holds(&LINKS, Version::V1, &[refuses("v1", body, &[("integrationId", "exists only in v1.1 and v2,")])]);
}

#[test]
fn overrides_are_of_v1_1() {
    let body = json!({ "role": "appMaker", "type": "text", "text": "a", "override": { "line": { "payload": {} } } });
    holds(&MESSAGES, Version::V1_1, &[accepts("v1.1", body.clone())]);
    holds(&MESSAGES, Version::V1, &[refuses("v1", body, &[("override", "exists only in v1.1 and v2,")])]);
}

#[test]
fn message_schemas_are_of_v1_1() {
    let body = json!({ "role": "appMaker", "messageSchema": "whatsapp", "message": { "type": "interactive" } });
    holds(&MESSAGES, Version::V1_1, &[accepts("v1.1", body.clone())]);
    let expected = &[("messageSchema", "exists only in v1.1 and v2,"), ("message", "exists only in v1.1 and v2,")];
    holds(&MESSAGES, Version::V1, &[refuses("v1", body, expected)]);
}
