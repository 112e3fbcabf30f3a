//! Compares a table in two versions: if it is the same, one type will do for both.

use super::Table;
use crate::schema::{Choice, Field, Kind, Object, Presence, Union, Version, Versions};

/// Returns true if the type of a table is the same in versions `a` and `b`.
pub(super) fn alike(table: Table, a: Version, b: Version) -> bool {
    a == b
        || match table {
            Table::Base(object) | Table::Object(object, _) => self::object(object, a, b),
            Table::Union(union) => self::union(union, a, b),
            Table::Choice(choice) => self::choice(choice, a, b),
            Table::V2Layout(_) => true,
        }
}

fn kinds(one: &Kind, a: Version, other: &Kind, b: Version) -> bool {
    match (one, other) {
        (Kind::List(one), Kind::List(other)) => kinds(&one.of, a, &other.of, b),
        (Kind::Choice(one), Kind::Choice(other)) => std::ptr::eq(*one, *other) && choice(one, a, b),
        (Kind::Object(one), Kind::Object(other)) => std::ptr::eq(*one, *other) && object(one, a, b),
        (Kind::Union(one), Kind::Union(other)) => std::ptr::eq(*one, *other) && union(one, a, b),
        // Groups are v2's own.
        (Kind::Nested(one), Kind::Nested(other)) => {
            (a == Version::V2) == (b == Version::V2) && kinds(&one.kind, a, &other.kind, b)
        }
        (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}

fn object(object: &Object, a: Version, b: Version) -> bool {
    let fields = object.all_fields();
    let of = |version| fields.iter().filter(move |field| field.versions.has(version));
    let is_needed = |field: &Field| {
        let required = fields.iter().filter(|one| one.name == field.name && one.presence == Presence::Required);
        let versions = required.fold(Versions::NONE, |versions, one| versions.with(one.versions));
        field.presence == Presence::Required && versions != Versions::V2
    };
    of(a).count() == of(b).count()
        && of(a).zip(of(b)).all(|(one, other)| {
            one.name == other.name
                && is_needed(one) == is_needed(other)
                && std::mem::discriminant(&one.presence) == std::mem::discriminant(&other.presence)
                && kinds(&one.kind, a, &other.kind, b)
        })
}

fn union(union: &Union, a: Version, b: Version) -> bool {
    let same = union.variants.iter().all(|variant| {
        let has = variant.versions.has(a);
        has == variant.versions.has(b) && (!has || object(variant.object, a, b))
    });
    same && union.instead.is_none_or(|(name, other)| {
        let has = other.versions(name).has(a);
        has == other.versions(name).has(b) && (!has || object(other, a, b))
    })
}

fn choice(choice: &Choice, a: Version, b: Version) -> bool {
    choice.words.iter().all(|(_, versions)| versions.has(a) == versions.has(b))
}
