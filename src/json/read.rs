//! Reads the JSON text that comes from JavaScript.
//!
//! Bodies come from `pkg/src/text.js`, answers only after `JSON.parse` has read them: what is not JSON is `None` here,
//! and need not be told apart. Two more tokens say what JSON cannot: `#"…"` is a `Date`, `@"…"` is anything else, by its
//! name (docs/decisions/0003-text-crosses.md).

use crate::value::{Members, Number, Value};

/// How deep values may stand in one another; `pkg/src/text.js` writes 64 levels at most.
const DEPTH: u32 = 128;

/// The value of a JSON text, or `None` where it is none.
pub fn read(text: &str) -> Option<Value> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(DEPTH)?;
    reader.space();
    (reader.at == text.len()).then_some(value)
}

/// What an escape in a string stands for.
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

impl Reader<'_> {
    fn value(&mut self, depth: u32) -> Option<Value> {
        self.space();
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

    fn members(&mut self, depth: u32) -> Option<Members> {
        let depth = depth.checked_sub(1)?;
        let mut members = Members::new();
        self.between(b'{', b'}', |reader| {
            reader.space();
            let key = reader.string()?;
            reader.space();
            reader.take(b':')?;
            let value = reader.value(depth)?;
            members.push(match key {
                Value::String(key) => (key, value),
                // Such a key cannot be sent, and is refused with what stands under it.
                _ => ("\u{fffd}".into(), Value::Foreign("member whose name has half a surrogate pair".into())),
            });
            Some(())
        })?;
        Some(members)
    }

    fn items(&mut self, depth: u32) -> Option<Vec<Value>> {
        let depth = depth.checked_sub(1)?;
        let mut items = Vec::new();
        self.between(b'[', b']', |reader| {
            items.push(reader.value(depth)?);
            Some(())
        })?;
        Some(items)
    }

    fn between(&mut self, open: u8, close: u8, mut one: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.take(open)?;
        self.space();
        if self.take(close).is_some() {
            return Some(());
        }
        loop {
            one(self)?;
            self.space();
            if self.take(close).is_some() {
                return Some(());
            }
            self.take(b',')?;
        }
    }

    fn number(&mut self) -> Option<Value> {
        let rest = self.text.get(self.at..)?;
        let is_part = |c: u8| c.is_ascii_digit() || matches!(c, b'-' | b'+' | b'.' | b'e' | b'E');
        let end = rest.bytes().position(|c| !is_part(c)).unwrap_or(rest.len());
        let text = rest.get(..end).filter(|text| text.bytes().any(|c| c.is_ascii_digit()))?;
        self.at = self.at.saturating_add(end);
        Some(Value::Number(Number::new(text)))
    }

    fn after_sign(&mut self) -> Option<String> {
        self.at = self.at.saturating_add(1);
        match self.string()? {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// A string, or a [`Value::Foreign`] where half a surrogate pair stands in it.
    fn string(&mut self) -> Option<Value> {
        self.take(b'"')?;
        let mut out = String::new();
        let mut is_whole = true;
        loop {
            let rest = self.text.get(self.at..)?;
            let end = rest.bytes().position(|c| matches!(c, b'"' | b'\\'))?;
            out.push_str(rest.get(..end)?);
            self.at = self.at.saturating_add(end).saturating_add(1);
            if rest.as_bytes().get(end) == Some(&b'"') {
                let broken = || Value::Foreign("string with half a surrogate pair".into());
                return Some(if is_whole { Value::String(out) } else { broken() });
            }
            match self.escape()? {
                Escape::Char(c) => out.push(c),
                Escape::Half => is_whole = false,
            }
        }
    }

    /// What an escape stands for, the backslash read already.
    fn escape(&mut self) -> Option<Escape> {
        let c = self.peek()?;
        self.at = self.at.saturating_add(1);
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
        let second = self.take(b'\\').and_then(|()| self.take(b'u')).and_then(|()| self.hex());
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

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        self.text.get(self.at..)?.strip_prefix(word)?;
        self.at = self.at.saturating_add(word.len());
        Some(value)
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at = self.at.saturating_add(1);
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.at = self.at.saturating_add(1))
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
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
            let read = read(&json.to_string()).unwrap();
            prop_assert_eq!(serde_json::to_value(&read).unwrap(), json);
        }
    }
}
