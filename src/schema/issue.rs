//! The issues of a body, and their sentences.
//!
//! An issue names the path, the expected and the received value, and the remedy. Personal data (names, numbers,
//! addresses, texts) is described, never shown. Sentences are joined rather than formatted: in WebAssembly every
//! `format!` costs a hundred bytes.

use super::text::length;
use super::{Path, Version, Versions};
use crate::decimal;
use crate::join::{concat, listed, words};
use crate::record::Record;
use crate::value::Value;

/// One thing that is wrong with a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// The path: `confirmation.message.actions[0].type`; empty for the body itself.
    pub path: String,
    /// The whole sentence, beginning with the path.
    pub message: String,
    /// The expected value: `a string`.
    pub expected: String,
    /// The received value: its kind and, unless it is personal data, its shortened text. `nothing` for a missing field.
    pub received: String,
    /// The likely name behind a near miss.
    pub suggestion: Option<String>,
}

/// The number of characters of a value that an error shows.
const SHOWN: usize = 32;

impl Issue {
    /// The record that crosses to JavaScript.
    pub fn record(&self) -> Record<'_> {
        Record(Vec::new()).texts(&[
            ("path", Some(&self.path)),
            ("message", Some(&self.message)),
            ("expected", Some(&self.expected)),
            ("received", Some(&self.received)),
            ("suggestion", self.suggestion.as_deref()),
        ])
    }

    /// `{path} {says}`, of what should have been `expected` and was `received`.
    fn new(path: &Path, says: &[&str], expected: &str, received: &str) -> Self {
        let message = concat(&[&path.subject(), " ", &concat(says), "."]);
        Self { message, expected: expected.into(), received: received.into(), suggestion: None, path: path.text() }
    }

    /// The issue with advice after its sentence.
    fn advising(mut self, advice: &[&str]) -> Self {
        self.advise(advice);
        self
    }

    /// Adds advice, if there is any, after the sentence.
    pub(super) fn advise(&mut self, advice: &[&str]) {
        if !advice.is_empty() {
            self.message.push(' ');
            self.message.push_str(&concat(advice));
        }
    }

    fn suggesting(self, near: Option<&str>) -> Self {
        Self { suggestion: near.map(Into::into), ..self }
    }

    /// An issue of the input as a whole: `The options must be an object.`
    pub fn whole(subject: &'static str, expected: &str) -> Self {
        Self::new(&Path::Root(subject), &["must be ", expected], expected, "something else")
    }

    /// An issue that a table cannot express: the value at `path` must be `expected`. The value itself is not shown.
    pub fn at(path: &str, expected: &str) -> Self {
        Self {
            path: path.into(),
            message: concat(&[path, " must be ", expected, "."]),
            expected: expected.into(),
            received: "something else".into(),
            suggestion: None,
        }
    }

    /// A value of another kind than expected.
    pub(super) fn kind(path: &Path, expected: &str, value: &Value, personal: bool) -> Self {
        let received = received(value, personal);
        let issue = Self::new(path, &["must be ", expected, "; got ", &received], expected, &received);
        match value {
            Value::Null => issue.advising(&["Leave the field out instead of giving null."]),
            Value::Date(_) => issue.advising(&["Give its toISOString()."]),
            Value::Foreign(name) if name == "bigint" => issue.advising(&["Convert it by String() or Number()."]),
            _ => issue,
        }
    }

    /// A number of items or bytes out of bounds.
    pub(super) fn size(path: &Path, expected: &str, received: usize) -> Self {
        let received = decimal::of(received);
        Self::new(path, &["must have ", expected, "; got ", &received], expected, &received)
    }

    /// A field that must be there.
    pub(super) fn missing(path: &Path, title: &str) -> Self {
        Self::new(path, &["is required in ", title], "a value", "nothing")
    }

    /// A field or a value that exists in other versions only.
    pub(super) fn version(path: &Path, what: &[&str], versions: Versions, version: Version) -> Self {
        let names = words(&versions.names(), "and");
        let says = [&concat(what), " only in ", &names, ", and this client speaks ", version.name(), " (apiVersion)"];
        Self::new(path, &says, &names, version.name())
    }

    /// A field of a body of v2; `instead` is its name here.
    pub(super) fn of_v2(path: &Path, version: Version, instead: Option<&str>) -> Self {
        let issue =
            Self::new(path, &["belongs to a v2 body, and this client speaks ", version.name()], version.name(), "v2");
        match instead {
            Some(name) => issue.advising(&["Set apiVersion: \"v2\", or give it as ", name, "."]),
            None => issue.advising(&["Set apiVersion: \"v2\"."]),
        }
    }

    /// A field or a value that cannot be given, for a reason.
    pub(super) fn refused(path: &Path, what: &[&str], reason: &str) -> Self {
        Self::new(path, &[&concat(what), reason], "nothing", "a value")
    }

    /// A field that the table does not name.
    pub(super) fn unknown(path: &Path, title: &str, value: &Value, near: Option<&str>, known: &[&str]) -> Self {
        let issue = Self::new(path, &["is not a field of ", title], "no such field", &value.kind()).suggesting(near);
        match near {
            Some(name) => issue.advising(&["Did you mean ", name, "?"]),
            None => issue.advising(&[
                "Its fields are ",
                &words(known, "and"),
                if path.takes_extra() {
                    ". To send another one all the same, give it in the call option extraBody, at the same path."
                } else {
                    "."
                },
            ]),
        }
    }

    /// A word that is not one of those allowed here.
    pub(super) fn word(path: &Path, value: &Value, near: Option<&str>, known: &[&str]) -> Self {
        let issue = Self::kind(path, &listed(known, "\"", "or"), value, false).suggesting(near);
        match near {
            Some(word) => issue.advising(&["Did you mean \"", word, "\"?"]),
            None => issue,
        }
    }

    /// None of the fields of which one (or one at least) must be there.
    pub(super) fn missing_choice(path: &Path, title: &str, names: &[&str], exactly: bool) -> Self {
        let amount = if exactly { "exactly one of " } else { "at least one of " };
        let expected = concat(&[amount, &words(names, "and")]);
        Self::about_fields(path, title, &[" needs ", &expected, "."], &expected, "none of them")
    }

    /// Several fields of which one may be there.
    pub(super) fn contradiction(path: &Path, title: &str, names: &[&str]) -> Self {
        let names = words(names, "and");
        Self::about_fields(path, title, &[" cannot have ", &names, " together."], "one of them", &names)
    }

    /// An issue of several fields names their object, which at the top goes by its title.
    fn about_fields(path: &Path, title: &str, says: &[&str], expected: &str, received: &str) -> Self {
        let path = path.text();
        let subject = if path.is_empty() { capitalised(title) } else { path.clone() };
        let message = concat(&[&subject, &concat(says)]);
        Self { path, message, expected: expected.into(), received: received.into(), suggestion: None }
    }

    /// A field that goes only with a certain value of another.
    pub(super) fn only_with(path: &Path, field: &Path, is: &str, decider: &str) -> Self {
        let (is, field) = (field.word(is), &field.text());
        let expected = concat(&[field, " \"", is, "\""]);
        let received = concat(&[field, " \"", decider, "\""]);
        Self::new(path, &["goes only with ", &expected, "; got ", &received], &expected, &received)
    }

    /// An item of a type that cannot be combined with the others.
    pub(super) fn apart(path: &Path, kind: &str, types: &[&str]) -> Self {
        let types = words(types, "and");
        let says = ["cannot be \"", kind, "\" here, since ", &types, " mix only with each other"];
        Self::new(path, &says, &concat(&["one of ", &types]), &quoted(kind))
    }

    /// A value that occurs more often than it may.
    pub(super) fn repeated(path: &Path, expected: &str) -> Self {
        Self::new(path, &["must be ", expected], expected, "a repeated value")
    }
}

/// `a string ("appmaker")`, or `a string of 12 characters` if it is personal data.
fn received(value: &Value, personal: bool) -> String {
    let kind = value.kind();
    let shown = match value {
        Value::String(text) if personal => {
            return concat(&[&kind, " of ", &decimal::of(length(text)), " characters"]);
        }
        Value::Array(items) => return concat(&[&kind, " of ", &decimal::of(items.len())]),
        Value::String(text) => match beginning(text) {
            Some(beginning) => concat(&[&quoted(beginning), "…"]),
            None => quoted(text),
        },
        Value::Number(number) if !personal => number.text().into(),
        Value::Bool(value) => if *value { "true" } else { "false" }.into(),
        _ => return kind,
    };
    concat(&[&kind, " (", &shown, ")"])
}

/// The characters of a text that are shown, if there are more.
fn beginning(text: &str) -> Option<&str> {
    let mut rest = text.chars();
    for _ in 0..SHOWN {
        rest.next()?;
    }
    text.strip_suffix(rest.as_str()).filter(|beginning| beginning.len() < text.len())
}

fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    crate::json::write_string(&mut quoted, text);
    quoted
}

fn capitalised(text: &str) -> String {
    let mut text = String::from(text);
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
