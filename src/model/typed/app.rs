//! Apps to create and to change, and the queries of their lists (docs/api/v1.md, section 12).

use crate::model::FLAT;
use crate::model::options::PAGES;
use crate::schema::{Kind, object, text};

object! {
    /// How an app behaves.
    pub SETTINGS = "AppSettings", "the settings of an app" {
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
    pub SETTINGS_V2 = "AppSettingsBody", "the settings of an app", extends SETTINGS {
        /// Whether users can have several conversations. It cannot be taken back.
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
    /// An app to create.
    pub CREATE_APP = "AppCreate", "an app" {
        /// Its name.
        required name: text().kind();
        /// How it behaves.
        optional settings: Kind::Object(&SETTINGS);
        /// A flat object of your own.
        optional metadata: FLAT;
    }
}

object! {
    /// An app to create, in v2.
    pub CREATE_APP_V2 = "AppCreateBody", "an app" {
        /// Its name: 1 to 100 characters.
        required displayName: text().kind();
        /// How it behaves.
        optional settings: Kind::Object(&SETTINGS_V2);
        /// A flat object of your own.
        optional metadata: FLAT;
    }
}

object! {
    /// The changes to an app.
    pub UPDATE_APP = "AppUpdate", "an app update" {
        /// Its name.
        optional name: text().kind();
        /// How it behaves.
        optional settings: Kind::Object(&SETTINGS);
        /// A flat object of your own.
        optional metadata: FLAT;
    }
}

object! {
    /// The changes to an app, in v2.
    pub UPDATE_APP_V2 = "AppUpdateBody", "an app update" {
        /// Its name: 1 to 100 characters.
        optional displayName: text().kind();
        /// How it behaves.
        optional settings: Kind::Object(&SETTINGS_V2);
        /// A flat object of your own.
        optional metadata: FLAT;
    }
}

object! {
    /// Which apps of an account to list.
    pub APPS_QUERY = "AppsQuery", "the query of apps.list" {
        /// How many a page has, 1 to 100. Default 25.
        optional limit: Kind::Integer(1, 100);
        /// How many to leave out at the beginning.
        optional offset: Kind::Integer(0, u32::MAX);
        /// Only those that this service account may see.
        optional serviceAccountId: text().kind();
    }
}

object! {
    /// A filter for the list of apps.
    APPS_FILTER = "AppsFilter", "the filter of apps" {
        /// Only those that this service account may see.
        optional serviceAccountId: text().kind();
    }
}

object! {
    /// Which apps of an account to list, in v2.
    pub APPS_QUERY_V2 = "AppsPagesQuery", "the query of apps.list", extends PAGES {
        /// Which.
        optional filter: Kind::Object(&APPS_FILTER);
    }
}
