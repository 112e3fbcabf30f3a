//! Who answers a conversation, as v2 hands it over (docs/api/v2.md, section 9).

use crate::schema::{Kind, name, object, text};

/// Metadata that goes with a hand-over.
const METADATA: Kind = Kind::Flat { bytes: 4096, typescript: name!("ControlMetadata") };

/// Who is to answer.
const WHOM: Kind = text().not_empty().kind();

object! {
    /// Who answers a conversation from now on.
    pub PASS_CONTROL = "PassControl", "a hand-over" {
        /// A switchboard integration, by its id, its name or its type, such as `"zd:agentWorkspace"`; or `"next"`: the
        /// one after the one that has control.
        required switchboardIntegration: WHOM;
        /// A flat object that the event carries, 4 KB at most. Zendesk's agent workspace fills in the ticket from it.
        optional metadata: METADATA;
    }
}

object! {
    /// Who is asked to answer a conversation.
    pub OFFER_CONTROL = "OfferControl", "an offer of control" {
        /// A switchboard integration, by its id, its name or its type; or `"next"`: the one after the one that has
        /// control.
        required switchboardIntegration: WHOM;
        /// A flat object that the event carries, 4 KB at most.
        optional metadata: METADATA;
    }
}

object! {
    /// Metadata that goes with accepting or releasing control.
    pub CONTROL = "Control", "a change of control" {
        /// A flat object that the event carries, 4 KB at most.
        optional metadata: METADATA;
    }
}
