//! Regular expressions that match what the check takes, in the common part of ECMA-262 (with `u`) and other dialects.
//!
//! White space is written out: `\s` of JavaScript is not the `White_Space` of Unicode, which the check goes by.

/// A pattern for [`phone::normalise`](crate::schema::phone::normalise). No place can match in two ways, so that no input
/// is slow.
pub(super) const PHONE: &str = concat!(
    r"^ *\+",
    r"(?![ \u00a0\u202f\u2010\u2011-]*0)",
    r"(?:[ \u00a0\u202f\u2010\u2011-]*[0-9]){1,15}[ \u00a0\u202f\u2010\u2011-]*$",
);

/// Something on both sides of the last `@`, without white space and control characters.
pub(super) const EMAIL: &str = concat!(
    r"^[^\u0000- \u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+@",
    r"[^@\u0000- \u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$",
);

/// ISO 8601: a date, or a date and a time with or without an offset.
pub(super) const DATE: &str = concat!(
    r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])",
    r"(?:T(?:[01][0-9]|2[0-4]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:\.[0-9]+)?)?",
    r"(?:Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)?)?$",
);
