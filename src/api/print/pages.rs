//! The operations as the site shows them, a page each: what a tool says, and what a reader wants to know besides.

use super::reference::{looked_up, paging, plain, safety};
use super::tools::described;
use super::typescript::method;
use crate::api::Operation;
use crate::api::row::{Body, Group};
use crate::schema::Version;
use crate::schema::typescript::{Printer, paragraphs};

/// JSON: `{ groups, errors, operations, definitions }`. `groups` has the namespaces in their order, `errors` each table of
/// errors once. The rest is as in [`super::tools`], with the request, the signature, the retries, the number of its table of
/// errors and what is looked up of each operation. `errors` makes such a table.
pub fn pages(groups: &[&Group], errors: &dyn Fn(&Operation, Version) -> Option<serde_json::Value>) -> String {
    let mut printer = Printer::default();
    let mut tables = Vec::new();
    let mut all = described(groups, &mut |row, route, client, members| {
        let operation = &route.operation;
        members.insert("doc".into(), plain(&paragraphs(row.doc)).into());
        members.insert("note".into(), plain(&paragraphs(route.doc)).into());
        members.insert("method".into(), operation.method.name().into());
        // With the version in the place of `^`.
        let path = row.operation(client).map(|operation| operation.template(client, true));
        members.insert("path".into(), path.into());
        members.insert("signature".into(), method(row, &[client], &mut printer).into());
        members.insert("retry".into(), safety(row, operation.safety).into());
        members.insert("response".into(), format!("{}{}", route.response.name, paging(route.paging)).into());
        members.insert("isChecked".into(), matches!(route.body, Some(Body::Checked(_))).into());
        if let Some(table) = row.operation(client).and_then(|operation| errors(&operation, client)) {
            let at = tables.iter().position(|known| *known == table).unwrap_or_else(|| {
                tables.push(table);
                tables.len().saturating_sub(1)
            });
            members.insert("errors".into(), at.into());
        }
        if let Some(lookup) = operation.lookup {
            members.insert("lookup".into(), looked_up(lookup).into());
        }
    });
    let groups: serde_json::Value = groups
        .iter()
        .map(|group| {
            let names: Vec<_> = group.rows.iter().map(|row| row.name).collect();
            serde_json::json!({ "name": group.name, "doc": plain(&paragraphs(group.doc)), "operations": names })
        })
        .collect();
    if let Some(members) = all.as_object_mut() {
        members.insert("groups".into(), groups);
        members.insert("errors".into(), tables.into());
    }
    format!("{all}\n")
}
