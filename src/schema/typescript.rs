//! TypeScript types of the tables: the text of a `.d.ts` module.
//!
//! Requests are closed. Responses may have unknown words, which the types take, and unknown fields, which they do not
//! name: an index signature would let a misspelt field compile.
//! Bases are interfaces that are not exported.

mod alike;
mod jsdoc;
mod nested;

use std::fmt::Write as _;

use self::alike::alike;
use self::jsdoc::jsdoc;
pub use self::jsdoc::{comment, paragraphs};
use super::{Choice, Field, Kind, List, Object, Presence, Rule, Union, V2Layout, Version, Versions};

/// The types of requests and of responses, and of all that they are made of, for all versions together.
pub fn print(requests: impl IntoIterator<Item = Kind>, answers: impl IntoIterator<Item = Kind>) -> String {
    let mut printer = Printer::default();
    for request in requests {
        printer.kind(&request);
    }
    printer.direction = Direction::Answer;
    for answer in answers {
        printer.kind(&answer);
    }
    printer.finish()
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Direction {
    #[default]
    Request,
    Answer,
}

/// The value of a tag, with the name of the tag and the versions in which the two exist.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Tag {
    name: &'static str,
    value: &'static str,
    versions: Versions,
}

impl Tag {
    /// The member that an object has for it.
    fn member(self) -> String {
        format!("{}: \"{}\";", self.name, self.value)
    }
}

#[derive(Clone, Copy, Debug)]
enum Table {
    Base(&'static Object),
    Object(&'static Object, Option<Tag>),
    Union(&'static Union),
    Choice(&'static Choice),
    V2Layout(&'static V2Layout),
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Base(a), Self::Base(b)) => std::ptr::eq(*a, *b),
            (Self::Object(a, tag), Self::Object(b, other)) => std::ptr::eq(*a, *b) && tag == other,
            (Self::Union(a), Self::Union(b)) => std::ptr::eq(*a, *b),
            (Self::Choice(a), Self::Choice(b)) => std::ptr::eq(*a, *b),
            (Self::V2Layout(a), Self::V2Layout(b)) => std::ptr::eq(*a, *b),
            _ => false,
        }
    }
}

#[derive(Debug)]
struct Declared {
    table: Table,
    /// The oldest version that has the type in this form; none if it is for all versions together.
    version: Option<Version>,
    name: String,
    text: String,
}

impl Declared {
    /// The declaration. A base that turned out to be a type of its own is exported.
    fn exported(self) -> String {
        let interface = format!("interface {} ", self.name);
        if matches!(self.table, Table::Object(..)) && !self.text.contains("export ") {
            return self.text.replacen(&interface, &format!("export {interface}"), 1);
        }
        self.text
    }
}

/// Gives each table the name of its type, and collects the declarations.
#[derive(Debug, Default)]
pub struct Printer {
    direction: Direction,
    /// The version whose types are printed; none for all versions together.
    version: Option<Version>,
    types: Vec<Declared>,
}

impl Printer {
    /// The type of what is sent in `version`. If it differs from that of an older version, its name ends in its own
    /// version: `LinkV2`.
    pub fn request(&mut self, kind: &Kind, version: Version) -> String {
        self.direction = Direction::Request;
        self.version = Some(version);
        self.kind(kind)
    }

    /// The type of what is sent, for all versions together: what only some have says so.
    pub fn of_all_versions(&mut self, kind: &Kind) -> String {
        self.direction = Direction::Request;
        self.version = None;
        self.kind(kind)
    }

    /// The type of a response, for all versions together.
    pub fn answer(&mut self, object: &'static Object) -> String {
        self.answer_of(&Kind::Object(object))
    }

    /// The same of any kind.
    pub fn answer_of(&mut self, kind: &Kind) -> String {
        self.direction = Direction::Answer;
        self.version = None;
        self.kind(kind)
    }

    /// The name of the type of what is sent in `version`.
    pub fn name_of(kind: &Kind, version: Version) -> String {
        Self::default().request(kind, version)
    }

    /// All declarations.
    pub fn finish(self) -> String {
        let texts: Vec<_> = self.types.into_iter().map(Declared::exported).collect();
        // Without this line every declaration of a `.d.ts` file is exported, the bases too.
        format!("export {{}};\n\n{}", texts.join("\n"))
    }

    /// Returns true if the printed version has what these have.
    fn has(&self, versions: Versions) -> bool {
        self.version.is_none_or(|version| versions.has(version))
    }

    /// The versions to name: none if the type itself is of one version.
    fn told(&self, versions: Versions) -> Versions {
        if self.version.is_some() { Versions::ALL } else { versions }
    }

    /// The type of a kind, as it is written after a colon.
    fn kind(&mut self, kind: &Kind) -> String {
        match kind {
            Kind::Text(_) | Kind::Words(_) => "string".into(),
            Kind::Bool => "boolean".into(),
            Kind::Number | Kind::Integer(..) => "number".into(),
            Kind::Date if self.direction == Direction::Answer => "string".into(),
            Kind::Date => "Date | string".into(),
            Kind::Choice(choice) if choice.name.starts_with('"') => choice.name.into(),
            Kind::Choice(choice) => self.name(Table::Choice(choice)),
            Kind::List(list) => self.list(list),
            Kind::Object(object) => self.name(Table::Object(object, None)),
            Kind::Union(union) => self.name(Table::Union(union)),
            Kind::Nested(nest) if !self.has(Versions::V2) => self.kind(&nest.kind),
            Kind::Nested(nest) => format!("{} | {}", self.kind(&nest.kind), self.name(Table::V2Layout(nest))),
            Kind::Flat { typescript, .. } if !typescript.is_empty() => (*typescript).into(),
            Kind::Flat { .. } => format!("Record<string, string | number | boolean{}>", self.or_undefined()),
            Kind::Open => "{ readonly [key: string]: unknown }".into(),
            Kind::Any => "unknown".into(),
            Kind::Native(native) if native.typescript.contains("=> ") && native.typescript.starts_with('(') => {
                format!("({})", native.typescript)
            }
            Kind::Native(native) => native.typescript.into(),
        }
    }

    /// The addition to the type of an optional field: `exactOptionalPropertyTypes` tells `undefined` from absent, and in
    /// a request it may be either.
    pub(super) fn or_undefined(&self) -> &'static str {
        if self.direction == Direction::Request { " | undefined" } else { "" }
    }

    /// The addition to the type of a field that null takes away: only v2 has such, and a type that an older version has
    /// in the same form is printed as that takes it.
    fn or_null(&self, kind: &Kind) -> &'static str {
        let is_v2 = self.direction == Direction::Request && self.version == Some(Version::V2);
        if is_v2 && kind.takes_null() { " | null" } else { "" }
    }

    /// A list. In a request it may be read-only; that it is not empty, TypeScript leaves to the check.
    fn list(&mut self, list: &List) -> String {
        let of = self.kind(&list.of);
        let of = if of.contains(['|', '&']) { format!("({of})") } else { of };
        let readonly = if self.direction == Direction::Request { "readonly " } else { "" };
        format!("{readonly}{of}[]")
    }

    /// The name of the type of `table`, which is declared if it is not yet.
    fn name(&mut self, table: Table) -> String {
        let oldest = |version| Version::ALL.into_iter().find(|older| alike(table, *older, version)).unwrap_or(version);
        let version = self.version.map(oldest);
        let known = self.types.iter().find(|declared| declared.table == table && declared.version == version);
        if let Some(declared) = known {
            return declared.name.clone();
        }
        // A table that is both the base of a type and a type of its own is printed once.
        let other = match table {
            Table::Base(object) if one_of(object).is_none() => Some(Table::Object(object, None)),
            Table::Object(object, None) => Some(Table::Base(object)),
            _ => None,
        };
        let same = |declared: &&mut Declared| Some(declared.table) == other && declared.version == version;
        if let Some(declared) = self.types.iter_mut().find(same) {
            if matches!(table, Table::Object(..)) {
                declared.table = table;
            }
            return declared.name.clone();
        }
        let mut name = match table {
            Table::Base(object) | Table::Object(object, _) => object.name,
            Table::Union(union) => union.name,
            Table::Choice(choice) => choice.name,
            Table::V2Layout(nest) => nest.name,
        }
        .to_owned();
        match version {
            Some(Version::V1_1) => name.push_str("V1_1"),
            Some(Version::V2) if !matches!(table, Table::V2Layout(_)) => name.push_str("V2"),
            _ => {}
        }
        while self.types.iter().any(|declared| declared.name == name) {
            name.push('_');
        }
        // The name is taken, and its place in the text with it, before its parts are looked at.
        let at = self.types.len();
        self.types.push(Declared { table, version, name: name.clone(), text: String::new() });
        let text = match table {
            Table::Base(object) => self.interface(&name, object, None, false),
            Table::Object(object, tag) => match one_of(object) {
                Some(names) => self.alternatives(&name, object, tag, names),
                None => self.interface(&name, object, tag, true),
            },
            Table::Union(union) => self.union(&name, union),
            Table::Choice(choice) => self.choice(&name, choice),
            Table::V2Layout(nest) => self.nested(nest),
        };
        if let Some(declared) = self.types.get_mut(at) {
            declared.text = text;
        }
        name
    }

    fn interface(&mut self, name: &str, object: &'static Object, tag: Option<Tag>, exported: bool) -> String {
        let mut text = jsdoc(object.doc, tag.map_or(Versions::ALL, |tag| self.told(tag.versions)), None, "");
        let export = if exported { "export " } else { "" };
        let base = object.base.map(|base| format!(" extends {}", self.name(Table::Base(base)))).unwrap_or_default();
        let _ = writeln!(text, "{export}interface {name}{base} {{");
        if let Some(tag) = tag {
            let _ = writeln!(text, "  {}", tag.member());
        }
        for row in self.rows(object, object.fields) {
            text.push_str(&self.row(&row, row.field.presence, "  "));
        }
        if object.open && self.direction == Direction::Request {
            text.push_str("  /** What this package does not know of. */\n  readonly [key: string]: unknown;\n");
        }
        text.push_str("}\n");
        text
    }

    fn row(&mut self, row: &Row, presence: Presence, indent: &str) -> String {
        let Row { field, versions, required } = row;
        // A field that only v2 needs is found out by a verb of this package.
        let presence =
            if presence == Presence::Required && *required == Versions::V2 { Presence::Optional } else { presence };
        let (reason, mark, kind) = match presence {
            Presence::Required => (None, "", self.kind(&field.kind)),
            Presence::Optional => (None, "?", self.kind(&field.kind) + self.or_null(&field.kind) + self.or_undefined()),
            Presence::Nullable => (None, "?", self.kind(&field.kind) + " | null" + self.or_undefined()),
            Presence::ReadOnly => (None, "?", "unknown".into()),
            Presence::Refused(reason) => (Some(reason), "?", "undefined".into()),
        };
        let doc = jsdoc(field.doc, self.told(*versions), reason, indent);
        format!("{doc}{indent}{}{mark}: {kind};\n", member(field.name))
    }

    /// An object of which exactly one of `names` is there: one type for each.
    fn alternatives(&mut self, name: &str, object: &'static Object, tag: Option<Tag>, names: &[&str]) -> String {
        let mut text = jsdoc(object.doc, tag.map_or(Versions::ALL, |tag| self.told(tag.versions)), None, "");
        let _ = write!(text, "export type {name} =");
        for chosen in names {
            text.push_str("\n  | {\n");
            if let Some(tag) = tag {
                let _ = writeln!(text, "      {}", tag.member());
            }
            for row in self.rows(object, object.all_fields()) {
                let field = row.field;
                let line = if field.name == *chosen {
                    self.row(&row, Presence::Required, "      ")
                } else if names.contains(&field.name) {
                    format!("      {}?: undefined;\n", field.name)
                } else {
                    self.row(&row, field.presence, "      ")
                };
                text.push_str(&line);
            }
            text.push_str("    }");
        }
        text.push_str(";\n");
        text
    }

    fn union(&mut self, name: &str, union: &'static Union) -> String {
        let mut members = Vec::new();
        for variant in union.variants {
            if !self.has(variant.versions) {
                continue;
            }
            let tag = Tag { name: union.tag, value: variant.tag, versions: variant.versions };
            let name = self.name(Table::Object(variant.object, Some(tag)));
            let untagged = union.untagged.filter(|(_, object, _)| std::ptr::eq(*object, variant.object));
            if let Some((field, _, versions)) = untagged
                && self.has(versions)
            {
                members.push(format!("Untagged<{name}, \"{}\", \"{field}\">", union.tag));
            }
            members.push(name);
        }
        if let Some((_, object, versions)) = union.untagged
            && self.has(versions)
            && union.variants.iter().all(|variant| !std::ptr::eq(variant.object, object))
        {
            members.push(self.name(Table::Object(object, None)));
        }
        if union.authorless {
            members = members.iter().map(|member| format!("Authorless<{member}>")).collect();
        }
        if let Some((_, object)) = union.instead.filter(|(field, object)| self.has(object.versions(field))) {
            members.push(self.name(Table::Object(object, None)));
        }
        if union.open {
            members.push(format!("{{ readonly {}: string; readonly [key: string]: unknown }}", union.tag));
        }
        format!("{}export type {name} ={};\n", jsdoc(union.doc, Versions::ALL, None, ""), alternatives(&members))
    }

    fn choice(&self, name: &str, choice: &Choice) -> String {
        let words = choice.words.iter().filter(|(_, versions)| self.has(*versions));
        let mut words: Vec<_> = words.map(|(word, _)| format!("\"{word}\"")).collect();
        if self.direction == Direction::Answer {
            // Any string will do, and editors still offer the words.
            words.push("(string & {})".into());
        }
        format!("{}export type {name} ={};\n", jsdoc(choice.doc, Versions::ALL, None, ""), alternatives(&words))
    }
}

/// A field, and every version that has one of its name: the versions may differ in what it may be, and the oldest says
/// what the types say.
struct Row {
    field: &'static Field,
    versions: Versions,
    /// The versions that require it.
    required: Versions,
}

impl Printer {
    /// The fields to print of an object.
    fn rows(&self, object: &Object, fields: impl IntoIterator<Item = &'static Field>) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for field in fields {
            if !self.has(field.versions) {
                continue;
            }
            match rows.iter_mut().find(|row| row.field.name == field.name) {
                Some(row) => row.versions = row.versions.with(field.versions),
                None => rows.push(Row { field, versions: field.versions, required: required(object, field.name) }),
            }
        }
        rows
    }
}

/// The versions that require a field of an object.
fn required(object: &Object, name: &str) -> Versions {
    let fields = object.all_fields().into_iter();
    let fields = fields.filter(|field| field.name == name && field.presence == Presence::Required);
    fields.fold(Versions::NONE, |versions, field| versions.with(field.versions))
}

/// The fields of which exactly one is there.
fn one_of(object: &Object) -> Option<&'static [&'static str]> {
    object.all_rules().into_iter().find_map(|rule| match rule {
        Rule::OneOf(names) => Some(*names),
        _ => None,
    })
}

/// The name of a member, in quotes if it is no identifier.
fn member(name: &str) -> String {
    if name.contains(['.', '-', '[']) { format!("\"{name}\"") } else { name.into() }
}

/// ` A | B` on the same line, or on lines of their own if they are many.
fn alternatives(types: &[String]) -> String {
    match types {
        [only] => format!(" {only}"),
        types if types.iter().map(String::len).sum::<usize>() < 60 => format!(" {}", types.join(" | ")),
        types => types.iter().fold(String::new(), |text, one| text + "\n  | " + one),
    }
}
