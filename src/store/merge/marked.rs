//! A merged document as a text: whole where both sides agree, with conflict markers where they do not.

use super::document::{Document, Item, Side};

/// The text when one side is taken wherever they disagree.
pub(super) fn text(document: &Document, side: Side) -> String {
    document.items.iter().map(|item| text_of(item, side)).collect::<String>() + &document.tail
}

/// The text with both sides of what they disagree about, between markers of this length.
pub(super) fn with_markers(document: &Document, size: usize) -> String {
    document.items.iter().map(|item| item_with_markers(item, size)).collect::<String>() + &document.tail
}

/// Both of two texts between markers, in place of what could not be merged.
pub(super) fn between(ours: &str, theirs: &str, size: usize) -> String {
    let mark = |c: char| c.to_string().repeat(size);
    format!("{} ours\n{ours}{}\n{theirs}{} theirs\n", mark('<'), mark('='), mark('>'))
}

pub(super) fn text_of(item: &Item, side: Side) -> String {
    match item {
        Item::Line(line) => format!("{}{}", line.statement.lead, line.statement.text),
        Item::Block(block) => {
            let below: String = block.items.iter().map(|item| text_of(item, side)).collect();
            format!("{}{}{below}", block.statement.lead, block.statement.text)
        }
        Item::Clash(clash) => clash.lead.clone() + &item.on(side).map_or_else(String::new, |item| text_of(item, side)),
    }
}

fn item_with_markers(item: &Item, size: usize) -> String {
    match item {
        Item::Line(_) => text_of(item, Side::Ours),
        Item::Block(block) => {
            let below: String = block.items.iter().map(|item| item_with_markers(item, size)).collect();
            format!("{}{}{below}", block.statement.lead, block.statement.text)
        }
        Item::Clash(clash) => {
            let taken = |side: Side| item.on(side).map_or_else(String::new, |item| text_of(item, side));
            clash.lead.clone() + &between(&taken(Side::Ours), &taken(Side::Theirs), size)
        }
    }
}
