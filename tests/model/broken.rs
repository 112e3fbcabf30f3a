//! Bodies by chance: sound ones, made from the tables, with a flaw here and there.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value as Json, json};
use smooch_edge::schema::{Format, Kind, List, Object, Presence, Text, Union, Version};

/// How bodies are made.
#[derive(Clone)]
pub struct Chance {
    pub version: Version,
    /// How many in a thousand places have a flaw.
    pub flaws: u32,
    /// What stands wherever somebody's own text may stand.
    pub personal: Option<String>,
}

impl Chance {
    /// A body that `kind` describes, as far as the tables say it without rules.
    pub fn body(&self, kind: &Kind) -> BoxedStrategy<Json> {
        let sound = self.sound(kind);
        if self.flaws == 0 {
            return sound;
        }
        prop_oneof![1000 - self.flaws => sound, self.flaws => self.flaw(kind)].boxed()
    }

    /// Anything that does not belong here.
    fn flaw(&self, kind: &Kind) -> BoxedStrategy<Json> {
        let is_personal = matches!(kind, Kind::Text(Text { personal: true, .. }) | Kind::Flat { .. });
        let own = self.personal.clone().filter(|_| is_personal).unwrap_or_else(|| "words".into());
        let too_long = match kind {
            Kind::Text(Text { in_v2: (_, most), .. }) if *most < usize::MAX => Some(json!("é".repeat(most + 1))),
            _ => None,
        };
        let flaws = vec![
            Json::Null,
            json!(true),
            json!(-1),
            json!(1.5),
            json!(4_294_967_296_u64),
            json!(own),
            json!(""),
            json!([]),
            json!([own]),
            json!({}),
            json!({ "type": own }),
        ];
        select(flaws.into_iter().chain(too_long).collect::<Vec<_>>()).boxed()
    }

    fn sound(&self, kind: &Kind) -> BoxedStrategy<Json> {
        match kind {
            Kind::Text(text) => self.text(text),
            Kind::Words(words) => select(words.to_vec()).prop_map(Json::from).boxed(),
            Kind::Bool => any::<bool>().prop_map(Json::from).boxed(),
            Kind::Number => (-180.0..180.0).prop_map(Json::from).boxed(),
            Kind::Integer(min, max) => prop_oneof![Just(*min), Just(*max), *min..=*max].prop_map(Json::from).boxed(),
            Kind::Date => select(vec!["2026-11-24", "2026-11-24T06:33Z", "2026-11-24T06:33:00.000+01:00"])
                .prop_map(Json::from)
                .boxed(),
            Kind::Choice(choice) => {
                let words = choice.words.iter().filter(|(_, versions)| self.flaws > 0 || versions.has(self.version));
                select(words.map(|(word, _)| json!(word)).collect::<Vec<_>>()).boxed()
            }
            Kind::List(list) => self.list(list),
            Kind::Object(object) => self.object(object, None),
            Kind::Union(union) => self.union(union),
            Kind::Flat { .. } => self.flat(),
            Kind::Nested(nest) => self.sound(&nest.kind),
            Kind::Open => select(vec![json!({}), json!({ "type": "flex", "deep": [{ "a": null }] })]).boxed(),
            Kind::Any | Kind::Native(_) => select(vec![json!(null), json!("true"), json!([1])]).boxed(),
        }
    }

    fn text(&self, text: &Text) -> BoxedStrategy<Json> {
        let any = self.any_text(text);
        if self.version != Version::V2 || self.personal.is_some() {
            return any;
        }
        let (least, most) = text.in_v2;
        let null = text.nullable.then(|| Just(Json::Null).boxed());
        let limits = (most < usize::MAX).then(|| select(vec![text.min.max(least), most]));
        let limits = limits.map(|limits| limits.prop_map(|length| json!("é".repeat(length))).boxed());
        let rare = null.into_iter().chain(limits).map(|strategy| (1, strategy));
        proptest::strategy::Union::new_weighted([(8, any)].into_iter().chain(rare).collect()).boxed()
    }

    fn any_text(&self, text: &Text) -> BoxedStrategy<Json> {
        let own = self.personal.clone().filter(|_| text.personal);
        match (own, text.format) {
            (Some(own), _) => Just(json!(own)).boxed(),
            (None, Format::Plain | Format::Trimmed) if text.min > 0 || self.version == Version::V2 => {
                "[a-zé😀]{1,8}".prop_map(Json::from).boxed()
            }
            (None, Format::Plain | Format::Trimmed) => "[a-zé😀]{0,8}".prop_map(Json::from).boxed(),
            (None, Format::Phone) => {
                "[ \u{2003}]?\\+[0-9][-0-9 \u{a0}\u{2011}]{0,8}[0-9][ \n-]?".prop_map(Json::from).boxed()
            }
            (None, Format::Email) => "[a-z@.+]{1,8}@[a-zé.]{1,8}".prop_map(Json::from).boxed(),
        }
    }

    fn list(&self, list: &List) -> BoxedStrategy<Json> {
        let longer = usize::from(self.flaws > 0);
        let least = list.min.saturating_sub(longer);
        let most = list.max.min(list.min + 2).saturating_add(longer);
        vec(self.body(&list.of), least..=most).prop_map(Json::from).boxed()
    }

    fn union(&self, union: &Union) -> BoxedStrategy<Json> {
        let known = union.variants.iter().filter(|variant| self.flaws > 0 || variant.versions.has(self.version));
        let mut variants: Vec<_> =
            known.map(|variant| self.object(variant.object, Some((union.tag, variant.tag)))).collect();
        if let Some((field, object)) = union.instead
            && object.field(field, self.version).is_some_and(|field| self.flaws > 0 || field.versions.has(self.version))
        {
            variants.push(self.object(object, None));
        }
        if union.open {
            variants.push(Just(json!({ union.tag: "new", "anything": [null] })).boxed());
        }
        if self.flaws > 0 {
            variants.extend(union.refused.iter().map(|(word, _)| Just(json!({ union.tag: word })).boxed()));
        }
        proptest::strategy::Union::new(variants).boxed()
    }

    fn object(&self, object: &Object, tag: Option<(&'static str, &'static str)>) -> BoxedStrategy<Json> {
        let tag = tag.map(|(tag, value)| Self::member(tag, Just(json!(value)).boxed(), 1000 - self.flaws));
        let fields = object.all_fields().into_iter().map(|field| {
            let often = match field.presence {
                Presence::ReadOnly => 250 * u32::from(field.versions.has(self.version)),
                Presence::Refused(_) => self.flaws,
                _ if !field.versions.has(self.version) => self.flaws,
                Presence::Required => 1000 - self.flaws,
                Presence::Optional | Presence::Nullable => 250,
            };
            Self::member(field.name, self.body(&field.kind), often)
        });
        let unknown = Self::member("unknown", Just(json!("words")).boxed(), self.flaws);
        let members: Vec<_> = tag.into_iter().chain(fields).chain([unknown]).collect();
        members.prop_map(|members| members.into_iter().flatten().collect::<Map<_, _>>().into()).boxed()
    }

    /// A member of an object that is there so often in a thousand times.
    fn member(name: &'static str, value: BoxedStrategy<Json>, often: u32) -> BoxedStrategy<Option<(String, Json)>> {
        // A weight of nothing is none to proptest.
        let member = match often {
            0 => Just(None).boxed(),
            1000.. => value.prop_map(Some).boxed(),
            often => proptest::option::weighted(f64::from(often) / 1000.0, value).boxed(),
        };
        member.prop_map(move |value| Some((name.to_owned(), value?))).boxed()
    }

    fn flat(&self) -> BoxedStrategy<Json> {
        let own = json!(self.personal.clone().unwrap_or_else(|| "words".into()));
        let mut values = vec![own.clone(), json!(1.5), json!(true)];
        if self.flaws > 0 {
            values.extend([json!(null), json!([own]), json!({ "a": own })]);
        }
        let members = vec(("[a-z]{0,4}", select(values)), 0..3)
            .prop_map(|members| members.into_iter().collect::<Map<_, _>>().into())
            .boxed();
        let nulls = u32::from(self.version == Version::V2);
        prop_oneof![7 => members, nulls => Just(Json::Null)].boxed()
    }
}
