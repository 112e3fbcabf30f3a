//! Walks a table and an official schema (`OpenAPI` 3.0) together and finds where they differ.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use smooch_edge::schema::{Kind, Object, Presence};

/// How a property or a word differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The official shape lacks it.
    OnlyHere,
    /// The table lacks it.
    OnlyThere,
    /// The table does not require it. (What it requires beyond the official shape, the examples prove.)
    RequiredThere,
    /// The official shape does not say that it may be `null`.
    NullableHere,
    /// The table does not say that it may be `null`.
    NullableThere,
    /// It is of another type.
    OtherType,
}

/// A schema with its references followed and its parts put together.
#[derive(Clone, Debug, Default)]
struct Shape {
    kind: String,
    properties: BTreeMap<String, Json>,
    required: BTreeSet<String>,
    words: BTreeSet<String>,
    /// The property that tells alternatives apart, with its words.
    tag: Option<(String, BTreeSet<String>)>,
    items: Json,
    nullable: bool,
    write_only: bool,
}

/// A walk, with the differences that it has found: table, property or `property=word`, how.
pub struct Walk<'a> {
    specification: &'a Json,
    pub found: BTreeSet<(String, String, How)>,
    seen: BTreeSet<(&'static str, String)>,
}

impl<'a> Walk<'a> {
    pub fn new(specification: &'a Json) -> Self {
        Self { specification, found: BTreeSet::new(), seen: BTreeSet::new() }
    }

    /// Compares an object, and all that is in it.
    pub fn object(&mut self, table: &'static Object, schema: &Json) {
        if !self.seen.insert((table.name, schema.to_string())) {
            return;
        }
        let shape = self.shape(schema);
        let fields = table.all_fields();
        for field in &fields {
            let Some(there) = shape.properties.get(field.name) else {
                self.differs(table, field.name, How::OnlyHere);
                continue;
            };
            let mut there = self.shape(there);
            if let Some((tag, words)) = &shape.tag
                && tag == field.name
            {
                there.words.clone_from(words);
            }
            if shape.required.contains(field.name) && field.presence != Presence::Required {
                self.differs(table, field.name, How::RequiredThere);
            }
            match (field.presence == Presence::Nullable, there.nullable) {
                (true, false) => self.differs(table, field.name, How::NullableHere),
                (false, true) => self.differs(table, field.name, How::NullableThere),
                _ => {}
            }
            self.kind(table, field.name, &field.kind, &there);
        }
        for (name, there) in &shape.properties {
            if !fields.iter().any(|field| field.name == name) && !self.shape(there).write_only {
                self.differs(table, name, How::OnlyThere);
            }
        }
    }

    fn kind(&mut self, table: &'static Object, name: &str, kind: &Kind, there: &Shape) {
        let here = match kind {
            Kind::Text(_) | Kind::Words(_) | Kind::Date | Kind::Choice(_) => "string",
            Kind::Bool => "boolean",
            Kind::Number => "number",
            Kind::Integer(..) => "integer",
            Kind::List(_) => "array",
            Kind::Object(_) | Kind::Union(_) | Kind::Nested(_) | Kind::Flat { .. } | Kind::Open => "object",
            Kind::Any | Kind::Native(_) => "anything",
        };
        if here != there.kind {
            return self.differs(table, name, How::OtherType);
        }
        match kind {
            Kind::Object(object) if there.properties.is_empty() => {
                for field in object.all_fields() {
                    self.differs(object, field.name, How::OnlyHere);
                }
            }
            Kind::Object(object) => self.object(object, &there.as_schema()),
            Kind::List(list) => {
                let items = self.shape(&there.items);
                self.kind(table, name, &list.of, &items);
            }
            Kind::Open | Kind::Flat { .. } => {
                for property in there.properties.keys() {
                    self.differs(table, &format!("{name}.{property}"), How::OnlyThere);
                }
            }
            Kind::Text(_) | Kind::Choice(_) => {
                let here: BTreeSet<String> = match kind {
                    Kind::Choice(choice) => choice.words.iter().map(|(word, _)| (*word).to_owned()).collect(),
                    _ => BTreeSet::new(),
                };
                for word in here.difference(&there.words) {
                    self.differs(table, &format!("{name}={word}"), How::OnlyHere);
                }
                for word in there.words.difference(&here) {
                    self.differs(table, &format!("{name}={word}"), How::OnlyThere);
                }
            }
            _ => {}
        }
    }

    fn differs(&mut self, table: &Object, property: &str, how: How) {
        self.found.insert((table.name.to_owned(), property.to_owned(), how));
    }

    fn shape(&self, schema: &Json) -> Shape {
        if let Some(reference) = schema["$ref"].as_str() {
            let pointer = reference.strip_prefix('#').unwrap();
            return self.shape(self.specification.pointer(pointer).unwrap_or_else(|| panic!("{reference}")));
        }
        let mut shape = Shape {
            kind: schema["type"].as_str().unwrap_or_default().to_owned(),
            required: strings(&schema["required"]),
            words: strings(&schema["enum"]),
            items: schema["items"].clone(),
            nullable: schema["nullable"] == true,
            write_only: schema["writeOnly"] == true,
            ..Shape::default()
        };
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            shape.properties.insert(name.clone(), property.clone());
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            let part = self.shape(part);
            shape.kind = first(shape.kind, part.kind);
            // Where two parts have the same property, what the later one says is added to what the earlier said.
            for (name, property) in part.properties {
                let both = match shape.properties.remove(&name) {
                    Some(before) => serde_json::json!({ "allOf": [before, property] }),
                    None => property,
                };
                shape.properties.insert(name, both);
            }
            shape.required.extend(part.required);
            shape.words.extend(part.words);
            shape.tag = shape.tag.or(part.tag);
            shape.nullable |= part.nullable && schema["nullable"] != false;
            shape.write_only |= part.write_only;
            if !part.items.is_null() {
                shape.items = part.items;
            }
        }
        let alternatives = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array());
        for (index, part) in alternatives.into_iter().flatten().enumerate() {
            let part = self.shape(part);
            shape.kind = first(shape.kind, part.kind);
            for (name, property) in part.properties {
                shape.properties.entry(name).or_insert(property);
            }
            shape.required =
                if index == 0 { part.required } else { shape.required.intersection(&part.required).cloned().collect() };
        }
        if let Some(tag) = schema["discriminator"]["propertyName"].as_str() {
            let words = match schema["discriminator"]["mapping"].as_object() {
                Some(mapping) => mapping.keys().cloned().collect(),
                None => alternatives.into_iter().flatten().filter_map(|part| last(&part["$ref"])).collect(),
            };
            shape.tag = Some((tag.to_owned(), words));
        }
        if shape.kind.is_empty() && !shape.properties.is_empty() {
            shape.kind.push_str("object");
        }
        shape
    }
}

impl Shape {
    /// As a schema without references to itself.
    fn as_schema(&self) -> Json {
        let required: Vec<_> = self.required.iter().collect();
        let mut schema = serde_json::json!({ "type": self.kind, "properties": self.properties, "required": required });
        if let Some((tag, words)) = &self.tag {
            let mapping: BTreeMap<_, _> = words.iter().map(|word| (word, "")).collect();
            schema["discriminator"] = serde_json::json!({ "propertyName": tag, "mapping": mapping });
        }
        schema
    }
}

fn strings(list: &Json) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect()
}

fn first(a: String, b: String) -> String {
    if a.is_empty() { b } else { a }
}

/// The last part of a reference.
fn last(reference: &Json) -> Option<String> {
    Some(reference.as_str()?.rsplit('/').next()?.to_owned())
}
