//! The events about users (docs/api/v2.md, sections 5 and 10).

use super::EVENT_BASE;
use super::part::SOURCE;
use crate::model::FLAT;
use crate::model::answer::v2::client::CLIENT;
use crate::model::answer::v2::conversation::TRUNCATED_CONVERSATION;
use crate::model::answer::v2::user::{TRUNCATED_USER, USER};
use crate::schema::{Choice, Kind, Versions, name, object, prose};

const ALL: Versions = Versions::ALL;

static MERGE_REASON: Choice = Choice {
    name: name!("UserMergeReasonV2"),
    doc: prose!(" The reason for a merge: `channelLinking` if a link proved that the users are one."),
    words: &[("api", ALL), ("channelLinking", ALL), ("sdkLogin", ALL)],
};

static UPDATE_REASON: Choice = Choice {
    name: name!("UserUpdateReasonV2"),
    doc: prose!(" The reason for a change of a user."),
    words: &[("authentication", ALL), ("localeDetection", ALL)],
};

object! {
    /// Two users that were merged.
    MERGED_USERS = "MergedUsersV2", "merged users", open true {
        /// The one that is kept.
        required surviving: Kind::Object(&USER);
        /// The one that was discarded.
        required discarded: Kind::Object(&USER);
    }
}

object! {
    /// The conversations of both.
    MERGED_CONVERSATIONS = "MergedConversationsV2", "merged conversations", open true {
        /// The one that is kept.
        optional surviving: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The one that was discarded.
        optional discarded: Kind::Object(&TRUNCATED_CONVERSATION);
    }
}

object! {
    /// The clients of both.
    MERGED_CLIENTS = "MergedClientsV2", "merged clients", open true {
        /// The one that is kept.
        optional surviving: Kind::Object(&CLIENT);
        /// The one that was discarded.
        optional discarded: Kind::Object(&CLIENT);
    }
}

object! {
    /// The payload of `user:merge`.
    MERGE_PAYLOAD = "UserMergePayloadV2", "the payload of an event", open true {
        /// The users.
        required mergedUsers: Kind::Object(&MERGED_USERS);
        /// The conversations of both.
        nullable mergedConversations: Kind::Object(&MERGED_CONVERSATIONS);
        /// The clients of both.
        nullable mergedClients: Kind::Object(&MERGED_CLIENTS);
        /// Facts about the discarded user that could not be kept.
        nullable discardedMetadata: FLAT;
        /// The reason.
        optional reason: Kind::Choice(&MERGE_REASON);
    }
}

object! {
    /// The payload of `user:update`.
    UPDATE_PAYLOAD = "UserUpdatePayloadV2", "the payload of an event", open true {
        /// The user.
        required user: Kind::Object(&USER);
        /// The reason for the change.
        optional reason: Kind::Choice(&UPDATE_REASON);
        /// Its source.
        optional source: Kind::Object(&SOURCE);
    }
}

object! {
    /// The payload of `user:remove`.
    REMOVE_PAYLOAD = "UserRemovePayloadV2", "the payload of an event", open true {
        /// The user.
        required user: Kind::Object(&TRUNCATED_USER);
    }
}

object! {
    /// Two users were merged.
    pub MERGE = "UserMergeEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&MERGE_PAYLOAD);
    }
}

object! {
    /// A user changed.
    pub UPDATE = "UserUpdateEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&UPDATE_PAYLOAD);
    }
}

object! {
    /// A user was removed.
    pub REMOVE = "UserRemoveEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&REMOVE_PAYLOAD);
    }
}
