//! Cutting texts at a character of ASCII, and what they are made of.
//!
//! What the standard library has for it serves characters of any length, and searches by words; in WebAssembly this saves
//! half a kilobyte.

/// Whether `c` stands in `text`.
pub fn has(text: &str, c: u8) -> bool {
    find(text, c).is_some()
}

/// Where the first `c` stands in `text`.
fn find(text: &str, c: u8) -> Option<usize> {
    let mut at: usize = 0;
    for other in text.bytes() {
        if other == c {
            return Some(at);
        }
        at = at.wrapping_add(1);
    }
    None
}

/// Whether `text` is made of letters and digits of ASCII, and of these `marks`.
pub fn is_of(text: &str, marks: &str) -> bool {
    for c in text.bytes() {
        if !c.is_ascii_alphanumeric() && !has(marks, c) {
            return false;
        }
    }
    true
}

/// Whether `text` is made of digits of ASCII, one at least.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit())
}

/// Whether `text` looks like an id of the service: 24 hexadecimal digits. A caller's own id may look so too.
pub fn is_service_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
}

/// What stands before and behind the first `c`, where there is one.
pub fn once(text: &str, c: u8) -> Option<(&str, &str)> {
    let at = find(text, c)?;
    Some((text.get(..at)?, text.get(at.saturating_add(1)..)?))
}

/// What stands between every two `c`, in order; the text itself where there is none.
pub fn parts(text: &str, c: u8) -> Parts<'_> {
    Parts { rest: Some(text), c }
}

/// The parts of a text.
#[derive(Debug)]
pub struct Parts<'a> {
    rest: Option<&'a str>,
    c: u8,
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest?;
        let (part, rest) = match once(text, self.c) {
            Some((part, rest)) => (part, Some(rest)),
            None => (text, None),
        };
        self.rest = rest;
        Some(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_as_the_standard_library_cuts_them() {
        for text in ["", "/", "a", "/a", "a/", "//", "a/b/c", "é/ü", "/用/😀/"] {
            assert_eq!(once(text, b'/'), text.split_once('/'), "{text}");
            assert_eq!(parts(text, b'/').collect::<Vec<_>>(), text.split('/').collect::<Vec<_>>(), "{text}");
            assert_eq!(has(text, b'/'), text.contains('/'), "{text}");
        }
    }
}
