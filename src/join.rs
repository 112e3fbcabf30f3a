//! Putting texts together.
//!
//! `[…].concat()` and `format!` of the standard library serve every type; in WebAssembly this saves 2 kB.

/// The parts, one after the other.
pub fn concat(parts: &[&str]) -> String {
    let mut length: usize = 0;
    for part in parts {
        length = length.saturating_add(part.len());
    }
    // At once, so that no part of a secret is left behind when the text would have grown.
    let mut text = String::with_capacity(length);
    for part in parts {
        text.push_str(part);
    }
    text
}

/// `a, b and c`, with `last` before the last.
pub fn words(words: &[&str], last: &str) -> String {
    listed(words, "", last)
}

/// The same with each word in quotes.
pub fn listed(words: &[&str], quote: &str, last: &str) -> String {
    let mut text = String::new();
    let mut left = words.len();
    for word in words {
        if !text.is_empty() {
            text.push_str(&if left == 1 { concat(&[" ", last, " "]) } else { ", ".into() });
        }
        text.push_str(&concat(&[quote, word, quote]));
        left = left.saturating_sub(1);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_listed_as_a_sentence_lists_them() {
        assert_eq!(words(&[], "and"), "");
        assert_eq!(words(&["a"], "and"), "a");
        assert_eq!(words(&["a", "b"], "or"), "a or b");
        assert_eq!(words(&["a", "b", "c"], "and"), "a, b and c");
    }

    #[test]
    fn parts_are_put_together_as_they_are() {
        assert_eq!(concat(&["a", "", "é", "\n"]), "aé\n");
        assert_eq!(concat(&[]), "");
    }
}
