//! Reading the documentation of a table: its paragraphs, its `@example`s, and whether it is deprecated.

use serde_json::Value;

use super::Doc;

/// The documentation of a table or a row, taken apart.
pub(super) struct Parts {
    /// The lines before the first tag, trimmed.
    pub lines: Vec<&'static str>,
    /// The text of each `@example`.
    pub examples: Vec<String>,
    /// Whether it says `@deprecated`.
    pub deprecated: bool,
}

/// Takes `doc` apart.
pub(super) fn parts(doc: Doc) -> Parts {
    let mut parts = Parts { lines: Vec::new(), examples: Vec::new(), deprecated: false };
    let mut in_example = false;
    for line in doc.iter().map(|line| line.trim()) {
        if let Some(example) = line.strip_prefix("@example") {
            in_example = true;
            parts.examples.push(example.trim().to_owned());
        } else if line.starts_with("@deprecated") {
            in_example = false;
            parts.deprecated = true;
        } else if let (true, Some(example)) = (in_example, parts.examples.last_mut()) {
            example.push('\n');
            example.push_str(line);
        } else {
            parts.lines.push(line);
        }
    }
    while parts.lines.last().is_some_and(|line| line.is_empty()) {
        parts.lines.pop();
    }
    parts
}

impl Parts {
    /// The lines as running text: one line a paragraph, an empty line between paragraphs.
    pub fn description(&self) -> String {
        let paragraphs = self.lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
        paragraphs.map(|lines| lines.join(" ")).collect::<Vec<_>>().join("\n\n")
    }

    /// The examples that are JSON, or would be if their keys were in quotes.
    pub fn json_examples(&self) -> Vec<Value> {
        self.examples.iter().filter_map(|example| serde_json::from_str(&with_quoted_keys(example)).ok()).collect()
    }
}

/// A JavaScript object literal with its bare keys in quotes: `{ plan: "pro" }` becomes `{ "plan": "pro" }`.
fn with_quoted_keys(literal: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    let mut in_string = false;
    let mut escaped = false;
    for c in literal.chars() {
        if !in_string && (c.is_ascii_alphanumeric() || c == '_') {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            let quote = if c == ':' { "\"" } else { "" };
            out.extend([quote, &word, quote]);
            word.clear();
        }
        out.push(c);
        in_string ^= c == '"' && !escaped;
        escaped = in_string && c == '\\' && !escaped;
    }
    out + &word
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lines_join_to_paragraphs_and_tags_stand_apart() {
        let parts = parts(&[" One", " two.", "", " Three.", " @example \"x\"", " @deprecated"]);
        assert_eq!(parts.description(), "One two.\n\nThree.");
        assert_eq!(parts.json_examples(), [json!("x")]);
        assert!(parts.deprecated);
    }

    #[test]
    fn object_literals_become_json() {
        let parts = parts(&["@example { plan: \"a: \\\"b\\\"\", seats: 4, trial: false }", "@example new Date()"]);
        assert_eq!(parts.json_examples(), [json!({ "plan": "a: \"b\"", "seats": 4, "trial": false })]);
    }
}
