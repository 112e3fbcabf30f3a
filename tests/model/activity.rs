//! Activities, control and participants (docs/api/v1.md, section 8; docs/api/v2.md, sections 6, 7 and 9).

use serde_json::json;
use smooch_edge::model::control::{CONTROL, PASS_CONTROL};
use smooch_edge::model::conversation::{LEAVE, UPDATE_CONVERSATION};
use smooch_edge::model::{Root, activity::ACTIVITY};
use smooch_edge::schema::{Kind, Version};

use super::{accepts, always_holds, grouped, holds, refuses};

#[test]
fn an_activity_has_a_role_and_a_type() {
    let kind = Root::V2Layout(&ACTIVITY).flat().kind();
    always_holds(
        &kind,
        &[
            accepts("typing", json!({ "role": "appMaker", "type": "typing:start" })),
            accepts(
                "a name",
                json!({ "role": "appMaker", "type": "typing:stop", "name": "Ada", "avatarUrl": "https://a" }),
            ),
            refuses("no role", json!({ "type": "typing:start" }), &[("role", "is required in an activity.")]),
            refuses(
                "another type",
                json!({ "role": "appMaker", "type": "typing" }),
                &[("type", "must be \"conversation:read\", \"typing:start\" or \"typing:stop\"")],
            ),
            refuses(
                "a field of v2",
                json!({ "role": "appUser", "type": "conversation:read", "userId": "a" }),
                &[("userId", "exists only in v2")],
            ),
        ],
    );
}

#[test]
fn v2_groups_the_author_of_an_activity() {
    let body = json!({ "role": "appUser", "type": "conversation:read", "userExternalId": "ada" });
    assert_eq!(
        grouped(&Kind::Nested(&ACTIVITY), &body),
        json!({ "author": { "type": "user", "userExternalId": "ada" }, "type": "conversation:read" })
    );
    let own = json!({ "author": { "type": "business" }, "type": "typing:start" });
    holds(
        &Kind::Nested(&ACTIVITY),
        Version::V2,
        &[
            accepts("in groups", own),
            refuses("no type", json!({ "author": { "type": "business" } }), &[("type", "is required in an activity.")]),
        ],
    );
}

#[test]
fn control_is_passed_to_somebody() {
    holds(
        &Kind::Object(&PASS_CONTROL),
        Version::V2,
        &[
            accepts("by type", json!({ "switchboardIntegration": "zd:agentWorkspace" })),
            accepts(
                "with what the ticket shows",
                json!({ "switchboardIntegration": "next", "metadata": { "dataCapture.ticketField.1": "a" } }),
            ),
            refuses("to nobody", json!({}), &[("switchboardIntegration", "is required in a hand-over.")]),
            refuses(
                "to nobody by name",
                json!({ "switchboardIntegration": "" }),
                &[("switchboardIntegration", "a string that is not empty")],
            ),
            refuses(
                "metadata that is not flat",
                json!({ "switchboardIntegration": "a", "metadata": { "a": {} } }),
                &[("metadata.a", "since this object is flat")],
            ),
        ],
    );
    holds(
        &Kind::Object(&CONTROL),
        Version::V2,
        &[
            accepts("nothing", json!({})),
            refuses("a slip", json!({ "metdata": {} }), &[("metdata", "Did you mean metadata?")]),
        ],
    );
}

#[test]
fn a_conversation_changes_by_its_labels_and_one_leaves_it_by_one_id() {
    holds(
        &Kind::Object(&UPDATE_CONVERSATION),
        Version::V2,
        &[
            accepts("a name, and no picture", json!({ "displayName": "Ada", "iconUrl": null })),
            refuses(
                "too long a name",
                json!({ "displayName": "a".repeat(101) }),
                &[("displayName", "must have 1 to 100 characters")],
            ),
            refuses("a type", json!({ "type": "personal" }), &[("type", "is not a field of a conversation update")]),
        ],
    );
    holds(
        &Kind::Object(&LEAVE),
        Version::V2,
        &[
            accepts("by the participant", json!({ "participantId": "a" })),
            refuses("by nothing", json!({}), &[("", "exactly one of userId")]),
            refuses(
                "by two",
                json!({ "userId": "a", "participantId": "b" }),
                &[("", "cannot have userId and participantId together")],
            ),
        ],
    );
}
