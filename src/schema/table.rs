//! The macros that tables are written with, and the documentation that tables carry.
//!
//! Documentation and type names are printed into types and JSON Schema on the host. In WebAssembly a [`Doc`] and a
//! [`Name`] are nothing, so that no prose is shipped.

/// The documentation of a table or a row: the lines of its doc comment.
#[cfg(not(target_family = "wasm"))]
pub type Doc = &'static [&'static str];

/// The documentation of a table or a row: not shipped.
#[cfg(target_family = "wasm")]
pub type Doc = ();

/// The lines of a doc comment, as a [`Doc`].
#[cfg(not(target_family = "wasm"))]
macro_rules! prose {
    ($($line:expr),*) => {
        &[$($line),*]
    };
}

/// The lines of a doc comment, which are not shipped.
#[cfg(target_family = "wasm")]
macro_rules! prose {
    ($($line:expr),*) => {
        ()
    };
}

/// The name of a TypeScript type and of a JSON Schema definition.
#[cfg(not(target_family = "wasm"))]
pub type Name = &'static str;

/// The name of a TypeScript type and of a JSON Schema definition: not shipped.
#[cfg(target_family = "wasm")]
pub type Name = ();

/// A [`Name`].
#[cfg(not(target_family = "wasm"))]
macro_rules! name {
    ($name:literal) => {
        $name
    };
}

/// A [`Name`], which is not shipped.
#[cfg(target_family = "wasm")]
macro_rules! name {
    ($name:literal) => {
        ()
    };
}

/// An [`Object`](super::Object) table.
///
/// ```text
/// object! {
///     /// What it is.
///     pub NAME = "TypeName", "a type name", extends BASE {
///         /// What the field is.
///         required name: text().not_empty().kind();
///         nullable since: Kind::Date;
///         optional(V1) other: Kind::Bool;
///         readonly size: Kind::Any;
///         refused third: "why it cannot be given";
///     }
///     rules: [Rule::AnyOf(&["name", "other"])]
/// }
/// ```
macro_rules! object {
    (
        $(#[doc = $doc:literal])*
        $vis:vis $id:ident = $name:literal, $title:literal $(, extends $base:ident)? $(, open $open:literal)? {
            $($(#[doc = $line:literal])* $presence:ident $(($versions:ident))? $field:ident : $kind:expr;)*
        }
        $(rules: $rules:expr)?
    ) => {
        $(#[doc = $doc])*
        $vis static $id: $crate::schema::Object = $crate::schema::Object {
            name: $crate::schema::name!($name),
            title: $title,
            doc: $crate::schema::prose!($($doc),*),
            base: $crate::schema::table::cell!(base $($base)?),
            fields: &[$($crate::schema::Field {
                name: stringify!($field),
                kind: $crate::schema::table::cell!(kind $presence $kind),
                presence: $crate::schema::table::cell!(presence $presence $kind),
                versions: $crate::schema::table::cell!(versions $($versions)?),
                doc: $crate::schema::prose!($($line),*),
            }),*],
            rules: $crate::schema::table::cell!(rules $($rules)?),
            open: $crate::schema::table::cell!(open $($open)?),
        };
    };
}

/// The value of a cell of a table, given or by default.
macro_rules! cell {
    (base) => {
        None
    };
    (base $base:ident) => {
        Some(&$base)
    };
    (kind refused $reason:expr) => {
        $crate::schema::Kind::Any
    };
    (kind $presence:ident $kind:expr) => {
        $kind
    };
    (presence required $kind:expr) => {
        $crate::schema::Presence::Required
    };
    (presence optional $kind:expr) => {
        $crate::schema::Presence::Optional
    };
    (presence nullable $kind:expr) => {
        $crate::schema::Presence::Nullable
    };
    (presence readonly $kind:expr) => {
        $crate::schema::Presence::ReadOnly
    };
    (presence refused $reason:expr) => {
        $crate::schema::Presence::Refused($reason)
    };
    (versions) => {
        $crate::schema::Versions::ALL
    };
    (versions $versions:ident) => {
        $crate::schema::Versions::$versions
    };
    (rules) => {
        &[]
    };
    (rules $rules:expr) => {
        &$rules
    };
    (open) => {
        false
    };
    (open $open:literal) => {
        $open
    };
}

pub(crate) use {cell, name, object, prose};
