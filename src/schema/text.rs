//! Rules for a text: its length, its form, and whether it may be shown in an error.

use super::Kind;

/// The rules for a text. Made by [`text`] and its methods.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// The smallest number of characters.
    pub min: usize,
    /// The smallest and the largest number of characters in v2; the others name none.
    pub in_v2: (usize, usize),
    /// Whether v2 takes null for it, which takes the field away.
    pub nullable: bool,
    /// The form that it has.
    pub format: Format,
    /// Whether it is personal data (a name, a number, an address): errors then show only its length.
    pub personal: bool,
}

/// The form of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Format {
    /// Any.
    Plain,
    /// A phone number with `+` and country code; spaces and hyphens are taken out.
    Phone,
    /// Any, without white space at its ends.
    Trimmed,
    /// An e-mail address: something on both sides of an `@`, no white space.
    Email,
}

/// Any text.
pub const fn text() -> Text {
    Text { min: 0, in_v2: (0, usize::MAX), nullable: false, format: Format::Plain, personal: false }
}

/// The number of characters of a text.
pub(super) fn length(text: &str) -> usize {
    let mut length: usize = 0;
    for _ in text.chars() {
        length = length.saturating_add(1);
    }
    length
}

impl Text {
    /// Not empty.
    pub const fn not_empty(self) -> Self {
        Self { min: 1, ..self }
    }

    /// Limits its length in v2, in characters.
    pub const fn in_v2(self, least: usize, most: usize) -> Self {
        Self { in_v2: (least, most), ..self }
    }

    /// Or null, in v2.
    pub const fn nullable(self) -> Self {
        Self { nullable: true, ..self }
    }

    /// Of this form.
    pub const fn format(self, format: Format) -> Self {
        Self { format, ..self }
    }

    /// Somebody's own.
    pub const fn personal(self) -> Self {
        Self { personal: true, ..self }
    }

    /// As a kind of value.
    pub const fn kind(self) -> Kind {
        Kind::Text(self)
    }
}
