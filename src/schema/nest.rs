//! The groups into which v2 puts what v1 has side by side.
//!
//! v1 says `{ role, name, type, text }`, v2 `{ author: { type, displayName }, content: { type, text } }`. The tables have
//! the fields of both, flat; a [`Nest`] says where v2 puts each. What a caller gives may be flat, in groups, or mixed.

#[cfg(not(target_family = "wasm"))]
use super::{Field, Object};
use super::{Kind, Name};
use crate::cut;
use crate::sentence::concat;
use crate::value::{Members, Value, set};

/// An object whose fields v2 puts into groups.
#[derive(Debug)]
pub struct Nest {
    /// The name of the TypeScript type and of the JSON Schema definition of its form in groups.
    pub name: Name,
    /// The object, flat.
    pub kind: Kind,
    /// Where single fields go.
    pub places: &'static [Place],
    /// The group of all other fields; empty where they stay at the top.
    pub rest: &'static str,
    /// A field that is a whole group, where the object has the other field: `message` is `content` beside
    /// `messageSchema`.
    pub whole: Option<(&'static str, &'static str)>,
}

/// Where v2 puts a field.
#[derive(Debug)]
pub struct Place {
    /// The field, as the table has it.
    pub field: &'static str,
    /// The group; empty at the top.
    pub group: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// Values that go by other words there.
    pub words: &'static [(&'static str, &'static str)],
}

impl Nest {
    /// The group and the name that v2 has for a field; the group is empty at the top.
    pub fn place<'a>(&'a self, field: &'a str) -> (&'a str, &'a str) {
        match self.of(field) {
            Some(place) => (place.group, place.name),
            None => stranger(field).unwrap_or((self.rest, field)),
        }
    }

    /// The place of a field.
    fn of(&self, field: &str) -> Option<&'static Place> {
        self.places.iter().find(|place| place.field == field)
    }

    /// The place that has this name in this group.
    fn at(&self, group: &str, name: &str) -> Option<&'static Place> {
        self.places.iter().find(|place| place.group == group && place.name == name)
    }

    /// Whether `name` is a group.
    pub fn is_group(&self, name: &str) -> bool {
        !name.is_empty() && (name == self.rest || self.places.iter().any(|place| place.group == name))
    }

    /// Puts the members of groups side by side, under the names of the table. Whether there were any.
    ///
    /// What the table has no name for keeps its own, with that of its group and a line break before it, which no field
    /// has.
    pub fn flatten(&self, value: &mut Value) -> bool {
        let is_whole =
            self.whole.is_some_and(|(_, with)| value.get(with).is_some() || value.get(self.place(with).1).is_some());
        let Value::Object(members) = value else { return false };
        let mut flat = Members::new();
        let mut grouped = false;
        for (name, value) in std::mem::take(members) {
            match value {
                Value::Object(members) if self.is_group(&name) && !(is_whole && name == self.rest) => {
                    grouped = true;
                    for (member, value) in members {
                        self.push(&mut flat, &name, member, value);
                    }
                }
                value => {
                    let field = match self.whole {
                        Some((whole, _)) if is_whole && name == self.rest => whole,
                        _ => self.at("", &name).map_or(&*name, |place| place.field),
                    };
                    grouped |= field != name;
                    flat.push((field.into(), value));
                }
            }
        }
        *members = flat;
        grouped
    }

    /// Adds a member of a group.
    fn push(&self, flat: &mut Members, group: &str, member: String, value: Value) {
        let (field, value) = match self.at(group, &member) {
            Some(place) => (place.field.into(), reworded(value, place.words, false)),
            None if group == self.rest && self.of(&member).is_none() => (member, value),
            None => (concat(&[group, "\n", &member]), value),
        };
        // Given twice, the one in the group has no place.
        let is_taken = flat.iter().any(|(other, _)| *other == field);
        let field = if is_taken { concat(&[group, "\n", &field]) } else { field };
        flat.push((field, value));
    }

    /// Puts the fields into their groups.
    pub fn nest(&self, value: &mut Value) {
        let Value::Object(members) = value else { return };
        let mut nested = Members::new();
        for (field, value) in std::mem::take(members) {
            let value = reworded(value, self.of(&field).map_or(&[], |place| place.words), true);
            let whole = self.whole.filter(|(whole, _)| *whole == field);
            let (group, name) = if whole.is_some() { ("", self.rest) } else { self.place(&field) };
            match nested.iter_mut().find(|(other, _)| other == group) {
                _ if group.is_empty() => nested.push((name.into(), value)),
                Some((_, Value::Object(members))) => set(members, name.into(), value),
                _ => nested.push((group.into(), Value::Object(vec![(name.into(), value)]))),
            }
        }
        *members = nested;
    }
}

#[cfg(not(target_family = "wasm"))]
impl Nest {
    /// Whether a field of the object has a place in groups: where another field is the whole group, those in it have not.
    pub(super) fn reaches(&self, object: &Object, field: &Field) -> bool {
        let has_whole =
            self.whole.is_some_and(|(whole, _)| object.all_fields().iter().any(|other| other.name == whole));
        let is_whole = self.whole.is_some_and(|(whole, _)| whole == field.name);
        !has_whole || is_whole || self.place(field.name).0 != self.rest
    }
}

/// The group and the name of a member that the table has no name for.
fn stranger(field: &str) -> Option<(&str, &str)> {
    cut::once(field, b'\n')
}

/// The word that stands in groups for one that is flat, or the other way round.
fn reworded(value: Value, words: &[(&'static str, &'static str)], in_groups: bool) -> Value {
    for (flat, grouped) in words {
        let (from, to) = if in_groups { (flat, grouped) } else { (grouped, flat) };
        if value.as_str() == Some(from) {
            return (*to).into();
        }
    }
    value
}
