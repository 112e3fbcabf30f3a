//! A conversation of v2 (docs/api/v2.md, section 6).

use super::{AVATAR, FLAT};
use crate::schema::{Choice, Kind, List, Rule, Versions, name, object, prose, text};

/// The kind of a conversation.
static TYPE: Choice = Choice {
    name: name!("ConversationType"),
    doc: prose!(" What kind of conversation it is: of one user, or of several within the SDKs."),
    words: &[("personal", Versions::ALL), ("sdkGroup", Versions::ALL)],
};

object! {
    /// A user who takes part.
    pub PARTICIPANT = "ParticipantBody", "a participant" {
        /// The user, by the id of the service.
        optional userId: text().not_empty().kind();
        /// The user, by your own id.
        optional userExternalId: text().not_empty().personal().kind();
        /// Whether the user's SDK client gets the messages; needed for `sdkGroup`.
        optional subscribeSDKClient: Kind::Bool;
    }
    rules: [Rule::OneOf(&["userId", "userExternalId"])]
}

static PARTICIPANTS: List = List::between(0, Kind::Object(&PARTICIPANT), 10);

object! {
    /// A user who leaves.
    pub LEAVE = "ParticipantLeaveBody", "a participant" {
        /// The user, by the id of the service.
        optional userId: text().not_empty().kind();
        /// The user, by your own id.
        optional userExternalId: text().not_empty().personal().kind();
        /// The participant, by the id that they have in the conversation.
        optional participantId: text().not_empty().kind();
    }
    rules: [Rule::OneOf(&["userId", "userExternalId", "participantId"])]
}

/// The name or the subject of a conversation.
const LABEL: Kind = text().in_v2(1, 100).nullable().personal().kind();

object! {
    /// The changes to a conversation. Fields left out stay as they are.
    pub UPDATE_CONVERSATION = "ConversationUpdateBody", "a conversation update" {
        /// Its name.
        optional displayName: LABEL;
        /// Its subject.
        optional description: LABEL;
        /// Its picture.
        optional iconUrl: AVATAR;
        /// A flat object that comes back in webhooks, 4 KB at most.
        optional metadata: FLAT;
    }
}

object! {
    /// A conversation to create.
    pub CREATE_CONVERSATION = "ConversationCreateBody", "a conversation", extends UPDATE_CONVERSATION {
        /// The kind of conversation.
        required type: Kind::Choice(&TYPE);
        /// Who takes part: one user in a personal conversation, ten at most in an `sdkGroup`.
        optional participants: Kind::List(&PARTICIPANTS);
    }
}
