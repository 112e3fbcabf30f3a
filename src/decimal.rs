//! Whole numbers as text.
//!
//! `to_string` would bring the formatting of the standard library with it, 3 kB in WebAssembly.

/// The decimal text of `number`.
pub fn text(number: u64) -> String {
    let mut digits = Vec::new();
    let mut rest = number;
    loop {
        digits.push(b'0'.saturating_add(u8::try_from(rest.wrapping_rem(10)).unwrap_or_default()));
        rest = rest.wrapping_div(10);
        if rest == 0 {
            break;
        }
    }
    digits.into_iter().rev().map(char::from).collect()
}

/// The decimal text of a length.
pub fn of(length: usize) -> String {
    text(u64::try_from(length).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_read_as_they_are_written() {
        for number in [0, 7, 10, 99, 100, 4096, 1_795_503_901, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(super::text(number), number.to_string());
        }
    }
}
