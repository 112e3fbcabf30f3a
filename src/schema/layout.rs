//! The groups into which v2 puts what v1 has side by side.
//!
//! v1 says `{ role, name, type, text }`, v2 `{ author: { type, displayName }, content: { type, text } }`. The tables have
//! the fields of both, flat; a [`V2Layout`] says where v2 puts each. Input may be flat, in groups, or mixed.

use super::{Kind, Name};
use crate::ascii;
use crate::join::concat;
use crate::json;
use crate::value::{Members, Str, Value, set};

/// An object whose fields v2 puts into groups.
#[derive(Debug)]
pub struct V2Layout {
    /// The name of the TypeScript type and of the JSON Schema definition of its form in groups.
    pub name: Name,
    /// The object, flat.
    pub kind: Kind,
    /// The mappings of single fields.
    pub places: &'static [FieldMapping],
    /// The group of all other fields; empty if they stay at the top.
    pub rest: &'static str,
    /// A field that is a whole group, if the object has the other field: `message` is `content` beside
    /// `messageSchema`.
    pub whole: Option<(&'static str, &'static str)>,
}

/// The group and the name that v2 has for a field.
#[derive(Debug)]
pub struct FieldMapping {
    /// The field, as the table has it.
    pub field: &'static str,
    /// The group; empty at the top.
    pub group: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// Values that go by other words there.
    pub words: &'static [(&'static str, &'static str)],
}

impl V2Layout {
    /// The group and the name that v2 has for a field; the group is empty at the top.
    pub fn place<'a>(&'a self, field: &'a str) -> (&'a str, &'a str) {
        if self.whole.is_some_and(|(whole, _)| whole == field) {
            return ("", self.rest);
        }
        match self.of(field) {
            Some(place) => (place.group, place.name),
            None => stranger(field).unwrap_or((self.rest, field)),
        }
    }

    /// The field that has this name in v2 only, outside all groups.
    pub fn flat_name(&self, name: &str) -> Option<&'static str> {
        self.at("", name).map(|place| place.field)
    }

    /// The words that the values of a field go by in its group.
    pub fn words(&self, field: &str) -> &'static [(&'static str, &'static str)] {
        self.of(field).map_or(&[], |place| place.words)
    }

    /// Returns true if a member is of v2 only: a group, or a field under the name that only v2 has for it.
    pub fn is_of_v2(&self, name: &str, value: &Value) -> bool {
        match value {
            Value::Object(_) if self.is_group(name) => true,
            _ => self.at("", name).is_some_and(|place| place.field != name),
        }
    }

    /// The place of a field.
    fn of(&self, field: &str) -> Option<&'static FieldMapping> {
        self.places.iter().find(|place| place.field == field)
    }

    /// The place that has this name in this group.
    fn at(&self, group: &str, name: &str) -> Option<&'static FieldMapping> {
        self.places.iter().find(|place| place.group == group && place.name == name)
    }

    /// Returns true if `name` is a group.
    pub fn is_group(&self, name: &str) -> bool {
        !name.is_empty() && (name == self.rest || self.places.iter().any(|place| place.group == name))
    }

    /// Puts the members of groups side by side, under the names of the table. If there were any, returns the members
    /// that had such a name already.
    ///
    /// A member that the table has no name for keeps its own, prefixed with its group and a line break, which no field
    /// has.
    pub fn flatten<'a>(&self, value: &mut Value<'a>) -> Option<Vec<Str<'a>>> {
        let is_whole =
            self.whole.is_some_and(|(_, with)| value.get(with).is_some() || value.get(self.place(with).1).is_some());
        let Value::Object(members) = value else { return None };
        let mut flat = Members::new();
        let mut own = Vec::new();
        let mut grouped = false;
        for (name, value) in std::mem::take(members) {
            match value {
                Value::Object(members) if self.is_group(&name) && !(is_whole && name == self.rest) => {
                    grouped = true;
                    for (member, value) in members {
                        let (field, value) = self.ungrouped(&name, member, value);
                        self.add(&mut flat, field, false, value);
                    }
                }
                value => {
                    let field = match self.whole {
                        Some((whole, _)) if is_whole && name == self.rest => Some(whole),
                        _ => self.at("", &name).map(|place| place.field),
                    };
                    if let Some(field) = field.filter(|field| *field != name) {
                        grouped = true;
                        self.add(&mut flat, field.into(), false, value);
                    } else {
                        own.push(name.clone());
                        self.add(&mut flat, name, true, value);
                    }
                }
            }
        }
        *members = flat;
        grouped.then_some(own)
    }

    /// A member of a group, under the name of the table.
    fn ungrouped<'a>(&self, group: &str, member: Str<'a>, value: Value<'a>) -> (Str<'a>, Value<'a>) {
        match self.at(group, &member) {
            Some(place) => (place.field.into(), reworded(value, place.words, false)),
            None if self.place(&member) == (group, &member) => (member, value),
            None => (concat(&[group, "\n", &member]).into(), value),
        }
    }

    /// Adds a field. Of two that differ, the one in v2's place is a stranger.
    fn add<'a>(&self, flat: &mut Members<'a>, field: Str<'a>, is_own: bool, value: Value<'a>) {
        let Some((taken, known)) = flat.iter_mut().find(|(other, _)| *other == field) else {
            return flat.push((field, value));
        };
        // Compared by their text: any other comparison would be code for this only.
        if json::text(known) == json::text(&value) {
            return;
        }
        let (group, name) = self.place(&field);
        let stranger = concat(&[group, "\n", name]).into();
        let field = if is_own {
            *taken = stranger;
            field
        } else {
            stranger
        };
        flat.push((field, value));
    }

    /// Puts the fields into their groups.
    pub fn nest(&self, value: &mut Value) {
        let Value::Object(members) = value else { return };
        let mut nested = Members::new();
        for (field, value) in std::mem::take(members) {
            let value = reworded(value, self.words(&field), true);
            let (group, name) = self.place(&field);
            let name = String::from(name).into();
            match nested.iter_mut().find(|(other, _)| other == group) {
                _ if group.is_empty() => nested.push((name, value)),
                Some((_, Value::Object(members))) => set(members, name, value),
                _ => nested.push((String::from(group).into(), Value::Object(vec![(name, value)]))),
            }
        }
        *members = nested;
    }
}

/// The group and the name of a member that the table has no name for.
fn stranger(field: &str) -> Option<(&str, &str)> {
    ascii::once(field, b'\n')
}

/// The word used in groups for one that is flat, or the other way round.
fn reworded<'a>(value: Value<'a>, words: &[(&'static str, &'static str)], in_groups: bool) -> Value<'a> {
    for (flat, grouped) in words {
        let (from, to) = if in_groups { (flat, grouped) } else { (grouped, flat) };
        if value.as_str() == Some(from) {
            return (*to).into();
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::{Kind, Version, check};
    use super::*;
    use crate::model::message::MESSAGE_V2;
    use crate::model::user::CREATE;

    fn value(json: Json) -> Value<'static> {
        serde_json::from_value(json).unwrap()
    }

    fn flat(nest: &V2Layout, body: Json) -> (Value<'static>, Option<Vec<Str<'static>>>) {
        let mut value = value(body);
        let own = nest.flatten(&mut value);
        (value, own)
    }

    fn issues(nest: &'static V2Layout, body: Json) -> Vec<String> {
        let issues = check(&Kind::Nested(nest), &mut value(body), Version::V2);
        issues.into_iter().map(|issue| issue.message).collect()
    }

    #[test]
    fn every_field_has_its_place() {
        assert_eq!(MESSAGE_V2.place("role"), ("author", "type"));
        assert_eq!(MESSAGE_V2.place("text"), ("content", "text"));
        assert_eq!(MESSAGE_V2.place("messageSchema"), ("", "schema"));
        assert_eq!(MESSAGE_V2.place("message"), ("", "content"), "a whole group");
        assert_eq!(CREATE.place("userId"), ("", "externalId"));
        assert_eq!(CREATE.place("signedUpAt"), ("", "signedUpAt"), "the rest stays at the top");
        assert!(MESSAGE_V2.is_group("author") && MESSAGE_V2.is_group("content") && CREATE.is_group("profile"));
        assert!(!MESSAGE_V2.is_group("metadata") && !MESSAGE_V2.is_group("") && !CREATE.is_group(""));
    }

    #[test]
    fn what_goes_into_groups_comes_out_of_them() {
        let body = json!({ "role": "appUser", "name": "Ada", "type": "text", "text": "Hi", "metadata": { "a": 1 } });
        let mut nested = value(body.clone());
        MESSAGE_V2.nest(&mut nested);
        let expected = json!({
            "author": { "type": "user", "displayName": "Ada" },
            "content": { "type": "text", "text": "Hi" },
            "metadata": { "a": 1 },
        });
        assert_eq!(nested, value(expected.clone()));
        assert_eq!(flat(&MESSAGE_V2, expected), (value(body), Some(vec!["metadata".into()])));
    }

    #[test]
    fn a_field_may_be_a_whole_group() {
        let body = json!({ "role": "appMaker", "messageSchema": "whatsapp", "message": { "type": "template" } });
        let mut nested = value(body.clone());
        MESSAGE_V2.nest(&mut nested);
        let in_groups =
            json!({ "author": { "type": "business" }, "schema": "whatsapp", "content": { "type": "template" } });
        assert_eq!(nested, value(in_groups.clone()));
        assert_eq!(flat(&MESSAGE_V2, in_groups).0, value(body));
    }

    #[test]
    fn what_is_flat_stays_as_it_is() {
        let body = json!({ "role": "appMaker", "type": "text", "text": "Hi", "unknown": 1 });
        assert_eq!(flat(&MESSAGE_V2, body.clone()), (value(body), None));
        assert_eq!(flat(&MESSAGE_V2, json!("words")), (value(json!("words")), None));
    }

    #[test]
    fn a_group_is_an_object() {
        for group in [json!(null), json!("business"), json!([]), json!(1)] {
            let found = issues(&MESSAGE_V2, json!({ "author": group, "content": { "type": "text", "text": "a" } }));
            assert!(matches!(&*found, [issue] if issue.starts_with("author must be an object; got ")), "{found:?}");
        }
    }

    #[test]
    fn a_stranger_in_a_group_is_told_by_its_group() {
        let found = issues(&CREATE, json!({ "profile": { "givenname": "Ada", "userId": "ada" } }));
        assert_eq!(found.len(), 2);
        assert!(
            found[0].starts_with("profile.givenname is not a field of profile. Did you mean givenName?"),
            "{}",
            found[0]
        );
        assert!(
            found[1].starts_with("profile.userId is not a field of profile. Its fields are givenName,"),
            "{}",
            found[1]
        );
        let found = issues(&CREATE, json!({ "profile": {}, "name\n": 1 }));
        assert!(found[0].starts_with("[\"name\\n\"] is not a field"), "{}", found[0]);
    }

    #[test]
    fn of_two_that_differ_the_one_that_stands_where_v2_has_it_is_refused() {
        for body in [
            json!({ "profile": { "locale": "fr" }, "locale": "de" }),
            json!({ "locale": "de", "profile": { "locale": "fr" } }),
        ] {
            let found = issues(&CREATE, body);
            assert!(matches!(&*found, [issue] if issue.starts_with("profile.locale is not a field")), "{found:?}");
        }
        let found = issues(&CREATE, json!({ "externalId": "a", "userId": "b" }));
        assert!(matches!(&*found, [issue] if issue.starts_with("externalId is not a field")), "{found:?}");
        let twice = json!({ "externalId": "a", "userId": "a", "profile": { "locale": "fr" }, "locale": "fr" });
        let mut value = value(twice);
        assert_eq!(check(&Kind::Nested(&CREATE), &mut value, Version::V2), []);
        assert_eq!(crate::json::text(&value), r#"{"externalId":"a","profile":{"locale":"fr"}}"#);
    }
}
