//! A conversation of v2 (docs/api/v2.md, section 6).

use super::{AVATAR, FLAT};
use crate::schema::{Choice, Kind, List, Rule, Versions, name, object, prose, text};

/// What kind of conversation it is.
static TYPE: Choice = Choice {
    name: name!("ConversationType"),
    doc: prose!(" What kind of conversation it is: of one user, or of several within the SDKs."),
    words: &[("personal", Versions::ALL), ("sdkGroup", Versions::ALL)],
};

object! {
    /// A user who takes part.
    PARTICIPANT = "ParticipantBody", "a participant" {
        /// The user, by the id of the service.
        optional userId: text().not_empty().kind();
        /// The user, by your own id.
        optional userExternalId: text().not_empty().personal().kind();
        /// Whether the user's SDK client gets the messages; needed for `sdkGroup`.
        optional subscribeSDKClient: Kind::Bool;
    }
    rules: [Rule::OneOf(&["userId", "userExternalId"])]
}

static PARTICIPANTS: List = List { of: Kind::Object(&PARTICIPANT), min: 0, max: 10 };

/// What a conversation is called, or is about.
const LABEL: Kind = text().in_v2(1, 100).nullable().personal().kind();

object! {
    /// A conversation to create.
    pub CREATE_CONVERSATION = "ConversationCreateBody", "a conversation" {
        /// What kind of conversation it is.
        required type: Kind::Choice(&TYPE);
        /// Who takes part: one user in a personal conversation, ten at most in an `sdkGroup`.
        optional participants: Kind::List(&PARTICIPANTS);
        /// What it is called.
        optional displayName: LABEL;
        /// What it is about.
        optional description: LABEL;
        /// Its picture.
        optional iconUrl: AVATAR;
        /// A flat object that comes back in webhooks, 4 KB at most.
        optional metadata: FLAT;
    }
}
