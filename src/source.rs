//! Where things stand in texts: places, spans and edits.
//!
//! A [`Place`] is symbolic ("the note of the third update of this file"), so that the model holds no spans and a
//! plan that never was a file passes through the same rules. The store turns it into a [`Span`] when a problem is
//! shown, by reading only the files that have one.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{Action, Objective, Plan, Theme};

/// A stretch of a text, in bytes.
pub type Span = Range<usize>;

/// Somewhere in the files of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file or folder, from the plans folder, with `/` between the parts.
    pub file: String,
    /// The folder name of the plan.
    pub plan: Option<String>,
    /// The reference of the action or objective, or the name of the theme.
    pub reference: Option<String>,
    pub spot: Spot,
}

/// Somewhere in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// The value that these steps lead to, or the nearest place there is where it is absent.
    Value(Vec<Step>),
    /// These bytes.
    Bytes(Span),
}

/// A step into a file: to a key, or to an entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Key(Cow<'static, str>),
    Entry(usize),
}

impl Place {
    /// A file as a whole, of a plan or of none.
    #[must_use]
    pub fn file(file: &str, plan: Option<&str>) -> Self {
        Self { file: file.to_owned(), plan: plan.map(str::to_owned), reference: None, spot: Spot::File }
    }

    /// The file of an action.
    #[must_use]
    pub fn action(plan: &Plan, action: &Action) -> Self {
        Self::item(plan, plan.action_file(action), Some(action.reference.as_str()))
    }

    /// The file of an objective.
    #[must_use]
    pub fn objective(plan: &Plan, objective: &Objective) -> Self {
        Self::item(plan, plan.objective_file(objective), Some(objective.reference.as_str()))
    }

    /// The file of a theme.
    #[must_use]
    pub fn theme(plan: &Plan, theme: &Theme) -> Self {
        Self::item(plan, plan.theme_file(theme), Some(&theme.name))
    }

    /// The file `plan.toml` of a plan.
    #[must_use]
    pub fn settings(plan: &Plan) -> Self {
        Self::item(plan, format!("{}/plan.toml", plan.name), None)
    }

    /// The file `parties.toml` of a plan.
    #[must_use]
    pub fn parties(plan: &Plan) -> Self {
        Self::item(plan, format!("{}/parties.toml", plan.name), None)
    }

    /// The file `baseline.toml` of a plan.
    #[must_use]
    pub fn baseline(plan: &Plan) -> Self {
        Self::item(plan, format!("{}/baseline.toml", plan.name), None)
    }

    fn item(plan: &Plan, file: String, reference: Option<&str>) -> Self {
        let (plan, reference) = (Some(plan.name.clone()), reference.map(str::to_owned));
        Self { file, plan, reference, spot: Spot::File }
    }

    /// A key below this place.
    #[must_use]
    pub fn key(self, key: impl Into<Cow<'static, str>>) -> Self {
        self.step(Step::Key(key.into()))
    }

    /// An entry of the list at a key below this place: `entry("update", 2)`.
    #[must_use]
    pub fn entry(self, key: impl Into<Cow<'static, str>>, number: usize) -> Self {
        self.key(key).step(Step::Entry(number))
    }

    /// These bytes of the same file.
    #[must_use]
    pub fn bytes(self, span: Span) -> Self {
        Self { spot: Spot::Bytes(span), ..self }
    }

    fn step(mut self, step: Step) -> Self {
        match &mut self.spot {
            Spot::Value(steps) => steps.push(step),
            Spot::File | Spot::Bytes(_) => self.spot = Spot::Value(vec![step]),
        }
        self
    }
}

/// A change of a text: these bytes give way to this text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

/// The changes that make one text of another, each as small as can be.
#[must_use]
pub fn edits_between(old: &str, new: &str) -> Vec<Edit> {
    let after_each = old.match_indices('\n').map(|(newline, _)| newline.saturating_add(1));
    let starts: Vec<_> = std::iter::once(0).chain(after_each).collect();
    let start = |line: usize| starts.get(line).copied().unwrap_or(old.len());
    let edit =
        |change: LineChange| Edit { span: start(change.lines.start)..start(change.lines.end), text: change.text };
    line_changes(old, new).into_iter().map(|change| trimmed(old, edit(change))).collect()
}

/// An edit without what stays the same at its ends.
fn trimmed(old: &str, Edit { span, text }: Edit) -> Edit {
    let before = old.get(span.clone()).unwrap_or_default();
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = before.chars().zip(text.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (before, text) = (before.get(start..).unwrap_or_default(), text.get(start..).unwrap_or_default());
    let end: usize = before.chars().rev().zip(text.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let text = text.get(..text.len().saturating_sub(end)).unwrap_or_default().to_owned();
    Edit { span: span.start.saturating_add(start)..span.end.saturating_sub(end), text }
}

/// A text with two changes of it, each made from the same base; nothing where they touch the same or neighbouring lines.
#[must_use]
pub fn merged(base: &str, one: &str, other: &str) -> Option<String> {
    let (ones, others) = (line_changes(base, one), line_changes(base, other));
    let touch = |a: &LineChange| others.iter().any(|b| a.lines.start <= b.lines.end && b.lines.start <= a.lines.end);
    if ones.iter().any(touch) {
        return None;
    }
    let mut all: Vec<_> = ones.into_iter().chain(others).collect();
    all.sort_by_key(|change| change.lines.start);
    let (lines, mut text, mut done) = (base.split_inclusive('\n').collect::<Vec<_>>(), String::new(), 0);
    for change in all {
        text.extend(lines.get(done..change.lines.start)?.iter().copied());
        text += &change.text;
        done = change.lines.end;
    }
    text.extend(lines.get(done..)?.iter().copied());
    Some(text)
}

/// Lines of a text, counted from 0, that give way to another text.
struct LineChange {
    lines: Range<usize>,
    text: String,
}

fn line_changes(old: &str, new: &str) -> Vec<LineChange> {
    let lines: Vec<_> = new.split_inclusive('\n').collect();
    let diff = similar::TextDiff::from_lines(old, new);
    let changed = diff.ops().iter().filter(|change| change.tag() != similar::DiffTag::Equal);
    let text = |range: Range<usize>| lines.get(range).unwrap_or_default().concat();
    changed.map(|change| LineChange { lines: change.old_range(), text: text(change.new_range()) }).collect()
}

/// A line and column of a text, both counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Position {
    /// The positions of bytes, given in their order, in one way through the text.
    ///
    /// A byte past the end or within a character counts as the next that exists.
    #[must_use]
    pub fn of_each(text: &str, bytes: &[usize]) -> Vec<Self> {
        // The mark at the start of a text is no character of it.
        let characters = |part: &str| part.chars().filter(|c| *c != '\u{feff}').count();
        let (mut at, mut here) = (0, Self { line: 1, column: 1 });
        let mut step = |byte: &usize| {
            let byte = ceil_boundary(text, *byte).max(at);
            let part = text.get(at..byte).unwrap_or_default();
            at = byte;
            here = match part.rsplit_once('\n') {
                Some((_, line)) => {
                    let lines = part.bytes().filter(|byte| *byte == b'\n').count();
                    Self { line: here.line.saturating_add(lines), column: characters(line).saturating_add(1) }
                }
                None => Self { column: here.column.saturating_add(characters(part)), ..here },
            };
            here
        };
        bytes.iter().map(&mut step).collect()
    }
}

/// The first character boundary at or after a byte.
#[must_use]
pub fn ceil_boundary(text: &str, byte: usize) -> usize {
    (byte.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::{Edit, Position, edits_between, merged};

    #[test]
    fn edits_touch_only_what_differs() {
        let edits = |old, new| {
            let shown = |edit: Edit| (edit.span.start, edit.span.end, edit.text);
            edits_between(old, new).into_iter().map(shown).collect::<Vec<_>>()
        };
        assert_eq!(
            edits("a = 1\r\nb = é\r\nc = 3\r\n", "a = 2\r\nb = é\r\nc = 33\r\n"),
            [(4, 5, "2".into()), (20, 20, "3".into())]
        );
        assert_eq!(edits("a\n", "a\nb\n"), [(2, 2, "b\n".into())]);
        assert_eq!(edits("", "a"), [(0, 0, "a".into())]);
        assert_eq!(edits("a", ""), [(0, 1, String::new())]);
        assert_eq!(edits("é", "è"), [(0, 2, "è".into())]);
    }

    #[test]
    fn changes_of_lines_apart_from_each_other_are_both_made() {
        let base = "a\nb\nc\nd\n";
        assert_eq!(merged(base, "A\nb\nc\nd\n", "a\nb\nc\n").as_deref(), Some("A\nb\nc\n"));
        assert_eq!(merged(base, "a\nb\nc\nd\ne\n", "x\na\nb\nc\nd\n").as_deref(), Some("x\na\nb\nc\nd\ne\n"));
        assert_eq!(merged(base, base, "").as_deref(), Some(""));
        for (one, other) in
            [("A\nb\nc\nd\n", "x\nb\nc\nd\n"), ("A\nb\nc\nd\n", "a\nB\nc\nd\n"), ("a\nb\nc\nd\ne\n", "a\nb\nc\nd\nf\n")]
        {
            assert_eq!(merged(base, one, other), None);
        }
    }

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let positions = Position::of_each("a = 1\né = 2\n", &[0, 4, 6, 7, 8, 99]);
        let seen: Vec<_> = positions.iter().map(|position| (position.line, position.column)).collect();
        assert_eq!(seen, [(1, 1), (1, 5), (2, 1), (2, 2), (2, 2), (3, 1)], "within a character counts as its end");
        let marked = Position::of_each("\u{feff}a = 1\r\nb = 2", &[3, 10, 14]);
        let seen: Vec<_> = marked.iter().map(|position| (position.line, position.column)).collect();
        assert_eq!(seen, [(1, 1), (2, 1), (2, 5)], "the mark at the start is no character");
    }
}
