//! Where what stands at a place is explained, and where else it is named.

use lsp_types::{GotoDefinitionResponse, Location};

use super::Spot;
use crate::language::{self, OwnPlace, Passage};

/// The place of what is named at a place.
pub(in crate::lsp) fn definition(spot: &Spot<'_>) -> Option<GotoDefinitionResponse> {
    let passage = language::definition(&spot.ground.desk, &spot.file, spot.byte)?;
    location(spot, &passage).map(GotoDefinitionResponse::Scalar)
}

/// Every place that names the same.
pub(in crate::lsp) fn references(spot: &Spot<'_>, own: OwnPlace) -> Vec<Location> {
    let passages = language::references(&spot.ground.desk, &spot.file, spot.byte, own);
    passages.iter().filter_map(|passage| location(spot, passage)).collect()
}

fn location(spot: &Spot<'_>, passage: &Passage) -> Option<Location> {
    spot.ground.location(&passage.file, &passage.span)
}
