//! Themes and objectives: from headings, section rows and columns.

use std::collections::{BTreeMap, BTreeSet};

use super::super::header::{Meaning, folded};
use super::super::layout::{self, ActionRow, Layout, Level, Numbered, Part, Spot, Text};
use super::super::ledger::PartOf;
use super::super::phrase::{deadline, lead};
use super::front::Front;
use super::{Builder, strength, words};
use crate::model::{Deadline, Definition, Objective, Reference, Theme, stated};

/// A theme or an objective, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Theme(usize),
    Objective(usize),
}

impl Node {
    const fn part(self) -> PartOf {
        match self {
            Self::Theme(place) => PartOf::Theme(place),
            Self::Objective(place) => PartOf::Objective(place),
        }
    }
}

/// What is open at a place of the document.
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// Headings that hold actions, by their place among the parts, with their strength.
    holding: BTreeMap<usize, u16>,
    /// Where the plan's title is repeated.
    title: Option<String>,
    open: Vec<(u16, Node)>,
    column: Option<(usize, Node)>,
    /// The part whose title is still to come.
    untitled: Option<Node>,
    /// The part that the prose is about, until the first action.
    about: Option<Node>,
    /// A heading that holds no actions, and what is said under it.
    aside: Option<usize>,
    described: Vec<Described>,
    /// The number that the document gives each objective.
    pub numbers: Vec<Option<String>>,
    theme_words: BTreeSet<String>,
    objective_words: BTreeSet<String>,
}

/// What is said about a theme before it begins.
#[derive(Debug)]
struct Described {
    title: Text,
    said: Vec<(String, String, Text)>,
}

impl Structure {
    /// Finds the headings that hold actions.
    pub(super) fn of(layout: &Layout, front: &Front) -> Self {
        let of = |text: Option<&Text>| text.map(|text| text.spot);
        let first = of(front.title.as_ref()).max(of(front.partnership.as_ref()));
        let title = front.title.as_ref().map(|title| folded(&title.words()));
        let mut unsaid = 1;
        let strengths: Vec<_> = layout
            .parts
            .iter()
            .map(|part| match part {
                Part::Heading { text, level } => {
                    let own = strength(*level, unsaid, &text.words());
                    if matches!(level, Level::Outline(_)) {
                        unsaid = own;
                    }
                    Some(own)
                }
                Part::Prose(_) | Part::Row(_) | Part::Progress(_) => None,
            })
            .collect();
        let is_container = |text: &Text| {
            let words = folded(&text.words());
            title.as_ref() == Some(&words)
                || ["action plan", "delivery plan", "the action plan", "action", "the plan"].contains(&words.as_str())
                || words.contains("action plan") && words.split(' ').count() > 4
        };
        let mut holding = BTreeMap::new();
        for (place, part) in layout.parts.iter().enumerate() {
            let (Part::Heading { text, .. }, Some(Some(own))) = (part, strengths.get(place)) else { continue };
            let ends = |other: &Option<u16>| other.is_some_and(|other| other <= *own);
            let length = strengths[place + 1..].iter().take_while(|other| !ends(other)).count();
            let holds = layout.parts[place + 1..place + 1 + length].iter().any(|part| matches!(part, Part::Row(_)));
            if holds && !is_container(text) && first.is_none_or(|first| text.spot > first) {
                holding.insert(place, *own);
            }
        }
        Self { holding, title, ..Self::default() }
    }

    /// The part in which a row stands, nearest first.
    pub(super) fn node(&self) -> Option<Node> {
        self.column.map(|(_, node)| node).or_else(|| self.open.last().map(|(_, node)| *node))
    }

    pub(super) fn enters_row(&mut self) {
        self.untitled = None;
        self.about = None;
        self.aside = None;
    }

    /// The words for themes and objectives, where all of them use one that is not ours.
    pub(super) fn labels(&self) -> (Option<String>, Option<String>) {
        let only = |words: &BTreeSet<String>, own: &str| {
            let word = words.first().filter(|word| words.len() == 1 && word.as_str() != own);
            word.cloned()
        };
        (only(&self.theme_words, "theme"), only(&self.objective_words, "objective"))
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

/// A heading of a theme in its parts: title, what more it says, the lead that it names.
fn parts_of(text: &str) -> (String, Option<String>, Option<String>) {
    let lower = text.to_ascii_lowercase();
    let signs = ["plan lead:", "theme lead:", "lead officer:", "lead agency:", "lead:", "priority lead:"];
    let at = signs.iter().filter_map(|sign| lower.find(sign).map(|at| (at, at + sign.len()))).min();
    let (text, lead) = match at {
        Some((at, after)) if at > 0 => (&text[..at], Some(text[after..].trim().to_owned())),
        Some(_) | None => (text, None),
    };
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '(' | '[' | ';' | ','));
    let dash = [" – ", " — ", " - ", ": ", "\n"]
        .iter()
        .filter_map(|dash| text.find(dash).map(|at| (at, at + dash.len())))
        .min();
    match dash {
        Some((at, after))
            if text[..at].split_whitespace().count() <= 6 && text[after..].split_whitespace().count() > 3 =>
        {
            let rest =
                text[after..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':'));
            (text[..at].trim().to_owned(), Some(rest.trim().to_owned()), lead)
        }
        Some(_) | None => (text.trim().to_owned(), None, lead),
    }
}

impl Builder {
    /// A heading opens a theme or an objective where actions stand under it.
    pub(super) fn heading(&mut self, layout: &Layout, place: usize, text: &Text, level: Level) {
        let words = words::prose(&text.lines);
        self.structure.untitled = None;
        self.structure.about = None;
        self.structure.aside = None;
        if self.front.title.as_ref().is_some_and(|title| title.spot == text.spot) {
            return;
        }
        if self.structure.title.as_deref() == Some(folded(&words).as_str()) {
            return self.ledger.keep(&[text.spot], PartOf::Plan, "title");
        }
        let Some(own) = self.structure.holding.get(&place).copied() else {
            // A row of a table that nothing stands under may tell of the action above it.
            if level == Level::Row && !self.last.is_empty() && layout::numbered(&words).number.is_none() {
                return self.progress(text);
            }
            if self.front.partnership.as_ref().is_some_and(|front| front.spot == text.spot) {
                return;
            }
            self.structure.aside = Some(self.structure.described.len());
            self.structure.described.push(Described { title: text.clone(), said: Vec::new() });
            return;
        };
        let _ = layout;
        self.structure.column = None;
        self.last.clear();
        while self.structure.open.last().is_some_and(|(strength, _)| *strength >= own) {
            self.structure.open.pop();
        }
        let found = layout::numbered(words::without_continued(&words));
        let node = self.open(&found, text);
        self.structure.open.push((own, node));
        self.structure.about = Some(node);
    }

    /// The theme or objective of a heading.
    fn open(&mut self, found: &Numbered, text: &Text) -> Node {
        let is_objective_word = found.word.as_deref().is_some_and(|word| !layout::is_theme_word(word));
        let has_points = found.number.as_deref().is_some_and(|number| number.contains('.'));
        let theme = self.structure.open.iter().find_map(|(_, node)| match node {
            Node::Theme(theme) => Some(*theme),
            Node::Objective(_) => None,
        });
        let words = text.words();
        if let (false, false, None) = (is_objective_word, has_points, theme) {
            if let Some(word) = &found.word {
                self.structure.theme_words.insert(word.clone());
            }
            return Node::Theme(self.theme(found, &words, &[text.spot]));
        }
        let theme = theme.unwrap_or_else(|| self.theme_for_all());
        if let Some(word) = &found.word {
            self.structure.objective_words.insert(word.clone());
        }
        let above = self.structure.open.iter().rev().find_map(|(_, node)| match node {
            Node::Objective(place) => Some(*place),
            Node::Theme(_) => None,
        });
        Node::Objective(self.objective(found, &words, &[text.spot], theme, above))
    }

    /// The theme with a title, which is made where there is none yet.
    fn theme(&mut self, found: &Numbered, words: &str, spots: &[Spot]) -> usize {
        let whole = if found.title.is_empty() { words } else { &found.title };
        let (title, summary, named) = parts_of(whole);
        let title = title.replace('\n', " ");
        let same = |theme: &Theme| theme.title.as_deref().is_some_and(|known| folded(known) == folded(&title));
        if let Some(place) = self.plan.themes.iter().position(same) {
            self.ledger.keep(spots, PartOf::Theme(place), "title");
            return place;
        }
        let place = self.plan.themes.len();
        let lead = named.as_deref().and_then(|named| stated(Some(named))).map(str::to_owned);
        let order = i64::try_from(place + 1).ok();
        let said_order = (place + 1).to_string();
        self.plan.themes.push(Theme {
            name: self.free_name(&title),
            title: Some(title.clone()),
            summary: summary.clone(),
            lead: lead.clone(),
            order,
            ..Theme::default()
        });
        let part = PartOf::Theme(place);
        self.ledger.keep(spots, part, "title");
        let word = found.word.clone().unwrap_or_default();
        let said =
            [title.as_str(), summary.as_deref().unwrap_or(""), lead.as_deref().unwrap_or(""), &said_order, &word];
        if self.as_written(part, "title", words, &said, true) {
            self.ledger.keep(spots, part, "as_written.title");
        }
        if found.title.is_empty() {
            self.structure.untitled = Some(Node::Theme(place));
        }
        place
    }

    /// The theme of objectives that stand in none.
    fn theme_for_all(&mut self) -> usize {
        let title = "Action plan";
        if let Some(place) = self.plan.themes.iter().position(|theme| theme.name == "actions") {
            return place;
        }
        let order = i64::try_from(self.plan.themes.len() + 1).ok();
        self.plan.themes.push(Theme {
            name: "actions".to_owned(),
            title: Some(title.to_owned()),
            order,
            ..Theme::default()
        });
        self.ledger.remark(
            "",
            Some(PartOf::Theme(self.plan.themes.len() - 1)),
            "the document names no theme, so one was made for its objectives",
        );
        self.plan.themes.len() - 1
    }

    fn free_name(&self, title: &str) -> String {
        let near = Reference::near(title).map_or_else(|| "theme".to_owned(), |near| near.to_string());
        let mut short = near.as_str();
        while short.len() > 40 {
            short = short.rsplit_once('-').map_or(&short[..40], |(start, _)| start);
        }
        let is_free = |name: &str| {
            self.plan.themes.iter().all(|theme| !theme.name.eq_ignore_ascii_case(name)) && name != "actions"
        };
        let mut names = std::iter::once(short.to_owned()).chain((2..).map(|number| format!("{short}-{number}")));
        names.find(|name| is_free(name)).unwrap_or_default()
    }

    /// The objective with a number or title in a theme, which is made where there is none yet.
    fn objective(
        &mut self,
        found: &Numbered,
        words: &str,
        spots: &[Spot],
        theme: usize,
        above: Option<usize>,
    ) -> usize {
        let whole = found.title.replace('\n', " ");
        let same = |place: &usize| {
            let objective = &self.plan.objectives[*place];
            let number = self.structure.numbers.get(*place).and_then(Option::as_deref);
            objective.theme == Some(theme)
                && number == found.number.as_deref()
                && (objective.title.as_deref().is_some_and(|title| folded(title) == folded(&whole))
                    || number.is_some() && whole.is_empty())
        };
        if let Some(place) = (0..self.plan.objectives.len()).find(same) {
            self.ledger.keep(spots, PartOf::Objective(place), "title");
            return place;
        }
        let by_number =
            found.number.as_deref().and_then(|number| number.rsplit_once('.')).and_then(|(start, _)| {
                self.structure.numbers.iter().position(|number| number.as_deref() == Some(start))
            });
        let parent = by_number.filter(|place| self.plan.objectives[*place].theme == Some(theme)).or(above);
        let place = self.plan.objectives.len();
        self.plan.objectives.push(Objective {
            parent,
            theme: Some(theme),
            title: Some(whole.clone()).filter(|title| !title.is_empty()),
            ..Objective::default()
        });
        self.structure.numbers.push(found.number.clone());
        let part = PartOf::Objective(place);
        self.ledger.keep(spots, part, if whole.is_empty() { "ref" } else { "title" });
        let said = [whole.as_str(), found.number.as_deref().unwrap_or(""), found.word.as_deref().unwrap_or("")];
        if self.as_written(part, "title", words, &said, true) {
            self.ledger.keep(spots, part, "as_written.title");
        }
        if whole.is_empty() {
            self.structure.untitled = Some(Node::Objective(place));
        }
        place
    }

    /// Takes the theme and objective of a row from its columns.
    pub(super) fn place_row(&mut self, layout: &Layout, row: &ActionRow) {
        if self.structure.column.is_some_and(|(table, _)| table != row.table) {
            let goes_on = layout.tables.iter().any(|map| map.piece == row.table && map.used == layout::Use::AsBefore);
            match self.structure.column {
                Some((_, node)) if goes_on => self.structure.column = Some((row.table, node)),
                Some(_) | None => self.structure.column = None,
            }
        }
        if let Some(cell) = row.cell(Meaning::Theme) {
            let words = words::prose(&cell.lines);
            let found = layout::numbered(&words);
            let theme = self.theme(&found, &words, &cell.spots);
            let is_same = match self.structure.column {
                Some((_, Node::Theme(now))) => now == theme,
                Some((_, Node::Objective(now))) => self.plan.objectives[now].theme == Some(theme),
                None => false,
            };
            if !is_same {
                self.structure.column = Some((row.table, Node::Theme(theme)));
            }
        }
        if self.structure.node().is_none()
            && let Some(name) = sheet(layout, row.table)
        {
            let theme = self.theme(&layout::numbered(&name), &name, &[]);
            self.structure.column = Some((row.table, Node::Theme(theme)));
        }
        let Some(cell) = row.cell(Meaning::Objective) else { return };
        let words = words::prose(&cell.lines);
        let found = layout::numbered(&words);
        let (theme, above) = match self.structure.node() {
            Some(Node::Theme(theme)) => (theme, None),
            Some(Node::Objective(place)) => {
                let opened = self.structure.open.last().map(|(_, node)| *node);
                let above = match opened {
                    Some(Node::Objective(above)) => Some(above),
                    Some(Node::Theme(_)) | None => None,
                };
                (self.plan.objectives[place].theme.unwrap_or_default(), above)
            }
            None => (self.theme_for_all(), None),
        };
        let objective = self.objective(&found, &words, &cell.spots, theme, above);
        self.structure.column = Some((row.table, Node::Objective(objective)));
    }

    /// A row with an objective and no action: what else it says holds for the objective.
    pub(super) fn objective_row(&mut self, row: &ActionRow) {
        let objective = match (self.structure.node(), row.cell(Meaning::Objective)) {
            (Some(Node::Objective(place)), Some(_)) => Some(place),
            _ => None,
        };
        for cell in row.cells.iter().filter(|cell| !cell.is_empty()) {
            if matches!(cell.meaning, Meaning::Objective | Meaning::Theme) {
                continue;
            }
            let Some(place) = objective else {
                cell.spots.iter().for_each(|spot| self.ledger.leave(*spot, "the row names no action"));
                continue;
            };
            let key = words::tidy_key(&cell.header, cell.meaning.word());
            let part = PartOf::Objective(place);
            if cell.meaning == Meaning::Reference && self.structure.numbers[place].is_none() {
                self.structure.numbers[place] = Some(cell.words());
            }
            self.as_written(part, &key, &cell.words(), &[], false);
            self.ledger.keep(&cell.spots, part, &format!("as_written.{key}"));
        }
        self.last.clear();
    }

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
            return self.structure.described[place].said.push(said);
        }
        if self.structure.title.as_deref() == Some(folded(&words).as_str()) {
            return self.ledger.keep(&[text.spot], PartOf::Plan, "title");
        }
        if self.is_introduction(&words) {
            append(&mut self.plan.settings.summary, &words);
            return self.ledger.keep(&[text.spot], PartOf::Plan, "summary");
        }
        if let Some(place) = self.structure.aside
            && folded(&self.structure.described[place].title.words()).starts_with("definition")
        {
            return self.structure.described[place].said.push(("definition".to_owned(), words, text.clone()));
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
                let theme = &mut self.plan.themes[place];
                theme.title = title;
                theme.name = name;
            }
            Node::Objective(place) => self.plan.objectives[place].title = title,
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
                let theme = &mut self.plan.themes[place];
                match key {
                    "aim" => append(&mut theme.aim, rest),
                    "how" => append(&mut theme.how, rest),
                    "lead" if stated(Some(rest)).is_some() => theme.lead = Some(rest.to_owned()),
                    "target" | "summary" => append(&mut theme.summary, words),
                    _ => is_kept = false,
                }
            }
            Node::Objective(place) => {
                let objective = &mut self.plan.objectives[place];
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
        if matches!(key, "lead" | "deadline") || !is_kept {
            self.as_written(part, key, words, &[], false);
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
                let theme = &mut self.plan.themes[place];
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

/// The name of a sheet, where it is more than what spreadsheets call it.
fn sheet(layout: &Layout, piece: usize) -> Option<String> {
    let sheets = layout
        .tables
        .iter()
        .filter(|map| map.name.is_some() && matches!(map.used, layout::Use::Actions | layout::Use::AsBefore));
    let name = layout.tables.iter().find(|map| map.piece == piece)?.name.clone()?;
    let is_plain = folded(&name).trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ') == "sheet";
    (sheets.count() > 1 && !is_plain).then_some(name)
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
        .last()
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
