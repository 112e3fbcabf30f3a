//! How long a service asks to be left alone: the `Retry-After` header (RFC 9110, section 10.2.3).

use crate::cut;
use crate::decimal;
use crate::schema::has_shape;
use crate::sentence::concat;

/// The wait that a `Retry-After` header asks for, in milliseconds from `now` (unix time in milliseconds).
///
/// It is a number of seconds, or a date of the form that all of HTTP writes today (IMF-fixdate). A date in the past
/// asks for no wait; anything else asks for nothing. Runtimes take white space around it away.
pub fn parse(text: &str, now: f64) -> Option<f64> {
    match seconds(text) {
        Some(seconds) => Some(seconds * 1000.0),
        None => Some((date(text)? * 1000.0 - now).max(0.0)),
    }
}

/// Digits, which RFC 9110 asks for, or decimals, which some services send.
fn seconds(text: &str) -> Option<f64> {
    let (whole, fraction) = cut::once(text, b'.').unwrap_or((text, "0"));
    if !cut::is_digits(whole) || !cut::is_digits(fraction) {
        return None;
    }
    // Thousandths are enough, and a wait too long to count is as good as for ever.
    let value = |digits: &str| digits.bytes().fold(0.0, |sum, c| sum * 10.0 + f64::from(c & 0xf));
    let thousandths = concat(&[fraction, "000"]);
    Some(value(whole) + value(thousandths.get(..3)?) / 1000.0)
}

/// The unix time, in seconds, of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
fn date(text: &str) -> Option<f64> {
    const MONTHS: &str = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    let name = text.get(8..11).filter(|_| has_shape(text, "___, 00 ___ 0000 00:00:00 GMT"))?;
    let month = u8::try_from(cut::parts(MONTHS, b' ').position(|month| month == name)?).ok()?;
    let day = digits(text, 5, 7, 31).filter(|day| *day > 0.0)?;
    let days = days(digits(text, 12, 16, 9999)?, f64::from(month), day);
    let (hour, minute, second) = (digits(text, 17, 19, 23)?, digits(text, 20, 22, 59)?, digits(text, 23, 25, 60)?);
    Some(((days * 24.0 + hour) * 60.0 + minute) * 60.0 + second)
}

fn digits(text: &str, from: usize, to: usize, most: u32) -> Option<f64> {
    decimal::parse(text.get(from..to)?).filter(|number| *number <= most).map(f64::from)
}

/// The days from 1 January 1970 to a date (January is 0), counting years from March so that leap days come last.
fn days(year: f64, month: f64, day: f64) -> f64 {
    let (year, month) = if month < 2.0 { (year - 1.0, month + 10.0) } else { (year, month - 2.0) };
    let leap_days = (year / 4.0).floor() - (year / 100.0).floor() + (year / 400.0).floor();
    365.0 * year + leap_days + ((153.0 * month + 2.0) / 5.0).floor() + day - 719_469.0
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110, section 5.6.7.
    const EXAMPLE: f64 = 784_111_777_000.0;

    #[test]
    fn seconds_are_seconds() {
        for (text, milliseconds) in [("0", 0.0), ("1", 1000.0), ("120", 120_000.0), ("1.5", 1500.0), ("0.25", 250.0)] {
            assert_eq!(parse(text, EXAMPLE), Some(milliseconds), "{text}");
        }
        assert!(parse(&"9".repeat(400), EXAMPLE).unwrap() > 1e12);
    }

    #[test]
    fn dates_are_counted_from_now() {
        assert_eq!(parse("Sun, 06 Nov 1994 08:49:37 GMT", EXAMPLE - 1500.0), Some(1500.0));
        assert_eq!(parse("Sun, 06 Nov 1994 08:49:37 GMT", EXAMPLE + 1.0), Some(0.0));
        // `date -u -d '…' +%s`
        for (text, seconds) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
            ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799.0),
            ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800.0),
            ("Thu, 31 Dec 2099 12:00:00 GMT", 4_102_401_600.0),
            ("Tue, 24 Nov 2026 06:33:00 GMT", 1_795_501_980.0),
        ] {
            assert_eq!(parse(text, -1000.0), Some(seconds * 1000.0 + 1000.0), "{text}");
        }
    }

    #[test]
    fn what_is_neither_asks_for_nothing() {
        for text in [
            "",
            "soon",
            "-1",
            "+1",
            "1e3",
            "1.",
            ".5",
            "1,5",
            "NaN",
            "0x10",
            "١",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 GMT extra",
            "Sun, 06 Foo 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37:00 GMT",
        ] {
            assert_eq!(parse(text, 0.0), None, "{text}");
        }
    }
}
