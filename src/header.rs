//! Headers that the caller adds (RFC 9110, section 5).

use crate::ascii::is_of;
use crate::join::concat;
use crate::schema::Issue;
use crate::value::Value;

/// The headers that `options` give, as HTTP writes them: each a line break, its name in lower case, and its value. Of two
/// with one name the later counts. What is wrong with them goes to `issues`.
pub fn lines(options: &Value, issues: &mut Vec<Issue>) -> String {
    let mut lines = String::new();
    let Some(Value::Object(members)) = options.get("headers") else { return lines };
    for (name, value) in members {
        let value = match value {
            Value::String(text) => Ok(&**text),
            Value::Number(number) => Ok(number.text()),
            _ => Err("a string"),
        };
        match value.and_then(|value| check_name(name).and_then(|()| check_value(value)).map(|()| value)) {
            Ok(value) => lines.push_str(&concat(&["\n", &name.to_ascii_lowercase(), ": ", value])),
            Err(expected) => issues.push(Issue::at(&concat(&["headers.", name]), expected)),
        }
    }
    lines
}

fn check_name(name: &str) -> Result<(), &'static str> {
    let is_token = !name.is_empty() && is_of(name, "!#$%&'*+-.^_`|~");
    match name.to_ascii_lowercase().as_str() {
        "authorization" => Err("left to this package; give keyId and secret, or a token"),
        "content-type" | "content-length" | "host" | "connection" | "keep-alive" | "proxy-connection"
        | "transfer-encoding" | "upgrade" | "expect" | "te" | "trailer" => Err("left to this package and the runtime"),
        // Runtimes lose it: to a JavaScript object it is no member.
        "__proto__" => Err("named as headers are"),
        _ if !is_token => Err("named as headers are"),
        _ => Ok(()),
    }
}

/// Returns true if `value` is valid in a header: no control characters (so no second header), and Latin-1 as runtimes
/// ask.
pub fn check_value(value: &str) -> Result<(), &'static str> {
    if value.chars().all(|c| (c == '\t' || !c.is_control()) && u32::from(c) <= 0xff) {
        Ok(())
    } else {
        Err("of Latin-1 characters, and none that control")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn headers(given: serde_json::Value) -> (String, Vec<String>) {
        let mut issues = Vec::new();
        let lines = lines(&serde_json::from_value(json!({ "headers": given })).unwrap(), &mut issues);
        (lines, issues.into_iter().map(|issue| issue.path).collect())
    }

    #[test]
    fn names_are_lower_cased_and_values_kept() {
        let (headers, issues) = headers(json!({ "X-Trace": "a b\té", "x-n": 3 }));
        assert_eq!(headers, "\nx-trace: a b\té\nx-n: 3");
        assert!(issues.is_empty());
    }

    #[test]
    fn what_could_make_another_header_or_is_the_packages_own_is_refused() {
        let (headers, issues) = headers(json!({
            "x-a": "1\r\nx-b: 2", "x-c": "\u{0}", "x-d": "用", "Authorization": "Basic x", "x y": "1", "": "1",
            "Content-Type": "text/plain", "x-e": true, "__Proto__": "1",
        }));
        assert_eq!(headers, "");
        assert_eq!(issues.len(), 9);
        assert_eq!(issues.first().map(String::as_str), Some("headers.x-a"));
    }
}
