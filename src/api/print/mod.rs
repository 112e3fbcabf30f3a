//! Prints what the rows say: JavaScript, TypeScript, the reference, the routes of the emulator, the items of queues, and the
//! tools of agents.
//! On the host only.

mod items;
mod javascript;
mod pages;
mod reference;
mod routes;
mod tools;
mod typescript;

pub use items::{items, types as item_types};
pub use javascript::javascript;
pub use pages::pages;
pub use reference::reference;
pub use routes::routes;
pub use tools::tools;
pub use typescript::typescript;

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;
    use crate::api::row::{Group, Paging, group, v1, v2};
    use crate::api::{Lookup, Method, Operation, tables};
    use crate::config::Config;
    use crate::model::answer::EMPTY_ANSWER;
    use crate::model::answer::v2::conversation::PARTICIPANTS_PAGE;
    use crate::request::{CallInput, Request};
    use crate::retry::RetrySafety;
    use crate::schema::typescript::Printer;
    use crate::schema::{Kind, Version, object, prose, text};

    object! {
        /// Whom to invite.
        INVITATION = "InvitationBody", "an invitation" {
            /// Their id.
            required userId: text().kind();
            /// A word of welcome.
            optional(V2) word: text().kind();
        }
    }

    static INVITED: Kind = Kind::Object(&INVITATION);

    group! {
        /// Guests of a conversation.
        GUESTS = "guests" {
            /// Invites a user.
            ///
            /// @example
            /// await smooch.guests.invite("c", { userId: "ada" });
            "guests.invite"(conversationId, invitation): [
                v1(Method::Post, "/guests/{conversationId}").typed(&INVITED).safety(RetrySafety::Harmless),
                v2(Method::Put, "/conversations/{conversationId}/guests").typed(&INVITED).responds(&EMPTY_ANSWER)
                    .doc(prose!(" They are asked first.")),
            ];

            /// Lists the guests.
            "guests.list"(id): [
                v2(Method::Get, "/conversations/{conversationId}/guests").query(&tables::PAGES).paged(Paging::Cursor)
                    .lookup(Lookup::ExistingConversation).responds(&PARTICIPANTS_PAGE),
            ];
        }
    }

    static FIXTURE: [&Group; 1] = [&GUESTS];

    group! {
        /// The same, and what no item can name: a list, and what is on no conversation.
        ITEMS = "guests" {
            /// Invites a user: once more would ask them once more.
            "guests.invite"(conversationId, invitation): [
                v2(Method::Post, "/conversations/{conversationId}/guests").typed(&INVITED),
            ];

            /// Lists the guests.
            "guests.list"(id): [v2(Method::Get, "/conversations/{conversationId}/guests").paged(Paging::Cursor)];

            /// Lists the houses.
            "guests.houses"(): [v2(Method::Get, "/houses")];
        }
    }

    static FIXTURE_OF_ITEMS: [&Group; 1] = [&ITEMS];

    #[test]
    fn a_row_gives_the_line_that_travels_and_the_line_a_request() {
        let module = javascript(&FIXTURE);
        let lines: Vec<&str> = module
            .lines()
            .filter_map(|line| line.trim_end_matches("`;").split_once("guests."))
            .map(|(_, line)| line)
            .collect();
        assert_eq!(
            lines,
            [
                "invite POST s0b- /guests/{conversationId}",
                "invite PUT b- /conversations/{conversationId}/guests",
                "list GET q;l1pc /conversations/{conversationId}/guests",
            ]
        );
        assert!(module.contains("`3guests.invite POST") && module.contains("\n4guests.invite PUT"), "{module}");
        let operation = Operation::read(&format!("guests.{}", lines.first().unwrap())).unwrap();
        let config = Config::new(serde_json::from_str(r#"{ "token": "t" }"#).unwrap()).unwrap();
        let given = CallInput { ids: r#"["a b"]"#, body: r#"{"userId":"ada"}"#, ..CallInput::default() };
        let request = Request::new(&config, operation, given).unwrap();
        assert_eq!(request.url, "https://api.smooch.io/v1/guests/a%20b");
        assert_eq!(request.body.as_deref(), Some(r#"{"userId":"ada"}"#));
        assert_eq!(request.operation.safety, RetrySafety::Harmless);
    }

    #[test]
    fn a_row_gives_a_method_with_its_types_and_its_doc_in_each_version() {
        let mut printer = Printer::default();
        let methods = typescript(&FIXTURE, &mut printer);
        let types = printer.finish();
        let interface = |name: &str| {
            let from =
                methods.find(&format!("export interface {name} ")).unwrap_or_else(|| panic!("{name}: {methods}"));
            let rest = methods.get(from..).unwrap();
            rest.split("\n}").next().unwrap().to_owned()
        };
        let v1 = interface("GuestsV1");
        assert!(v1.contains("  invite(conversationId: string, invitation: InvitationBody, options?: OperationOptions<\"extraBody\">): ApiPromise<EmptyAnswer>;"), "{v1}");
        assert!(v1.contains("   * Invites a user.\n   *\n   * @example"), "{v1}");
        assert!(!v1.contains("list("), "{v1}");
        let v2 = interface("GuestsV2");
        assert!(v2.contains("invitation: InvitationBodyV2,"), "{v2}");
        assert!(v2.contains("   * They are asked first.\n"), "{v2}");
        assert!(
            v2.contains(
                "  list(id: string | { conversationId: string }, query?: PagesQuery, options?: OperationOptions<\"conversationId\">): Pages<ParticipantsPageV2, ParticipantV2>;"
            ),
            "{v2}"
        );
        assert!(interface("SmoochV2").contains("readonly guests: GuestsV2;"));
        assert!(interface("RoutesV1").contains(
            r#""POST /guests/{conversationId}": { body: InvitationBody; query: undefined; response: EmptyAnswer };"#
        ));
        // A field of v2 only is in the type of v2 only.
        let body = |name: &str| {
            types
                .split(&format!("interface {name} "))
                .nth(1)
                .and_then(|rest| rest.split('}').next())
                .unwrap()
                .contains("word")
        };
        assert_eq!((body("InvitationBody"), body("InvitationBodyV2")), (false, true), "{types}");
    }

    #[test]
    fn a_row_gives_an_entry_of_the_reference_and_a_route_of_the_emulator() {
        let page = reference(&FIXTURE);
        assert!(page.contains("### `guests.invite(conversationId, invitation)`\n\nInvites a user.\n"), "{page}");
        assert!(page.contains("| `PUT /conversations/{conversationId}/guests` | `InvitationBodyV2` |"), "{page}");
        assert!(page.contains("v2: They are asked first."), "{page}");
        let routes: Json = serde_json::from_str(&routes(&FIXTURE)).unwrap();
        assert_eq!(routes["v1.1"][0]["path"], "/guests/{conversationId}");
        assert_eq!(routes["v1"].as_array().map(Vec::len), Some(1));
        assert_eq!(routes["v2"][1]["name"], "guests.list");
    }

    #[test]
    fn a_row_gives_a_tool_with_its_effect_and_the_schema_of_what_it_takes() {
        let module = tools(&FIXTURE);
        let (_, json) = module.split_once("export default ").unwrap();
        let json: Json = serde_json::from_str(json.trim_end().trim_end_matches(';')).unwrap();
        let [v1, v2] = ["v1", "v2"].map(|version| &json["operations"][version]);
        assert_eq!(v1.as_array().map(Vec::len), Some(1));
        assert_eq!(v1[0]["name"], "guests.invite");
        assert_eq!(v1[0]["description"], "Invites a user.");
        assert_eq!(v2[0]["description"], "Invites a user. They are asked first.");
        assert_eq!(v1[0]["ids"], serde_json::json!(["conversationId"]));
        assert_eq!(v1[0]["body"]["name"], "invitation");
        assert_eq!(v1[0]["body"]["schema"]["$ref"], "#/$defs/InvitationBody");
        assert_eq!((&v1[0]["effect"], &v2[1]["effect"]), (&"changes".into(), &"reads".into()));
        assert_eq!((&v2[1]["isList"], &v2[1]["takesConversation"]), (&true.into(), &true.into()));
        assert_eq!(v2[1]["query"]["isOptional"], true);
        // A definition is there once for all versions that have the same.
        let has_word =
            |version: &str| json["definitions"][version]["InvitationBody"]["properties"].get("word").is_some();
        assert_eq!((has_word("v1"), has_word("v2")), (false, true));
        assert_eq!(json["definitions"]["v1.1"], serde_json::json!({}));
    }

    #[test]
    fn a_page_has_the_path_the_signature_and_what_a_retry_does() {
        let table = |operation: &Operation, _: Version| Some(operation.method.name().into());
        let json: Json = serde_json::from_str(&pages(&FIXTURE, &table)).unwrap();
        let [invite, list] = [0, 1].map(|at| &json["operations"]["v2"][at]);
        assert_eq!(json["groups"][0]["operations"][0], "guests.invite");
        assert!(invite["path"].as_str().unwrap().starts_with("/v2/apps/{appId}/"), "{invite}");
        assert!(invite["signature"].as_str().unwrap().contains("invite(conversationId: string"), "{invite}");
        assert_eq!(list["retry"], "is harmless");
        assert_eq!(json["errors"], serde_json::json!(["POST", "PUT", "GET"]));
        assert_eq!((&invite["errors"], &list["errors"]), (&1.into(), &2.into()));
        assert_eq!(list["isList"], true);
    }

    #[test]
    fn a_row_on_one_conversation_gives_an_operation_that_an_item_can_name_and_a_list_gives_none() {
        let expected = serde_json::json!({
            "guests.invite": { "ids": ["id"], "body": "needed", "isOfConversation": true, "harm": "always" },
        });
        assert_eq!(items(&FIXTURE_OF_ITEMS), expected);
        assert!(item_types(&FIXTURE_OF_ITEMS).contains("  \"guests.invite\": [\"id\", \"body\"];\n}"));
    }

    #[test]
    fn who_leaves_a_conversation_is_removed_though_its_method_is_post() {
        let printed = items(crate::api::GROUPS);
        assert_eq!(printed["participants.leave"]["isRemoval"], true);
        assert!(printed["participants.join"].get("isRemoval").is_none());
    }
}
