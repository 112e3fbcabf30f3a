//! Activities in a conversation besides messages (docs/api/v1.md, section 8; docs/api/v2.md, section 7).

use super::Lookup;
use super::Method::Post;
use super::row::{group, v1, v2};
use super::tables::ACTIVITY;
use crate::model::answer::EMPTY_ANSWER;
use crate::model::answer::activity::ACTIVITY_ANSWER;
use crate::retry::RetrySafety::Harmless;
use crate::schema::prose;

group! {
    /// Activities in a conversation besides messages.
    pub ACTIVITIES = "activities" {
        /// Shows the user that the business types, or the business that the user has read. A sign of typing goes away by
        /// itself.
        ///
        /// @throws {NotFoundError} if the user has no conversation yet
        /// @example
        /// ```ts
        /// await smooch.activities.post("ada", { role: "appMaker", type: "typing:start" });
        /// ```
        "activities.post"(id, activity): [
            v1(Post, "/appusers/{userId}/conversation/activity").checked(&ACTIVITY).safety(Harmless)
                .responds(&ACTIVITY_ANSWER),
            v2(Post, "/conversations/{conversationId}/activity").checked(&ACTIVITY).safety(Harmless)
                .lookup(Lookup::ExistingConversation).responds(&EMPTY_ANSWER).doc(prose!(
                    " `{ conversationId }` instead of the user's id names the conversation. The body may also be",
                    " {@link ActivityPost}."
                )),
        ];
    }
}
