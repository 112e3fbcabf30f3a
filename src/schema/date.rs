//! Moments as the API takes them: ISO 8601, such as `2026-11-24T06:33:00.000Z`.

use crate::cut;

/// Whether `text` is an ISO 8601 date, or a date and a time with or without an offset.
pub fn is_iso(text: &str) -> bool {
    let (date, time) = text.split_at_checked(10).unwrap_or((text, ""));
    let is_date = has_shape(date, "0000-00-00") && within(date, 5, "01", "12") && within(date, 8, "01", "31");
    is_date && (time.is_empty() || time.strip_prefix('T').is_some_and(is_time))
}

fn is_time(text: &str) -> bool {
    let end = text.bytes().position(|c| matches!(c, b'Z' | b'+' | b'-')).unwrap_or(text.len());
    let (time, offset) = text.split_at_checked(end).unwrap_or((text, ""));
    let (clock, fraction) = match cut::once(time, b'.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (time, None),
    };
    let is_clock = has_shape(clock, "00:00:00") && within(clock, 6, "00", "60");
    (is_clock || (has_shape(clock, "00:00") && fraction.is_none()))
        && within(clock, 0, "00", "24")
        && within(clock, 3, "00", "59")
        && fraction.is_none_or(cut::is_digits)
        && is_offset(offset)
}

fn is_offset(text: &str) -> bool {
    let rest = text.get(1..).unwrap_or_default();
    match rest.len() {
        0 => text != "+" && text != "-",
        2 => has_shape(rest, "00") && within(rest, 0, "00", "23"),
        _ => has_shape(rest, "00:00") && within(rest, 0, "00", "23") && within(rest, 3, "00", "59"),
    }
}

/// Whether `text` has a digit wherever `shape` has one, anything of ASCII where it has `_`, and is `shape` elsewhere.
pub fn has_shape(text: &str, shape: &str) -> bool {
    let mut wanted = shape.bytes();
    text.len() == shape.len()
        && text.bytes().all(|c| match wanted.next() {
            Some(b'0') => c.is_ascii_digit(),
            Some(b'_') => c.is_ascii(),
            other => other == Some(c),
        })
}

/// Whether the two digits at `at` are a number from `least` to `most`.
fn within(text: &str, at: usize, least: &str, most: &str) -> bool {
    text.get(at..at.saturating_add(2)).is_some_and(|two| two >= least && two <= most)
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
