//! Switchboards: who can answer conversations, and in which order (docs/api/v2.md, section 9).

use crate::schema::{Kind, object, text};

object! {
    /// The changes to a switchboard.
    pub SWITCHBOARD = "SwitchboardUpdateBody", "a switchboard update" {
        /// Whether it is in use.
        optional enabled: Kind::Bool;
        /// Who answers conversations first.
        optional defaultSwitchboardIntegrationId: text().kind();
    }
}

object! {
    /// A switchboard integration to create.
    pub CREATE = "SwitchboardIntegrationCreateBody", "a switchboard integration" {
        /// Its name: up to 128 letters, digits, hyphens and underscores.
        required name: text().kind();
        /// The integration behind it; or give its type.
        optional integrationId: text().kind();
        /// The type of the integration behind it, such as `"zd:agentWorkspace"`.
        optional integrationType: text().kind();
        /// Whether it gets the events while another has control. Default `true`.
        optional deliverStandbyEvents: Kind::Bool;
        /// The one that control passes to with `"next"`.
        nullable nextSwitchboardIntegrationId: text().kind();
        /// How many messages it gets with the control, 1 to 10.
        nullable messageHistoryCount: Kind::Integer(1, 10);
    }
}

object! {
    /// The changes to a switchboard integration.
    pub UPDATE = "SwitchboardIntegrationUpdateBody", "a switchboard integration update" {
        /// Its name: up to 128 letters, digits, hyphens and underscores.
        optional name: text().kind();
        /// The integration behind it; or give its type.
        optional integrationId: text().kind();
        /// The type of the integration behind it, such as `"zd:agentWorkspace"`.
        optional integrationType: text().kind();
        /// Whether it gets the events while another has control. Default `true`.
        optional deliverStandbyEvents: Kind::Bool;
        /// The one that control passes to with `"next"`.
        nullable nextSwitchboardIntegrationId: text().kind();
        /// How many messages it gets with the control, 1 to 10.
        nullable messageHistoryCount: Kind::Integer(1, 10);
    }
}
