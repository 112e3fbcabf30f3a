//! TypeScript types of an object whose fields v2 puts into groups.

use std::fmt::Write as _;

use super::jsdoc::jsdoc;
use super::{Direction, Printer, Tag, alternatives};
use crate::schema::{Field, Kind, Object, Presence, V2Layout, Version, Versions};

/// A member of the object in groups: its types over all variants, and whether every variant needs it.
struct Member {
    name: &'static str,
    doc: String,
    types: Vec<String>,
    is_required: bool,
    variants: usize,
}

impl Printer {
    /// The object as v2 has it.
    pub(super) fn nested(&mut self, nest: &'static V2Layout) -> String {
        let versions = if self.version.is_some() { Versions::ALL } else { Versions::V2 };
        let mut groups = String::new();
        let (doc, forms) = match &nest.kind {
            Kind::Union(union) => {
                let variants = union.variants.iter().filter(|variant| variant.versions.has(Version::V2));
                let tagged: Vec<_> = variants
                    .map(|variant| {
                        let (name, value, versions) = (union.tag, variant.tag, Versions::ALL);
                        (Some(Tag { name, value, versions }), variant.object)
                    })
                    .collect();
                let instead = union.instead.map(|(_, object)| vec![(None, object)]);
                (union.doc, [Some(tagged), instead].into_iter().flatten().collect())
            }
            Kind::Object(object) => (object.doc, vec![vec![(None, *object)]]),
            _ => (&[][..], Vec::new()),
        };
        let forms: Vec<_> = forms.iter().map(|form| self.form(nest, form, &mut groups)).collect();
        let mut text = jsdoc(doc, versions, None, "");
        let _ = match forms.as_slice() {
            [form] => writeln!(text, "export interface {} {{\n{form}}}", nest.name),
            forms => {
                let forms: Vec<_> = forms.iter().map(|form| format!("{{\n{}    }}", indented(form, "    "))).collect();
                writeln!(text, "export type {} ={};", nest.name, alternatives(&forms))
            }
        };
        text + &groups
    }

    /// The members of one of these objects.
    fn form(
        &mut self,
        nest: &'static V2Layout,
        shapes: &[(Option<Tag>, &'static Object)],
        groups: &mut String,
    ) -> String {
        let mut members: Vec<Member> = Vec::new();
        for (tag, object) in shapes {
            let fields: Vec<_> = fields(object).collect();
            let mut names: Vec<&str> = tag.iter().map(|_| nest.rest).collect();
            for field in &fields {
                let (group, name) = nest.place(field.name);
                let outer = if group.is_empty() { name } else { group };
                if !names.contains(&outer) {
                    names.push(outer);
                }
            }
            for name in names {
                let inside: Vec<_> = fields.iter().copied().filter(|field| nest.place(field.name).0 == name).collect();
                let own_tag = tag.filter(|_| name == nest.rest);
                let top = fields.iter().find(|field| nest.place(field.name) == ("", name));
                let (doc, kind, is_required) = if let Some(field) = top {
                    (jsdoc(field.doc, Versions::ALL, None, "  "), self.kind_in(nest, field), is_needed(field))
                } else {
                    let is_needed = own_tag.is_some() || inside.iter().any(|field| is_needed(field));
                    let body = self.group(nest, own_tag, &inside);
                    (String::new(), named(object, name, own_tag.is_some(), &body, groups), is_needed)
                };
                match members.iter_mut().find(|member| member.name == name) {
                    Some(member) => {
                        if !member.types.contains(&kind) {
                            member.types.push(kind);
                        }
                        member.is_required &= is_required;
                        member.variants = member.variants.saturating_add(1);
                    }
                    None => members.push(Member { name, doc, types: vec![kind], is_required, variants: 1 }),
                }
            }
        }
        members.iter().fold(String::new(), |mut text, member| {
            let (mark, or) =
                if member.is_required && member.variants == shapes.len() { ("", "") } else { ("?", " | undefined") };
            let _ = writeln!(text, "{}  {}{mark}:{}{or};", member.doc, member.name, alternatives(&member.types));
            text
        })
    }

    /// The members of a group.
    fn group(&mut self, nest: &'static V2Layout, tag: Option<Tag>, fields: &[&'static Field]) -> String {
        let mut text = String::new();
        if let Some(tag) = tag {
            let _ = writeln!(text, "  {}", tag.member());
        }
        for field in fields {
            let (mark, or) = if is_needed(field) { ("", "") } else { ("?", " | undefined") };
            let doc = jsdoc(field.doc, Versions::ALL, None, "  ");
            let kind = self.kind_in(nest, field);
            let _ = writeln!(text, "{doc}  {}{mark}: {kind}{or};", nest.place(field.name).1);
        }
        text
    }

    /// The type of a field by the words that v2 has for its values.
    fn kind_in(&mut self, nest: &'static V2Layout, field: &'static Field) -> String {
        self.direction = Direction::Request;
        let words = nest.places.iter().find(|place| place.field == field.name).map_or(&[][..], |place| place.words);
        match &field.kind {
            Kind::Choice(choice) if !words.is_empty() => {
                let known = |word: &str| choice.words.iter().any(|(known, _)| *known == word);
                let words = words.iter().filter(|(flat, _)| known(flat)).map(|(_, word)| format!("\"{word}\""));
                words.collect::<Vec<_>>().join(" | ")
            }
            kind if kind.takes_null() => self.kind(kind) + " | null",
            kind => self.kind(kind),
        }
    }
}

/// The type of a group: of its own name if it differs from variant to variant.
fn named(object: &Object, group: &str, has_name: bool, body: &str, groups: &mut String) -> String {
    if !has_name {
        return format!("{{\n{}  }}", indented(body, "  "));
    }
    let name = format!("{}{}", object.name, capitalised(group));
    let doc = jsdoc(object.doc, Versions::ALL, None, "");
    let _ = writeln!(groups, "\n{doc}export interface {name} {{\n{body}}}");
    name
}

/// The fields that can be given in v2.
fn fields(object: &'static Object) -> impl Iterator<Item = &'static Field> {
    let given = |field: &&Field| field.versions.has(Version::V2) && !matches!(field.presence, Presence::Refused(_));
    object.all_fields().into_iter().filter(given)
}

/// Returns true if a caller must give it: ids that a verb finds out need not be.
fn is_needed(field: &Field) -> bool {
    field.presence == Presence::Required && field.versions != Versions::V2
}

fn indented(text: &str, by: &str) -> String {
    text.lines().fold(String::new(), |text, line| text + by + line + "\n")
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
