//! Checks whether a channel is linked, from the clients of a user.

use crate::value::Value;

/// The state of a link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Link {
    /// There is none.
    Absent,
    /// It waits for the service or for the person.
    Pending,
    /// It was pending, and is gone.
    Failed,
    /// It is made: this client, by its place in `clients`.
    Active(usize),
}

/// Returns true if a client is of this channel.
pub fn is_of(client: &Value, channel: &str, is_v2: bool) -> bool {
    text(client, if is_v2 { "type" } else { "platform" }) == Some(channel)
}

/// Whether a client of `clients` is pending (true) or active (false). `None` if it is of another channel, blocked or not
/// in use.
pub fn is_pending(client: &Value, channel: &str, is_v2: bool) -> Option<bool> {
    match text(client, "status") {
        _ if !is_of(client, channel, is_v2) => None,
        Some("pending") => Some(true),
        Some("active") => Some(false),
        // Older clients of v1 have no status (docs/api/v1.md).
        None if !is_v2 && !matches!(client.get("active"), Some(Value::Bool(false))) => Some(false),
        _ => None,
    }
}

/// A list of clients in the response of v1's `users.get` or v2's `channels.list`.
#[inline(never)]
pub fn clients<'v, 'a>(answer: &'v Value<'a>, list: &str, is_v2: bool) -> &'v [Value<'a>] {
    let of = if is_v2 { Some(answer) } else { answer.get("appUser") };
    of.and_then(|of| of.get(list)).map(Value::items).unwrap_or_default()
}

/// The state of the link that is waited for. `first` is the response in which a client was first pending, if any.
pub fn progress(channel: &str, is_v2: bool, first: Option<&Value>, now: &Value) -> Link {
    if pending(now, channel, is_v2).is_some() {
        return Link::Pending;
    }
    let name = first.and_then(|first| pending(first, channel, is_v2)).map(|client| text(client, "displayName"));
    for (place, client) in clients(now, "clients", is_v2).iter().enumerate() {
        if is_pending(client, channel, is_v2) != Some(false) {
            continue;
        }
        // One that was there before is not what is waited for, unless the link renews it.
        let was_there = first.is_some_and(|first| {
            clients(first, "clients", is_v2).iter().any(|other| {
                is_pending(other, channel, is_v2) == Some(false) && text(other, "id") == text(client, "id")
            })
        });
        let is_named =
            |member| matches!((name, text(client, member)), (Some(Some(name)), Some(known)) if name == known);
        if !was_there || is_named("externalId") || is_named("displayName") {
            return Link::Active(place);
        }
    }
    if name.is_some() { Link::Failed } else { Link::Absent }
}

/// The first client that is pending.
fn pending<'v, 'a>(answer: &'v Value<'a>, channel: &str, is_v2: bool) -> Option<&'v Value<'a>> {
    let waiting = clients(answer, "pendingClients", is_v2).iter().find(|client| is_of(client, channel, is_v2));
    let is_waiting = |client: &&Value| is_pending(client, channel, is_v2) == Some(true);
    waiting.or_else(|| clients(answer, "clients", is_v2).iter().find(is_waiting))
}

fn text<'v>(client: &'v Value, name: &str) -> Option<&'v str> {
    client.get(name).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn value(json: serde_json::Value) -> Value<'static> {
        serde_json::from_value(json).unwrap()
    }

    /// The state of a link to twilio, by the responses of v1 for these users.
    fn of_v1(first: Option<serde_json::Value>, now: serde_json::Value) -> Link {
        let first = first.map(|user| value(json!({ "appUser": user })));
        progress("twilio", false, first.as_ref(), &value(json!({ "appUser": now })))
    }

    #[test]
    fn a_link_is_found_once_it_is_active() {
        let pending = json!({ "pendingClients": [{ "platform": "twilio", "active": false }] });
        let linked = json!({ "clients": [{ "platform": "mailgun" }, { "platform": "twilio" }], "pendingClients": [] });
        assert_eq!(of_v1(None, json!({})), Link::Absent);
        assert_eq!(of_v1(None, pending.clone()), Link::Pending);
        assert_eq!(of_v1(Some(pending), linked.clone()), Link::Active(1));
        assert_eq!(of_v1(None, linked), Link::Active(1));
    }

    #[test]
    fn in_v2_the_status_of_a_client_tells() {
        let of = |status| value(json!({ "clients": [{ "id": "1", "type": "twilio", "status": status }] }));
        assert_eq!(progress("twilio", true, None, &of("pending")), Link::Pending);
        assert_eq!(progress("twilio", true, Some(&of("pending")), &of("active")), Link::Active(0));
        assert_eq!(progress("twilio", true, None, &of("blocked")), Link::Absent);
        assert_eq!(progress("mailgun", true, None, &of("active")), Link::Absent);
    }

    #[test]
    fn a_link_that_was_pending_and_is_gone_failed() {
        let pending = json!({ "pendingClients": [{ "platform": "twilio", "displayName": "+1" }] });
        assert_eq!(of_v1(Some(pending.clone()), json!({ "pendingClients": [] })), Link::Failed);
        assert_eq!(of_v1(Some(pending.clone()), pending), Link::Pending);
    }

    #[test]
    fn what_was_active_before_is_no_proof_unless_it_is_renewed() {
        let old = json!({ "id": "1", "platform": "twilio", "displayName": "+1" });
        let first = |name| json!({ "clients": [old], "pendingClients": [{ "id": "2", "platform": "twilio", "displayName": name }] });
        let now = json!({ "clients": [old] });
        assert_eq!(of_v1(Some(first("+2")), now.clone()), Link::Failed);
        assert_eq!(of_v1(Some(first("+1")), now), Link::Active(0));
    }

    #[test]
    fn a_client_that_is_blocked_or_not_in_use_is_no_link() {
        let of = |client| is_pending(&value(client), "twilio", false);
        assert_eq!(of(json!({ "platform": "twilio", "status": "blocked" })), None);
        assert_eq!(of(json!({ "platform": "twilio", "active": false })), None);
        assert_eq!(of(json!({ "platform": "mailgun" })), None);
        assert_eq!(of(json!({ "platform": "twilio", "status": "active", "active": false })), Some(false));
    }
}
