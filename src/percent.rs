//! A segment of a path, encoded so that no id can leave its place.
//!
//! Ids are people's own: e-mail addresses, phone numbers, anything. Everything but the unreserved characters of
//! RFC 3986 (section 2.3) is percent-encoded. What an encoding cannot make safe is refused: an empty segment would
//! address the collection, and URL parsers take `.` and `..` for steps even if they are encoded.

use crate::ascii::{has, is_of};

/// Adds a segment for `id` to a path, or says what the id would have to be.
pub fn add(path: &mut String, id: &str) -> Result<(), &'static str> {
    match id {
        "" => Err("an id that is not empty"),
        "." | ".." => Err("an id other than \".\" and \"..\", which are steps in a path"),
        id if has(id, 0) => Err("an id without NUL characters"),
        id => {
            encode(path, id);
            Ok(())
        }
    }
}

/// The characters that are not encoded, beside letters and digits.
const MARKS: &str = "-._~";

/// Adds `text` with all but the unreserved characters percent-encoded.
pub fn encode(out: &mut String, text: &str) {
    // Nearly always.
    if is_of(text, MARKS) {
        return out.push_str(text);
    }
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || has(MARKS, byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(hex_digit(byte >> 4));
            out.push(hex_digit(byte & 0xf));
        }
    }
}

fn hex_digit(nibble: u8) -> char {
    char::from_digit(nibble.into(), 16).map_or('0', |c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn segment(id: &str) -> String {
        let mut path = String::new();
        add(&mut path, id).unwrap();
        path
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
            assert!(add(&mut String::new(), id).is_err(), "{id:?}");
        }
    }

    proptest! {
        /// The `url` crate is the WHATWG parser that runtimes implement: no id may change the target of a request.
        #[test]
        fn no_id_leaves_its_place(id in any::<String>()) {
            let mut segment = String::new();
            if add(&mut segment, &id).is_err() {
                return Ok(());
            }
            let text = format!("https://api.smooch.io/v1/appusers/{segment}/channels");
            let url = url::Url::parse(&text).unwrap();
            prop_assert_eq!(url.host_str(), Some("api.smooch.io"));
            prop_assert_eq!(url.query(), None);
            prop_assert_eq!(url.fragment(), None);
            let segments: Vec<_> = url.path_segments().unwrap().collect();
            prop_assert_eq!(segments, ["v1", "appusers", &segment, "channels"]);
        }
    }
}
