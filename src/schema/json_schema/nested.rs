//! JSON Schema of an object whose fields v2 puts into groups.

use serde_json::{Map, Value, json};

use super::{Printer, Tag, capitalised, described, members, rule};
use crate::schema::{Kind, Object, Presence, Rule, V2Layout};

/// A group of one variant: its schemas by name, and which must be there.
#[derive(Default)]
struct Group {
    name: &'static str,
    properties: Map<String, Value>,
    required: Vec<&'static str>,
}

impl Printer {
    /// The object in groups.
    pub(super) fn nested(&mut self, nest: &'static V2Layout) -> Map<String, Value> {
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

    /// One of these objects in groups. Their differences are in the member concerned, and for a member outside the group
    /// of the tag, again by the tag.
    fn one_of_several(
        &mut self,
        nest: &'static V2Layout,
        variants: &[(Option<Tag>, &'static Object)],
    ) -> Map<String, Value> {
        let mut properties: Map<String, Value> = Map::new();
        let mut required: Option<Vec<String>> = None;
        let mut tagged: Vec<(Tag, String, Value)> = Vec::new();
        let mut all_of: Vec<Value> = Vec::new();
        for (tag, object) in variants {
            let mut needed = Vec::new();
            for group in self.groups(nest, *tag, object) {
                for (name, schema, is_required) in self.group(nest, object, group) {
                    if is_required {
                        needed.push(name.clone());
                    }
                    let is_tagged = name == nest.rest;
                    if let (Some(tag), false) = (tag, is_tagged) {
                        tagged.push((*tag, name.clone(), schema.clone()));
                    }
                    let words = if tag.is_some() && is_tagged { "oneOf" } else { "anyOf" };
                    either(&mut properties, name, schema, words);
                }
            }
            required = Some(match required {
                None => needed,
                Some(known) => known.into_iter().filter(|name| needed.contains(name)).collect(),
            });
            for rule in object.all_rules().into_iter().filter_map(|rule| across(nest, rule)) {
                if !all_of.contains(&rule) {
                    all_of.push(rule);
                }
            }
        }
        for ((tag, value), name, schema) in tagged {
            if properties.get(&name) != Some(&schema) {
                let is_tag = json!({ "properties": { tag: { "const": value } }, "required": [tag] });
                all_of.push(json!({
                    "if": { "properties": { nest.rest: is_tag }, "required": [nest.rest] },
                    "then": { "properties": { name: schema } },
                }));
            }
        }
        let mut schema = members(json!({
            "type": "object",
            "properties": properties,
            "required": required.unwrap_or_default(),
            "additionalProperties": false,
        }));
        if !all_of.is_empty() {
            schema.insert("allOf".into(), all_of.into());
        }
        schema
    }

    fn groups(&mut self, nest: &'static V2Layout, tag: Option<Tag>, object: &'static Object) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        if let Some((tag, value)) = tag {
            let properties = members(json!({ tag: { "const": value } }));
            groups.push(Group { name: nest.rest, properties, required: vec![tag] });
        }
        for field in self.fields(object) {
            let (name, member) = nest.place(field.name);
            let place = nest.places.iter().find(|place| place.field == field.name);
            let mut schema = self.kind(&field.kind);
            if let (Some(place), Some(Value::Array(words))) = (place, schema.get_mut("enum")) {
                for word in words {
                    if let Some((_, other)) = place.words.iter().find(|(flat, _)| word == flat) {
                        *word = (*other).into();
                    }
                }
            }
            if field.presence == Presence::ReadOnly {
                schema.insert("readOnly".into(), true.into());
            }
            let schema = described(schema, field.doc);
            if groups.iter().all(|group| group.name != name) {
                groups.push(Group { name, ..Group::default() });
            }
            for group in groups.iter_mut().filter(|group| group.name == name) {
                group.properties.insert(member.into(), schema.clone().into());
                if field.presence == Presence::Required {
                    group.required.push(member);
                }
            }
        }
        groups
    }

    /// The schema of a group at the top: itself as one member, or its members if it is the top itself.
    fn group(&mut self, nest: &V2Layout, object: &'static Object, group: Group) -> Vec<(String, Value, bool)> {
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
        let rules = object.all_rules().into_iter().filter(|rule| is_inside(nest, rule, name));
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

/// Returns true if a rule binds fields of one group, which have their own names there.
fn is_inside(nest: &V2Layout, rule: &Rule, group: &str) -> bool {
    rule::fields(rule).iter().all(|field| nest.place(field) == (group, *field))
}

/// A rule that binds fields of different groups.
fn across(nest: &V2Layout, rule: &Rule) -> Option<Value> {
    let Rule::OnlyWith { fields, field, is } = rule else { return None };
    if is_inside(nest, rule, nest.place(field).0) {
        return None;
    }
    let words = nest.places.iter().find(|place| place.field == *field).map_or(&[][..], |place| place.words);
    let word = words.iter().find(|(flat, _)| flat == is).map_or(*is, |(_, word)| word);
    let given = fields.iter().map(|field| within(nest, field, |name| json!({ "required": [name] })));
    Some(json!({
        "if": { "anyOf": given.collect::<Vec<_>>() },
        "then": within(nest, field, |name| json!({ "properties": { name: { "const": word } } })),
    }))
}

/// The schema of a field, in its group; nothing if the group is not an object. Whether the group must be there is
/// checked elsewhere.
fn within(nest: &V2Layout, field: &str, of: impl Fn(&str) -> Value) -> Value {
    match nest.place(field) {
        ("", name) => of(name),
        (group, name) => {
            let mut inside = members(of(name));
            inside.insert("type".into(), "object".into());
            json!({ "properties": { group: inside }, "required": [group] })
        }
    }
}

/// Adds a schema for a member, beside those that it has, which are in `anyOf` or, with tags, in `oneOf`.
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
