//! The kinds of plan file, and the JSON Schemas by which editors know their keys.
//!
//! The schemas are made from the types that read the files, so that the two cannot differ. They must not say more
//! than the types do: what only the rules know stays with the rules.

use std::fs;
use std::path::{Path, PathBuf};

use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::transform::transform_subschemas;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use super::temporary;
use super::write::{self, WriteError};
use crate::model::{Action, ContactsFile, KnownFile, Objective, PartiesFile, Settings, Theme};

/// A kind of plan file.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// The word for it, from which the name of its schema is made.
    pub name: &'static str,
    /// The files of this kind, as a pattern of paths from the plans folder; see [`Kind::ALL`].
    pub files: &'static str,
    generate: fn(SchemaGenerator) -> Schema,
}

impl Kind {
    pub const ACTION: Self = Self { name: "action", files: "*/**/*.toml", generate: of::<Action> };
    pub const OBJECTIVE: Self = Self { name: "objective", files: "*/**/objective.toml", generate: of::<Objective> };
    pub const THEME: Self = Self { name: "theme", files: "*/*/theme.toml", generate: of::<Theme> };
    pub const PLAN: Self = Self { name: "plan", files: "*/plan.toml", generate: of::<Settings> };
    pub const PARTIES: Self = Self { name: "parties", files: "*/parties.toml", generate: of::<PartiesFile> };
    pub const BASELINE: Self = Self { name: "baseline", files: "*/baseline.toml", generate: of::<KnownFile> };

    pub const CONTACTS: Self = Self { name: "contacts", files: "*/contacts.toml", generate: of::<ContactsFile> };

    /// Every kind; actions come last, since their files are those that are of no other kind.
    pub const ALL: [Self; 7] =
        [Self::PLAN, Self::THEME, Self::OBJECTIVE, Self::PARTIES, Self::BASELINE, Self::CONTACTS, Self::ACTION];

    /// The kind with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name == name)
    }

    /// What such a file holds, in a sentence or two.
    #[must_use]
    pub fn summary(&self) -> String {
        text(&self.keys(), "description").to_owned()
    }

    /// The name of the file that holds its schema.
    #[must_use]
    pub fn schema_file(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// Its schema (JSON Schema, draft 7) for editors, in which the rules that a plan may set have these names and
    /// summaries.
    #[must_use]
    pub fn schema(&self, rules: &[(&str, &str)]) -> Value {
        let mut schema = self.keys();
        offer_rules(&mut schema, rules);
        describe(&mut schema);
        schema.into()
    }

    /// Its keys, as in [`Kind::schema`], but with how values are written apart from what they mean, in `$comment`.
    #[must_use]
    pub fn bare_schema(&self) -> Value {
        self.keys().into()
    }

    /// The order of its keys.
    pub(super) fn order(&self) -> Order {
        Order(self.keys().into())
    }

    /// The kind of a file, by its name.
    #[must_use]
    pub fn of_file(name: &str) -> Self {
        let is_own = |kind: &Self| kind.files.rsplit('/').next() == Some(name);
        Self::ALL.into_iter().find(is_own).unwrap_or(Self::ACTION)
    }

    /// Its schema before what is told twice in it is joined: how a value is written stands apart, in `$comment`.
    pub(super) fn keys(&self) -> Schema {
        let generator = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true).into_generator();
        let mut schema = (self.generate)(generator);
        schema.insert("title".to_owned(), format!("vawg: {}", self.name).into());
        tidy(&mut schema);
        schema
    }
}

/// The order in which the keys of a kind of file stand: that of their definition.
#[derive(Debug)]
pub(super) struct Order(Value);

impl Order {
    /// The place of a key among those of the table that these keys lead to; nothing for one that is not known there,
    /// nor where any key may stand.
    pub(super) fn place(&self, path: &[&str], key: &str) -> Option<usize> {
        let table = path.iter().try_fold(&self.0, |table, key| below(table, key))?;
        table["properties"].as_object()?.keys().position(|known| known == key)
    }
}

/// The schema of the table, or of each table of the list, that stands under a key.
pub(super) fn below<'s>(table: &'s Value, key: &str) -> Option<&'s Value> {
    let property = table["properties"].get(key)?;
    Some(if property["items"].is_object() { &property["items"] } else { property })
}

/// Writes every schema into a folder, which is made where it is not there, and gives the files in the order of kinds.
///
/// # Errors
///
/// The disk does not take them, or one of them is a link.
pub fn write_all(folder: &Path, rules: &[(&str, &str)]) -> Result<Vec<PathBuf>, WriteError> {
    fs::create_dir_all(folder).map_err(|reason| WriteError::Io { path: folder.to_owned(), reason })?;
    temporary::sweep(folder);
    let write = |kind: Kind| {
        let path = folder.join(kind.schema_file());
        let text = printed(&kind.schema(rules));
        match path.symlink_metadata() {
            Ok(_) => write::replace(&path, text.as_bytes()),
            Err(_) => write::create(&path, text.as_bytes()),
        }?;
        Ok(path)
    };
    Kind::ALL.into_iter().map(write).collect()
}

/// A schema as the text of its file.
#[must_use]
pub fn printed(schema: &Value) -> String {
    format!("{schema:#}\n")
}

fn of<T: JsonSchema>(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<T>()
}

/// The text under a keyword of a schema; empty where there is none.
pub(super) fn text<'s>(schema: &'s Schema, keyword: &str) -> &'s str {
    schema.get(keyword).and_then(Value::as_str).unwrap_or_default()
}

/// Makes a schema say what it means for TOML, which has no null, and in as few words as editors need.
fn tidy(schema: &mut Schema) {
    without_null(schema);
    as_enum(schema);
    if schema.get("default").is_some_and(|default| default.is_null() || *default == json!({})) {
        schema.remove("default");
    }
    if text(schema, "format") != "date" {
        schema.remove("format");
    }
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
    transform_subschemas(&mut tidy, schema);
}

/// Takes out the null that stands for a key which is left out.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|one| one != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            schema.insert("type".to_owned(), one);
        }
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.retain(|one| !one.is_null());
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|one| one["type"] != "null");
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            add_missing(schema, only);
        }
    }
}

fn add_missing(schema: &mut Schema, keywords: Map<String, Value>) {
    for (keyword, value) in keywords {
        if schema.get(&keyword).is_none() {
            schema.insert(keyword, value);
        }
    }
}

/// Turns words that each have a description into a list of words, with the descriptions where editors look for them.
fn as_enum(schema: &mut Schema) {
    let Some(Value::Array(choices)) = schema.get("oneOf") else { return };
    let all = |keyword: &str| choices.iter().map(|one| one.get(keyword).cloned()).collect::<Option<Vec<_>>>();
    if let (Some(words), Some(descriptions)) = (all("const"), all("description")) {
        schema.remove("oneOf");
        schema.insert("type".to_owned(), "string".into());
        schema.insert("enum".to_owned(), words.into());
        schema.insert("x-taplo".to_owned(), json!({ "docs": { "enumValues": descriptions } }));
    }
}

/// Offers the names of rules as keys of `check`, without refusing others: a plan may name rules of a later version.
fn offer_rules(schema: &mut Schema, rules: &[(&str, &str)]) {
    let Some(check) = schema.pointer_mut("/properties/check") else { return };
    let level = check.get("additionalProperties").cloned().unwrap_or_default();
    let Some(check) = check.as_object_mut().filter(|_| !rules.is_empty()) else { return };
    let Some(offered) = check.entry("properties").or_insert_with(|| json!({})).as_object_mut() else { return };
    for (name, summary) in rules {
        let mut level = level.clone();
        if let Some(level) = level.as_object_mut() {
            level.insert("description".to_owned(), (*summary).into());
        }
        offered.insert((*name).to_owned(), level);
    }
}

/// Joins what a key means with how its value is written, since editors show no comments; but not where each of the
/// choices says so itself, for editors show those as well.
fn describe(schema: &mut Schema) {
    let choices = schema.get("anyOf").and_then(Value::as_array);
    let says_so = choices.is_some_and(|choices| choices.iter().all(|choice| choice.get("description").is_some()));
    if let Some(Value::String(how)) = schema.remove("$comment").filter(|_| !says_so) {
        let what = text(schema, "description");
        let whole = if what.is_empty() { how } else { format!("{what} {how}") };
        schema.insert("description".to_owned(), whole.into());
    }
    in_order(schema);
    transform_subschemas(&mut describe, schema);
}

/// Puts what people look for first.
fn in_order(schema: &mut Schema) {
    const ORDER: [&str; 8] = ["$schema", "title", "description", "type", "format", "pattern", "enum", "anyOf"];
    if let Some(keywords) = schema.as_object_mut() {
        let mut sorted: Vec<_> = std::mem::take(keywords).into_iter().collect();
        sorted.sort_by_key(|(keyword, _)| ORDER.iter().position(|known| known == keyword).unwrap_or(ORDER.len()));
        keywords.extend(sorted);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use serde_json::Value;

    use super::Kind;
    use crate::diagnostic::RuleName;
    use crate::model::{Action, Date, KnownFile, Objective, PartiesFile, Settings, Theme};
    use crate::store::{template, toml};

    /// A file of a kind with every key that its schema knows.
    fn full_file<T: Serialize + Default>(kind: &Kind) -> String {
        let day = Date::parse("2026-06-30").expect("a date");
        let template = template::file(kind, "", &T::default(), day);
        let lines = template.lines().filter(|line| !line.starts_with("# "));
        lines.map(|line| line.strip_prefix('#').unwrap_or(line).to_owned() + "\n").collect()
    }

    fn keys(schema: &Value) -> Vec<String> {
        schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect()
    }

    /// The keys of every table of a schema.
    fn tables(schema: &Value, found: &mut BTreeSet<Vec<String>>) {
        if !keys(schema).is_empty() {
            found.insert(keys(schema));
        }
        match schema {
            Value::Object(entries) => entries.values().for_each(|inner| tables(inner, found)),
            Value::Array(items) => items.iter().for_each(|inner| tables(inner, found)),
            _ => {}
        }
    }

    /// The keys of every table as the reader lists them, for a file with an unknown key in each.
    fn tables_read<T: DeserializeOwned + Default>(full: &str) -> BTreeSet<Vec<String>> {
        let headed =
            |line: &str| if line.starts_with('[') { format!("{line}\nzzzz = 1\n") } else { format!("{line}\n") };
        let text = format!("zzzz = 1\n{}", full.lines().map(headed).collect::<String>().replace("{ ", "{ zzzz = 1, "));
        let tree = toml::parse(&text).expect("TOML");
        let faults = toml::read::<T>(&tree, false).faults;
        let unknown =
            faults.into_iter().filter(|fault| fault.rule == RuleName::UNKNOWN_KEY).filter_map(|fault| fault.help);
        unknown.map(|help| help.split('`').skip(1).step_by(2).map(str::to_owned).collect()).collect()
    }

    fn agree<T: Serialize + DeserializeOwned + Default>(kind: &Kind) {
        let full = full_file::<T>(kind);
        let tree = toml::parse(&full).unwrap_or_else(|error| panic!("{error:?}\n{full}"));
        let faults = toml::read::<T>(&tree, false).faults;
        assert_eq!(faults, [], "the reader takes every key of the schema\n{full}");

        let mut known = BTreeSet::new();
        tables(kind.keys().as_value(), &mut known);
        assert_eq!(tables_read::<T>(&full), known, "the schema knows every key of the reader");
    }

    #[test]
    fn schemas_and_the_reader_know_the_same_keys() {
        agree::<Settings>(&Kind::PLAN);
        agree::<Theme>(&Kind::THEME);
        agree::<Objective>(&Kind::OBJECTIVE);
        agree::<PartiesFile>(&Kind::PARTIES);
        agree::<KnownFile>(&Kind::BASELINE);
        agree::<Action>(&Kind::ACTION);
    }

    #[test]
    fn every_key_is_described_and_no_other_is_allowed() {
        fn look_at(schema: &Value, path: &str) {
            let Some(properties) = schema["properties"].as_object() else { return };
            assert_eq!(schema["additionalProperties"], false, "{path}");
            for (key, property) in properties {
                let path = format!("{path}.{key}");
                assert!(property["description"].as_str().is_some_and(|text| text.ends_with(['.', '}'])), "{path}");
                look_at(property, &path);
                look_at(&property["items"], &path);
            }
        }
        for kind in Kind::ALL {
            let schema = kind.schema(&[]);
            look_at(&schema, kind.name);
            let text = schema.to_string();
            assert!(!text.contains("null") && !text.contains("$ref"), "{}: {text}", kind.name);
        }
    }

    #[test]
    fn rules_are_offered_and_no_other_is_refused() {
        let schema = Kind::PLAN.schema(&[("missing-lead", "Every action has exactly one lead.")]);
        let check = &schema["properties"]["check"];
        assert_eq!(check["properties"]["missing-lead"]["description"], "Every action has exactly one lead.");
        assert_eq!(check["properties"]["missing-lead"]["enum"], check["additionalProperties"]["enum"]);
    }
}
