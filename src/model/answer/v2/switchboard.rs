//! Switchboards, devices and events, as v2 returns them (docs/api/v2.md, sections 5, 6 and 9).

use super::client::DEVICE;
use crate::schema::{Kind, List, object, text};

object! {
    /// Who can answer conversations, and in which order.
    pub SWITCHBOARD = "SwitchboardV2", "a switchboard", open true {
        /// Its id.
        required id: text().kind();
        /// Whether it is in use.
        required enabled: Kind::Bool;
        /// Who answers conversations first.
        optional defaultSwitchboardIntegrationId: text().kind();
    }
}

static SWITCHBOARDS: List = List::of(Kind::Object(&SWITCHBOARD));

object! {
    /// The response with a switchboard.
    pub SWITCHBOARD_ANSWER = "SwitchboardAnswerV2", "the answer about a switchboard", open true {
        /// The switchboard.
        required switchboard: Kind::Object(&SWITCHBOARD);
    }
}

object! {
    /// The switchboards of an app: one at most.
    pub SWITCHBOARDS_ANSWER = "SwitchboardsAnswerV2", "the answer about switchboards", open true {
        /// The switchboards.
        required switchboards: Kind::List(&SWITCHBOARDS);
    }
}

object! {
    /// A participant that can answer conversations: a bot, an agent's desk.
    pub MEMBER = "SwitchboardMemberV2", "a switchboard integration", open true {
        /// Its id.
        required id: text().kind();
        /// Its name.
        required name: text().kind();
        /// The integration behind it.
        required integrationId: text().kind();
        /// The type of the integration behind it.
        required integrationType: text().kind();
        /// Whether it gets the events while another has control.
        required deliverStandbyEvents: Kind::Bool;
        /// The one that control passes to with `"next"`.
        nullable nextSwitchboardIntegrationId: text().kind();
        /// How many messages it gets with the control.
        nullable messageHistoryCount: Kind::Integer(1, 10);
    }
}

static MEMBERS: List = List::of(Kind::Object(&MEMBER));

object! {
    /// The response with a switchboard integration.
    pub MEMBER_ANSWER = "SwitchboardIntegrationAnswerV2", "the answer about a switchboard integration", open true {
        /// The switchboard integration.
        required switchboardIntegration: Kind::Object(&MEMBER);
    }
}

object! {
    /// The switchboard integrations of a switchboard: all of them.
    pub MEMBERS_ANSWER = "SwitchboardIntegrationsAnswerV2", "the answer about switchboard integrations", open true {
        /// The switchboard integrations.
        required switchboardIntegrations: Kind::List(&MEMBERS);
    }
}

static DEVICES: List = List::of(Kind::Object(&DEVICE));

object! {
    /// The response with a device.
    pub DEVICE_ANSWER = "DeviceAnswerV2", "the answer about a device", open true {
        /// The device.
        required device: Kind::Object(&DEVICE);
    }
}

object! {
    /// The devices of a user: all of them.
    pub DEVICES_ANSWER = "DevicesAnswerV2", "the answer about devices", open true {
        /// The devices.
        required devices: Kind::List(&DEVICES);
    }
}

object! {
    /// Meta's result for conversion events.
    pub CONVERSION_EVENTS = "ConversionResultV2", "conversion events", open true {
        /// The dataset that they went to: text, or a number.
        optional datasetId: Kind::Any;
        /// How many it got.
        optional eventsReceived: Kind::Integer(0, u32::MAX);
    }
}

object! {
    /// The response to conversion events.
    pub CONVERSION_EVENTS_ANSWER = "ConversionEventsAnswerV2", "the answer about conversion events", open true {
        /// The result.
        required conversionEvents: Kind::Object(&CONVERSION_EVENTS);
    }
}

object! {
    /// A message that was downloaded, in Apple's own form.
    pub DOWNLOADED = "DownloadedMessageV2", "a downloaded message", open true {
    }
}
