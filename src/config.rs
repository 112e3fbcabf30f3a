//! How a client is set up, read once from its options.

use crate::auth::{Credentials, Scope, Secret};
use crate::base_url::BaseUrl;
use crate::cut::has;
use crate::error::{self, Error};
use crate::header;
use crate::model::options::CLIENT_OPTIONS;
use crate::schema::{Fault, Kind, Version, check_as};
use crate::segment::Segment;
use crate::value::{Members, Value};

/// How a client is set up.
#[derive(Clone, Debug)]
pub struct Config {
    /// The version of the API.
    pub version: Version,
    /// Where the API is.
    pub base: BaseUrl,
    /// The app, where the long paths are used.
    pub app: Option<Segment>,
    /// What requests are authorised with.
    pub credentials: Credentials,
    /// More headers for every request.
    pub headers: Members,
    /// The limits of a call.
    pub limits: Limits,
}

/// The limits of a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// How long an attempt may take, with its body, in milliseconds.
    pub timeout: u32,
    /// How long the whole call may take, in milliseconds.
    pub deadline: Option<u32>,
    /// How often a call is repeated.
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
    /// Reads the options of a client, and wipes them: what of them is secret lives on in [`Credentials`] alone.
    pub fn new(mut options: Value) -> error::Result<Self> {
        let config = Self::read(&mut options);
        options.wipe();
        config
    }

    fn read(options: &mut Value) -> error::Result<Self> {
        let mut faults = check_as("The options", &Kind::Object(&CLIENT_OPTIONS), options, Version::default());
        let options = &*options;
        if !matches!(options, Value::Object(_)) {
            return Err(Error::validation("the options of the client", faults));
        }
        let text = |name: &str| options.get(name).and_then(Value::as_str);
        let credentials = credentials(options).map_err(|fault| faults.push(fault)).ok();
        let base = base(options).map_err(|fault| faults.push(fault)).ok();
        let app = match text("appId").map(Segment::new) {
            Some(Err(expected)) => {
                faults.push(Fault::at("appId", expected));
                None
            }
            Some(Ok(app)) => Some(app),
            None => None,
        };
        if options.get("appId").is_none() {
            if text("scope") == Some("account") {
                faults.push(Fault::at("appId", "given with scope \"account\""));
            } else if text("apiVersion") == Some("v2") {
                faults.push(Fault::at("appId", "given with apiVersion \"v2\""));
            }
        }
        let headers = header::read(options, &mut faults);
        match (faults.is_empty(), credentials, base) {
            (true, Some(credentials), Some(base)) => Ok(Self {
                version: text("apiVersion").and_then(Version::from_name).unwrap_or_default(),
                base,
                app,
                credentials,
                headers,
                limits: Limits::DEFAULT.changed_by(options),
            }),
            _ => Err(Error::validation("the options of the client", faults)),
        }
    }
}

fn base(options: &Value) -> Result<BaseUrl, Fault> {
    let text = |name: &str| options.get(name).and_then(Value::as_str);
    match (text("baseUrl"), text("subdomain"), text("region")) {
        (Some(url), ..) => BaseUrl::parse(url).map_err(|expected| Fault::at("baseUrl", expected)),
        (_, Some(name), _) => BaseUrl::subdomain(name).map_err(|expected| Fault::at("subdomain", expected)),
        (.., region) => Ok(BaseUrl::region(region.unwrap_or("us"))),
    }
}

fn credentials(options: &Value) -> Result<Credentials, Fault> {
    let text = |name: &str| options.get(name).and_then(Value::as_str);
    match (options.get("token"), text("keyId"), text("secret")) {
        (Some(Value::String(token)), ..) => {
            header::check_value(token).map_err(|expected| Fault::at("token", expected))?;
            Ok(Credentials::bearer(token))
        }
        (Some(_), ..) => Ok(Credentials::Provided),
        (None, Some(key_id), Some(secret)) if text("auth") == Some("basic") => {
            if has(key_id, b':') {
                return Err(Fault::at("keyId", "without a colon, which Basic puts after it"));
            }
            Ok(Credentials::basic(key_id, secret))
        }
        (None, Some(key_id), Some(secret)) => Ok(Credentials::Signed {
            key_id: Secret::new(key_id),
            secret: Secret::new(secret),
            scope: if text("scope") == Some("account") { Scope::Account } else { Scope::App },
        }),
        (None, Some(_), None) => Err(Fault::at("secret", "given with keyId")),
        (None, None, Some(_)) => Err(Fault::at("keyId", "given with secret")),
        (None, None, None) => Err(Fault::at("keyId", "given with its secret, unless there is a token")),
    }
}
