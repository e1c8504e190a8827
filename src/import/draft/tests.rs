//! Small documents of our own, and the plans that are in them.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;

use super::{Wish, draft, words_of};
use crate::import::audit;
use crate::import::layout::tests::{grid, paragraph};
use crate::import::ledger::{Fate, PartOf};
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

#[test]
fn references_go_on_after_the_largest_number() {
    let found = drafted(vec![grid(
        "Ref | Action | Lead | By when
         9.4294967295 | Run a campaign | Council | 1 May 2027
          | Train staff | Police | 1 May 2027",
    )]);
    let references: Vec<_> = found.plan.actions.iter().map(|action| action.reference.as_str()).collect();
    assert_eq!(references, ["9.4294967295", "A.1"]);
    let found = drafted(vec![grid(
        "Objective | Ref | Action | Lead
         9 Safety | 9.4294967295 | Run a campaign | Council
         9 Safety |  | Train staff | Police",
    )]);
    let references: Vec<_> = found.plan.actions.iter().map(|action| action.reference.as_str()).collect();
    assert_eq!(references, ["9.4294967295", "9.4294967296"]);
}

#[test]
fn objectives_and_themes_come_from_columns_and_lists_hold_actions() {
    let found = drafted(vec![grid(
        "Priority | Objective | What will we do? | Who | By when?
         Prevention | Young people know | * Visit every school / * Print posters | Education Lead | July 2027
         | | Train governors | Education Lead | Ongoing
         Protection | Courts work | Train magistrates | HMCTS | Q3 2027/28",
    )]);
    let plan = &found.plan;
    let shown: Vec<_> = plan
        .actions
        .iter()
        .map(|action| {
            let theme = plan.theme_at(action.theme).map_or("", |theme| theme.name.as_str());
            format!("{theme} {} {}", action.reference, action.text.as_deref().unwrap_or_default())
        })
        .collect();
    assert_eq!(
        shown,
        [
            "prevention 1.1.1 Visit every school",
            "prevention 1.1.2 Print posters",
            "prevention 1.1.3 Train governors",
            "protection 2.1.1 Train magistrates",
        ]
    );
    assert_eq!(plan.actions[1].lead.as_deref(), Some("Education Lead"));
}

#[test]
fn one_number_twice_is_said_and_plain_numbers_are_put_behind_their_part() {
    let twice = drafted(vec![grid("Ref | Action | Lead\n 1.1 | Fit locks | Housing\n 1.1 | Fit alarms | Housing")]);
    let references: Vec<_> = twice.plan.actions.iter().map(|action| action.reference.as_str()).collect();
    assert_eq!(references.len(), 2);
    assert_eq!(references[0], "1.1");
    assert!(twice.ledger.remarks.iter().any(|remark| remark.said.contains("twice")));

    let again = drafted(vec![
        paragraph(Some(1), "Prevention"),
        grid("No. | Action | Lead\n 1 | Fit locks | Housing"),
        paragraph(Some(1), "Protection"),
        grid("No. | Action | Lead\n 1 | Train magistrates | HMCTS"),
    ]);
    let references: Vec<_> = again.plan.actions.iter().map(|action| action.reference.as_str()).collect();
    assert_eq!(references, ["1.1", "2.1"]);
}

proptest! {
    /// Whatever a document holds, each of its words stands in a file of the plan or is told as left over.
    #[test]
    fn no_word_is_lost(rows in vec(vec(cell(), 1..7), 1..8), before in vec(cell(), 0..4), with_header in any::<bool>()) {
        let header = "Ref | Objective | Action | Lead | By when | Progress | Confidence and risks\n";
        let table: Vec<_> = rows.iter().map(|row| row.join(" | ")).collect();
        let text = format!("{}{}", if with_header { header } else { "" }, table.join("\n"));
        let mut pieces: Vec<_> = before.iter().map(|text| paragraph((text.len() % 3 == 0).then_some(1), text)).collect();
        pieces.push(grid(&text));
        let story = Story { pieces, left_out: Vec::new() };
        let found = draft(&story, &wish());
        let entries = found.ledger.entries(&story);
        let left = entries.iter().filter(|entry| entry.left_over().is_some()).flat_map(|entry| words_of(&entry.text));
        let told: BTreeSet<_> = parts(&found).flat_map(|part| audit::said_in(&found, part)).chain(left).collect();
        let pieces = entries.iter().filter(|entry| !entry.fates.contains(&Fate::Header));
        let lost: Vec<_> = pieces.flat_map(|entry| words_of(&entry.text)).filter(|word| !told.contains(word)).collect();
        prop_assert_eq!(lost, Vec::<String>::new());
        let references: BTreeSet<_> = found.plan.references().map(|name| name.as_str().to_lowercase()).collect();
        prop_assert_eq!(references.len(), found.plan.references().count());
    }
}

/// Every part of a plan.
fn parts(draft: &super::Draft) -> impl Iterator<Item = PartOf> {
    let plan = &draft.plan;
    let below = (0..plan.themes.len()).map(PartOf::Theme).chain((0..plan.objectives.len()).map(PartOf::Objective));
    std::iter::once(PartOf::Plan).chain(below).chain((0..plan.actions.len()).map(PartOf::Action))
}

/// Something that may stand in a cell.
fn cell() -> impl Strategy<Value = String> {
    let words = [
        "",
        "",
        "^",
        ">",
        "1.1",
        "1.2",
        "2",
        "Objective 1.1 Safe homes",
        "Prevention",
        "Run a campaign",
        "and in schools",
        "TBC",
        "Police / Council",
        "Chair, Safer Wendale",
        "1 May 2027",
        "Ongoing",
        "* Fit locks / * Fit alarms",
        "Amber 3.1",
        "1 – High – staff 2 – Low",
        "£2K pa",
        "Update: June 2026: done",
        "_Posters are printed. Green",
        "By April 2029 we aim",
        "Every 3 months from when?",
        "Ref",
        "Action",
        "Lead",
        "By when",
        "Plan Lead: A. Nother",
        "Aim: to be safe",
        "Completed March 2026",
        "Theme 2: Support – for all who need it now Plan Lead: nobody",
        "Last updated 1 June 2026",
    ];
    prop_oneof![6 => select(words.to_vec()).prop_map(str::to_owned), 1 => "[A-Za-z0-9 .,:;()£–-]{0,30}"]
}
