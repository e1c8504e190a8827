//! What a file and what the plans are made of, by name.

use lsp_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, OneOf, SymbolInformation, SymbolKind, WorkspaceSymbol,
};

use super::Ground;
use crate::language::{self, Found, Symbol};
use crate::render::style::one_line;

/// The parts of a file: as a tree, or for clients that know none in a row.
pub(in crate::lsp) fn of_file(ground: &Ground<'_>, file: &str) -> Option<DocumentSymbolResponse> {
    let text = ground.text(file)?;
    let tree: Vec<_> = language::symbols(&ground.desk, file).iter().map(|symbol| part(&text, symbol)).collect();
    if ground.client.shows_trees {
        return Some(DocumentSymbolResponse::Nested(tree));
    }
    let uri = ground.uri(file)?;
    let mut row = Vec::new();
    for symbol in &tree {
        flatten(symbol, &uri, None, &mut row);
    }
    Some(DocumentSymbolResponse::Flat(row))
}

/// The parts of all plans of a plans folder that hold every word of a text in their name.
pub(in crate::lsp) fn of_plans(ground: &Ground<'_>, wanted: &str) -> Vec<WorkspaceSymbol> {
    let found = language::find(&ground.desk, wanted);
    found.iter().filter_map(|found| found_part(ground, found)).collect()
}

fn found_part(ground: &Ground<'_>, found: &Found) -> Option<WorkspaceSymbol> {
    Some(WorkspaceSymbol {
        name: named(&one_line(&found.name)),
        kind: kind(found.kind),
        tags: None,
        container_name: Some(one_line(&found.plan)),
        location: OneOf::Left(ground.location(&found.passage.file, &found.passage.span)?),
        data: None,
    })
}

#[expect(deprecated, reason = "the protocol still has a field that has given way to another")]
fn part(text: &super::Text, symbol: &Symbol) -> DocumentSymbol {
    let within = symbol.within.iter().map(|below| part(text, below)).collect::<Vec<_>>();
    DocumentSymbol {
        name: named(&symbol.name),
        detail: Some(symbol.detail.clone()).filter(|detail| !detail.is_empty()),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: text.range(&symbol.span),
        selection_range: text.range(&symbol.name_span),
        children: Some(within).filter(|within| !within.is_empty()),
    }
}

#[expect(deprecated, reason = "the protocol still has a field that has given way to another")]
fn flatten(symbol: &DocumentSymbol, uri: &lsp_types::Uri, within: Option<&str>, row: &mut Vec<SymbolInformation>) {
    row.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range: symbol.range },
        container_name: within.map(str::to_owned),
    });
    for below in symbol.children.iter().flatten() {
        flatten(below, uri, Some(&symbol.name), row);
    }
}

/// Clients take no symbol without a name.
fn named(name: &str) -> String {
    if name.trim().is_empty() { "…".to_owned() } else { name.to_owned() }
}

const fn kind(kind: language::SymbolKind) -> SymbolKind {
    match kind {
        language::SymbolKind::Key => SymbolKind::PROPERTY,
        language::SymbolKind::Table => SymbolKind::STRUCT,
        language::SymbolKind::Update => SymbolKind::EVENT,
        language::SymbolKind::Plan => SymbolKind::PACKAGE,
        language::SymbolKind::Theme => SymbolKind::NAMESPACE,
        language::SymbolKind::Objective => SymbolKind::MODULE,
        language::SymbolKind::Action => SymbolKind::CLASS,
        language::SymbolKind::Party => SymbolKind::INTERFACE,
    }
}
