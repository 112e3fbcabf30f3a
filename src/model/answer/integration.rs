//! Integrations, as v1 returns them (docs/api/v1.md, section 12).

use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

/// A value that must not be logged.
const SECRET: Kind = text().personal().kind();

static TEXTS: List = List::of(text().kind());

static TYPE: Choice = Choice {
    name: name!("IntegrationType"),
    doc: prose!(" The type of an integration."),
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
        ("whatsapp", ALL),
    ],
};

static STATUS: Choice = Choice {
    name: name!("IntegrationStatus"),
    doc: prose!(" Whether an integration works."),
    words: &[("active", ALL), ("error", ALL), ("inactive", ALL)],
};

object! {
    /// An integration of an app. Which fields it has depends on its type; secrets are shown in part, if at all.
    pub INTEGRATION = "Integration", "an integration", open true {
        /// Its id.
        required _id: text().kind();
        /// Its type.
        required type: Kind::Choice(&TYPE);
        /// Whether it works.
        optional status: Kind::Choice(&STATUS);
        /// Its name.
        optional displayName: text().kind();
        /// The access token of the page, which needs the permissions for messages.
        optional pageAccessToken: SECRET;
        /// The id of the app on the platform.
        optional appId: text().kind();
        /// The secret of the app on the platform.
        optional appSecret: SECRET;
        /// The URL that gives the access token.
        optional accessTokenUrl: text().kind();
        /// The secret of its webhook.
        optional webhookSecret: SECRET;
        /// The id of the page.
        optional pageId: text().kind();
        /// The SID of the account.
        optional accountSid: text().kind();
        /// The token of the account.
        optional authToken: SECRET;
        /// The SID of the phone number.
        optional phoneNumberSid: text().kind();
        /// Its phone number.
        optional phoneNumber: text().personal().kind();
        /// The name of the account.
        optional name: text().kind();
        /// The token of the bot.
        optional token: SECRET;
        /// The address of the bot.
        optional uri: text().kind();
        /// The id of the channel.
        optional channelId: text().kind();
        /// The secret of the channel.
        optional channelSecret: SECRET;
        /// The access token of the channel.
        optional channelAccessToken: SECRET;
        /// The code of the service, for a partner of LINE.
        optional serviceCode: text().kind();
        /// The secret for the switcher, for a partner of LINE.
        optional switcherSecret: SECRET;
        /// The picture of the QR code that leads to the channel.
        optional qrCodeUrl: text().kind();
        /// The id of the account.
        optional lineId: text().kind();
        /// The name of the bot.
        optional botName: text().kind();
        /// The key that the platform encrypts with.
        optional encodingAesKey: SECRET;
        /// The address that e-mails come from. Default: the incoming one.
        optional fromAddress: text().personal().kind();
        /// The certificate for push notifications, in base64.
        optional certificate: SECRET;
        /// The WhatsApp deployment.
        optional deploymentId: text().kind();
        /// The URL of the WhatsApp client, for the older kind.
        optional baseUrl: text().kind();
        /// The language of templates that lack another. Default `en_US`.
        optional hsmFallbackLanguage: text().kind();
        /// The password of the certificate, or of the account.
        optional password: SECRET;
        /// Whether the badge of the app counts unread messages.
        optional autoUpdateBadge: Kind::Bool;
        /// Whether the certificate is that of production.
        optional production: Kind::Bool;
        /// The key of the server, for push notifications.
        optional serverKey: SECRET;
        /// The id of the sender, for push notifications.
        optional senderId: text().kind();
        /// The tier of the API of the platform.
        optional tier: text().kind();
        /// The name of the environment on the platform.
        optional envName: text().kind();
        /// The key of the consumer.
        optional consumerKey: SECRET;
        /// The secret of the consumer.
        optional consumerSecret: SECRET;
        /// The key of the access token.
        optional accessTokenKey: SECRET;
        /// The secret of the access token.
        optional accessTokenSecret: SECRET;
        /// The id of the account.
        optional userId: text().kind();
        /// The name of the account.
        optional username: SECRET;
        /// The API key.
        optional apiKey: SECRET;
        /// The domain that e-mails come from.
        optional domain: text().kind();
        /// The address that takes e-mails, of the same domain.
        optional incomingAddress: text().personal().kind();
        /// The access key.
        optional accessKey: SECRET;
        /// The phone number or the name that messages come from.
        optional originator: SECRET;
        /// The key that the platform signs its webhooks with.
        optional signingKey: SECRET;
        /// The colour of the header, as six hexadecimal digits. Default `65758e`.
        optional brandColor: text().kind();
        /// Whether the introduction stays at the top. Default `false`.
        optional fixedIntroPane: Kind::Bool;
        /// The colour of messages of the user, as six hexadecimal digits. Default `0099ff`.
        optional conversationColor: text().kind();
        /// The colour of buttons, as six hexadecimal digits. Default `0099ff`.
        optional actionColor: text().kind();
        /// How the widget is shown: `"button"` or `"tab"`. Default `button`.
        optional displayStyle: text().kind();
        /// The picture of the button.
        optional buttonIconUrl: text().kind();
        /// The width of the button in pixels. Default 58.
        optional buttonWidth: text().kind();
        /// The height of the button in pixels. Default 58.
        optional buttonHeight: text().kind();
        /// The integrations that users can go on with, by their ids, in this order.
        optional integrationOrder: Kind::List(&TEXTS);
        /// The name of the business.
        optional businessName: text().kind();
        /// The name of the account of the business.
        optional businessUsername: text().kind();
        /// The picture of the business.
        optional businessIconUrl: text().kind();
        /// The picture behind the messages.
        optional backgroundImageUrl: text().kind();
        /// The origins that pages may show the widget from. Default: all.
        optional originWhitelist: Kind::List(&TEXTS);
        /// Whether e-mails come without the link to unsubscribe.
        optional hideUnsubscribeLink: Kind::Bool;
        /// Why it does not work.
        optional error: text().kind();
        /// The secret of the API.
        optional apiSecret: SECRET;
        /// The id of the business.
        optional businessId: text().kind();
        /// The id of the messaging service provider.
        optional mspId: text().kind();
    }
}

static INTEGRATIONS: List = List::of(Kind::Object(&INTEGRATION));

object! {
    /// The response to creating, reading and updating an integration.
    pub INTEGRATION_ANSWER = "IntegrationAnswer", "the answer about an integration", open true {
        /// The integration.
        required integration: Kind::Object(&INTEGRATION);
    }
}

object! {
    /// A page of the integrations of an app.
    pub INTEGRATIONS_PAGE = "IntegrationsPage", "a page of integrations", open true {
        /// The integrations.
        required integrations: Kind::List(&INTEGRATIONS);
        /// Whether there are more.
        optional hasMore: Kind::Bool;
        /// How many come before those of the page.
        optional offset: Kind::Integer(0, u32::MAX);
    }
}
