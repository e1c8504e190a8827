//! The structure of plans as trees, with a bar for each part and the rating, day and lead of each action.

use std::io::{self, Write};

use super::heading;
use super::prose::wrapped;
use super::style::{self, BAR, bar, bold, columns, dim, initial, one_line};
use crate::model::{DueKind, Scheme};
use crate::query::Judged;
use crate::report::tree::{Node, Part, Tree};
use crate::ui::Look;

/// With fewer columns of the terminal than this, only ratings stand beside the tree.
const DAYS_FROM: usize = 60;

/// From this width on, there is room for leads.
const LEADS_FROM: usize = 110;

const DAY: usize = "2026-06-30".len();

const LEAD: usize = 32;

const GAP: &str = "  ";

/// The trees of some plans, ready to be written with those of others; nothing of the plans is kept.
#[derive(Debug, Default)]
pub struct Trees {
    texts: Vec<String>,
    /// How many actions were selected.
    pub actions: usize,
}

impl Trees {
    /// The plans, each down to a depth: 1 for its themes, 2 for what stands in these, and so on.
    #[must_use]
    pub fn of(tree: &Tree<'_, '_>, depth: Option<usize>, look: Look) -> Self {
        let text = |plan: &Node<'_, '_>| {
            let Part::Plan(of, day) = plan.part else { return String::new() };
            let writer = Writer { look, scheme: of.settings.rating.scheme(), depth: depth.unwrap_or(usize::MAX) };
            let mut text = heading::plan(of, day, look);
            writer.below(&mut text, plan, "", 1);
            writer.row(&mut text, &[bold("Total", look)], "", &writer.split(plan), &[]);
            text.push('\n');
            text
        };
        Self { texts: tree.plans.iter().map(text).collect(), actions: tree.totals.actions }
    }
}

impl FromIterator<Self> for Trees {
    fn from_iter<I: IntoIterator<Item = Self>>(parts: I) -> Self {
        parts.into_iter().fold(Self::default(), |mut all, part| {
            all.texts.extend(part.texts);
            Self { actions: all.actions.saturating_add(part.actions), ..all }
        })
    }
}

/// Writes trees, and what their letters mean.
///
/// # Errors
///
/// The output does not take it.
pub fn write(out: &mut impl Write, trees: &Trees, look: Look) -> io::Result<()> {
    if trees.texts.is_empty() {
        return Ok(());
    }
    trees.texts.iter().try_for_each(|text| out.write_all(text.as_bytes()))?;
    let letters = BAR.map(|rating| format!("{} {}", initial(rating), rating.word()));
    writeln!(out, "{}", dim(&letters.join(GAP), look))
}

/// How the parts of one plan are written.
struct Writer {
    look: Look,
    scheme: Scheme,
    depth: usize,
}

impl Writer {
    /// Writes what a node holds, with the lines of the tree that lead to it.
    fn below(&self, text: &mut String, node: &Node<'_, '_>, lines: &str, depth: usize) {
        if depth > self.depth {
            return;
        }
        for (number, below) in (1..).zip(&node.below) {
            let is_last = number == node.below.len();
            let (branch, further) = if is_last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            let further = format!("{lines}{further}");
            let holds_more = !below.below.is_empty() && depth < self.depth;
            self.node(
                text,
                below,
                &format!("{lines}{branch}"),
                &format!("{further}{}", if holds_more { "│" } else { "" }),
            );
            self.below(text, below, &further, depth.saturating_add(1));
        }
    }

    fn node(&self, text: &mut String, node: &Node<'_, '_>, first: &str, others: &str) {
        let (name, title) = match node.part {
            Part::Plan(plan, _) => (None, plan.display_title()),
            Part::Theme(theme) => (None, theme.display_title()),
            Part::Objective(objective) => (Some(&objective.reference), objective.title.as_deref().unwrap_or_default()),
            Part::Action(judged) => {
                let action = judged.located.action;
                (Some(&action.reference), action.text.as_deref().unwrap_or_default())
            }
        };
        let name = name.map(|name| format!("{name} ")).unwrap_or_default();
        let indent = first.chars().chain(name.chars()).count();
        let titles = wrapped(&one_line(title), self.left().saturating_sub(indent).max(12));
        let mut left = Vec::new();
        for (place, line) in titles.iter().map(String::as_str).chain(titles.is_empty().then_some("")).enumerate() {
            left.push(if place == 0 {
                format!("{}{}{}", dim(first, self.look), bold(&name, self.look), self.title(node, line))
            } else {
                // A theme has no name, so that the line to what it holds can reach as far as its title.
                let gap = " ".repeat(indent.saturating_sub(others.chars().count()).max(1));
                format!("{}{gap}{}", dim(others, self.look), self.title(node, line))
            });
        }
        match node.part {
            Part::Action(judged) => self.row(text, &left, others, &self.rating(judged), &self.lead(judged)),
            Part::Plan(..) | Part::Theme(_) | Part::Objective(_) => {
                self.row(text, &left, others, &self.split(node), &[]);
            }
        }
    }

    fn title(&self, node: &Node<'_, '_>, line: &str) -> String {
        match node.part {
            Part::Plan(..) | Part::Theme(_) => bold(line, self.look),
            Part::Objective(_) | Part::Action(_) => line.to_owned(),
        }
    }

    /// Adds a row: lines of the tree, with what goes on below them, what stands beside the first, and the lines of the
    /// last column.
    fn row(&self, text: &mut String, left: &[String], others: &str, beside: &[String; 2], last: &[String]) {
        let padded = |cell: &str, width: usize| format!("{cell}{}", " ".repeat(width.saturating_sub(columns(cell))));
        for place in 0..left.len().max(last.len()) {
            let mut line = padded(left.get(place).unwrap_or(&dim(others, self.look)), self.left());
            for (cell, width) in beside.iter().zip([self.bar(), DAY]) {
                line += GAP;
                line += &padded(if place == 0 { cell } else { "" }, width);
            }
            line += GAP;
            line += last.get(place).map_or("", String::as_str);
            *text += line.trim_end();
            text.push('\n');
        }
    }

    /// The bar of a part, and how many of its actions are overdue.
    fn split(&self, node: &Node<'_, '_>) -> [String; 2] {
        let counted = node.tally.counted();
        if node.tally.actions == 0 {
            return [dim("no actions", self.look), String::new()];
        }
        let overdue = match node.tally.overdue {
            0 => String::new(),
            overdue => style::alarming(&format!("{overdue} overdue"), self.look),
        };
        [bar(&node.tally, self.scheme, counted.min(self.bar()), self.look), self.day(overdue)]
    }

    /// The rating of an action, and the day on which it falls due.
    fn rating(&self, judged: &Judged<'_>) -> [String; 2] {
        let judgement = &judged.judgement;
        let day = match (judgement.due.on, judgement.due.kind) {
            (Some(on), _) if judgement.overdue_days().is_some() => style::alarming(&on.to_string(), self.look),
            (Some(on), _) => on.to_string(),
            (None, DueKind::Ongoing) => dim("ongoing", self.look),
            (None, _) => dim("no date", self.look),
        };
        [style::rating_or_status(judgement, self.scheme, self.look), self.day(day)]
    }

    /// Who answers for an action, where there is room for it.
    fn lead(&self, judged: &Judged<'_>) -> Vec<String> {
        if self.look.columns() < LEADS_FROM {
            return Vec::new();
        }
        match judged.located.lead_name() {
            Some(lead) => wrapped(&one_line(lead), LEAD),
            None => vec![dim("(no lead)", self.look)],
        }
    }

    fn day(&self, day: String) -> String {
        if self.look.columns() < DAYS_FROM { String::new() } else { day }
    }

    /// The columns for a bar or a rating.
    fn bar(&self) -> usize {
        match self.look.columns() {
            0..140 => "carried forward".len(),
            _ => 24,
        }
    }

    /// The columns for the tree.
    fn left(&self) -> usize {
        let left = style::rest(self.look.columns(), [GAP.len(), self.bar()]);
        match self.look.columns() {
            0..DAYS_FROM => left,
            DAYS_FROM..LEADS_FROM => style::rest(left, [GAP.len(), DAY]),
            _ => style::rest(left, [GAP.len(), DAY, GAP.len(), LEAD]),
        }
    }
}
