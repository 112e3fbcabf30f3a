//! Rules as JSON Schema: each becomes a member of `allOf`, or a `$comment` if JSON Schema has no words for it.

use serde_json::{Map, Value, json};

use crate::schema::Rule;

/// The fields that a rule names.
pub(super) fn fields(rule: &Rule) -> Vec<&'static str> {
    match rule {
        Rule::OneOf(names) | Rule::AnyOf(names) | Rule::AtMostOne(names) => names.to_vec(),
        Rule::OnlyWith { fields, field, .. } => fields.iter().copied().chain([*field]).collect(),
        Rule::Apart { list, .. } | Rule::Once { list, .. } | Rule::Distinct { list, .. } => vec![list],
    }
}

/// Adds `rules` to the schema of their object, in which the fields that are `known` exist.
pub(super) fn add(schema: &mut Map<String, Value>, rules: &[&Rule], known: impl Fn(&str) -> bool) {
    let required = |names: &[&str]| -> Vec<Value> {
        names.iter().filter(|name| known(name)).map(|name| json!({ "required": [name] })).collect()
    };
    let mut all_of = Vec::new();
    let mut comments = Vec::new();
    for rule in rules {
        match rule {
            Rule::OneOf(names) => all_of.push(json!({ "oneOf": required(names) })),
            Rule::AtMostOne(names) => {
                let pairs =
                    names.iter().enumerate().flat_map(|(at, a)| names.iter().skip(at).skip(1).map(move |b| [a, b]));
                all_of.extend(pairs.map(|pair| json!({ "not": { "required": pair } })));
            }
            Rule::AnyOf(names) => all_of.push(json!({ "anyOf": required(names) })),
            Rule::OnlyWith { fields, field, is } => {
                let only = json!({ "properties": { *field: { "const": is } } });
                let fields = fields.iter().filter(|name| known(name));
                let dependent: Map<_, _> = fields.map(|name| ((*name).to_owned(), only.clone())).collect();
                all_of.push(json!({ "dependentSchemas": dependent }));
            }
            Rule::Apart { list, types } => {
                let one_of_them =
                    json!({ "type": "object", "properties": { "type": { "enum": types } }, "required": ["type"] });
                let any = json!({ "type": "array", "contains": one_of_them });
                let all = json!({ "type": "array", "items": one_of_them });
                all_of.push(json!({
                    "if": { "properties": { *list: any }, "required": [list] },
                    "then": { "properties": { *list: all } },
                }));
            }
            Rule::Once { list, field } => {
                let holds =
                    json!({ "type": "object", "properties": { *field: { "const": true } }, "required": [field] });
                let once = json!({ "type": "array", "contains": holds, "minContains": 0, "maxContains": 1 });
                all_of.push(json!({ "properties": { *list: once } }));
            }
            Rule::Distinct { list, field } => {
                comments.push(format!("`{field}` differs in every item of `{list}`."));
            }
        }
    }
    if !all_of.is_empty() {
        schema.insert("allOf".into(), all_of.into());
    }
    if !comments.is_empty() {
        schema.insert("$comment".into(), comments.join(" ").into());
    }
}
