//! Phone numbers as the API takes them (docs/api/v1.md, section 5.2): `+` and country code, spaces and hyphens allowed.

/// The number as `+` and digits, or `None` if it is not one.
///
/// Which numbers exist is for the service to say; here only the form is read. E.164 has at most 15 digits; the
/// shortest numbers with a country code that are in use have seven, and no lower bound is asked for but one digit.
///
/// ```
/// # use smooch_edge::schema::phone::normalise;
/// assert_eq!(normalise("+1 212-555-2368").as_deref(), Some("+12125552368"));
/// assert_eq!(normalise("212 555 2368"), None);
/// ```
pub fn normalise(text: &str) -> Option<String> {
    let mut number = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' => {}
            '+' if number.is_empty() => number.push(c),
            _ if number.is_empty() => return None,
            '0'..='9' => number.push(c),
            '\u{a0}' | '\u{202f}' | '-' | '\u{2010}' | '\u{2011}' => {}
            _ => return None,
        }
    }
    // No country code begins with 0.
    ((2..=16).contains(&number.len()) && !number.starts_with("+0")).then_some(number)
}

/// The first visible character of ASCII that no number has after its `+`.
pub fn stranger(text: &str) -> Option<char> {
    let mut is_after_plus = false;
    for c in text.chars() {
        if is_after_plus && c.is_ascii_graphic() && !c.is_ascii_digit() && c != '-' {
            return Some(c);
        }
        is_after_plus |= c == '+';
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_hyphens_are_taken_out() {
        for given in ["+1 212-555-2368", "+12125552368", "+1 212 555 2368", " +1-212-555-2368 "] {
            assert_eq!(normalise(given).as_deref(), Some("+12125552368"), "{given}");
        }
    }

    #[test]
    fn what_has_no_country_code_is_refused() {
        for given in
            ["212 555 2368", "1 212 555 2368", "0012125552368", "", "+", "+ ", "-", "+1+2", "+0151234", "+ 0 1"]
        {
            assert_eq!(normalise(given), None, "{given}");
        }
    }

    #[test]
    fn what_a_number_cannot_have_is_told() {
        for (given, c) in [("+1 (212) 555", '('), (" +1.212", '.'), ("+1+2", '+'), ("+49 é x 7", 'x')] {
            assert_eq!(stranger(given), Some(c), "{given}");
        }
        for given in ["(212) 555", "212.555", "", "+", "+0151", "+1 212-555", "+١٢"] {
            assert_eq!(stranger(given), None, "{given}");
        }
    }

    #[test]
    fn letters_other_digits_and_more_than_fifteen_digits_are_refused() {
        for given in ["+1 800 FLOWERS", "+١٢٣٤٥٦٧", "+1234567890123456", "+1 (212) 555 2368", "+1.212.555.2368"]
        {
            assert_eq!(normalise(given), None, "{given}");
        }
        assert_eq!(normalise("+123456789012345").as_deref(), Some("+123456789012345"));
    }
}
