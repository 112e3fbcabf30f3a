//! The operations that an item of a queue can name (`smooch-edge/queue`): those on a user or a conversation, whose body is
//! JSON. A list is none: it is read page by page.

use std::fmt::Write as _;

use serde_json::{Map, Value as Json, json};

use crate::api::row::{Body, Group, Route, Row};
use crate::api::{Lookup, Method};
use crate::retry::RetrySafety;

/// For each operation: the members of an item that hold its ids, and what else a queue needs to know of it.
///
/// | member | meaning |
/// |---|---|
/// | `ids` | the names of the members |
/// | `body` | `"needed"`, or `"optional"`: left out, it is `{}` |
/// | `isOfConversation` | the first id is that of a conversation |
/// | `looksUp` | in v2 the first id may be a user's, whose conversation is looked up |
/// | `isRead` | it changes nothing |
/// | `isRemoval` | 404 says that what it would remove is gone |
/// | `harm` | doing it once more does harm: `"always"`, to pass control to `"next"`, or to create a user `"unnamed"` by an id |
pub fn items(groups: &[&Group]) -> Json {
    Json::Object(rows(groups).into_iter().map(|row| (row.name.into(), item(row))).collect())
}

/// The names of the members that hold the arguments of each operation, as a type.
pub fn types(groups: &[&Group]) -> String {
    let mut text = String::from(
        "/** The members of an item that hold the arguments of each operation, in their order. */\nexport interface QueueArguments {\n",
    );
    for row in rows(groups) {
        let mut members: Vec<_> = ids(row);
        if row.routes.iter().any(|route| route.body.is_some()) {
            members.push("body");
        }
        let quoted: Vec<_> = members.iter().map(|name| format!("\"{name}\"")).collect();
        let _ = writeln!(text, "  \"{}\": [{}];", row.name, quoted.join(", "));
    }
    text + "}\n"
}

fn rows<'a>(groups: &[&'a Group]) -> Vec<&'a Row> {
    groups.iter().flat_map(|group| group.rows).filter(|row| is_item(row)).collect()
}

/// Whether it is about one user or one conversation. A user who is created is named in the body.
fn is_item(row: &Row) -> bool {
    row.routes.iter().all(|route| {
        let is_of_one = route.operation.safety == RetrySafety::Conflict
            || route.ids().iter().any(|id| matches!(*id, "userId" | "conversationId"));
        let is_json = !matches!(route.body, Some(Body::Multipart(_)));
        is_of_one && is_json && !route.paging.is_iterated() && !route.has_query_argument()
    })
}

/// The first id is `id`, whatever the method calls it.
fn ids(row: &Row) -> Vec<&'static str> {
    let count = row.routes.iter().map(Route::given_ids).max().unwrap_or(0);
    row.arguments.iter().take(count).enumerate().map(|(at, name)| if at == 0 { "id" } else { *name }).collect()
}

fn item(row: &Row) -> Json {
    let any = |fits: fn(&Route) -> bool| row.routes.iter().any(fits);
    let mut members = Map::new();
    members.insert("ids".into(), json!(ids(row)));
    if any(|route| route.body.is_some()) {
        members.insert("body".into(), json!(if any(|route| route.is_body_optional) { "optional" } else { "needed" }));
    }
    let facts = [
        (
            "isOfConversation",
            any(|route| route.operation.lookup.is_none() && route.ids().first() == Some(&"conversationId")),
        ),
        ("looksUp", any(|route| route.operation.lookup.is_some_and(Lookup::takes_conversation_id))),
        ("isRead", any(|route| route.operation.method == Method::Get)),
        ("isRemoval", any(|route| route.operation.method == Method::Delete) || row.name == "participants.leave"),
    ];
    for (name, _) in facts.into_iter().filter(|(_, is_so)| *is_so) {
        members.insert(name.into(), json!(true));
    }
    if any(|route| route.operation.safety == RetrySafety::MakesAnother) {
        members.insert("harm".into(), json!("always"));
    } else if any(|route| route.operation.safety == RetrySafety::PassesOn) {
        members.insert("harm".into(), json!("next"));
    } else if any(|route| route.operation.safety == RetrySafety::Conflict) {
        members.insert("harm".into(), json!("unnamed"));
    }
    Json::Object(members)
}
