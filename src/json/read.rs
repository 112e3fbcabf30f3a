//! Reads the JSON text that comes from JavaScript.
//!
//! Bodies come from `pkg/src/serialize.js`, responses only after `JSON.parse` has read them: invalid JSON is `None`
//! here, and the cause need not be told. Two more tokens express values that JSON lacks: `#"…"` is a `Date`, `@"…"` is
//! anything else, by its name (docs/decisions/0003-text-crosses.md).

use crate::value::{Members, Number, Str, Value};

/// The maximum nesting of values; `pkg/src/serialize.js` writes 64 levels at most.
const DEPTH: u32 = 128;

/// The value of a JSON text, or `None` if it is invalid. Its texts are slices of `text`, except those with escapes.
pub fn read(text: &str) -> Option<Value<'_>> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(DEPTH)?;
    reader.peek().is_none().then_some(value)
}

/// The meaning of an escape in a string.
enum Escape {
    /// A character.
    Char(char),
    /// Half a surrogate pair, which is no character.
    Half,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: u32) -> Option<Value<'a>> {
        match self.peek()? {
            b'"' => self.string(),
            b'{' => self.members(depth).map(Value::Object),
            b'[' => self.items(depth).map(Value::Array),
            b'#' => self.after_sign().map(Value::Date),
            b'@' => self.after_sign().map(Value::Foreign),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    fn members(&mut self, depth: u32) -> Option<Members<'a>> {
        let depth = depth.checked_sub(1)?;
        let mut members = Members::new();
        self.skip(1);
        if self.take(b'}').is_some() {
            return Some(members);
        }
        loop {
            let key = self.string()?;
            self.take(b':')?;
            let value = self.value(depth)?;
            members.push(match key {
                Value::String(key) => (key, value),
                // Such a key cannot be sent, and is refused with the value under it.
                _ => ("\u{fffd}".into(), Value::Foreign("member whose name has half a surrogate pair".into())),
            });
            if self.is_over(b'}')? {
                return Some(members);
            }
        }
    }

    fn items(&mut self, depth: u32) -> Option<Vec<Value<'a>>> {
        let depth = depth.checked_sub(1)?;
        let mut items = Vec::new();
        self.skip(1);
        if self.take(b']').is_some() {
            return Some(items);
        }
        loop {
            items.push(self.value(depth)?);
            if self.is_over(b']')? {
                return Some(items);
            }
        }
    }

    /// Returns true if `close` is next, or a comma: anything else is invalid JSON.
    fn is_over(&mut self, close: u8) -> Option<bool> {
        let c = self.peek()?;
        self.skip(1);
        (c == close || c == b',').then_some(c == close)
    }

    fn number(&mut self) -> Option<Value<'a>> {
        let start = self.at;
        let mut has_digit = false;
        for c in self.text.get(start..)?.bytes() {
            match c {
                b'0'..=b'9' => has_digit = true,
                b'-' | b'+' | b'.' | b'e' | b'E' => {}
                _ => break,
            }
            self.skip(1);
        }
        self.text.get(start..self.at).filter(|_| has_digit).map(|text| Value::Number(Number::new(text)))
    }

    fn after_sign(&mut self) -> Option<Str<'a>> {
        self.skip(1);
        match self.string()? {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// A string, or a [`Value::Foreign`] if half a surrogate pair is in it.
    fn string(&mut self) -> Option<Value<'a>> {
        self.take(b'"')?;
        let (plain, c) = self.plain()?;
        if c == b'"' { Some(plain.into()) } else { self.escaped(plain) }
    }

    /// The text before the next quote or backslash, which is read as well.
    fn plain(&mut self) -> Option<(&'a str, u8)> {
        let start = self.at;
        for c in self.text.get(start..)?.bytes() {
            let end = self.at;
            self.skip(1);
            if c == b'"' || c == b'\\' {
                return Some((self.text.get(start..end)?, c));
            }
        }
        None
    }

    /// A string in which an escape is next, after what is plain.
    fn escaped(&mut self, plain: &str) -> Option<Value<'a>> {
        let mut out = String::from(plain);
        let mut is_whole = true;
        loop {
            match self.escape()? {
                Escape::Char(c) => out.push(c),
                Escape::Half => is_whole = false,
            }
            let (plain, c) = self.plain()?;
            out.push_str(plain);
            if c == b'"' {
                let broken = || Value::Foreign("string with half a surrogate pair".into());
                return Some(if is_whole { out.into() } else { broken() });
            }
        }
    }

    /// The meaning of an escape, the backslash read already.
    fn escape(&mut self) -> Option<Escape> {
        let c = *self.text.as_bytes().get(self.at)?;
        self.skip(1);
        Some(Escape::Char(match c {
            b'"' | b'\\' | b'/' => char::from(c),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return None,
        }))
    }

    /// The character of `\uXXXX`, or of two that are one pair.
    fn unicode(&mut self) -> Option<Escape> {
        let first = self.hex()?;
        if let Some(c) = char::from_u32(first) {
            return Some(Escape::Char(c));
        }
        let before = self.at;
        let second = self.word("\\u", ()).and_then(|()| self.hex());
        if let Some(second) = second.filter(|second| first < 0xdc00 && (0xdc00..0xe000).contains(second)) {
            let pair = ((first & 0x3ff) << 10 | (second & 0x3ff)).saturating_add(0x1_0000);
            return char::from_u32(pair).map(Escape::Char);
        }
        self.at = before;
        Some(Escape::Half)
    }

    fn hex(&mut self) -> Option<u32> {
        let end = self.at.saturating_add(4);
        let mut number: u32 = 0;
        for c in self.text.get(self.at..end)?.chars() {
            number = (number << 4) | c.to_digit(16)?;
        }
        self.at = end;
        Some(number)
    }

    fn word<T>(&mut self, word: &str, value: T) -> Option<T> {
        self.text.get(self.at..)?.strip_prefix(word)?;
        self.skip(word.len());
        Some(value)
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.skip(1))
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match *self.text.as_bytes().get(self.at)? {
                b' ' | b'\t' | b'\n' | b'\r' => self.skip(1),
                c => return Some(c),
            }
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::json::text;

    #[test]
    fn json_reads_as_it_is_written() {
        for json in
            [r#"{"b":[1,2.5,-1e-7,1e+21],"a":{"":null,"t":true,"f":false},"__proto__":[]}"#, "[]", "{}", "\"\"", "0"]
        {
            assert_eq!(read(json).map(|value| text(&value)).as_deref(), Some(json));
        }
        assert_eq!(read(" [ 1 , { \"a\" : \"b\" } ]\n").map(|value| text(&value)).as_deref(), Some(r#"[1,{"a":"b"}]"#));
    }

    #[test]
    fn escapes_stand_for_their_characters() {
        let value = read(r#""\"\\\/\b\f\n\r\té\u00e9\ud83d\ude00\u0000""#);
        assert_eq!(value, Some(Value::String("\"\\/\u{8}\u{c}\n\r\té\u{e9}😀\0".into())));
    }

    #[test]
    fn what_json_cannot_say_has_its_own_tokens() {
        assert_eq!(read("#\"1970-01-01\""), Some(Value::Date("1970-01-01".into())));
        assert_eq!(read("[@\"function\"]"), Some(Value::Array(vec![Value::Foreign("function".into())])));
        let half = Some(Value::Foreign("string with half a surrogate pair".into()));
        for broken in [r#""a\ud83d""#, r#""\ude00""#, r#""\ud83d\u0041""#, r#""\ud83d\n""#, r#""\ud83d\ud83d\ude00""#] {
            assert_eq!(read(broken), half, "{broken}");
        }
    }

    #[test]
    fn what_is_no_json_is_none() {
        for text in [
            "",
            " ",
            "{",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u+123\"",
            "tru",
            "nul",
            "-",
            "+",
            ".",
            "1 2",
            "[]]",
            "#1",
            "@",
            "'a'",
            "\u{feff}1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"[".repeat(100_000)), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in any::<String>()) {
            let _ = read(&text);
        }

        #[test]
        fn what_serde_json_writes_reads_as_what_it_was(string in any::<String>(), number in any::<i32>(), float in any::<f32>()) {
            let json = serde_json::json!({ "s": string, "n": [number, float, null], string.clone(): true });
            let text = json.to_string();
            prop_assert_eq!(serde_json::to_value(read(&text).unwrap()).unwrap(), json);
        }
    }
}
