//! A user as the API returns them (docs/api/v1.md, section 4.1).

use crate::model::FLAT;
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

/// The kinds of channels.
static PLATFORM: Choice = Choice {
    name: name!("Platform"),
    doc: prose!(" The type of a channel."),
    words: &[
        ("android", ALL),
        ("api", ALL),
        ("apn", ALL),
        ("fcm", ALL),
        ("ios", ALL),
        ("line", ALL),
        ("mailgun", ALL),
        ("messagebird", ALL),
        ("messenger", ALL),
        ("telegram", ALL),
        ("twilio", ALL),
        ("twitter", ALL),
        ("viber", ALL),
        ("web", ALL),
        ("wechat", ALL),
        ("whatsapp", Versions::V1_1),
    ],
};

static STATUS: Choice = Choice {
    name: name!("ClientStatus"),
    doc: prose!(" Whether messages reach a client."),
    words: &[("active", ALL), ("blocked", ALL), ("inactive", ALL), ("pending", ALL)],
};

object! {
    /// Information about a client's device, its browser or its owner. Which fields there are depends on the channel.
    pub CLIENT_INFO = "ClientInfo", "the info of a client", open true {
        /// The name of the app.
        optional appName: text().kind();
        /// A picture of the user.
        optional avatarUrl: text().personal().kind();
        /// The phone company.
        optional carrier: text().kind();
        /// The city.
        optional city: text().kind();
        /// The country.
        optional country: text().kind();
        /// The model of the device.
        optional deviceModel: text().kind();
        /// The platform of the device.
        optional devicePlatform: text().kind();
        /// The gender, as the channel tells it.
        optional gender: text().personal().kind();
        /// Whether the user can pay there.
        optional isPaymentEnabled: Kind::Bool;
        /// The language and country, such as `en_US`.
        optional locale: text().kind();
        /// The operating system.
        optional os: text().kind();
        /// Its version.
        optional osVersion: text().kind();
        /// The phone number.
        optional phoneNumber: text().personal().kind();
        /// The kind of mobile network.
        optional radioAccessTechnology: text().kind();
        /// The state.
        optional state: text().kind();
        /// The time zone: hours from UTC.
        optional timezone: Kind::Number;
        /// Whether the device was on a wireless network.
        optional wifi: text().kind();
    }
}

object! {
    /// A user's place on one channel: a phone number, a Facebook account, a device.
    pub CLIENT = "Client", "a client", open true {
        /// Its id.
        required id: text().kind();
        /// The type of its channel.
        required platform: Kind::Choice(&PLATFORM);
        /// The id of its integration.
        optional integrationId: text().kind();
        /// Whether messages reach it. Since May 2019.
        optional status: Kind::Choice(&STATUS);
        /// Whether it is in use. Superseded by `status`.
        /// @deprecated
        optional active: Kind::Bool;
        /// Whether it is the user's primary one.
        optional primary: Kind::Bool;
        /// The user's id on the channel: the phone number for SMS. Since May 2019.
        optional externalId: text().personal().kind();
        /// The user's name there: the phone number or the address while the link is pending.
        optional displayName: text().personal().kind();
        /// A picture of the user.
        optional avatarUrl: text().personal().kind();
        /// When it was last seen: ISO 8601.
        optional lastSeen: Kind::Date;
        /// When it was linked: ISO 8601.
        optional linkedAt: Kind::Date;
        /// The version of the app.
        optional appVersion: text().kind();
        /// The id of the device.
        optional deviceId: text().kind();
        /// The token for push notifications.
        optional pushNotificationToken: text().personal().kind();
        /// Information about its device, its browser or its owner.
        optional info: Kind::Object(&CLIENT_INFO);
        /// The channel's own data about the user.
        optional raw: Kind::Open;
    }
}

static CLIENTS: List = List::of(Kind::Object(&CLIENT));

object! {
    /// A user.
    pub USER = "User", "a user", open true {
        /// The service's id of the user: 24 hexadecimal digits.
        required _id: text().kind();
        /// Your own id of the user, if you gave one.
        optional userId: text().personal().kind();
        /// Their given name.
        optional givenName: text().personal().kind();
        /// Their family name.
        optional surname: text().personal().kind();
        /// Their e-mail address.
        optional email: text().personal().kind();
        /// A picture of them.
        optional avatarUrl: text().personal().kind();
        /// When they signed up: ISO 8601 in UTC, with milliseconds.
        optional signedUpAt: Kind::Date;
        /// Your own facts about them.
        required properties: FLAT;
        /// Whether they have said or received anything yet.
        required conversationStarted: Kind::Bool;
        /// Their linked channels.
        optional clients: Kind::List(&CLIENTS);
        /// Channels that are being linked. They become `clients`, or disappear when the link fails.
        optional pendingClients: Kind::List(&CLIENTS);
        /// The same as `clients`.
        /// @deprecated
        optional(V1) devices: Kind::List(&CLIENTS);
        /// Whether the user must log in with credentials.
        optional(V1) credentialRequired: Kind::Bool;
        /// Whether the service knows a means of payment of theirs.
        optional hasPaymentInfo: Kind::Bool;
    }
}

object! {
    /// A channel of a user, with the user's id there: the field that the channel goes by.
    pub CHANNEL = "Channel", "a channel of a user", open true {
        /// The type of the channel.
        required type: Kind::Choice(&PLATFORM);
        /// The id of its integration.
        optional integrationId: text().kind();
        /// On `twilio` and `messagebird`: the phone number.
        optional phoneNumber: text().personal().kind();
        /// On `messenger`, `viber`, `line`, `wechat` and `twitter`: the channel's id of the user.
        optional userId: text().personal().kind();
        /// On `mailgun`: the e-mail address.
        optional address: text().personal().kind();
        /// On `whatsapp`: the phone number.
        optional username: text().personal().kind();
        /// On `telegram`: the id of the chat.
        optional chatId: text().personal().kind();
    }
}
