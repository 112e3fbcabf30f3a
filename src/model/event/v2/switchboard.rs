//! Who answers a conversation (docs/api/v2.md, sections 9 and 10).

use super::EVENT_BASE;
use super::part::ERROR;
use crate::model::FLAT;
use crate::model::answer::v2::conversation::TRUNCATED_CONVERSATION;
use crate::schema::{Choice, Kind, Versions, name, object, prose};

static REASON: Choice = Choice {
    name: name!("ControlReasonV2"),
    doc: prose!(" Why the control was passed or released."),
    words: &[("ticketClosed", Versions::ALL), ("transferToEmail", Versions::ALL)],
};

object! {
    /// What every event about control tells.
    CONTROL_BASE = "ControlPayloadBaseV2", "the payload of an event" {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The flat object that was given with the action.
        nullable metadata: FLAT;
    }
}

object! {
    /// What accepting and offering control tell.
    PAYLOAD = "ControlPayloadV2", "the payload of an event", extends CONTROL_BASE, open true {}
}

object! {
    /// What passing and releasing control tell.
    REASON_PAYLOAD = "ControlReasonPayloadV2", "the payload of an event", extends CONTROL_BASE, open true {
        /// Why.
        optional reason: Kind::Choice(&REASON);
    }
}

object! {
    /// What an action that fails tells.
    FAILURE_PAYLOAD = "ControlFailurePayloadV2", "the payload of an event", extends CONTROL_BASE, open true {
        /// Why it failed.
        optional error: Kind::Object(&ERROR);
    }
}

object! {
    /// Control was accepted.
    pub ACCEPT = "AcceptControlEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&PAYLOAD);
    }
}

object! {
    /// Control could not be accepted.
    pub ACCEPT_FAILURE = "AcceptControlFailureEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&FAILURE_PAYLOAD);
    }
}

object! {
    /// Control was offered.
    pub OFFER = "OfferControlEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&PAYLOAD);
    }
}

object! {
    /// Control could not be offered.
    pub OFFER_FAILURE = "OfferControlFailureEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&FAILURE_PAYLOAD);
    }
}

object! {
    /// Control was passed.
    pub PASS = "PassControlEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&REASON_PAYLOAD);
    }
}

object! {
    /// Control could not be passed.
    pub PASS_FAILURE = "PassControlFailureEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&FAILURE_PAYLOAD);
    }
}

object! {
    /// Control was released.
    pub RELEASE = "ReleaseControlEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&REASON_PAYLOAD);
    }
}
