//! The tables, as the JSON Schema in groups prints them, against the official shape of v2 (`../shared/specs/v2.json`):
//! every property of a request, whether it is required, every word, and every limit, both ways.
//!
//! What differs stands in [`DIFFERENCES`] with its reason; the test fails when another difference appears and when one
//! of these disappears. What the official shape marks as read-only is not sent, and not compared. Where the official
//! shape is absent there is nothing to compare with.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod shared;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};
use shared::{endpoint, operations, read, shared, with_integrations};
use smooch_edge::api::GROUPS;
use smooch_edge::api::row::Body;
use smooch_edge::model::{self, Root};
use smooch_edge::schema::{Kind, Version, json_schema};

/// How a property differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    /// The official shape lacks it.
    OnlyHere,
    /// The tables lack it.
    OnlyThere,
    /// The official shape does not require it.
    RequiredHere,
    /// The tables do not require it.
    RequiredThere,
    /// A keyword has another value, or stands on one side alone.
    Other(&'static str),
}

use How::{OnlyHere, OnlyThere, Other, RequiredHere, RequiredThere};

/// The queries: the path of a list, and the definition here.
const QUERIES: &[(&str, &str)] = &[
    ("/v2/apps/{appId}/users/{userIdOrExternalId}/clients", "PagesQuery"),
    ("/v2/apps/{appId}/conversations/{conversationId}/messages", "PagesQuery"),
    ("/v2/apps/{appId}/conversations", "ConversationsQuery"),
    ("/v2/apps/{appId}/integrations", "IntegrationsQuery"),
];

/// The keywords of bodies that are typed only: their limits are the service's to check.
const TYPED: &[&str] = &["type"];

/// The keywords of integrations and webhooks: no word of theirs may be empty, which the official shape says of some only.
const NOT_EMPTY: &[&str] = &["type", "nullable", "maxLength", "maxItems", "minimum", "maximum"];

/// The keywords that limit a value.
const KEYWORDS: &[&str] = &[
    "type",
    "nullable",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minimum",
    "maximum",
    "pattern",
    "format",
    "additionalProperties",
];

/// How it differs, why, and where: definition, property (or `property=word`).
const DIFFERENCES: &[(How, &str, &[&str])] = &[
    (
        Other("additionalProperties"),
        "metadata is flat (docs/api/v2.md, section 3)",
        &[
            "acceptControlBody.metadata",
            "buy.metadata",
            "conversationCreateBody.metadata",
            "conversationUpdateBody.metadata",
            "item.metadata",
            "link of a confirmation.metadata",
            "link.metadata",
            "locationRequest.metadata",
            "messagePost of a confirmation.metadata",
            "messagePost.metadata",
            "offerControlBody.metadata",
            "passControlBody.metadata",
            "postback.metadata",
            "releaseControlBody.metadata",
            "reply.metadata",
            "userCreateBody.metadata",
            "userUpdateBody.metadata",
            "webview.metadata",
        ],
    ),
    (
        Other("format"),
        "what an address may look like is left to the service",
        &[
            "author of a confirmation.avatarUrl",
            "author.avatarUrl",
            "conversationCreateBody.iconUrl",
            "conversationUpdateBody.iconUrl",
            "fileMessage.mediaUrl",
            "imageMessage of a confirmation.mediaUrl",
            "imageMessage.mediaUrl",
            "item.mediaUrl",
            "profile.avatarUrl",
            "profile.email",
        ],
    ),
    (
        Other("pattern"),
        "it is an ISO date (docs/api/v2.md, section 4)",
        &["userCreateBody.signedUpAt", "userUpdateBody.signedUpAt"],
    ),
    (
        Other("pattern"),
        "it has + and a country code (docs/api/v2.md, section 5)",
        &[
            "matchCriteriaMessagebird.phoneNumber",
            "matchCriteriaTwilio.phoneNumber",
            "matchCriteriaWhatsapp.phoneNumber",
        ],
    ),
    (Other("pattern"), "it is an e-mail address (docs/api/v2.md, section 5)", &["matchCriteriaMailgun.address"]),
    (
        Other("maxLength"),
        "a cursor is the service's own, and goes back to it as it came",
        &["page.after", "page.before"],
    ),
    (
        Other("minLength"),
        "a cursor is the service's own, and goes back to it as it came",
        &["page.after", "page.before"],
    ),
    (
        Other("maxItems"),
        "in the official shape the limits of the list stand at its items (docs/api/v2.md, section 7)",
        &[
            "author of a confirmation.subtypes",
            "author of a confirmation.subtypes[]",
            "author.subtypes",
            "author.subtypes[]",
        ],
    ),
    (
        Other("minItems"),
        "in the official shape the limits of the list stand at its items (docs/api/v2.md, section 7)",
        &[
            "author of a confirmation.subtypes",
            "author of a confirmation.subtypes[]",
            "author.subtypes",
            "author.subtypes[]",
        ],
    ),
    (
        Other("uniqueItems"),
        "in the official shape the limits of the list stand at its items (docs/api/v2.md, section 7)",
        &["author of a confirmation.subtypes[]", "author.subtypes[]"],
    ),
    (
        Other("minLength"),
        "an empty one is none",
        &[
            "/v2/apps/{appId}/conversations.filter.userExternalId",
            "/v2/apps/{appId}/conversations.filter.userId",
            "/v2/apps/{appId}/integrations.filter.types",
            "author.userExternalId",
            "author.userId",
            "clientCreate.target.conversationId",
            "destination.integrationId",
            "destination.integrationType",
            "fileMessage.attachmentId",
            "fileMessage.mediaUrl",
            "imageMessage of a confirmation.attachmentId",
            "imageMessage of a confirmation.mediaUrl",
            "imageMessage.attachmentId",
            "imageMessage.mediaUrl",
            "item.mediaUrl",
            "link of a confirmation.uri",
            "link.uri",
            "matchCriteriaMailgun.integrationId",
            "matchCriteriaMessagebird.integrationId",
            "matchCriteriaTwilio.integrationId",
            "matchCriteriaWhatsapp.integrationId",
            "offerControlBody.switchboardIntegration",
            "participantLeaveBody.participantId",
            "participantLeaveBody.userExternalId",
            "participantLeaveBody.userId",
            "participantSubSchema.userExternalId",
            "participantSubSchema.userId",
            "passControlBody.switchboardIntegration",
            "reply.iconUrl",
            "webview.fallback",
            "webview.uri",
        ],
    ),
    (Other("minItems"), "a question to choose from has an answer", &["formMessageField.options"]),
    (
        Other("minItems"),
        "an empty list of buttons is none",
        &[
            "imageMessage of a confirmation.actions",
            "imageMessage.actions",
            "textMessage of a confirmation.actions",
            "textMessage.actions",
        ],
    ),
    (
        RequiredHere,
        "an answer that nobody can read or that does not come back is none (docs/api/v1.md, section 6.2)",
        &["formMessageField.options.label", "formMessageField.options.name"],
    ),
    (
        RequiredHere,
        "it is all that there is to it (docs/api/v1.md, section 6.1)",
        &["appleMessageOverridePayload.payload", "messageOverridePayload.payload"],
    ),
    (RequiredHere, "a filter of no types is none", &["/v2/apps/{appId}/integrations.filter.types"]),
    (Other("maximum"), "an amount is not negative; the core counts to 2^32", &["buy.amount"]),
    (Other("minimum"), "an amount is not negative; the core counts to 2^32", &["buy.amount"]),
    (
        OnlyHere,
        "v1 has it, and the object is open (docs/api/v1.md, section 6.4)",
        &[
            "extraChannelOptions.messenger of a confirmation.fallback_url",
            "extraChannelOptions.messenger of a confirmation.webview_height_ratio",
            "extraChannelOptions.messenger.fallback_url",
            "extraChannelOptions.messenger.webview_height_ratio",
        ],
    ),
    (
        OnlyThere,
        "it is a part of an answer (formResponse), which shares this shape",
        &["formMessageField.email", "formMessageField.select", "formMessageField.text"],
    ),
    (OnlyHere, "no other schema is known (docs/api/v2.md, section 7)", &["messagePost.schema=whatsapp"]),
    (OnlyThere, "it is only ever received (docs/api/v2.md, section 7)", &["messagePost.content=formResponse"]),
    (OnlyThere, "the content is WhatsApp's own, and open", &["templateMessage.blockChatInput"]),
    (
        Other("properties"),
        "a template has a name and a language (docs/api/v1.md, section 6.2)",
        &["templateMessage.template"],
    ),
    (
        OnlyThere,
        "a confirmation is a text or an image (docs/api/v2.md, section 5)",
        &[
            "messagePost of a confirmation.content=carousel",
            "messagePost of a confirmation.content=file",
            "messagePost of a confirmation.content=form",
            "messagePost of a confirmation.content=formResponse",
            "messagePost of a confirmation.content=list",
            "messagePost of a confirmation.content=location",
            "messagePost of a confirmation.content=template",
            "messagePost of a confirmation.destination",
            "messagePost of a confirmation.override",
            "messagePost of a confirmation.schema",
        ],
    ),
    (
        OnlyThere,
        "the buttons of a confirmation are links (docs/api/v2.md, section 5)",
        &[
            "imageMessage of a confirmation.actions[]=buy",
            "imageMessage of a confirmation.actions[]=locationRequest",
            "imageMessage of a confirmation.actions[]=postback",
            "imageMessage of a confirmation.actions[]=reply",
            "imageMessage of a confirmation.actions[]=webview",
            "textMessage of a confirmation.actions[]=buy",
            "textMessage of a confirmation.actions[]=locationRequest",
            "textMessage of a confirmation.actions[]=postback",
            "textMessage of a confirmation.actions[]=reply",
            "textMessage of a confirmation.actions[]=webview",
        ],
    ),
    (
        OnlyThere,
        "the business asks (docs/api/v1.md, section 5.3)",
        &[
            "author of a confirmation.brandId",
            "author of a confirmation.type=user",
            "author of a confirmation.userExternalId",
            "author of a confirmation.userId",
        ],
    ),
    (
        OnlyThere,
        "a confirmation is not in the conversation and answers no reply (docs/api/v2.md, section 5)",
        &[
            "imageMessage of a confirmation.blockChatInput",
            "textMessage of a confirmation.blockChatInput",
            "textMessage of a confirmation.payload",
        ],
    ),
    (RequiredHere, "it is what channels without HTML show", &["textMessage of a confirmation.text"]),
    (
        OnlyHere,
        "it is the only grant (docs/api/v1.md, section 2.3)",
        &["POST /oauth/token.grant_type=authorization_code"],
    ),
    (
        OnlyThere,
        "what a question is answered with is only ever received",
        &["field.email", "field.select", "field.text"],
    ),
    (
        OnlyHere,
        "the questions before a conversation are those of a form: the Web Messenger shows them alike",
        &["field.maxSize", "field.minSize", "field.options", "field.placeholder"],
    ),
    (Other("type"), "the official shape gives the questions no type of their own", &["prechatCapture.fields[]"]),
    (OnlyThere, "the service finds the page by its token", &["messenger.pageId", "messenger.pageName"]),
    (OnlyThere, "the service makes it", &["webhook.secret"]),
];

/// A schema without references and choices, with the name of the definition that it stands in.
#[derive(Clone, Debug)]
struct Shape {
    name: String,
    schema: Map<String, Json>,
}

/// What a value may be: one of these, told apart by the word of `type` where `is_tagged`.
#[derive(Clone, Debug, Default)]
struct Shapes {
    of: Vec<Shape>,
    is_tagged: bool,
}

impl Shapes {
    fn and(mut self, other: Self) -> Self {
        self.of.extend(other.of);
        self.is_tagged |= other.is_tagged;
        self
    }

    /// Those with this word as their type.
    fn tagged(&self, tag: &str) -> Self {
        let of = self.of.iter().filter(|shape| shape.tags().contains(tag)).cloned().collect();
        Self { of, is_tagged: false }
    }

    fn tags(&self) -> BTreeSet<String> {
        self.of.iter().flat_map(Shape::tags).collect()
    }

    fn words(&self) -> BTreeSet<String> {
        self.of.iter().flat_map(|shape| words(&shape.schema)).collect()
    }

    fn names(&self) -> BTreeSet<&String> {
        self.of.iter().flat_map(Shape::properties).map(|(name, _)| name).collect()
    }

    fn is_required(&self, property: &str) -> bool {
        self.of.iter().all(|shape| {
            shape.schema.get("required").and_then(Json::as_array).is_some_and(|names| names.contains(&json!(property)))
        })
    }

    /// The values of a keyword.
    fn keyword(&self, keyword: &str) -> BTreeSet<String> {
        self.of.iter().filter_map(|shape| shape.keyword(keyword)).collect()
    }

    /// Whether it is any object.
    fn is_free(&self) -> bool {
        self.of.iter().any(|shape| shape.schema.get("type") == Some(&json!("object")))
            && self.names().is_empty()
            && self.keyword("additionalProperties").is_empty()
    }
}

impl Shape {
    fn properties(&self) -> impl Iterator<Item = (&String, &Json)> {
        self.schema.get("properties").and_then(Json::as_object).into_iter().flatten()
    }

    fn tags(&self) -> BTreeSet<String> {
        let tag = self.properties().find(|(name, _)| *name == "type");
        tag.and_then(|(_, schema)| schema.as_object()).map(words).unwrap_or_default()
    }

    fn keyword(&self, keyword: &str) -> Option<String> {
        let value = self.schema.get(keyword);
        match keyword {
            "type" => match value? {
                Json::Array(names) => Some(names[0].as_str().unwrap().into()),
                name => Some(name.as_str().unwrap().into()),
            },
            "nullable" => {
                let is_nullable = value == Some(&json!(true))
                    || self
                        .schema
                        .get("type")
                        .and_then(Json::as_array)
                        .is_some_and(|names| names.contains(&json!("null")));
                is_nullable.then(|| "true".into())
            }
            // Open and closed objects are told apart by what they name.
            "additionalProperties" => value.filter(|value| value.is_object()).map(ToString::to_string),
            _ => value.map(ToString::to_string),
        }
    }
}

fn words(schema: &Map<String, Json>) -> BTreeSet<String> {
    let several = schema.get("enum").and_then(Json::as_array).into_iter().flatten();
    several.chain(schema.get("const")).map(|word| word.as_str().unwrap().to_owned()).collect()
}

/// One of the two documents.
struct Document {
    root: Json,
    /// Whether it is the official one, in which the parts of `allOf` make up a schema; ours has rules there.
    is_official: bool,
}

impl Document {
    fn resolve(&self, reference: &str) -> (String, &Json) {
        let name = reference.rsplit('/').next().unwrap().to_owned();
        (name, self.root.pointer(reference.trim_start_matches('#')).unwrap_or_else(|| panic!("{reference}")))
    }

    /// What a schema allows. `name` is that of the definition that it stands in.
    fn shapes(&self, schema: &Json, name: &str) -> Shapes {
        if let Some(reference) = schema.get("$ref").and_then(Json::as_str) {
            let (name, schema) = self.resolve(reference);
            return self.shapes(schema, &name);
        }
        let mut own = schema.as_object().cloned().unwrap_or_default();
        if own.contains_key("if") {
            let parts = ["then", "else"].into_iter().filter_map(|part| schema.get(part));
            return parts.map(|part| self.shapes(part, name)).reduce(Shapes::and).unwrap();
        }
        for choice in ["oneOf", "anyOf"] {
            if let Some(variants) = own.get(choice).and_then(Json::as_array) {
                return self.variants(&own, variants, name);
            }
        }
        if let Some(parts) = own.remove("allOf").filter(|_| self.is_official) {
            let parts: Vec<_> = parts.as_array().unwrap().iter().map(|part| self.shapes(part, name)).collect();
            if let ([part], false) = (parts.as_slice(), own.contains_key("properties")) {
                let mut part = part.clone();
                part.of.iter_mut().for_each(|shape| shape.schema.extend(own.clone()));
                return part;
            }
            for part in parts {
                let [part] = part.of.as_slice() else { panic!("{name} has a choice within allOf") };
                for (keyword, value) in &part.schema {
                    match (own.get_mut(keyword), value) {
                        (Some(Json::Object(own)), Json::Object(more)) => own.extend(more.clone()),
                        (Some(Json::Array(own)), Json::Array(more)) => own.extend(more.clone()),
                        (Some(own), more) => assert_eq!(own, more, "{keyword} of {name}"),
                        (None, more) => drop(own.insert(keyword.clone(), more.clone())),
                    }
                }
            }
        }
        if let Some(Json::Object(properties)) = own.get_mut("properties") {
            properties.retain(|_, schema| {
                let named = schema.get("$ref").and_then(Json::as_str).map(|name| self.resolve(name).1);
                named.unwrap_or(schema).get("readOnly") != Some(&json!(true))
            });
        }
        Shapes { of: vec![Shape { name: name.into(), schema: own }], is_tagged: false }
    }

    fn variants(&self, own: &Map<String, Json>, variants: &[Json], name: &str) -> Shapes {
        let discriminator = own.get("discriminator").filter(|_| self.is_official);
        let mut all = Shapes { of: Vec::new(), is_tagged: discriminator.is_some() };
        for variant in variants {
            let mut shapes = self.shapes(variant, name);
            if let (Some(discriminator), Some(reference)) = (discriminator, variant["$ref"].as_str()) {
                assert_eq!(discriminator["propertyName"], "type");
                let mut mapping = discriminator["mapping"].as_object().into_iter().flatten();
                let tag = mapping.find(|(_, mapped)| *mapped == reference).map(|(tag, _)| tag.clone());
                let tag = tag.unwrap_or_else(|| self.resolve(reference).0);
                shapes.of.iter_mut().for_each(|shape| {
                    shape.schema["properties"]["type"] = json!({ "type": "string", "enum": [tag] });
                });
            }
            all.of.extend(shapes.of);
        }
        all
    }
}

/// Compares the two documents, and keeps what differs.
struct Comparison {
    there: Document,
    here: Document,
    keywords: &'static [&'static str],
    found: BTreeSet<(String, How)>,
}

impl Comparison {
    fn differ(&mut self, name: &str, property: &str, how: How) {
        self.found.insert((format!("{name}.{property}"), how));
    }

    /// Compares values. `at` is the definition and the property that they stand in; `scope` tells apart what the tables
    /// have two answers to.
    fn compare(&mut self, there: &Shapes, here: &Shapes, at: (&str, &str), scope: &str) {
        if !there.is_tagged {
            return self.compare_merged(there, here, at, scope);
        }
        let (known, own) = (there.tags(), here.tags());
        for tag in known.union(&own) {
            match (known.contains(tag), own.contains(tag)) {
                (true, true) => self.compare_merged(&there.tagged(tag), &here.tagged(tag), at, scope),
                (false, _) => self.differ(at.0, &format!("{}={tag}", at.1), OnlyHere),
                (_, false) => self.differ(at.0, &format!("{}={tag}", at.1), OnlyThere),
            }
        }
    }

    fn compare_merged(&mut self, there: &Shapes, here: &Shapes, at: (&str, &str), scope: &str) {
        for keyword in self.keywords {
            let (known, own) = (there.keyword(keyword), here.keyword(keyword));
            let is_constant = *keyword == "type" && own.is_empty() && !here.words().is_empty();
            if known != own && !is_constant {
                self.differ(at.0, at.1, Other(keyword));
            }
        }
        let (known, own) = (there.words(), here.words());
        for word in known.symmetric_difference(&own) {
            let how = if own.contains(word) { OnlyHere } else { OnlyThere };
            self.differ(at.0, &format!("{}={word}", at.1), how);
        }
        if there.is_free() {
            if !here.names().is_empty() {
                self.differ(at.0, at.1, Other("properties"));
            }
            return;
        }
        let name = there.of.first().map(|shape| format!("{}{scope}", shape.name)).unwrap_or_default();
        for property in there.names().union(&here.names()) {
            let (known, own) = (there.names().contains(property), here.names().contains(property));
            match (known, own, there.is_required(property), here.is_required(property)) {
                (true, false, ..) => self.differ(&name, property, OnlyThere),
                (false, true, ..) => self.differ(&name, property, OnlyHere),
                (_, _, true, false) => self.differ(&name, property, RequiredThere),
                (_, _, false, true) => self.differ(&name, property, RequiredHere),
                _ => {}
            }
            if known && own {
                let inline = format!("{}.{property}", there.of[0].name);
                let scope = if inline == "clientCreate.confirmation" { " of a confirmation" } else { scope };
                let within = |document: &Document, shapes: &Shapes| {
                    let named = shapes.of.iter().flat_map(Shape::properties).filter(|(name, _)| name == property);
                    named.map(|(_, schema)| document.shapes(schema, &inline)).reduce(Shapes::and).unwrap()
                };
                let (known, own) = (within(&self.there, there), within(&self.here, here));
                self.compare(&known, &own, (&name, property), scope);
            }
        }
        let items = |document: &Document, shapes: &Shapes| {
            let lists = shapes.of.iter().filter_map(|shape| shape.schema.get("items"));
            lists.map(|items| document.shapes(items, &format!("{}.{}", at.0, at.1))).reduce(Shapes::and)
        };
        if let (Some(known), Some(own)) = (items(&self.there, there), items(&self.here, here)) {
            self.compare(&known, &own, (at.0, &format!("{}[]", at.1)), scope);
        }
    }
}

fn official() -> Option<Document> {
    shared("specs/v2.json").map(|file| Document { root: with_integrations(read(&file)), is_official: true })
}

/// The rows of v2 with a body of JSON, by their endpoints: the table, and whether it is checked.
fn bodies() -> BTreeMap<String, (&'static Kind, bool)> {
    let routes = GROUPS.iter().flat_map(|group| group.rows).filter_map(|row| row.route(Version::V2));
    let own = routes.filter(|route| route.version(Version::V2) == Version::V2);
    let bodies = own.filter_map(|route| match route.body? {
        Body::Checked(kind) => Some((endpoint(route), (kind, true))),
        Body::Typed(kind) => Some((endpoint(route), (kind, false))),
        Body::Multipart(_) => None,
    });
    bodies.collect()
}

/// What is printed of v2, in groups.
fn printed() -> Document {
    let queries = model::QUERIES.iter().copied().map(Root::kind);
    let mut root = json_schema::print(queries, Version::V2, true);
    for (kind, _) in bodies().into_values() {
        let name = name_of(kind);
        let mut printed = json_schema::print([kind_of(kind)], Version::V2, true);
        let definitions = printed["$defs"].as_object_mut().unwrap();
        for (name, schema) in std::mem::take(definitions) {
            root["$defs"].as_object_mut().unwrap().entry(name).or_insert(schema);
        }
        assert!(root["$defs"].get(name).is_some(), "{name} is printed");
    }
    Document { root, is_official: false }
}

fn name_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::Object(object) => object.name,
        Kind::Union(union) => union.name,
        Kind::Nested(nest) => nest.name,
        _ => panic!("a body is an object"),
    }
}

fn kind_of(kind: &'static Kind) -> Kind {
    match kind {
        Kind::Object(object) => Kind::Object(object),
        Kind::Union(union) => Kind::Union(union),
        Kind::Nested(nest) => Kind::Nested(nest),
        _ => panic!("a body is an object"),
    }
}

#[test]
fn the_tables_and_the_official_shape_of_v2_differ_only_where_there_is_a_reason() {
    let Some(there) = official() else { return };
    let root = there.root.clone();
    let mut comparison = Comparison { there, here: printed(), keywords: KEYWORDS, found: BTreeSet::new() };
    let mut bodies = bodies();
    for (at, operation, _) in operations(&root) {
        let body = &operation["requestBody"];
        let body = body["$ref"].as_str().map_or(body, |name| root.pointer(name.trim_start_matches('#')).unwrap());
        let Some(schema) = body["content"].get("application/json").and_then(|content| content.get("schema")) else {
            continue;
        };
        let (kind, is_checked) = bodies.remove(&at).unwrap_or_else(|| panic!("{at} has no body here"));
        comparison.keywords = match (is_checked, at.contains("/integrations")) {
            (true, false) => KEYWORDS,
            (true, true) => NOT_EMPTY,
            (false, _) => TYPED,
        };
        let known = comparison.there.shapes(schema, &at);
        let own = comparison.here.shapes(&json!({ "$ref": format!("#/$defs/{}", name_of(kind)) }), "");
        let name = schema["$ref"].as_str().map_or(at.as_str(), |name| name.rsplit('/').next().unwrap());
        comparison.compare(&known, &own, (name, ""), "");
    }
    assert!(bodies.is_empty(), "bodies that the official shape lacks: {:?}", bodies.keys());
    comparison.keywords = KEYWORDS;
    for (path, here) in QUERIES {
        let known = comparison.there.query(path);
        let own = comparison.here.shapes(&json!({ "$ref": format!("#/$defs/{here}") }), "");
        comparison.compare(&known, &own, (path, ""), "");
    }
    let listed: Vec<_> = DIFFERENCES
        .iter()
        .flat_map(|(how, _, places)| places.iter().map(|place| ((*place).to_owned(), *how)))
        .collect();
    let unique: BTreeSet<_> = listed.iter().cloned().collect();
    assert_eq!(unique.len(), listed.len(), "a difference stands twice");
    let new: Vec<_> = comparison.found.difference(&unique).collect();
    let gone: Vec<_> = unique.difference(&comparison.found).collect();
    assert!(new.is_empty(), "differences without a reason: {new:#?}");
    assert!(gone.is_empty(), "no longer differences: {gone:#?}");
}

impl Document {
    /// The query of a list, as an object.
    fn query(&self, path: &str) -> Shapes {
        let parameters = self.root["paths"][path]["get"]["parameters"].as_array().unwrap();
        let mut properties = Map::new();
        let mut required = Vec::new();
        for parameter in parameters {
            let (_, parameter) = self.resolve(parameter["$ref"].as_str().unwrap());
            assert_eq!(parameter["in"], "query");
            let name = parameter["name"].as_str().unwrap();
            properties.insert(name.into(), parameter["schema"].clone());
            if parameter["required"] == true {
                required.push(name);
            }
        }
        self.shapes(&json!({ "type": "object", "properties": properties, "required": required }), path)
    }
}
