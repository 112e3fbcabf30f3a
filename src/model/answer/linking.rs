//! The ways for a user to reach another channel, and the other systems that know them, in responses of v1
//! (docs/api/v1.md, section 4.3).

use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

object! {
    /// A code by which a user goes on in a page or an app that runs the service's own client.
    pub AUTH_CODE_ANSWER = "AuthCodeAnswer", "the answer about a code", open true {
        /// The code.
        required authCode: text().personal().kind();
    }
}

object! {
    /// A code or page that the user opens to continue on a channel.
    pub LINK_REQUEST = "LinkRequest", "a link request", open true {
        /// The integration.
        required integrationId: text().kind();
        /// The type of the channel.
        required type: text().kind();
        /// The code.
        required code: text().personal().kind();
        /// The page to open.
        required url: text().personal().kind();
    }
}

static LINK_REQUESTS: List = List::of(Kind::Object(&LINK_REQUEST));

object! {
    /// The codes or pages that the user opens to continue on other channels.
    pub LINK_REQUESTS_ANSWER = "LinkRequestsAnswer", "the answer about link requests", open true {
        /// One for each integration.
        required linkRequests: Kind::List(&LINK_REQUESTS);
    }
}

static BUSINESS_SYSTEM_TYPE: Choice = Choice {
    name: name!("BusinessSystemType"),
    doc: prose!(" The type of a business system."),
    words: &[("helpscout", Versions::ALL), ("slack", Versions::ALL), ("zendesk", Versions::ALL)],
};

object! {
    /// A business system that knows the user.
    pub BUSINESS_SYSTEM = "BusinessSystem", "a business system", open true {
        /// Its type.
        required type: Kind::Choice(&BUSINESS_SYSTEM_TYPE);
        /// The channel in Slack.
        optional channelId: text().kind();
        /// The ticket in Zendesk.
        optional ticketId: text().kind();
        /// The room in HipChat.
        optional roomId: Kind::Integer(0, u32::MAX);
        /// The conversation in Help Scout.
        optional conversationId: text().kind();
    }
}

static BUSINESS_SYSTEMS: List = List::of(Kind::Object(&BUSINESS_SYSTEM));

object! {
    /// The business systems that know a user.
    pub BUSINESS_SYSTEMS_ANSWER = "BusinessSystemsAnswer", "the answer about business systems", open true {
        /// The systems.
        required businessSystems: Kind::List(&BUSINESS_SYSTEMS);
    }
}
