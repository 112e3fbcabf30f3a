//! The activities in a conversation besides messages: typing and reading (docs/api/v1.md, section 8; docs/api/v2.md,
//! section 7).

use super::AUTHOR_AVATAR_URL;
use super::message::{PLACES, ROLE, SUBTYPES};
use crate::schema::{Choice, Kind, V2Layout, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

/// An activity, as v2 groups it.
pub static ACTIVITY: V2Layout = V2Layout {
    name: name!("ActivityPost"),
    kind: Kind::Object(&CONVERSATION_ACTIVITY),
    places: PLACES,
    rest: "",
    whole: None,
};

/// The type of activity.
static TYPE: Choice = Choice {
    name: name!("ActivityType"),
    doc: prose!(" What goes on: somebody begins to type, stops, or has read the conversation."),
    words: &[("conversation:read", ALL), ("typing:start", ALL), ("typing:stop", ALL)],
};

object! {
    /// Something that goes on in a conversation. Typing is shown on the web, on iOS, on Messenger and on Telegram.
    pub CONVERSATION_ACTIVITY = "ConversationActivity", "an activity" {
        /// Who does it: the business (`appMaker`) or the user (`appUser`), who can only read.
        required role: Kind::Choice(&ROLE);
        /// The type of the activity.
        required type: Kind::Choice(&TYPE);
        /// The name shown as the author's.
        optional name: text().personal().kind();
        /// The author's picture.
        optional avatarUrl: AUTHOR_AVATAR_URL;
        /// The kind of business author.
        optional(V2) subtypes: Kind::List(&SUBTYPES);
        /// The user, by the id of the service. Default: the one that the activity is posted for.
        optional(V2) userId: text().not_empty().kind();
        /// The user, by your own id.
        optional(V2) userExternalId: text().not_empty().personal().kind();
        /// The brand that the user belongs to, if brands are kept apart.
        optional(V2) brandId: text().in_v2(1, 24).nullable().kind();
    }
}
