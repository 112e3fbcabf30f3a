//! A client, and a device, as v2 returns them (docs/api/v2.md, section 5).

use super::page::{LINKS, META};
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

/// The kinds of channels of v2.
pub static CLIENT_TYPE: Choice = Choice {
    name: name!("ClientTypeV2"),
    doc: prose!(" The type of a channel in v2; `sdk` is the service's own, in pages and apps."),
    words: &[
        ("apple", ALL),
        ("gbm", ALL),
        ("googlercs", ALL),
        ("instagram", ALL),
        ("kakao", ALL),
        ("line", ALL),
        ("mailgun", ALL),
        ("messagebird", ALL),
        ("messenger", ALL),
        ("sdk", ALL),
        ("slackconnect", ALL),
        ("telegram", ALL),
        ("twilio", ALL),
        ("twitter", ALL),
        ("viber", ALL),
        ("wechat", ALL),
        ("whatsapp", ALL),
    ],
};

static STATUS: Choice = Choice {
    name: name!("ClientStatusV2"),
    doc: prose!(" Whether messages reach a client; `pending` while it is being linked."),
    words: &[("active", ALL), ("blocked", ALL), ("inactive", ALL), ("pending", ALL)],
};

static DEVICE_TYPE: Choice = Choice {
    name: name!("DeviceTypeV2"),
    doc: prose!(" What a device is."),
    words: &[("android", ALL), ("ios", ALL), ("web", ALL)],
};

static DEVICE_STATUS: Choice = Choice {
    name: name!("DeviceStatusV2"),
    doc: prose!(" Whether a device is in use."),
    words: &[("active", ALL), ("inactive", ALL)],
};

object! {
    /// A user's place on one channel: a phone number, a Facebook account, an e-mail address.
    pub CLIENT = "ClientV2", "a client", open true {
        /// Its id.
        required id: text().kind();
        /// The type of its channel.
        required type: Kind::Choice(&CLIENT_TYPE);
        /// Whether messages reach it.
        optional status: Kind::Choice(&STATUS);
        /// The id of its integration.
        nullable integrationId: text().kind();
        /// The user's id on the channel. Not to be read as a phone number, even if it looks like one.
        nullable externalId: text().personal().kind();
        /// When it was last seen: ISO 8601.
        nullable lastSeen: Kind::Date;
        /// When it was linked: ISO 8601.
        nullable linkedAt: Kind::Date;
        /// The user's name there.
        nullable displayName: text().personal().kind();
        /// A picture of the user.
        nullable avatarUrl: text().personal().kind();
        /// Information about its device or its owner.
        nullable info: Kind::Open;
        /// The channel's own data about the user.
        nullable raw: Kind::Open;
    }
}

static CLIENTS: List = List::of(Kind::Object(&CLIENT));

object! {
    /// A browser or a phone that runs the service's own client.
    pub DEVICE = "DeviceV2", "a device", open true {
        /// Its id.
        required id: text().kind();
        /// The type of the device.
        required type: Kind::Choice(&DEVICE_TYPE);
        /// Its id, as it calls itself.
        optional guid: text().kind();
        /// The id of the client that it belongs to.
        optional clientId: text().kind();
        /// Whether it is in use.
        optional status: Kind::Choice(&DEVICE_STATUS);
        /// The id of its integration.
        optional integrationId: text().kind();
        /// When it was last seen: ISO 8601.
        optional lastSeen: Kind::Date;
        /// The token for push notifications.
        nullable pushNotificationToken: text().personal().kind();
        /// The information that it gives about itself.
        nullable info: Kind::Open;
        /// The version of the app.
        nullable appVersion: text().kind();
    }
}

object! {
    /// The response of v2 to creating a client, which is its link: accepted, and `pending`.
    pub CLIENT_ANSWER = "ClientAnswerV2", "the answer about a client", open true {
        /// The client.
        required client: Kind::Object(&CLIENT);
    }
}

object! {
    /// A page of the clients of a user, linked and pending.
    pub CLIENTS_PAGE = "ClientsPageV2", "a page of clients", open true {
        /// The clients.
        required clients: Kind::List(&CLIENTS);
        /// The position of the page.
        optional meta: Kind::Object(&META);
        /// The pages beside it.
        optional links: Kind::Object(&LINKS);
    }
}
