//! The types of the methods, version by version: each namespace, each client, and what `request` knows of each path.

use std::fmt::Write as _;

use crate::api::Lookup;
use crate::api::row::{Group, Route, Row};
use crate::schema::Version;
use crate::schema::typescript::{Printer, comment};

/// The interfaces; the types that they name are printed by `printer`.
pub fn typescript(groups: &[&Group], printer: &mut Printer) -> String {
    let mut text = String::new();
    for version in Version::ALL {
        for group in groups {
            text.push_str(&namespace(group, &[version], printer));
        }
        text.push_str(&client(groups, &[version], printer));
        text.push_str(&routes(groups, version, printer));
    }
    for group in groups {
        text.push_str(&namespace(group, &Version::ALL, printer));
    }
    text + &client(groups, &Version::ALL, printer)
}

/// How a name ends in a version; what every version has ends in nothing.
fn suffix(versions: &[Version]) -> &'static str {
    match versions {
        [Version::V1] => "V1",
        [Version::V1_1] => "V1_1",
        [Version::V2] => "V2",
        _ => "OfAnyVersion",
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The rows that all of these versions have.
fn rows<'a>(group: &'a Group, versions: &'a [Version], is_verb: bool) -> impl Iterator<Item = &'a Row> {
    group.rows.iter().filter(move |row| {
        row.method().0.is_empty() == is_verb && versions.iter().all(|version| row.route(*version).is_some())
    })
}

fn namespace(group: &Group, versions: &[Version], printer: &mut Printer) -> String {
    if rows(group, versions, false).next().is_none() {
        return String::new();
    }
    let name = format!("{}{}", capitalised(group.name), suffix(versions));
    let methods: String = rows(group, versions, false).map(|row| method(row, versions, printer)).collect();
    format!("{}export interface {name} {{\n{methods}}}\n\n", comment(&[group.doc], ""))
}

/// The client: its verbs, and its namespaces.
fn client(groups: &[&Group], versions: &[Version], printer: &mut Printer) -> String {
    let parameter = match versions {
        [version] => format!("\"{}\"", version.name()),
        _ => "ApiVersion".into(),
    };
    let end = suffix(versions);
    let mut members = String::new();
    for group in groups {
        for row in rows(group, versions, true) {
            members.push_str(&method(row, versions, printer));
        }
        if rows(group, versions, false).next().is_some() {
            let _ = writeln!(
                members,
                "{}  readonly {}: {}{end};",
                comment(&[group.doc], "  "),
                group.name,
                capitalised(group.name)
            );
        }
    }
    let about = match versions {
        [version] => format!("/** A client that speaks {}. */\n", version.name()),
        _ => "/** A client of which only the program knows what version it speaks: what every version has. */\n".into(),
    };
    format!("{about}export interface Smooch{end} extends SmoochClient<{parameter}> {{\n{members}}}\n\n")
}

fn method(row: &Row, versions: &[Version], printer: &mut Printer) -> String {
    let forms: Vec<(Version, &Route)> =
        versions.iter().filter_map(|version| Some((*version, row.route(*version)?))).collect();
    let mut one_of = |of: &mut dyn FnMut(&Route, Version, &mut Printer) -> Option<String>| {
        let mut types: Vec<String> = Vec::new();
        for (version, route) in &forms {
            for name in of(route, *version, printer).iter().flat_map(|name| name.split(" | ")) {
                if !types.iter().any(|known| known == name) {
                    types.push(name.into());
                }
            }
        }
        types.join(" | ")
    };
    let body = one_of(&mut |route, version, printer| Some(printer.request(route.body?.kind(), version)));
    let query = one_of(&mut |route, version, printer| {
        route.paging.is_iterated().then_some(())?;
        Some(printer.request(route.query?, version))
    });
    let response = one_of(&mut |route, _, printer| Some(printer.answer(route.response)));
    let Some((_, first)) = forms.first() else { return String::new() };
    let ids = first.given_ids();
    let id = if forms.iter().all(|(_, route)| route.operation.lookup.is_some_and(Lookup::takes_conversation)) {
        "string | { conversationId: string }"
    } else {
        "string"
    };
    let mut arguments: Vec<String> = row.arguments.iter().take(ids).map(|name| format!("{name}: {id}")).collect();
    if let (false, Some(name)) = (body.is_empty(), row.arguments.get(ids)) {
        arguments.push(format!("{name}: {body}"));
    }
    if !query.is_empty() {
        let is_needed = forms.iter().any(|(_, route)| route.query.is_some_and(Printer::is_needed));
        arguments.push(format!("query{}: {query}", if is_needed { "" } else { "?" }));
    }
    arguments.push("options?: CallOptions".into());
    let answer = if first.paging.is_iterated() { "AsyncIterable" } else { "ApiPromise" };
    let docs: Vec<_> = match forms.as_slice() {
        [(_, route)] => vec![row.doc, route.doc],
        _ => vec![row.doc],
    };
    let (_, name) = row.method();
    format!("{}  {name}({}): {answer}<{response}>;\n", comment(&docs, "  "), arguments.join(", "))
}

/// What `request` knows: the types of each method and path.
fn routes(groups: &[&Group], version: Version, printer: &mut Printer) -> String {
    let mut text = format!("/** The types of each method and path of {}. */\n", version.name());
    let _ = writeln!(text, "export interface Routes{} {{", suffix(&[version]));
    for route in groups.iter().flat_map(|group| group.rows).filter_map(|row| row.route(version)) {
        let body = route.body.map_or("undefined".into(), |body| printer.request(body.kind(), version));
        let query = route.query.map_or("undefined".into(), |query| printer.request(query, version));
        let response = printer.answer(route.response);
        let _ = writeln!(
            text,
            "  \"{} {}\": {{ body: {body}; query: {query}; response: {response} }};",
            route.operation.method.name(),
            route.operation.path
        );
    }
    text + "}\n\n"
}
