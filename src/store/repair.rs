//! Putting right what can be put right without asking: the fixes that problems carry, made in their files.

use super::edit::apply;
use super::toml::{self, Sort, Table, Value};
use super::{ChangeError, EditError, FileChange, Root};
use crate::diagnostic::Fix;
use crate::source::Edit;

/// A file, by its path from the plans folder, with these fixes made.
///
/// # Errors
///
/// The file cannot be read, or the fixes cannot be made without changing something else.
pub fn repair(root: &Root, file: &str, fixes: &[Fix]) -> Result<FileChange, ChangeError> {
    FileChange::rewrite(root, file, |text| repaired(text, fixes))
}

fn repaired(text: &str, fixes: &[Fix]) -> Result<String, EditError> {
    let edits: Vec<_> = fixes.iter().filter_map(edit_of).cloned().collect();
    let wanted = comments(text);
    let edited = apply(text, edits);
    let sorts = fixes.iter().any(|fix| matches!(fix, Fix::SortUpdates));
    let changed = if sorts { sorted(&edited)? } else { edited };
    toml::parse(&changed).map_err(|error| EditError::Unfaithful(error.message))?;
    if comments(&changed) == wanted { Ok(changed) } else { Err(unfaithful("a comment would be lost")) }
}

const fn edit_of(fix: &Fix) -> Option<&Edit> {
    match fix {
        Fix::Edit { edit, .. } => Some(edit),
        Fix::SortUpdates => None,
    }
}

fn unfaithful(why: &str) -> EditError {
    EditError::Unfaithful(why.to_owned())
}

fn comments(text: &str) -> Vec<String> {
    let mut comments: Vec<_> = toml::comments(toml::without_mark(text)).into_iter().map(str::to_owned).collect();
    comments.sort_unstable();
    comments
}

/// The text with its updates in the order of their days, those of one day as they stood. Each moves whole, with the
/// comments directly above it; what stands between them stays where it is.
fn sorted(text: &str) -> Result<String, EditError> {
    let tree = toml::parse(text).map_err(|error| EditError::Syntax(error.message))?;
    let days = days(&tree).ok_or_else(|| unfaithful("an update has no day"))?;
    let blocks = updates(text);
    if blocks.len() != days.len() {
        return Err(unfaithful("the updates stand under several headers"));
    }
    let mut order: Vec<_> = days.iter().zip(&blocks).collect();
    order.sort_by_key(|(day, _)| *day);
    let line_end = toml::line_end(text);
    let moved = |(place, (_, block)): (&std::ops::Range<usize>, (&String, &std::ops::Range<usize>))| {
        let block = text.get(block.clone()).unwrap_or_default();
        let missing = if block.ends_with('\n') || place.end == text.len() { "" } else { line_end };
        Edit { span: place.clone(), text: [block, missing].concat() }
    };
    let changed = apply(text, blocks.iter().zip(order).map(moved).collect());
    let after = toml::parse(&changed).map_err(|error| EditError::Unfaithful(error.message))?;
    let mut wanted = days.clone();
    wanted.sort();
    if self::days(&after).as_ref() == Some(&wanted) { Ok(changed) } else { Err(unfaithful("an update would be lost")) }
}

/// The day of each update, in their order.
fn days(tree: &Table<'_>) -> Option<Vec<String>> {
    let Value::List(updates) = &tree.get("update")?.node.value else { return None };
    let day = |update: &toml::Node<'_>| match &update.value {
        Value::Table(update) => match &update.get("date")?.node.value {
            Value::Datetime(day) => Some(day.to_string()),
            _ => None,
        },
        _ => None,
    };
    updates.iter().map(day).collect()
}

/// Where each update stands, with its comments.
fn updates(text: &str) -> Vec<std::ops::Range<usize>> {
    let statements = toml::statements(toml::without_mark(text));
    let mut at = text.len().saturating_sub(toml::without_mark(text).len());
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    // Where the comments that stand directly above the next statement start.
    let mut comments = None;
    let mut is_update = false;
    for statement in &statements {
        let start = at;
        at = at.saturating_add(statement.text.len()).saturating_add(statement.line_end.len());
        match &statement.sort {
            Sort::Blank => comments = None,
            Sort::Comment => _ = comments.get_or_insert(start),
            Sort::Header(path) => {
                is_update = matches!(path.as_slice(), [only] if only == "update");
                if is_update {
                    found.push(comments.unwrap_or(start)..at);
                }
                comments = None;
            }
            Sort::Entry(_) => {
                if let Some(last) = found.last_mut().filter(|_| is_update) {
                    last.end = at;
                }
                comments = None;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::repaired;
    use crate::diagnostic::Fix;

    #[test]
    fn updates_move_whole_with_their_comments() {
        let text = "\u{feff}lead = \"a\"\r\n\r\n# second\r\n[[update]]\r\ndate = 2009-06-02 # b\r\nnote = \"\"\"\r\n[[update]]\"\"\"\r\n\r\n[[risk]]\r\ntext = \"r\"\r\n\r\n[[update]]\r\ndate = 2009-06-02\r\n\r\n# first\r\n\r\n[[update]]\r\ndate = 2009-06-01";
        let wanted = "\u{feff}lead = \"a\"\r\n\r\n[[update]]\r\ndate = 2009-06-01\r\n\r\n[[risk]]\r\ntext = \"r\"\r\n\r\n# second\r\n[[update]]\r\ndate = 2009-06-02 # b\r\nnote = \"\"\"\r\n[[update]]\"\"\"\r\n\r\n# first\r\n\r\n[[update]]\r\ndate = 2009-06-02\r\n";
        assert_eq!(repaired(text, &[Fix::SortUpdates]).expect("it can be sorted"), wanted);
    }

    #[test]
    fn no_fix_takes_a_comment_away() {
        let text = "lead = \"a\" # the second\n";
        let fix = |span, text: &str| {
            let edit = crate::source::Edit { span, text: text.to_owned() };
            repaired("lead = \"a\" # the second\n", &[Fix::Edit { edit, said: String::new() }])
        };
        assert_eq!(fix(7..10, "\"b\"").ok().as_deref(), Some("lead = \"b\" # the second\n"));
        assert!(fix(7..text.len() - 1, "\"b\"").is_err());
    }

    #[test]
    fn what_cannot_be_sorted_is_left_alone() {
        for text in
            ["update = [{ date = 2009-06-02 }, { date = 2009-06-01 }]\n", "[[update]]\nnote = \"x\"\n", "x = 1\n"]
        {
            assert!(repaired(text, &[Fix::SortUpdates]).is_err(), "{text}");
        }
    }
}
