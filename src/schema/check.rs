//! The interpreter: reads a value by the tables and says all that is wrong with it.

use super::matches::{expected, fits};
use super::suggest::{nearest, within};
use super::text::length;
use super::{
    BODY, Field, Format, Issue, Kind, List, Object, Path, Presence, Text, Union, V2Layout, Version, Versions, phone,
};
use crate::ascii;
use crate::decimal;
use crate::join::concat;
use crate::value::{Members, Str, UNDEFINED, Value};

/// Checks `value` by `kind` as `version` knows it, and returns every issue, in the order of the body.
///
/// Phone numbers become `+` and digits, fields that only the service sets are left out, and in v2 fields go into their
/// groups; nothing else is changed.
pub fn check(kind: &Kind, value: &mut Value, version: Version) -> Vec<Issue> {
    let mut issues = Vec::new();
    check_as(BODY, kind, value, version, &mut issues);
    issues
}

/// The same for anything, by the name that a sentence about it begins with: adds every issue to `issues`, and tells
/// whether what is written of the value is another text than it was read from.
pub fn check_as(
    subject: &'static str,
    kind: &Kind,
    value: &mut Value,
    version: Version,
    issues: &mut Vec<Issue>,
) -> bool {
    let mut checker = Checker { version, is_lenient: false, issues, is_changed: false };
    checker.kind(kind, value, &Path::Root(subject));
    checker.is_changed
}

/// Checks a body to which fields were added that the tables do not know: what they do know of it must still hold.
pub fn check_extra(kind: &Kind, value: &mut Value, version: Version, issues: &mut Vec<Issue>) {
    Checker { version, is_lenient: true, issues, is_changed: false }.kind(kind, value, &Path::Root(BODY));
}

struct Checker<'a> {
    version: Version,
    /// Whether fields that the tables do not know are let through.
    is_lenient: bool,
    issues: &'a mut Vec<Issue>,
    is_changed: bool,
}

impl Checker<'_> {
    fn kind(&mut self, kind: &Kind, value: &mut Value, path: &Path) {
        if self.is_null(kind, value) {
            return;
        }
        if !fits(kind, value) {
            let personal = match kind {
                Kind::Text(text) => text.personal,
                // A value in place of an object, a list or a function may be anything, a secret too.
                kind => !matches!(kind, Kind::Bool | Kind::Number | Kind::Integer(..) | Kind::Date | Kind::Choice(_)),
            };
            let mut issue = Issue::kind(path, &expected(kind), value, personal);
            if let (Kind::Text(Text { format: Format::Phone, .. }), Value::String(text)) = (kind, value)
                && let Some(c) = phone::stranger(text)
            {
                issue.advise(&["It cannot have \"", &String::from(c), "\"."]);
            }
            return self.issue(issue);
        }
        match (kind, value) {
            (Kind::Words(words), value) => {
                let given = value.as_str().unwrap_or_default();
                let mut meant = String::new();
                for word in ascii::parts(given, b':') {
                    // One of tomorrow is nobody's slip.
                    let Some(near) = within(1, word, words) else { return };
                    if !meant.is_empty() {
                        meant.push(':');
                    }
                    meant.push_str(near);
                }
                if meant != given {
                    self.issue(Issue::word(path, value, Some(&meant), &[&meant]));
                }
            }
            (Kind::Choice(choice), value) => self.word(choice.words, value, path),
            (Kind::List(list), Value::Array(items)) => self.list(list, items, path),
            (Kind::Union(union), value) => self.union(union, value, path),
            (Kind::Object(object), value) => self.object(object, None, value, path),
            (Kind::Flat { bytes, .. }, Value::Object(members)) => self.flat(*bytes, members, path),
            (Kind::Nested(nest), value) => self.nested(nest, value, path),
            (Kind::Text(text), Value::String(given)) => self.text(text, given, path),
            (Kind::Open | Kind::Any, value) => self.json(value, path),
            // It is text from now on.
            (Kind::Date, Value::Date(_)) => self.is_changed = true,
            _ => {}
        }
    }

    fn text(&mut self, text: &Text, given: &mut Str, path: &Path) {
        if self.version == Version::V2 {
            self.within(length(given), text.in_v2, " characters", path);
        } else if text.format == Format::Phone
            && let Some(number) = phone::normalise(given)
            && number != *given
        {
            // v2 has it as it was given (its own examples have spaces in it).
            *given = number.into();
            self.is_changed = true;
        }
    }

    /// An object that v2 puts into groups: it may come in groups or flat, is checked flat, and leaves in groups.
    fn nested(&mut self, nest: &'static V2Layout, value: &mut Value, path: &Path) {
        if self.version != Version::V2 {
            if let Value::Object(members) = value
                && let Some((name, _)) = members.iter().find(|(name, value)| nest.is_of_v2(name, value))
            {
                let issue = Issue::of_v2(&path.member(name), self.version, nest.flat_name(name));
                return self.issue(issue);
            }
            return self.kind(&nest.kind, value, path);
        }
        if let Value::Object(members) = value
            && let Some((name, group)) =
                members.iter().find(|(name, value)| nest.is_group(name) && !matches!(value, Value::Object(_)))
        {
            return self.issue(Issue::kind(&path.member(name), "an object", group, true));
        }
        match nest.flatten(value) {
            Some(own) => self.kind(&nest.kind, value, &Path::Nested(path, nest, &own)),
            None => self.kind(&nest.kind, value, path),
        }
        nest.nest(value);
        self.is_changed = true;
    }

    /// A number of characters or items that has bounds.
    fn within(&mut self, number: usize, (least, most): (usize, usize), of: &str, path: &Path) {
        if number < least || number > most {
            let (least, limit) = (decimal::of(least), decimal::of(most));
            let expected: &[&str] =
                if most == usize::MAX { &["at least ", &least, of] } else { &[&least, " to ", &limit, of] };
            self.issue(Issue::size(path, &concat(expected), number));
        }
    }

    #[inline(never)]
    fn issue(&mut self, issue: Issue) {
        self.issues.push(issue);
    }

    /// A word that must be one of those that this version knows.
    fn word(&mut self, words: &[(&'static str, Versions)], value: &Value, path: &Path) {
        let given = value.as_str().unwrap_or_default();
        match words.iter().find(|(word, _)| *word == given) {
            Some((_, versions)) if versions.has(self.version) => {}
            Some((word, versions)) => {
                self.issue(Issue::version(path, &["may be \"", word, "\""], *versions, self.version));
            }
            None => {
                let known = self.known(words, path);
                self.issue(Issue::word(path, value, nearest(given, &known), &known));
            }
        }
    }

    /// The words that this version knows, as they are written at this place.
    fn known(&self, words: &[(&'static str, Versions)], path: &Path) -> Vec<&'static str> {
        let mut known = Vec::new();
        for (word, versions) in words {
            if versions.has(self.version) {
                known.push(path.word(word));
            }
        }
        known
    }

    fn list(&mut self, list: &List, items: &mut [Value], path: &Path) {
        self.within(items.len(), (list.min, list.max), " items", path);
        for (index, item) in items.iter_mut().take(list.max).enumerate() {
            self.kind(&list.of, item, &path.item(index));
        }
    }

    fn union(&mut self, union: &Union, value: &mut Value, path: &Path) {
        if union.authorless
            && value.get("role").is_none()
            && let Value::Object(members) = value
        {
            members.push(("role".into(), String::from("appMaker").into()));
            self.union(union, value, path);
            if let Value::Object(members) = value {
                members.pop();
            }
            return;
        }
        if let Some((field, object)) = union.instead
            && value.get(field).is_some()
        {
            return self.object(object, None, value, path);
        }
        let at = path.member(union.tag);
        let tag = value.get(union.tag);
        let is_left_out = tag.is_none();
        let Some(tag) = tag.filter(|tag| !matches!(tag, Value::Null)) else {
            return match union.untagged {
                Some((field, object, versions))
                    if is_left_out
                        && versions.has(self.version)
                        && (field.is_empty() || value.get(field).is_some()) =>
                {
                    self.object(object, None, value, path);
                }
                _ => self.issue(Issue::missing(&at, &concat(&["a ", union.title]))),
            };
        };
        let given = tag.as_str().unwrap_or_default();
        if let Some(variant) = union.variants.iter().find(|variant| variant.tag == given)
            && variant.versions.has(self.version)
        {
            return self.object(variant.object, Some(union.tag), value, path);
        }
        if let Some((word, reason)) = union.refused.iter().find(|(word, _)| *word == given) {
            return self.issue(Issue::refused(&at, &["cannot be \"", word, "\": "], reason));
        }
        if union.open && union.variants.iter().all(|variant| variant.tag != given) {
            return self.json(value, path);
        }
        let mut words = Vec::new();
        for variant in union.variants {
            words.push((variant.tag, variant.versions));
        }
        self.word(&words, tag, &at);
    }

    fn object(&mut self, object: &Object, tag: Option<&'static str>, value: &mut Value, path: &Path) {
        let Value::Object(members) = value else { return };
        for (name, member) in members.iter_mut() {
            let at = path.member(name);
            match object.field(name, self.version) {
                Some(field) => match field.presence {
                    Presence::Refused(reason) => self.issue(Issue::refused(&at, &["cannot be given: "], reason)),
                    Presence::ReadOnly => {
                        // It is not written.
                        *member = UNDEFINED;
                        self.is_changed = true;
                    }
                    // It is reported as missing.
                    Presence::Required if field.versions.has(self.version) && !self.is_given(field, Some(member)) => {}
                    #[cfg(not(target_family = "wasm"))]
                    Presence::Nullable if matches!(member, Value::Null) => {}
                    _ if field.versions.has(self.version) => self.kind(&field.kind, member, &at),
                    _ if self.is_lenient => self.json(member, &at),
                    _ => self.issue(Issue::version(&at, &["exists"], object.versions(name), self.version)),
                },
                None if tag == Some(name) => {}
                None if object.open || self.is_lenient => self.json(member, &at),
                None => self.unknown(object, tag, name, member, path),
            }
        }
        self.whole(object, object.title, value, path);
    }

    /// A member that the table does not name. For one of a group, the issue names the fields of the group.
    fn unknown(&mut self, object: &Object, tag: Option<&'static str>, name: &str, member: &Value, path: &Path) {
        let mut known = Vec::new();
        if let Some(tag) = tag {
            known.push(tag);
        }
        self.names(object, &mut known);
        let (mut given, mut title) = (name, object.title);
        if let Some((group, inner, nest)) = path.group_of(name) {
            let mut names: Vec<&'static str> = Vec::new();
            for field in known {
                let (of, name) = nest.place(field);
                let name = if of == group { name } else { of };
                if (of == group || group.is_empty()) && !names.contains(&name) {
                    names.push(name);
                }
            }
            known = names;
            given = inner;
            title = if group.is_empty() { title } else { group };
        }
        let near = nearest(given, &known);
        self.issue(Issue::unknown(&path.member(name), title, member, near, &known));
    }

    /// Checks the required fields and the rules of an object, those of its base first.
    fn whole(&mut self, object: &Object, title: &str, value: &Value, path: &Path) {
        if let Some(base) = object.base {
            self.whole(base, title, value, path);
        }
        for field in object.fields {
            if field.presence == Presence::Required
                && field.versions.has(self.version)
                && !self.is_given(field, value.get(field.name))
            {
                let mut issue = Issue::missing(&path.member(field.name), title);
                if let Kind::Union(Union { tag, variants: [first, ..], .. }) = &field.kind {
                    issue.advise(&["Give, for example, { ", tag, ": \"", first.tag, "\" }."]);
                }
                self.issue(issue);
            }
        }
        for rule in object.rules {
            let version = self.version;
            let known = |name: &str| object.field(name, version).is_some_and(|field| field.versions.has(version));
            rule.check(value, path, title, known, self.issues);
        }
    }

    /// Adds the names of the fields that can be given in this version, those of the base first.
    fn names(&self, object: &Object, names: &mut Vec<&'static str>) {
        if let Some(base) = object.base {
            self.names(base, names);
        }
        for field in object.fields {
            if field.versions.has(self.version) && !matches!(field.presence, Presence::Refused(_) | Presence::ReadOnly)
            {
                names.push(field.name);
            }
        }
    }

    /// Returns true if a field is there: null is not, unless v2 takes it.
    fn is_given(&self, field: &Field, value: Option<&Value>) -> bool {
        value.is_some_and(|value| !matches!(value, Value::Null) || self.is_null(&field.kind, value))
    }

    /// Returns true if it is null, and v2 takes that: it takes a field away.
    fn is_null(&self, kind: &Kind, value: &Value) -> bool {
        self.version == Version::V2 && matches!(value, Value::Null) && kind.takes_null()
    }

    fn flat(&mut self, limit: usize, members: &Members, path: &Path) {
        let mut bytes: usize = 0;
        for (name, member) in members {
            let size = match member {
                Value::String(text) => text.len(),
                Value::Bool(_) => 1,
                Value::Number(number) => number.text().len(),
                _ => {
                    let expected = "a string, a number or a boolean, since this object is flat";
                    self.issue(Issue::kind(&path.member(name), expected, member, true));
                    0
                }
            };
            bytes = bytes.saturating_add(name.len()).saturating_add(size);
        }
        if bytes > limit {
            let expected = concat(&["at most ", &decimal::of(limit), " bytes of keys and values together"]);
            self.issue(Issue::size(path, &expected, bytes));
        }
    }

    /// A value that is passed on as it is must still be JSON, or something would be lost on the way.
    fn json(&mut self, value: &Value, path: &Path) {
        match value {
            Value::Foreign(_) => self.issue(Issue::kind(path, "JSON", value, true)),
            Value::Date(_) => self.is_changed = true,
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
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::link::LINK;
    use crate::model::message::MESSAGE;

    fn messages(union: &'static Union, body: serde_json::Value) -> Vec<String> {
        let mut value = serde_json::from_value(body).unwrap();
        check(&Kind::Union(union), &mut value, Version::V1_1).into_iter().map(|issue| issue.message).collect()
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
        let issues = check(&Kind::Union(&LINK), &mut value, Version::V1);
        assert_eq!(
            issues[0].message,
            "type may be \"whatsapp\" only in v1.1 and v2, and this client speaks v1 (apiVersion)."
        );
        assert_eq!(
            messages(&MESSAGE, json!({ "role": "appMaker", "type": "text", "text": null })),
            ["text must be a string; got null. Leave the field out instead of giving null."]
        );
    }
}
