//! The path of a value in a body: `confirmation.message.actions[0].type`.

use super::V2Layout;
use crate::ascii::is_of;
use crate::value::Str;

/// The subject of a sentence about the whole body of a request.
pub const BODY: &str = "The body";

/// A place in a body. It lives on the stack while a body is checked and becomes text only for a issue.
#[derive(Clone, Copy, Debug)]
pub enum Path<'a> {
    /// The checked value itself, by the subject of its sentences: `The body`.
    Root(&'static str),
    /// A member of an object.
    Member(&'a Path<'a>, &'a str),
    /// A member of a group of an object, and the words that its values go by there.
    Grouped(&'a Path<'a>, &'a str, &'a str, &'static [(&'static str, &'static str)]),
    /// An item of a list.
    Item(&'a Path<'a>, usize),
    /// The object itself, whose members were given in groups, but for these.
    Nested(&'a Path<'a>, &'static V2Layout, &'a [Str<'a>]),
}

impl<'a> Path<'a> {
    /// The place of a member of the object at this place.
    pub fn member(&'a self, name: &'a str) -> Path<'a> {
        match self {
            Self::Nested(object, nest, own) => match nest.place(name) {
                _ if own.iter().any(|own| own == name) => Path::Member(object, name),
                ("", name) => Path::Member(object, name),
                (group, member) => Path::Grouped(object, group, member, nest.words(name)),
            },
            _ => Path::Member(self, name),
        }
    }

    /// The place of an item of the list at this place.
    pub fn item(&'a self, index: usize) -> Path<'a> {
        Path::Item(self, index)
    }

    /// The word that is used at this place, in a group, for one of the table.
    pub fn word<'b>(&self, word: &'b str) -> &'b str {
        match self {
            Self::Grouped(_, _, _, words) => {
                words.iter().find(|(flat, _)| *flat == word).map_or(word, |(_, grouped)| *grouped)
            }
            _ => word,
        }
    }

    /// The group in which an unknown member of the object at this place is, its name there, and the layout; none if the
    /// object is not given in groups.
    pub fn group_of<'b>(&'b self, name: &'b str) -> Option<(&'b str, &'b str, &'static V2Layout)> {
        let Self::Nested(_, nest, own) = self else { return None };
        let (group, member) = if own.iter().any(|own| own == name) { ("", name) } else { nest.place(name) };
        Some((group, member, nest))
    }

    /// Returns true if it is in the body of a request, and not in a list of it: `extraBody` reaches only there.
    pub fn takes_extra(&self) -> bool {
        match self {
            Self::Root(name) => *name == BODY,
            Self::Item(..) => false,
            Self::Member(outer, _) | Self::Grouped(outer, ..) | Self::Nested(outer, ..) => outer.takes_extra(),
        }
    }

    /// The path as text: empty for the body itself, `["…"]` around names that are no identifiers.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// The subject of a sentence about this place.
    pub fn subject(&self) -> String {
        match self {
            Self::Root(name) | Self::Nested(Self::Root(name), ..) => (*name).into(),
            place => place.text(),
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Root(_) => {}
            Self::Nested(object, ..) => object.write(out),
            Self::Grouped(object, group, name, _) => object.member(group).member(name).write(out),
            Self::Member(parent, name) => {
                parent.write(out);
                if is_identifier(name) {
                    if !out.is_empty() {
                        out.push('.');
                    }
                    out.push_str(name);
                } else {
                    out.push('[');
                    crate::json::write_string(out, name);
                    out.push(']');
                }
            }
            Self::Item(parent, index) => {
                parent.write(out);
                out.push('[');
                out.push_str(&crate::decimal::of(*index));
                out.push(']');
            }
        }
    }
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$') && is_of(name, "_$")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Path = Path::Root(super::BODY);

    #[test]
    fn members_and_items_read_as_javascript_writes_them() {
        let message = BODY.member("confirmation");
        let message = message.member("message");
        let actions = message.member("actions");
        let action = actions.item(0);
        assert_eq!(action.member("type").text(), "confirmation.message.actions[0].type");
        assert_eq!(BODY.text(), "");
    }

    #[test]
    fn names_that_are_no_identifiers_stand_in_brackets() {
        let properties = BODY.member("properties");
        assert_eq!(properties.member("favourite food").text(), "properties[\"favourite food\"]");
        assert_eq!(properties.member("1st").text(), "properties[\"1st\"]");
    }
}
