//! Integrations, by their types (docs/api/v1.md, section 12; docs/api/v2.md, section 12).

use serde_json::json;
use smooch_edge::model::integration::{INTEGRATION, UPDATE_INTEGRATION};
use smooch_edge::schema::{Kind, Version};

use super::{accepts, always_holds, holds, refuses, with};

const INTEGRATIONS: Kind = Kind::Union(&INTEGRATION);

#[test]
fn each_type_needs_its_credentials() {
    let twilio = json!({ "type": "twilio", "accountSid": "AC1", "authToken": "t", "phoneNumberSid": "PN1" });
    always_holds(
        &INTEGRATIONS,
        &[
            accepts("twilio", twilio.clone()),
            accepts("line, which may come step by step", json!({ "type": "line" })),
            accepts("a widget", json!({ "type": "web", "brandColor": "65758e", "originWhitelist": ["https://a"] })),
            refuses(
                "twilio without its number",
                with(&twilio, json!({ "phoneNumberSid": null })),
                &[("phoneNumberSid", "is required in a twilio integration.")],
            ),
            refuses(
                "an empty token",
                json!({ "type": "viber", "token": "" }),
                &[("token", "a string that is not empty")],
            ),
            refuses(
                "a field of another type",
                json!({ "type": "telegram", "token": "t", "apiKey": "k" }),
                &[("apiKey", "is not a field of a telegram integration")],
            ),
            refuses("a slip", json!({ "type": "twillio" }), &[("type", "Did you mean \"twilio\"?")]),
            refuses("no type", json!({}), &[("type", "is required")]),
            refuses("one of v2", json!({ "type": "custom", "webhooks": [] }), &[("type", "only in v2")]),
        ],
    );
}

#[test]
fn v2_has_others() {
    let twilio = json!({ "type": "twilio", "accountSid": "AC1", "authToken": "t" });
    holds(
        &INTEGRATIONS,
        Version::V2,
        &[
            accepts("twilio by its messaging service", with(&twilio, json!({ "messagingServiceSid": "MG1" }))),
            accepts(
                "who answers first",
                with(&twilio, json!({ "defaultResponderId": "a", "showAIDisclaimer": false })),
            ),
            accepts(
                "a custom one",
                json!({ "type": "custom", "webhooks": [{ "target": "https://a", "triggers": ["user:merge"] }] }),
            ),
            refuses("a custom one alone", json!({ "type": "custom" }), &[("webhooks", "is required")]),
            refuses(
                "one of v1",
                json!({ "type": "wechat", "appId": "a", "appSecret": "s" }),
                &[("type", "only in v1")],
            ),
            refuses(
                "a tier of old",
                json!({ "type": "twitter", "tier": "premium", "consumerKey": "a", "consumerSecret": "b",
                    "accessTokenKey": "c", "accessTokenSecret": "d" }),
                &[("tier", "must be \"enterprise\"")],
            ),
        ],
    );
}

#[test]
fn an_update_has_the_fields_of_all_types() {
    let update = Kind::Object(&UPDATE_INTEGRATION);
    always_holds(
        &update,
        &[
            accepts("nothing to change", json!({})),
            accepts("a colour", json!({ "brandColor": "ffffff", "hideUnsubscribeLink": true })),
            refuses("a field of v2", json!({ "storyRepliesEnabled": true }), &[("storyRepliesEnabled", "only in v2")]),
            refuses("a slip", json!({ "brandColour": "a" }), &[("brandColour", "Did you mean brandColor?")]),
        ],
    );
    holds(&update, Version::V2, &[accepts("a field of v2", json!({ "storyRepliesEnabled": true, "accountId": null }))]);
}
