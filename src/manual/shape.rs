//! What a value may hold, key by key, from its JSON Schema.

use std::collections::HashSet;

use serde_json::Value;

use super::Term;

/// A value that a command gives, or that a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// What gives it: `vawg list --format json`.
    pub heading: String,
    pub schema: Value,
}

/// How keys are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `[rating]`, `[[update]]`.
    Toml,
    /// `updates[]`.
    Json,
}

/// The keys of a schema in their order, each with what it means, its words, and the keys within it.
///
/// How a value is written (`$comment`) is told where it comes first, and not again.
#[must_use]
pub fn keys(schema: &Value, notation: Notation) -> Vec<Term> {
    Reader { notation, told: HashSet::new() }.keys(schema)
}

struct Reader {
    notation: Notation,
    told: HashSet<String>,
}

impl Reader {
    fn keys(&mut self, schema: &Value) -> Vec<Term> {
        let properties = schema["properties"].as_object().into_iter().flatten();
        properties.map(|(name, property)| self.key(name, property)).collect()
    }

    fn key(&mut self, name: &str, property: &Value) -> Term {
        let text = self.meaning(property);
        let mut within = self.keys(property);
        within.extend(self.keys(&property["items"]));
        let is_inline = text.contains("{ ");
        let word = match (self.notation, property["type"].as_str()) {
            (Notation::Toml, Some("object")) if !is_inline => format!("[{name}]"),
            (Notation::Toml, Some("array")) if !within.is_empty() => format!("[[{name}]]"),
            (Notation::Json, Some("array")) => format!("{name}[]"),
            (Notation::Toml | Notation::Json, _) => name.to_owned(),
        };
        Term { word, text, within }
    }

    /// What a key means, which words it takes, and how its value is written.
    fn meaning(&mut self, property: &Value) -> String {
        let item = &property["items"];
        let how = match self.notation {
            Notation::Toml => [property, item].into_iter().find_map(|value| value["$comment"].as_str()),
            // It says how a value is written in a plan file.
            Notation::Json => None,
        };
        let how = how.filter(|how| self.told.insert((*how).to_owned())).map(str::to_owned);
        let words = words(property).or_else(|| words(item)).map(|words| format!("One of: {words}."));
        let meaning = property["description"].as_str().map(str::to_owned);
        [meaning, words, how].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// The words that a value may be, where only certain words may stand, some with what they mean.
fn words(property: &Value) -> Option<String> {
    let meanings = property.pointer("/x-taplo/docs/enumValues");
    let word = |(place, word): (usize, &Value)| {
        let word = word.as_str()?;
        let meaning = meanings
            .and_then(|meanings| meanings.get(place)?.as_str())
            .map(|meaning| format!(" ({})", meaning.trim_end_matches('.')));
        Some(format!("`{word}`{}", meaning.unwrap_or_default()))
    };
    let words: Vec<_> = property.get("enum")?.as_array()?.iter().enumerate().filter_map(word).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Notation, keys};

    #[test]
    fn a_key_says_what_it_means_and_once_how_it_is_written() {
        let day = |meaning: &str| json!({ "type": "string", "description": meaning, "$comment": "A day: 2009-07-01." });
        let schema = json!({ "properties": {
            "from": day("Its first day."),
            "list": { "type": "array", "description": "Steps.", "items": { "properties": { "on": day("When.") } } },
            "state": { "description": "How it is.", "enum": ["a", "b"] },
        } });
        let keys = keys(&schema, Notation::Toml);
        let told: Vec<_> = keys.iter().map(|key| (key.word.as_str(), key.text.as_str())).collect();
        assert_eq!(
            told,
            [
                ("from", "Its first day. A day: 2009-07-01."),
                ("[[list]]", "Steps."),
                ("state", "How it is. One of: `a`, `b`."),
            ]
        );
        assert_eq!(keys[1].within[0].text, "When.");
    }
}
