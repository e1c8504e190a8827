//! Every text of a plan, with its place, for the rules that look at words.

use super::part::Part;
use crate::model::{Action, AsWritten, Deadline, Measure, Objective, Plan, Theme};
use crate::source::{Place, Step};

/// A text in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a, 'p> {
    pub part: Part<'p>,
    /// The keys and entries that lead to it in its file.
    path: &'a [At<'p>],
    pub words: &'p str,
}

/// A step to a text.
#[derive(Debug, Clone, Copy)]
enum At<'p> {
    Key(&'p str),
    Entry(usize),
}

impl Text<'_, '_> {
    /// Where it stands.
    pub(super) fn place(&self, plan: &Plan) -> Place {
        let place = self.part.place(plan);
        let step = |at: &At<'_>| match *at {
            At::Key(key) => Step::Key(key.to_owned().into()),
            At::Entry(number) => Step::Entry(number),
        };
        Place { spot: crate::source::Spot::Value(self.path.iter().map(step).collect()), ..place }
    }

    /// The key at the top of its file.
    pub(super) fn top_key(&self) -> &str {
        self.path.iter().find_map(At::key).unwrap_or_default()
    }

    /// The key whose value it is.
    pub(super) fn key(&self) -> &str {
        self.path.iter().rev().find_map(At::key).unwrap_or_default()
    }
}

impl<'p> At<'p> {
    fn key(&self) -> Option<&'p str> {
        match self {
            Self::Key(key) => Some(key),
            Self::Entry(_) => None,
        }
    }
}

/// Shows every text of a plan.
pub(super) fn each<'p>(plan: &'p Plan, mut visit: impl FnMut(Text<'_, 'p>)) {
    let mut walk = Walk { part: Part::Settings, path: Vec::new(), visit: &mut visit };
    walk.settings(plan);
    walk.part = Part::Parties;
    walk.entries("party", &plan.parties, |walk, party| {
        walk.text("name", Some(&party.name));
        walk.list("aliases", &party.aliases);
        walk.text("organisation", party.organisation.as_deref());
    });
    for theme in &plan.themes {
        walk.part = Part::Theme(theme);
        walk.theme(theme);
    }
    for objective in &plan.objectives {
        walk.part = Part::Objective(objective);
        walk.objective(objective);
    }
    for action in &plan.actions {
        walk.part = Part::Action(action);
        walk.action(action);
    }
}

struct Walk<'v, 'p, V> {
    part: Part<'p>,
    path: Vec<At<'p>>,
    visit: &'v mut V,
}

impl<'p, V: FnMut(Text<'_, 'p>)> Walk<'_, 'p, V> {
    fn settings(&mut self, plan: &'p Plan) {
        let settings = &plan.settings;
        self.text("title", settings.title.as_deref());
        self.text("partnership", settings.partnership.as_deref());
        self.text("summary", settings.summary.as_deref());
        self.text("reports_to", settings.reports_to.as_deref());
        self.as_written(&settings.as_written);
        self.entries("definition", &settings.definitions, |walk, definition| {
            walk.text("term", Some(&definition.term));
            walk.text("text", Some(&definition.text));
        });
        self.entries("meeting", &settings.meetings, |walk, meeting| walk.text("name", Some(&meeting.name)));
    }

    fn theme(&mut self, theme: &'p Theme) {
        self.text("title", theme.title.as_deref());
        self.text("aim", theme.aim.as_deref());
        self.text("how", theme.how.as_deref());
        self.text("summary", theme.summary.as_deref());
        self.text("lead", theme.lead.as_deref());
        self.list("support", &theme.support);
        self.deadline(theme.deadline.as_ref());
        self.as_written(&theme.as_written);
    }

    fn objective(&mut self, objective: &'p Objective) {
        self.text("title", objective.title.as_deref());
        self.text("summary", objective.summary.as_deref());
        self.text("target", objective.target.as_deref());
        self.text("lead", objective.lead.as_deref());
        self.list("support", &objective.support);
        self.deadline(objective.deadline.as_ref());
        self.as_written(&objective.as_written);
        self.measures(&objective.measures);
    }

    fn action(&mut self, action: &'p Action) {
        self.text("action", action.text.as_deref());
        self.text("lead", action.lead.as_deref());
        self.list("support", &action.support);
        self.deadline(action.deadline.as_ref());
        self.text("confidence_reason", action.confidence_reason.as_deref());
        self.text("resources", action.resources.as_deref());
        self.text("outcome_measure", action.outcome_measure.as_deref());
        self.list("tags", &action.tags);
        self.list("duty", &action.duty);
        self.list("evidence", &action.evidence);
        self.origin(action);
        self.as_written(&action.as_written);
        self.entries("milestone", &action.milestones, |walk, milestone| {
            walk.text("text", Some(&milestone.text));
            walk.deadline(milestone.deadline.as_ref());
        });
        self.measures(&action.measures);
        self.entries("risk", &action.risks, |walk, risk| walk.text("text", risk.text.as_deref()));
        self.entries("cost", &action.costs, |walk, cost| {
            walk.text("text", cost.text.as_deref());
            walk.text("funder", cost.funder.as_deref());
        });
        self.entries("update", &action.updates, |walk, update| {
            walk.text("by", update.by.as_deref());
            walk.text("note", update.note.as_deref());
        });
    }

    fn origin(&mut self, action: &'p Action) {
        let Some(origin) = &action.origin else { return };
        self.path.push(At::Key("source"));
        self.text("kind", origin.kind.as_deref());
        self.text("id", origin.id.as_deref());
        self.text("recommendation", origin.recommendation.as_deref());
        self.text("scope", origin.scope.as_deref());
        self.path.pop();
    }

    fn measures(&mut self, measures: &'p [Measure]) {
        self.entries("measure", measures, |walk, measure| {
            walk.text("name", Some(&measure.name));
            walk.text("unit", measure.unit.as_deref());
            walk.entries("reading", &measure.readings, |walk, reading| walk.text("note", reading.note.as_deref()));
        });
    }

    fn as_written(&mut self, words: &'p AsWritten) {
        self.path.push(At::Key("as_written"));
        for (key, text) in words {
            self.text(key, Some(text));
        }
        self.path.pop();
    }

    /// Words in place of a deadline.
    fn deadline(&mut self, deadline: Option<&'p Deadline>) {
        match deadline {
            Some(Deadline::Unsaid(words)) => self.text("deadline", Some(words)),
            Some(Deadline::By(_) | Deadline::Ongoing) | None => {}
        }
    }

    fn entries<T>(&mut self, key: &'p str, entries: &'p [T], each: impl Fn(&mut Self, &'p T)) {
        for (number, entry) in entries.iter().enumerate() {
            self.path.extend([At::Key(key), At::Entry(number)]);
            each(self, entry);
            self.path.truncate(self.path.len().saturating_sub(2));
        }
    }

    fn list(&mut self, key: &'p str, texts: &'p [String]) {
        for (number, words) in texts.iter().enumerate() {
            self.path.extend([At::Key(key), At::Entry(number)]);
            (self.visit)(Text { part: self.part, path: &self.path, words });
            self.path.truncate(self.path.len().saturating_sub(2));
        }
    }

    fn text(&mut self, key: &'p str, text: Option<&'p str>) {
        let Some(words) = text else { return };
        self.path.push(At::Key(key));
        (self.visit)(Text { part: self.part, path: &self.path, words });
        self.path.pop();
    }
}
