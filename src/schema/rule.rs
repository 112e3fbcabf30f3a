//! Rules that bind the fields of an object together.

use super::{Issue, Path};
use crate::value::{Members, Value};

/// A rule that binds fields of an object together.
#[derive(Debug)]
pub enum Rule {
    /// Exactly one of these fields is there.
    OneOf(&'static [&'static str]),
    /// At least one of these fields is there.
    AnyOf(&'static [&'static str]),
    /// At most one of these fields is there.
    AtMostOne(&'static [&'static str]),
    /// These fields are there only if `field` is `is`.
    OnlyWith {
        /// The fields.
        fields: &'static [&'static str],
        /// The field that decides.
        field: &'static str,
        /// The value that it must have.
        is: &'static str,
    },
    /// In the list, items of these types may be combined only with one another.
    Apart {
        /// The list.
        list: &'static str,
        /// The types.
        types: &'static [&'static str],
    },
    /// In the list, the field is `true` in one item at most.
    Once {
        /// The list.
        list: &'static str,
        /// The field.
        field: &'static str,
    },
    /// In the list, the field differs from item to item.
    Distinct {
        /// The list.
        list: &'static str,
        /// The field.
        field: &'static str,
    },
}

impl Rule {
    /// Adds the issues of `object`, which is at `path` and is called `title`, to `issues`.
    ///
    /// Of the fields that it names, those that are not `known` do not exist in this version.
    pub(super) fn check<'a>(
        &self,
        object: &'a Value<'a>,
        path: &Path,
        title: &str,
        known: impl Fn(&str) -> bool,
        issues: &mut Vec<Issue>,
    ) {
        let Value::Object(members) = object else { return };
        match self {
            Self::OneOf(names) => match given(members, names).as_slice() {
                [_] => {}
                [] => issues.push(Issue::missing_choice(path, title, names, true)),
                several => issues.push(Issue::contradiction(path, title, several)),
            },
            Self::AnyOf(names) => {
                if given(members, names).is_empty() {
                    let mut known_names = Vec::new();
                    for name in *names {
                        if known(name) {
                            known_names.push(*name);
                        }
                    }
                    issues.push(Issue::missing_choice(path, title, &known_names, false));
                }
            }
            Self::AtMostOne(names) => match given(members, names).as_slice() {
                [] | [_] => {}
                several => issues.push(Issue::contradiction(path, title, several)),
            },
            Self::OnlyWith { fields, field, is } => {
                // If the deciding field is itself missing or wrong, that is the issue to fix first.
                let Some(decider) = object.get(field).and_then(Value::as_str) else { return };
                if decider != *is {
                    let at = path.member(field);
                    let decider = at.word(decider);
                    for name in given(members, fields) {
                        issues.push(Issue::only_with(&path.member(name), &at, is, decider));
                    }
                }
            }
            Self::Apart { list, types } => {
                let at = path.member(list);
                let kind_of = |item: &'a Value<'a>| item.get("type").and_then(Value::as_str);
                let is_apart = |item| kind_of(item).is_some_and(|kind| types.contains(&kind));
                if items(object, list).any(is_apart) {
                    for (index, item) in items(object, list).enumerate() {
                        if let Some(kind) = kind_of(item)
                            && !types.contains(&kind)
                        {
                            issues.push(Issue::apart(&at.item(index).member("type"), kind, types));
                        }
                    }
                }
            }
            Self::Once { list, field } | Self::Distinct { list, field } => {
                let at = path.member(list);
                let mut seen: Vec<&str> = Vec::new();
                for (index, item) in items(object, list).enumerate() {
                    let (value, expected) = match item.get(field) {
                        Some(Value::String(text)) => (&**text, "different in every item"),
                        Some(Value::Bool(true)) => ("", "true in one item at most"),
                        _ => continue,
                    };
                    if seen.contains(&value) {
                        issues.push(Issue::repeated(&at.item(index).member(field), expected));
                    }
                    seen.push(value);
                }
            }
        }
    }
}

fn given(members: &Members, names: &[&'static str]) -> Vec<&'static str> {
    let mut given = Vec::new();
    for name in names {
        if members.iter().any(|(key, _)| key == name) {
            given.push(*name);
        }
    }
    given
}

fn items<'a>(object: &'a Value<'a>, list: &str) -> impl Iterator<Item = &'a Value<'a>> {
    object.get(list).map_or(&[][..], Value::items).iter()
}
