//! What may be typed at a place, as a list to choose from.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionTextEdit, Documentation,
    InsertTextFormat, TextEdit,
};

use super::{Spot, note};
use crate::language::{self, Offer, OfferKind, Piece};
use crate::model::in_one_line;
use crate::render::style::one_line;

/// What may be typed at a place, the likeliest first.
pub(in crate::lsp) fn completion(spot: &Spot<'_>) -> CompletionList {
    let offers = language::completion(&spot.ground.desk, &spot.file, spot.byte);
    let items = offers.offers.iter().enumerate().map(|(number, offer)| item(spot, number, offer));
    CompletionList { is_incomplete: offers.are_cut, items: items.collect() }
}

fn item(spot: &Spot<'_>, number: usize, offer: &Offer) -> CompletionItem {
    let client = spot.ground.client;
    let (new_text, format) = if client.takes_snippets {
        (snippet(&offer.text), InsertTextFormat::SNIPPET)
    } else {
        (offer.plain_text(), InsertTextFormat::PLAIN_TEXT)
    };
    let about = offer.about.as_ref().map(|about| note::shown(std::slice::from_ref(about), &client.documents));
    let detail = Some(one_line(&offer.detail)).filter(|detail| !detail.is_empty());
    let beside = detail.clone().filter(|_| client.shows_beside_labels);
    CompletionItem {
        label: in_one_line(&offer.label).into_owned(),
        label_details: beside.map(|detail| CompletionItemLabelDetails { detail: None, description: Some(detail) }),
        kind: Some(kind(offer.kind)),
        detail,
        documentation: about.map(Documentation::MarkupContent),
        sort_text: Some(format!("{number:04}")),
        filter_text: Some(offer.filter.clone()),
        insert_text_format: Some(format),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range: spot.text.range(&offer.span), new_text })),
        ..CompletionItem::default()
    }
}

const fn kind(kind: OfferKind) -> CompletionItemKind {
    match kind {
        OfferKind::Key => CompletionItemKind::PROPERTY,
        OfferKind::Header => CompletionItemKind::STRUCT,
        OfferKind::Word => CompletionItemKind::ENUM_MEMBER,
        OfferKind::Party => CompletionItemKind::CLASS,
        OfferKind::Reference => CompletionItemKind::REFERENCE,
        OfferKind::Rule => CompletionItemKind::CONSTANT,
        OfferKind::Time => CompletionItemKind::UNIT,
        OfferKind::File => CompletionItemKind::FILE,
        OfferKind::Text => CompletionItemKind::TEXT,
    }
}

/// A text with its holes as the protocol writes them: `lead = "${1:name}"`.
fn snippet(pieces: &[Piece]) -> String {
    let mut number = 0_usize;
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => escaped(text),
        Piece::Hole(text) => {
            number = number.saturating_add(1);
            if text.is_empty() { format!("${number}") } else { format!("${{{number}:{}}}", escaped(text)) }
        }
    };
    pieces.iter().map(piece).collect()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

#[cfg(test)]
mod tests {
    use super::{Piece, snippet};

    #[test]
    fn holes_are_numbered_and_nothing_else_acts() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let hole = |text: &str| Piece::Hole(text.to_owned());
        let pieces = [text("a = \"$5 \\"), hole(""), text("\", b = { c = "), hole("x}"), text(" }")];
        assert_eq!(snippet(&pieces), r#"a = "\$5 \\$1", b = { c = ${2:x\}} \}"#);
    }
}
