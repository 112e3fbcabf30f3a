//! The small language that the model is written in.
//!
//! A model is a set of static tables: what fields an object has, of which [`Kind`], in which [`Versions`] of the API,
//! and which [`Rule`]s bind them. One interpreter ([`check`]) reads them; the printers for TypeScript and JSON Schema
//! read the same tables on the host. Nothing here knows what the tables say, nor HTTP, nor JavaScript.

mod check;
pub(crate) mod date;
#[cfg(not(target_family = "wasm"))]
mod doc;
mod issue;
#[cfg(not(target_family = "wasm"))]
pub mod javascript;
#[cfg(not(target_family = "wasm"))]
pub mod json_schema;
mod layout;
mod matches;
mod path;
pub mod phone;
mod rule;
mod suggest;
pub(crate) mod table;
mod text;
#[cfg(not(target_family = "wasm"))]
pub mod typescript;
mod version;

pub use check::{check, check_as, check_extra};
pub use issue::Issue;
pub use layout::{FieldMapping, V2Layout};
pub use path::{BODY, Path};
pub use rule::Rule;
pub use table::{Doc, Name};
pub(crate) use table::{name, object, prose};
pub use text::{Format, Text, text};
pub use version::{Version, Versions};

/// The kind of a value.
#[derive(Debug)]
pub enum Kind {
    /// Text.
    Text(Text),
    /// Text of words with colons between them. Others than these will do, but what is nearly one of them is a slip.
    Words(&'static [&'static str]),
    /// `true` or `false`.
    Bool,
    /// A finite number.
    Number,
    /// A whole number within bounds, both included.
    Integer(u32, u32),
    /// A moment: an ISO 8601 string, or a JavaScript `Date`.
    Date,
    /// One of a few words.
    Choice(&'static Choice),
    /// A list, with a minimum and a maximum length.
    List(&'static List),
    /// An object with named fields.
    Object(&'static Object),
    /// One of several objects, told apart by a field.
    Union(&'static Union),
    /// A flat object of strings, numbers and booleans; keys and values together have at most `bytes` bytes of UTF-8.
    Flat {
        /// The limit in bytes.
        bytes: usize,
        /// The TypeScript type, if it is not simply that.
        typescript: Name,
    },
    /// An object whose fields v2 puts into groups.
    Nested(&'static V2Layout),
    /// Any object, passed on as it is.
    Open,
    /// Any value, passed on as it is.
    Any,
    /// Something of JavaScript's own.
    Native(&'static Native),
}

impl Kind {
    /// Returns true if v2 takes null for it, which takes the field away.
    pub fn takes_null(&self) -> bool {
        matches!(
            self,
            Self::Text(Text { nullable: true, .. }) | Self::List(List { nullable: true, .. }) | Self::Flat { .. }
        )
    }
}

#[cfg(not(target_family = "wasm"))]
impl Kind {
    /// Returns true if it is an object with a field that must be there.
    pub fn is_needed(&self) -> bool {
        let Self::Object(object) = self else { return false };
        object.all_fields().iter().any(|field| field.presence == Presence::Required)
    }
}

/// One of a few words, some of them known to some versions only.
#[derive(Debug)]
pub struct Choice {
    /// The name of the TypeScript type.
    pub name: Name,
    /// Its documentation.
    pub doc: Doc,
    /// The words.
    pub words: &'static [(&'static str, Versions)],
}

/// A list.
#[derive(Debug)]
pub struct List {
    /// The kind of its items.
    pub of: Kind,
    /// The smallest number of items.
    pub min: usize,
    /// The largest number of items.
    pub max: usize,
    /// Whether v2 takes null for it, which takes the field away.
    pub nullable: bool,
}

impl List {
    /// A list of any length.
    pub const fn of(of: Kind) -> Self {
        Self::between(0, of, usize::MAX)
    }

    /// A list with at least `min` and at most `max` items.
    pub const fn between(min: usize, of: Kind, max: usize) -> Self {
        Self { of, min, max, nullable: false }
    }
}

/// An object with named fields. The fields of `base` come first.
#[derive(Debug)]
pub struct Object {
    /// The name of the TypeScript type and of the JSON Schema definition.
    pub name: Name,
    /// Its name in a sentence, with its article: `"a mailgun link"`.
    pub title: &'static str,
    /// Its documentation.
    pub doc: Doc,
    /// The object whose fields and rules this one has as well.
    pub base: Option<&'static Object>,
    /// The fields.
    pub fields: &'static [Field],
    /// The rules that bind the fields together.
    pub rules: &'static [Rule],
    /// Whether fields that the table does not name are passed on.
    pub open: bool,
}

impl Object {
    /// All fields, those of the base first.
    pub fn all_fields(&self) -> Vec<&'static Field> {
        let mut fields = self.base.map(Self::all_fields).unwrap_or_default();
        fields.extend(self.fields);
        fields
    }

    /// All rules, those of the base first.
    pub fn all_rules(&self) -> Vec<&'static Rule> {
        let mut rules = self.base.map(Self::all_rules).unwrap_or_default();
        rules.extend(self.rules);
        rules
    }

    /// The field of that name, as `version` has it; if it has none, that of another version.
    pub fn field(&self, name: &str, version: Version) -> Option<&'static Field> {
        let mut found = None;
        let mut table = Some(self);
        while let Some(object) = table {
            for field in object.fields {
                if field.name == name {
                    if field.versions.has(version) {
                        return Some(field);
                    }
                    found.get_or_insert(field);
                }
            }
            table = object.base;
        }
        found
    }

    /// The versions that have a field of that name.
    fn versions(&self, name: &str) -> Versions {
        let own = self.fields.iter().filter(|field| field.name == name);
        let of_base = self.base.map_or(Versions::NONE, |base| base.versions(name));
        own.fold(of_base, |versions, field| versions.with(field.versions))
    }
}

/// A field of an object.
#[derive(Debug)]
pub struct Field {
    /// Its name on the wire.
    pub name: &'static str,
    /// Its kind.
    pub kind: Kind,
    /// Whether it must be there.
    pub presence: Presence,
    /// The versions in which it exists.
    pub versions: Versions,
    /// Its documentation.
    pub doc: Doc,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Presence {
    /// It must.
    Required,
    /// It may; if it is absent it stays absent.
    Optional,
    /// It must not, for this reason: a field that people try.
    Refused(&'static str),
    /// It may, and is left out: only the service sets it, in the resources that it delivers.
    ReadOnly,
    /// It may, and it may be `null`: in responses only, so that nothing of it is shipped.
    #[cfg(not(target_family = "wasm"))]
    Nullable,
}

/// One of several objects, told apart by a field.
#[derive(Debug)]
pub struct Union {
    /// The name of the TypeScript type and of the JSON Schema definition.
    pub name: Name,
    /// The name of one of them in a sentence, without its article: `"link"`.
    pub title: &'static str,
    /// Its documentation.
    pub doc: Doc,
    /// The field that tells them apart.
    pub tag: &'static str,
    /// The objects, by the value of the tag.
    pub variants: &'static [Variant],
    /// Values of the tag that people try and that cannot be, with the reason.
    pub refused: &'static [(&'static str, &'static str)],
    /// The object that it is instead if this field is there.
    pub instead: Option<(&'static str, &'static Object)>,
    /// The object that it is without a tag, if this field is there, in these versions; any field if it is empty.
    pub untagged: Option<(&'static str, &'static Object, Versions)>,
    /// Whether `role` may be left out, since the author is given beside the object.
    pub authorless: bool,
    /// Whether objects with another tag are passed on.
    pub open: bool,
}

/// One of the objects of a [`Union`].
#[derive(Debug)]
pub struct Variant {
    /// The value of the tag.
    pub tag: &'static str,
    /// The object.
    pub object: &'static Object,
    /// The versions in which it exists.
    pub versions: Versions,
}

/// Something of JavaScript's own that a check can only tell by its name.
#[derive(Debug)]
pub struct Native {
    /// The name that `src/js/convert.rs` gives it: `"function"`, `"AbortSignal"`.
    pub name: &'static str,
    /// Its TypeScript type.
    pub typescript: Name,
    /// Whether text will do as well, without white space at its ends.
    pub or_text: bool,
}
