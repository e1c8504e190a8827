//! What can be done at a place with one choice: fixes that cannot do harm, words that are probably meant, an update of
//! today, a problem that is accepted.

use std::cell::OnceCell;
use std::sync::Arc;

use super::asked::is_part_of_plan;
use super::rename::edits_of;
use super::{Desk, Subject};
use crate::diagnostic::{Diagnostic, Finding, RuleName};
use crate::model::{Action, PartiesFile, Party, Plain, Update, in_one_line};
use crate::rules::baseline;
use crate::source::{Edit, Span, Step, ceil_boundary};
use crate::store::{self, Entry, FileChange, Held, Outline, Quote, Scalar, Value, written};

/// Something that can be done with one choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// What it does, in words.
    pub title: String,
    pub kind: RemedyKind,
    /// The problem that it puts right, by its place among those that were given.
    pub problem: Option<usize>,
    /// The edits of each file, from the plans folder.
    pub edits: Vec<(String, Vec<Edit>)>,
    /// A file that is made, with its text.
    pub creates: Option<(String, String)>,
}

/// How sure a remedy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemedyKind {
    /// A fix that `check --fix` would make.
    Fix,
    /// Every such fix of the file.
    FixAll,
    /// What is probably meant.
    Guess,
    /// Something that is added.
    Addition,
    /// The problem stays, and is accepted for now.
    Acceptance,
}

/// What can be done in a stretch of a file, about these problems among others.
#[must_use]
pub fn remedies(desk: &Desk, file: &str, within: &Span, problems: &[Finding]) -> Vec<Remedy> {
    let Some(text) = desk.text(file).filter(|_| is_part_of_plan(file) && desk.plan_of(file).is_some()) else {
        return Vec::new();
    };
    let here = problems.iter().enumerate().filter(|(_, problem)| problem.diagnostic.place.file == file);
    let lines = lines(&text, within);
    let here: Vec<_> = here.filter(|(_, problem)| touches(problem, &lines)).collect();
    let about = Place { desk, file, outline: Outline::of(&text), text, is_toml: OnceCell::new() };
    let mut found: Vec<_> = here.iter().filter_map(|(number, problem)| fix(&about, *number, problem)).collect();
    found.extend(fix_all(&about, problems));
    found.extend(here.iter().filter_map(|(number, problem)| guess(&about, *number, problem)));
    found.extend(here.iter().filter_map(|(number, problem)| entry_in_register(&about, *number, problem)));
    found.extend(update(&about));
    found.extend(here.iter().filter_map(|(number, problem)| acceptance(&about, *number, problem)));
    found
}

/// The file that is asked about.
struct Place<'d> {
    desk: &'d Desk,
    file: &'d str,
    text: Arc<str>,
    outline: Outline,
    /// Whether the text can be read at all, once somebody has asked.
    is_toml: OnceCell<bool>,
}

impl Place<'_> {
    fn is_toml(&self) -> bool {
        *self.is_toml.get_or_init(|| store::is_toml(&self.text))
    }
}

impl Remedy {
    fn new(title: String, kind: RemedyKind, problem: Option<usize>, change: &FileChange) -> Option<Self> {
        let new = Self { title, kind, problem, edits: Vec::new(), creates: None };
        match (&change.before, &change.after) {
            (Some(_), Some(_)) => {
                let edits = edits_of(change);
                (!edits.is_empty()).then(|| Self { edits: vec![(change.file.clone(), edits)], ..new })
            }
            (None, Some(after)) => {
                let text = String::from_utf8(after.clone()).ok()?;
                Some(Self { creates: Some((change.file.clone(), text)), ..new })
            }
            (_, None) => None,
        }
    }
}

/// The whole lines that a stretch lies in.
fn lines(text: &str, within: &Span) -> Span {
    let (start, end) = (ceil_boundary(text, within.start), ceil_boundary(text, within.end));
    let start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline.saturating_add(1));
    let newline = text.get(end..).and_then(|rest| rest.find('\n'));
    start..newline.map_or(text.len(), |newline| end.saturating_add(newline))
}

/// Whether a problem stands in these lines; one of the file as a whole stands in the first.
fn touches(problem: &Finding, lines: &Span) -> bool {
    let span = problem.site.stretch.as_ref().map_or(0..0, |stretch| stretch.span.clone());
    span.start <= lines.end && lines.start <= span.end
}

fn fix(about: &Place<'_>, number: usize, problem: &Finding) -> Option<Remedy> {
    let fix = problem.diagnostic.fix.clone()?;
    let change = store::repair(&about.desk.root, about.file, std::slice::from_ref(&fix)).ok()?;
    Remedy::new(format!("Put right: {}", fix.said()), RemedyKind::Fix, Some(number), &change)
}

fn fix_all(about: &Place<'_>, problems: &[Finding]) -> Option<Remedy> {
    let own = problems.iter().filter(|problem| problem.diagnostic.place.file == about.file);
    let fixes: Vec<_> = own.filter_map(|problem| problem.diagnostic.fix.clone()).collect();
    if fixes.is_empty() {
        return None;
    }
    let change = store::repair(&about.desk.root, about.file, &fixes).ok()?;
    Remedy::new("Make every safe fix in this file".to_owned(), RemedyKind::FixAll, None, &change)
}

/// Puts the word that the help of a problem asks after in the place of the wrong one.
fn guess(about: &Place<'_>, number: usize, problem: &Finding) -> Option<Remedy> {
    let diagnostic = &problem.diagnostic;
    let meant = diagnostic.meant().filter(|_| diagnostic.fix.is_none())?;
    let span = problem.site.stretch.as_ref()?.span.clone();
    let scalar =
        about.outline.scalars().find(|(_, value, scalar)| value.span == span && is_wrong(diagnostic, &scalar.text));
    let (edit, new) = match scalar {
        Some((_, value, scalar)) => {
            let new = whole(diagnostic, &scalar.text, meant);
            (Edit { span: value.span.clone(), text: written(&Plain::Text(new.clone())) }, new)
        }
        None => (key_edit(about, diagnostic, &span, meant)?, meant.to_owned()),
    };
    // A key that stands beside it under the right name cannot stand there twice.
    if about.is_toml() && !store::is_toml(&store::apply(&about.text, vec![edit.clone()])) {
        return None;
    }
    Some(Remedy {
        title: format!("Change it to `{}`", in_one_line(&new)),
        kind: RemedyKind::Guess,
        problem: Some(number),
        edits: vec![(about.file.to_owned(), vec![edit])],
        creates: None,
    })
}

/// Whether a text is the one that a problem finds wrong, which its message quotes.
fn is_wrong(diagnostic: &Diagnostic, text: &str) -> bool {
    let text = in_one_line(text.trim());
    diagnostic.quoted().any(|quoted| quoted == text)
}

/// The whole value in which a word is put right: of a reference with its plan, the part that is wrong.
fn whole(diagnostic: &Diagnostic, text: &str, meant: &str) -> String {
    let is_reference = diagnostic.rule == RuleName("broken-reference");
    match text.split_once(':').filter(|_| is_reference) {
        Some((_, own)) if diagnostic.message.contains("of a plan that is not here") => format!("{meant}:{own}"),
        Some((plan, _)) => format!("{plan}:{meant}"),
        None => meant.to_owned(),
    }
}

/// The edit of a key that is wrong: one in this stretch, or one whose value it is.
fn key_edit(about: &Place<'_>, diagnostic: &Diagnostic, span: &Span, meant: &str) -> Option<Edit> {
    let sections = about.outline.sections.iter();
    let mut entries: Vec<&Entry> = sections.flat_map(|section| &section.entries).collect();
    for place in 0.. {
        let Some(entry) = entries.get(place).copied() else { break };
        if let Some(Held::Table(inner)) = entry.value.as_ref().map(|value| &value.held) {
            entries.extend(inner);
        }
    }
    let stands_here = |entry: &&&Entry| {
        let is_value = entry.value.as_ref().is_some_and(|value| value.span == *span);
        let is_key = entry.keys.iter().any(|name| name.span == *span);
        (is_key || is_value) && is_wrong(diagnostic, entry.key())
    };
    let name = entries.iter().find(stands_here).and_then(|entry| entry.keys.first())?;
    Some(Edit { span: name.span.clone(), text: meant.to_owned() })
}

/// Adds a party to the register that is not in it yet.
fn entry_in_register(about: &Place<'_>, number: usize, problem: &Finding) -> Option<Remedy> {
    if problem.diagnostic.rule != RuleName("unknown-party") {
        return None;
    }
    let span = &problem.site.stretch.as_ref()?.span;
    let is_here =
        |(_, value, scalar): &(Vec<Step>, &Value, &Scalar)| value.span == *span && scalar.quote != Quote::None;
    let name = about.outline.scalars().find(is_here)?.2.text.trim().to_owned();
    let plan = about.desk.plan_of(about.file)?;
    let title = format!("Add `{}` to parties.toml", in_one_line(&name));
    let party = Party { name, aliases: Vec::new(), organisation: None, kind: None, state: None };
    let file = format!("{}/parties.toml", plan.name);
    let change =
        FileChange::edit(&about.desk.root, &file, |parties: &mut PartiesFile| parties.parties.push(party)).ok()?;
    Remedy::new(title, RemedyKind::Addition, Some(number), &change)
}

/// Adds an update of today to an action, in the order of the days.
fn update(about: &Place<'_>) -> Option<Remedy> {
    let Some(Subject::Action(_)) = about.desk.subject(about.file) else { return None };
    let today = about.desk.judge.asked();
    let note = Some(String::new());
    let new = Update { date: today, by: None, status: None, rag: None, note, occurrence: None, deadline_was: None };
    let change = FileChange::edit(&about.desk.root, about.file, |action: &mut Action| {
        let place = action.updates.partition_point(|update| update.date <= today);
        action.updates.insert(place, new);
    });
    Remedy::new("Add an update of today".to_owned(), RemedyKind::Addition, None, &change.ok()?)
}

/// Accepts a problem in the baseline of its plan.
fn acceptance(about: &Place<'_>, number: usize, problem: &Finding) -> Option<Remedy> {
    let diagnostic = &problem.diagnostic;
    let reason = format!("Accepted on {}; say why.", about.desk.judge.asked());
    let entry = baseline::entry(diagnostic, &reason)?;
    let plan = diagnostic.place.plan.as_deref()?;
    let change = store::accepted(&about.desk.root, plan, &[entry]).ok()?;
    let title = format!("Accept `{}` for now, in baseline.toml", diagnostic.rule);
    Remedy::new(title, RemedyKind::Acceptance, Some(number), &change)
}

#[cfg(test)]
mod tests {
    use super::{Remedy, RemedyKind, remedies};
    use crate::language::Desk;
    use crate::language::example::{FIRST, desk_with, edited, first_with};

    const FILE: &str = "wendale/help/1/1.1.toml";

    fn of(file: &str, text: &str, at: &str) -> (Desk, Vec<Remedy>) {
        let desk = desk_with(file, text);
        let byte = text.find(at).expect("it is there");
        let problems = desk.diagnostics(|_| true);
        let found = remedies(&desk, file, &(byte..byte), &problems);
        (desk, found)
    }

    /// What can be done, each with the lines that it puts there.
    fn shown(file: &str, text: &str, at: &str) -> String {
        let (desk, found) = of(file, text, at);
        let line = |remedy: &Remedy| {
            let mut lines = vec![format!("{:?} {}", remedy.kind, remedy.title)];
            for (file, edits) in &remedy.edits {
                let old = desk.text(file).expect("a text");
                let new = edited(&old, edits);
                let old: Vec<_> = old.lines().collect();
                lines.extend(new.lines().filter(|line| !old.contains(line)).map(|line| format!("  {file}: {line}")));
            }
            lines.extend(remedy.creates.iter().flat_map(|(file, text)| {
                text.lines().map(move |line| format!("  new {file}: {line}")).collect::<Vec<_>>()
            }));
            lines.join("\n")
        };
        found.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn safe_fixes_are_offered_one_by_one_and_together() {
        let text = "action = \"a\"\nleed = \"Housing Manager\"\ndeadline = \"2026-12-01\"\n";
        insta::assert_snapshot!(shown(FILE, text, "leed"), @r#"
        Fix Put right: `leed` is now `lead`
          wendale/help/1/1.1.toml: lead = "Housing Manager"
        FixAll Make every safe fix in this file
          wendale/help/1/1.1.toml: lead = "Housing Manager"
          wendale/help/1/1.1.toml: deadline = 2026-12-01
        Addition Add an update of today
          wendale/help/1/1.1.toml: 
          wendale/help/1/1.1.toml: [[update]]
          wendale/help/1/1.1.toml: date = 2026-06-30
          wendale/help/1/1.1.toml: note = ""
        "#);
        let unordered = first_with("date = 2026-03-02", "date = 2026-03-02\n[[update]]\ndate = 2026-02-01");
        insta::assert_snapshot!(shown(FILE, &unordered, "2026-02-01"), @r#"
        Fix Put right: the updates stand in the order of their dates
        FixAll Make every safe fix in this file
        Addition Add an update of today
          wendale/help/1/1.1.toml: date = 2026-06-30
          wendale/help/1/1.1.toml: note = ""
        Acceptance Accept `stale-update` for now, in baseline.toml
          wendale/baseline.toml: 
          wendale/baseline.toml: rule = "stale-update"
          wendale/baseline.toml: ref = "1.1"
          wendale/baseline.toml: reason = "Accepted on 2026-06-30; say why."
        Acceptance Accept `updates-out-of-order` for now, in baseline.toml
          wendale/baseline.toml: 
          wendale/baseline.toml: rule = "updates-out-of-order"
          wendale/baseline.toml: ref = "1.1"
          wendale/baseline.toml: reason = "Accepted on 2026-06-30; say why."
        "#);
    }

    #[test]
    fn what_is_probably_meant_is_offered() {
        insta::assert_snapshot!(shown(FILE, &first_with("lead = \"Housing Manager\"", "lead = \"Housing Manger\""), "Manger"), @r#"
        Guess Change it to `Housing Manager`
          wendale/help/1/1.1.toml: lead = "Housing Manager"
        Addition Add `Housing Manger` to parties.toml
          wendale/parties.toml: name = "Housing Manger"
        Addition Add an update of today
          wendale/help/1/1.1.toml: date = 2026-06-30
          wendale/help/1/1.1.toml: note = ""
        Acceptance Accept `unknown-party` for now, in baseline.toml
          wendale/baseline.toml: 
          wendale/baseline.toml: rule = "unknown-party"
          wendale/baseline.toml: ref = "1.1"
          wendale/baseline.toml: reason = "Accepted on 2026-06-30; say why."
        "#);
        insta::assert_snapshot!(shown(FILE, &first_with("\"1.2\"", "\"1.22\""), "1.22"), @r#"
        Guess Change it to `1.2`
          wendale/help/1/1.1.toml: see = ["1.2", "1"]
        Addition Add an update of today
          wendale/help/1/1.1.toml: date = 2026-06-30
          wendale/help/1/1.1.toml: note = ""
        Acceptance Accept `broken-reference` for now, in baseline.toml
          wendale/baseline.toml: 
          wendale/baseline.toml: rule = "broken-reference"
          wendale/baseline.toml: ref = "1.1"
          wendale/baseline.toml: reason = "Accepted on 2026-06-30; say why."
        "#);
        insta::assert_snapshot!(shown("avon/help/9.toml", "action = \"a\"\nsee = [\"wendal:1.2\", \"wendale:1.22\"]\n", "wendal:"), @r#"
        Guess Change it to `wendale:1.2`
          avon/help/9.toml: see = ["wendale:1.2", "wendale:1.22"]
        Guess Change it to `wendale:1.2`
          avon/help/9.toml: see = ["wendal:1.2", "wendale:1.2"]
        Addition Add an update of today
          avon/help/9.toml: 
          avon/help/9.toml: [[update]]
          avon/help/9.toml: date = 2026-06-30
          avon/help/9.toml: note = ""
        Acceptance Accept `broken-reference` for now, in baseline.toml
          new avon/baseline.toml: [[known]]
          new avon/baseline.toml: rule = "broken-reference"
          new avon/baseline.toml: ref = "9"
          new avon/baseline.toml: reason = "Accepted on 2026-06-30; say why."
        Acceptance Accept `broken-reference` for now, in baseline.toml
          new avon/baseline.toml: [[known]]
          new avon/baseline.toml: rule = "broken-reference"
          new avon/baseline.toml: ref = "9"
          new avon/baseline.toml: reason = "Accepted on 2026-06-30; say why."
        "#);
        insta::assert_snapshot!(shown("wendale/plan.toml", "title = \"Wendale\"\n[check]\nuncosteed = \"off\"\n", "uncosteed"), @r#"
        Guess Change it to `uncosted`
          wendale/plan.toml: uncosted = "off"
        "#);
    }

    #[test]
    fn a_key_that_stands_beside_the_wrong_one_is_not_put_there_twice() {
        let text = "title = \"Help\"\nled = \"Police\"\n";
        assert!(of("wendale/help/theme.toml", text, "led").1.iter().any(|it| it.kind == RemedyKind::Fix));
        let both = format!("{text}lead = \"Police\"\n");
        assert!(of("wendale/help/theme.toml", &both, "led").1.iter().all(|it| it.kind != RemedyKind::Guess));
    }

    #[test]
    fn an_update_of_today_stands_among_the_others_by_its_day() {
        let (_, found) = of(FILE, FIRST, "action");
        let update = found.iter().find(|remedy| remedy.title.contains("update")).expect("it can be added");
        let text = edited(FIRST, &update.edits[0].1);
        assert!(text.ends_with("note = \"First draft.\"\n\n[[update]]\ndate = 2026-06-30\nnote = \"\"\n"), "{text}");
        let later = FIRST.replace("2026-03-02", "2026-08-01").replace('\n', "\r\n");
        let (_, found) = of(FILE, &later, "action");
        let update = found.iter().find(|remedy| remedy.title.contains("update")).expect("it can be added");
        let text = edited(&later, &update.edits[0].1);
        assert!(
            text.contains("[[update]]\r\ndate = 2026-06-30\r\nnote = \"\"\r\n\r\n[[update]]\r\ndate = 2026-08-01"),
            "{text}"
        );
    }

    #[test]
    fn nothing_is_done_to_what_cannot_be_read() {
        let (_, found) = of(FILE, "action = \"a\"\nlead = \n", "lead");
        assert!(found.iter().all(|remedy| remedy.kind != RemedyKind::Addition), "{found:?}");
        let (_, found) = of("wendale/notes.md", "lead", "lead");
        assert_eq!(found, []);
    }
}
