//! JSON Schema (draft 2020-12) of the tables, one document per version of the API.
//!
//! It says all that [`check`](super::check) says, but for what JSON Schema cannot: bytes of a flat object and names
//! that must differ; these are in `$comment`. Fields and variants of other versions are left out.

mod nested;
mod pattern;
mod rule;

use serde_json::{Map, Value, json};

use super::doc::parts;
use super::{Choice, Doc, Field, Format, Kind, List, Object, Presence, Text, Union, V2Layout, Version};

/// The definitions of `roots` and of all that they are made of, as `version` knows them.
///
/// Each table is `#/$defs/` and its name. An object that a union tells apart has its tag as a `const`. Fields that v2
/// puts into groups are printed flat, as the verbs take it, or `grouped`, as v2 does.
pub fn print(roots: impl IntoIterator<Item = Kind>, version: Version, grouped: bool) -> Value {
    let roots: Vec<Kind> = roots.into_iter().collect();
    let (_, definitions) = print_each(&roots, version, grouped);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": definitions,
    })
}

/// The schema of each of `roots`, and the definitions that these refer to.
pub fn print_each<'a>(
    roots: impl IntoIterator<Item = &'a Kind>,
    version: Version,
    grouped: bool,
) -> (Vec<Value>, Map<String, Value>) {
    let mut printer = Printer { version, grouped, tables: Vec::new(), definitions: Map::new() };
    let schemas = roots.into_iter().map(|root| printer.kind(root).into()).collect();
    (schemas, printer.definitions)
}

/// The value of a tag, with the name of the tag.
type Tag = (&'static str, &'static str);

/// The source of a definition: the same object under two tags makes two definitions.
#[derive(Clone, Copy)]
enum Table {
    Object(&'static Object, Option<Tag>),
    Union(&'static Union),
    V2Layout(&'static V2Layout),
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Object(a, tag), Self::Object(b, other)) => std::ptr::eq(*a, *b) && tag == other,
            (Self::Union(a), Self::Union(b)) => std::ptr::eq(*a, *b),
            (Self::V2Layout(a), Self::V2Layout(b)) => std::ptr::eq(*a, *b),
            _ => false,
        }
    }
}

struct Printer {
    version: Version,
    grouped: bool,
    tables: Vec<(Table, String)>,
    definitions: Map<String, Value>,
}

impl Printer {
    fn kind(&mut self, kind: &Kind) -> Map<String, Value> {
        match kind {
            Kind::Text(text) => members(text_schema(text, self.version)),
            Kind::Nested(nest) if self.grouped => self.reference(Table::V2Layout(nest)),
            Kind::Nested(nest) => self.kind(&nest.kind),
            Kind::Words(_) => members(json!({ "type": "string", "minLength": 1 })),
            Kind::Bool => members(json!({ "type": "boolean" })),
            Kind::Number => members(json!({ "type": "number" })),
            Kind::Integer(min, max) => members(json!({ "type": "integer", "minimum": min, "maximum": max })),
            Kind::Date => members(json!({ "type": "string", "pattern": pattern::DATE })),
            Kind::Choice(choice) => self.choice(choice),
            Kind::List(list) => self.list(list),
            Kind::Object(object) => self.reference(Table::Object(object, None)),
            Kind::Union(union) => self.reference(Table::Union(union)),
            Kind::Flat { bytes, .. } => members(json!({
                "type": if self.version == Version::V2 { json!(["object", "null"]) } else { json!("object") },
                "additionalProperties": { "type": ["string", "number", "boolean"] },
                "$comment": format!("Keys and values together have at most {bytes} bytes of UTF-8."),
            })),
            Kind::Open => members(json!({ "type": "object" })),
            Kind::Any => Map::new(),
            Kind::Native(native) => members(json!({ "$comment": format!("{}, in JavaScript", native.name) })),
        }
    }

    fn choice(&self, choice: &Choice) -> Map<String, Value> {
        let words = choice.words.iter().filter(|(_, versions)| versions.has(self.version)).map(|(word, _)| *word);
        members(json!({ "type": "string", "enum": words.collect::<Vec<_>>() }))
    }

    fn list(&mut self, list: &List) -> Map<String, Value> {
        let is_nullable = list.nullable && self.version == Version::V2;
        let name = if is_nullable { json!(["array", "null"]) } else { json!("array") };
        let mut schema = members(json!({ "type": name, "items": self.kind(&list.of) }));
        if list.min > 0 {
            schema.insert("minItems".into(), list.min.into());
        }
        if list.max < usize::MAX {
            schema.insert("maxItems".into(), list.max.into());
        }
        schema
    }

    /// A reference to the definition of `table`, which is made if it is not there yet.
    fn reference(&mut self, table: Table) -> Map<String, Value> {
        let name = match self.tables.iter().find(|(known, _)| *known == table) {
            Some((_, name)) => name.clone(),
            None => self.define(table),
        };
        members(json!({ "$ref": format!("#/$defs/{name}") }))
    }

    fn define(&mut self, table: Table) -> String {
        let mut name = match table {
            Table::Object(object, _) => object.name,
            Table::Union(union) => union.name,
            Table::V2Layout(nest) => nest.name,
        }
        .to_owned();
        if let (true, Table::Object(_, Some((_, tag)))) = (self.definitions.contains_key(&name), table) {
            name.push_str(&capitalised(tag));
        }
        while self.definitions.contains_key(&name) {
            name.push('_');
        }
        // The name is taken, and its place in the document with it, before its parts are looked at.
        self.tables.push((table, name.clone()));
        self.definitions.insert(name.clone(), Value::Null);
        let schema = match table {
            Table::Object(object, tag) => self.object(object, tag),
            Table::Union(union) => self.union(union),
            Table::V2Layout(nest) => self.nested(nest),
        };
        self.definitions.insert(name.clone(), schema.into());
        name
    }

    fn object(&mut self, object: &'static Object, tag: Option<Tag>) -> Map<String, Value> {
        let mut properties = Map::new();
        let mut required = Vec::new();
        if let Some((tag, value)) = tag {
            properties.insert(tag.into(), json!({ "const": value }));
            required.push(tag);
        }
        for field in self.fields(object) {
            let mut schema = described(self.kind(&field.kind), field.doc);
            if field.presence == Presence::ReadOnly {
                schema.insert("readOnly".into(), true.into());
            }
            properties.insert(field.name.into(), schema.into());
            if field.presence == Presence::Required {
                required.push(field.name);
            }
        }
        // One that lets others through refuses by name what this version lacks.
        for field in object.all_fields() {
            if object.open && !properties.contains_key(field.name) {
                properties.insert(field.name.into(), json!({ "not": {} }));
            }
        }
        let mut schema = titled(object.title, object.doc);
        schema.insert("type".into(), "object".into());
        schema.insert("properties".into(), properties.into());
        if !required.is_empty() {
            schema.insert("required".into(), required.into());
        }
        schema.insert("additionalProperties".into(), object.open.into());
        let known = |name: &str| self.fields(object).any(|field| field.name == name);
        rule::add(&mut schema, &object.all_rules(), known);
        schema
    }

    /// The fields that can be given in this version.
    fn fields(&self, object: &Object) -> impl Iterator<Item = &'static Field> + use<> {
        let version = self.version;
        let given =
            move |field: &&Field| field.versions.has(version) && !matches!(field.presence, Presence::Refused(_));
        object.all_fields().into_iter().filter(given)
    }

    fn union(&mut self, union: &'static Union) -> Map<String, Value> {
        let mut schema = titled(union.title, union.doc);
        if union.authorless {
            // Its objects need no role here, and have one definition each.
            schema.insert("type".into(), "object".into());
            return schema;
        }
        let variants = self.variants(union);
        let mut variants = self.or_untagged(union, variants);
        if union.open {
            let refused = union.refused.iter().map(|(word, _)| *word);
            let known: Vec<_> = union.variants.iter().map(|variant| variant.tag).chain(refused).collect();
            variants = members(json!({
                "type": "object",
                "required": [union.tag],
                "not": { "properties": { union.tag: { "type": "null" } } },
                "if": { "properties": { union.tag: { "enum": known } } },
                "then": variants,
            }));
        }
        match union.instead.and_then(|(field, object)| Some((field, object, object.field(field, self.version)?))) {
            Some((name, object, field)) if field.versions.has(self.version) => schema.extend(members(json!({
                "if": { "type": "object", "required": [name] },
                "then": self.reference(Table::Object(object, None)),
                "else": variants,
            }))),
            _ => schema.extend(variants),
        }
        schema
    }

    /// The variants, and the one that an object without a tag is.
    fn or_untagged(&mut self, union: &'static Union, variants: Map<String, Value>) -> Map<String, Value> {
        let is_only = union.variants.iter().all(|variant| !variant.versions.has(self.version));
        match union.untagged {
            Some((_, object, versions)) if versions.has(self.version) && is_only => self.object(object, None),
            Some((field, object, versions)) if versions.has(self.version) => members(json!({
                "if": {
                    "type": "object",
                    "required": if field.is_empty() { json!([]) } else { json!([field]) },
                    "not": { "required": [union.tag] },
                },
                "then": self.object(object, None),
                "else": variants,
            })),
            _ => variants,
        }
    }

    fn variants(&mut self, union: &'static Union) -> Map<String, Value> {
        let mut variants = Vec::new();
        for variant in union.variants {
            if variant.versions.has(self.version) {
                variants.push(self.reference(Table::Object(variant.object, Some((union.tag, variant.tag)))));
            }
        }
        members(json!({
            "type": "object",
            "required": [union.tag],
            "discriminator": { "propertyName": union.tag },
            "oneOf": variants,
        }))
    }
}

fn text_schema(text: &Text, version: Version) -> Value {
    let (least, most) = if version == Version::V2 { text.in_v2 } else { (0, usize::MAX) };
    let is_nullable = text.nullable && version == Version::V2;
    let mut schema = Map::new();
    schema.insert("type".into(), if is_nullable { json!(["string", "null"]) } else { json!("string") });
    match text.format {
        Format::Phone => schema.insert("pattern".into(), pattern::PHONE.into()),
        Format::Email => schema.insert("pattern".into(), pattern::EMAIL.into()),
        Format::Plain | Format::Trimmed => None,
    };
    if text.format == Format::Plain && text.min.max(least) > 0 {
        schema.insert("minLength".into(), text.min.max(least).into());
    }
    if most < usize::MAX {
        schema.insert("maxLength".into(), most.into());
    }
    schema.into()
}

fn titled(title: &str, doc: Doc) -> Map<String, Value> {
    let bare = ["a ", "an ", "the "].iter().find_map(|article| title.strip_prefix(article)).unwrap_or(title);
    let mut schema = members(json!({ "title": capitalised(bare) }));
    schema.extend(described(Map::new(), doc));
    schema
}

fn described(mut schema: Map<String, Value>, doc: Doc) -> Map<String, Value> {
    let parts = parts(doc);
    let description = parts.description();
    if !description.is_empty() {
        schema.insert("description".into(), description.into());
    }
    let examples = parts.json_examples();
    if !examples.is_empty() {
        schema.insert("examples".into(), examples.into());
    }
    if parts.deprecated {
        schema.insert("deprecated".into(), true.into());
    }
    schema
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn members(schema: Value) -> Map<String, Value> {
    match schema {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
