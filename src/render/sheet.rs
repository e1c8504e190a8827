//! Labels with their values below each other, in the width that there is.

use super::heading::described;
use super::prose::{hanging, paragraphs, wrapped};
use super::style::{bold, capitalised, columns, dim, one_line};
use super::table::Table;
use crate::model::{Date, Objective, Plan};
use crate::ui::Look;

/// The columns that labels take; values stand beside them.
const LABELS: usize = 17;

/// However wide the terminal is, lines are no longer than this, so that the eye finds the next one.
const WIDEST: usize = 110;

/// With fewer columns of the terminal than this, values stand below their labels.
const NARROWEST: usize = 60;

/// A sheet that is being filled.
#[derive(Debug)]
pub(super) struct Sheet {
    look: Look,
    text: String,
}

impl Sheet {
    pub(super) const fn new(look: Look) -> Self {
        Self { look, text: String::new() }
    }

    /// The sheet as text.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Adds a reference and what it stands for.
    pub(super) fn title(&mut self, reference: &str, title: &str) {
        let reference = format!("{}  ", one_line(reference));
        let lines = wrapped(&one_line(title), self.look.columns().min(WIDEST).saturating_sub(columns(&reference)));
        let mut lines: Vec<_> = lines.iter().map(|line| bold(line, self.look)).collect();
        if lines.is_empty() {
            lines.push(String::new());
        }
        self.text += &hanging(&bold(&reference, self.look), &lines);
    }

    /// Adds the plan and the day on which it is judged.
    pub(super) fn plan(&mut self, plan: &Plan, day: Date) {
        self.field("Plan", [one_line(plan.display_title()), described(plan, day)]);
    }

    /// Adds the theme that holds something.
    pub(super) fn theme(&mut self, plan: &Plan, theme: Option<usize>) {
        let label = plan.settings.labels.theme.as_deref().unwrap_or("theme");
        let titles = plan.theme_at(theme).map(|theme| one_line(theme.display_title()));
        self.field(&capitalised(&one_line(label)), titles);
    }

    /// Adds an objective and those above it, from the top.
    pub(super) fn objectives(&mut self, label: &str, plan: &Plan, nearest: Option<usize>) {
        let mut above: Vec<_> = plan.objectives_above(nearest).collect();
        above.reverse();
        let title = |objective: &Objective| one_line(objective.title.as_deref().unwrap_or_default());
        let lines = above.iter().map(|objective| format!("{} {}", objective.reference, title(objective)));
        self.field(label, lines);
    }

    /// Adds an empty line, unless there is one.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a heading.
    pub(super) fn heading(&mut self, heading: &str) {
        self.gap();
        self.text = format!("{}{}\n", self.text, bold(heading, self.look));
    }

    /// Adds lines that are ready to show.
    pub(super) fn lines(&mut self, text: &str) {
        self.text += text;
    }

    /// Adds a table.
    pub(super) fn table(&mut self, table: &Table) {
        let look = Look { width: Some(self.look.columns().min(WIDEST)), ..self.look };
        self.text += &table.to_text(look);
    }

    /// Adds a label with values that are ready to show, each of them wrapped on lines of its own.
    pub(super) fn field(&mut self, label: &str, values: impl IntoIterator<Item = impl AsRef<str>>) {
        let width = self.width();
        let lines: Vec<_> = values.into_iter().flat_map(|value| wrapped(value.as_ref(), width)).collect();
        self.add(label, &lines);
    }

    /// Adds a label with a text from a file and its paragraphs, where there is one.
    pub(super) fn prose(&mut self, label: &str, text: Option<&str>) {
        self.add(label, &paragraphs(text.unwrap_or_default(), self.width()));
    }

    /// The columns that a value has.
    fn width(&self) -> usize {
        let indent = if self.look.columns() < NARROWEST { 2 } else { LABELS };
        self.look.columns().min(WIDEST).saturating_sub(indent)
    }

    fn add(&mut self, label: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        let label = dim(label, self.look);
        if self.look.columns() < NARROWEST {
            self.text = format!("{}{label}\n{}", self.text, hanging("  ", lines));
        } else {
            let gap = " ".repeat(LABELS.saturating_sub(columns(&label)));
            self.text += &hanging(&format!("{label}{gap}"), lines);
        }
    }
}
