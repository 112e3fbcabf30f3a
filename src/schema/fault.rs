//! What is wrong with a body, and how it is said.
//!
//! A fault says where, what was expected, what came, and what to do. Values that are somebody's own (names, numbers,
//! addresses, texts) are described, never repeated.

use super::{Path, Version, Versions};
use crate::value::Value;

/// One thing that is wrong with a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Where: `confirmation.message.actions[0].type`; empty for the body itself.
    pub path: String,
    /// The whole sentence, beginning with the path.
    pub message: String,
    /// What was expected: `a string`.
    pub expected: String,
    /// What came: its kind and, where it is nobody's own, its shortened value. `nothing` for a missing field.
    pub received: String,
    /// The likely name behind a near miss.
    pub suggestion: Option<String>,
}

/// How many characters of a value an error shows.
const SHOWN: usize = 32;

impl Fault {
    fn new(path: &Path, verb: &str, expected: &str, received: &str, advice: &str) -> Self {
        let path = path.text();
        let subject = if path.is_empty() { "The body" } else { &path };
        let got = if received.is_empty() { String::new() } else { format!("; got {received}") };
        let advice = if advice.is_empty() { String::new() } else { format!(" {advice}") };
        let message = format!("{subject} {verb} {expected}{got}.{advice}");
        let received = if received.is_empty() { "nothing" } else { received };
        Self { message, expected: expected.into(), received: received.into(), suggestion: None, path }
    }

    /// What a table cannot say: the value at `path` must be `expected`. The value itself is not shown.
    pub fn at(path: &str, expected: &str) -> Self {
        let message = format!("{path} must be {expected}.");
        Self { path: path.into(), message, expected: expected.into(), received: String::new(), suggestion: None }
    }

    /// A value of another kind than expected.
    pub(super) fn kind(path: &Path, expected: &str, value: &Value, personal: bool) -> Self {
        let advice = if *value == Value::Null { "Leave the field out instead of giving null." } else { "" };
        Self::new(path, "must be", expected, &received(value, personal), advice)
    }

    /// A number of items or characters out of bounds.
    pub(super) fn size(path: &Path, expected: &str, received: &str) -> Self {
        Self::new(path, "must have", expected, received, "")
    }

    /// A field that must be there.
    pub(super) fn missing(path: &Path, title: &str) -> Self {
        Self::new(path, "is required", &format!("in {title}"), "", "").expecting("a value")
    }

    /// A field or a value that exists in other versions only.
    pub(super) fn version(path: &Path, what: &str, versions: Versions, version: Version) -> Self {
        let fault = format!("{what} only in {versions}, and this client speaks {}", version.name());
        let advice = versions.iter().next().map(|other| format!("Set apiVersion: \"{}\".", other.name()));
        Self::new(path, &fault, "", "", &advice.unwrap_or_default()).trimmed().expecting(&format!("{versions}"))
    }

    /// A field or a value that cannot be given, for a reason.
    pub(super) fn refused(path: &Path, what: &str, reason: &str) -> Self {
        Self::new(path, what, reason, "", "").expecting("nothing")
    }

    /// A field that the table does not name.
    pub(super) fn unknown(path: &Path, title: &str, value: &Value, near: Option<&str>, known: &[&str]) -> Self {
        let advice = match near {
            Some(name) => format!("Did you mean {name}?"),
            None => format!(
                "Its fields are {}. To send another one all the same, give it under the call option extraBody.",
                words(known, "and")
            ),
        };
        Self::new(path, "is not a field of", title, "", &advice)
            .expecting("no such field")
            .receiving(&value.kind())
            .suggesting(near)
    }

    /// A word that is not one of those that may stand here.
    pub(super) fn word(path: &Path, value: &Value, near: Option<&str>, known: &[&str]) -> Self {
        let quoted: Vec<String> = known.iter().map(|word| format!("\"{word}\"")).collect();
        let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
        let advice = near.map(|word| format!("Did you mean \"{word}\"?")).unwrap_or_default();
        Self::new(path, "must be", &words(&quoted, "or"), &received(value, false), &advice).suggesting(near)
    }

    /// None of the fields of which one (or one at least) must be there.
    pub(super) fn missing_choice(path: &Path, title: &str, names: &[&str], exactly: bool) -> Self {
        let amount = if exactly { "exactly one" } else { "at least one" };
        let expected = format!("{amount} of {}", words(names, "and"));
        Self::about_fields(path, title, "needs", &expected, "none of them").expecting(&expected)
    }

    /// Several fields of which one may be there.
    pub(super) fn contradiction(path: &Path, title: &str, names: &[&str]) -> Self {
        let names = words(names, "and");
        Self::about_fields(path, title, "cannot have", &format!("{names} together"), &names).expecting("one of them")
    }

    /// What concerns several fields is said of their object, which at the top goes by its title.
    fn about_fields(path: &Path, title: &str, verb: &str, what: &str, received: &str) -> Self {
        let path = path.text();
        let subject = if path.is_empty() { capitalised(title) } else { path.clone() };
        let message = format!("{subject} {verb} {what}.");
        Self { path, message, expected: String::new(), received: received.into(), suggestion: None }
    }

    /// A field that goes only with a certain value of another.
    pub(super) fn only_with(path: &Path, field: &str, is: &str, decider: &str) -> Self {
        let Self { message, .. } =
            Self::new(path, "goes only with", &format!("{field} \"{is}\""), &format!("{field} \"{decider}\""), "");
        Self {
            path: path.text(),
            message,
            expected: format!("{field} \"{is}\""),
            received: format!("{field} \"{decider}\""),
            suggestion: None,
        }
    }

    /// An item of a type that cannot stand with the others.
    pub(super) fn apart(path: &Path, kind: &str, types: &[&str]) -> Self {
        let types = words(types, "and");
        Self::new(path, "cannot be", &format!("\"{kind}\" here, since {types} mix only with each other"), "", "")
            .expecting(&format!("one of {types}"))
            .receiving(&format!("\"{kind}\""))
    }

    /// A value that stands more often than it may.
    pub(super) fn repeated(path: &Path, expected: &str) -> Self {
        Self::new(path, "must be", expected, "", "").receiving("a repeated value")
    }

    fn expecting(self, expected: &str) -> Self {
        Self { expected: expected.into(), ..self }
    }

    fn receiving(self, received: &str) -> Self {
        Self { received: received.into(), ..self }
    }

    fn suggesting(self, near: Option<&str>) -> Self {
        Self { suggestion: near.map(Into::into), ..self }
    }

    fn trimmed(self) -> Self {
        Self { message: self.message.replacen(" .", ".", 1), ..self }
    }
}

/// `a string ("appmaker")`, or `a string of 12 characters` where it is somebody's own.
fn received(value: &Value, personal: bool) -> String {
    match value {
        Value::String(text) if personal => format!("a string of {} characters", text.chars().count()),
        Value::String(text) => {
            let mut shown = String::new();
            let short: String = text.chars().take(SHOWN).collect();
            crate::json::write_string(&mut shown, &short);
            let more = if short.len() < text.len() { "…" } else { "" };
            format!("a string ({shown}{more})")
        }
        Value::Number(number) if !personal => format!("a number ({})", number.text()),
        Value::Bool(value) => format!("a boolean ({value})"),
        Value::Array(items) => format!("a list of {}", items.len()),
        other => other.kind(),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// `a, b and c`.
pub(crate) fn words(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).into(),
        [first @ .., word] => format!("{} {last} {word}", first.join(", ")),
    }
}
