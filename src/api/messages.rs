//! Messages of a user, and the way through their pages (api facts, sections 6 and 7).

use super::{Method, Operation, Repeat};
use crate::model::message::MESSAGE;
use crate::model::options::MESSAGES_QUERY;
use crate::response::Json;
use crate::schema::Kind;
use crate::value::{Number, Value};

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        name: "send",
        method: Method::Post,
        path: "/appusers/{userId}/messages",
        body: Some(Kind::Union(&MESSAGE)),
        query: None,
        repeat: Repeat::SendsTwice,
    },
    Operation {
        name: "messages.list",
        method: Method::Get,
        path: "/appusers/{userId}/messages",
        body: None,
        query: Some(Kind::Object(&MESSAGES_QUERY)),
        repeat: Repeat::Harmless,
    },
];

/// The most messages of a page.
const PAGE: usize = 100;

/// The query of the page after `page`, which `query` gave; `None` where it was the last.
///
/// The service's own `next` is not used: after a query by `before` it points the other way (api facts, section 14,
/// row 14). Both bounds are exclusive, so the outermost message of a page is the cursor of the next: backwards in time
/// by default, forwards where the query said `after`.
pub fn next_page<J: Json>(query: &Value, page: &J) -> Option<Value> {
    let messages = page.get("messages")?.items()?;
    if messages.len() < PAGE {
        return None;
    }
    let forwards = query.get("after").is_some();
    let received = messages.iter().filter_map(|message| message.get("received")?.number());
    let outermost = |a: &Number, b: &Number| a.value().total_cmp(&b.value());
    let cursor = if forwards { received.max_by(outermost) } else { received.min_by(outermost) }?;
    let name = if forwards { "after" } else { "before" };
    Some(Value::Object(vec![(name.into(), Value::Number(cursor))]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn next(query: serde_json::Value, count: u32) -> Option<String> {
        let messages: Vec<_> = (0..count).map(|n| json!({ "received": 1_439_220_041.586 + f64::from(n) })).collect();
        let query = serde_json::from_value(query).unwrap();
        next_page(&query, &json!({ "messages": messages })).map(|query| crate::json::text(&query))
    }

    #[test]
    fn a_full_page_leads_on_from_its_outermost_message() {
        assert_eq!(next(json!({}), 100).as_deref(), Some(r#"{"before":1439220041.586}"#));
        assert_eq!(next(json!({ "before": 2e9 }), 100).as_deref(), Some(r#"{"before":1439220041.586}"#));
        assert_eq!(next(json!({ "after": 1 }), 100).as_deref(), Some(r#"{"after":1439220140.586}"#));
    }

    #[test]
    fn a_page_that_is_not_full_is_the_last() {
        assert_eq!(next(json!({}), 99), None);
        assert_eq!(next(json!({}), 0), None);
        assert_eq!(next_page(&Value::Null, &json!({ "messages": "none" })), None);
        assert_eq!(next_page(&Value::Null, &json!({})), None);
    }
}
