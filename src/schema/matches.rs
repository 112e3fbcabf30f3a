//! Checks that a value is of a kind, as far as the value itself shows.

use super::date::is_iso;
use super::{Format, Kind, Text, phone};
use crate::ascii;
use crate::decimal;
use crate::join::concat;
use crate::value::Value;

/// Returns true if `value` is of `kind`; what is inside an object or a list is not looked at.
pub(super) fn fits(kind: &Kind, value: &Value) -> bool {
    match (kind, value) {
        (Kind::Text(text), Value::String(given)) => match text.format {
            Format::Plain => text.min == 0 || !given.is_empty(),
            Format::Email => is_email(given),
            Format::Trimmed => ascii::is_trimmed(given),
            Format::Phone => phone::normalise(given).is_some(),
        },
        (Kind::Words(_), Value::String(text)) => !text.is_empty(),
        (Kind::Date, Value::String(text)) => is_iso(text),
        (Kind::Integer(min, max), Value::Number(number)) => {
            number.whole().is_some_and(|number| number >= *min && number <= *max)
        }
        (Kind::Native(native), Value::Foreign(name)) => name == native.name,
        (Kind::Native(native), Value::String(text)) => native.or_text && ascii::is_trimmed(text),
        (Kind::Bool, Value::Bool(_))
        | (Kind::Number, Value::Number(_))
        | (Kind::Date, Value::Date(_))
        | (Kind::List(_), Value::Array(_))
        | (Kind::Object(_) | Kind::Union(_) | Kind::Flat { .. } | Kind::Nested(_) | Kind::Open, Value::Object(_))
        // The words and the inside of these have messages of their own.
        | (Kind::Choice(_) | Kind::Any, _) => true,
        _ => false,
    }
}

/// The name of a value of `kind` in a sentence: `a phone number with + and its country code`.
pub(super) fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Text(Text { format: Format::Phone, .. }) => {
            "a phone number with + and its country code, such as \"+15145555555\""
        }
        Kind::Text(Text { format: Format::Email, .. }) => "an e-mail address, such as \"ada@example.com\"",
        Kind::Text(Text { format: Format::Trimmed, .. }) => TRIMMED,
        Kind::Text(Text { min: 0, .. }) => "a string",
        Kind::Text(_) | Kind::Words(_) => "a string that is not empty",
        Kind::Bool => "true or false",
        Kind::Number => "a finite number",
        Kind::Date => "an ISO 8601 string, such as \"2026-11-24T06:33:00.000Z\", or a Date",
        Kind::List(_) => "a list",
        Kind::Flat { .. } => "a flat object",
        Kind::Integer(min, u32::MAX) => return concat(&["a whole number of at least ", &decimal::text((*min).into())]),
        Kind::Integer(min, max) => {
            return concat(&[
                "a whole number from ",
                &decimal::text((*min).into()),
                " to ",
                &decimal::text((*max).into()),
            ]);
        }
        Kind::Native(native) => {
            let name = Value::Foreign(native.name.into()).kind();
            return if native.or_text { concat(&[TRIMMED, ", or ", &name]) } else { name };
        }
        Kind::Object(_) | Kind::Union(_) | Kind::Nested(_) | Kind::Open | Kind::Choice(_) | Kind::Any => "an object",
    }
    .into()
}

const TRIMMED: &str = "a string without white space at its ends";

fn is_email(text: &str) -> bool {
    ascii::once(text, b'@').is_some_and(|(name, rest)| !name.is_empty() || ascii::has(rest, b'@'))
        && !text.ends_with('@')
        && !text.chars().any(|c| is_space(c) || c.is_control())
}

/// Returns true if `c` is white space and no control character. (`char::is_whitespace` brings a table of 256 bytes.)
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}')
        || matches!(c, '\u{202f}' | '\u{205f}' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    use super::is_space;

    #[test]
    fn spaces_are_the_white_space_of_unicode() {
        for c in char::MIN..=char::MAX {
            assert_eq!(is_space(c), c.is_whitespace() && !c.is_control(), "{c:?}");
        }
    }
}
