//! Messages of a user, and the way through their pages (api facts, sections 6 and 7).

use super::{Method, Operation, Repeat};
use crate::model::message::MESSAGE;
use crate::model::options::MESSAGES_QUERY;
use crate::response::Json;
use crate::schema::Kind;

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

/// The cursor of the page after `page`: `received` of its outermost message, for a query by `after` where `forwards`
/// and by `before` otherwise; `None` where it was the last.
///
/// The service's own `next` is not used: after a query by `before` it points the other way (api facts, section 14,
/// row 14). Both bounds are exclusive.
pub fn next_page<J: Json>(forwards: bool, page: &J) -> Option<f64> {
    let messages = page.get("messages")?.items()?;
    if messages.len() < PAGE {
        return None;
    }
    let mut outermost = None;
    for message in messages {
        let received = message.get("received")?.number()?;
        if outermost.is_none_or(|outermost| (received > outermost) == forwards) {
            outermost = Some(received);
        }
    }
    outermost
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn next(forwards: bool, count: u32) -> Option<f64> {
        let messages: Vec<_> = (0..count).map(|n| json!({ "received": 1_439_220_041.586 + f64::from(n) })).collect();
        next_page(forwards, &json!({ "messages": messages }))
    }

    #[test]
    fn a_full_page_leads_on_from_its_outermost_message() {
        assert_eq!(next(false, 100), Some(1_439_220_041.586));
        assert_eq!(next(true, 100), Some(1_439_220_140.586));
    }

    #[test]
    fn a_page_that_is_not_full_is_the_last() {
        assert_eq!(next(false, 99), None);
        assert_eq!(next(false, 0), None);
        assert_eq!(next_page(false, &json!({ "messages": "none" })), None);
        assert_eq!(next_page(true, &json!({})), None);
    }
}
