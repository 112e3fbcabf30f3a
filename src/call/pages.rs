//! The way to the end of a list of v2 (docs/api/v2.md): whatever the core looks for, it looks for on every page.

use crate::error::{self, Error, ErrorKind, Sent};
use crate::join::concat;
use crate::percent;
use crate::request::Request;
use crate::value::Value;

/// The most pages of one list: 10,000 items.
const MOST: u32 = 100;

/// A list that is being read.
#[derive(Debug, Default)]
pub struct Pages {
    cursor: String,
    read: u32,
}

impl Pages {
    /// Turns `request` to the page after `answer`. Returns false after the last one, and an error if there is no way on.
    pub fn turn(&mut self, request: &mut Request, answer: &Value) -> error::Result<bool> {
        let Some(meta) = answer.get("meta").filter(|meta| meta.is_true("hasMore")) else { return Ok(false) };
        let cursor = meta.get("afterCursor").and_then(Value::as_str).unwrap_or_default();
        self.read = self.read.saturating_add(1);
        if cursor.is_empty() || cursor == self.cursor || self.read == MOST {
            return Err(Error::new(
                ErrorKind::Response { status: 200 },
                "endless_list",
                "The list does not end: it has more than 100 pages, or its cursor does not move.".into(),
                Sent::No,
            ));
        }
        let after = |cursor: &str| {
            let mut text = String::from("&page%5Bafter%5D=");
            percent::encode(&mut text, cursor);
            text
        };
        let base = match self.cursor.as_str() {
            "" => request.url.as_str(),
            last => request.url.strip_suffix(after(last).as_str()).unwrap_or_default(),
        };
        request.url = concat(&[base, &after(cursor)]);
        self.cursor = cursor.into();
        Ok(true)
    }
}
