//! Records: plain objects that the core gives to JavaScript, for facts that cross rarely.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A record: names and their values.
#[derive(Debug, PartialEq)]
pub struct Record<'a>(pub Vec<(&'static str, Cell<'a>)>);

/// The value of a name in a record.
#[derive(Debug, PartialEq)]
pub enum Cell<'a> {
    /// Text.
    Text(&'a str),
    /// A number.
    Number(u32),
    /// `true` or `false`.
    Truth(bool),
    /// Records in a list.
    List(Vec<Record<'a>>),
}

impl<'a> Record<'a> {
    /// The record with texts added, those that are there.
    pub fn texts(mut self, texts: &[(&'static str, Option<&'a str>)]) -> Self {
        for (name, text) in texts {
            if let Some(text) = text {
                self.0.push((name, Cell::Text(text)));
            }
        }
        self
    }

    /// The record with a number added.
    pub fn number(mut self, name: &'static str, number: u32) -> Self {
        self.0.push((name, Cell::Number(number)));
        self
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // As a map: serde-wasm-bindgen keeps the names of structs in a hash table, 2 kB of it.
        let mut record = serializer.serialize_map(Some(self.0.len()))?;
        for (name, cell) in &self.0 {
            record.serialize_entry(name, cell)?;
        }
        record.end()
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::List(records) => records.serialize(serializer),
        }
    }
}
