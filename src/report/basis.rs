//! What every report has in common: the plans that it is about, what stands at its head, and the legend at its end.

use rayon::prelude::*;

use crate::document::{Block, Cell, Column, Document, Fact, Section, Table};
use crate::model::{Date, Judge, Plan, Rating, Scheme, counted, judge};
use crate::query::{Judged, Selection};

/// What a report is made from.
#[derive(Debug, Clone)]
pub struct Basis<'p> {
    /// The plans that it is about, in their order.
    pub plans: Vec<&'p Plan>,
    /// The actions that it is about, in the order of the plans.
    pub selection: Selection<'p>,
    pub judge: Judge,
    /// The filter that chose the actions, where one did.
    pub filter: Option<String>,
    pub provenance: Provenance,
}

/// What a report is to say of one plan.
#[derive(Debug, Clone, Copy)]
pub struct Chapter<'b, 'p> {
    pub plan: &'p Plan,
    /// The day on which the plan is judged.
    pub day: Date,
    pub judged: &'b [Judged<'p>],
}

/// What a report says of a plan: before the first heading, and below it.
pub type Said = (Vec<Block>, Vec<Section>);

/// Which state of the files a report was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provenance {
    /// As they stood in these commits: one as a rule, more where plans are repositories of their own.
    Commits(Vec<CommitRead>),
    /// As they are on disk, where nothing keeps their history.
    NotKept,
    /// As they are on disk, where git could not say which commit that is, and why.
    Unknown(String),
}

/// A commit that files were read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitRead {
    /// The first digits of its name.
    pub id: String,
    pub day: Date,
    /// Whether the files have since been changed, so that they say something else than the commit.
    pub is_changed: bool,
}

impl<'p> Basis<'p> {
    /// What there is to say of each plan.
    pub fn chapters(&self) -> impl Iterator<Item = Chapter<'_, 'p>> {
        let mut rest = self.selection.judged.as_slice();
        self.plans.iter().map(move |&plan| {
            // The actions of a plan stand together, and in the order of the plans.
            let own = rest.partition_point(|judged| std::ptr::eq(judged.located.plan, plan));
            let (judged, others) = rest.split_at(own);
            rest = others;
            let day = judged.first().map_or_else(|| self.judge.day_for(plan), |judged| judged.judgement.day);
            Chapter { plan, day, judged }
        })
    }

    /// The same with each plan judged on a day of its own.
    #[must_use]
    pub fn judged_on(&self, day: impl Fn(&Plan) -> Date + Sync) -> Self {
        let judged = self.selection.judged.par_iter().map(|judged| {
            let located = judged.located;
            Judged { located, judgement: judge(located, day(located.plan)) }
        });
        Self {
            plans: self.plans.clone(),
            selection: Selection { judged: judged.collect() },
            judge: self.judge,
            filter: self.filter.clone(),
            provenance: self.provenance.clone(),
        }
    }

    /// A report, with a chapter for each plan where there are several.
    #[must_use]
    pub fn document(
        &self,
        key: &'static str,
        title: &str,
        sections: impl Fn(Chapter<'_, 'p>) -> Vec<Section>,
    ) -> Document {
        let parts = self.chapters().map(|chapter| (chapter.plan, (Vec::new(), sections(chapter))));
        self.of_parts(key, title, parts.collect())
    }

    /// A report that says something before its first heading: at its head, or that of each plan's chapter where there
    /// are several; the first text of each then stands at the head as well. The chapters are made side by side.
    #[must_use]
    pub fn opened_document(
        &self,
        key: &'static str,
        title: &str,
        said: impl Fn(Chapter<'_, 'p>) -> Said + Sync,
    ) -> Document {
        let chapters: Vec<_> = self.chapters().collect();
        self.of_parts(key, title, chapters.into_par_iter().map(|chapter| (chapter.plan, said(chapter))).collect())
    }

    fn of_parts(&self, key: &'static str, title: &str, mut parts: Vec<(&'p Plan, Said)>) -> Document {
        let (opening, sections) = match parts.as_mut_slice() {
            [] => (vec![Block::text("No action was selected, so that there is nothing to report.")], Vec::new()),
            [(_, only)] => std::mem::take(only),
            _ => (overview(&parts), parts.into_iter().map(|(plan, said)| of_plan(plan, said)).collect()),
        };
        Document {
            key,
            title: title.to_owned(),
            subject: self.subject(),
            facts: self.facts(),
            opening,
            sections: sections.into_iter().chain((!self.plans.is_empty()).then(|| self.legend())).collect(),
        }
    }

    /// What all plans hold between them, in tables whose rows say of which plan they are.
    #[must_use]
    pub fn tables(&self, key: &'static str, title: &str, tables: impl IntoIterator<Item = Table>) -> Document {
        let tables = Section::new("tables", "Sheets").with_all(tables.into_iter().map(Block::Table));
        Document {
            key,
            title: title.to_owned(),
            subject: self.subject(),
            facts: self.facts(),
            opening: Vec::new(),
            sections: vec![tables, self.legend()],
        }
    }

    /// What stands at the head of a document, in sentences.
    #[must_use]
    pub fn head(&self) -> String {
        let facts = self.facts();
        let sentences = facts.iter().map(|fact| format!("{}: {}.", fact.term, fact.value.words()));
        sentences.collect::<Vec<_>>().join(" ")
    }

    /// The title of the plan; the number of them where there are several.
    #[must_use]
    pub fn subject(&self) -> String {
        match self.plans.as_slice() {
            [] => "Nothing selected".to_owned(),
            [only] => only.display_title().to_owned(),
            plans => counted(plans.len(), "plan"),
        }
    }

    /// Whose plan, judged as of which day, read from which commit.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        if let [only] = self.plans.as_slice() {
            let settings = &only.settings;
            facts.push(Fact::new("plan", "Plan", Cell::text(&only.name)));
            facts.extend(
                settings.partnership.as_deref().map(|name| Fact::new("partnership", "Partnership", name.into())),
            );
            facts.extend(settings.reports_to.as_deref().map(|body| Fact::new("reports_to", "Reports to", body.into())));
            facts.extend(settings.closed.map(|day| Fact::new("closed", "Closed", Cell::Date(day))));
        }
        facts.push(Fact::new("as_of", "Judged as of", self.day_in_facts()));
        facts
            .extend(self.filter.as_deref().map(|filter| Fact::new("filter", "Only actions that match", filter.into())));
        facts.push(Fact::new("commit", "Read from", Cell::text(self.provenance.in_words())));
        facts
    }

    fn day_in_facts(&self) -> Cell {
        let mut days: Vec<_> = self.chapters().map(|chapter| chapter.day).collect();
        days.dedup();
        match days.as_slice() {
            [] => Cell::Date(self.judge.asked()),
            [day] => Cell::Date(*day),
            _ => Cell::text("a day of its own for each plan"),
        }
    }

    /// What the ratings mean, in the colours of these plans.
    fn legend(&self) -> Section {
        let scheme = |plan: &&Plan| plan.settings.rating.scheme();
        let mut rows: Vec<(Rating, Scheme)> = Vec::new();
        for rating in [Rating::Red, Rating::Amber, Rating::Green, Rating::Complete, Rating::Unrated] {
            for scheme in self.plans.iter().map(scheme) {
                if !rows.iter().any(|(known, its)| *known == rating && rating.colour(*its) == rating.colour(scheme)) {
                    rows.push((rating, scheme));
                }
            }
        }
        let columns = [Column::short("rating", "Rating"), Column::text("meaning", "What it says of an action")];
        let row = |(rating, scheme): (Rating, Scheme)| [Cell::Rating(rating, scheme), Cell::text(rating.meaning())];
        let table = Table::new("legend", "What the ratings mean", columns).with_rows(rows.into_iter().map(row));
        Section::new("legend", "What the ratings mean").with(table)
    }
}

/// What a report says first of each plan, in one place.
fn overview(parts: &[(&Plan, Said)]) -> Vec<Block> {
    let first = |(plan, (opening, _)): &(&Plan, Said)| match opening.first() {
        Some(Block::Text(text)) => Some(format!("{}: {text}", plan.display_title())),
        Some(Block::List(_) | Block::Facts(_) | Block::Table(_) | Block::Figure(_)) | None => None,
    };
    let lines: Vec<_> = parts.iter().filter_map(first).collect();
    if lines.is_empty() { Vec::new() } else { vec![Block::List(lines)] }
}

/// The chapter of one plan among several: its sections, under names that no other plan has.
fn of_plan(plan: &Plan, (opening, sections): Said) -> Section {
    fn renamed(section: Section, plan: &str) -> Section {
        let name = |key: &str| format!("{plan}.{key}");
        Section {
            key: name(&section.key),
            blocks: section.blocks.into_iter().map(|block| with_figure_renamed(block, plan)).collect(),
            sections: section.sections.into_iter().map(|within| renamed(within, plan)).collect(),
            ..section
        }
    }
    let sections = sections.into_iter().map(|section| renamed(section, &plan.name));
    let opening = opening.into_iter().map(|block| with_figure_renamed(block, &plan.name));
    Section::new(&plan.name, plan.display_title()).with_all(opening).holding(sections)
}

fn with_figure_renamed(block: Block, plan: &str) -> Block {
    match block {
        Block::Figure(mut figure) => {
            figure.key = format!("{plan}.{}", figure.key);
            Block::Figure(figure)
        }
        Block::Text(_) | Block::List(_) | Block::Facts(_) | Block::Table(_) => block,
    }
}

impl Provenance {
    /// What a reader is told about it.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::NotKept => "files that are not kept in git".to_owned(),
            Self::Unknown(why) => format!("files on disk; their commit is not known: {why}"),
            Self::Commits(commits) => commits.iter().map(CommitRead::in_words).collect::<Vec<_>>().join("; "),
        }
    }
}

impl CommitRead {
    fn in_words(&self) -> String {
        let changed = if self.is_changed { ", with changes that are not committed" } else { "" };
        format!("commit {} of {}{changed}", self.id, self.day.in_words())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Basis, CommitRead, Provenance};
    use crate::document::Section;
    use crate::report::example;

    #[test]
    fn a_report_says_whose_plan_it_is_about_and_what_it_was_made_from() {
        let portfolio = example::portfolio();
        let commit = CommitRead { id: "0123abcd".to_owned(), day: example::date("2026-06-28"), is_changed: true };
        let basis = Basis {
            filter: Some("is:overdue".to_owned()),
            provenance: Provenance::Commits(vec![commit]),
            ..example::basis(&portfolio)
        };
        let document = basis
            .document("test", "Test", |chapter| vec![Section::new("all", format!("{} actions", chapter.judged.len()))]);
        let facts: Vec<_> = document.facts.iter().map(|fact| format!("{}: {}", fact.key, fact.value.words())).collect();
        assert_eq!(
            facts,
            [
                "plan: wendale",
                "as_of: 30 June 2026",
                "filter: is:overdue",
                "commit: commit 0123abcd of 28 June 2026, with changes that are not committed",
            ]
        );
        let keys: Vec<_> = document.outline().map(|(_, section)| section.key.as_str()).collect();
        assert_eq!(keys, ["all", "legend"]);
        assert_eq!(document.sections[0].heading, "7 actions");
    }
}
