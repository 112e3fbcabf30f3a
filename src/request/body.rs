//! The parts that a request carries beside its input: a key and `extraBody`; and the evidence that it has happened.

use crate::percent;
use crate::readback::{Evidence, KEY};
use crate::retry::RetrySafety;
use crate::schema::{Issue, Path, Version, phone};
use crate::value::{Value, set};

/// The key that a send carries.
pub fn key(safety: RetrySafety, options: &Value, nonce: &str, issues: &mut Vec<Issue>) -> Option<String> {
    let own = options.get("dedupeKey").and_then(Value::as_str);
    let wanted = own.is_some() || options.is_true("dedupe");
    match safety {
        _ if !wanted => None,
        RetrySafety::SendsTwice => Some(own.unwrap_or(nonce).into()),
        RetrySafety::AsksAgain if own.is_none() => None,
        _ => {
            issues.push(Issue::at("dedupe", "given to link or send alone (dedupeKey to send)"));
            None
        }
    }
}

pub fn add_key(body: &mut Value, key: &str) {
    let Value::Object(members) = body else { return };
    let key = String::from(key).into();
    match members.iter_mut().find(|(name, _)| name == "metadata") {
        Some((_, Value::Object(metadata))) => set(metadata, KEY.into(), key),
        Some(_) => {}
        None => members.push(("metadata".into(), Value::Object(vec![(KEY.into(), key)]))),
    }
}

/// Puts the members of `extra` into `body`, at any depth. Values in the body stay as they are.
pub fn merge<'a>(body: &mut Value<'a>, extra: &mut Value<'a>, path: &Path, issues: &mut Vec<Issue>) {
    let (Value::Object(members), Value::Object(extra)) = (body, extra) else {
        let expected = "left out: the body has a value there, and only members of objects are added";
        return issues.push(Issue::at(&path.text(), expected));
    };
    for (name, value) in extra {
        match members.iter_mut().find(|(other, _)| other == name) {
            Some((_, member)) => merge(member, value, &path.member(name), issues),
            None => members.push((std::mem::take(name), std::mem::take(value))),
        }
    }
}

pub fn evidence(
    safety: RetrySafety,
    version: Version,
    of: Option<&Value>,
    body: &Value,
    key: Option<String>,
) -> Option<(String, Evidence)> {
    // Nothing as long as it is looked up.
    let of = of.and_then(Value::as_str).unwrap_or_default();
    let is_v2 = version == Version::V2;
    match safety {
        RetrySafety::Harmless | RetrySafety::MakesAnother | RetrySafety::PassesOn => None,
        RetrySafety::Conflict => {
            let id = body.get(if is_v2 { "externalId" } else { "userId" })?.as_str()?;
            // An id that no path can name cannot be read.
            percent::add(&mut String::new(), id).ok()?;
            Some((id.into(), Evidence::User))
        }
        RetrySafety::AsksAgain => {
            let body = if is_v2 { body.get("matchCriteria")? } else { body };
            let text = |name: &str| body.get(name).and_then(Value::as_str);
            let address = match text("phoneNumber") {
                Some(number) => phone::normalise(number)?,
                None => text("address")?.into(),
            };
            Some((of.into(), Evidence::Link { channel: text("type")?.into(), address }))
        }
        RetrySafety::SendsTwice => Some((of.into(), Evidence::Message { key: key? })),
    }
}
