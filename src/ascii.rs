//! Splits texts at an ASCII character, and checks which characters they have.
//!
//! The functions of the standard library serve characters of any length, and search by machine words; in WebAssembly
//! these save half a kilobyte.

/// Returns true if `c` is in `text`.
pub fn has(text: &str, c: u8) -> bool {
    find(text, c).is_some()
}

/// The index of the first `c` in `text`.
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

/// Returns true if `text` is made of letters and digits of ASCII, and of these `marks`.
pub fn is_of(text: &str, marks: &str) -> bool {
    for c in text.bytes() {
        if !c.is_ascii_alphanumeric() && !has(marks, c) {
            return false;
        }
    }
    true
}

/// Returns true if `text` is made of digits of ASCII, one at least.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit())
}

/// Returns true if `text` looks like an id of the service: 24 hexadecimal digits. A caller's own id may look so too.
pub fn is_service_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
}

/// Returns true if `text` begins and ends in what can be seen: what is pasted may end in a space, a line break, or what a
/// page has in their place.
pub fn is_trimmed(text: &str) -> bool {
    let is_visible = |c: char| c > ' ' && !matches!(c, '\u{a0}' | '\u{200b}' | '\u{feff}');
    text.chars().next().is_some_and(is_visible) && text.chars().next_back().is_some_and(is_visible)
}

/// The parts before and after the first `c`, if there is one.
pub fn once(text: &str, c: u8) -> Option<(&str, &str)> {
    let at = find(text, c)?;
    Some((text.get(..at)?, text.get(at.saturating_add(1)..)?))
}

/// The parts between every two `c`, in order; the text itself if there is none.
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

    #[test]
    fn a_text_is_trimmed_if_its_ends_can_be_seen() {
        for text in ["a", "a b", "§ecret", "秘密"] {
            assert!(is_trimmed(text), "{text}");
        }
        for text in ["", " a", "a\n", "a\u{a0}", "\u{feff}a", "a\u{200b}"] {
            assert!(!is_trimmed(text), "{text:?}");
        }
    }
}
