//! Moments as the API takes them: ISO 8601, such as `2026-11-24T06:33:00.000Z`.

use crate::ascii;

/// Returns true if `text` is an ISO 8601 date, or a date and a time with or without an offset.
pub fn is_iso(text: &str) -> bool {
    let Some(time) = date(text) else { return false };
    time.is_empty() || time_and_offset(time).is_some_and(str::is_empty)
}

/// The text after a date.
fn date(text: &str) -> Option<&str> {
    let rest = after(text, "", "0000", "9999")?;
    let rest = after(rest, "-", "01", "12")?;
    after(rest, "-", "01", "31")
}

/// The text after a time and its offset.
fn time_and_offset(text: &str) -> Option<&str> {
    let rest = after(text, "T", "00", "24")?;
    let mut rest = after(rest, ":", "00", "59")?;
    if let Some(after_seconds) = after(rest, ":", "00", "60") {
        rest = after_seconds;
        if let Some(fraction) = rest.strip_prefix('.') {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            (rest.len() < fraction.len()).then_some(())?;
        }
    }
    if rest == "Z" {
        return Some("");
    }
    let Some(offset) = after(rest, "+", "00", "23").or_else(|| after(rest, "-", "00", "23")) else { return Some(rest) };
    Some(after(offset, ":", "00", "59").unwrap_or(offset))
}

/// The text after a mark and a number of as many digits as these have, from `least` to `most`.
fn after<'a>(text: &'a str, mark: &str, least: &str, most: &str) -> Option<&'a str> {
    let (digits, rest) = text.strip_prefix(mark)?.split_at_checked(most.len())?;
    (ascii::is_digits(digits) && digits >= least && digits <= most).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::is_iso;

    #[test]
    fn dates_and_times_of_the_api_and_their_common_forms_are_taken() {
        for text in [
            "2015-10-08T23:52:11.677Z",
            "2026-11-24",
            "2026-11-24T06:33",
            "2026-11-24T06:33:00",
            "2026-11-24T06:33:00+01:00",
            "2026-11-24T06:33:00.123456-0530".replace("0530", "05:30").as_str(),
        ] {
            assert!(is_iso(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "yesterday",
            "2026",
            "2026-13-01",
            "2026-11-32",
            "26-11-24",
            "2026-11-24 06:33",
            "2026-11-24T",
            "2026-11-24T25:00",
            "2026-11-24T06:33:00.Z",
            "2026-11-24T06:33Zulu",
            "1448347980",
            "2026-11-24T06:33+",
            "é",
        ] {
            assert!(!is_iso(text), "{text}");
        }
    }
}
