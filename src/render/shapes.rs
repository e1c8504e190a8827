//! What the JSON of commands holds, from the types that write it: for the manual and the tests of the contract.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::findings::json::CheckJson;
use super::json::{DiffJson, ListJson, LogJson, OverdueJson, StatusJson};
use crate::manual::shape::Shape;

/// The JSON of the commands that other programs use most.
#[must_use]
pub fn shapes() -> Vec<Shape> {
    vec![
        shape::<ListJson<'_>>("vawg list --format json"),
        shape::<StatusJson<'_>>("vawg status --format json"),
        overdue(),
        shape::<CheckJson<'_>>("vawg check --format json"),
        shape::<LogJson<'_>>("vawg log --format json"),
        shape::<DiffJson<'_>>("vawg diff --format json"),
    ]
}

/// What is overdue, without the keys of an action, which are told once.
fn overdue() -> Shape {
    let mut shape = shape::<OverdueJson<'_>>("vawg status --overdue --format json");
    if let Some(action) = shape.schema.pointer_mut("/properties/actions/items") {
        *action = Value::Null;
    }
    shape
}

fn shape<T: JsonSchema>(heading: &str) -> Shape {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let schema = settings.into_generator().into_root_schema_for::<T>();
    Shape { heading: heading.to_owned(), schema: schema.into() }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::shapes;

    #[test]
    fn every_key_is_described() {
        fn look_at(schema: &Value, path: &str) {
            for (key, property) in schema["properties"].as_object().into_iter().flatten() {
                let path = format!("{path}.{key}");
                assert!(property["description"].as_str().is_some_and(|text| text.ends_with('.')), "{path}");
                look_at(property, &path);
                look_at(&property["items"], &path);
            }
        }
        for shape in shapes() {
            look_at(&shape.schema, &shape.heading);
        }
    }
}
