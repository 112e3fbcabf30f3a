//! What happens to users (docs/api/v2.md, sections 5 and 10).

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
    doc: prose!(" Why users were merged: `channelLinking` where a link proved that they are one."),
    words: &[("api", ALL), ("channelLinking", ALL), ("sdkLogin", ALL)],
};

static UPDATE_REASON: Choice = Choice {
    name: name!("UserUpdateReasonV2"),
    doc: prose!(" Why a user changed."),
    words: &[("authentication", ALL), ("localeDetection", ALL)],
};

object! {
    /// Two users that turned out to be one.
    MERGED_USERS = "MergedUsersV2", "merged users", open true {
        /// The one that remains.
        required surviving: Kind::Object(&USER);
        /// The one that is no more.
        required discarded: Kind::Object(&USER);
    }
}

object! {
    /// Their conversations.
    MERGED_CONVERSATIONS = "MergedConversationsV2", "merged conversations", open true {
        /// The one that remains.
        optional surviving: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The one that is no more.
        optional discarded: Kind::Object(&TRUNCATED_CONVERSATION);
    }
}

object! {
    /// Their clients.
    MERGED_CLIENTS = "MergedClientsV2", "merged clients", open true {
        /// The one that remains.
        optional surviving: Kind::Object(&CLIENT);
        /// The one that is no more.
        optional discarded: Kind::Object(&CLIENT);
    }
}

object! {
    /// What `user:merge` tells.
    MERGE_PAYLOAD = "UserMergePayloadV2", "the payload of an event", open true {
        /// The users.
        required mergedUsers: Kind::Object(&MERGED_USERS);
        /// Their conversations.
        nullable mergedConversations: Kind::Object(&MERGED_CONVERSATIONS);
        /// Their clients.
        nullable mergedClients: Kind::Object(&MERGED_CLIENTS);
        /// Facts about the discarded user that could not be kept.
        nullable discardedMetadata: FLAT;
        /// Why.
        optional reason: Kind::Choice(&MERGE_REASON);
    }
}

object! {
    /// What `user:update` tells.
    UPDATE_PAYLOAD = "UserUpdatePayloadV2", "the payload of an event", open true {
        /// The user.
        required user: Kind::Object(&USER);
        /// Why they changed.
        optional reason: Kind::Choice(&UPDATE_REASON);
        /// Where it comes from.
        optional source: Kind::Object(&SOURCE);
    }
}

object! {
    /// What `user:remove` tells.
    REMOVE_PAYLOAD = "UserRemovePayloadV2", "the payload of an event", open true {
        /// The user.
        required user: Kind::Object(&TRUNCATED_USER);
    }
}

object! {
    /// Two users turned out to be one.
    pub MERGE = "UserMergeEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&MERGE_PAYLOAD);
    }
}

object! {
    /// A user changed.
    pub UPDATE = "UserUpdateEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&UPDATE_PAYLOAD);
    }
}

object! {
    /// A user was removed.
    pub REMOVE = "UserRemoveEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&REMOVE_PAYLOAD);
    }
}
