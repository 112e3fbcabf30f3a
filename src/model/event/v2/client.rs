//! What becomes of a client, and so of a link (docs/api/v2.md, section 5).

use super::EVENT_BASE;
use super::part::{ERROR, SOURCE};
use crate::model::answer::v2::client::CLIENT;
use crate::model::answer::v2::conversation::TRUNCATED_CONVERSATION;
use crate::model::answer::v2::user::TRUNCATED_USER;
use crate::schema::{Choice, Kind, Versions, name, object, prose};

const ALL: Versions = Versions::ALL;

static ADD_REASON: Choice = Choice {
    name: name!("ClientAddReasonV2"),
    doc: prose!(" Why there is a client: `channelLinking` for a link."),
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
    /// What events about a client tell.
    CLIENT_PAYLOAD = "ClientPayloadBaseV2", "the payload of an event" {
        /// The user.
        required user: Kind::Object(&TRUNCATED_USER);
        /// The client.
        required client: Kind::Object(&CLIENT);
    }
}

object! {
    /// What `client:add` tells.
    ADD_PAYLOAD = "ClientAddPayloadV2", "the payload of an event", extends CLIENT_PAYLOAD, open true {
        /// The conversation that it is for.
        nullable conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// Why.
        optional reason: Kind::Choice(&ADD_REASON);
        /// Where it comes from.
        optional source: Kind::Object(&SOURCE);
    }
}

object! {
    /// What `client:update` tells.
    UPDATE_PAYLOAD = "ClientUpdatePayloadV2", "the payload of an event", extends CLIENT_PAYLOAD, open true {
        /// The conversation that it is for.
        optional conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// What happened.
        optional reason: Kind::Choice(&UPDATE_REASON);
    }
}

object! {
    /// What `client:remove` tells.
    REMOVE_PAYLOAD = "ClientRemovePayloadV2", "the payload of an event", extends CLIENT_PAYLOAD, open true {
        /// The conversation that it was for.
        nullable conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// Why.
        optional reason: Kind::Choice(&REMOVE_REASON);
        /// Why the link failed.
        nullable error: Kind::Object(&ERROR);
        /// Where it comes from.
        optional source: Kind::Object(&SOURCE);
    }
}

object! {
    /// A user got a client; by a link it is still pending.
    pub ADD = "ClientAddEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&ADD_PAYLOAD);
    }
}

object! {
    /// Something happened to a client of a user.
    pub UPDATE = "ClientUpdateEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&UPDATE_PAYLOAD);
    }
}

object! {
    /// A user lost a client, or never got it.
    pub REMOVE = "ClientRemoveEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&REMOVE_PAYLOAD);
    }
}
