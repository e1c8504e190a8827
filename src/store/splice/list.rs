//! Lists in square brackets: entries change, come and go one by one, and the comments between them stay.

use super::{Differing, Splicer};
use crate::model::Plain;
use crate::store::toml::{Node, write};

impl Splicer<'_> {
    /// Makes a list say the new entries in place of those that differ.
    pub(super) fn list(&mut self, items: &[Node<'_>], differing: &Differing<'_>) {
        for (item, new) in items.iter().skip(differing.start).zip(differing.changed()) {
            self.replace(item.span.clone(), &write::value(new.1));
        }
        let place = differing.start.saturating_add(differing.pairs());
        self.remove_entries(items, place, place.saturating_add(differing.gone().len()));
        self.insert_entries(items, place, differing.come());
    }

    fn insert_entries(&mut self, items: &[Node<'_>], place: usize, entries: &[Plain]) {
        let values = entries.iter().map(write::value).collect::<Vec<_>>().join(", ");
        match (place.checked_sub(1).and_then(|before| items.get(before)), items.first()) {
            _ if entries.is_empty() => {}
            (Some(before), _) => self.insert_at(before.span.end, &format!(", {values}")),
            (None, Some(first)) => self.insert_at(first.span.start, &format!("{values}, ")),
            (None, None) => {}
        }
    }

    /// Takes entries out, each with its comma.
    fn remove_entries(&mut self, items: &[Node<'_>], from: usize, to: usize) {
        let Some(gone) = items.get(from..to) else { return };
        let (Some(first), Some(last)) = (gone.first(), gone.last()) else { return };
        let before = from.checked_sub(1).and_then(|before| items.get(before));
        let whole = match (items.get(to), before) {
            (Some(next), _) => first.span.start..next.span.start,
            (None, Some(before)) => before.span.end..last.span.end,
            (None, None) => first.span.start..last.span.end,
        };
        if !self.text.get(whole.clone()).is_some_and(|text| text.contains('#')) {
            self.replace(whole, "");
            return;
        }
        for item in gone {
            self.replace(item.span.clone(), "");
            if let Some(comma) = self.comma_after(item.span.end) {
                self.replace(comma..comma.saturating_add(1), "");
            }
        }
    }

    /// The comma after an entry, past blanks and comments.
    fn comma_after(&self, end: usize) -> Option<usize> {
        let mut at = end;
        loop {
            let rest = self.text.get(at..)?;
            at = at.saturating_add(rest.len()).saturating_sub(rest.trim_start().len());
            match self.text.get(at..)?.chars().next()? {
                ',' => return Some(at),
                '#' => at = self.end_of_line(at),
                _ => return None,
            }
        }
    }
}
