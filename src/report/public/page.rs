//! What the public reads of one plan, part by part.

use std::collections::HashMap;

use super::guard::Guard;
use super::words;
use crate::document::{Block, Cell, Column, Figure, Section, Table};
use crate::model::{Objective, Plan, Tally, Theme, stated};
use crate::query::Judged;
use crate::report::basis::Chapter;
use crate::report::deadline;
use crate::report::measures::{Measured, Notes, Owner, figure};

/// What was promised and done, theme by theme, with what the words mean.
pub(super) fn sections<'p>(chapter: Chapter<'_, 'p>, guard: &Guard<'p>) -> Vec<Section> {
    let page = Page::of(chapter, guard);
    let themes = page.plan.themes.iter().enumerate().map(|(place, theme)| (Some(place), Some(theme)));
    let parts: Vec<_> = themes.chain([(None, None)]).filter_map(|(place, theme)| page.theme(place, theme)).collect();
    let definitions = page.definitions();
    std::iter::once(page.progress()).chain(parts).chain(definitions).collect()
}

/// A plan as the public sees it.
struct Page<'c, 'p> {
    plan: &'p Plan,
    chapter: Chapter<'c, 'p>,
    guard: &'c Guard<'p>,
    /// The actions that are published.
    published: Vec<&'c Judged<'p>>,
    /// The same by the places of their theme and their objective.
    by_place: HashMap<(Option<usize>, Option<usize>), Vec<&'c Judged<'p>>>,
    /// The objectives that are shown, by the places of their theme and of the objective above them: those that hold an
    /// action that is published, or no action at all.
    shown: HashMap<(Option<usize>, Option<usize>), Vec<usize>>,
}

impl<'c, 'p> Page<'c, 'p> {
    fn of(chapter: Chapter<'c, 'p>, guard: &'c Guard<'p>) -> Self {
        let plan = chapter.plan;
        let (published, private): (Vec<_>, Vec<_>) = chapter.judged.iter().partition(|judged| is_public(judged));
        for judged in private {
            guard.private(judged);
        }
        let holds_published = above(plan, published.iter().map(|judged| judged.located.action.objective));
        let holds_any = above(plan, plan.actions.iter().map(|action| action.objective));
        let is_whole = chapter.judged.len() == plan.actions.len();
        let mut shown: HashMap<_, Vec<usize>> = HashMap::new();
        let held = holds_published.into_iter().zip(holds_any);
        for ((place, objective), (holds_published, holds_any)) in plan.objectives.iter().enumerate().zip(held) {
            if holds_published || (is_whole && !holds_any) {
                shown.entry((objective.theme, objective.parent)).or_default().push(place);
            }
        }
        let mut by_place: HashMap<_, Vec<_>> = HashMap::new();
        for judged in &published {
            let action = judged.located.action;
            by_place.entry((action.theme, action.objective)).or_default().push(*judged);
        }
        Self { plan, chapter, guard, published, by_place, shown }
    }

    /// What the plan is about, and how far it has got.
    fn progress(&self) -> Section {
        let all: Tally = self.published.iter().map(|judged| &judged.judgement).collect();
        let summary = stated(self.plan.settings.summary.as_deref());
        let summary = summary.map(|words| Block::Text(self.of_settings("summary", words)));
        let counts = words::counts(&all, &self.action_label());
        let section = Section::new("progress", "How far the plan has got").with_all(summary);
        let of_theme = |(place, theme): (usize, &'p Theme)| {
            let its = self.published.iter().filter(|judged| judged.located.action.theme == Some(place));
            let tally: Tally = its.map(|judged| &judged.judgement).collect();
            (tally.actions > 0).then(|| (self.of_theme(theme, "title", theme.display_title()), tally))
        };
        let themes: Vec<_> = self.plan.themes.iter().enumerate().filter_map(of_theme).collect();
        let label = self.of_settings("theme", self.plan.settings.labels.theme());
        let scheme = self.plan.settings.rating.scheme();
        let section = if themes.is_empty() {
            section.with(counts)
        } else {
            section.with(words::split(&themes, &all, &label, counts, scheme))
        };
        section.with("Only what is published here is counted.")
    }

    /// A theme with its objectives and actions; without one, what stands in no theme. Nothing where none of it is shown.
    fn theme(&self, place: Option<usize>, theme: Option<&'p Theme>) -> Option<Section> {
        let number = place.map_or_else(|| "none".to_owned(), |place| place.saturating_add(1).to_string());
        let heading = theme.map_or_else(
            || format!("Other {}s", self.action_label()),
            |theme| self.of_theme(theme, "title", theme.display_title()),
        );
        let mut section = Section::new(format!("theme-{number}"), heading);
        if let Some(theme) = theme {
            let texts = [("aim", "Aim: ", &theme.aim), ("how", "How: ", &theme.how), ("summary", "", &theme.summary)];
            for (key, lead_in, text) in texts {
                let text = stated(text.as_deref()).map(|text| self.of_theme(theme, key, text));
                section = section.with_all(text.map(|text| Block::Text(format!("{lead_in}{text}"))));
            }
        }
        let actions = self.actions(place, None);
        let objectives = self.objectives(place, None, &format!("objective-{number}"));
        if actions.is_none() && objectives.is_empty() {
            return None;
        }
        Some(section.with_all(actions).holding(objectives))
    }

    /// The objectives below a part.
    fn objectives(&self, theme: Option<usize>, parent: Option<usize>, key: &str) -> Vec<Section> {
        let shown = self.shown.get(&(theme, parent)).map(Vec::as_slice).unwrap_or_default();
        let each = shown.iter().enumerate().filter_map(|(number, place)| {
            let objective = self.plan.objectives.get(*place)?;
            Some(self.objective(objective, *place, &format!("{key}-{}", number.saturating_add(1))))
        });
        each.collect()
    }

    /// An objective with its target, its measures and its actions, and those below it.
    fn objective(&self, objective: &'p Objective, place: usize, key: &str) -> Section {
        let text = |key, text: &str| self.guard.text(|| self.plan.objective_file(objective), key, text);
        let heading = match stated(objective.title.as_deref()) {
            Some(title) => format!("{} {}", objective.reference, text("title", title)),
            None => objective.reference.to_string(),
        };
        let summary = stated(objective.summary.as_deref()).map(|summary| Block::Text(text("summary", summary)));
        let target = stated(objective.target.as_deref()).map(|target| {
            // A target that gives its year in words need not be told when it is to be reached.
            let by = objective.target_date.filter(|by| !target.contains(&by.due().numbers().0.to_string()));
            let by = by.map(|by| format!(" (by {})", by.in_words())).unwrap_or_default();
            Block::Text(format!("Target: {}{by}", text("target", target)))
        });
        let mut measured: Vec<_> = Owner::Objective(objective).measured(self.plan, self.chapter.day).collect();
        let actions = self.of_place(objective.theme, Some(place)).iter();
        for judged in actions.filter(|judged| judged.judgement.rating.is_some()) {
            measured.extend(Owner::Action(judged.located.action).measured(self.plan, self.chapter.day));
        }
        Section::new(key, heading)
            .with_all(summary.into_iter().chain(target))
            .with_all(self.measures(&measured, key))
            .with_all(self.actions(objective.theme, Some(place)))
            .holding(self.objectives(objective.theme, Some(place), key))
    }

    /// What is measured, and how each measure went.
    fn measures(&self, measured: &[Measured<'p>], key: &str) -> Vec<Block> {
        let columns = [
            Column::text("measure", "Measure"),
            Column::text("unit", "Unit"),
            Column::number("baseline", "At the start"),
            Column::number("latest", "Latest"),
            Column::short("read", "Read on"),
            Column::number("target", "Target"),
            Column::short("by", "By"),
            Column::text("standing", "Standing"),
        ];
        let number = |number: Option<f64>| number.filter(|it| it.is_finite()).map_or(Cell::Empty, Cell::Number);
        let row = |one: &Measured<'p>| {
            let measure = one.measure;
            [
                Cell::text(self.of_measure(one, "name", &measure.name)),
                measure.unit.as_deref().map_or(Cell::Empty, |unit| Cell::text(self.of_measure(one, "unit", unit))),
                number(measure.baseline),
                number(one.latest().map(|reading| reading.value)),
                Cell::date(one.latest().map(|reading| reading.date)),
                number(measure.target),
                measure.by.map_or(Cell::Empty, |by| Cell::Deadline { text: by.in_words(), due: Some(by.due()) }),
                Cell::text(one.standing.in_words()),
            ]
        };
        if measured.is_empty() {
            return Vec::new();
        }
        let table = Table::new("measures", "What is measured", columns).with_rows(measured.iter().map(row));
        let read = measured.iter().filter(|one| !one.readings.is_empty()).enumerate();
        let pictures = read.map(|(number, one)| {
            let name = self.of_measure(one, "name", &one.measure.name);
            let picture = figure(one, Notes::LeftOut);
            Block::Figure(Figure { key: format!("{key}-measure-{}", number.saturating_add(1)), title: name, ..picture })
        });
        std::iter::once(Block::Table(table)).chain(pictures).collect()
    }

    /// The actions that stand directly in a part, in a table.
    fn actions(&self, theme: Option<usize>, objective: Option<usize>) -> Option<Block> {
        let columns = [
            Column::name("ref", "Ref"),
            Column::text("promise", "What was promised"),
            Column::text("who", "Who"),
            Column::short("deadline", "By when"),
            Column::text("state", "How far it has got"),
            Column::short("rating", "Rating"),
        ];
        let actions = self.of_place(theme, objective);
        let rows = actions.iter().map(|judged| self.action(judged));
        let table = Table::new("actions", "What was promised, and how far it has got", columns).with_rows(rows);
        (!actions.is_empty()).then_some(Block::Table(table))
    }

    fn action(&self, judged: &Judged<'p>) -> [Cell; 6] {
        let action = judged.located.action;
        let promise = stated(action.text.as_deref());
        let due = &judged.judgement.due;
        let deadline = deadline::spelled_out(due).map(|text| Cell::Deadline { text, due: due.on });
        let scheme = self.plan.settings.rating.scheme();
        [
            Cell::text(action.reference.as_str()),
            promise.map_or(Cell::Empty, |text| Cell::text(self.guard.text(|| judged.located.file(), "action", text))),
            self.guard.lead(judged).map_or(Cell::Empty, Cell::text),
            deadline.unwrap_or_else(|| Cell::text("no date set")),
            Cell::text(words::state(&judged.judgement)),
            judged.judgement.rating.map_or(Cell::Empty, |rating| Cell::Rating(rating, scheme)),
        ]
    }

    /// What the plan's own words mean.
    fn definitions(&self) -> Option<Section> {
        let definitions = &self.plan.settings.definitions;
        let columns = [Column::text("term", "Word"), Column::long("text", "What it means here")];
        let row = |(term, text): (&str, &str)| {
            [Cell::text(self.of_settings("term", term)), Cell::text(self.of_settings("text", text))]
        };
        let rows = definitions.iter().map(|one| row((&one.term, &one.text)));
        let table = Table::new("definitions", "The words that this plan uses", columns).with_rows(rows);
        (!definitions.is_empty()).then(|| Section::new("definitions", "What the words mean").with(table))
    }

    fn of_place(&self, theme: Option<usize>, objective: Option<usize>) -> &[&'c Judged<'p>] {
        self.by_place.get(&(theme, objective)).map(Vec::as_slice).unwrap_or_default()
    }

    fn of_settings(&self, key: &'static str, text: &str) -> String {
        self.guard.text(|| format!("{}/plan.toml", self.plan.name), key, text)
    }

    fn of_theme(&self, theme: &Theme, key: &'static str, text: &str) -> String {
        self.guard.text(|| self.plan.theme_file(theme), key, text)
    }

    fn of_measure(&self, measured: &Measured<'p>, key: &'static str, text: &str) -> String {
        let file = || match measured.owner {
            Owner::Objective(objective) => self.plan.objective_file(objective),
            Owner::Action(action) => self.plan.action_file(action),
        };
        self.guard.text(file, key, text)
    }

    /// What this plan calls its actions.
    fn action_label(&self) -> String {
        self.of_settings("action", self.plan.settings.labels.action())
    }
}

/// Whether the files say that an action may be published, or say nothing of it. What they say and nobody can read may
/// be a no.
fn is_public(judged: &Judged<'_>) -> bool {
    let plan = judged.located.plan;
    let is_unread = || !plan.unread_values.is_empty() && plan.is_unread_value(&judged.located.file(), "public");
    judged.located.action.is_public() && !is_unread()
}

/// Which objectives hold something in these objectives, at any depth.
fn above(plan: &Plan, places: impl Iterator<Item = Option<usize>>) -> Vec<bool> {
    let mut is_above = vec![false; plan.objectives.len()];
    for mut next in places {
        while let Some(seen) = next.and_then(|place| is_above.get_mut(place)).filter(|seen| !**seen) {
            *seen = true;
            next = plan.objective_at(next).and_then(|objective| objective.parent);
        }
    }
    is_above
}
