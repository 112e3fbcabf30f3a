//! Moments as the API takes them: ISO 8601, such as `2026-11-24T06:33:00.000Z`.

/// Whether `text` is an ISO 8601 date, or a date and a time with or without an offset.
pub fn is_iso(text: &str) -> bool {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    is_date(date) && time.is_none_or(is_time)
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let date = [parts.next(), parts.next(), parts.next()].map(std::option::Option::unwrap_or_default);
    let [year, month, day] = date;
    parts.next().is_none() && digits(year, 4, 0..=9999) && digits(month, 2, 1..=12) && digits(day, 2, 1..=31)
}

fn is_time(text: &str) -> bool {
    let (time, offset) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at_checked(at).unwrap_or((text, "")),
        None => (text, ""),
    };
    let (time, fraction) = match time.split_once('.') {
        Some((time, fraction)) => (time, Some(fraction)),
        None => (time, None),
    };
    let mut parts = time.split(':');
    let [hour, minute] = [parts.next(), parts.next()].map(std::option::Option::unwrap_or_default);
    let second = parts.next();
    digits(hour, 2, 0..=24)
        && digits(minute, 2, 0..=59)
        && second.is_none_or(|second| digits(second, 2, 0..=60))
        && parts.next().is_none()
        && fraction.is_none_or(|f| second.is_some() && !f.is_empty() && f.bytes().all(|c| c.is_ascii_digit()))
        && is_offset(offset)
}

fn is_offset(text: &str) -> bool {
    if text.is_empty() || text == "Z" {
        return true;
    }
    let Some((_sign, rest)) = text.split_at_checked(1) else { return false };
    let (hour, minute) = rest.split_once(':').unwrap_or((rest, "00"));
    digits(hour, 2, 0..=23) && digits(minute, 2, 0..=59)
}

fn digits(text: &str, length: usize, range: std::ops::RangeInclusive<u32>) -> bool {
    text.len() == length
        && text.bytes().all(|c| c.is_ascii_digit())
        && text.parse().is_ok_and(|number: u32| range.contains(&number))
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
