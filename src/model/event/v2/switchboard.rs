//! The control of a conversation (docs/api/v2.md, sections 9 and 10).

use super::EVENT_BASE;
use super::part::ERROR;
use crate::model::FLAT;
use crate::model::answer::v2::conversation::TRUNCATED_CONVERSATION;
use crate::schema::{Choice, Kind, Versions, name, object, prose};

static REASON: Choice = Choice {
    name: name!("ControlReasonV2"),
    doc: prose!(" The reason for passing or releasing control."),
    words: &[("ticketClosed", Versions::ALL), ("transferToEmail", Versions::ALL)],
};

object! {
    /// The fields of every payload about control.
    CONTROL_BASE = "ControlPayloadBaseV2", "the payload of an event" {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The metadata that was given with the action.
        nullable metadata: FLAT;
    }
}

object! {
    /// The payload of `switchboard:acceptControl` and `switchboard:offerControl`.
    PAYLOAD = "ControlPayloadV2", "the payload of an event", extends CONTROL_BASE, open true {}
}

object! {
    /// The payload of `switchboard:passControl` and `switchboard:releaseControl`.
    REASON_PAYLOAD = "ControlReasonPayloadV2", "the payload of an event", extends CONTROL_BASE, open true {
        /// The reason.
        optional reason: Kind::Choice(&REASON);
    }
}

object! {
    /// The payload of an action that failed.
    FAILURE_PAYLOAD = "ControlFailurePayloadV2", "the payload of an event", extends CONTROL_BASE, open true {
        /// The reason for the failure.
        optional error: Kind::Object(&ERROR);
    }
}

object! {
    /// Control was accepted.
    pub ACCEPT = "AcceptControlEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&PAYLOAD);
    }
}

object! {
    /// Control could not be accepted.
    pub ACCEPT_FAILURE = "AcceptControlFailureEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&FAILURE_PAYLOAD);
    }
}

object! {
    /// Control was offered.
    pub OFFER = "OfferControlEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&PAYLOAD);
    }
}

object! {
    /// Control could not be offered.
    pub OFFER_FAILURE = "OfferControlFailureEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&FAILURE_PAYLOAD);
    }
}

object! {
    /// Control was passed.
    pub PASS = "PassControlEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&REASON_PAYLOAD);
    }
}

object! {
    /// Control could not be passed.
    pub PASS_FAILURE = "PassControlFailureEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&FAILURE_PAYLOAD);
    }
}

object! {
    /// Control was released.
    pub RELEASE = "ReleaseControlEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&REASON_PAYLOAD);
    }
}
