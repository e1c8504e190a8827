//! What prose says about the plan, its themes and its objectives: titles, targets, aims, definitions.

use super::super::header::folded;
use super::super::layout::{self, Spot, Text};
use super::super::ledger::PartOf;
use super::super::phrase::{deadline, lead};
use super::place::{at, at_mut};
use super::structure::{Described, Node};
use super::{Builder, words};
use crate::model::{Deadline, Definition, Theme, stated};

impl Builder {
    /// Prose is the title of what was just opened, a target, an aim, or a summary; elsewhere it is left over.
    pub(super) fn prose(&mut self, text: &Text) {
        let is_front = |front: Option<&Text>| front.is_some_and(|front| front.spot == text.spot);
        let day = self.front.day.as_ref().map(|(_, text)| text);
        if is_front(self.front.title.as_ref()) || is_front(self.front.partnership.as_ref()) || is_front(day) {
            return;
        }
        let words = words::prose(&text.lines);
        if let Some(node) = self.structure.untitled.take() {
            return self.entitle(node, &words, text.spot);
        }
        if let Some(node) = self.structure.about {
            return self.say_about(node, &words, text.spot);
        }
        if let Some(place) = self.structure.aside
            && let Some((key, rest)) = labelled(&words)
        {
            let said = (key.to_owned(), rest.to_owned(), text.clone());
            return at_mut(&mut self.structure.described, place).said.push(said);
        }
        if self.structure.title.as_deref() == Some(folded(&words).as_str()) {
            return self.ledger.keep(&[text.spot], PartOf::Plan, "title");
        }
        if self.is_introduction(&words) {
            append(&mut self.plan.settings.summary, &words);
            return self.ledger.keep(&[text.spot], PartOf::Plan, "summary");
        }
        if let Some(place) = self.structure.aside
            && folded(&at(&self.structure.described, place).title.words()).starts_with("definition")
        {
            return at_mut(&mut self.structure.described, place).said.push((
                "definition".to_owned(),
                words,
                text.clone(),
            ));
        }
        let why = if self.plan.actions.is_empty() {
            "prose before the actions"
        } else {
            "prose between or after the actions"
        };
        self.leave(text.spot, why);
    }

    /// Whether prose stands before all parts and headings but the title, and is a sentence.
    fn is_introduction(&self, words: &str) -> bool {
        let is_first = self.plan.actions.is_empty() && self.plan.themes.is_empty() && self.structure.aside.is_none();
        let is_sentence = words.ends_with('.') || words.split_whitespace().count() > 12;
        is_first && is_sentence && !words.contains(" = ")
    }

    fn entitle(&mut self, node: Node, words: &str, spot: Spot) {
        let title = Some(words.replace('\n', " "));
        match node {
            Node::Theme(place) => {
                let name = self.free_name(words);
                let theme = self.theme_at(place);
                theme.title = title;
                theme.name = name;
            }
            Node::Objective(place) => self.objective_at(place).title = title,
        }
        self.ledger.keep(&[spot], node.part(), "title");
    }

    fn say_about(&mut self, node: Node, words: &str, spot: Spot) {
        let (key, rest) =
            labelled(words).unwrap_or_else(|| (if layout::is_target(words) { "target" } else { "summary" }, words));
        let years = self.front.years;
        let part = node.part();
        let mut is_kept = true;
        match node {
            Node::Theme(place) => {
                let theme = self.theme_at(place);
                match key {
                    "aim" => append(&mut theme.aim, rest),
                    "how" => append(&mut theme.how, rest),
                    "lead" if stated(Some(rest)).is_some() => theme.lead = Some(rest.to_owned()),
                    "target" | "summary" => append(&mut theme.summary, words),
                    _ => is_kept = false,
                }
            }
            Node::Objective(place) => {
                let objective = self.objective_at(place);
                match key {
                    "target" => {
                        append(&mut objective.target, rest);
                        objective.target_date = objective.target_date.or_else(|| period_at_start(rest, years));
                    }
                    "lead" => objective.lead = lead::read(rest).value.lead,
                    "deadline" => objective.deadline = deadline::read(rest, years).value.deadline,
                    _ => append(&mut objective.summary, words),
                }
            }
        }
        if is_kept {
            self.ledger.keep(&[spot], part, key);
        }
        let is_said = is_kept && !matches!(key, "lead" | "deadline");
        if self.as_written(part, key, words, &[rest, key], is_said) {
            self.ledger.keep(&[spot], part, &format!("as_written.{key}"));
        }
    }

    /// Gives themes what was said about them before they began.
    pub(super) fn describe_themes(&mut self) {
        for described in std::mem::take(&mut self.structure.described) {
            let title = folded(&described.title.words());
            if title.starts_with("definition") && !described.said.is_empty() {
                self.define(&described);
                continue;
            }
            let is_it = |theme: &Theme| {
                theme.title.as_deref().is_some_and(|known| {
                    let known = folded(known);
                    known == title || known.starts_with(&format!("{title} ")) || title.starts_with(&format!("{known} "))
                })
            };
            let place = self.plan.themes.iter().position(is_it).filter(|_| !described.said.is_empty());
            let Some(place) = place else {
                self.leave(described.title.spot, "a heading under which no action stands");
                for (.., text) in &described.said {
                    self.leave(text.spot, "prose before the actions");
                }
                continue;
            };
            let part = PartOf::Theme(place);
            self.ledger.keep(&[described.title.spot], part, "title");
            for (key, rest, text) in &described.said {
                let theme = self.theme_at(place);
                let slot = match key.as_str() {
                    "aim" => &mut theme.aim,
                    "how" => &mut theme.how,
                    "lead" => &mut theme.lead,
                    _ => &mut theme.summary,
                };
                append(slot, rest);
                self.ledger.keep(&[text.spot], part, key);
                let words = text.words();
                if self.as_written(part, key, &words, &[rest, key], true) {
                    self.ledger.keep(&[text.spot], part, &format!("as_written.{key}"));
                }
            }
        }
    }
}

impl Builder {
    /// A heading about a definition, with what stands under it.
    fn define(&mut self, described: &Described) {
        let texts: Vec<_> = described.said.iter().map(|(_, words, _)| words.as_str()).collect();
        let term = described.title.words();
        self.plan.settings.definitions.push(Definition { term, text: texts.join("\n\n") });
        let spots: Vec<_> = described.said.iter().map(|(.., text)| text.spot).chain([described.title.spot]).collect();
        self.ledger.keep(&spots, PartOf::Plan, "definition");
    }
}
/// A text that says its own label: `Plan Lead: …`, `Aim: …`.
fn labelled(text: &str) -> Option<(&'static str, &str)> {
    let (label, rest) = layout::label(text)?;
    let key = match label.as_str() {
        "aim" | "our aim" | "the aim" | "overall aim" | "strategic aim" | "vision" => "aim",
        "how" | "how we will do it" | "what we will do" => "how",
        "lead" | "plan lead" | "theme lead" | "lead officer" | "lead agency" | "priority lead" | "strand lead"
        | "objective lead" | "strategic lead" | "owner" | "accountable lead" => "lead",
        "target" | "outcome" | "target outcome" | "measure of success" | "success measure" | "intended outcome" => {
            "target"
        }
        "timescale" | "deadline" | "by when" => "deadline",
        _ => return None,
    };
    Some((key, rest))
}
/// The time with which a target begins: `By April 2011 we aim …`.
fn period_at_start(text: &str, years: deadline::Years) -> Option<crate::model::Period> {
    let words: Vec<_> = text.split_whitespace().take(6).collect();
    (2..=words.len())
        .filter_map(|length| {
            let phrase = deadline::read(words.get(..length)?.join(" ").trim_end_matches([',', ':']), years);
            match phrase.value.deadline {
                Some(Deadline::By(period)) if phrase.is_certain && phrase.rest.is_none() => Some(period),
                _ => None,
            }
        })
        .next_back()
}

fn append(slot: &mut Option<String>, text: &str) {
    match slot {
        Some(known) => {
            known.push_str("\n\n");
            known.push_str(text);
        }
        None => *slot = Some(text.to_owned()).filter(|text| !text.is_empty()),
    }
}
