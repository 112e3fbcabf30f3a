//! Prints what the tables and the rows say: types and JSON Schema of bodies; methods, reference and routes of operations.
//!
//! ```text
//! print-model operations javascript | reference | routes | tools | pages
//! print-model json-schema v1
//! print-model json-schema v2 grouped
//! print-model typescript
//! print-model typescript-events
//! print-model queue javascript | typescript
//! ```

use std::io::{self, Write as _};
use std::process::ExitCode;

use serde_json::Value;
use smooch_edge::api::{GROUPS, print};
use smooch_edge::model::answer::ANSWERS;
use smooch_edge::model::event::{EVENTS, triggers};
use smooch_edge::model::{OPTIONS, REQUESTS, REQUESTS_V1, REQUESTS_V2, Root, queue};
use smooch_edge::outcomes;
use smooch_edge::schema::{Kind, Version, javascript, json_schema, typescript};

const USAGE: &str = "Usage: print-model operations <javascript | reference | routes | tools | pages>
       print-model json-schema <v1 | v1.1 | v2> [grouped]
       print-model typescript
       print-model typescript-events
       print-model queue <javascript | typescript>";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let printed = match arguments.as_slice() {
        ["json-schema", version] => Version::from_name(version).map(|version| json_schema(version, false)),
        ["json-schema", version, "grouped"] => Version::from_name(version).map(|version| json_schema(version, true)),
        ["operations", "javascript"] => Some(print::javascript(GROUPS)),
        ["operations", "reference"] => Some(print::reference(GROUPS)),
        ["operations", "routes"] => Some(print::routes(GROUPS)),
        ["operations", "pages"] => Some(print::pages(GROUPS, &outcomes::table)),
        ["operations", "tools"] => Some(print::tools(GROUPS)),
        ["typescript"] => Some(typescript()),
        ["typescript-events"] => {
            let events = typescript::print([], kinds(EVENTS));
            Some(format!("export declare namespace WebhookEvent {{\n{events}}}\n"))
        }
        ["queue", "javascript"] => {
            let mut tables = javascript::checks(&[
                ("queue", &queue::QUEUE_OPTIONS),
                ("run", &queue::RUN),
                ("item", &queue::ITEM),
                ("delivery", &queue::DELIVERY),
            ]);
            tables.insert("operations".into(), print::items(GROUPS));
            Some(format!("export default {};", Value::Object(tables)))
        }
        ["queue", "typescript"] => {
            let options = [&queue::QUEUE_OPTIONS, &queue::RUN_OPTIONS].map(Kind::Object);
            Some(typescript::print(options, []) + &print::item_types(GROUPS))
        }
        _ => None,
    };
    let Some(text) = printed else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn json_schema(version: Version, grouped: bool) -> String {
    let more = if version == Version::V2 { REQUESTS_V2 } else { REQUESTS_V1 };
    let schema = json_schema::print(REQUESTS.iter().chain(more).copied().map(Root::kind), version, grouped);
    format!("{schema:#}\n")
}

fn typescript() -> String {
    let mut printer = typescript::Printer::default();
    let methods = print::typescript(GROUPS, &mut printer);
    for kind in kinds(OPTIONS) {
        printer.of_all_versions(&kind);
    }
    for kind in triggers().into_iter().chain(kinds(ANSWERS)) {
        printer.answer_of(&kind);
    }
    // In a namespace, so that an editor that looks for `Item` or `User` does not offer those of this package.
    format!("export declare namespace Smooch {{\n{}\n{methods}}}\n", printer.finish())
}

fn kinds(roots: &'static [Root]) -> impl Iterator<Item = Kind> {
    roots.iter().copied().map(Root::kind)
}
