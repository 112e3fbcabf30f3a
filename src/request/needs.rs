//! The ids that a request of v2 needs besides its input: a conversation, an integration, the client of a channel.

use super::url::{AN_ID, add_id};
use super::{CONVERSATION, Goal, INTEGRATION};
use crate::api::Lookup;
use crate::ascii;
use crate::schema::{Issue, Version};
use crate::value::{Value, set};

/// The ids that a request of v2 needs in its path, and those of them that must be looked up.
pub struct Needs<'a> {
    /// The ids of the path; `None` for one that is looked up.
    pub ids: Vec<Option<&'a Value<'a>>>,
    /// The ids to look up, last first.
    pub goals: Vec<Goal>,
    /// The type of the integration, or the channel of the client.
    pub kind: String,
}

impl<'a> Needs<'a> {
    /// Adds what the operation needs beside what is given.
    #[inline(never)]
    pub fn add(
        &mut self,
        lookup: Lookup,
        options: Option<&'a Value<'a>>,
        body: &mut Value,
        looks_up: bool,
        issues: &mut Vec<Issue>,
    ) {
        let option = |name: &str| options.and_then(|options| options.get(name));
        let user = self.ids.first().copied();
        match lookup {
            Lookup::Conversation | Lookup::ExistingConversation => {
                let named = user.flatten().and_then(conversation_of);
                let mut conversation = option("conversationId");
                if named.is_none() {
                    if let Some(expected) = add_id(&mut String::new(), user) {
                        issues.push(Issue::at("userId", &expected));
                    }
                } else {
                    if conversation.is_some() {
                        issues.push(Issue::at("conversationId", "given once: as an option, or instead of the user"));
                    }
                    conversation = named;
                }
                let user = user.flatten().and_then(Value::as_str).unwrap_or_default();
                name_author(body, named.is_none().then_some(user), issues);
                // The id of a message comes after it.
                match self.ids.first_mut() {
                    _ if !looks_up && conversation.is_none() => self.ids.clear(),
                    Some(first) => *first = conversation,
                    None => self.ids.push(conversation),
                }
                if looks_up && conversation.is_none() {
                    let creates = lookup == Lookup::Conversation;
                    self.goals.push(if creates { Goal::NewConversation } else { Goal::Conversation });
                }
            }
            Lookup::Link => {
                self.kind = member(body, "matchCriteria", "type").unwrap_or_default().into();
                self.need(CONVERSATION, Goal::NewConversation, option("conversationId"), body, looks_up);
                self.need(INTEGRATION, Goal::Integration, option("integrationId"), body, looks_up);
            }
            Lookup::Client if looks_up => {
                if let Some(channel) = self.ids.get_mut(1)
                    && add_id(&mut String::new(), Some(*channel)).is_none()
                {
                    self.kind = channel.and_then(Value::as_str).unwrap_or_default().into();
                    self.goals.push(Goal::Client);
                    *channel = None;
                }
            }
            Lookup::Integration => {
                let integration = option("integrationId");
                self.ids.insert(0, integration);
                if integration.is_none() {
                    issues.push(Issue::at("integrationId", AN_ID));
                }
            }
            Lookup::Client => {}
        }
    }

    /// A link needs this member: as an option, as it is given, or as it is looked up.
    fn need(
        &mut self,
        (group, name): (&str, &'static str),
        goal: Goal,
        option: Option<&Value>,
        body: &mut Value,
        looks_up: bool,
    ) {
        match option.and_then(Value::as_str) {
            Some(id) => put(body, group, name, id),
            None if looks_up && member(body, group, name).is_none() => {
                put(body, group, name, "-");
                self.goals.push(goal);
            }
            None => {}
        }
    }
}

/// Says which of the options this request makes nothing of. In v1 the check of the options has refused the two ids.
pub fn refuse_options(
    options: &Value,
    version: Version,
    lookup: Option<Lookup>,
    has_body: bool,
    issues: &mut Vec<Issue>,
) {
    let mut refuse = |name| {
        if options.get(name).is_some() {
            issues.push(Issue::at(name, "left out: it is not taken here"));
        }
    };
    if version == Version::V2 {
        if !lookup.is_some_and(Lookup::takes_conversation_id) {
            refuse("conversationId");
        }
        if !lookup.is_some_and(Lookup::takes_integration_id) {
            refuse("integrationId");
        }
    }
    if !has_body {
        refuse("extraBody");
    }
}

/// The text of a member that is in a group, or flat.
fn member<'a>(body: &'a Value, group: &str, name: &str) -> Option<&'a str> {
    body.get(group).and_then(|group| group.get(name)).or_else(|| body.get(name))?.as_str()
}

/// Sets a member that is in a group, or flat, to this value.
pub fn put(body: &mut Value, group: &str, name: &'static str, value: &str) {
    let Value::Object(members) = body else { return };
    let value = String::from(value).into();
    match members.iter_mut().find(|(member, _)| member == group) {
        Some((_, Value::Object(group))) => set(group, name.into(), value),
        _ => set(members, name.into(), value),
    }
}

/// The conversation that is named instead of a user: `{ conversationId }`.
fn conversation_of<'a>(id: &'a Value<'a>) -> Option<&'a Value<'a>> {
    let Value::Object(members) = id else { return None };
    let [(name, id)] = members.as_slice() else { return None };
    (name == CONVERSATION.1).then_some(id)
}

/// Names the author of a message of the user: in v1 the path names them. A conversation names nobody.
fn name_author(message: &mut Value, user: Option<&str>, issues: &mut Vec<Issue>) {
    let author = message.get("author");
    let of = |name: &str| author.and_then(|author| author.get(name)).or_else(|| message.get(name));
    let role = author.and_then(|author| author.get("type")).or_else(|| message.get("role")).and_then(Value::as_str);
    if matches!(role, Some("appUser" | "user")) && of("userId").is_none() && of("userExternalId").is_none() {
        let Some(user) = user else {
            let path = if author.is_some() { "author.userId" } else { "userId" };
            let expected =
                "the id of the user who wrote the message (or give userExternalId): a conversation names none";
            return issues.push(Issue::at(path, expected));
        };
        let Value::Object(members) = message else { return };
        let name = if ascii::is_service_id(user) { "userId" } else { "userExternalId" };
        members.push((name.into(), String::from(user).into()));
    }
}
