//! What may be typed at a place: keys, headers and values, each with what it means and the text that it puts there.

mod keys;
mod known;
mod times;
mod values;

use super::Desk;
use super::asked::Asked;
use super::note::Note;
use crate::source::Span;
use crate::store::CursorSpot;

/// So many offers are made at once; what is typed on leaves fewer.
const MOST: usize = 200;

/// What may be typed at a place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offers {
    /// The likeliest first.
    pub offers: Vec<Offer>,
    /// Whether there are more, of which other letters would show some.
    pub are_cut: bool,
}

/// Something that may be typed at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is shown in a list.
    pub label: String,
    pub kind: OfferKind,
    /// A few words beside it.
    pub detail: String,
    pub about: Option<Note>,
    /// What is typed is compared with this.
    pub filter: String,
    /// The bytes that give way to its text, all on one line.
    pub span: Span,
    pub text: Vec<Piece>,
}

/// What an offer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferKind {
    Key,
    Header,
    /// One of the words of a scale, or `true` or `false`.
    Word,
    Party,
    Reference,
    Rule,
    Time,
    File,
    Text,
}

/// A part of the text that an offer puts somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    /// A place to go on typing, with what stands there at first.
    Hole(String),
}

/// What may be typed at a byte of a file.
#[must_use]
pub fn completion(desk: &Desk, file: &str, byte: usize) -> Offers {
    Asked::at(desk, file, byte).map(|asked| of(&asked)).unwrap_or_default()
}

pub(super) fn of(asked: &Asked<'_>) -> Offers {
    let offers = match &asked.cursor.spot {
        CursorSpot::Comment | CursorSpot::Nowhere => Vec::new(),
        CursorSpot::Blank => {
            let here = asked.cursor.byte..asked.cursor.byte;
            let keys = keys::keys(asked, &here, crate::store::Follows::Nothing);
            keys.into_iter().chain(keys::headers(asked, &here)).collect()
        }
        CursorSpot::Header(span) => keys::headers(asked, span),
        CursorSpot::Key { span, follows } => {
            let begins_line = span.start == asked.cursor.line && asked.cursor.holder == crate::store::Holder::Header;
            let headers = if begins_line { keys::headers(asked, span) } else { Vec::new() };
            keys::keys(asked, span, *follows).into_iter().chain(headers).collect()
        }
        CursorSpot::Value(value) => values::values(asked, value),
    };
    // Editors replace a part of one line; only a key or header that is a mistake has several.
    let is_on_line = |offer: &Offer| asked.text.get(offer.span.clone()).is_some_and(|text| !text.contains('\n'));
    let offers: Vec<_> = offers.into_iter().filter(is_on_line).collect();
    let typed = offers.first().map(|offer| typed(asked, &offer.span)).unwrap_or_default();
    few(offers, &typed)
}

impl Offer {
    /// Its text where no holes can be made.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let text = self.text.iter().map(|piece| match piece {
            Piece::Text(text) | Piece::Hole(text) => text.as_str(),
        });
        text.collect()
    }
}

/// What has been typed of what an offer would replace.
fn typed(asked: &Asked<'_>, span: &Span) -> String {
    let text = asked.text.get(span.start..asked.cursor.byte.max(span.start)).unwrap_or_default();
    text.trim_start_matches(['"', '\'']).to_lowercase()
}

/// As many offers as can be shown: where there are more, those that hold what has been typed.
fn few(mut offers: Vec<Offer>, typed: &str) -> Offers {
    if offers.len() <= MOST {
        return Offers { offers, are_cut: false };
    }
    offers.retain(|offer| offer.filter.to_lowercase().contains(typed));
    offers.truncate(MOST);
    Offers { offers, are_cut: true }
}

#[cfg(test)]
mod tests {
    use super::{Offer, Piece, completion};
    use crate::language::example::{desk_at, edited, first_with};
    use crate::source::Edit;

    const FILE: &str = "wendale/help/1/1.1.toml";

    fn offers(file: &str, marked: &str) -> Vec<Offer> {
        let (desk, byte) = desk_at(file, marked);
        completion(&desk, file, byte).offers
    }

    fn labels(file: &str, marked: &str) -> String {
        let shown = |offer: &Offer| match offer.detail.as_str() {
            "" => offer.label.clone(),
            detail => format!("{} ({})", offer.label, detail.split(['.', ';']).next().unwrap_or_default()),
        };
        offers(file, marked).iter().map(shown).collect::<Vec<_>>().join("\n")
    }

    /// The text once an offer has been taken, with `<>` around what stands in holes.
    fn taken(file: &str, marked: &str, label: &str) -> String {
        let offers = offers(file, marked);
        let offer = offers.iter().find(|offer| offer.label == label);
        let offer = offer.unwrap_or_else(|| panic!("{label}: {offers:?}"));
        let text = offer.text.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Hole(text) => format!("<{text}>"),
        });
        let edit = Edit { span: offer.span.clone(), text: text.collect() };
        edited(&marked.replacen('|', "", 1), &[edit])
    }

    #[test]
    fn keys_that_are_not_there_yet_in_the_order_of_the_files() {
        insta::assert_snapshot!(labels(FILE, "action = \"a\"\n|\n\nlead = \"b\"\n"), @r#"
        support (Others who help)
        deadline (When it is to be done by)
        review (When an ongoing action is next looked at)
        recurs (How often it comes round, in place of a deadline: { every = "3 months", from = 2014-06-30 })
        confidence (How confident people are that it will be done: high is good)
        confidence_reason (Why the confidence is what it is)
        resources (What it takes, in words)
        outcome_measure (How anyone will know that it has worked)
        depends_on (Actions that must be complete before this one can be)
        see (Actions and objectives that a reader should also look at)
        tags (Free words to find it by)
        duty (The statutory duties that it answers)
        evidence (Proof of what was done: files in the plan's folder, or web addresses)
        public (Whether it may appear in what is published)
        source (Where the action came from, such as a review's recommendation)
        carried_from (The action of an earlier plan that this one goes on with)
        "#);
        insta::assert_snapshot!(labels(FILE, "[[update]]\ndate = 2026-01-01\n|\n"), @"
        by (Who says so)
        status (Where the work stands)
        rag (How people rate the progress)
        note (What happened, and what happens next)
        occurrence (The turn of a recurring action that this completes, with all turns before it)
        deadline_was (The deadline before this update moved it)
        [as_written] (The source's own words for keys that this file interprets)
        [[milestone]] (Steps on the way)
        [[measure]] (Figures that show whether it works)
        [[risk]] (What could stop it)
        [[cost]] (What it costs, and whether the money is there)
        [[update]] (The log: what was done and judged, oldest first)
        ");
        insta::assert_snapshot!(labels(FILE, "recurs = { every = \"3 months\", | }\n"), @"from (The day of the first turn)");
        insta::assert_snapshot!(labels("wendale/help/1/objective.toml", "title = \"a\"\n\n[[measure]]\nname = \"b\"\n[[mea|\n"), @"
        [as_written] (The source's own words for keys that this file interprets)
        [[measure]] (Figures by which the target is judged)
        [[measure.reading]] (What was read, oldest first)
        ");
    }

    #[test]
    fn a_key_comes_with_what_its_value_needs() {
        assert_eq!(taken(FILE, "le|\n", "lead"), "lead = \"<>\"\n");
        assert_eq!(taken(FILE, "le| = \"a\"\n", "lead"), "lead = \"a\"\n");
        assert_eq!(taken(FILE, "\u{feff}le|\r\n", "lead"), "\u{feff}lead = \"<>\"\r\n");
        assert_eq!(taken(FILE, "action = \"😀\"\nle|", "lead"), "action = \"😀\"\nlead = \"<>\"");
        assert_eq!(taken(FILE, "|", "support"), "support = [\"<>\"]");
        assert_eq!(taken(FILE, "|", "review"), "review = <2026-06-30>");
        assert_eq!(taken(FILE, "|", "recurs"), "recurs = { every = \"<3 months>\", from = <2026-06-30> }");
        assert_eq!(taken(FILE, "|", "public"), "public = <false>");
        assert_eq!(
            taken(FILE, "a = 1\r\n[[up|\r\n", "[[update]]"),
            "a = 1\r\n[[update]]\r\ndate = <2026-06-30>\r\nby = \"<>\"\r\nrag = \"<>\"\r\nnote = \"<>\"\r\n"
        );
        assert_eq!(taken(FILE, "[[up|]]\ndate = 1\n", "[[update]]"), "[[update]]\ndate = 1\n");
        assert_eq!(taken(FILE, "upd|", "[[risk]]"), "[[risk]]\nlevel = \"<>\"\ntext = \"<>\"");
    }

    #[test]
    fn words_parties_and_references_come_with_what_they_are() {
        insta::assert_snapshot!(labels(FILE, "[[update]]\nrag = \"|\"\n"), @"
        red (The deadline has passed, or progress is insufficient to achieve it)
        amber (Progress is slow and gives concern about the deadline, or work is on hold)
        green (Progress is sufficient to achieve the deadline)
        ");
        insta::assert_snapshot!(labels(FILE, "lead = \"|\"\nsupport = [\"Police\"]\n"), @"
        Housing Manager (post, Wendale Council)
        Delivery Group (group)
        Police (not in parties)
        ");
        insta::assert_snapshot!(labels(FILE, "see = [\"1.2\", |]\n"), @"
        1.3 (Meet)
        1 (Children are heard)
        avon:9 (Go on)
        ");
        insta::assert_snapshot!(labels(FILE, "tags = [|]\n"), @"
        schools (1 action)
        training (1 action)
        ");
        insta::assert_snapshot!(labels("wendale/baseline.toml", "[[known]]\nref = \"|\"\n"), @"
        1.1 (Publish the pathways)
        1.2 (Train the officers)
        1.3 (Meet)
        1 (Children are heard)
        help (Help)
        ");
        assert!(
            labels("wendale/baseline.toml", "[[known]]\nrule = \"|\"\n").contains("missing-lead (Every action has")
        );
        assert!(labels("wendale/plan.toml", "[check]\nmis|\n").contains("missing-lead (Every action has"));
        assert!(!labels("wendale/plan.toml", "[check]\nmissing-lead = \"off\"\nmis|\n").contains("missing-lead"));
    }

    #[test]
    fn days_and_deadlines_come_with_what_they_mean() {
        insta::assert_snapshot!(labels(FILE, "review = |\n"), @"
        2026-06-30 (today)
        2026-07-31 (end of next month)
        2026-09-15 (next meeting: Board)
        2026-09-30 (end of next quarter)
        2027-03-31 (end of the financial year)
        2028-03-31 (end of the plan)
        ");
        insta::assert_snapshot!(labels(FILE, "deadline = |\n"), @"
        2026-07-31 (end of next month)
        2026-09-15 (next meeting: Board)
        2026-09-30 (end of next quarter)
        2027-03-31 (end of the financial year)
        2028-03-31 (end of the plan)
        2026-06 (due 30 June 2026)
        2026-07 (due 31 July 2026)
        2026-08 (due 31 August 2026)
        2026-09 (due 30 September 2026)
        2026-Q2 (due 30 June 2026)
        2026-Q3 (due 30 September 2026)
        2026-Q4 (due 31 December 2026)
        2027-Q1 (due 31 March 2027)
        2026-autumn (due 30 November 2026)
        2026-winter (due 28 February 2027)
        2027-spring (due 31 May 2027)
        2026 (due 31 December 2026)
        2027 (due 31 December 2027)
        2026/27 (due 31 March 2027)
        2027/28 (due 31 March 2028)
        ongoing (has no end, and wants a review date)
        ");
        insta::assert_snapshot!(labels("wendale/help/1/1.3.toml", "recurs = { every = \"3 months\", from = 2026-05-31 }\n[[update]]\noccurrence = |\n"), @"
        2026-08-31 (a turn)
        2026-05-31 (a turn)
        2026-06-30 (today)
        2026-07-31 (end of next month)
        2026-09-15 (next meeting: Board)
        2026-09-30 (end of next quarter)
        2027-03-31 (end of the financial year)
        2028-03-31 (end of the plan)
        ");
    }

    #[test]
    fn quotation_marks_come_out_right() {
        let party = "Housing Manager";
        for (before, after) in [
            ("lead = |\n", "lead = \"Housing Manager\"\n"),
            ("lead =|\n", "lead = \"Housing Manager\"\n"),
            ("lead = Hou|\n", "lead = \"Housing Manager\"\n"),
            ("lead = \"|\n", "lead = \"Housing Manager\"\n"),
            ("lead = \"Hou|\n", "lead = \"Housing Manager\"\n"),
            ("lead = \"Hou|x\" # y\n", "lead = \"Housing Manager\" # y\n"),
            ("lead = 'Hou|'\r\n", "lead = 'Housing Manager'\r\n"),
            ("support = |\n", "support = [\"Housing Manager\"]\n"),
            ("support = [|]\n", "support = [\"Housing Manager\"]\n"),
            ("support = [\"é\", \"Hou|\"]\n", "support = [\"é\", \"Housing Manager\"]\n"),
            (
                "support = [\"a\", |\n\ndeadline = 2026-01-01\n",
                "support = [\"a\", \"Housing Manager\"\n\ndeadline = 2026-01-01\n",
            ),
        ] {
            assert_eq!(taken(FILE, before, party), after, "{before}");
        }
        assert_eq!(taken(FILE, "deadline = \"20|\"\n", "2026-07-31"), "deadline = 2026-07-31\n");
        assert_eq!(taken(FILE, "deadline =| 2026-01-01\n", "2026-07-31"), "deadline = 2026-07-31\n");
        assert_eq!(taken(FILE, "deadline = 20|\n", "2026-Q3"), "deadline = \"2026-Q3\"\n");
        assert_eq!(taken(FILE, "deadline = \"20|\"\n", "2026-Q3"), "deadline = \"2026-Q3\"\n");
    }

    #[test]
    fn nothing_is_offered_where_nothing_can_stand() {
        for marked in ["# a |", "lead = \"a\" |", "lead =| \"a\"", "note = \"\"\"\na|\n\"\"\"\n"] {
            assert_eq!(offers(FILE, marked), [], "{marked}");
        }
        assert_eq!(offers("elsewhere.toml", "|"), []);
        let text = first_with("lead = ", "le|ad = ");
        assert!(offers(FILE, &text).iter().any(|offer| offer.label == "lead"), "the key itself may stand here");
    }
}
