//! The comment at the very end of a text. Who adds something behind it makes it one that stands above what is new;
//! where both sides did so, it is still one comment.

use super::document::{Document, Item};

/// Theirs, without the comment at the end of the base where both sides added something behind it.
pub(super) fn once(base: &Document, ours: &Document, theirs: &Document) -> Document {
    let mut theirs = theirs.clone();
    let comment = base.tail.trim_matches('\n');
    let places = |document: &Document| held(&document.items, comment).len();
    let is_moved = |version: &Document| !version.tail.contains(comment) && places(version) > places(base);
    if !comment.is_empty() && is_moved(ours) && is_moved(&theirs) {
        let way = held(&theirs.items, comment).pop().unwrap_or_default();
        if let Some(item) = at(&mut theirs.items, &way) {
            *item.lead_mut() = without(item.lead_mut(), comment);
        }
    }
    theirs
}

/// The ways to the pieces above which a comment comes first, in their order.
fn held(items: &[Item], comment: &str) -> Vec<Vec<usize>> {
    let mut ways = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let is_above = item.statement().is_some_and(|said| after(&said.lead, comment).is_some());
        ways.extend(is_above.then(|| vec![place]));
        if let Item::Block(block) = item {
            let below = held(&block.items, comment).into_iter();
            ways.extend(below.map(|way| std::iter::once(place).chain(way).collect()));
        }
    }
    ways
}

fn at<'i>(items: &'i mut [Item], way: &[usize]) -> Option<&'i mut Item> {
    let (place, rest) = way.split_first()?;
    match (items.get_mut(*place)?, rest) {
        (item, []) => Some(item),
        (Item::Block(block), rest) => at(&mut block.items, rest),
        (Item::Line(_) | Item::Clash(_), _) => None,
    }
}

/// What follows a comment in a lead that begins with it.
fn after<'l>(lead: &'l str, comment: &str) -> Option<&'l str> {
    lead.trim_start_matches('\n').strip_prefix(comment)?.strip_prefix('\n')
}

/// The lead without the comment; as many blank lines stay above it as there were, or below it where none were.
fn without(lead: &str, comment: &str) -> String {
    let blanks = lead.strip_suffix(lead.trim_start_matches('\n')).unwrap_or_default();
    match after(lead, comment).unwrap_or(lead) {
        "" => blanks.to_owned(),
        rest if rest.starts_with('\n') => rest.to_owned(),
        rest => format!("{blanks}{rest}"),
    }
}
