//! Lists in square brackets: what either side added is in, what either side took out is not.

use super::document::{Item, Line, Statement};
use super::split::split;
use crate::model::Plain;
use crate::store::{edit, splice, toml};

/// Our line with both sides' entries; nothing where the values are no lists.
pub(super) fn merged(base: Option<&Line>, ours: &Line, theirs: &Line) -> Option<Line> {
    let (Plain::List(ours_list), Plain::List(theirs_list)) = (&ours.value, &theirs.value) else { return None };
    let base = match base.map(|base| &base.value) {
        Some(Plain::List(list)) => list.as_slice(),
        None => &[],
        Some(_) => return None,
    };
    rewritten(ours, Plain::List(united(base, ours_list, theirs_list)))
}

/// Our entries but for those that theirs took out, with those that theirs added behind their neighbours.
fn united(base: &[Plain], ours: &[Plain], theirs: &[Plain]) -> Vec<Plain> {
    let stays = |entry: &&Plain| !base.contains(entry) || theirs.contains(entry);
    let mut united: Vec<Plain> = ours.iter().filter(stays).cloned().collect();
    let has_neighbour = theirs.iter().any(|entry| united.contains(entry));
    let mut place = if has_neighbour { 0 } else { united.len() };
    for entry in theirs {
        if let Some(at) = united.iter().position(|ours| ours == entry) {
            // What theirs added at the end stands behind what we added there.
            let is_last = theirs.iter().rev().find(|last| base.contains(last)) == Some(entry);
            place = if is_last { united.len() } else { at.saturating_add(1) };
        } else if !base.contains(entry) {
            united.insert(place.min(united.len()), entry.clone());
            place = place.saturating_add(1);
        }
    }
    united
}

/// A line that says another list, changed only where it has to be.
fn rewritten(line: &Line, value: Plain) -> Option<Line> {
    let text = &line.statement.text;
    let tree = toml::parse(text).ok()?;
    let entries = |value: &Plain| vec![(line.key.clone(), value.clone())];
    let edits = splice::edits(text, &tree, &entries(&line.value), &entries(&value)).ok()?;
    let changed = split(&edit::apply(text, edits))?;
    let [Item::Line(Line { statement: Statement { text, said, .. }, .. })] = changed.items.as_slice() else {
        return None;
    };
    let statement = Statement { text: text.clone(), said: said.clone(), ..line.statement.clone() };
    Some(Line { statement, key: line.key.clone(), value })
}

#[cfg(test)]
mod tests {
    use super::united;
    use crate::model::Plain;

    fn list(text: &str) -> Vec<Plain> {
        text.split_whitespace().map(|word| Plain::Text(word.into())).collect()
    }

    #[test]
    fn both_sides_entries_are_in() {
        for (base, ours, theirs, merged) in [
            ("a b", "a b c", "a b d", "a b c d"),
            ("a b", "a", "a b d", "a d"),
            ("a b", "c a b", "b", "c b"),
            ("a b c", "a b c d", "x a y b c", "x a y b c d"),
            ("", "a b", "b c", "a b c"),
            ("a", "b", "c", "b c"),
        ] {
            assert_eq!(united(&list(base), &list(ours), &list(theirs)), list(merged), "{base} | {ours} | {theirs}");
        }
    }
}
