//! Whether a channel is linked: read from the clients of a user, and waited for.

use crate::config::Config;
use crate::error::{self, At, Error, ErrorKind, Sent};
use crate::join::concat;
use crate::model::options::WAIT_OPTIONS;
use crate::request::checked;
use crate::schema::Version;
use crate::value::Value;

/// How far a link has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Status {
    /// It waits for the service or for the person.
    Pending,
    /// It is made.
    Active,
}

/// How far the link is whose client this is, among the `clients` of a user. `None` if it is of another channel, blocked
/// or not in use.
pub fn status(client: &Value, channel: &str, version: Version) -> Option<Status> {
    match text(client, "status") {
        _ if !is_of(client, channel, version) => None,
        Some("pending") => Some(Status::Pending),
        Some("active") => Some(Status::Active),
        // Older clients of v1 have no status (docs/api/v1.md).
        None if version != Version::V2 && client.get("active") != Some(&Value::Bool(false)) => Some(Status::Active),
        _ => None,
    }
}

/// The links of a channel in the answer of v1's `users.get` or v2's `channels.list`.
pub fn links<'v, 'a>(answer: &'v Value<'a>, channel: &str, version: Version) -> Vec<(Status, &'v Value<'a>)> {
    let mut links = Vec::new();
    let of = if version == Version::V2 { Some(answer) } else { answer.get("appUser") };
    for client in of.and_then(|of| of.get("pendingClients")).map(Value::items).unwrap_or_default() {
        if is_of(client, channel, version) {
            links.push((Status::Pending, client));
        }
    }
    for client in of.and_then(|of| of.get("clients")).map(Value::items).unwrap_or_default() {
        if let Some(status) = status(client, channel, version) {
            links.push((status, client));
        }
    }
    links
}

fn is_of(client: &Value, channel: &str, version: Version) -> bool {
    text(client, if version == Version::V2 { "type" } else { "platform" }) == Some(channel)
}

fn text<'v>(client: &'v Value, name: &str) -> Option<&'v str> {
    client.get(name).and_then(Value::as_str)
}

/// A link that is waited for.
pub struct Watch {
    channel: String,
    version: Version,
    /// How long it is waited for, in milliseconds.
    timeout: String,
    /// The name of the client that was pending when there first was one.
    awaited: Option<String>,
    /// The ids of those that were active beside it.
    others: Vec<String>,
    looks: u32,
}

/// Names of clients are personal.
impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").field("looks", &self.looks).finish_non_exhaustive()
    }
}

impl Watch {
    /// Waits as these options of `waitForLink` say, or says all that is wrong with them.
    pub fn new(config: &Config, options: &str) -> error::Result<Self> {
        let options = checked(config, "The options of waitForLink, { type: … },", &WAIT_OPTIONS, options)?;
        let timeout = match options.get("timeout") {
            Some(Value::Number(timeout)) => crate::decimal::text(timeout.whole().unwrap_or_default().into()),
            _ => "60000".into(),
        };
        let channel = text(&options, "type").unwrap_or_default().into();
        Ok(Self { channel, version: config.version, timeout, awaited: None, others: Vec::new(), looks: 0 })
    }

    /// Looks at what the user has now: the client, once it is linked; nothing while it is to be waited for. It is an
    /// error if the link failed, or if the time is over.
    pub fn look<'v, 'a>(&mut self, answer: &'v Value<'a>, is_over: bool) -> error::Result<Option<&'v Value<'a>>> {
        self.looks = self.looks.saturating_add(1);
        let links = links(answer, &self.channel, self.version);
        let pending = links.iter().find(|(status, _)| *status == Status::Pending);
        let id = |client| text(client, "id").unwrap_or_default();
        if let Some((_, client)) = pending
            && self.awaited.is_none()
        {
            self.awaited = Some(text(client, "displayName").unwrap_or_default().into());
            for (status, client) in &links {
                if *status == Status::Active {
                    self.others.push(id(client).into());
                }
            }
        }
        let is_pending = pending.is_some();
        if !is_pending {
            for (_, client) in &links {
                // One that was there before is not what is waited for, unless the link renews it.
                let is_renewed = self.awaited.as_deref().is_some_and(|name| {
                    !name.is_empty() && [text(client, "externalId"), text(client, "displayName")].contains(&Some(name))
                });
                if is_renewed || !self.others.iter().any(|other| other == id(client)) {
                    return Ok(Some(client));
                }
            }
        }
        let was_pending = self.awaited.is_some();
        if !is_over && (is_pending || !was_pending) {
            return Ok(None);
        }
        let time = concat(&[&self.timeout, " ms."]);
        let (kind, code, what, time) = if is_pending {
            (ErrorKind::Timeout, "timeout", " is still pending after ", time.as_str())
        } else if was_pending {
            (ErrorKind::Link, "link_failed", " was pending and is gone: it failed.", "")
        } else {
            (ErrorKind::Timeout, "link_not_found", " was not there, active or pending, within ", time.as_str())
        };
        let message = concat(&["The link to ", &self.channel, what, time]);
        let mut error = Error::new(kind, code, message, Sent::No);
        error.retryable = is_pending;
        error.attempts = self.looks;
        error.at = Some(At { operation: "waitForLink".into(), endpoint: String::new() });
        Err(error)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn config(version: &str) -> Config {
        let options = json!({ "keyId": "app_1", "secret": "s", "appId": "a", "apiVersion": version });
        Config::new(serde_json::from_value(options).unwrap()).unwrap()
    }

    /// Looks at each of these in turn: what was found in each, or the code of the error.
    fn looks(version: &str, answers: &[serde_json::Value]) -> Vec<String> {
        let mut watch = Watch::new(&config(version), r#"{"type":"twilio","timeout":40}"#).unwrap();
        let mut said = Vec::new();
        for (number, answer) in (1..).zip(answers) {
            let answer = if version == "v2" { answer.clone() } else { json!({ "appUser": answer }) };
            let answer = serde_json::from_value(answer).unwrap();
            said.push(match watch.look(&answer, number == answers.len()) {
                Ok(client) => client.map_or("wait", |client| text(client, "id").unwrap_or("?")).into(),
                Err(error) => {
                    assert_eq!(error.attempts as usize, number);
                    error.code
                }
            });
        }
        said
    }

    #[test]
    fn a_link_is_found_once_it_is_active() {
        let pending = json!({ "pendingClients": [{ "platform": "twilio", "active": false }] });
        let linked = json!({ "clients": [{ "id": "1", "platform": "twilio" }], "pendingClients": [] });
        assert_eq!(looks("v1", &[json!({}), pending, linked, json!({})])[..3], ["wait", "wait", "1"]);
        let of = |status| json!({ "clients": [{ "id": "1", "type": "twilio", "status": status }] });
        assert_eq!(looks("v2", &[of("pending"), of("active"), of("active")]), ["wait", "1", "1"]);
        let page =
            json!({ "clients": [{ "id": "0", "type": "mailgun", "status": "active" }, of("active")["clients"][0]] });
        assert_eq!(looks("v2", &[page]), ["1"]);
    }

    #[test]
    fn a_link_that_is_gone_failed_and_one_that_stays_is_out_of_time() {
        let pending = json!({ "clients": [{ "type": "twilio", "status": "pending" }] });
        assert_eq!(looks("v2", &[pending.clone(), json!({ "clients": [] }), json!({})])[1], "link_failed");
        assert_eq!(looks("v2", &[pending.clone(), pending]), ["wait", "timeout"]);
        assert_eq!(looks("v1", &[json!({}), json!({})]), ["wait", "link_not_found"]);
    }

    #[test]
    fn what_was_active_before_is_no_proof_unless_it_is_renewed() {
        let old = json!({ "id": "1", "platform": "twilio", "displayName": "+1" });
        let pending = |name| json!({ "id": "2", "platform": "twilio", "displayName": name });
        let before = json!({ "clients": [old], "pendingClients": [pending("+2")] });
        let after = json!({ "clients": [old] });
        assert_eq!(looks("v1", &[before, after.clone(), after.clone()])[1], "link_failed");
        let renewing = json!({ "clients": [old], "pendingClients": [pending("+1")] });
        assert_eq!(looks("v1", &[renewing, after.clone(), after])[1], "1");
    }

    #[test]
    fn a_client_that_is_blocked_or_not_in_use_is_no_link() {
        let of = |client: serde_json::Value| status(&serde_json::from_value(client).unwrap(), "twilio", Version::V1);
        assert_eq!(of(json!({ "platform": "twilio", "status": "blocked" })), None);
        assert_eq!(of(json!({ "platform": "twilio", "active": false })), None);
        assert_eq!(of(json!({ "platform": "mailgun" })), None);
        assert_eq!(of(json!({ "platform": "twilio", "status": "active", "active": false })), Some(Status::Active));
    }

    #[test]
    fn options_are_checked_by_their_table() {
        let refusal = |options| Watch::new(&config("v1"), options).unwrap_err().message;
        assert_eq!(refusal(""), "type is required in the options of waitForLink.");
        assert_eq!(
            refusal(r#"{"type":"twilio","timeOut":1}"#),
            "timeOut is not a field of the options of waitForLink. Did you mean timeout?"
        );
        assert_eq!(
            refusal(r#"{"type":"twilio","headers":{}}"#),
            "headers is not a field of the options of waitForLink. Its fields are type, timeout, interval and signal."
        );
    }
}
