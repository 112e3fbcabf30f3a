//! The tables against the official shape of v1.1 (`../shared/specs/v1.1.json`): every property, its type, whether it
//! is required, and every word of an enumeration, both ways.
//!
//! What differs stands in [`DIFFERENCES`] with its reason; the test fails when another difference appears and when one
//! of these disappears. Where the official shape is absent there is nothing to compare with.

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

use serde_json::Value as Json;
use shared::{read, shared};
use smooch_edge::api::GROUPS;
use smooch_edge::model::answer;
use smooch_edge::model::{user, webhook};
use smooch_edge::schema::{Kind, Object, Presence, Union, Version};

const VERSION: Version = Version::V1_1;

/// How a property or a word differs.
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
}

use How::{OnlyHere, OnlyThere, RequiredHere, RequiredThere};

/// Definition, property or word, how it differs, why.
const DIFFERENCES: &[(&str, &str, How, &str)] = &[
    ("AppUserPreCreate", "avatarUrl", OnlyHere, "later documentation has it (docs/api/v1.md, section 4.2)"),
    ("AppUserUpdate", "avatarUrl", OnlyHere, "later documentation has it (docs/api/v1.md, section 4.3)"),
    ("AppUserLink", "primary", OnlyHere, "the documentation of 2017 has it (docs/api/v1.md, section 14, row 7)"),
    ("MessagePost", "messageSchema", OnlyHere, "WhatsApp templates need it (docs/api/v1.md, section 6.1)"),
    ("MessagePost", "message", OnlyHere, "WhatsApp templates need it (docs/api/v1.md, section 6.1)"),
    ("MessagePost", "type", RequiredThere, "with messageSchema it stands inside message (docs/api/v1.md, section 6.1)"),
    ("Action", "text", RequiredThere, "share has none (docs/api/v1.md, section 14, row 5)"),
    ("Destination", "integrationId", RequiredThere, "it is one of the two (docs/api/v1.md, section 14, row 4)"),
    ("Destination", "integrationType", RequiredThere, "it is one of the two (docs/api/v1.md, section 14, row 4)"),
    (
        "MessageOverride_whatsapp",
        "payload",
        RequiredHere,
        "it is all that there is to it (docs/api/v1.md, section 6.1)",
    ),
    ("MessageOverride", "apple", OnlyHere, "the vendor's own requests send it on v1.1"),
    ("MessageOverride_line", "payload", RequiredHere, "it is all that there is to it (docs/api/v1.md, section 6.1)"),
    (
        "MessageOverride_messenger",
        "payload",
        RequiredHere,
        "it is all that there is to it (docs/api/v1.md, section 6.1)",
    ),
    ("AppUser", "avatarUrl", OnlyHere, "later documentation has it (docs/api/v1.md, section 4.1)"),
    ("AppUser", "hasPaymentInfo", OnlyHere, "it is in every capture (docs/api/v1.md, section 4.1)"),
    ("Client", "primary", OnlyHere, "documentation and captures have it (docs/api/v1.md, section 4.1)"),
    ("Client", "avatarUrl", OnlyHere, "documentation and captures have it (docs/api/v1.md, section 4.1)"),
    ("Client", "linkedAt", OnlyHere, "documentation and captures have it (docs/api/v1.md, section 4.1)"),
    ("Client", "deviceId", OnlyHere, "documentation and captures have it (docs/api/v1.md, section 4.1)"),
    ("Message", "authorId", RequiredThere, "only _id is safe (docs/api/v1.md, section 14, row 6)"),
    ("Message", "avatarUrl", RequiredThere, "only _id is safe (docs/api/v1.md, section 14, row 6)"),
    ("Message", "name", RequiredThere, "only _id is safe (docs/api/v1.md, section 14, row 6)"),
    ("Message", "received", RequiredThere, "only _id is safe (docs/api/v1.md, section 14, row 6)"),
    ("Message", "role", RequiredThere, "only _id is safe (docs/api/v1.md, section 14, row 6)"),
    ("Message", "text", RequiredThere, "only _id is safe (docs/api/v1.md, section 14, row 6)"),
    ("Message", "type", RequiredThere, "only _id is safe (docs/api/v1.md, section 14, row 6)"),
    ("Message", "mediaSize", OnlyHere, "captures have it (docs/api/v1.md, section 6.3)"),
    ("Source", "integrationId", OnlyHere, "captures have it (docs/api/v1.md, section 6.3)"),
    ("Conversation", "appMakerLastRead", OnlyHere, "it is in every capture (docs/api/v1.md, section 6)"),
    ("Conversation", "appUserLastRead", OnlyHere, "it is in every capture (docs/api/v1.md, section 6)"),
    ("GetMessagesResponse", "conversation", RequiredHere, "captures always have it (docs/api/v1.md, section 7)"),
    ("GetMessagesResponse", "messages", RequiredHere, "captures always have it (docs/api/v1.md, section 7)"),
    ("Action (answered)", "_id", OnlyHere, "answered actions have it (docs/api/v1.md, section 6.4)"),
    ("Action (answered)", "state", OnlyHere, "answered payments have it (docs/api/v1.md, section 6.4)"),
    ("Action (answered)", "text", RequiredThere, "share has none (docs/api/v1.md, section 14, row 5)"),
    ("MessageItem (answered)", "_id", OnlyHere, "answered items have it (docs/api/v1.md, section 6.4)"),
    ("Option (answered)", "_id", OnlyHere, "the official shape of a chosen option has it"),
    ("NotificationPost", "storage", OnlyHere, "the vendor's own requests have it (docs/api/v1.md, section 10)"),
    ("NotificationPost", "author", RequiredThere, "the role may stand in the message (docs/api/v1.md, section 10)"),
    ("Menu", "settings", OnlyHere, "the documentation of 2017 has it (docs/api/v1.md, section 12)"),
    ("MenuItem", "default", OnlyHere, "its items are the actions of messages"),
    ("MenuItem", "extraChannelOptions", OnlyHere, "its items are the actions of messages"),
    ("MenuItem", "metadata", OnlyHere, "its items are the actions of messages"),
    ("SubMenuItem", "default", OnlyHere, "its items are the actions of messages"),
    ("SubMenuItem", "extraChannelOptions", OnlyHere, "its items are the actions of messages"),
    ("SubMenuItem", "metadata", OnlyHere, "its items are the actions of messages"),
    ("MenuItem (answered)", "_id", OnlyHere, "documentation shows it"),
    ("SubMenuItem (answered)", "_id", OnlyHere, "documentation shows it of items"),
    ("MergedUser", "_id", RequiredHere, "it is all that there is to it (docs/api/v1.md, section 4.3)"),
    ("AppResponse", "app", RequiredHere, "it is all that there is to it"),
    ("IntegrationResponse", "integration", RequiredHere, "it is all that there is to it"),
    ("JwtResponse", "jwt", RequiredHere, "it is all that there is to it"),
    ("LinkRequestResponse", "linkRequests", RequiredHere, "it is all that there is to it"),
    ("ListAppsResponse", "apps", RequiredHere, "it is what the page is of"),
    ("ListIntegrationsResponse", "integrations", RequiredHere, "it is what the page is of"),
    ("ListSecretKeysResponse", "keys", RequiredHere, "it is all that there is to it"),
    ("ListServiceAccountsResponse", "serviceAccounts", RequiredHere, "it is what the page is of"),
    ("NotificationResponse", "notification", RequiredHere, "it is all that there is to it"),
    ("SecretKeyResponse", "key", RequiredHere, "it is all that there is to it"),
    ("ServiceAccountResponse", "serviceAccount", RequiredHere, "it is all that there is to it"),
    ("Enums.IntegrationType (created)", "android", OnlyThere, "the service makes it with the app"),
    ("Enums.IntegrationType (created)", "api", OnlyThere, "the service makes it with the app"),
    ("Enums.IntegrationType (created)", "ios", OnlyThere, "the service makes it with the app"),
    (
        "Enums.IntegrationType (created)",
        "apple",
        OnlyHere,
        "IntegrationCreate has its fields (docs/api/v1.md, section 12)",
    ),
    ("Enums.MessageType (sent)", "formResponse", OnlyThere, "it is only ever received (docs/api/v1.md, section 6.2)"),
];

/// A table of the model.
#[derive(Clone, Copy)]
enum Table {
    Object(&'static Object),
    Union(&'static Union),
}

/// What a table or a definition says of a property: its type, and whether it is required.
type Properties = BTreeMap<String, (String, bool)>;

fn specification() -> Option<Json> {
    shared("specs/v1.1.json").map(|file| read(&file))
}

/// The definitions, each with the tables that together say the same.
#[expect(clippy::too_many_lines, reason = "a table")]
fn definitions() -> Vec<(&'static str, Vec<Table>)> {
    let named = |names: &[&str]| names.iter().map(|name| find(name)).collect::<Vec<_>>();
    vec![
        ("AppUserPreCreate", vec![Table::Object(&user::CREATE_USER)]),
        ("AppUserUpdate", vec![Table::Object(&user::UPDATE_USER)]),
        ("AppUserLink", named(&["Link"])),
        ("Confirmation", named(&["Confirmation", "MessengerConfirmation", "MailgunConfirmation"])),
        ("MessagePost", named(&["Message"])),
        ("MessageItem", named(&["Item"])),
        ("Action", named(&["MessageAction", "ItemAction"])),
        ("FieldPost", named(&["FormField"])),
        ("Option", named(&["SelectOption"])),
        ("Destination", named(&["Destination"])),
        ("MessageOverride", named(&["Override"])),
        ("MessageOverride_whatsapp", named(&["ChannelOverride"])),
        ("MessageOverride_line", named(&["ChannelOverride"])),
        ("MessageOverride_messenger", named(&["ChannelOverride"])),
        ("Coordinates", named(&["Coordinates"])),
        ("Location", named(&["FieldMapping"])),
        ("DisplaySettings", named(&["DisplaySettings"])),
        ("WebhookCreate", vec![Table::Object(&webhook::CREATE_WEBHOOK)]),
        ("WebhookUpdate", vec![Table::Object(&webhook::UPDATE_WEBHOOK)]),
        ("AppUserResponse", vec![Table::Object(&answer::USER_ANSWER)]),
        ("AppUser", named(&["User"])),
        ("Client", named(&["Client"])),
        ("ClientInfo", named(&["ClientInfo"])),
        ("AppUserChannelsResponse", vec![Table::Object(&answer::CHANNELS_ANSWER)]),
        ("ChannelEntityItem", named(&["Channel"])),
        ("MessageResponse", vec![Table::Object(&answer::SEND_ANSWER)]),
        ("GetMessagesResponse", vec![Table::Object(&answer::MESSAGES_PAGE)]),
        ("Conversation", named(&["Conversation"])),
        ("Message", named(&["SentMessage"])),
        ("Source", named(&["MessageSource"])),
        ("QuotedMessage", named(&["QuotedMessage"])),
        ("Field", named(&["SentField"])),
        ("Select", named(&["SentOption"])),
        ("Option (answered)", named(&["SentOption"])),
        ("Action (answered)", named(&["SentAction"])),
        ("MessageItem (answered)", named(&["SentItem"])),
        ("Coordinates (answered)", named(&["SentCoordinates"])),
        ("Location (answered)", named(&["SentPlace"])),
        ("DisplaySettings (answered)", named(&["SentDisplaySettings"])),
        ("AppUserMerge", named(&["UserMerge"])),
        ("MergedUser", named(&["MergedUser"])),
        ("AuthCodeResponse", named(&["AuthCodeAnswer"])),
        ("AppUserBusinessSystemsResponse", named(&["BusinessSystemsAnswer"])),
        ("BusinessSystemItem", named(&["BusinessSystem"])),
        ("LinkRequestResponse", named(&["LinkRequestsAnswer"])),
        ("LinkRequestResponse_linkRequests", named(&["LinkRequest"])),
        ("ConversationActivity", named(&["ConversationActivity"])),
        ("ActivityResponse", named(&["ActivityAnswer"])),
        ("NotificationPost", named(&["Notification"])),
        ("NotificationPostDestination", named(&["NotificationDestination"])),
        ("Author", named(&["NotificationAuthor"])),
        ("NotificationResponse", named(&["NotificationAnswer"])),
        ("NotificationResponse_notification", named(&["SentNotification"])),
        ("MenuResponse", named(&["MenuAnswer"])),
        ("Menu", named(&["Menu"])),
        ("MenuItem", named(&["MenuItem"])),
        ("SubMenuItem", named(&["SubmenuItem"])),
        ("Menu (answered)", named(&["SentMenu"])),
        ("MenuItem (answered)", named(&["SentMenuItem"])),
        ("SubMenuItem (answered)", named(&["SentSubmenuItem"])),
        ("ListServiceAccountsResponse", named(&["ServiceAccountsPage"])),
        ("ServiceAccount", named(&["ServiceAccount"])),
        ("ServiceAccountCreate", named(&["ServiceAccountCreate"])),
        ("ServiceAccountResponse", named(&["ServiceAccountAnswer"])),
        ("ServiceAccountUpdate", named(&["ServiceAccountCreate"])),
        ("ListSecretKeysResponse", named(&["KeysAnswer"])),
        ("SecretKey", named(&["Key"])),
        ("SecretKeyCreate", named(&["KeyCreate"])),
        ("SecretKeyResponse", named(&["KeyAnswer"])),
        ("JwtResponse", named(&["JwtAnswer"])),
        ("ListAppsResponse", named(&["AppsPage"])),
        ("App", named(&["App"])),
        ("AppCreate", named(&["AppCreate"])),
        ("AppResponse", named(&["AppAnswer"])),
        ("AppUpdate", named(&["AppUpdate"])),
        ("App_settings", named(&["AppSettings"])),
        ("App_settings (answered)", named(&["SettingsOfApp"])),
        ("GetSdkIdsResponse", named(&["SdkIdsAnswer"])),
        ("ListIntegrationsResponse", named(&["IntegrationsPage"])),
        ("Integration", named(&["Integration"])),
        ("IntegrationCreate", named(&["IntegrationCreate"])),
        ("IntegrationResponse", named(&["IntegrationAnswer"])),
        ("IntegrationUpdate", named(&["IntegrationUpdate"])),
        ("GetIntegrationProfileResponse", named(&["IntegrationProfileAnswer"])),
        ("IntegrationProfileUpdate", named(&["IntegrationProfile"])),
        ("UploadIntegrationProfilePhotoResponse", named(&["ProfilePhotoAnswer"])),
        ("ListWebhooksResponse", named(&["WebhooksAnswer"])),
        ("Webhook", named(&["Webhook"])),
        ("WebhookResponse", named(&["WebhookAnswer"])),
        ("AttachmentResponse", named(&["AttachmentAnswer"])),
        ("AttachmentRemove", named(&["AttachmentRemove"])),
        ("ListTemplatesResponse", named(&["TemplatesPage"])),
        ("Template", named(&["Template"])),
        ("TemplateCreate", named(&["TemplateCreate"])),
        ("TemplateResponse", named(&["TemplateAnswer"])),
        ("TemplateUpdate", named(&["TemplateUpdate"])),
        ("ListDeploymentsResponse", named(&["DeploymentsAnswer"])),
        ("Deployment", named(&["Deployment"])),
        ("DeploymentCreate", named(&["DeploymentCreate"])),
        ("DeploymentResponse", named(&["DeploymentAnswer"])),
        ("DeploymentActivatePhoneNumber", named(&["DeploymentActivate"])),
        ("DeploymentConfirmCode", named(&["DeploymentConfirm"])),
    ]
}

/// The enumerations, each with the words of the tables.
fn enumerations() -> Vec<(&'static str, BTreeSet<&'static str>)> {
    vec![
        ("ActionType", &tags("MessageAction") | &tags("ItemAction")),
        ("ActionType (answered)", words("SentAction", "type")),
        ("ActionSize", words("WebviewAction", "size")),
        ("ActionSize (answered)", words("SentAction", "size")),
        ("ClientStatus", words("Client", "status")),
        ("ConfirmationType", tags("Confirmation")),
        ("FieldType", tags("FormField")),
        ("FieldType (answered)", words("SentField", "type")),
        ("ImageAspectRatio", words("DisplaySettings", "imageAspectRatio")),
        ("ImageAspectRatio (answered)", words("SentDisplaySettings", "imageAspectRatio")),
        ("IntegrationType", words("Client", "platform")),
        ("MessageItemSize", words("Item", "size")),
        ("MessageItemSize (answered)", words("SentItem", "size")),
        ("MessageType (sent)", tags("Message")),
        ("MessageType (answered)", words("SentMessage", "type")),
        ("QuotedMessageType", words("QuotedMessage", "type")),
        ("Role", words("TextMessage", "role")),
        ("Role (answered)", words("SentMessage", "role")),
        ("BusinessSystemType", words("BusinessSystem", "type")),
        ("ConversationActivityType", words("ConversationActivity", "type")),
        ("DeploymentActivationMethod", words("DeploymentActivate", "method")),
        ("DeploymentHosting", words("DeploymentCreate", "hosting")),
        ("DeploymentHosting (answered)", words("Deployment", "hosting")),
        ("DeploymentStatus", words("Deployment", "status")),
        ("IntegrationStatus", words("Integration", "status")),
        ("IntegrationType (created)", tags("IntegrationCreate")),
        ("IntegrationType (answered)", words("Integration", "type")),
        ("MenuItemType", tags("MenuItem")),
        ("MenuItemType (answered)", words("SentMenuItem", "type")),
    ]
}

#[test]
fn the_tables_and_the_official_shape_differ_only_where_there_is_a_reason() {
    let Some(specification) = specification() else { return };
    let there = &specification["definitions"];
    let mut found = BTreeSet::new();
    for (name, tables) in definitions() {
        let here = merged(&tables);
        let there = properties(&there[plain(name)]);
        assert!(!there.is_empty(), "{name} is no definition");
        for (property, (kind, required)) in &here {
            match there.get(property) {
                None => drop(found.insert((name.to_owned(), property.clone(), OnlyHere))),
                Some((other, other_required)) => {
                    assert_eq!(kind, other, "the type of {name}.{property}");
                    if required != other_required {
                        let how = if *required { RequiredHere } else { RequiredThere };
                        found.insert((name.to_owned(), property.clone(), how));
                    }
                }
            }
        }
        for property in there.keys().filter(|property| !here.contains_key(*property)) {
            found.insert((name.to_owned(), property.clone(), OnlyThere));
        }
    }
    for (name, here) in enumerations() {
        let there = there["Enums"]["properties"][plain(name)]["enum"].as_array().expect(name);
        let there: BTreeSet<_> = there.iter().map(|word| word.as_str().unwrap()).collect();
        found.extend(here.difference(&there).map(|word| (format!("Enums.{name}"), (*word).to_owned(), OnlyHere)));
        found.extend(there.difference(&here).map(|word| (format!("Enums.{name}"), (*word).to_owned(), OnlyThere)));
    }
    let compared: BTreeSet<_> = definitions().into_iter().map(|(name, _)| plain(name)).collect();
    let defined = there.as_object().unwrap().keys().map(String::as_str).filter(|name| *name != "Enums");
    assert_eq!(defined.collect::<BTreeSet<_>>(), compared, "the official definitions, and those that are compared");
    let enumerated: BTreeSet<_> = enumerations().into_iter().map(|(name, _)| plain(name)).collect();
    let enums = there["Enums"]["properties"].as_object().unwrap().keys().map(String::as_str);
    let enums: BTreeSet<_> = enums.filter(|name| *name != "WebhookTriggers").collect();
    assert_eq!(enums, enumerated, "the official enumerations, and those that are compared");
    let listed: BTreeSet<_> =
        DIFFERENCES.iter().map(|(name, property, how, _)| ((*name).to_owned(), (*property).to_owned(), *how)).collect();
    assert_eq!(listed.len(), DIFFERENCES.len(), "a difference stands twice");
    let new: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(new.is_empty(), "differences without a reason: {new:#?}");
    assert!(gone.is_empty(), "no longer differences: {gone:#?}");
}

/// Triggers are many, differ by version and grow (docs/api/v1.md, section 11.3): the tables let any through.
#[test]
fn triggers_are_not_enumerated() {
    let Some(Kind::List(list)) = webhook::CREATE_WEBHOOK.field("triggers", VERSION).map(|field| &field.kind) else {
        panic!("triggers are no list");
    };
    assert!(matches!(list.of, Kind::Words(_)));
}

/// The name without what tells two comparisons with the same definition apart.
fn plain(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

fn properties(definition: &Json) -> Properties {
    let required: Vec<_> =
        definition["required"].as_array().into_iter().flatten().map(|name| name.as_str().unwrap()).collect();
    let properties = definition["properties"].as_object().into_iter().flatten();
    properties.map(|(name, schema)| (name.clone(), (type_of(schema), required.contains(&name.as_str())))).collect()
}

fn type_of(schema: &Json) -> String {
    match schema["type"].as_str() {
        Some("array") => format!("{}s", type_of(&schema["items"])),
        Some(name) => name.to_owned(),
        None => "object".to_owned(),
    }
}

/// The properties that the tables have among them; required is what all of them require.
fn merged(tables: &[Table]) -> Properties {
    let shapes: Vec<Properties> = tables.iter().flat_map(|table| shapes(*table)).collect();
    let mut merged = Properties::new();
    for (name, (kind, _)) in shapes.iter().flatten() {
        let required = shapes.iter().all(|shape| shape.get(name).is_some_and(|(_, required)| *required));
        let (known, _) = merged.entry(name.clone()).or_insert((kind.clone(), required));
        assert_eq!(known, kind, "{name} has two types");
    }
    merged
}

/// The properties of an object, or of each object of a union.
fn shapes(table: Table) -> Vec<Properties> {
    match table {
        Table::Object(object) => vec![shape(object)],
        Table::Union(union) => {
            let variants = union.variants.iter().filter(|variant| variant.versions.has(VERSION)).map(|variant| {
                let mut shape = shape(variant.object);
                shape.insert(union.tag.to_owned(), ("string".to_owned(), true));
                shape
            });
            let untagged = union.untagged.filter(|(field, ..)| field.is_empty()).map(|(_, object, _)| shape(object));
            variants.chain(union.instead.map(|(_, object)| shape(object))).chain(untagged).collect()
        }
    }
}

fn shape(object: &Object) -> Properties {
    let fields = object.all_fields().into_iter();
    fields
        .filter(|field| {
            field.versions.has(VERSION) && !matches!(field.presence, Presence::Refused(_) | Presence::ReadOnly)
        })
        .map(|field| (field.name.to_owned(), (kind_of(&field.kind), field.presence == Presence::Required)))
        .collect()
}

fn kind_of(kind: &Kind) -> String {
    match kind {
        Kind::Text(_) | Kind::Words(_) | Kind::Date | Kind::Choice(_) => "string".into(),
        Kind::Bool => "boolean".into(),
        Kind::Number => "number".into(),
        Kind::Integer(..) => "integer".into(),
        Kind::List(list) => format!("{}s", kind_of(&list.of)),
        Kind::Object(_) | Kind::Union(_) | Kind::Flat { .. } | Kind::Open => "object".into(),
        Kind::Nested(nest) => kind_of(&nest.kind),
        Kind::Any | Kind::Native(_) => "anything".into(),
    }
}

fn tags(union: &str) -> BTreeSet<&'static str> {
    let Table::Union(union) = find(union) else { panic!("{union} is no union") };
    union.variants.iter().filter(|variant| variant.versions.has(VERSION)).map(|variant| variant.tag).collect()
}

fn words(object: &str, field: &str) -> BTreeSet<&'static str> {
    let Table::Object(table) = find(object) else { panic!("{object} is no object") };
    let Some(Kind::Choice(choice)) = table.field(field, VERSION).map(|field| &field.kind) else {
        panic!("{object}.{field} is no choice");
    };
    choice.words.iter().filter(|(_, versions)| versions.has(VERSION)).map(|(word, _)| *word).collect()
}

/// The table of that name, which some request or answer is made of.
fn find(name: &str) -> Table {
    let mut seen = BTreeMap::new();
    let rows = GROUPS.iter().flat_map(|group| group.rows);
    for route in rows.filter_map(|row| row.route(VERSION)) {
        if let Some(body) = route.body {
            collect_kind(body.kind(), &mut seen);
        }
        collect(Table::Object(route.response), &mut seen);
    }
    seen.remove(name).unwrap_or_else(|| panic!("no table is named {name}"))
}

fn collect(table: Table, seen: &mut BTreeMap<&'static str, Table>) {
    let name = match table {
        Table::Object(object) => object.name,
        Table::Union(union) => union.name,
    };
    if seen.insert(name, table).is_some() {
        return;
    }
    match table {
        Table::Object(object) => {
            for field in object.all_fields() {
                collect_kind(&field.kind, seen);
            }
        }
        Table::Union(union) => {
            for object in union.variants.iter().map(|variant| variant.object).chain(union.instead.map(|(_, o)| o)) {
                collect(Table::Object(object), seen);
            }
        }
    }
}

fn collect_kind(kind: &Kind, seen: &mut BTreeMap<&'static str, Table>) {
    match kind {
        Kind::List(list) => collect_kind(&list.of, seen),
        Kind::Object(object) => collect(Table::Object(object), seen),
        Kind::Union(union) => collect(Table::Union(union), seen),
        Kind::Nested(nest) => collect_kind(&nest.kind, seen),
        _ => {}
    }
}
