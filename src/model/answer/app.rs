//! Apps, as v1 and v2 return them (docs/api/v1.md, section 12; docs/api/v2.md, section 12).

use super::v2::page::{LINKS, META};
use crate::model::FLAT;
use crate::schema::{Kind, List, object, text};

object! {
    /// The settings of an app. Which other fields it has depends on the version.
    pub SETTINGS = "SettingsOfApp", "the settings of an app", open true {
        /// After how many seconds conversations are removed; 0 for never.
        optional conversationRetentionSeconds: Kind::Integer(0, u32::MAX);
        /// Whether numbers of credit cards are hidden.
        optional maskCreditCardNumbers: Kind::Bool;
        /// Whether users without a name are called after animals.
        optional useAnimalNames: Kind::Bool;
        /// Whether a tapped postback appears as a message of the user.
        optional echoPostback: Kind::Bool;
        /// Whether a message of the business begins no conversation by itself.
        optional ignoreAutoConversationStart: Kind::Bool;
    }
}

object! {
    /// How an app behaves, in v2.
    pub SETTINGS_V2 = "SettingsOfAppV2", "the settings of an app", extends SETTINGS, open true {
        /// Whether users can have several conversations.
        optional multiConvoEnabled: Kind::Bool;
        /// Whether the texts of the app follow the language of the user.
        optional appLocalizationEnabled: Kind::Bool;
        /// Whether users can end a session.
        optional endSessionEnabled: Kind::Bool;
        /// Whether a conversation that has ended stays so.
        optional disableConversationReopen: Kind::Bool;
    }
}

object! {
    /// An app.
    pub APP = "App", "an app", open true {
        /// Its id: 24 hexadecimal digits.
        required _id: text().kind();
        /// Its name.
        required name: text().kind();
        /// The token that its clients of old are set up with.
        required appToken: text().kind();
        /// How it behaves.
        optional settings: Kind::Object(&SETTINGS);
        /// A flat object of your own.
        optional metadata: FLAT;
    }
}

static APPS: List = List::of(Kind::Object(&APP));

object! {
    /// The response to creating, reading and updating an app.
    pub APP_ANSWER = "AppAnswer", "the answer about an app", open true {
        /// The app.
        required app: Kind::Object(&APP);
    }
}

object! {
    /// A page of the apps of an account.
    pub APPS_PAGE = "AppsPage", "a page of apps", open true {
        /// The apps.
        required apps: Kind::List(&APPS);
        /// Whether there are more.
        optional hasMore: Kind::Bool;
        /// How many come before those of the page.
        optional offset: Kind::Integer(0, u32::MAX);
    }
}

object! {
    /// The integrations that the service's own clients are set up with.
    pub SDK_IDS_ANSWER = "SdkIdsAnswer", "the answer about the SDK ids", open true {
        /// That of pages.
        required webIntegrationId: text().kind();
        /// That of Android.
        required androidIntegrationId: text().kind();
        /// That of iOS.
        required iosIntegrationId: text().kind();
    }
}

object! {
    /// An app of v2.
    pub APP_V2 = "AppV2", "an app", open true {
        /// Its id: 24 hexadecimal digits.
        required id: text().kind();
        /// Its name.
        nullable displayName: text().kind();
        /// How it behaves.
        optional settings: Kind::Object(&SETTINGS_V2);
        /// A flat object of your own.
        nullable metadata: FLAT;
        /// The subdomain of its account in Zendesk; not in lists.
        optional subdomain: text().kind();
    }
}

static APPS_V2: List = List::of(Kind::Object(&APP_V2));

object! {
    /// The response of v2 to creating, reading and updating an app, and to asking whose a token is.
    pub APP_ANSWER_V2 = "AppAnswerV2", "the answer about an app", open true {
        /// The app.
        required app: Kind::Object(&APP_V2);
    }
}

object! {
    /// A page of the apps of an account, in v2.
    pub APPS_PAGE_V2 = "AppsPageV2", "a page of apps", open true {
        /// The apps.
        required apps: Kind::List(&APPS_V2);
        /// The position of the page.
        optional meta: Kind::Object(&META);
        /// The pages beside it.
        optional links: Kind::Object(&LINKS);
    }
}
