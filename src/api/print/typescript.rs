//! The types of the methods, version by version: each namespace, each client, and what `request` knows of each path.

use std::fmt::Write as _;

use crate::api::Lookup;
use crate::api::row::{Body, Group, Route, Row};
use crate::retry::RetrySafety;
use crate::schema::typescript::{Printer, comment};
use crate::schema::{Kind, Version};

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

/// The suffix of a name in a version; a name that every version has gets none.
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
        // An operation that is a promise in one version and a list in another cannot be called without knowing which.
        let is_list = |version: &Version| row.route(*version).map(|route| route.paging.is_iterated());
        let first = versions.first().and_then(is_list);
        row.method().0.is_empty() == is_verb
            && first.is_some()
            && versions.iter().all(|version| is_list(version) == first)
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

/// A method, with its comment.
pub(super) fn method(row: &Row, versions: &[Version], printer: &mut Printer) -> String {
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
    let body = one_of(&mut |route, version, printer| body(route, version, printer));
    let query = one_of(&mut |route, version, printer| {
        route.has_query_argument().then_some(())?;
        Some(printer.request(route.query?, route.version(version)))
    });
    let in_options = one_of(&mut |route, version, printer| {
        (!route.has_query_argument()).then_some(())?;
        Some(printer.request(route.query?, route.version(version)))
    });
    let response = one_of(&mut |route, _, printer| Some(printer.answer(route.response)));
    let Some((_, first)) = forms.first() else { return String::new() };
    let ids = first.given_ids();
    let id = if forms.iter().all(|(_, route)| route.operation.lookup.is_some_and(Lookup::takes_conversation)) {
        "string | { conversationId: string }"
    } else {
        "string"
    };
    let typed = |(at, name): (usize, &&str)| format!("{name}: {}", if at == 0 { id } else { "string" });
    let mut arguments: Vec<String> = row.arguments.iter().take(ids).enumerate().map(typed).collect();
    if let (false, Some(name)) = (body.is_empty(), row.arguments.get(ids)) {
        let is_optional = forms.iter().all(|(_, route)| route.is_body_optional);
        arguments.push(format!("{name}{}: {body}", if is_optional { "?" } else { "" }));
    }
    if !query.is_empty() {
        let is_needed = forms.iter().any(|(_, route)| route.query.is_some_and(Kind::is_needed));
        arguments.push(format!("query{}: {query}", if is_needed { "" } else { "?" }));
    }
    let own = one_of(&mut |route, _, _| Some(own_options(route)).filter(|own| !own.is_empty()));
    let own = if own.is_empty() { "OperationOptions".into() } else { format!("OperationOptions<{own}>") };
    let options = if in_options.is_empty() { own } else { format!("{own} & {in_options}") };
    arguments.push(format!("options?: {options}"));
    let answer = if first.paging.is_iterated() {
        format!("Pages<{response}, {}>", one_of(&mut |route, _, printer| Some(item(route, printer))))
    } else {
        format!("ApiPromise<{response}>")
    };
    let docs: Vec<_> = match forms.as_slice() {
        [(_, route)] => vec![row.doc, route.doc],
        _ => vec![row.doc],
    };
    let (_, name) = row.method();
    format!("{}  {name}({}): {answer};\n", comment(&docs, "  "), arguments.join(", "))
}

/// The options that this route takes and not every one does, as a type: `"dedupe" | "extraBody"`.
fn own_options(route: &Route) -> String {
    let repeated: &[_] = match route.operation.safety {
        RetrySafety::SendsTwice => &["dedupe", "dedupeKey"],
        RetrySafety::AsksAgain => &["dedupe"],
        _ => &[],
    };
    let lookup = route.operation.lookup;
    let conversation: &[_] = if lookup.is_some_and(Lookup::takes_conversation_id) { &["conversationId"] } else { &[] };
    let integration: &[_] = if lookup.is_some_and(Lookup::takes_integration_id) { &["integrationId"] } else { &[] };
    let more: &[_] = match route.body {
        Some(Body::Checked(_) | Body::Typed(_)) => &["extraBody"],
        Some(Body::Multipart(_)) | None => &[],
    };
    let quoted: Vec<_> =
        [repeated, conversation, integration, more].concat().iter().map(|name| format!("\"{name}\"")).collect();
    quoted.join(" | ")
}

/// The type of an item of a page.
fn item(route: &Route, printer: &mut Printer) -> String {
    let lists = route.response.all_fields().into_iter().filter_map(|field| match &field.kind {
        Kind::List(list) => Some(&list.of),
        _ => None,
    });
    let items: Vec<_> = lists.map(|kind| printer.answer_of(kind)).collect();
    items.join(" | ")
}

/// The type of a body; `None` if the operation has none.
fn body(route: &Route, version: Version, printer: &mut Printer) -> Option<String> {
    let body = printer.request(route.body?.kind(), route.version(version));
    Some(match (route.delivered, route.body) {
        (Some(delivered), _) => format!("{body} | {}", printer.answer(delivered)),
        // A ready form will do, and only the file if there is nothing else.
        (_, Some(Body::Multipart(Kind::Object(form)))) if form.fields.len() == 1 => format!("{body} | FormData | Blob"),
        (_, Some(Body::Multipart(_))) => format!("{body} | FormData"),
        _ => body,
    })
}

/// The types that `request` knows, by method and path.
fn routes(groups: &[&Group], version: Version, printer: &mut Printer) -> String {
    let mut text = format!("/** The types of each method and path of {}. */\n", version.name());
    let _ = writeln!(text, "export interface Routes{} {{", suffix(&[version]));
    for route in groups.iter().flat_map(|group| group.rows).filter_map(|row| row.route(version)) {
        let body = body(route, version, printer).unwrap_or("undefined".into());
        let query = route.query.map_or("undefined".into(), |query| printer.request(query, route.version(version)));
        let response = printer.answer(route.response);
        let _ = writeln!(
            text,
            "  \"{} {}\": {{ body: {body}; query: {query}; response: {response} }};",
            route.operation.method.name(),
            route.path(version)
        );
    }
    text + "}\n\n"
}
