//! Integrations to create and to change: the channels that an app is connected to (docs/api/v1.md, section 12;
//! docs/api/v2.md, section 12).

use super::form::FIELD;
use super::webhook::FIRST;
use crate::schema::{Choice, Kind, List, Union, Variant, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;
const V1S: Versions = Versions::V1S;
const V2: Versions = Versions::V2;

/// A word that must not be empty.
const WORD: Kind = text().not_empty().kind();
/// The same, for a secret or personal data.
const SECRET: Kind = text().not_empty().personal().kind();
/// A word that v2 can take away.
const GIVEN: Kind = text().not_empty().nullable().kind();
/// The same, for a secret or personal data.
const GIVEN_SECRET: Kind = text().not_empty().nullable().personal().kind();
/// A display name.
const LABEL: Kind = text().in_v2(1, 100).nullable().kind();

/// A list that v2 can take away.
static GIVEN_TEXTS: List = List { nullable: true, ..List::of(text().kind()) };

/// The tiers of Twitter that v2 knows.
static TIER: Choice = Choice {
    name: name!("\"enterprise\""),
    doc: prose!(" The tier of the API of Twitter."),
    words: &[("enterprise", ALL)],
};

static QUESTIONS: List = List::of(Kind::Union(&FIELD));

object! {
    /// The form that users fill in before they write.
    PRECHAT = "PrechatCapture", "a prechat capture" {
        /// Whether it is shown. Default `false`.
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
    /// The fields that every integration can have.
    INTEGRATION_BASE = "IntegrationBase", "an integration" {
        /// Its display name.
        optional displayName: LABEL;
        /// The switchboard integration that answers its conversations first. Default: that of the switchboard.
        optional(V2) defaultResponderId: GIVEN;
        /// Whether users see a notice that an AI answers them.
        optional(V2) showAIDisclaimer: Kind::Bool;
    }
}

object! {
    /// The service's own client on Android.
    ANDROID = "AndroidIntegration", "an android integration", extends INTEGRATION_BASE {
        /// The id of the project, for push notifications.
        optional projectId: GIVEN;
        /// The e-mail address of the service account, for push notifications.
        optional clientEmail: GIVEN_SECRET;
        /// The private key of the service account, for push notifications.
        optional privateKey: GIVEN_SECRET;
        /// The key of the server, for push notifications.
        optional serverKey: GIVEN_SECRET;
        /// The id of the sender, for push notifications.
        optional senderId: GIVEN;
        /// Whether users see the list of their conversations.
        optional canUserSeeConversationList: Kind::Bool;
        /// Whether users can begin further conversations.
        optional canUserCreateMoreConversations: Kind::Bool;
    }
}

object! {
    /// Push notifications of Apple.
    APN = "ApnIntegration", "an apn integration", extends INTEGRATION_BASE {
        /// The certificate for push notifications, in base64.
        required certificate: GIVEN_SECRET;
        /// The password of the certificate, or of the account.
        optional password: SECRET;
        /// Whether the badge of the app counts unread messages.
        optional autoUpdateBadge: Kind::Bool;
        /// Whether the certificate is that of production.
        optional production: Kind::Bool;
    }
}

object! {
    /// Apple Messages for Business.
    APPLE = "AppleIntegration", "an apple integration", extends INTEGRATION_BASE {
        /// The id of the business.
        required businessId: WORD;
        /// The secret of the API.
        required apiSecret: SECRET;
        /// The id of the messaging service provider.
        required mspId: WORD;
        /// The secret of messages that authenticate, of at least 88 characters.
        optional(V2) authenticationMessageSecret: SECRET;
    }
}

object! {
    /// The integration that webhooks belong to.
    CUSTOM = "CustomIntegration", "a custom integration" {
        /// Its name.
        optional displayName: LABEL;
        /// Its first webhook. More can be created afterwards.
        required webhooks: Kind::List(&FIRST);
    }
}

object! {
    /// Push notifications of Firebase.
    FCM = "FcmIntegration", "an fcm integration", extends INTEGRATION_BASE {
        /// The key of the server, for push notifications.
        required serverKey: GIVEN_SECRET;
        /// The id of the sender, for push notifications.
        required senderId: GIVEN;
    }
}

object! {
    /// Instagram Direct.
    INSTAGRAM = "InstagramIntegration", "an instagram integration", extends INTEGRATION_BASE {
        /// The access token of the page, which needs the permissions for messages.
        required pageAccessToken: GIVEN_SECRET;
        /// The id of the app on the platform.
        required appId: WORD;
        /// The secret of the app on the platform.
        required appSecret: GIVEN_SECRET;
        /// Whether replies to stories come as messages. Default `true`.
        optional storyRepliesEnabled: Kind::Bool;
        /// Whether mentions in stories come as messages. Default `true`.
        optional storyMentionsEnabled: Kind::Bool;
    }
}

object! {
    /// The service's own client on iOS.
    IOS = "IosIntegration", "an ios integration", extends INTEGRATION_BASE {
        /// The certificate for push notifications, in base64.
        optional certificate: GIVEN_SECRET;
        /// The password of the certificate, or of the account.
        optional password: SECRET;
        /// Whether the certificate is that of production.
        optional production: Kind::Bool;
        /// Whether the badge of the app counts unread messages.
        optional autoUpdateBadge: Kind::Bool;
        /// Whether users see the list of their conversations.
        optional canUserSeeConversationList: Kind::Bool;
        /// Whether users can begin further conversations.
        optional canUserCreateMoreConversations: Kind::Bool;
    }
}

object! {
    /// LINE.
    LINE = "LineIntegration", "a line integration", extends INTEGRATION_BASE {
        /// The id of the channel.
        optional channelId: WORD;
        /// The secret of the channel.
        optional channelSecret: SECRET;
        /// The access token of the channel.
        optional channelAccessToken: SECRET;
        /// The code of the service, for a partner of LINE.
        optional serviceCode: WORD;
        /// The secret for the switcher, for a partner of LINE.
        optional switcherSecret: SECRET;
        /// The picture of the QR code that leads to the channel.
        optional qrCodeUrl: WORD;
    }
}

object! {
    /// E-mail through Mailgun.
    MAILGUN = "MailgunIntegration", "a mailgun integration", extends INTEGRATION_BASE {
        /// The API key.
        required apiKey: GIVEN_SECRET;
        /// The domain that e-mails come from.
        required domain: WORD;
        /// The address that takes e-mails, of the same domain.
        required incomingAddress: SECRET;
        /// The key that the platform signs its webhooks with.
        optional signingKey: SECRET;
        /// The address that e-mails come from. Default: the incoming one.
        optional fromAddress: GIVEN_SECRET;
        /// Whether e-mails come without the link to unsubscribe.
        optional hideUnsubscribeLink: Kind::Bool;
    }
}

object! {
    /// SMS through MessageBird.
    MESSAGEBIRD = "MessageBirdIntegration", "a messagebird integration", extends INTEGRATION_BASE {
        /// The access key.
        required accessKey: GIVEN_SECRET;
        /// The phone number or the name that messages come from.
        required originator: SECRET;
        /// The key that the platform signs its webhooks with.
        required(V2) signingKey: GIVEN_SECRET;
        /// The key that the platform signs its webhooks with.
        optional(V1S) signingKey: SECRET;
    }
}

object! {
    /// Facebook Messenger.
    MESSENGER = "MessengerIntegration", "a messenger integration", extends INTEGRATION_BASE {
        /// The access token of the page, which needs the permissions for messages.
        required pageAccessToken: GIVEN_SECRET;
        /// The id of the app on the platform.
        required appId: WORD;
        /// The secret of the app on the platform.
        required appSecret: GIVEN_SECRET;
    }
}

object! {
    /// Telegram.
    TELEGRAM = "TelegramIntegration", "a telegram integration", extends INTEGRATION_BASE {
        /// The token of the bot.
        required token: GIVEN_SECRET;
    }
}

object! {
    /// SMS through Twilio.
    TWILIO = "TwilioIntegration", "a twilio integration", extends INTEGRATION_BASE {
        /// The SID of the account.
        required accountSid: WORD;
        /// The token of the account.
        required authToken: GIVEN_SECRET;
        /// The SID of the phone number.
        required(V1S) phoneNumberSid: WORD;
        /// The SID of the phone number.
        optional(V2) phoneNumberSid: WORD;
        /// The SID of the messaging service, instead of a phone number.
        optional(V2) messagingServiceSid: WORD;
    }
}

object! {
    /// Direct messages of Twitter.
    TWITTER = "TwitterIntegration", "a twitter integration", extends INTEGRATION_BASE {
        /// The key of the consumer.
        required consumerKey: SECRET;
        /// The secret of the consumer.
        required consumerSecret: GIVEN_SECRET;
        /// The key of the access token.
        required accessTokenKey: SECRET;
        /// The secret of the access token.
        required accessTokenSecret: GIVEN_SECRET;
        /// The tier of the API of the platform.
        optional(V1S) tier: WORD;
        /// The tier of the API of the platform.
        required(V2) tier: Kind::Choice(&TIER);
        /// The name of the environment on the platform.
        optional(V1S) envName: WORD;
        /// The URL that gives the access token.
        optional(V1S) accessTokenUrl: WORD;
    }
}

object! {
    /// The service's own client in Unity.
    UNITY = "UnityIntegration", "a unity integration", extends INTEGRATION_BASE {
        /// Whether users see the list of their conversations.
        optional canUserSeeConversationList: Kind::Bool;
        /// Whether users can begin further conversations.
        optional canUserCreateMoreConversations: Kind::Bool;
    }
}

object! {
    /// Viber.
    VIBER = "ViberIntegration", "a viber integration", extends INTEGRATION_BASE {
        /// The token of the bot.
        required token: GIVEN_SECRET;
    }
}

object! {
    /// The settings of the service's own widget in pages.
    WIDGET = "WidgetSettings", "the settings of a widget", extends INTEGRATION_BASE {
        /// The colour of the header, as six hexadecimal digits. Default `65758e`.
        optional brandColor: WORD;
        /// Whether the introduction stays at the top. Default `false`.
        optional fixedIntroPane: Kind::Bool;
        /// The colour of messages of the user, as six hexadecimal digits. Default `0099ff`.
        optional conversationColor: WORD;
        /// The colour of buttons, as six hexadecimal digits. Default `0099ff`.
        optional actionColor: WORD;
        /// How the widget is shown: `"button"` or `"tab"`. Default `button`.
        optional displayStyle: WORD;
        /// The picture of the button.
        optional buttonIconUrl: GIVEN;
        /// The width of the button in pixels. Default 58.
        optional buttonWidth: WORD;
        /// The height of the button in pixels. Default 58.
        optional buttonHeight: WORD;
        /// The integrations that users can go on with, by their ids, in this order.
        optional integrationOrder: Kind::List(&GIVEN_TEXTS);
        /// The name of the business.
        optional businessName: WORD;
        /// The picture of the business.
        optional businessIconUrl: WORD;
        /// The picture behind the messages.
        optional backgroundImageUrl: WORD;
        /// The origins that pages may show the widget from. Default: all.
        optional originWhitelist: Kind::List(&GIVEN_TEXTS);
        /// The form that users fill in before they write.
        optional(V2) prechatCapture: Kind::Object(&PRECHAT);
        /// Whether users see the list of their conversations.
        optional(V2) canUserSeeConversationList: Kind::Bool;
        /// Whether users can begin further conversations.
        optional(V2) canUserCreateMoreConversations: Kind::Bool;
    }
}

object! {
    /// The service's own widget in pages.
    WEB = "WebIntegration", "a web integration", extends WIDGET {
    }
}

object! {
    /// `WeChat`.
    WECHAT = "WeChatIntegration", "a wechat integration", extends INTEGRATION_BASE {
        /// The id of the app on the platform.
        required appId: WORD;
        /// The secret of the app on the platform.
        required appSecret: GIVEN_SECRET;
        /// The key that the platform encrypts with.
        optional encodingAesKey: SECRET;
    }
}

object! {
    /// WhatsApp.
    WHATSAPP = "WhatsAppIntegration", "a whatsapp integration", extends INTEGRATION_BASE {
        /// The WhatsApp deployment.
        optional(V1S) deploymentId: WORD;
        /// The URL of the WhatsApp client, for the older kind.
        optional(V1S) baseUrl: WORD;
        /// The name of the account.
        optional(V1S) username: SECRET;
        /// The password of the certificate, or of the account.
        optional(V1S) password: SECRET;
        /// The language of templates that lack another. Default `en_US`.
        optional hsmFallbackLanguage: GIVEN;
        /// The id of the business account.
        optional(V2) accountId: GIVEN;
        /// The access token for the management of the business account.
        optional(V2) accountManagementAccessToken: GIVEN_SECRET;
    }
}

/// An integration to create, by its type.
pub static INTEGRATION: Union = Union {
    name: name!("IntegrationCreate"),
    title: "integration",
    doc: prose!(" An integration to create: a channel, or in v2 the one that webhooks belong to (`custom`)."),
    tag: "type",
    variants: &[
        Variant { tag: "android", object: &ANDROID, versions: V2 },
        Variant { tag: "apn", object: &APN, versions: V1S },
        Variant { tag: "apple", object: &APPLE, versions: ALL },
        Variant { tag: "custom", object: &CUSTOM, versions: V2 },
        Variant { tag: "fcm", object: &FCM, versions: V1S },
        Variant { tag: "instagram", object: &INSTAGRAM, versions: V2 },
        Variant { tag: "ios", object: &IOS, versions: V2 },
        Variant { tag: "line", object: &LINE, versions: ALL },
        Variant { tag: "mailgun", object: &MAILGUN, versions: ALL },
        Variant { tag: "messagebird", object: &MESSAGEBIRD, versions: ALL },
        Variant { tag: "messenger", object: &MESSENGER, versions: ALL },
        Variant { tag: "telegram", object: &TELEGRAM, versions: ALL },
        Variant { tag: "twilio", object: &TWILIO, versions: ALL },
        Variant { tag: "twitter", object: &TWITTER, versions: ALL },
        Variant { tag: "unity", object: &UNITY, versions: V2 },
        Variant { tag: "viber", object: &VIBER, versions: ALL },
        Variant { tag: "web", object: &WEB, versions: ALL },
        Variant { tag: "wechat", object: &WECHAT, versions: V1S },
        Variant { tag: "whatsapp", object: &WHATSAPP, versions: ALL },
    ],
    refused: &[],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};

object! {
    /// The changes to an integration. Which fields it can have depends on its type.
    pub UPDATE_INTEGRATION = "IntegrationUpdate", "an integration update", extends WIDGET {
        /// The access token of the page, which needs the permissions for messages.
        optional(V2) pageAccessToken: SECRET;
        /// The id of the channel.
        optional(V1S) channelId: WORD;
        /// The secret of the channel.
        optional(V1S) channelSecret: SECRET;
        /// The code of the service, for a partner of LINE.
        optional(V1S) serviceCode: WORD;
        /// The secret for the switcher, for a partner of LINE.
        optional(V1S) switcherSecret: SECRET;
        /// The picture of the QR code that leads to the channel.
        optional(V1S) qrCodeUrl: WORD;
        /// The address that e-mails come from. Default: the incoming one.
        optional fromAddress: GIVEN_SECRET;
        /// Whether e-mails come without the link to unsubscribe.
        optional hideUnsubscribeLink: Kind::Bool;
        /// The certificate for push notifications, in base64.
        optional(V2) certificate: GIVEN_SECRET;
        /// The password of the certificate, or of the account.
        optional(V2) password: SECRET;
        /// Whether the badge of the app counts unread messages.
        optional(V2) autoUpdateBadge: Kind::Bool;
        /// Whether the certificate is that of production.
        optional production: Kind::Bool;
        /// The key of the server, for push notifications.
        optional(V2) serverKey: GIVEN_SECRET;
        /// The id of the sender, for push notifications.
        optional(V2) senderId: GIVEN;
        /// The id of the project, for push notifications.
        optional(V2) projectId: GIVEN;
        /// The e-mail address of the service account, for push notifications.
        optional(V2) clientEmail: GIVEN_SECRET;
        /// The private key of the service account, for push notifications.
        optional(V2) privateKey: GIVEN_SECRET;
        /// The language of templates that lack another. Default `en_US`.
        optional hsmFallbackLanguage: GIVEN;
        /// The id of the business account.
        optional(V2) accountId: GIVEN;
        /// The access token for the management of the business account.
        optional(V2) accountManagementAccessToken: GIVEN_SECRET;
        /// The secret of messages that authenticate, of at least 88 characters.
        optional(V2) authenticationMessageSecret: SECRET;
        /// Whether replies to stories come as messages. Default `true`.
        optional(V2) storyRepliesEnabled: Kind::Bool;
        /// Whether mentions in stories come as messages. Default `true`.
        optional(V2) storyMentionsEnabled: Kind::Bool;
    }
}
