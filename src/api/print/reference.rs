//! The reference of all operations: `docs/api/operations.md`, as Prettier formats it.

use std::fmt::Write as _;

use crate::api::row::{Body, Group, Paging, Route, Row};
use crate::retry::RetrySafety;
use crate::schema::typescript::{Printer, paragraphs};
use crate::schema::{Kind, Version};

const BEGINNING: &str = "# Operations

<!-- Printed from the rows of src/api by `node scripts/build.mjs`. Change a row, not this page. -->

Every operation of this package: its method, its path in each version, what it takes and gives, what a retry would do, and
what is looked up first. Paths are below the app (`/v1/apps/{appId}`); v1 and v1.1 also know them without `/apps/{appId}`. The
facts and their sources are in `docs/api/v1.md` and `docs/api/v2.md` of the repository. Any other path of the API is a `smooch.request()`.

";

/// The page.
pub fn reference(groups: &[&Group]) -> String {
    let mut page = BEGINNING.to_owned();
    for group in groups {
        let _ = write!(page, "## {}\n\n{}\n\n", group.name, paragraphs(group.doc).replace("{@link ", "{"));
        for row in group.rows {
            operation(&mut page, row);
        }
    }
    page.truncate(page.trim_end().len());
    page + "\n"
}

fn operation(page: &mut String, row: &Row) {
    let arguments = row.arguments.join(", ");
    let _ = write!(page, "### `{}({arguments})`\n\n{}\n\n", row.name, plain(&paragraphs(row.doc)));
    let cells: Vec<_> = forms(row).iter().map(|(versions, route)| cells(row, versions, route)).collect();
    let _ = writeln!(
        page,
        "{}",
        table(&["version", "request", "body", "query", "response", "a retry", "looked up first"], &cells)
    );
    for (versions, route) in forms(row) {
        let doc = paragraphs(route.doc);
        if !doc.is_empty() {
            let _ = write!(page, "{versions}: {}\n\n", plain(&doc));
        }
    }
}

/// Its routes, each with the names of its versions.
fn forms(row: &Row) -> Vec<(String, &'static Route)> {
    row.routes.iter().map(|route| (route.versions.names().join(", "), route)).collect()
}

fn cells(row: &Row, versions: &str, route: &Route) -> Vec<String> {
    let version = Version::ALL.into_iter().find(|version| route.versions.has(*version)).unwrap_or_default();
    let operation = &route.operation;
    let types = |kind: &Kind| code(&Printer::name_of(kind, route.version(version)));
    vec![
        versions.to_owned(),
        code(&format!("{} {}", operation.method.name(), route.path(version))),
        match route.body {
            None => "–".into(),
            Some(Body::Checked(kind)) => format!("{}, checked", types(kind)),
            Some(Body::Typed(kind)) => types(kind),
            Some(Body::Multipart(kind)) => format!("{}, as a form", types(kind)),
        },
        route.query.map_or("–".into(), types),
        format!("{}{}", code(route.response.name), paging(route.paging)),
        safety(row, operation.safety).into(),
        operation.lookup.map_or("–".into(), |lookup| looked_up(lookup).into()),
    ]
}

fn code(text: &str) -> String {
    // A bar would end the cell.
    let parts: Vec<_> = text.split(" | ").map(|part| format!("`{part}`")).collect();
    parts.join(" or ")
}

pub(super) fn paging(paging: Paging) -> &'static str {
    match paging {
        Paging::None => "",
        Paging::Time => ", pages by time",
        Paging::Cursor => ", pages by cursor",
        Paging::Backward => ", pages by cursor, newest first",
        Paging::Offset => ", pages by offset",
    }
}

pub(super) fn safety(row: &Row, safety: RetrySafety) -> &'static str {
    match safety {
        RetrySafety::Harmless => "is harmless",
        RetrySafety::Conflict => "is answered with 409",
        RetrySafety::AsksAgain => "asks the person again",
        RetrySafety::SendsTwice => "reaches the person again",
        RetrySafety::MakesAnother if row.name.ends_with("create") || row.name.contains("upload") => "makes another",
        RetrySafety::MakesAnother | RetrySafety::PassesOn => "happens again",
    }
}

pub(super) fn looked_up(lookup: crate::api::Lookup) -> &'static str {
    use crate::api::Lookup::{Client, Conversation, ExistingConversation, Integration, Link};
    match lookup {
        Conversation => "the user's conversation, made if there is none",
        ExistingConversation => "the user's conversation",
        Link => "the integration of the type, and the user's conversation",
        Client => "the client that the user has on the channel",
        Integration => "the integration that has the webhook, unless `integrationId` is given",
    }
}

/// A doc comment in Markdown: what it links to is a name.
pub(super) fn plain(doc: &str) -> String {
    doc.split("{@link ").enumerate().fold(String::new(), |text, (index, part)| match part.split_once('}') {
        Some((name, rest)) if index > 0 => format!("{text}`{name}`{rest}"),
        _ => text + part,
    })
}

/// A table as Prettier formats it: every column as wide as its widest cell.
fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = head.iter().map(|&cell| cell.into()).collect();
    let widths: Vec<usize> = head
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            cells.chain([name]).map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let line = |cells: &[String]| {
        let cells: Vec<_> = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    let body: String = rows.iter().map(|row| line(row)).collect();
    format!("{}{}{body}", line(&head), line(&rule))
}
