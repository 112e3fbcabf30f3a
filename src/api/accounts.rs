//! Operations for a key of an account: apps and their keys, service accounts, deployments of WhatsApp (docs/api/v1.md,
//! section 12; docs/api/v2.md, section 12). The paths begin with the version (`^`): they are not below the client's app.

use super::Method::{Delete, Get, Patch, Post, Put};
use super::row::{Paging, group, v1, v2};
use crate::model::answer::EMPTY_ANSWER;
use crate::model::answer::account::{
    DELETED_DEPLOYMENT, DEPLOYMENT_ANSWER, DEPLOYMENTS_ANSWER, JWT_ANSWER, KEY_ANSWER, KEY_ANSWER_V2, KEYS_ANSWER,
    KEYS_ANSWER_V2, SERVICE_ACCOUNT_ANSWER, SERVICE_ACCOUNTS_PAGE,
};
use crate::model::answer::app::{APP_ANSWER, APP_ANSWER_V2, APPS_PAGE, APPS_PAGE_V2, SDK_IDS_ANSWER};
use crate::model::typed::account::{OFFSETS, SERVICE_ACCOUNT};
use crate::model::typed::app::{APPS_QUERY, APPS_QUERY_V2, CREATE_APP, CREATE_APP_V2, UPDATE_APP, UPDATE_APP_V2};
use crate::model::typed::deployment::{ACTIVATE, CONFIRM, DEPLOYMENT};
use crate::model::typed::key::{KEY, KEY_V2};
use crate::schema::Kind;

static CREATE: Kind = Kind::Object(&CREATE_APP);
static CREATE_V2: Kind = Kind::Object(&CREATE_APP_V2);
static UPDATE: Kind = Kind::Object(&UPDATE_APP);
static UPDATE_V2: Kind = Kind::Object(&UPDATE_APP_V2);
static QUERY: Kind = Kind::Object(&APPS_QUERY);
static QUERY_V2: Kind = Kind::Object(&APPS_QUERY_V2);
static NEW_KEY: Kind = Kind::Object(&KEY);
static NEW_KEY_V2: Kind = Kind::Object(&KEY_V2);
static ACCOUNT: Kind = Kind::Object(&SERVICE_ACCOUNT);
static BY_OFFSET: Kind = Kind::Object(&OFFSETS);
static NEW_DEPLOYMENT: Kind = Kind::Object(&DEPLOYMENT);
static NUMBER: Kind = Kind::Object(&ACTIVATE);
static CODE: Kind = Kind::Object(&CONFIRM);

group! {
    /// Apps of an account. They need a key of the account (`act_…`, `svc_…`).
    pub APPS = "apps" {
        /// Creates an app. It is not retried if it may have happened: another one would be made.
        ///
        /// @throws {PaymentRequiredError} if the account has as many as its plan allows
        "apps.create"(app): [
            v1(Post, "^/apps").typed(&CREATE).responds(&APP_ANSWER),
            v2(Post, "^/apps").typed(&CREATE_V2).responds(&APP_ANSWER_V2),
        ];

        /// Lists the apps of the account, page by page.
        "apps.list"(): [
            v1(Get, "^/apps").typed_query(&QUERY).paged(Paging::Offset).responds(&APPS_PAGE),
            v2(Get, "^/apps").typed_query(&QUERY_V2).paged(Paging::Cursor).responds(&APPS_PAGE_V2),
        ];

        /// Reads an app.
        "apps.get"(appId): [
            v1(Get, "^/apps/{app}").responds(&APP_ANSWER),
            v2(Get, "^/apps/{app}").responds(&APP_ANSWER_V2),
        ];

        /// Changes an app. Fields left out stay as they are.
        "apps.update"(appId, changes): [
            v1(Put, "^/apps/{app}").typed(&UPDATE).responds(&APP_ANSWER),
            v2(Patch, "^/apps/{app}").typed(&UPDATE_V2).responds(&APP_ANSWER_V2),
        ];

        /// Removes an app with all that is in it.
        "apps.delete"(appId): [
            v1(Delete, "^/apps/{app}").responds(&EMPTY_ANSWER),
            v2(Delete, "^/apps/{app}").responds(&EMPTY_ANSWER),
        ];

        /// Gives the ids of the integrations that the service's own clients are set up with.
        "apps.getSdkIds"(appId): [v1(Get, "^/apps/{app}/sdks").responds(&SDK_IDS_ANSWER)];
    }
}

group! {
    /// Keys of an app. They need a key of the account.
    pub APP_KEYS = "appKeys" {
        /// Creates a key; in v2 an app has ten at most. It is not retried if it may have happened.
        "appKeys.create"(appId, key): [
            v1(Post, "^/apps/{app}/keys").typed(&NEW_KEY).responds(&KEY_ANSWER),
            v2(Post, "^/apps/{app}/keys").typed(&NEW_KEY_V2).responds(&KEY_ANSWER_V2),
        ];

        /// Lists the keys of an app.
        "appKeys.list"(appId): [
            v1(Get, "^/apps/{app}/keys").responds(&KEYS_ANSWER),
            v2(Get, "^/apps/{app}/keys").responds(&KEYS_ANSWER_V2),
        ];

        /// Reads a key.
        "appKeys.get"(appId, keyId): [
            v1(Get, "^/apps/{app}/keys/{keyId}").responds(&KEY_ANSWER),
            v2(Get, "^/apps/{app}/keys/{keyId}").responds(&KEY_ANSWER_V2),
        ];

        /// Removes a key: what it signed is refused from then on.
        "appKeys.delete"(appId, keyId): [
            v1(Delete, "^/apps/{app}/keys/{keyId}").responds(&EMPTY_ANSWER),
            v2(Delete, "^/apps/{app}/keys/{keyId}").responds(&EMPTY_ANSWER),
        ];

        /// Gives a token that a key has signed, of the scope `app`.
        "appKeys.getJwt"(appId, keyId): [v1(Get, "^/apps/{app}/keys/{keyId}/jwt").responds(&JWT_ANSWER)];
    }
}

group! {
    /// Service accounts. They need a key of the account.
    pub SERVICE_ACCOUNTS = "serviceAccounts" {
        /// Creates a service account. It is not retried if it may have happened.
        "serviceAccounts.create"(serviceAccount): [
            v1(Post, "^/serviceaccounts").typed(&ACCOUNT).responds(&SERVICE_ACCOUNT_ANSWER),
        ];

        /// Lists the service accounts, page by page.
        "serviceAccounts.list"(): [
            v1(Get, "^/serviceaccounts").typed_query(&BY_OFFSET).paged(Paging::Offset).responds(&SERVICE_ACCOUNTS_PAGE),
        ];

        /// Reads a service account.
        "serviceAccounts.get"(id): [
            v1(Get, "^/serviceaccounts/{serviceAccountId}").responds(&SERVICE_ACCOUNT_ANSWER),
        ];

        /// Changes what a service account is called.
        "serviceAccounts.update"(id, changes): [
            v1(Put, "^/serviceaccounts/{serviceAccountId}").typed(&ACCOUNT).responds(&SERVICE_ACCOUNT_ANSWER),
        ];

        /// Removes a service account with its keys.
        "serviceAccounts.delete"(id): [
            v1(Delete, "^/serviceaccounts/{serviceAccountId}").responds(&EMPTY_ANSWER),
        ];
    }
}

group! {
    /// Keys of a service account.
    pub SERVICE_ACCOUNT_KEYS = "serviceAccountKeys" {
        /// Creates a key. It is not retried if it may have happened.
        "serviceAccountKeys.create"(serviceAccountId, key): [
            v1(Post, "^/serviceaccounts/{serviceAccountId}/keys").typed(&NEW_KEY).responds(&KEY_ANSWER),
        ];

        /// Lists the keys of a service account.
        "serviceAccountKeys.list"(serviceAccountId): [
            v1(Get, "^/serviceaccounts/{serviceAccountId}/keys").responds(&KEYS_ANSWER),
        ];

        /// Reads a key.
        "serviceAccountKeys.get"(serviceAccountId, keyId): [
            v1(Get, "^/serviceaccounts/{serviceAccountId}/keys/{keyId}").responds(&KEY_ANSWER),
        ];

        /// Removes a key: what it signed is refused from then on.
        "serviceAccountKeys.delete"(serviceAccountId, keyId): [
            v1(Delete, "^/serviceaccounts/{serviceAccountId}/keys/{keyId}").responds(&EMPTY_ANSWER),
        ];

        /// Gives a token that a key has signed, of the scope `account`.
        "serviceAccountKeys.getJwt"(serviceAccountId, keyId): [
            v1(Get, "^/serviceaccounts/{serviceAccountId}/keys/{keyId}/jwt").responds(&JWT_ANSWER),
        ];
    }
}

group! {
    /// Deployments of WhatsApp. They need a key of the account.
    pub DEPLOYMENTS = "deployments" {
        /// Creates a deployment. It is not retried if it may have happened.
        "deployments.create"(deployment): [
            v1(Post, "^/whatsapp/deployments").typed(&NEW_DEPLOYMENT).responds(&DEPLOYMENT_ANSWER),
        ];

        /// Lists the deployments of the account.
        "deployments.list"(): [v1(Get, "^/whatsapp/deployments").responds(&DEPLOYMENTS_ANSWER)];

        /// Reads a deployment.
        "deployments.get"(id): [v1(Get, "^/whatsapp/deployments/{deploymentId}").responds(&DEPLOYMENT_ANSWER)];

        /// Removes a deployment; the response has it while that goes on.
        "deployments.delete"(id): [v1(Delete, "^/whatsapp/deployments/{deploymentId}").responds(&DELETED_DEPLOYMENT)];

        /// Has a code sent to a phone number, by SMS or call. It is not retried if it may have happened: another code would
        /// go out.
        "deployments.activate"(id, number): [
            v1(Post, "^/whatsapp/deployments/{deploymentId}/activate").typed(&NUMBER).responds(&DEPLOYMENT_ANSWER),
        ];

        /// Confirms the code that came. It is not retried if it may have happened: a code serves once.
        "deployments.confirmCode"(id, code): [
            v1(Post, "^/whatsapp/deployments/{deploymentId}/code/confirm").typed(&CODE).responds(&DEPLOYMENT_ANSWER),
        ];
    }
}
