//! JSON text: of a [`Value`] as `JSON.stringify` writes it, and back.
//!
//! The body of a request is written here, so that a dry run shows the very bytes that a call would send.

mod read;

pub use read::read;

use crate::value::Value;

/// The JSON text of `value`, without white space.
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value);
    out
}

fn write(out: &mut String, value: &Value) {
    match value {
        Value::Null | Value::Foreign(_) => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(number.text()),
        Value::String(text) | Value::Date(text) => write_string(out, text),
        Value::Array(items) => {
            let mut before = '[';
            for item in items {
                out.push(before);
                before = ',';
                write(out, item);
            }
            out.push_str(if before == '[' { "[]" } else { "]" });
        }
        Value::Object(members) => {
            let mut before = '{';
            for (key, value) in members {
                // An undefined member is absent.
                if !matches!(value, Value::Foreign(_)) {
                    out.push(before);
                    before = ',';
                    write_string(out, key);
                    out.push(':');
                    write(out, value);
                }
            }
            out.push_str(if before == '{' { "{}" } else { "}" });
        }
    }
}

/// Writes `text` as a JSON string with the escapes of `JSON.stringify` (ECMA-262, `QuoteJSONString`).
pub fn write_string(out: &mut String, text: &str) {
    out.push('"');
    let (mut from, mut at): (usize, usize) = (0, 0);
    for c in text.bytes() {
        let next = at.saturating_add(1);
        // Such a byte is a character by itself, so that both cuts are between characters.
        if c < b' ' || c == b'"' || c == b'\\' {
            out.push_str(text.get(from..at).unwrap_or_default());
            write_escape(out, c);
            from = next;
        }
        at = next;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out.push('"');
}

fn write_escape(out: &mut String, c: u8) {
    out.push('\\');
    out.push(char::from(match c {
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        8 => b'b',
        12 => b'f',
        b'"' | b'\\' => c,
        control => {
            out.push_str(if control < 0x10 { "u000" } else { "u001" });
            return out.extend(char::from_digit((control & 0xf).into(), 16));
        }
    }));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn text_of(value: &serde_json::Value) -> String {
        text(&serde_json::from_value(value.clone()).unwrap())
    }

    #[test]
    fn members_keep_their_order_and_numbers_their_text() {
        let json = r#"{"b":[1,2.5,-1e-7,9007199254740993],"a":{"":null,"t":true,"f":false}}"#;
        let value: Value = serde_json::from_str(json).unwrap();
        assert_eq!(text(&value), json);
    }

    #[test]
    fn strings_are_escaped_as_json_stringify_escapes_them() {
        let every_control: String = (0u8..0x20).map(char::from).collect();
        // Node: JSON.stringify(String.fromCharCode(...Array(32).keys()) + '"\\\u007f\u2028é😀')
        let expected = "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f\
            \\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f\
            \\\"\\\\\u{7f}\u{2028}é😀\"";
        assert_eq!(text_of(&json!(format!("{every_control}\"\\\u{7f}\u{2028}é😀"))), expected);
    }

    proptest! {
        #[test]
        fn any_string_reads_back_as_itself(input in any::<String>()) {
            let mut out = String::new();
            write_string(&mut out, &input);
            prop_assert_eq!(serde_json::from_str::<String>(&out).unwrap(), input);
        }
    }
}
