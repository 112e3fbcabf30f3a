//! A request, made of an operation, ids, a body and options.

use crate::api::Operation;
use crate::config::{Config, Limits};
use crate::error::{self, Error};
use crate::header;
use crate::json;
use crate::model::options::CALL_OPTIONS;
use crate::schema::{Fault, Kind, check};
use crate::segment::{Segment, encode};
use crate::value::Value;

/// What a caller gives to an operation.
#[derive(Debug, Default)]
pub struct Input {
    /// The ids of the path, in order; `None` for one that was not a string, with what it was.
    pub ids: Vec<Value>,
    /// The body.
    pub body: Option<Value>,
    /// The query.
    pub query: Option<Value>,
    /// The options of the call.
    pub options: Option<Value>,
}

/// A request, ready but for its authorisation, which is added when it is sent.
#[derive(Clone)]
pub struct Request {
    /// The operation.
    pub operation: &'static Operation,
    /// The whole URL.
    pub url: String,
    /// Its headers, in lower case.
    pub headers: Vec<(String, String)>,
    /// The JSON text of its body.
    pub body: Option<String>,
    /// The limits of the call.
    pub limits: Limits,
}

/// The filled path and the body are personal.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("operation", &self.operation.name).finish_non_exhaustive()
    }
}

impl Request {
    /// Makes the request, or says all that is wrong with what was given.
    pub fn new(config: &Config, operation: &'static Operation, input: Input) -> error::Result<Self> {
        let mut faults = Vec::new();
        let options = input.options.map(|mut options| {
            faults.extend(check(&Kind::Object(&CALL_OPTIONS), &mut options, config.version));
            options
        });
        let options = options.as_ref().unwrap_or(&Value::Null);
        let url = url(config, operation, &input.ids, input.query, &mut faults);
        let body = body(config, operation, input.body, options, &mut faults);
        let mut headers = vec![("accept".into(), "application/json".into())];
        if body.is_some() {
            headers.push(("content-type".into(), "application/json".into()));
        }
        let own = header::read(options, &mut faults);
        headers.retain(|(name, _)| !config.headers.iter().chain(&own).any(|(other, _)| other == name));
        headers.extend(config.headers.iter().filter(|(name, _)| !own.iter().any(|(other, _)| other == name)).cloned());
        headers.extend(own);
        if !faults.is_empty() {
            let error = Error::validation(&["what ", operation.name, " was given"].concat(), faults);
            return Err(error.of(operation, config.version, config.app.is_some(), 0));
        }
        Ok(Self { operation, url, headers, body, limits: config.limits.changed_by(options) })
    }
}

fn url(
    config: &Config,
    operation: &'static Operation,
    ids: &[Value],
    query: Option<Value>,
    faults: &mut Vec<Fault>,
) -> String {
    let mut url = [config.base.as_str(), "/", config.version.name()].concat();
    if let Some(app) = &config.app {
        url.push_str("/apps/");
        url.push_str(app.as_str());
    }
    let mut ids = ids.iter();
    for part in operation.path.split('/').skip(1) {
        url.push('/');
        match part.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            None => url.push_str(part),
            Some(name) => match segment(ids.next()) {
                Ok(segment) => url.push_str(segment.as_str()),
                Err(expected) => faults.push(Fault::at(name, &expected)),
            },
        }
    }
    let Some((kind, mut query)) = operation.query.as_ref().zip(query) else { return url };
    faults.extend(check(kind, &mut query, config.version));
    if let Value::Object(members) = query {
        for (index, (name, value)) in members.iter().enumerate() {
            url.push(if index == 0 { '?' } else { '&' });
            url.push_str(&encode(name));
            url.push('=');
            url.push_str(&encode(&match value {
                Value::String(text) => text.clone(),
                other => json::text(other),
            }));
        }
    }
    url
}

fn segment(id: Option<&Value>) -> Result<Segment, String> {
    match id {
        Some(Value::String(id)) => Segment::new(id).map_err(Into::into),
        Some(other) => Err(["an id, as a string; got ", &other.kind()].concat()),
        None => Err("an id, as a string".into()),
    }
}

fn body(
    config: &Config,
    operation: &'static Operation,
    body: Option<Value>,
    options: &Value,
    faults: &mut Vec<Fault>,
) -> Option<String> {
    let kind = operation.body.as_ref()?;
    let mut body = body.unwrap_or_else(|| Value::Foreign("undefined".into()));
    faults.extend(check(kind, &mut body, config.version));
    if let (Value::Object(members), Some(Value::Object(extra))) = (&mut body, options.get("extraBody")) {
        members.retain(|(name, _)| !extra.iter().any(|(other, _)| other == name));
        members.extend(extra.iter().cloned());
    }
    Some(json::text(&body))
}
