//! Documentation of tables as `JSDoc`.

use crate::schema::doc::parts;
use crate::schema::{Doc, Versions};

/// The comment above a declaration, with its indentation and line end; nothing if there is nothing to say.
pub(super) fn jsdoc(doc: Doc, versions: Versions, refused: Option<&str>, indent: &str) -> String {
    let parts = parts(doc);
    let mut lines: Vec<String> = parts.lines.iter().map(|line| (*line).to_owned()).collect();
    if let Some(reason) = refused {
        lines.push(format!("Cannot be given: {reason}."));
    }
    if versions != Versions::ALL {
        lines.push(format!("Only in {versions}."));
    }
    for example in &parts.examples {
        lines.extend(format!("@example {example}").lines().map(str::to_owned));
    }
    if parts.deprecated {
        lines.push("@deprecated".into());
    }
    let lines: Vec<_> = lines.iter().map(|line| line.replace("*/", "*\\/")).collect();
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let body: String =
                lines.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n").collect();
            format!("{indent}/**\n{body}{indent} */\n")
        }
    }
}

/// The comment of several docs, one after the other: what they say, then their tags.
pub fn comment(docs: &[Doc], indent: &str) -> String {
    let mut lines: Vec<&'static str> = Vec::new();
    let mut tags: Vec<&'static str> = Vec::new();
    for doc in docs {
        let at = tags_at(doc);
        let (said, tagged) = doc.split_at(at);
        let last = said.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last.saturating_add(1));
        if !lines.is_empty() && last > 0 {
            lines.push("");
        }
        lines.extend(said.iter().take(last));
        tags.extend(tagged);
    }
    if !lines.is_empty() && !tags.is_empty() {
        lines.push("");
    }
    lines.extend(tags);
    let lines: Vec<_> = lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let body: String =
                lines.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n").collect();
            format!("{indent}/**\n{body}{indent} */\n")
        }
    }
}

/// The text of a doc before its tags, as paragraphs.
pub fn paragraphs(doc: Doc) -> String {
    let (said, _) = doc.split_at(tags_at(doc));
    let lines: Vec<_> = said.iter().map(|line| line.trim()).collect();
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    paragraphs.map(|lines| lines.join(" ")).collect::<Vec<_>>().join("\n\n")
}

/// The index at which the tags of a doc begin.
fn tags_at(doc: Doc) -> usize {
    doc.iter().position(|line| line.trim_start().starts_with('@')).unwrap_or(doc.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_docs_become_one_comment_with_their_tags_at_the_end() {
        let docs: [Doc; 2] = [&[" Links.", "", " @example", " link()"], &[" In groups.", " @throws {Error}"]];
        assert_eq!(
            comment(&docs, ""),
            "/**\n * Links.\n *\n * In groups.\n *\n * @example\n * link()\n * @throws {Error}\n */\n"
        );
        assert_eq!(comment(&[&[" Reads."], &[]], "  "), "  /** Reads. */\n");
        assert_eq!(paragraphs(&[" One", " two.", "", " Three.", " @throws {Error}"]), "One two.\n\nThree.");
    }

    #[test]
    fn one_line_stays_on_one_line() {
        assert_eq!(jsdoc(&[" What it is."], Versions::ALL, None, "  "), "  /** What it is. */\n");
        assert_eq!(jsdoc(&[], Versions::ALL, None, ""), "");
    }

    #[test]
    fn versions_reasons_examples_and_deprecation_get_lines_of_their_own() {
        let doc = &[" What it is.", " @example \"*/\"", " @deprecated"];
        assert_eq!(
            jsdoc(doc, Versions::V1_1, Some("it is fixed"), ""),
            "/**\n * What it is.\n * Cannot be given: it is fixed.\n * Only in v1.1.\n * @example \"*\\/\"\n * @deprecated\n */\n"
        );
    }
}
