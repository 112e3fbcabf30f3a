//! An operation as the text that travels with a call: `name METHOD flags path`.
//!
//! Flags are pairs of characters, a letter and its value. Most values are places in a list, counted from `0` in the
//! order of ASCII. A pair that says nothing new is left out:
//!
//! | letter | value | read by |
//! |---|---|---|
//! | `s` | what a retry would do ([`RetrySafety::ALL`]); by default what the method tells ([`Method::safety`]) | the core |
//! | `b` | it has a body; the table that the body is checked by ([`TABLES`]), `-` if no table ships, `m` if it is a form | both |
//! | `n` | likewise, but the body may be left out: then it is `{}` | both |
//! | `q` | it has a query; the table, likewise | both |
//! | `o` | it takes the brand of a user, which is part of the options of the call; no table ships | JavaScript |
//! | `l` | what is looked up first ([`Lookup::ALL`]) | both |
//! | `a` | `-`: it goes without authorisation | the core |
//! | `i` | how many ids the caller gives, if these are not all of the path | JavaScript |
//! | `p` | how its list goes on (`row::Paging::letter`) | JavaScript |
//!
//! The path comes last, since `smooch.request()` puts a caller's own there, which is checked when the URL is made.

#[cfg(not(target_family = "wasm"))]
use super::row::{Body, Row};
use super::tables::TABLES;
use super::{Lookup, Method, Operation};
use crate::ascii;
#[cfg(not(target_family = "wasm"))]
use crate::join::concat;
use crate::retry::RetrySafety;
use crate::schema::Issue;
#[cfg(not(target_family = "wasm"))]
use crate::schema::{Kind, Version};

/// The character for the first place of a list.
const FIRST: u8 = b'0';

impl Operation {
    /// Reads the text of an operation; says what is wrong with one that a caller has put together.
    pub fn read(line: &str) -> Result<Self, Issue> {
        let mut rest = line;
        let mut next = || {
            let (part, after) = ascii::once(rest, b' ').unwrap_or((rest, ""));
            rest = after;
            part
        };
        let (name, given, flags) = (next(), next(), next());
        let method = Method::ALL.iter().find(|method| method.name() == given);
        let Some(method) = method.copied() else {
            return Err(Issue::at("method", "GET, POST, PUT, PATCH or DELETE"));
        };
        let mut operation = Self {
            name: String::from(name).into(),
            method,
            path: String::from(rest).into(),
            body: None,
            query: None,
            safety: method.safety(),
            lookup: None,
            is_open: false,
        };
        let mut pairs = flags.bytes();
        while let (Some(letter), Some(value)) = (pairs.next(), pairs.next()) {
            let at = usize::from(value.wrapping_sub(FIRST));
            match letter {
                b's' => operation.safety = RetrySafety::ALL.get(at).copied().unwrap_or(operation.safety),
                b'b' | b'n' => operation.body = TABLES.get(at).copied(),
                b'q' => operation.query = TABLES.get(at).copied(),
                b'a' => operation.is_open = true,
                b'l' => operation.lookup = Lookup::ALL.get(at).copied(),
                _ => {}
            }
        }
        Ok(operation)
    }
}

/// The text of an operation as a version has it; nothing if it has none.
#[cfg(not(target_family = "wasm"))]
pub fn line(row: &Row, version: Version) -> Option<String> {
    let route = row.route(version)?;
    let Operation { method, path, safety, lookup, is_open, .. } = &row.operation(version)?;
    let mut flags = String::new();
    if *safety != method.safety() {
        flags.push_str(&pair('s', RetrySafety::ALL.iter().position(|one| one == safety)));
    }
    let table =
        |kind: Option<&'static Kind>| TABLES.iter().position(|table| kind.is_some_and(|k| std::ptr::eq(k, *table)));
    match route.body {
        None => {}
        Some(Body::Multipart(_)) => flags.push_str("bm"),
        Some(_) => flags.push_str(&pair(if route.is_body_optional { 'n' } else { 'b' }, table(route.operation.body))),
    }
    if route.query.is_some() {
        let letter = if route.has_query_argument() { 'q' } else { 'o' };
        flags.push_str(&pair(letter, table(route.operation.query)));
    }
    if let Some(lookup) = lookup {
        flags.push_str(&pair('l', Lookup::ALL.iter().position(|one| one == lookup)));
    }
    if *is_open {
        flags.push_str(&pair('a', None));
    }
    if route.given_ids() != route.ids().len() {
        flags.push_str(&pair('i', Some(route.given_ids())));
    }
    if let Some(letter) = route.paging.letter() {
        flags.extend(['p', letter]);
    }
    Some(concat(&[row.name, " ", method.name(), " ", &flags, " ", path]))
}

/// A flag whose value is a place in a list, or none.
#[cfg(not(target_family = "wasm"))]
fn pair(letter: char, at: Option<usize>) -> String {
    // Beyond it comes the backslash, which JavaScript would need an escape for.
    const MOST: u8 = b'[' - FIRST;
    let value = at.map_or(b'-', |at| FIRST.saturating_add(u8::try_from(at).unwrap_or(MOST).min(MOST)));
    [letter, char::from(value)].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::GROUPS;
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for version in Version::ALL {
            for row in GROUPS.iter().flat_map(|group| group.rows) {
                let Some(operation) = row.operation(version) else { continue };
                let line = line(row, version).unwrap();
                let read = Operation::read(&line).unwrap();
                assert_eq!(format!("{read:?}"), format!("{operation:?}"), "{line}");
                let is_one = |a: Option<&'static Kind>, b: Option<&'static Kind>| match (a, b) {
                    (Some(a), Some(b)) => std::ptr::eq(a, b),
                    (a, b) => a.is_none() && b.is_none(),
                };
                assert!(is_one(read.body, operation.body) && is_one(read.query, operation.query), "{line}");
            }
        }
    }

    #[test]
    fn a_table_that_is_checked_ships_and_each_place_has_its_own_letter() {
        assert!(TABLES.len() <= usize::from(b'[' - FIRST), "a row can name no more tables");
        for route in GROUPS.iter().flat_map(|group| group.rows).flat_map(|row| row.routes) {
            for kind in [route.operation.body, route.operation.query].into_iter().flatten() {
                assert!(TABLES.iter().any(|table| std::ptr::eq(*table, kind)), "{:?}", route.operation.path);
            }
        }
    }

    #[test]
    fn a_line_of_a_callers_own_has_the_safety_of_its_method() {
        let read = |line: &'static str| Operation::read(line).unwrap();
        assert_eq!(read("request POST  /a").safety, RetrySafety::MakesAnother);
        assert_eq!(read("request POST s0 /a").safety, RetrySafety::Harmless);
        assert_eq!(read("request POST s3s0 /a").safety, RetrySafety::Harmless, "the later one counts");
        for method in ["GET", "PUT", "PATCH", "DELETE"] {
            let line = concat(&["request ", method, "  /a"]);
            assert_eq!(Operation::read(&line).unwrap().safety, RetrySafety::Harmless);
        }
        assert_eq!(read("request GET  /a b c").path, "/a b c");
        for line in ["request get  /a", "request HEAD  /a", "request", ""] {
            assert_eq!(Operation::read(line).unwrap_err().path, "method", "{line:?}");
        }
    }
}
