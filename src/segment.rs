//! A segment of a path, encoded so that no id can leave its place.
//!
//! Ids are people's own: e-mail addresses, phone numbers, anything. Everything but the unreserved characters of
//! RFC 3986 (section 2.3) is percent-encoded. What an encoding cannot make safe is refused: an empty segment would
//! address the collection, and URL parsers take `.` and `..` for steps even where they are encoded.

use std::fmt;

use crate::cut::has;

/// An encoded segment of a path.
#[derive(Clone, PartialEq)]
pub struct Segment(String);

/// Ids are personal: not even `Debug` shows one.
impl fmt::Debug for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Segment")
    }
}

impl Segment {
    /// Encodes `id`, or says what it would have to be.
    pub fn new(id: &str) -> Result<Self, &'static str> {
        match id {
            "" => Err("an id that is not empty"),
            "." | ".." => Err("an id other than \".\" and \"..\", which are steps in a path"),
            id if has(id, 0) => Err("an id without NUL characters"),
            id => Ok(Self(encode(id))),
        }
    }

    /// The encoded text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Percent-encodes all but the unreserved characters.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(hex_digit(byte >> 4));
            out.push(hex_digit(byte & 0xf));
        }
    }
    out
}

fn hex_digit(nibble: u8) -> char {
    char::from_digit(nibble.into(), 16).map_or('0', |c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn segment(id: &str) -> String {
        Segment::new(id).unwrap().as_str().into()
    }

    #[test]
    fn reserved_and_foreign_characters_are_encoded() {
        assert_eq!(segment("steveb@channel5.com"), "steveb%40channel5.com");
        assert_eq!(segment("+15145555555"), "%2B15145555555");
        assert_eq!(segment("a/b?c#d%2F e"), "a%2Fb%3Fc%23d%252F%20e");
        assert_eq!(segment("用户😀"), "%E7%94%A8%E6%88%B7%F0%9F%98%80");
        assert_eq!(segment("Az09-._~"), "Az09-._~");
        assert_eq!(segment("..."), "...");
        assert_eq!(segment("%2e%2e"), "%252e%252e");
    }

    #[test]
    fn what_would_address_something_else_is_refused() {
        for id in ["", ".", "..", "a\0b"] {
            assert!(Segment::new(id).is_err(), "{id:?}");
        }
    }

    proptest! {
        /// The `url` crate is the WHATWG parser that runtimes implement: no id may change where a request goes.
        #[test]
        fn no_id_leaves_its_place(id in any::<String>()) {
            let Ok(segment) = Segment::new(&id) else { return Ok(()) };
            let text = format!("https://api.smooch.io/v1/appusers/{}/channels", segment.as_str());
            let url = url::Url::parse(&text).unwrap();
            prop_assert_eq!(url.host_str(), Some("api.smooch.io"));
            prop_assert_eq!(url.query(), None);
            prop_assert_eq!(url.fragment(), None);
            let segments: Vec<_> = url.path_segments().unwrap().collect();
            prop_assert_eq!(segments, ["v1", "appusers", segment.as_str(), "channels"]);
        }
    }
}
