//! The likely name behind a near miss: `phonenumber`, `phone_number` and `phoneNumbr` all mean `phoneNumber`.

/// The candidate that `given` most likely means, if any is near enough.
pub fn nearest(given: &str, candidates: &[&'static str]) -> Option<&'static str> {
    let given = folded(given);
    // A word of another length entirely is no slip of the finger, and a long one would cost time.
    if given.len() < 2 || given.len() > 64 {
        return None;
    }
    let mut best = None;
    let mut least = 3;
    for candidate in candidates {
        let distance = distance(&given, &folded(candidate));
        let most = if candidate.len() <= 4 { 1 } else { 2 };
        if distance <= most && distance < least {
            (best, least) = (Some(*candidate), distance);
        }
    }
    best
}

/// Lower case, without the separators of other writing styles.
fn folded(name: &str) -> Vec<char> {
    let mut folded = Vec::new();
    for c in name.chars() {
        if !matches!(c, '_' | '-' | ' ') {
            folded.push(c.to_ascii_lowercase());
        }
    }
    folded
}

/// The number of single-character edits, a swap of neighbours counting as one (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last = Vec::new();
    for j in 0..=b.len() {
        last.push(j);
    }
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::new();
        row.push(i.saturating_add(1));
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX);
            let next = j.saturating_add(1);
            let substitution = at(&last, j).saturating_add(usize::from(x != y));
            let insertion = at(&row, j).saturating_add(1);
            let deletion = at(&last, next).saturating_add(1);
            let mut best = substitution.min(insertion).min(deletion);
            if i > 0 && j > 0 && a.get(i.saturating_sub(1)) == Some(y) && b.get(j.saturating_sub(1)) == Some(x) {
                best = best.min(at(&before_last, j.saturating_sub(1)).saturating_add(1));
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(usize::MAX)
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
    fn another_word_finds_nothing() {
        for given in ["text", "body", "x", "", "address", &"p".repeat(10_000)] {
            assert_eq!(nearest(given, &FIELDS), None, "{given}");
        }
    }
}
