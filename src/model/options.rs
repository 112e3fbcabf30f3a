//! The options of a client and of a call.

use super::FLAT;
use crate::schema::{Choice, Format, Kind, Native, Rule, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

/// Milliseconds that a timer can count (2^31 - 1).
const MILLISECONDS: Kind = Kind::Integer(1, 2_147_483_647);

static SCOPE: Choice = Choice {
    name: name!("Scope"),
    doc: prose!(" What a key may do: one app, every app of the account, or what a custom integration may."),
    words: &[("app", ALL), ("account", ALL), ("integration", ALL)],
};

static AUTH: Choice = Choice {
    name: name!("AuthScheme"),
    doc: prose!(" How the key is shown: as a signed token that expires, or as it is over Basic."),
    words: &[("jwt", ALL), ("basic", ALL)],
};

static API_VERSION: Choice = Choice {
    name: name!("ApiVersion"),
    doc: prose!(" A version of the API."),
    words: &[("v1", ALL), ("v1.1", ALL), ("v2", ALL)],
};

static REGION: Choice =
    Choice { name: name!("Region"), doc: prose!(" Where the account lives."), words: &[("us", ALL), ("eu", ALL)] };

static TOKEN: Native =
    Native { name: "function", typescript: name!("string | (() => string | Promise<string>)"), or_text: true };

static FETCH: Native = Native { name: "function", typescript: name!("Fetch"), or_text: false };

static ON_REQUEST: Native =
    Native { name: "function", typescript: name!("(event: RequestEvent) => void"), or_text: false };

static ON_RESPONSE: Native =
    Native { name: "function", typescript: name!("(event: ResponseEvent) => void"), or_text: false };

pub(super) static SIGNAL: Native = Native { name: "AbortSignal", typescript: name!("AbortSignal"), or_text: false };

object! {
    /// The options that both a client and a single call can set; those of the call win.
    SHARED = "SharedOptions", "options" {
        /// How long one attempt may take, with its body, in milliseconds. Default 30 000.
        optional timeout: MILLISECONDS;
        /// The time limit of the whole call, with its retries and waits, in milliseconds. Default: no limit of its own.
        optional deadline: MILLISECONDS;
        /// The maximum number of retries of a call, made only if a retry is safe. Default 2.
        optional maxRetries: Kind::Integer(0, 100);
        /// More headers to send.
        optional headers: FLAT;
    }
}

object! {
    /// The options of a client: a key and its secret, or a token, the URL, and the limits of calls.
    pub CLIENT_OPTIONS = "SmoochOptions", "the options of a client", extends SHARED {
        /// The id of the key: `app_…`, `act_…`, `svc_…` or `int_…`.
        optional keyId: text().format(Format::Trimmed).personal().kind();
        /// The secret of the key. Keep it on a server.
        optional secret: text().format(Format::Trimmed).personal().kind();
        /// The scope of the key. Default `app`, for an id that begins with `int_` `integration`.
        optional scope: Kind::Choice(&SCOPE);
        /// How the key is shown. Default `jwt`: the core signs a token that lives ten minutes and renews it.
        optional auth: Kind::Choice(&AUTH);
        /// A ready token instead of a key, or a function that gives one for each request.
        optional token: Kind::Native(&TOKEN);
        /// The version of the API. Default `v1`.
        optional apiVersion: Kind::Choice(&API_VERSION);
        /// The id of the app. If given, the long paths are used (`/v1/apps/{appId}/…`); a key of the account needs it for
        /// what is in an app.
        optional appId: text().not_empty().kind();
        /// The region of the account. Default `us`.
        optional region: Kind::Choice(&REGION);
        /// The subdomain of a Zendesk account: `https://{subdomain}.zendesk.com/sc`.
        optional subdomain: text().not_empty().kind();
        /// The base URL of the API, without the version: https, or http on this machine. A path in it is kept.
        optional baseUrl: text().not_empty().personal().kind();
        /// Whether `baseUrl` may be http on another machine, such as a container of your own. The credentials then
        /// travel unencrypted. Default `false`.
        optional allowHttp: Kind::Bool;
        /// The function that sends the requests. Default: the `fetch` of the runtime, looked up at each call.
        optional fetch: Kind::Native(&FETCH);
        /// The maximum size of a response, in bytes; a larger one is not read. Default 10 000 000.
        optional maxResponseSize: Kind::Integer(1, u32::MAX);
        /// The most bytes of UTF-8 of a body, and of the options of a call, as JSON; more is refused before it is
        /// written. Default 10 000 000.
        optional maxRequestSize: Kind::Integer(1, u32::MAX);
        /// Called before each attempt. It gets no id, no body and no header, unless `verboseHooks` says so.
        optional onRequest: Kind::Native(&ON_REQUEST);
        /// Called after each attempt. It gets no id, no body and no header, unless `verboseHooks` says so.
        optional onResponse: Kind::Native(&ON_RESPONSE);
        /// Whether the hooks get the URL, the headers (but for the authorisation), the body and the text of the response.
        /// These hold personal data. Default `false`.
        optional verboseHooks: Kind::Bool;
    }
    rules: [Rule::AtMostOne(&["region", "subdomain", "baseUrl"]), Rule::AtMostOne(&["token", "keyId"])]
}

object! {
    /// The options of a call.
    pub CALL_OPTIONS = "CallOptions", "the options of a call", extends SHARED {
        /// Ends the call: its waits, its attempt, the reading of its response.
        optional signal: Kind::Native(&SIGNAL);
        /// Makes a retry harmless, for `link` and `send`. A send carries a key in its metadata (`dedupeKey`): if the
        /// service may have got the message though no response came, the newest messages are read, twice, a second or
        /// two apart; it is sent again only if the key is not among them. A link that is already there, or pending, is
        /// not asked for again. One risk remains: a first request that lands after the second read. A receiver can drop
        /// such a double by the key.
        optional dedupe: Kind::Bool;
        /// A key of your own for `dedupe`, for `send`: unique, opaque, and kept so that you can find it after a crash.
        /// Since it may have been used before, the message is looked for first.
        optional dedupeKey: text().not_empty().kind();
        /// The conversation, for `send`, `link` and `messages.list` of v2. Default: the user's default one, created if
        /// there is none.
        optional(V2) conversationId: text().not_empty().kind();
        /// The integration, for `webhooks.*` of v2. Default: the only custom one.
        optional(V2) integrationId: text().not_empty().kind();
        /// Fields that this package does not know, to put into the body as they are: member by member at any depth of
        /// its objects, not into lists. None that is in the body is replaced, and those that are known are checked.
        optional extraBody: Kind::Open;
    }
}

object! {
    /// The options of `reach`: those of its calls. `deadline` is for all of them together.
    pub REACH_OPTIONS = "ReachOptions", "the options of reach", extends SHARED {
        /// The message's key when the call is retried: unique, opaque, and kept so that you can find it after a
        /// crash, such as the id of what the message is about.
        required dedupeKey: text().not_empty().kind();
        /// How long to wait for the link before the message is sent, in milliseconds, within `deadline`. Default 30 000.
        /// With 0 the message does not wait: it goes to the channel that the user has by then, if any.
        optional linkTimeout: Kind::Integer(0, u32::MAX);
        /// The conversation, in v2. Default: the user's default one, which is created if there is none.
        optional(V2) conversationId: text().not_empty().kind();
        /// Ends the call, between its steps too.
        optional signal: Kind::Native(&SIGNAL);
    }
}

object! {
    /// The options of `waitForLink`.
    pub WAIT_OPTIONS = "WaitForLinkOptions", "the options of waitForLink" {
        /// The type of the channel, such as `"twilio"`.
        required type: text().not_empty().kind();
        /// How long to wait, in milliseconds. Default 60 000.
        optional timeout: Kind::Integer(1, u32::MAX);
        /// The first wait between two looks, in milliseconds; it doubles, up to ten times as much. Default 500.
        optional interval: Kind::Integer(1, u32::MAX);
        /// Ends it.
        optional signal: Kind::Native(&SIGNAL);
    }
}

object! {
    /// The messages to read: those before or after a moment, both excluded. By default the newest.
    pub MESSAGES_QUERY = "MessagesQuery", "the query of messages.list" {
        /// Unix time in seconds, decimals allowed: `received` of a message.
        optional before: Kind::Number;
        /// Unix time in seconds, decimals allowed: `received` of a message.
        optional after: Kind::Number;
    }
    rules: [Rule::AtMostOne(&["before", "after"])]
}

object! {
    /// A page of a list: after one id or before it, both excluded, and how many items.
    PAGE = "PageQuery", "a page" {
        /// The `afterCursor` of the last page.
        optional after: text().not_empty().kind();
        /// The `beforeCursor` of the last page.
        optional before: text().not_empty().kind();
        /// How many items, 1 to 100. Default 25; a page of messages always has 100.
        optional size: Kind::Integer(1, 100);
    }
    rules: [Rule::AtMostOne(&["after", "before"])]
}

object! {
    /// Which page of a list to begin with. v2 only.
    pub PAGES = "PagesQuery", "the query of a list" {
        /// The page.
        optional page: Kind::Object(&PAGE);
    }
}

object! {
    /// Which clients of a user to list. v2 only.
    pub CLIENTS_QUERY = "ClientsQuery", "the query of channels.list", extends PAGES {
        /// The brand that the user belongs to, if brands are kept apart.
        optional brandId: text().not_empty().kind();
    }
}

object! {
    /// Whose conversations.
    CONVERSATIONS_FILTER = "ConversationsFilter", "the filter of conversations" {
        /// The user, by the id of the service.
        optional userId: text().not_empty().kind();
        /// The user, by your own id.
        optional userExternalId: text().not_empty().personal().kind();
    }
    rules: [Rule::OneOf(&["userId", "userExternalId"])]
}

object! {
    /// Which conversations to list. v2 only.
    pub CONVERSATIONS_QUERY = "ConversationsQuery", "the query of conversations.list", extends PAGES {
        /// Whose.
        required filter: Kind::Object(&CONVERSATIONS_FILTER);
    }
}

object! {
    /// Integrations of which types.
    INTEGRATIONS_FILTER = "IntegrationsFilter", "the filter of integrations" {
        /// The types, with commas between them: `"twilio,whatsapp"`.
        required types: text().not_empty().kind();
    }
}

object! {
    /// Which integrations to list. v2 only.
    pub INTEGRATIONS_QUERY = "IntegrationsQuery", "the query of integrations.list", extends PAGES {
        /// Of which types. Default: all.
        optional filter: Kind::Object(&INTEGRATIONS_FILTER);
    }
}
