//! Plain values as TOML text, in the form in which plan files have them.

use toml_writer::{ToTomlKey as _, ToTomlValue as _, TomlKeyBuilder, TomlStringBuilder};

use crate::model::Plain;

/// A value as it stands after `key =`.
pub(crate) fn value(plain: &Plain) -> String {
    match plain {
        Plain::Text(text) => self::text(text),
        Plain::Whole(number) => number.to_string(),
        Plain::Number(number) if number.fract() == 0.0 => format!("{number:.1}"),
        Plain::Number(number) => number.to_string(),
        Plain::Truth(value) => value.to_string(),
        Plain::Day(date) => date.to_string(),
        Plain::List(items) => format!("[{}]", items.iter().map(value).collect::<Vec<_>>().join(", ")),
        Plain::Table(entries) if entries.is_empty() => "{}".to_owned(),
        Plain::Table(entries) => {
            let entries = entries.iter().map(|(key, inner)| format!("{} = {}", self::key(key), value(inner)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A key with its value, as a line.
pub(crate) fn line(key: &str, plain: &Plain) -> String {
    format!("{} = {}\n", self::key(key), value(plain))
}

/// A table under its header `[key]`, or a list of tables each under `[[key]]`, with blank lines between.
pub(crate) fn blocks(above: &[&str], key: &str, plain: &Plain) -> String {
    let path: Vec<_> = above.iter().copied().chain([key]).collect();
    let name = path.iter().map(|part| self::key(part)).collect::<Vec<_>>().join(".");
    match plain {
        Plain::List(items) => {
            let items = items.iter().map(|item| block(&format!("[[{name}]]\n"), &path, item));
            items.collect::<Vec<_>>().join("\n")
        }
        _ => block(&format!("[{name}]\n"), &path, plain),
    }
}

fn block(header: &str, path: &[&str], plain: &Plain) -> String {
    let mut text = header.to_owned();
    let Plain::Table(entries) = plain else { return text };
    let is_list_of_tables =
        |value: &Plain| matches!(value, Plain::List(items) if matches!(items.first(), Some(Plain::Table(_))));
    let (blocks_below, lines): (Vec<_>, Vec<_>) = entries.iter().partition(|(_, value)| is_list_of_tables(value));
    text.extend(lines.into_iter().map(|(key, value)| line(key, value)));
    text.extend(blocks_below.into_iter().map(|(key, value)| format!("\n{}", blocks(path, key, value))));
    text
}

fn key(key: &str) -> String {
    TomlKeyBuilder::new(key).as_default().to_toml_key()
}

/// A text in quotation marks; on one line where one of its own would be taken for a conflict that git left.
fn text(text: &str) -> String {
    let builder = TomlStringBuilder::new(text);
    let is_mark = |line: &str| ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
    if text.contains('\n') && text.lines().any(is_mark) {
        builder.as_basic().to_toml_value()
    } else {
        builder.as_default().to_toml_value()
    }
}
