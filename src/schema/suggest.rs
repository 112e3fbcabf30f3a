//! The likely name behind a near miss: `phonenumber`, `phone_number` and `phoneNumbr` all mean `phoneNumber`.

/// Names that other clients of the API and other libraries have, and what they are here.
static ELSEWHERE: &[(&str, &str)] = &[
    ("jwt", "token"),
    ("serviceUrl", "baseUrl"),
    ("basePath", "baseUrl"),
    ("username", "keyId"),
    ("password", "secret"),
    ("retries", "maxRetries"),
];

/// The candidate that `given` most likely means, if any is near enough: the first of the nearest, or the one that goes
/// by that name elsewhere.
pub fn nearest(given: &str, candidates: &[&'static str]) -> Option<&'static str> {
    let near = within(2, given, candidates);
    let same = |(other, name): &(&str, &'static str)| *other == given && candidates.contains(name);
    near.or_else(|| ELSEWHERE.iter().find(|pair| same(pair)).map(|(_, name)| *name))
}

/// The nearest within at most this many edits.
pub fn within(most: u32, given: &str, candidates: &[&'static str]) -> Option<&'static str> {
    let given = folded(given);
    if given.len() < 2 {
        return None;
    }
    for edits in 0..=most {
        for candidate in candidates {
            // In a short word two slips leave nothing to go by.
            if (edits < 2 || candidate.len() > 4) && is_within(edits, given.as_bytes(), folded(candidate).as_bytes()) {
                return Some(candidate);
            }
        }
    }
    None
}

/// Lower case, without the separators of other writing styles.
fn folded(name: &str) -> String {
    let mut folded = String::new();
    for c in name.chars() {
        if !matches!(c, '_' | '-' | ' ') {
            folded.push(c.to_ascii_lowercase());
        }
    }
    folded
}

/// Returns true if at most this many edits make `b` of `a`: bytes inserted, removed or replaced, neighbours swapped.
fn is_within(edits: u32, a: &[u8], b: &[u8]) -> bool {
    let (next_a, next_b) = (a.get(1..).unwrap_or_default(), b.get(1..).unwrap_or_default());
    if !a.is_empty() && a.first() == b.first() {
        return is_within(edits, next_a, next_b);
    }
    let Some(left) = edits.checked_sub(1) else { return a == b };
    let is_swapped = || match (a, b) {
        ([first, second, a @ ..], [x, y, b @ ..]) => first == y && second == x && is_within(left, a, b),
        _ => false,
    };
    is_within(left, next_a, next_b) || is_within(left, next_a, b) || is_within(left, a, next_b) || is_swapped()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [&str; 5] = ["type", "phoneNumber", "confirmation", "primary", "subject"];

    #[test]
    fn slips_and_other_writing_styles_find_the_name() {
        for (given, meant) in [
            ("phonenumber", "phoneNumber"),
            ("phone_number", "phoneNumber"),
            ("PhoneNumbr", "phoneNumber"),
            ("confrimation", "confirmation"),
            ("tpye", "type"),
        ] {
            assert_eq!(nearest(given, &FIELDS), Some(meant), "{given}");
        }
    }

    #[test]
    fn names_of_other_clients_find_ours() {
        let options = ["keyId", "secret", "token", "baseUrl", "maxRetries"];
        for (given, meant) in [
            ("jwt", "token"),
            ("serviceUrl", "baseUrl"),
            ("basePath", "baseUrl"),
            ("username", "keyId"),
            ("password", "secret"),
            ("retries", "maxRetries"),
        ] {
            assert_eq!(nearest(given, &options), Some(meant), "{given}");
        }
        assert_eq!(nearest("jwt", &FIELDS), None, "it has no such field");
    }

    #[test]
    fn another_word_finds_nothing() {
        for given in ["text", "body", "x", "", "address", &"p".repeat(10_000)] {
            assert_eq!(nearest(given, &FIELDS), None, "{given}");
        }
    }
}
