//! JSON Schema of an object whose fields v2 puts into groups.

use serde_json::{Map, Value, json};

use super::{Printer, Tag, capitalised, described, members, rule};
use crate::schema::{Kind, Need, Nest, Object};

/// A group of one variant: its schemas by name, and which must be there.
#[derive(Default)]
struct Group {
    name: &'static str,
    properties: Map<String, Value>,
    required: Vec<&'static str>,
}

impl Printer {
    /// The object in groups.
    pub(super) fn nested(&mut self, nest: &'static Nest) -> Map<String, Value> {
        match &nest.kind {
            Kind::Object(object) => self.one_of_several(nest, &[(None, object)]),
            Kind::Union(union) => {
                let variants = union.variants.iter().filter(|variant| variant.versions.has(self.version));
                let variants: Vec<_> =
                    variants.map(|variant| (Some((union.tag, variant.tag)), variant.object)).collect();
                let schema = self.one_of_several(nest, &variants);
                match union.instead {
                    None => schema,
                    Some((field, object)) => members(json!({
                        "if": { "type": "object", "required": [nest.place(field).1] },
                        "then": self.one_of_several(nest, &[(None, object)]),
                        "else": schema,
                    })),
                }
            }
            _ => Map::new(),
        }
    }

    /// One of these objects in groups. What differs from one to the other stands in the member it concerns.
    fn one_of_several(
        &mut self,
        nest: &'static Nest,
        variants: &[(Option<Tag>, &'static Object)],
    ) -> Map<String, Value> {
        let mut properties: Map<String, Value> = Map::new();
        let mut required: Option<Vec<String>> = None;
        for (tag, object) in variants {
            let mut needed = Vec::new();
            for group in self.groups(nest, *tag, object) {
                for (name, schema, is_required) in self.group(nest, object, group) {
                    if is_required {
                        needed.push(name.clone());
                    }
                    let words = if tag.is_some() && name == nest.rest { "oneOf" } else { "anyOf" };
                    either(&mut properties, name, schema, words);
                }
            }
            required = Some(match required {
                None => needed,
                Some(known) => known.into_iter().filter(|name| needed.contains(name)).collect(),
            });
        }
        members(json!({
            "type": "object",
            "properties": properties,
            "required": required.unwrap_or_default(),
            "additionalProperties": false,
        }))
    }

    fn groups(&mut self, nest: &'static Nest, tag: Option<Tag>, object: &'static Object) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        if let Some((tag, value)) = tag {
            let properties = members(json!({ tag: { "const": value } }));
            groups.push(Group { name: nest.rest, properties, required: vec![tag] });
        }
        for field in self.fields(object).filter(|field| nest.reaches(object, field)) {
            let whole = nest.whole.filter(|(whole, _)| *whole == field.name);
            let (name, member) = if whole.is_some() { ("", nest.rest) } else { nest.place(field.name) };
            let place = nest.places.iter().find(|place| place.field == field.name);
            let mut schema = self.kind(&field.kind);
            if let (Some(place), Some(Value::Array(words))) = (place, schema.get_mut("enum")) {
                for word in words {
                    if let Some((_, other)) = place.words.iter().find(|(flat, _)| word == flat) {
                        *word = (*other).into();
                    }
                }
            }
            let schema = described(schema, field.doc);
            if groups.iter().all(|group| group.name != name) {
                groups.push(Group { name, ..Group::default() });
            }
            for group in groups.iter_mut().filter(|group| group.name == name) {
                group.properties.insert(member.into(), schema.clone().into());
                if field.need == Need::Required {
                    group.required.push(member);
                }
            }
        }
        groups
    }

    /// What a group is at the top: itself as one member, or its members where it is the top itself.
    fn group(&mut self, nest: &Nest, object: &'static Object, group: Group) -> Vec<(String, Value, bool)> {
        let Group { name, properties, required } = group;
        if name.is_empty() {
            let members = properties.into_iter();
            return members.map(|(name, schema)| (name.clone(), schema, required.contains(&name.as_str()))).collect();
        }
        let mut schema = members(json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        }));
        let inside = |field: &&str| nest.place(field) == (name, *field);
        let rules = object.all_rules().into_iter().filter(|rule| rule::fields(rule).iter().all(inside));
        let known = |name: &str| properties.contains_key(name);
        rule::add(&mut schema, &rules.collect::<Vec<_>>(), known);
        let schema = if name == nest.rest {
            let name = format!("{}{}", object.name, capitalised(name));
            self.definitions.insert(name.clone(), schema.into());
            json!({ "$ref": format!("#/$defs/{name}") })
        } else {
            schema.into()
        };
        vec![(name.into(), schema, !required.is_empty())]
    }
}

/// Adds a schema for a member, beside those that it has, which stand in `anyOf` or, with tags, in `oneOf`.
fn either(properties: &mut Map<String, Value>, name: String, schema: Value, words: &str) {
    match properties.get_mut(&name) {
        None => {
            properties.insert(name, schema);
        }
        Some(known) if *known == schema => {}
        Some(known) => match known.get_mut(words).and_then(Value::as_array_mut) {
            Some(several) if several.contains(&schema) => {}
            Some(several) => several.push(schema),
            None => *known = json!({ words: [known.clone(), schema] }),
        },
    }
}
