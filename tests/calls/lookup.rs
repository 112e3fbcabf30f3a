//! What a call of v2 looks up before its request: against a service whose lists have pages, and whose answers a test
//! may take away.

use std::rc::Rc;

use serde_json::{Value, json};
use smooch_edge::api;
use smooch_edge::call::{Call, Event, Moment, Step};
use smooch_edge::config::Config;
use smooch_edge::error::{Error, ErrorKind, Sent};
use smooch_edge::failure::Failure;
use smooch_edge::request::{self, Request};
use smooch_edge::response::{Body, Response};
use smooch_edge::schema::Version;
use smooch_edge::session::Session;

/// An id that looks like one of the service.
const ID: &str = "0123456789abcdef01234567";

/// What happens instead of an answer.
type Fault = fn(Value) -> Event<'static>;

/// The service: lists of two items a page.
#[derive(Default)]
struct Service {
    /// The ids by which it knows the user: `userId`, `userExternalId`.
    users: Vec<[&'static str; 2]>,
    conversations: Vec<Value>,
    /// What somebody else creates just before this client does.
    race: Option<Value>,
    integrations: Vec<Value>,
    clients: Vec<Value>,
    /// Whether cursors stand still.
    stuck: bool,
    /// What happens to the nth request.
    faults: Vec<(usize, Fault)>,
    /// The requests: method, path and query below the app, body.
    log: Vec<String>,
    /// How long every request takes, in milliseconds.
    takes: f64,
}

fn conversation(id: &str, is_default: bool, created: &str) -> Value {
    json!({ "id": id, "type": "personal", "isDefault": is_default, "createdAt": created })
}

fn integration(id: &str, kind: &str) -> Value {
    json!({ "id": id, "type": kind, "displayName": "Ours" })
}

impl Service {
    fn ada() -> Self {
        Self { users: vec![["userExternalId", "ada"]], takes: 10.0, ..Self::default() }
    }

    fn answer(&mut self, request: &Request) -> (u16, Value) {
        let url = url::Url::parse(&request.url).unwrap();
        let path = url.path().strip_prefix("/v2/apps/an-app").unwrap().to_owned();
        let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let of = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let body: Value = request.body.as_deref().map_or(Value::Null, |body| serde_json::from_str(body).unwrap());
        let knows = |key: &str, id: &str| {
            self.users.contains(
                &[if key == "userId" { "userId" } else { "userExternalId" }, id]
                    .map(|text| -> &'static str { text.to_owned().leak() }),
            )
        };
        match (&*request.operation.name, path.as_str()) {
            ("conversations.list", _) => {
                let is_known = ["userId", "userExternalId"]
                    .iter()
                    .any(|key| of(&format!("filter[{key}]")).is_some_and(|id| knows(key, id)));
                if !is_known {
                    return (404, json!({ "errors": [{ "code": "user_not_found", "title": "No user." }] }));
                }
                self.page("conversations", &self.conversations, of("page[after]"))
            }
            ("integrations.list", _) => self.page("integrations", &self.integrations, of("page[after]")),
            ("channels.list", _) => self.page("clients", &self.clients, of("page[after]")),
            ("conversations.create", _) => {
                if let Some(other) = self.race.take() {
                    self.conversations.push(other);
                    if self.conversations.iter().any(|one| one["isDefault"] == true) {
                        return (400, json!({ "errors": [{ "code": "bad_request", "title": "There is one." }] }));
                    }
                }
                let made = conversation("created", self.conversations.is_empty(), "2026-02-02T00:00:00.000Z");
                assert_eq!(body["type"], "personal");
                self.conversations.push(made.clone());
                (201, json!({ "conversation": made }))
            }
            ("channels.unlink", path) => {
                let id = path.rsplit('/').next().unwrap();
                self.clients.retain(|client| client["id"] != id);
                (200, json!({}))
            }
            ("send", _) => (201, json!({ "messages": [{}] })),
            _ => (200, json!({ "integration": {}, "client": {}, "messages": [], "webhooks": [] })),
        }
    }

    fn page(&self, name: &str, items: &[Value], after: Option<&str>) -> (u16, Value) {
        let start = after.map_or(0, |after| after.parse::<usize>().unwrap());
        let end = (start + 2).min(items.len());
        let has_more = end < items.len();
        let cursor = if self.stuck { 1 } else { end };
        let meta = json!({ "hasMore": has_more, "afterCursor": has_more.then(|| cursor.to_string()) });
        (200, json!({ (name): items[start.min(end)..end], "meta": meta }))
    }
}

fn session() -> Rc<Session> {
    let options = json!({ "token": "t", "apiVersion": "v2", "appId": "an-app" });
    Rc::new(Session::new(Config::new(serde_json::from_value(options).unwrap()).unwrap()))
}

/// What a call came to: what it sent, and its end.
struct Run {
    sent: Vec<String>,
    body: Value,
    end: Result<(), Box<Error>>,
}

fn run(session: &Rc<Session>, service: &mut Service, operation: &str, ids: Value, body: Value, options: Value) -> Run {
    let row = api::operation(operation, Version::V2).unwrap();
    let text = |value: &Value| if value.is_null() { String::new() } else { value.to_string() };
    let (ids, body, options) = (text(&ids), text(&body), text(&options));
    let given = request::CallInput { ids: &ids, body: &body, options: &options, looks_up: true, ..Default::default() };
    let request = match Request::new(&session.config, row, given) {
        Ok(request) => request,
        Err(error) => return Run { sent: Vec::new(), body: Value::Null, end: Err(error) },
    };
    let mut now = 1.8e12;
    let (mut call, timeout) = Call::new(Rc::clone(session), request, now);
    let mut step = Step::Send { timeout, renew: false };
    let (mut sent, mut last) = (Vec::new(), Value::Null);
    let end = loop {
        assert!(sent.len() < 500, "it does not end: {sent:?}");
        step = match step {
            Step::Done(_) => break Ok(()),
            Step::Fail(error) => break Err(error),
            Step::Wait(wait) => {
                now += wait;
                call.next(Event::Waited, Moment { now, random: 0.5 })
            }
            Step::Send { timeout, .. } => {
                assert!(timeout > 0.0, "a request is begun that cannot end");
                now += service.takes;
                let request = call.request().clone();
                let number = service.log.len();
                let (status, answer) = service.answer(&request);
                last = request.body.as_deref().map_or(Value::Null, |body| serde_json::from_str(body).unwrap());
                let path = request.url.split("/apps/an-app").nth(1).unwrap();
                let line = format!("{} {path}", request.operation.method.name());
                sent.push(request.operation.name.to_string());
                service.log.push(line);
                let fault = service.faults.iter().find(|(at, _)| *at == number).map(|(_, fault)| *fault);
                let event = match fault {
                    Some(fault) => fault(answer),
                    None => answered(status, answer),
                };
                call.next(event, Moment { now, random: 0.5 })
            }
        };
    };
    Run { sent, body: last, end }
}

fn answered(status: u16, body: Value) -> Event<'static> {
    let body = Body::Json(serde_json::from_value(body).unwrap());
    Event::Answered(Response { status, request_id: None, retry_after: None, body })
}

fn hello() -> Value {
    json!({ "role": "appMaker", "type": "text", "text": "Hello" })
}

fn link() -> Value {
    json!({ "type": "twilio", "phoneNumber": "+15145555555", "confirmation": { "type": "immediate" } })
}

fn send(session: &Rc<Session>, service: &mut Service) -> Run {
    run(session, service, "send", json!(["ada"]), hello(), Value::Null)
}

/// Where the last request went.
fn last(service: &Service) -> &str {
    service.log.last().unwrap()
}

fn ops(run: &Run) -> String {
    run.sent.join(" ")
}

#[test]
fn a_first_message_creates_a_conversation_and_the_next_remembers_it() {
    let (session, mut service) = (session(), Service::ada());
    assert_eq!(ops(&send(&session, &mut service)), "conversations.list conversations.create send");
    assert_eq!(last(&service), "POST /conversations/created/messages");
    assert_eq!(ops(&send(&session, &mut service)), "send");
}

#[test]
fn the_default_conversation_is_found_on_whatever_page() {
    let mut service = Service::ada();
    for n in 0..6 {
        service.conversations.push(conversation(&format!("c{n}"), n == 5, "2026-01-01T00:00:00.000Z"));
    }
    let run = send(&session(), &mut service);
    assert_eq!(ops(&run), "conversations.list conversations.list conversations.list send");
    assert_eq!(last(&service), "POST /conversations/c5/messages");
    assert_eq!(service.log[0], "GET /conversations?filter%5BuserExternalId%5D=ada&page%5Bsize%5D=100");
    assert_eq!(
        service.log[2],
        "GET /conversations?filter%5BuserExternalId%5D=ada&page%5Bsize%5D=100&page%5Bafter%5D=4"
    );
}

#[test]
fn without_a_default_all_take_the_oldest_in_whatever_order_they_are_listed() {
    let mut all = vec![
        conversation("b", false, "2026-01-02T00:00:00.000Z"),
        conversation("a", false, "2026-01-03T00:00:00.000Z"),
        conversation("d", false, "2026-01-01T00:00:00.000Z"),
        conversation("c", false, "2026-01-01T00:00:00.000Z"),
        json!({ "id": "0", "type": "sdkGroup", "createdAt": "2025-01-01T00:00:00.000Z" }),
    ];
    for _ in 0..all.len() {
        all.rotate_left(1);
        let mut service = Service { conversations: all.clone(), ..Service::ada() };
        send(&session(), &mut service).end.unwrap();
        assert_eq!(last(&service), "POST /conversations/c/messages");
    }
}

#[test]
fn two_machines_that_create_at_once_agree_on_one() {
    // The service has one conversation a user: the second creation is refused.
    let mut service =
        Service { race: Some(conversation("theirs", true, "2026-02-01T00:00:00.000Z")), ..Service::ada() };
    let run = send(&session(), &mut service);
    assert_eq!(ops(&run), "conversations.list conversations.create conversations.list send");
    assert_eq!(last(&service), "POST /conversations/theirs/messages");
    // It has several: both are made, and the older one is taken.
    let mut service =
        Service { race: Some(conversation("theirs", false, "2026-02-01T00:00:00.000Z")), ..Service::ada() };
    let run = send(&session(), &mut service);
    assert_eq!(ops(&run), "conversations.list conversations.create conversations.list send");
    assert_eq!(last(&service), "POST /conversations/theirs/messages");
    let mut service =
        Service { race: Some(conversation("theirs", false, "2026-02-03T00:00:00.000Z")), ..Service::ada() };
    send(&session(), &mut service).end.unwrap();
    assert_eq!(last(&service), "POST /conversations/created/messages");
}

#[test]
fn a_conversation_stands_for_its_user_and_nothing_is_looked_up() {
    let (session, mut service) = (session(), Service::default());
    let conversation = json!([{ "conversationId": "a/b" }]);
    let sent = run(&session, &mut service, "send", conversation.clone(), hello(), Value::Null);
    assert_eq!((ops(&sent).as_str(), sent.end), ("send", Ok(())));
    assert_eq!(last(&service), "POST /conversations/a%2Fb/messages");
    let listed = run(&session, &mut service, "messages.list", conversation.clone(), Value::Null, Value::Null);
    assert_eq!((ops(&listed).as_str(), listed.end), ("messages.list", Ok(())));
    assert_eq!(last(&service), "GET /conversations/a%2Fb/messages");
    // A key of one's own is looked for in that conversation, before and after a response is lost.
    let lost: Fault = |_| Event::Failed(Failure::Lost);
    service.faults = vec![(3, lost)];
    let keyed = run(&session, &mut service, "send", conversation, hello(), json!({ "dedupeKey": "parcel 7" }));
    assert_eq!(ops(&keyed), "messages.list send messages.list messages.list send");
    assert!(service.log.iter().all(|line| line.contains("/conversations/a%2Fb/messages")), "{:?}", service.log);
    assert_eq!(keyed.body["metadata"]["dedupeKey"], "parcel 7");
}

#[test]
fn a_message_of_a_user_in_a_conversation_names_its_author() {
    let conversation = json!([{ "conversationId": "c" }]);
    let say = |body: &Value| {
        let body = body.clone();
        run(&session(), &mut Service::default(), "send", conversation.clone(), body, Value::Null)
    };
    for (author, named, path) in [
        (json!({ "role": "appUser" }), json!({ "role": "appUser", "userId": "u" }), "userId"),
        (json!({ "role": "appUser" }), json!({ "role": "appUser", "userExternalId": "ada" }), "userId"),
        (
            json!({ "author": { "type": "user" } }),
            json!({ "author": { "type": "user", "userExternalId": "ada" } }),
            "author.userId",
        ),
    ] {
        let with = |mut body: Value| {
            if body.get("author").is_some() {
                body["content"] = json!({ "type": "text", "text": "Hi" });
            } else {
                body["type"] = json!("text");
                body["text"] = json!("Hi");
            }
            body
        };
        let refused = say(&with(author));
        assert!(refused.sent.is_empty());
        let error = refused.end.unwrap_err();
        let ErrorKind::Validation(issues) = &error.kind else { panic!("{error:?}") };
        assert_eq!(issues.iter().map(|issue| issue.path.as_str()).collect::<Vec<_>>(), [path]);
        assert!(error.message.contains("userExternalId"), "{}", error.message);
        let taken = say(&with(named));
        assert_eq!((taken.sent.join(" ").as_str(), taken.end), ("send", Ok(())));
        assert_eq!(taken.body["author"]["type"], "user");
    }
}

#[test]
fn what_is_no_conversation_does_not_stand_for_a_user() {
    for (operation, id, options, path, says) in [
        ("send", json!({ "conversationId": 7 }), Value::Null, "conversationId", "an id, as a string; got"),
        ("send", json!({ "conversationId": "" }), Value::Null, "conversationId", "conversationId must be"),
        ("send", json!({ "conversationId": ".." }), Value::Null, "conversationId", "conversationId must be"),
        ("send", json!({ "id": "c" }), Value::Null, "userId", "{ conversationId }"),
        ("send", json!({ "conversationId": "c", "userId": "ada" }), Value::Null, "userId", "{ conversationId }"),
        ("send", json!({ "conversationId": "c" }), json!({ "conversationId": "d" }), "conversationId", "given once"),
        ("link", json!({ "conversationId": "c" }), Value::Null, "userId", "messages and activities also take"),
        ("users.get", json!({ "conversationId": "c" }), Value::Null, "userId", "messages and activities also take"),
    ] {
        let body = match operation {
            "send" => hello(),
            "link" => link(),
            _ => Value::Null,
        };
        let run = run(&session(), &mut Service::ada(), operation, json!([id]), body, options);
        let error = run.end.unwrap_err();
        let ErrorKind::Validation(issues) = &error.kind else { panic!("{operation} {id}: {error:?}") };
        assert_eq!(issues.iter().map(|issue| issue.path.as_str()).collect::<Vec<_>>(), [path], "{operation} {id}");
        assert!(error.message.contains(says), "{}", error.message);
        assert!(run.sent.is_empty());
    }
}

#[test]
fn a_creation_whose_answer_is_lost_is_found_by_looking_again() {
    let lost: Fault = |_| Event::Failed(Failure::Lost);
    let cut: Fault =
        |_| Event::Answered(Response { status: 201, request_id: None, retry_after: None, body: Body::Cut });
    for fault in [lost, cut] {
        let mut service = Service { faults: vec![(1, fault)], ..Service::ada() };
        let run = send(&session(), &mut service);
        assert_eq!(ops(&run), "conversations.list conversations.create conversations.list send");
        assert_eq!(service.conversations.len(), 1);
    }
}

#[test]
fn a_creation_that_fails_for_good_is_told_and_the_message_was_not_sent() {
    let full: Fault = |_| answered(400, json!({ "errors": [{ "code": "bad_request", "title": "Too many." }] }));
    let mut service =
        Service { faults: vec![(1, full), (2, |_| answered(200, json!({ "conversations": [] })))], ..Service::ada() };
    let error = send(&session(), &mut service).end.unwrap_err();
    assert_eq!((error.code.as_str(), error.sent), ("bad_request", Sent::No));
    assert!(error.message.starts_with("Nothing was sent"), "{}", error.message);
    let denied: Fault = |_| answered(403, json!({}));
    let mut service = Service { faults: vec![(1, denied)], ..Service::ada() };
    let run = send(&session(), &mut service);
    assert_eq!(ops(&run), "conversations.list conversations.create");
    assert_eq!(run.end.unwrap_err().code, "http_403");
}

#[test]
fn what_looks_like_an_id_of_the_service_is_tried_as_that_first() {
    let sent = |users: Vec<[&'static str; 2]>| {
        let mut service = Service { users, takes: 10.0, ..Service::default() };
        let run = run(&session(), &mut service, "send", json!([ID]), hello(), Value::Null);
        (ops(&run), run.end.map_err(|error| (error.code.clone(), error.sent)), service)
    };
    let (ops, end, service) = sent(vec![["userId", ID]]);
    assert_eq!((ops.as_str(), end), ("conversations.list conversations.list conversations.create send", Ok(())));
    assert!(service.log[0].contains("userId%5D") && service.log[1].contains("userExternalId%5D"), "{:?}", service.log);
    let (ops, end, _) = sent(vec![["userExternalId", ID]]);
    assert_eq!((ops.as_str(), end), ("conversations.list conversations.list conversations.create send", Ok(())));
    let (ops, end, _) = sent(vec![]);
    assert_eq!(ops, "conversations.list conversations.list");
    assert_eq!(end, Err(("user_not_found".into(), Sent::No)));
}

#[test]
fn the_only_integration_of_a_type_is_found_on_whatever_page() {
    let mut service = Service { conversations: vec![conversation("c", true, "")], ..Service::ada() };
    for n in 0..5 {
        service.integrations.push(integration(&format!("i{n}"), if n == 4 { "twilio" } else { "line" }));
    }
    let session = session();
    let run = run(&session, &mut service, "link", json!(["ada"]), link(), Value::Null);
    assert_eq!(ops(&run), "integrations.list integrations.list integrations.list conversations.list link");
    assert_eq!(run.body["matchCriteria"]["integrationId"], "i4");
    assert_eq!(run.body["target"]["conversationId"], "c");
    let again = self::run(&session, &mut service, "link", json!(["ada"]), link(), Value::Null);
    assert_eq!(ops(&again), "link");
    assert_eq!(again.body, run.body);
}

#[test]
fn several_integrations_of_a_type_are_listed_and_none_is_an_error() {
    let mut service = Service::ada();
    for n in 0..4 {
        service.integrations.push(integration(&format!("i{n}"), "twilio"));
    }
    let error = run(&session(), &mut service, "link", json!(["ada"]), link(), Value::Null).end.unwrap_err();
    let ErrorKind::Validation(issues) = &error.kind else { panic!("{error:?}") };
    assert_eq!(issues[0].path, "integrationId");
    assert!(error.message.ends_with("i0 (Ours), i1 (Ours), i2 (Ours), i3 (Ours)."), "{}", error.message);
    let error = run(&session(), &mut Service::ada(), "link", json!(["ada"]), link(), Value::Null).end.unwrap_err();
    assert_eq!((error.code.as_str(), error.sent), ("integration_not_found", Sent::No));
}

#[test]
fn a_webhook_goes_into_the_integration_that_is_named_and_into_no_other() {
    let webhook = json!({ "target": "https://a.example/b", "triggers": ["*"] });
    let mut service = Service::ada();
    service.integrations.push(integration("i", "custom"));
    let place = json!({ "integrationId": "i" });
    run(&session(), &mut service, "webhooks.create", json!([]), webhook.clone(), place.clone()).end.unwrap();
    assert_eq!(last(&service), "POST /integrations/i/webhooks");
    run(&session(), &mut service, "webhooks.get", json!(["w"]), Value::Null, place).end.unwrap();
    assert_eq!(last(&service), "GET /integrations/i/webhooks/w");
    let error = run(&session(), &mut service, "webhooks.create", json!([]), webhook, Value::Null).end.unwrap_err();
    let ErrorKind::Validation(issues) = &error.kind else { panic!("{error:?}") };
    assert_eq!(issues[0].path, "integrationId");
}

#[test]
fn of_a_channel_all_clients_are_removed() {
    let client = |id: &str, kind: &str| json!({ "id": id, "type": kind });
    let clients = vec![client("a", "twilio"), client("b", "line"), client("c", "twilio"), client("d", "twilio")];
    let mut service = Service { clients, ..Service::ada() };
    let run = run(&session(), &mut service, "channels.unlink", json!(["ada", "twilio"]), Value::Null, Value::Null);
    assert_eq!(ops(&run), "channels.list channels.list channels.unlink channels.unlink channels.unlink");
    assert_eq!(service.clients, [client("b", "line")]);
    let by_id = self::run(&session(), &mut service, "channels.unlink", json!(["ada", "b"]), Value::Null, Value::Null);
    assert_eq!(ops(&by_id), "channels.list channels.unlink");
    assert_eq!(service.clients, Vec::<Value>::new());
}

#[test]
fn a_link_is_read_back_on_every_page() {
    let client =
        |id: &str, number: &str| json!({ "id": id, "type": "twilio", "status": "pending", "externalId": number });
    let clients = (0..5).map(|n| client("x", if n == 4 { "+15145555555" } else { "+4930123456" })).collect();
    let mut service = Service { clients, conversations: vec![conversation("c", true, "")], ..Service::ada() };
    service.integrations.push(integration("i", "twilio"));
    let run = run(&session(), &mut service, "link", json!(["ada"]), link(), json!({ "dedupe": true }));
    assert_eq!(ops(&run), "integrations.list conversations.list channels.list channels.list channels.list");
    run.end.unwrap();
}

#[test]
fn a_list_without_an_end_is_an_error() {
    let group = |n: usize| json!({ "id": n.to_string(), "type": "sdkGroup" });
    for (items, stuck, pages) in [(5, true, 2), (500, false, 100)] {
        let mut service = Service { conversations: (0..items).map(group).collect(), stuck, ..Service::ada() };
        let run = send(&session(), &mut service);
        assert_eq!(run.sent.len(), pages);
        let error = run.end.unwrap_err();
        assert_eq!((error.code.as_str(), error.sent), ("endless_list", Sent::No));
    }
}

#[test]
fn an_answer_that_does_not_tell_is_read_again_and_then_is_an_error_that_may_pass() {
    let odd: Fault = |_| answered(200, json!({ "odd": [] }));
    let mut service = Service { faults: vec![(0, odd)], ..Service::ada() };
    send(&session(), &mut service).end.unwrap();
    let html: Fault =
        |_| Event::Answered(Response { status: 200, request_id: None, retry_after: None, body: Body::NotJson });
    for fault in [odd, html] {
        let mut service = Service { faults: (0..9).map(|at| (at, fault)).collect(), ..Service::ada() };
        let run = send(&session(), &mut service);
        assert_eq!(ops(&run), "conversations.list conversations.list conversations.list");
        let error = run.end.unwrap_err();
        assert_eq!((error.code.as_str(), error.sent, error.retryable), ("unreadable_response", Sent::No, true));
        assert_eq!(error.at.unwrap().operation, "conversations.list");
    }
}

#[test]
fn a_send_that_cannot_end_is_not_begun() {
    let mut service = Service { takes: 120.0, ..Service::ada() };
    let run = run(&session(), &mut service, "send", json!(["ada"]), hello(), json!({ "deadline": 240 }));
    assert_eq!(ops(&run), "conversations.list conversations.create");
    let error = run.end.unwrap_err();
    assert_eq!((error.code.as_str(), error.sent), ("deadline", Sent::No));
}

#[test]
fn what_is_wrong_is_told_before_anything_is_looked_for() {
    let mut service = Service::ada();
    for (operation, ids, body, path) in [
        ("send", json!(["ada"]), json!({ "role": "appMaker", "type": "text", "text": 5 }), "text"),
        ("send", json!([""]), hello(), "userId"),
        ("link", json!(["ada"]), json!({ "type": "twilio", "phoneNumber": "514" }), "phoneNumber"),
        ("channels.unlink", json!(["ada", ""]), Value::Null, "clientId"),
    ] {
        let error = run(&session(), &mut service, operation, ids, body, Value::Null).end.unwrap_err();
        let ErrorKind::Validation(issues) = &error.kind else { panic!("{error:?}") };
        assert_eq!(issues[0].path, path);
    }
    assert_eq!(service.log, Vec::<String>::new());
}

#[test]
fn what_the_service_does_not_know_any_more_is_forgotten() {
    let (session, mut service) = (session(), Service::ada());
    send(&session, &mut service).end.unwrap();
    let gone: Fault = |_| answered(404, json!({}));
    service.faults = vec![(service.log.len(), gone)];
    assert_eq!(send(&session, &mut service).end.unwrap_err().code, "http_404");
    assert_eq!(ops(&send(&session, &mut service)), "conversations.list send");
}

#[test]
fn a_message_of_the_user_names_them() {
    let session = session();
    let mut service = Service { users: vec![["userExternalId", "ada"], ["userId", ID]], ..Service::ada() };
    let say = json!({ "role": "appUser", "type": "text", "text": "Hi" });
    let by = |id: &str, body: &Value, service: &mut Service| {
        run(&session, service, "send", json!([id]), body.clone(), Value::Null).body["author"].clone()
    };
    assert_eq!(by("ada", &say, &mut service), json!({ "type": "user", "userExternalId": "ada" }));
    assert_eq!(by(ID, &say, &mut service), json!({ "type": "user", "userId": ID }));
    let own = json!({ "author": { "type": "user", "userId": "u" }, "content": { "type": "text", "text": "Hi" } });
    assert_eq!(by("ada", &own, &mut service), json!({ "type": "user", "userId": "u" }));
    assert_eq!(by("ada", &hello(), &mut service), json!({ "type": "business" }));
}
