//! Documentation of tables as `JSDoc`.

use crate::schema::doc::parts;
use crate::schema::{Doc, Versions};

/// The comment above a declaration, with its indentation and line end; nothing where there is nothing to say.
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

#[cfg(test)]
mod tests {
    use super::*;

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
