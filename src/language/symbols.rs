//! What a file is made of, and what the plans are made of, by name.

use super::asked::{is_part_of_plan, keys};
use super::mentions::Passage;
use super::{Desk, Subject, about};
use crate::model::{Located, Plan, in_one_line};
use crate::source::Span;
use crate::store::{Entry, Held, Outline, Section};

/// So many parts of plans are found at once.
const MOST: usize = 200;

/// So many characters of a text stand beside a name.
const LONGEST: usize = 60;

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Empty where the file does not say it.
    pub name: String,
    /// A few words beside it.
    pub detail: String,
    pub kind: SymbolKind,
    /// All of it.
    pub span: Span,
    /// The bytes that name it, which lie within all of it.
    pub name_span: Span,
    pub within: Vec<Self>,
}

/// A part of a plan that has been found by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub name: String,
    pub kind: SymbolKind,
    /// The plan that it is part of, by its title.
    pub plan: String,
    pub passage: Passage,
}

/// What a symbol is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// A key with its value.
    Key,
    /// A table with a header.
    Table,
    Update,
    Plan,
    Theme,
    Objective,
    Action,
    Party,
}

/// What a file is made of: its keys, and its tables by what they say.
#[must_use]
pub fn symbols(desk: &Desk, file: &str) -> Vec<Symbol> {
    let Some(text) = desk.text(file).filter(|_| is_part_of_plan(file)) else { return Vec::new() };
    let outline = Outline::of(&text);
    let mut symbols: Vec<Symbol> = Vec::new();
    // The table that the last symbol is.
    let mut last: Option<&Section> = None;
    for section in &outline.sections {
        match (&section.header, symbols.last_mut()) {
            (None, _) => symbols.extend(section.entries.iter().map(|entry| key(&text, entry))),
            (Some(_), Some(above)) if last.is_some_and(|last| is_below(section, last)) => {
                above.within.push(table(&text, section));
                above.span.end = said_end(&text, section);
            }
            (Some(_), _) => {
                symbols.push(table(&text, section));
                last = Some(section);
            }
        }
    }
    symbols
}

/// The parts of all plans that hold every word of a text in their name; without a word all of them, up to a number.
#[must_use]
pub fn find(desk: &Desk, wanted: &str) -> Vec<Found> {
    let wanted = wanted.to_lowercase();
    let words: Vec<_> = wanted.split_whitespace().collect();
    let is_wanted = |name: &str| {
        let name = name.to_lowercase();
        words.iter().all(|word| name.contains(word))
    };
    let mut found = Vec::new();
    for plan in &desk.portfolio.plans {
        let parts = subjects(desk, plan).map(|subject| part(plan, subject));
        found.extend(parts.filter(|part| is_wanted(&part.name)).take(MOST.saturating_sub(found.len())));
        if found.len() < MOST && plan.parties.iter().any(|party| is_wanted(&party.name)) {
            found.extend(parties(desk, plan).into_iter().filter(|party| is_wanted(&party.name)));
        }
    }
    found.truncate(MOST);
    found
}

fn subjects<'d>(desk: &'d Desk, plan: &'d Plan) -> impl Iterator<Item = Subject<'d>> {
    let themes = plan.themes.iter().map(move |theme| Subject::Theme(plan, theme));
    let objectives = plan.objectives.iter().map(move |objective| Subject::Objective(plan, objective));
    let located = move |action| Located { portfolio: &desk.portfolio, plan, action };
    let actions = plan.actions.iter().map(move |action| Subject::Action(located(action)));
    std::iter::once(Subject::Plan(plan)).chain(themes).chain(objectives).chain(actions)
}

fn part(plan: &Plan, subject: Subject<'_>) -> Found {
    let kind = match subject {
        Subject::Action(_) => SymbolKind::Action,
        Subject::Objective(..) => SymbolKind::Objective,
        Subject::Theme(..) => SymbolKind::Theme,
        Subject::Plan(_) => SymbolKind::Plan,
    };
    let passage = Passage { file: subject.file(), span: 0..0 };
    Found { name: about::title(subject), kind, plan: plan.display_title().to_owned(), passage }
}

fn parties(desk: &Desk, plan: &Plan) -> Vec<Found> {
    let file = format!("{}/parties.toml", plan.name);
    let outline = desk.text(&file).map(|text| Outline::of(&text));
    let names = outline.iter().flat_map(Outline::scalars).filter(|(steps, ..)| keys(steps) == ["party", "name"]);
    let party = |scalar: &crate::store::Scalar| Found {
        name: scalar.text.clone(),
        kind: SymbolKind::Party,
        plan: plan.display_title().to_owned(),
        passage: Passage { file: file.clone(), span: scalar.inner.clone() },
    };
    names.map(|(.., scalar)| party(scalar)).collect()
}

/// Whether a section stands below the table of another: `[[measure.reading]]` below `[[measure]]`.
fn is_below(section: &Section, above: &Section) -> bool {
    section.steps.len() > above.steps.len() && section.steps.starts_with(&above.steps)
}

fn key(text: &str, entry: &Entry) -> Symbol {
    let names = entry.keys.first().map_or(0, |name| name.span.start)..entry.keys.last().map_or(0, |name| name.span.end);
    let value = entry.value.as_ref().and_then(|value| text.get(value.span.clone())).unwrap_or_default();
    let shown = match entry.value.as_ref().map(|value| &value.held) {
        Some(Held::Scalar(scalar)) => &scalar.text,
        Some(Held::List(_) | Held::Table(_)) | None => value,
    };
    Symbol {
        name: shortened(text.get(names.clone()).unwrap_or_default()),
        detail: shortened(shown),
        kind: SymbolKind::Key,
        span: entry.span(),
        name_span: names,
        within: Vec::new(),
    }
}

/// A table by what it says: an update by its day, a risk by its text.
fn table(text: &str, section: &Section) -> Symbol {
    let header = section.header.as_ref().map_or(0..0, |header| header.span.clone());
    let path = keys(&section.steps);
    let says = |key: &str| {
        let entry = section.entries.iter().find(|entry| entry.key() == key)?;
        match &entry.value.as_ref()?.held {
            Held::Scalar(scalar) => Some(scalar.text.clone()).filter(|text| !text.trim().is_empty()),
            Held::List(_) | Held::Table(_) => None,
        }
    };
    let title = path.last().copied().unwrap_or_default();
    let all = |keys: &[&str]| keys.iter().filter_map(|key| says(key)).collect::<Vec<_>>().join(", ");
    let (name, detail) = match title {
        "update" => (format!("update {}", says("date").unwrap_or_default()), all(&["status", "rag", "note"])),
        "reading" => (format!("reading {}", says("date").unwrap_or_default()), all(&["value"])),
        "known" => (all(&["rule"]), all(&["ref", "reason"])),
        "party" | "contact" => (all(&["name", "party"]), all(&["kind", "organisation"])),
        _ => (title.to_owned(), all(&["text", "name", "term"])),
    };
    let name = if name.trim().is_empty() { title.to_owned() } else { name };
    Symbol {
        name: shortened(&name),
        detail: shortened(&detail),
        kind: if title == "update" { SymbolKind::Update } else { SymbolKind::Table },
        span: section.span.start..said_end(text, section),
        name_span: header,
        within: Vec::new(),
    }
}

/// Where the last thing that a section says ends.
fn said_end(text: &str, section: &Section) -> usize {
    let header = section.header.as_ref().map_or(section.span.start, |header| header.span.end);
    let last = section.entries.iter().map(|entry| entry.span().end).max().unwrap_or(header);
    last.max(header).min(text.len())
}

/// The first characters of a text, on one line.
fn shortened(text: &str) -> String {
    let line = in_one_line(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::{Symbol, find, symbols};
    use crate::language::example::{FIRST, desk_with};

    fn shown(symbols: &[Symbol], indent: &str) -> String {
        let line = |symbol: &Symbol| {
            assert!(
                symbol.span.start <= symbol.name_span.start && symbol.name_span.end <= symbol.span.end,
                "{symbol:?}"
            );
            format!("{indent}{:?} {}: {}\n{}", symbol.kind, symbol.name, symbol.detail, shown(&symbol.within, "  "))
        };
        symbols.iter().map(line).collect()
    }

    fn of(file: &str, text: &str) -> String {
        shown(&symbols(&desk_with(file, text), file), "")
    }

    #[test]
    fn a_file_is_made_of_its_keys_and_tables() {
        insta::assert_snapshot!(of("wendale/help/1/1.1.toml", FIRST), @r#"
        Key action: Publish the pathways
        Key lead: Housing Manager
        Key support: ["Delivery Group", "Police"]
        Key deadline: 2026-Q1
        Key resources: Officer time
        Key outcome_measure: Pathways known
        Key see: ["1.2", "1"]
        Key tags: ["schools"]
        Update update 2026-03-02: in-progress, amber, First draft.
        "#);
        insta::assert_snapshot!(of("wendale/help/1/objective.toml", "[[measure]]\nname = \"n\"\n[[measure.reading]]\ndate = 2026-01-01\nvalue = 3\n[[mea\n[x]\n= 3\n"), @"
        Table measure: n
          Table reading 2026-01-01: 3
        Table mea: 
        Table x:
        ");
        assert_eq!(of("elsewhere.toml", FIRST), "");
    }

    #[test]
    fn parts_of_plans_are_found_by_every_word() {
        let found = |wanted: &str| {
            let found = find(&desk_with("wendale/help/1/1.1.toml", FIRST), wanted);
            let line = |found: &super::Found| {
                format!(
                    "{:?} {} ({}) {}:{}",
                    found.kind, found.name, found.plan, found.passage.file, found.passage.span.start
                )
            };
            found.iter().map(line).collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(found("THE path"), @"Action 1.1 Publish the pathways (Wendale) wendale/help/1/1.1.toml:0");
        insta::assert_snapshot!(found("manager"), @"Party Housing Manager (Wendale) wendale/parties.toml:18");
        assert_eq!(found("").lines().count(), 11);
        assert_eq!(found("zebra"), "");
    }
}
