//! The outcome of a client, and so of a link (docs/api/v2.md, section 5).

use super::EVENT_BASE;
use super::part::{ERROR, SOURCE};
use crate::model::answer::v2::client::CLIENT;
use crate::model::answer::v2::conversation::TRUNCATED_CONVERSATION;
use crate::model::answer::v2::user::TRUNCATED_USER;
use crate::schema::{Choice, Kind, Versions, name, object, prose};

const ALL: Versions = Versions::ALL;

static ADD_REASON: Choice = Choice {
    name: name!("ClientAddReasonV2"),
    doc: prose!(" The reason for a client: `channelLinking` for a link."),
    words: &[("authCode", ALL), ("channelLinking", ALL), ("sdkLogin", ALL)],
};

static UPDATE_REASON: Choice = Choice {
    name: name!("ClientUpdateReasonV2"),
    doc: prose!(
        " What happened to a client: `matched`, the channel knows the person; `confirmed`, it is linked; `blocked` and",
        " `unblocked`, they unsubscribed and came back."
    ),
    words: &[("blocked", ALL), ("confirmed", ALL), ("matched", ALL), ("unblocked", ALL)],
};

static REMOVE_REASON: Choice = Choice {
    name: name!("ClientRemoveReasonV2"),
    doc: prose!(
        " Why a client is gone: `linkFailed` and `linkCancelled`, it was never linked; `theft`, another user has it now;",
        " `api` and `sdk`, it was removed."
    ),
    words: &[("api", ALL), ("linkCancelled", ALL), ("linkFailed", ALL), ("sdk", ALL), ("theft", ALL)],
};

object! {
    /// The fields of every payload about a client.
    CLIENT_PAYLOAD = "ClientPayloadBaseV2", "the payload of an event" {
        /// The user.
        required user: Kind::Object(&TRUNCATED_USER);
        /// The client.
        required client: Kind::Object(&CLIENT);
    }
}

object! {
    /// The payload of `client:add`.
    ADD_PAYLOAD = "ClientAddPayloadV2", "the payload of an event", extends CLIENT_PAYLOAD, open true {
        /// Its conversation.
        nullable conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The reason.
        optional reason: Kind::Choice(&ADD_REASON);
        /// Its source.
        optional source: Kind::Object(&SOURCE);
    }
}

object! {
    /// The payload of `client:update`.
    UPDATE_PAYLOAD = "ClientUpdatePayloadV2", "the payload of an event", extends CLIENT_PAYLOAD, open true {
        /// Its conversation.
        optional conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The payload.
        optional reason: Kind::Choice(&UPDATE_REASON);
    }
}

object! {
    /// The payload of `client:remove`.
    REMOVE_PAYLOAD = "ClientRemovePayloadV2", "the payload of an event", extends CLIENT_PAYLOAD, open true {
        /// Its conversation.
        nullable conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The reason.
        optional reason: Kind::Choice(&REMOVE_REASON);
        /// The reason for the failure.
        nullable error: Kind::Object(&ERROR);
        /// Its source.
        optional source: Kind::Object(&SOURCE);
    }
}

object! {
    /// A client was added to a user; by a link it is still pending.
    pub ADD = "ClientAddEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&ADD_PAYLOAD);
    }
}

object! {
    /// Something happened to a client of a user.
    pub UPDATE = "ClientUpdateEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&UPDATE_PAYLOAD);
    }
}

object! {
    /// A client was removed from a user, or could not be added.
    pub REMOVE = "ClientRemoveEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&REMOVE_PAYLOAD);
    }
}
