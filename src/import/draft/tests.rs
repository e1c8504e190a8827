//! Small documents of our own, and the plans that are in them.

use super::{Wish, draft};
use crate::import::layout::tests::{grid, paragraph};
use crate::import::{Piece, Story};
use crate::model::Date;

fn wish() -> Wish {
    let today = Date::new(2026, 6, 30).expect("a day");
    Wish { name: "wendale".to_owned(), hints: super::Hints::default(), day: None, today }
}

fn drafted(pieces: Vec<Piece>) -> super::Draft {
    draft(&Story { pieces, left_out: Vec::new() }, &wish())
}

#[test]
fn a_document_becomes_a_plan() {
    let found = drafted(vec![
        paragraph(Some(1), "Wendale action plan 2026-29"),
        paragraph(None, "Last updated 1 June 2026"),
        paragraph(Some(2), "Prevention"),
        paragraph(Some(3), "Objective 1.1"),
        paragraph(None, "Everybody knows where to turn"),
        paragraph(None, "By March 2029 we aim to reach 90% of schools"),
        grid(
            "Ref | Action | Lead | By when | RAG
             1.1.1 | Run a campaign | Council/Police | 1 May 2027 | Green
             The posters are printed. | > | > | > | >
             | Train staff | TBC | Ongoing |",
        ),
    ]);
    let plan = &found.plan;
    assert_eq!(plan.settings.title.as_deref(), Some("Wendale action plan 2026-29"));
    assert_eq!(plan.themes[0].name, "prevention");
    assert_eq!(plan.objectives[0].reference.as_str(), "1.1");
    assert_eq!(plan.objectives[0].title.as_deref(), Some("Everybody knows where to turn"));
    assert!(plan.objectives[0].target.is_some());
    let references: Vec<_> = plan.actions.iter().map(|action| action.reference.as_str()).collect();
    assert_eq!(references, ["1.1.1", "1.1.2"]);
    let first = &plan.actions[0];
    assert_eq!(first.lead.as_deref(), Some("Council"));
    assert_eq!(first.as_written.get("lead").map(String::as_str), Some("Council/Police"));
    assert_eq!(first.updates.len(), 1);
    assert_eq!(first.updates[0].date.to_string(), "2026-06-01");
    assert_eq!(first.updates[0].note.as_deref(), Some("The posters are printed."));
    assert_eq!(plan.actions[1].lead, None);
    assert_eq!(plan.actions[1].as_written.get("lead").map(String::as_str), Some("TBC"));
}
