//! The configuration of a client, read once from its options.

use std::fmt;

use crate::ascii::{has, is_trimmed};
use crate::auth::{Credentials, Scope, Secret};
use crate::base_url::BaseUrl;
use crate::error::{self, Error};
use crate::header;
use crate::join::concat;
use crate::model::options::CLIENT_OPTIONS;
use crate::percent;
use crate::schema::{Issue, Kind, Version, check_as};
use crate::value::Value;

/// The configuration of a client.
#[derive(Clone)]
pub struct Config {
    /// The version of the API.
    pub version: Version,
    /// The URL that all paths follow: the base URL, the version, and the app if the long paths are used.
    pub root: String,
    /// The beginning of it: the base URL.
    pub base: String,
    /// The id of the app, as paths have it, if it is known.
    pub app: Option<String>,
    /// Whether the app is in the root.
    pub with_app: bool,
    /// Whether the operations of an app cannot be called, since the key is the account's and no app is given.
    pub lacks_app: bool,
    /// The credentials that requests are authorised with.
    pub credentials: Credentials,
    /// The headers of every request, as HTTP writes them: each with a line break before it.
    pub headers: String,
    /// The limits of a call.
    pub limits: Limits,
}

/// Ids and headers are the caller's own: a header may be a secret.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { version, credentials, limits, .. } = self;
        let mut shown = f.debug_struct("Config");
        shown.field("version", version).field("credentials", credentials).field("limits", limits);
        shown.finish_non_exhaustive()
    }
}

/// The limits of a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The time limit of an attempt, with its body, in milliseconds.
    pub timeout: u32,
    /// The time limit of the whole call, in milliseconds.
    pub deadline: Option<u32>,
    /// The maximum number of retries.
    pub max_retries: u32,
}

impl Limits {
    const DEFAULT: Self = Self { timeout: 30_000, deadline: None, max_retries: 2 };

    /// These limits, changed by what `options` (checked by their table) say.
    pub fn changed_by(self, options: &Value) -> Self {
        Self {
            timeout: whole(options, "timeout").unwrap_or(self.timeout),
            deadline: whole(options, "deadline").or(self.deadline),
            max_retries: whole(options, "maxRetries").unwrap_or(self.max_retries),
        }
    }
}

/// A whole number that the check has found within the bounds of its table.
fn whole(options: &Value, name: &str) -> Option<u32> {
    match options.get(name)? {
        Value::Number(number) => number.whole(),
        _ => None,
    }
}

impl Config {
    /// Reads the options of a client, and wipes them: their secrets live on only in [`Credentials`].
    pub fn new(mut options: Value) -> error::Result<Self> {
        let config = Self::read(&mut options);
        options.wipe();
        config
    }

    /// Adds a `user-agent` to every request; one of the caller's replaces it. Browsers let nobody set it.
    pub fn name_agent(&mut self) {
        self.headers.insert_str(0, concat!("\nuser-agent: smooch-edge/", env!("CARGO_PKG_VERSION")));
    }

    fn read(options: &mut Value) -> error::Result<Self> {
        let mut issues = Vec::new();
        check_as("The options", &Kind::Object(&CLIENT_OPTIONS), options, Version::default(), &mut issues);
        let options = &*options;
        if !matches!(options, Value::Object(_)) {
            return Err(Error::validation("the options of the client", issues));
        }
        let text = |name: &str| options.get(name).and_then(Value::as_str);
        let mut credentials = Credentials::Provided;
        let mut base = String::new();
        let mut refuse = |wrong: Wrong| issues.push(Issue::at(wrong.0, wrong.1));
        match self::credentials(options) {
            Ok(known) => credentials = known,
            Err(wrong) => refuse(wrong),
        }
        match self::base(options) {
            Ok(url) => base.push_str(url.as_str()),
            Err(wrong) => refuse(wrong),
        }
        let version = text("apiVersion").and_then(Version::from_name).unwrap_or_default();
        let mut root = concat(&[&base, "/", version.name()]);
        let mut app = None;
        if let Some(id) = options.get("appId") {
            let mut encoded = String::new();
            if let Err(expected) = percent::add(&mut encoded, id.as_str().unwrap_or_default()) {
                refuse(("appId", expected));
            }
            root.push_str("/apps/");
            root.push_str(&encoded);
            app = Some(encoded);
        } else if text("scope") != Some("account") && version == Version::V2 {
            refuse(("appId", "given with apiVersion \"v2\""));
        }
        let headers = concat(&["\naccept: application/json", &header::lines(options, &mut issues)]);
        if !issues.is_empty() {
            return Err(Error::validation("the options of the client", issues));
        }
        let limits = Limits::DEFAULT.changed_by(options);
        let lacks_app = app.is_none() && text("scope") == Some("account");
        Ok(Self { version, root, base, with_app: app.is_some(), lacks_app, app, credentials, headers, limits })
    }
}

/// An option, and what it would have to be.
type Wrong = (&'static str, &'static str);

fn base(options: &Value) -> Result<BaseUrl, Wrong> {
    let text = |name: &str| options.get(name).and_then(Value::as_str);
    match (text("baseUrl"), text("subdomain"), text("region")) {
        (Some(url), ..) => BaseUrl::parse(url, options.is_true("allowHttp")).map_err(|expected| ("baseUrl", expected)),
        (_, Some(name), _) => BaseUrl::subdomain(name).map_err(|expected| ("subdomain", expected)),
        (.., region) => Ok(BaseUrl::region(region.unwrap_or("us"))),
    }
}

fn credentials(options: &Value) -> Result<Credentials, Wrong> {
    let text = |name: &str| options.get(name).and_then(Value::as_str);
    match (options.get("token"), text("keyId"), text("secret")) {
        (Some(Value::String(token)), ..) => {
            // The table reports white space at its ends.
            if is_trimmed(token) {
                header::check_value(token).map_err(|expected| ("token", expected))?;
            }
            Ok(Credentials::bearer(token))
        }
        (Some(_), ..) => Ok(Credentials::Provided),
        (None, Some(_), Some(secret)) if matches!(secret.get(..4), Some("app_" | "act_" | "svc_" | "int_")) => {
            Err(("secret", "the secret of the key; it begins as the id does, as if the two were swapped"))
        }
        (None, Some(key_id), Some(secret)) if text("auth") == Some("basic") => {
            if has(key_id, b':') {
                return Err(("keyId", "without a colon, which Basic puts after it"));
            }
            Ok(Credentials::basic(key_id, secret))
        }
        (None, Some(key_id), Some(_)) => {
            Ok(Credentials::Signed { key_id: Secret::new(key_id), scope: scope(key_id, text("scope"))? })
        }
        (None, Some(_), None) => Err(("secret", "given with keyId")),
        (None, None, Some(_)) => Err(("keyId", "given with secret")),
        (None, None, None) => Err((
            "keyId",
            "given with its secret, unless there is a token. Smooch.fromEnv() reads SMOOCH_KEY_ID and SMOOCH_SECRET; \
             on Workers, give env.SMOOCH_KEY_ID and env.SMOOCH_SECRET",
        )),
    }
}

/// The scope of a key, by what its id begins with (docs/api/v1.md, section 1.1; docs/api/v2.md, section 2).
fn scope(key_id: &str, given: Option<&str>) -> Result<Scope, Wrong> {
    match (key_id.get(..4), given) {
        (Some("act_" | "svc_"), None | Some("app" | "integration")) => {
            Err(("scope", "\"account\" for a key that begins with act_ or svc_, and appId given"))
        }
        (Some("int_"), Some("app" | "account")) => Err(("scope", "\"integration\" for a key that begins with int_")),
        (Some("int_"), _) | (_, Some("integration")) => Ok(Scope::Integration),
        (_, Some("account")) => Ok(Scope::Account),
        _ => Ok(Scope::App),
    }
}
