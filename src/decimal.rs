//! Whole numbers as text, and back.
//!
//! `to_string` and `parse` would bring the formatting and the parsing of the standard library, 4 kB in WebAssembly.

/// The decimal text of `number`.
pub fn text(number: u64) -> String {
    let mut out = String::new();
    write(&mut out, number);
    out
}

fn write(out: &mut String, number: u64) {
    if number > 9 {
        write(out, number.wrapping_div(10));
    }
    out.push(char::from(b'0'.saturating_add(u8::try_from(number.wrapping_rem(10)).unwrap_or_default())));
}

/// The decimal text of a length.
pub fn of(length: usize) -> String {
    text(u64::try_from(length).unwrap_or(u64::MAX))
}

/// The number in `text`: digits only, at most `u32::MAX`.
pub fn parse(text: &str) -> Option<u32> {
    let mut number = if text.is_empty() { None } else { Some(0u32) };
    for c in text.chars() {
        number = number?.checked_mul(10)?.checked_add(c.to_digit(10)?);
    }
    number
}

#[cfg(test)]
mod tests {
    #[test]
    fn digits_alone_are_a_number() {
        assert_eq!(super::parse("0"), Some(0));
        assert_eq!(super::parse("007"), Some(7));
        assert_eq!(super::parse("4294967295"), Some(u32::MAX));
        for text in ["", "+1", "-1", "1.0", "1e3", " 1", "١", "4294967296", "99999999999"] {
            assert_eq!(super::parse(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_read_as_they_are_written() {
        for number in [0, 7, 10, 99, 100, 4096, 1_795_503_901, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(super::text(number), number.to_string());
        }
    }
}
