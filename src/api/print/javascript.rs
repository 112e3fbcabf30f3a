//! The rows as the module that the package's JavaScript makes its methods from.

use crate::api::line;
use crate::api::row::{Group, Row};
use crate::schema::Version;

/// A module with one constant: a line for each form of an operation, which begins with the digit of the versions that
/// have it (1 for v1, 2 for v1.1 and 4 for v2, added up); then what travels to the core.
pub fn javascript(groups: &[&Group]) -> String {
    let lines: Vec<_> = groups.iter().flat_map(|group| group.rows).flat_map(lines).collect();
    format!(
        "// Printed from the rows of src/api by scripts/build.mjs: see src/api/line.rs.\n\nexport default `{}`;\n",
        lines.join("\n")
    )
}

/// The lines of a row: one for all versions that have the same.
fn lines(row: &Row) -> Vec<String> {
    let mut lines: Vec<(u8, String)> = Vec::new();
    for (version, bit) in Version::ALL.into_iter().zip([1, 2, 4]) {
        let Some(line) = line(row, version) else { continue };
        // The documentation of the version itself is the same in every version.
        let line = line.replacen(&format!(" /{}/", version.name()), " ^/", 1);
        match lines.iter_mut().find(|(_, other)| *other == line) {
            Some((bits, _)) => *bits |= bit,
            None => lines.push((bit, line)),
        }
    }
    lines.into_iter().map(|(bits, line)| format!("{bits}{line}")).collect()
}
