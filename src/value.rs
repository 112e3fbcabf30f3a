//! JSON-shaped data: the one thing that flows through the core.
//!
//! A [`Value`] knows what JSON can say, and names what JavaScript can say and JSON cannot, so that the schema can
//! refuse it with its path. It knows nothing of JavaScript itself.

#[cfg(not(target_family = "wasm"))]
mod host;

use std::borrow::Cow;
use std::fmt;

use zeroize::Zeroize as _;

use crate::join::concat;

/// Text that is part of what was read, unless it had to be put together.
pub type Str<'a> = Cow<'a, str>;

/// The members of an object, in the order in which they were given.
pub type Members<'a> = Vec<(Str<'a>, Value<'a>)>;

/// Sets the member `name` to this value, in its place if it is there already.
pub fn set<'a>(members: &mut Members<'a>, name: Str<'a>, value: Value<'a>) {
    match members.iter_mut().find(|(other, _)| *other == name) {
        Some((_, member)) => *member = value,
        None => members.push((name, value)),
    }
}

/// A piece of JSON-shaped data.
#[derive(Clone, Default, PartialEq)]
pub enum Value<'a> {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number<'a>),
    /// Text.
    String(Str<'a>),
    /// A list.
    Array(Vec<Value<'a>>),
    /// An object; the order of its members is kept.
    Object(Members<'a>),
    /// A JavaScript `Date`, as its ISO 8601 text.
    Date(Str<'a>),
    /// A value that JSON cannot express, by its JavaScript name: `"function"`, `"bigint"`, `"Map"`.
    Foreign(Str<'a>),
}

/// A value that was not given.
pub const UNDEFINED: Value<'static> = Value::Foreign(Cow::Borrowed("undefined"));

/// A number, as the text that it is written as.
///
/// The core never needs more of one than that, and so neither reads nor formats a float: in WebAssembly each costs 20 kB.
#[derive(Clone, PartialEq)]
pub struct Number<'a>(Str<'a>);

impl<'a> Number<'a> {
    /// A number by its JSON text.
    pub fn new(text: impl Into<Str<'a>>) -> Self {
        Self(text.into())
    }

    /// The text of the number, as JavaScript and JSON write it.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The number, if it is a whole one of 32 bits.
    pub fn whole(&self) -> Option<u32> {
        crate::decimal::parse(&self.0)
    }
}

impl From<u32> for Number<'_> {
    fn from(value: u32) -> Self {
        Self(crate::decimal::text(value.into()).into())
    }
}

impl Value<'_> {
    /// The member `key` of an object; the last one if a key occurs twice, as in JavaScript.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns true if the member `key` of an object is `true`.
    pub fn is_true(&self, key: &str) -> bool {
        matches!(self.get(key), Some(Self::Bool(true)))
    }

    /// Takes the member `key` out of an object.
    pub fn take(&mut self, key: &str) -> Option<Self> {
        match self {
            Self::Object(members) => {
                let (_, member) = members.iter_mut().find(|(name, _)| name == key)?;
                Some(std::mem::take(member))
            }
            _ => None,
        }
    }

    /// Overwrites all text that it owns.
    pub fn wipe(&mut self) {
        match self {
            Self::String(Cow::Owned(text)) => text.zeroize(),
            Self::Array(items) => items.iter_mut().for_each(Self::wipe),
            Self::Object(members) => members.iter_mut().for_each(|(_, member)| member.wipe()),
            _ => {}
        }
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// The name of its type in an error message: `"a string"`, `"a list"`, `"a function"`.
    pub fn kind(&self) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Bool(_) => "a boolean".into(),
            Self::Number(_) => "a number".into(),
            Self::String(_) => "a string".into(),
            Self::Array(_) => "a list".into(),
            Self::Object(_) => "an object".into(),
            Self::Date(_) => "a Date".into(),
            Self::Foreign(name) if name == "undefined" => "undefined".into(),
            Self::Foreign(name)
                if matches!(name.as_bytes(), [b'a' | b'e' | b'i' | b'o' | b'A' | b'E' | b'I' | b'O', ..]) =>
            {
                concat(&["an ", name])
            }
            Self::Foreign(name) => concat(&["a ", name]),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::String(text.into())
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u32> for Value<'_> {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}

/// Shows only the shape: values may be personal data.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Array(items) => f.debug_list().entries(items).finish(),
            Self::Object(members) => f.debug_map().entries(members.iter().map(|(key, value)| (key, value))).finish(),
            other => f.write_str(&other.kind()),
        }
    }
}

impl fmt::Debug for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }
}
