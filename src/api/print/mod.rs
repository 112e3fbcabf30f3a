//! Prints what the rows say: JavaScript, TypeScript, the reference, and the routes of the emulator. On the host only.

mod javascript;
mod reference;
mod routes;
mod typescript;

pub use javascript::javascript;
pub use reference::reference;
pub use routes::routes;
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
    use crate::schema::{Kind, object, prose, text};

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
        assert!(v1.contains("  invite(conversationId: string, invitation: InvitationBody, options?: CallOptions): ApiPromise<EmptyAnswer>;"), "{v1}");
        assert!(v1.contains("   * Invites a user.\n   *\n   * @example"), "{v1}");
        assert!(!v1.contains("list("), "{v1}");
        let v2 = interface("GuestsV2");
        assert!(v2.contains("invitation: InvitationBodyV2,"), "{v2}");
        assert!(v2.contains("   * They are asked first.\n"), "{v2}");
        assert!(
            v2.contains(
                "  list(id: string | { conversationId: string }, query?: PagesQuery, options?: CallOptions): AsyncIterable<ParticipantsPageV2>;"
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
}
