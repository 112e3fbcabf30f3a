//! Putting texts together.
//!
//! `[…].concat()` and `format!` of the standard library serve every type; in WebAssembly this saves 2 kB.

/// The parts, one after the other.
pub fn concat(parts: &[&str]) -> String {
    let mut text = String::with_capacity(parts.iter().map(|part| part.len()).sum());
    for part in parts {
        text.push_str(part);
    }
    text
}

/// `a, b and c`, with `last` before the last.
pub fn words(words: &[&str], last: &str) -> String {
    let mut text = String::new();
    for (index, word) in words.iter().enumerate() {
        match words.len().saturating_sub(index) {
            _ if index == 0 => {}
            1 => text.extend([" ", last, " "]),
            _ => text.push_str(", "),
        }
        text.push_str(word);
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
