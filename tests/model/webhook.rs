//! Webhooks (docs/api/v1.md, section 11.1).

use serde_json::json;
use smooch_edge::model::webhook::{CREATE_WEBHOOK, UPDATE_WEBHOOK};
use smooch_edge::schema::{Kind, Version};

use super::{accepts, always_holds, holds, refuses};

#[test]
fn a_webhook_has_a_target_and_perhaps_triggers() {
    always_holds(
        &Kind::Object(&CREATE_WEBHOOK),
        &[
            accepts("a target", json!({ "target": "https://example.com" })),
            accepts("a trigger", json!({ "target": "https://example.com", "triggers": ["message:appUser"] })),
            accepts(
                "a trigger of tomorrow",
                json!({ "target": "https://example.com", "triggers": ["conversation:paused"] }),
            ),
            refuses("no target", json!({}), &[("target", "is required in a webhook.")]),
            refuses(
                "no triggers at all",
                json!({ "target": "https://example.com", "triggers": [] }),
                &[("triggers", "must have at least 1 items; got 0")],
            ),
            refuses(
                "an empty trigger",
                json!({ "target": "https://example.com", "triggers": [""] }),
                &[("triggers[0]", "a string that is not empty")],
            ),
        ],
    );
    always_holds(&Kind::Object(&UPDATE_WEBHOOK), &[accepts("nothing to change", json!({}))]);
}

#[test]
fn events_can_carry_more_in_v1_1() {
    let body = json!({ "target": "https://example.com", "includeClient": true, "includeFullAppUser": true });
    let create = Kind::Object(&CREATE_WEBHOOK);
    holds(&create, Version::V1_1, &[accepts("more", body.clone())]);
    let expected = &[
        ("includeClient", "exists only in v1.1"),
        ("includeFullAppUser", "exists only in v1.1, and this client speaks v1 (apiVersion)."),
    ];
    holds(&create, Version::V1, &[refuses("more", body, expected)]);
}
