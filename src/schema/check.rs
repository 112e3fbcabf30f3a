//! The interpreter: reads a value by the tables and says all that is wrong with it.

use super::date::is_iso;
use super::near::nearest;
use super::{
    Choice, Fault, Format, Kind, List, Native, Need, Object, Path, Text, Union, Version, Versions, fault::words, phone,
};
use crate::value::Value;

/// Checks `value` by `kind` as `version` knows it, and returns every fault, in the order of the body.
///
/// Phone numbers become `+` and digits; nothing else is changed.
pub fn check(kind: &Kind, value: &mut Value, version: Version) -> Vec<Fault> {
    let mut checker = Checker { version, faults: Vec::new() };
    checker.kind(kind, value, &Path::Root);
    checker.faults
}

struct Checker {
    version: Version,
    faults: Vec<Fault>,
}

impl Checker {
    fn kind(&mut self, kind: &Kind, value: &mut Value, path: &Path) {
        match kind {
            Kind::Text(text) => self.text(text, value, path),
            Kind::Bool => self.expect(matches!(value, Value::Bool(_)), "true or false", value, path),
            Kind::Number => {
                let finite = matches!(value, Value::Number(number) if number.value().is_finite());
                self.expect(finite, "a finite number", value, path);
            }
            Kind::Integer(min, max) => {
                let range = f64::from(*min)..=f64::from(*max);
                let fits = matches!(value, Value::Number(n) if n.value().fract() == 0.0 && range.contains(&n.value()));
                let expected = match max {
                    &u32::MAX => ["a whole number of at least ", &min.to_string()].concat(),
                    max => ["a whole number from ", &min.to_string(), " to ", &max.to_string()].concat(),
                };
                self.expect(fits, &expected, value, path);
            }
            Kind::Date => {
                let fits = matches!(value, Value::Date(_)) || value.as_str().is_some_and(is_iso);
                self.expect(fits, "an ISO 8601 string, such as \"2026-11-24T06:33:00.000Z\", or a Date", value, path);
            }
            Kind::Choice(choice) => self.choice(choice, value, path),
            Kind::List(list) => self.list(list, value, path),
            Kind::Object(object) => self.object(object, None, value, path),
            Kind::Union(union) => self.union(union, value, path),
            Kind::Flat { bytes } => self.flat(*bytes, value, path),
            Kind::Open if !matches!(value, Value::Object(_)) => {
                self.faults.push(Fault::kind(path, "an object", value, true));
            }
            Kind::Open | Kind::Any => self.json(value, path),
            Kind::Native(native) => self.native(native, value, path),
        }
    }

    fn expect(&mut self, holds: bool, expected: &str, value: &Value, path: &Path) {
        if !holds {
            self.faults.push(Fault::kind(path, expected, value, false));
        }
    }

    fn text(&mut self, text: &Text, value: &mut Value, path: &Path) {
        let expected = match text.format {
            Format::Phone => {
                if let Some(number) = value.as_str().and_then(phone::normalise) {
                    *value = Value::String(number);
                    return;
                }
                "a phone number with + and its country code, such as \"+15145555555\""
            }
            Format::Email => {
                if value.as_str().is_some_and(is_email) {
                    return;
                }
                "an e-mail address, such as \"ada@example.com\""
            }
            Format::Plain => {
                match value.as_str() {
                    Some(given) if text.min == 0 || !given.is_empty() => return,
                    _ => {}
                }
                if text.min == 0 { "a string" } else { "a string that is not empty" }
            }
        };
        self.faults.push(Fault::kind(path, expected, value, text.personal));
    }

    fn choice(&mut self, choice: &Choice, value: &Value, path: &Path) {
        match value.as_str().and_then(|given| choice.words.iter().find(|(word, _)| *word == given)) {
            Some((_, versions)) if versions.has(self.version) => {}
            Some((word, versions)) => self.version(path, &["may be \"", word, "\""], *versions),
            None => {
                let words = || choice.words.iter().filter(|(_, versions)| versions.has(self.version)).map(|(w, _)| *w);
                let near = value.as_str().and_then(|given| nearest(given, words()));
                self.faults.push(Fault::word(path, value, near, &words().collect::<Vec<_>>()));
            }
        }
    }

    fn list(&mut self, list: &List, value: &mut Value, path: &Path) {
        let Value::Array(items) = value else {
            return self.faults.push(Fault::kind(path, "a list", value, true));
        };
        if !(list.min..=list.max).contains(&items.len()) {
            let (min, max) = (list.min, list.max);
            let least = if max == usize::MAX { "at least " } else { "" };
            let most = if max == usize::MAX { String::new() } else { [" to ", &max.to_string()].concat() };
            let expected = [least, &min.to_string(), &most, " items"].concat();
            self.faults.push(Fault::size(path, &expected, items.len()));
        }
        for (index, item) in items.iter_mut().take(list.max).enumerate() {
            self.kind(&list.of, item, &path.item(index));
        }
    }

    fn union(&mut self, union: &Union, value: &mut Value, path: &Path) {
        if !matches!(value, Value::Object(_)) {
            return self.faults.push(Fault::kind(path, "an object", value, true));
        }
        if let Some((field, object)) = union.instead
            && value.get(field).is_some()
        {
            return self.object(object, None, value, path);
        }
        let at = path.member(union.tag);
        let Some(tag) = value.get(union.tag) else {
            return self.faults.push(Fault::missing(&at, &["a ", union.title].concat()));
        };
        let given = tag.as_str().unwrap_or_default();
        if let Some(variant) = union.variants.iter().find(|variant| variant.tag == given) {
            if variant.versions.has(self.version) {
                return self.object(variant.object, Some(union.tag), value, path);
            }
            return self.version(&at, &["may be \"", variant.tag, "\""], variant.versions);
        }
        if let Some((word, reason)) = union.refused.iter().find(|(word, _)| *word == given) {
            return self.faults.push(Fault::refused(&at, &["cannot be \"", word, "\": "], reason));
        }
        if union.open {
            return self.json(value, path);
        }
        let known = || union.variants.iter().filter(|variant| variant.versions.has(self.version)).map(|v| v.tag);
        self.faults.push(Fault::word(&at, tag, nearest(given, known()), &known().collect::<Vec<_>>()));
    }

    fn object(&mut self, object: &Object, tag: Option<&'static str>, value: &mut Value, path: &Path) {
        let Value::Object(members) = value else {
            return self.faults.push(Fault::kind(path, "an object", value, true));
        };
        for (name, member) in members.iter_mut() {
            let at = path.member(name);
            match object.field(name) {
                Some(field) => match field.need {
                    Need::Refused(reason) => self.faults.push(Fault::refused(&at, &["cannot be given: "], reason)),
                    _ if !field.versions.has(self.version) => self.version(&at, &["exists"], field.versions),
                    _ => self.kind(&field.kind, member, &at),
                },
                None if tag == Some(name) => {}
                None if object.open => self.json(member, &at),
                None => {
                    let known: Vec<_> = tag.into_iter().chain(self.fields(object)).collect();
                    let near = nearest(name, known.iter().copied());
                    self.faults.push(Fault::unknown(&at, object.title, member, near, &known));
                }
            }
        }
        for field in object.all_fields() {
            if field.need == Need::Required && field.versions.has(self.version) && value.get(field.name).is_none() {
                self.faults.push(Fault::missing(&path.member(field.name), object.title));
            }
        }
        for rule in object.all_rules() {
            rule.check(value, path, object.title, &mut self.faults);
        }
    }

    /// The names of the fields that can be given in this version.
    fn fields<'a>(&self, object: &'a Object) -> impl Iterator<Item = &'static str> + use<'a> {
        let version = self.version;
        object
            .all_fields()
            .into_iter()
            .filter(move |field| field.versions.has(version) && !matches!(field.need, Need::Refused(_)))
            .map(|field| field.name)
    }

    fn flat(&mut self, limit: usize, value: &Value, path: &Path) {
        let Value::Object(members) = value else {
            return self.faults.push(Fault::kind(path, "a flat object", value, true));
        };
        let mut bytes: usize = 0;
        for (name, member) in members {
            let size = match member {
                Value::String(text) => text.len(),
                Value::Bool(_) => 1,
                Value::Number(number) if number.value().is_finite() => number.text().len(),
                _ => {
                    let expected = "a string, a number or a boolean, since this object is flat";
                    self.faults.push(Fault::kind(&path.member(name), expected, member, true));
                    0
                }
            };
            bytes = bytes.saturating_add(name.len()).saturating_add(size);
        }
        if bytes > limit {
            let expected = ["at most ", &limit.to_string(), " bytes of keys and values together"].concat();
            self.faults.push(Fault::size(path, &expected, bytes));
        }
    }

    /// What is passed on as it is must still be JSON, or something would be lost on the way.
    fn json(&mut self, value: &Value, path: &Path) {
        match value {
            Value::Foreign(_) => self.faults.push(Fault::kind(path, "JSON", value, true)),
            Value::Number(number) if !number.value().is_finite() => {
                self.faults.push(Fault::kind(path, "a finite number", value, false));
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.json(item, &path.item(index));
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    self.json(member, &path.member(name));
                }
            }
            _ => {}
        }
    }

    fn native(&mut self, native: &Native, value: &Value, path: &Path) {
        let fits = match value {
            Value::Foreign(name) => name == native.name,
            Value::String(text) => native.or_text && !text.is_empty(),
            _ => false,
        };
        if !fits {
            let name = Value::Foreign(native.name.into()).kind();
            let expected = if native.or_text { words(&["a string", &name], "or") } else { name };
            // What stands where a token or a key should be is never shown.
            self.faults.push(Fault::kind(path, &expected, value, true));
        }
    }

    fn version(&mut self, path: &Path, what: &[&str], versions: Versions) {
        self.faults.push(Fault::version(path, what, versions, self.version));
    }
}

fn is_email(text: &str) -> bool {
    matches!(text.rsplit_once('@'), Some((local, domain)) if !local.is_empty() && !domain.is_empty())
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::link::LINK;
    use crate::model::message::MESSAGE;

    fn messages(union: &'static Union, body: serde_json::Value) -> Vec<String> {
        let mut value = serde_json::from_value(body).unwrap();
        check(&Kind::Union(union), &mut value, Version::V1_1).into_iter().map(|fault| fault.message).collect()
    }

    #[test]
    fn all_faults_of_a_body_are_reported_at_once() {
        let body = json!({
            "type": "messenger",
            "phonenumber": "+15145555555",
            "confirmation": { "type": "immediate", "message": { "role": "appmaker", "type": "text", "actions": [{ "type": "reply" }] } },
            "primary": "yes",
        });
        assert_eq!(
            messages(&LINK, body),
            [
                "phonenumber is not a field of a messenger link. Did you mean phoneNumber?",
                "confirmation.message.role must be \"appMaker\"; got a string (\"appmaker\"). Did you mean \"appMaker\"?",
                "confirmation.message.actions[0].type must be \"link\"; got a string (\"reply\").",
                "confirmation.message.text is required in a confirmation message.",
                "primary must be true or false; got a string (\"yes\").",
                "phoneNumber is required in a messenger link.",
            ]
        );
    }

    #[test]
    fn what_is_somebodys_own_is_described_and_not_repeated() {
        let body = json!({ "type": "twilio", "phoneNumber": "514 555 5555", "confirmation": { "type": "prompt" } });
        assert_eq!(
            messages(&LINK, body),
            [
                "phoneNumber must be a phone number with + and its country code, such as \"+15145555555\"; got a string of 12 characters."
            ]
        );
    }

    #[test]
    fn what_exists_in_another_version_says_so() {
        let mut value = serde_json::from_value(
            json!({ "type": "whatsapp", "phoneNumber": "+1", "confirmation": { "type": "immediate" } }),
        )
        .unwrap();
        let faults = check(&Kind::Union(&LINK), &mut value, Version::V1);
        assert_eq!(
            faults[0].message,
            "type may be \"whatsapp\" only in v1.1, and this client speaks v1. Set apiVersion: \"v1.1\"."
        );
        assert_eq!(
            messages(&MESSAGE, json!({ "role": "appMaker", "type": "text", "text": null })),
            ["text must be a string; got null. Leave the field out instead of giving null."]
        );
    }
}
