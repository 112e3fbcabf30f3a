//! Forms (docs/api/v1.md, section 6.2).

use serde_json::{Value, json};

use super::{MESSAGES, accepts, always_holds, refuses, with};

fn form(fields: Vec<Value>) -> Value {
    json!({ "role": "appMaker", "type": "form", "fields": fields })
}

fn field(name: &str) -> Value {
    json!({ "type": "text", "name": name, "label": "Your name?" })
}

fn select(options: &[String]) -> Value {
    let options: Vec<_> = options.iter().map(|name| json!({ "name": name, "label": "A choice" })).collect();
    form(vec![json!({ "type": "select", "name": "choice", "label": "Which?", "options": options })])
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("option-{number}")).collect()
}

#[test]
fn a_form_asks_for_text_an_address_or_a_choice() {
    let text = with(&field("name"), json!({ "placeholder": "Ada", "minSize": 1, "maxSize": 30 }));
    let email = json!({ "type": "email", "name": "email", "label": "Your address?" });
    always_holds(
        &MESSAGES,
        &[
            accepts("both", with(&form(vec![text, email]), json!({ "blockChatInput": true }))),
            accepts("a choice", select(&names(2))),
            refuses("no question", form(vec![]), &[("fields", "must have at least 1 items; got 0")]),
            refuses(
                "another question",
                form(vec![json!({ "type": "date", "name": "a", "label": "b" })]),
                &[("fields[0].type", "\"text\", \"email\" or \"select\"")],
            ),
            refuses(
                "a question without a label",
                form(vec![json!({ "type": "email", "name": "email" })]),
                &[("fields[0].label", "is required in an email field.")],
            ),
            refuses(
                "a question without a name",
                form(vec![with(&field(""), json!({}))]),
                &[("fields[0].name", "a string that is not empty")],
            ),
            refuses(
                "an address of a certain size",
                form(vec![json!({ "type": "email", "name": "email", "label": "b", "minSize": 1 })]),
                &[("fields[0].minSize", "is not a field of an email field")],
            ),
        ],
    );
}

#[test]
fn names_of_questions_differ() {
    always_holds(
        &MESSAGES,
        &[
            accepts("two names", form(vec![field("a"), field("b")])),
            refuses(
                "one name twice",
                form(vec![field("a"), field("b"), field("a")]),
                &[("fields[2].name", "must be different in every item")],
            ),
        ],
    );
}

#[test]
fn a_choice_has_one_to_twenty_options_that_differ() {
    always_holds(
        &MESSAGES,
        &[
            accepts("one", select(&names(1))),
            accepts("twenty", select(&names(20))),
            refuses("none", select(&[]), &[("fields[0].options", "must have 1 to 20 items; got 0")]),
            refuses("twenty-one", select(&names(21)), &[("fields[0].options", "must have 1 to 20 items; got 21")]),
            refuses(
                "one twice",
                select(&["a".into(), "b".into(), "b".into()]),
                &[("fields[0].options[2].name", "must be different in every item")],
            ),
        ],
    );
}
