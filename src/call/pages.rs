//! The way to the end of a list of v2 (docs/api/v2.md): whatever the core looks for, it looks for on every page.

use crate::error::{self, Error, ErrorKind, Sent};
use crate::percent;
use crate::request::Request;
use crate::value::Value;

/// The most pages of one list: 10,000 items.
const MOST: u32 = 100;

/// A list that is being read.
#[derive(Debug, Default)]
pub struct Pages {
    cursor: String,
    /// The number of bytes by which the URL of this page is longer than that of the first.
    added: usize,
    read: u32,
}

impl Pages {
    /// Turns `request` to the page after the one with this `meta`. Returns false after the last one, and an error if there
    /// is no way on.
    pub fn turn(&mut self, request: &mut Request, meta: Option<&Value>) -> error::Result<bool> {
        let Some(meta) = meta.filter(|meta| meta.is_true("hasMore")) else { return Ok(false) };
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
        let length = request.url.len().saturating_sub(self.added);
        request.url.truncate(length);
        request.url.push_str("&page%5Bafter%5D=");
        percent::encode(&mut request.url, cursor);
        self.added = request.url.len().saturating_sub(length);
        self.cursor = cursor.into();
        Ok(true)
    }
}
