//! An integration and its webhooks, as v2 returns them (docs/api/v2.md, sections 10 and 12).

use super::content::SENT_FIELD;
use super::page::{LINKS, META};
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

static TYPE: Choice = Choice {
    name: name!("IntegrationTypeV2"),
    doc: prose!(" The type of an integration; `custom` is the one that webhooks belong to."),
    words: &[
        ("android", ALL),
        ("apple", ALL),
        ("custom", ALL),
        ("instagram", ALL),
        ("ios", ALL),
        ("line", ALL),
        ("mailgun", ALL),
        ("messagebird", ALL),
        ("messenger", ALL),
        ("telegram", ALL),
        ("twilio", ALL),
        ("twitter", ALL),
        ("unity", ALL),
        ("viber", ALL),
        ("web", ALL),
        ("whatsapp", ALL),
    ],
};

static STATUS: Choice = Choice {
    name: name!("IntegrationStatusV2"),
    doc: prose!(" Whether an integration works."),
    words: &[("active", ALL), ("error", ALL), ("inactive", ALL)],
};

static TEXTS: List = List::of(text().kind());

object! {
    /// A webhook of v2: its target and its triggers. `secret` comes back in the `X-API-Key` of every delivery.
    pub WEBHOOK = "WebhookV2", "a webhook", open true {
        /// Its id.
        required id: text().kind();
        /// The URL to which events are posted.
        required target: text().kind();
        /// The events it gets; case-sensitive.
        required triggers: Kind::List(&TEXTS);
        /// The shape of its events: `v2`, or `v1` and `v1.1` for those made through these.
        optional version: text().kind();
        /// The secret by which deliveries are recognised. Not to be logged.
        optional secret: text().personal().kind();
        /// Whether events carry the whole user.
        optional includeFullUser: Kind::Bool;
        /// Whether events carry the client and the device they came from.
        optional includeFullSource: Kind::Bool;
    }
}

static WEBHOOKS: List = List::of(Kind::Object(&WEBHOOK));

/// A value that must not be logged.
const SECRET: Kind = text().personal().kind();

object! {
    /// The switchboard integration that answers conversations first.
    pub RESPONDER = "DefaultResponderV2", "a responder", open true {
        /// Its name.
        optional name: text().kind();
        /// The integration behind it.
        optional integrationId: text().kind();
        /// The type of the integration behind it.
        optional integrationType: text().kind();
        /// Whether it gets the events while another has control.
        optional deliverStandbyEvents: Kind::Bool;
        /// The switchboard integration that comes after it.
        nullable nextSwitchboardIntegrationId: text().kind();
        /// How many messages it gets with the control.
        optional messageHistoryCount: Kind::Number;
        /// Whether it is that of the switchboard, since the integration has none of its own.
        optional inherited: Kind::Bool;
    }
}

static QUESTIONS: List = List::of(Kind::Object(&SENT_FIELD));

object! {
    /// The form that users fill in before they write.
    pub PRECHAT_ANSWER = "SentPrechatCaptureV2", "a prechat capture", open true {
        /// Whether it is shown.
        optional enabled: Kind::Bool;
        /// The picture beside it.
        optional avatarUrl: text().kind();
        /// Whether the e-mail address that they give is linked.
        optional enableEmailLinking: Kind::Bool;
        /// The questions.
        optional fields: Kind::List(&QUESTIONS);
    }
}

object! {
    /// An integration of an app. Which fields it has depends on its type; secrets are shown in part, if at all.
    pub INTEGRATION = "IntegrationV2", "an integration", open true {
        /// Its id.
        required id: text().kind();
        /// Its type.
        required type: Kind::Choice(&TYPE);
        /// Whether it works.
        optional status: Kind::Choice(&STATUS);
        /// Its name.
        nullable displayName: text().kind();
        /// The id of the project, for push notifications.
        nullable projectId: text().kind();
        /// The e-mail address of the service account, for push notifications.
        nullable clientEmail: SECRET;
        /// The private key of the service account, for push notifications.
        nullable privateKey: SECRET;
        /// The key of the server, for push notifications.
        nullable serverKey: SECRET;
        /// The id of the sender, for push notifications.
        nullable senderId: text().kind();
        /// Whether users see the list of their conversations.
        optional canUserSeeConversationList: Kind::Bool;
        /// Whether users can begin further conversations.
        optional canUserCreateMoreConversations: Kind::Bool;
        /// Whether users can send files.
        optional attachmentsEnabled: Kind::Bool;
        /// The id of the business.
        optional businessId: text().kind();
        /// The secret of the API.
        optional apiSecret: SECRET;
        /// The id of the messaging service provider.
        optional mspId: text().kind();
        /// The secret of messages that authenticate, of at least 88 characters.
        optional authenticationMessageSecret: SECRET;
        /// The access token of the page, which needs the permissions for messages.
        nullable pageAccessToken: SECRET;
        /// The id of the app on the platform.
        optional appId: text().kind();
        /// The secret of the app on the platform.
        nullable appSecret: SECRET;
        /// The name of the business.
        optional businessName: text().kind();
        /// The name of the account of the business.
        optional businessUsername: text().kind();
        /// The id of the page: text or a number.
        optional pageId: Kind::Any;
        /// The name of the page.
        optional pageName: text().kind();
        /// The name of the account.
        optional username: SECRET;
        /// The id of the account.
        optional userId: text().kind();
        /// Whether replies to stories come as messages. Default `true`.
        optional storyRepliesEnabled: Kind::Bool;
        /// Whether mentions in stories come as messages. Default `true`.
        optional storyMentionsEnabled: Kind::Bool;
        /// The certificate for push notifications, in base64.
        nullable certificate: SECRET;
        /// The password of the certificate, or of the account.
        optional password: SECRET;
        /// Whether the certificate is that of production.
        optional production: Kind::Bool;
        /// Whether the badge of the app counts unread messages.
        optional autoUpdateBadge: Kind::Bool;
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
        /// The API key.
        nullable apiKey: SECRET;
        /// The key that the platform signs its webhooks with.
        optional signingKey: SECRET;
        /// The domain that e-mails come from.
        optional domain: text().kind();
        /// The address that takes e-mails, of the same domain.
        optional incomingAddress: text().personal().kind();
        /// Whether e-mails come without the link to unsubscribe.
        optional hideUnsubscribeLink: Kind::Bool;
        /// The address that e-mails come from. Default: the incoming one.
        nullable fromAddress: text().personal().kind();
        /// The access key.
        nullable accessKey: SECRET;
        /// The phone number or the name that messages come from.
        optional originator: SECRET;
        /// The secret of its webhook.
        optional webhookSecret: SECRET;
        /// The token of the bot.
        nullable token: SECRET;
        /// The id of the bot.
        optional botId: text().kind();
        /// The SID of the account.
        optional accountSid: text().kind();
        /// The token of the account.
        nullable authToken: SECRET;
        /// The SID of the phone number.
        optional phoneNumberSid: text().kind();
        /// The SID of the messaging service, instead of a phone number.
        optional messagingServiceSid: text().kind();
        /// The tier of the API of the platform.
        optional tier: text().kind();
        /// The name of the environment on the platform.
        optional envName: text().kind();
        /// The key of the consumer.
        optional consumerKey: SECRET;
        /// The secret of the consumer.
        nullable consumerSecret: SECRET;
        /// The key of the access token.
        optional accessTokenKey: SECRET;
        /// The secret of the access token.
        nullable accessTokenSecret: SECRET;
        /// The address of the bot.
        optional uri: text().kind();
        /// The id of the business account.
        nullable accountId: text().kind();
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
        nullable buttonIconUrl: text().kind();
        /// The width of the button in pixels. Default 58.
        optional buttonWidth: text().kind();
        /// The height of the button in pixels. Default 58.
        optional buttonHeight: text().kind();
        /// The integrations that users can go on with, by their ids, in this order.
        nullable integrationOrder: Kind::List(&TEXTS);
        /// The picture of the business.
        optional businessIconUrl: text().kind();
        /// The picture behind the messages.
        optional backgroundImageUrl: text().kind();
        /// The origins that pages may show the widget from. Default: all.
        nullable originWhitelist: Kind::List(&TEXTS);
        /// The language of templates that lack another. Default `en_US`.
        nullable hsmFallbackLanguage: text().kind();
        /// The access token for the management of the business account.
        nullable accountManagementAccessToken: SECRET;
        /// Its phone number.
        nullable phoneNumber: text().personal().kind();
        /// The switchboard integration that answers its conversations first. Default: that of the switchboard.
        nullable defaultResponderId: text().kind();
        /// Whether users see a notice that an AI answers them.
        optional showAIDisclaimer: Kind::Bool;
        /// Who answers its conversations first.
        nullable defaultResponder: Kind::Object(&RESPONDER);
        /// The form that users fill in before they write.
        optional prechatCapture: Kind::Object(&PRECHAT_ANSWER);
        /// On `custom`: the webhook that it was made with.
        optional webhooks: Kind::List(&WEBHOOKS);
    }
}

static INTEGRATIONS: List = List::of(Kind::Object(&INTEGRATION));

object! {
    /// The response of v2 to creating, reading and updating an integration.
    pub INTEGRATION_ANSWER = "IntegrationAnswerV2", "the answer about an integration", open true {
        /// The integration.
        required integration: Kind::Object(&INTEGRATION);
    }
}

object! {
    /// A page of the integrations of an app.
    pub INTEGRATIONS_PAGE = "IntegrationsPageV2", "a page of integrations", open true {
        /// The integrations.
        required integrations: Kind::List(&INTEGRATIONS);
        /// The position of the page.
        optional meta: Kind::Object(&META);
        /// The pages beside it.
        optional links: Kind::Object(&LINKS);
    }
}

object! {
    /// The response of v2 to creating, reading and updating a webhook.
    pub WEBHOOK_ANSWER = "WebhookAnswerV2", "the answer about a webhook", open true {
        /// The webhook.
        required webhook: Kind::Object(&WEBHOOK);
    }
}

object! {
    /// The response of v2 to creating a webhook, and what this package adds: the integration that it belongs to.
    pub CREATED_WEBHOOK = "CreatedWebhookV2", "the answer about a new webhook", open true {
        /// The webhook.
        required webhook: Kind::Object(&WEBHOOK);
        /// The id of the custom integration that the webhook belongs to.
        required integrationId: text().kind();
    }
}

object! {
    /// The webhooks of an integration: all of them.
    pub WEBHOOKS_ANSWER = "WebhooksAnswerV2", "the answer about webhooks", open true {
        /// The webhooks.
        required webhooks: Kind::List(&WEBHOOKS);
    }
}
