//! What is printed agrees with what is checked.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value as Json, json};
use smooch_edge::model::answer::ANSWERS;
use smooch_edge::model::user::UPDATE_USER;
use smooch_edge::model::{REQUESTS, REQUESTS_V2, Root};
use smooch_edge::schema::{Kind, Version, json_schema, typescript};

use super::broken::Chance;
use super::{LINKS, grouped, is_beyond_json_schema, is_valid, issues, kinds};

/// Whether the check takes the body, but for what JSON Schema has no words for.
fn is_accepted(kind: &Kind, version: Version, body: &Json) -> bool {
    issues(kind, version, body).iter().all(is_beyond_json_schema)
}

/// The bodies of requests of a version, flat.
fn bodies(version: Version) -> impl Iterator<Item = Kind> {
    let of_v2 = if version == Version::V2 { REQUESTS_V2 } else { &[] };
    kinds(REQUESTS).chain(kinds(of_v2))
}

/// A body of chance after another.
fn runner() -> TestRunner {
    TestRunner::new(Config { cases: 400, failure_persistence: None, ..Config::default() })
}

/// Tries bodies by chance; tells how many of them are refused and how many accepted.
fn agree(flaws: u32) -> [u32; 2] {
    let counts = RefCell::new([0, 0]);
    for version in Version::ALL {
        for kind in bodies(version) {
            let bodies = Chance { version, flaws, personal: None }.body(&kind);
            let result = runner().run(&bodies, |body| {
                let accepted = is_accepted(&kind, version, &body);
                counts.borrow_mut()[usize::from(accepted)] += 1;
                prop_assert_eq!(accepted, is_valid(&kind, version, &body), "{:?}", issues(&kind, version, &body));
                Ok(())
            });
            assert!(result.is_ok(), "{version:?}: {}", result.unwrap_err());
        }
    }
    counts.into_inner()
}

/// The same as [`agree`] in groups. What was sound when it was flat is so in groups, and stays as it is.
fn agree_in_groups(flaws: u32) -> [u32; 2] {
    let counts = RefCell::new([0, 0]);
    let version = Version::V2;
    for root in REQUESTS.iter().filter(|root| matches!(root, Root::V2Layout(_))) {
        let kind = root.kind();
        let bodies = Chance { version, flaws, personal: None }.body(&kind);
        let result = runner().run(&(bodies, spoilt(flaws)), |(flat, spoil)| {
            let nested = grouped(&kind, &flat);
            if issues(&kind, version, &flat).is_empty() {
                prop_assert_eq!(issues(&kind, version, &nested), []);
                prop_assert_eq!(&grouped(&kind, &nested), &nested);
            }
            let body = spoil.of(nested);
            let accepted = is_accepted(&kind, version, &body);
            counts.borrow_mut()[usize::from(accepted)] += 1;
            let issues = issues(&kind, version, &body);
            prop_assert_eq!(accepted, is_valid(&kind, version, &body), "{} {:?}", body, issues);
            Ok(())
        });
        assert!(result.is_ok(), "{}", result.unwrap_err());
    }
    counts.into_inner()
}

/// What a flaw does to a group or to another member at the top.
#[derive(Clone, Debug)]
enum Spoil {
    Nothing,
    Removed(usize),
    Replaced(usize, Json),
    Beside,
    Inside(usize),
}

fn spoilt(flaws: u32) -> BoxedStrategy<Spoil> {
    if flaws == 0 {
        return Just(Spoil::Nothing).boxed();
    }
    let at = 0usize..8;
    prop_oneof![
        4 => Just(Spoil::Nothing),
        1 => at.clone().prop_map(Spoil::Removed),
        1 => (at.clone(), select(vec![json!(null), json!("words"), json!([]), json!({})]))
            .prop_map(|(at, flaw)| Spoil::Replaced(at, flaw)),
        1 => Just(Spoil::Beside),
        1 => at.prop_map(Spoil::Inside),
    ]
    .boxed()
}

impl Spoil {
    fn of(self, mut body: Json) -> Json {
        let Json::Object(members) = &mut body else { return body };
        let name = |at: usize| members.keys().nth(at % members.len().max(1)).cloned().unwrap_or_default();
        match self {
            Self::Nothing => {}
            Self::Removed(at) => drop(members.remove(&name(at))),
            Self::Replaced(at, flaw) => drop(members.insert(name(at), flaw)),
            Self::Beside => drop(members.insert("unknown".into(), json!("words"))),
            Self::Inside(at) => {
                if let Some(Json::Object(group)) = members.get_mut(&name(at)) {
                    group.insert("unknown".into(), json!(1));
                }
            }
        }
        body
    }
}

#[test]
fn the_check_and_the_json_schema_agree_on_sound_bodies() {
    let [refused, accepted] = agree(0);
    assert!(accepted > refused, "{accepted} of {} accepted", accepted + refused);
}

#[test]
fn the_check_and_the_json_schema_agree_on_broken_bodies() {
    let [refused, accepted] = agree(15);
    assert!(accepted > 100 && refused > 100, "{accepted} accepted, {refused} refused");
}

#[test]
fn in_groups_they_agree_on_sound_bodies() {
    let [refused, accepted] = agree_in_groups(0);
    assert!(accepted > refused, "{accepted} of {} accepted", accepted + refused);
}

#[test]
fn in_groups_they_agree_on_broken_bodies() {
    let [refused, accepted] = agree_in_groups(15);
    assert!(accepted > 100 && refused > 100, "{accepted} accepted, {refused} refused");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn phone_numbers_addresses_and_moments_have_exact_patterns(
        phone in "[ \t\n\u{85}\u{a0}\u{2003}\u{202f}\u{feff}]{0,2}\\+{0,2}[-0-9 \u{a0}\u{2011}\u{2003}x]{0,20}",
        address in "[a-z@ é\u{0}\u{85}\u{a0}\u{feff}\u{3000}]{0,8}",
        moment in "20[0-9]{2}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-6][0-9](:[0-6][0-9])?(\\.[0-9]{0,3})?(Z|[+-][0-2][0-9](:[0-6][0-9])?)?)?",
    ) {
        let confirmation = json!({ "type": "immediate" });
        let twilio = json!({ "type": "twilio", "phoneNumber": phone, "confirmation": confirmation });
        let mailgun = json!({ "type": "mailgun", "address": address, "confirmation": confirmation });
        let update = Kind::Object(&UPDATE_USER);
        for (kind, body) in [(&LINKS, twilio), (&LINKS, mailgun), (&update, json!({ "signedUpAt": moment }))] {
            let accepted = is_accepted(kind, Version::V1, &body);
            prop_assert_eq!(accepted, is_valid(kind, Version::V1, &body), "{}", body);
        }
    }
}

#[test]
fn the_json_schema_is_one_and_all_its_references_lead_somewhere() {
    for version in Version::ALL {
        let schema = json_schema::print(kinds(REQUESTS), version, false);
        assert!(jsonschema::draft202012::meta::is_valid(&schema));
        let text = schema.to_string();
        let definitions = schema["$defs"].as_object().unwrap();
        for reference in text.split("\"#/$defs/").skip(1) {
            let reference = reference.split('"').next().unwrap();
            assert!(definitions.contains_key(reference), "{reference}");
        }
        for root in REQUESTS {
            assert!(definitions.contains_key(root.flat().name()));
        }
        assert!(definitions.keys().all(|name| !name.ends_with('_')), "two tables have one name");
    }
}

#[test]
fn a_version_has_only_what_it_knows() {
    let [v1, v1_1, v2] = Version::ALL.map(|version| json_schema::print(kinds(REQUESTS), version, false));
    assert!(v1.pointer("/$defs/CreateUser/properties/credentialRequired").is_some());
    assert!(v1_1.pointer("/$defs/CreateUser/properties/credentialRequired").is_none());
    assert!(v1.pointer("/$defs/WhatsAppLink").is_none());
    assert!(v1_1.pointer("/$defs/WhatsAppLink").is_some());
    assert!(v2.pointer("/$defs/MessengerLink").is_none());
    assert!(v1_1.pointer("/$defs/TextMessage/properties/htmlText").is_none());
    assert!(v2.pointer("/$defs/TextMessage/properties/htmlText").is_some());
    assert!(v1_1.pointer("/$defs/UpdateUser/properties/userId").is_none(), "it is refused");
}

#[test]
fn fields_keep_the_order_of_the_table() {
    let schema = json_schema::print(kinds(REQUESTS), Version::V1, false);
    let fields: Vec<_> = schema["$defs"]["TwilioLink"]["properties"].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["type", "primary", "phoneNumber", "confirmation", "skipConfirmation"]);
}

#[test]
fn the_types_name_nothing_that_they_do_not_declare_and_nothing_twice() {
    let text = typescript::print(kinds(REQUESTS), kinds(ANSWERS));
    let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with(['*', '/'])).collect();
    let declared: Vec<_> = code
        .iter()
        .map(|line| line.strip_prefix("export ").unwrap_or(line))
        .filter_map(|line| line.strip_prefix("interface ").or_else(|| line.strip_prefix("type ")))
        .filter_map(|line| line.split([' ', '=']).next())
        .collect();
    let unique: BTreeSet<_> = declared.iter().copied().collect();
    assert_eq!(unique.len(), declared.len());
    assert!(unique.len() > 80, "{}", unique.len());
    assert!(unique.iter().all(|name| !name.ends_with('_')), "two tables have one name");
    for line in code {
        let unquoted: String = line.split('"').step_by(2).collect::<Vec<_>>().join(" ");
        for word in unquoted.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
            let known = ["Date", "Record", "Untagged"].contains(&word) || unique.contains(word);
            assert!(!word.starts_with(|c: char| c.is_ascii_uppercase()) || known, "{word} in {line}");
            assert_ne!(word, "any");
        }
    }
}

#[test]
fn types_of_requests_are_closed_and_types_of_responses_take_new_words() {
    let text = typescript::print(kinds(REQUESTS), kinds(ANSWERS));
    for part in [
        "export interface TwilioLink extends PhoneLink {\n  type: \"twilio\";\n",
        "\ninterface LinkBase {\n",
        "export type Role = \"appMaker\" | \"appUser\";\n",
        "  items: readonly Item[];\n",
        "  signedUpAt?: Date | string | undefined;\n",
        "      integrationId?: undefined;\n",
        "  properties?: Record<string, string | number | boolean | undefined> | undefined;\n",
        "  payload: { readonly [key: string]: unknown };\n",
        "   * Only in v1.1.\n",
        "   * @deprecated\n",
        "   * @example \"+1 514-555-5555\"\n",
        "export type SentMessageRole = \"appMaker\" | \"appUser\" | \"whisper\" | (string & {});\n",
        "  messages: SentMessage[];\n",
        "  signedUpAt?: string;\n",
    ] {
        assert!(text.contains(part), "{part}");
    }
    // An index signature would let a misspelt field of a response compile.
    let responses = typescript::print([], kinds(ANSWERS));
    assert!(!responses.contains("  readonly [key: string]: unknown;\n"), "{responses}");
}

#[test]
fn tables_of_answers_and_of_requests_are_apart() {
    let requests = typescript::print(kinds(REQUESTS), []);
    let answers = typescript::print([], kinds(ANSWERS));
    let names = |text: &str| -> BTreeSet<String> {
        text.split("\nexport ").skip(2).filter_map(|part| Some(part.split_whitespace().nth(1)?.to_owned())).collect()
    };
    let shared: Vec<_> = names(&requests).intersection(&names(&answers)).cloned().collect();
    assert_eq!(shared, Vec::<String>::new(), "a shared table would be closed in answers");
}
