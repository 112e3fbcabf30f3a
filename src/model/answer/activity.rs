//! The response of v1 to an activity (docs/api/v1.md, section 8).

use super::CONVERSATION;
use crate::schema::{Kind, object};

object! {
    /// The response to posting an activity.
    pub ACTIVITY_ANSWER = "ActivityAnswer", "the answer about an activity", open true {
        /// The conversation.
        required conversation: Kind::Object(&CONVERSATION);
    }
}
