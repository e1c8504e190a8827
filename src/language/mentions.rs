//! Where parts of a plan and parties are named: their own places, and every mention of them.

use std::collections::BTreeSet;

use super::asked::{Asked, Names, Role, keys, parties_of};
use super::{Desk, Subject};
use crate::model::{Action, Party, Plan, QualifiedReference, same_name};
use crate::source::Span;
use crate::store::schema::Kind;
use crate::store::{CursorSpot, Outline, Quote, ValueSpot};

/// Bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The file, from the plans folder.
    pub file: String,
    pub span: Span,
}

/// Something that files name.
#[derive(Debug, Clone)]
pub(super) enum Named<'d> {
    Part(Subject<'d>),
    Party(&'d Plan, String),
    /// A file beside the plan, from the plans folder.
    File(String),
}

/// A value that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) file: String,
    pub(super) value: ValueSpot,
}

/// Whether the place of the thing itself counts among those that name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnPlace {
    Included,
    LeftOut,
}

/// The place of what a byte of a file names.
#[must_use]
pub fn definition(desk: &Desk, file: &str, byte: usize) -> Option<Passage> {
    let asked = Asked::at(desk, file, byte)?;
    let (named, _) = named(&asked)?;
    place_of(desk, &named)
}

/// Every place that names what a byte of a file names.
#[must_use]
pub fn references(desk: &Desk, file: &str, byte: usize, own: OwnPlace) -> Vec<Passage> {
    let Some((named, _)) = Asked::at(desk, file, byte).and_then(|asked| named(&asked)) else { return Vec::new() };
    let place = place_of(desk, &named);
    let passage = |mention: Mention| Passage { file: mention.file, span: mention.value.inner };
    let others = mentions(desk, &named).into_iter().map(passage).filter(|passage| Some(passage) != place.as_ref());
    let own = place.clone().filter(|_| own == OwnPlace::Included);
    own.into_iter().chain(others).collect()
}

/// What the value at a place names, and where it stands.
pub(super) fn named<'d>(asked: &Asked<'d>) -> Option<(Named<'d>, Span)> {
    let own = own_title(asked);
    match &asked.cursor.spot {
        CursorSpot::Key { span, .. } => Some((Named::Part(own?), span.clone())),
        CursorSpot::Value(_) if own.is_some() => Some((Named::Part(own?), own_span(asked))),
        CursorSpot::Value(value) => Some((named_by_value(asked, value)?, value.inner.clone())),
        CursorSpot::Blank | CursorSpot::Comment | CursorSpot::Header(_) | CursorSpot::Nowhere => None,
    }
}

fn own_span(asked: &Asked<'_>) -> Span {
    match &asked.cursor.spot {
        CursorSpot::Value(value) => value.inner.clone(),
        CursorSpot::Key { span, .. } | CursorSpot::Header(span) => span.clone(),
        CursorSpot::Blank | CursorSpot::Comment | CursorSpot::Nowhere => asked.cursor.byte..asked.cursor.byte,
    }
}

fn named_by_value<'d>(asked: &Asked<'d>, value: &ValueSpot) -> Option<Named<'d>> {
    let text = value.text.trim();
    if text.is_empty() {
        return None;
    }
    match asked.role() {
        Role::Party | Role::PartyEntry => Some(Named::Party(asked.plan, text.to_owned())),
        Role::Reference(kinds) => {
            let may_be = |subject: &Subject<'_>| kinds == Names::Anything || !matches!(subject, Subject::Theme(..));
            asked.desk.named(asked.plan, text).filter(may_be).map(Named::Part)
        }
        Role::Evidence => {
            let file = format!("{}/{text}", asked.plan.name);
            let is_inside = !text.contains("..") && !text.contains(':');
            (is_inside && asked.desk.root.has_file(&file)).then_some(Named::File(file))
        }
        Role::Organisation | Role::Rule | Role::Tag | Role::Duty | Role::Other => None,
    }
}

/// What the file stands for, where this is the text that says so.
fn own_title<'d>(asked: &Asked<'d>) -> Option<Subject<'d>> {
    let path = match &asked.cursor.spot {
        CursorSpot::Key { span, .. } => {
            let key = asked.text.get(span.clone())?;
            asked.keys().into_iter().chain([key]).collect()
        }
        _ => asked.keys(),
    };
    titled(asked, &path)
}

/// What the file stands for, where these keys lead to the text that says so.
pub(super) fn titled<'d>(asked: &Asked<'d>, path: &[&str]) -> Option<Subject<'d>> {
    let subject = asked.desk.subject(asked.file)?;
    (title_key(subject) == path).then_some(subject)
}

/// The key under which a part of a plan says what it is.
const fn title_key(subject: Subject<'_>) -> &'static [&'static str] {
    match subject {
        Subject::Action(_) => &["action"],
        Subject::Objective(..) | Subject::Theme(..) => &["title"],
        // The plan's own name is a folder that nothing else of the plan names.
        Subject::Plan(_) => &[],
    }
}

fn place_of(desk: &Desk, named: &Named<'_>) -> Option<Passage> {
    match named {
        Named::File(file) => Some(Passage { file: file.clone(), span: 0..0 }),
        Named::Part(subject) => {
            let file = subject.file();
            let outline = desk.text(&file).map(|text| Outline::of(&text));
            let is_title = |path: &[&str]| path == title_key(*subject);
            let span = outline.and_then(|outline| {
                let title = outline.scalars().find(|(steps, ..)| is_title(&keys(steps)));
                title.map(|(.., scalar)| scalar.inner.clone())
            });
            Some(Passage { file, span: span.unwrap_or(0..0) })
        }
        Named::Party(plan, name) => {
            let file = format!("{}/parties.toml", plan.name);
            let party = plan.party(name)?;
            let is_it = |(steps, value): &(Vec<&str>, &ValueSpot)| {
                steps.as_slice() == ["party", "name"] && value.text.trim() == party.name.trim()
            };
            let all = values(desk, &file)?;
            let found =
                all.iter().map(|(path, value)| (path.iter().map(String::as_str).collect(), value)).find(is_it)?;
            Some(Passage { file, span: found.1.inner.clone() })
        }
    }
}

/// Every value that names something, but for files.
pub(super) fn mentions(desk: &Desk, named: &Named<'_>) -> Vec<Mention> {
    match named {
        Named::File(_) => Vec::new(),
        Named::Part(subject) => desk.portfolio.plans.iter().flat_map(|plan| of_part(desk, *subject, plan)).collect(),
        Named::Party(plan, name) => of_party(desk, plan, is_called(plan, name)),
    }
}

/// Whether a name stands for the same party as another.
pub(super) fn is_called<'p>(plan: &'p Plan, name: &'p str) -> impl Fn(&str) -> bool + 'p {
    let entry: Option<&Party> = plan.party(name);
    move |other| match entry {
        Some(entry) => entry.is_called(other),
        None => same_name(other, name),
    }
}

/// Every value of a plan that names a part of this or another plan.
fn of_part(desk: &Desk, subject: Subject<'_>, plan: &Plan) -> Vec<Mention> {
    let names_it = |reference: &QualifiedReference| subject.is_named(plan, reference);
    let by_action = |action: &&Action| {
        let lists = action.depends_on.iter().chain(&action.see).chain(&action.carried_from);
        lists.into_iter().any(names_it)
    };
    let own = subject.reference().unwrap_or_default();
    let by_baseline = plan.name == subject.plan().name
        && plan.known.iter().filter_map(|known| known.reference.as_deref()).any(|name| is_same(own, name));
    let actions = plan.actions.iter().filter(by_action).map(|action| plan.action_file(action));
    let baseline = by_baseline.then(|| format!("{}/baseline.toml", plan.name));
    let files = actions.chain(baseline).chain(plan.unread.iter().cloned());
    let is_mention = |kind: Kind, path: &[&str], value: &ValueSpot| match Role::of(kind, path) {
        Role::Reference(Names::Anything) => plan.name == subject.plan().name && is_same(own, &value.text),
        Role::Reference(_) => QualifiedReference::parse(&value.text).is_ok_and(|reference| names_it(&reference)),
        _ => false,
    };
    let files: BTreeSet<_> = files.collect();
    files.iter().filter_map(|file| within(desk, file, &is_mention)).flatten().collect()
}

fn is_same(own: &str, written: &str) -> bool {
    own.eq_ignore_ascii_case(written.trim())
}

/// Every value of a plan that names a party.
fn of_party(desk: &Desk, plan: &Plan, is_it: impl Fn(&str) -> bool) -> Vec<Mention> {
    let files = files_of_party(plan, &is_it);
    files.iter().filter_map(|file| of_party_in(desk, file, &is_it)).flatten().collect()
}

/// The files of a plan that name a party, or may, since not all of them could be read.
pub(super) fn files_of_party(plan: &Plan, is_it: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let themes = plan.themes.iter().filter(|theme| any(theme.lead.iter().chain(&theme.support), &is_it));
    let objectives = plan.objectives.iter().filter(|one| any(one.lead.iter().chain(&one.support), &is_it));
    let actions = plan.actions.iter().filter(|action| any(parties_of(action), &is_it));
    let registers = ["parties.toml", "contacts.toml"].map(|name| format!("{}/{name}", plan.name));
    let themes = themes.map(|theme| plan.theme_file(theme));
    let objectives = objectives.map(|objective| plan.objective_file(objective));
    let actions = actions.map(|action| plan.action_file(action));
    // A file of which only a part could be read is named twice.
    registers.into_iter().chain(themes).chain(objectives).chain(actions).chain(plan.unread.iter().cloned()).collect()
}

/// Every value of a file that names a party; nothing where the file is there and cannot be read.
pub(super) fn of_party_in(desk: &Desk, file: &str, is_it: impl Fn(&str) -> bool) -> Option<Vec<Mention>> {
    let is_mention = |kind: Kind, path: &[&str], value: &ValueSpot| {
        matches!(Role::of(kind, path), Role::Party | Role::PartyEntry) && is_it(&value.text)
    };
    within(desk, file, &is_mention)
}

fn any<'n>(mut names: impl Iterator<Item = &'n String>, is_it: impl Fn(&str) -> bool) -> bool {
    names.any(|name| is_it(name))
}

/// The values of a file that are meant; nothing where it is there and cannot be read.
fn within(desk: &Desk, file: &str, is_meant: &dyn Fn(Kind, &[&str], &ValueSpot) -> bool) -> Option<Vec<Mention>> {
    let kind = Kind::of_file(file.rsplit('/').next().unwrap_or(file));
    let meant = values(desk, file)?.into_iter().filter(|(path, value)| {
        let path: Vec<_> = path.iter().map(String::as_str).collect();
        is_meant(kind, &path, value)
    });
    Some(meant.map(|(_, value)| Mention { file: file.to_owned(), value }).collect())
}

/// The texts in quotation marks in a file, each with the keys that lead to it; nothing where it is there and cannot be
/// read.
fn values(desk: &Desk, file: &str) -> Option<Vec<(Vec<String>, ValueSpot)>> {
    let Some(text) = desk.text(file) else { return (!desk.root.has_file(file)).then(Vec::new) };
    let outline = Outline::of(&text);
    let quoted = outline.scalars().filter(|(.., scalar)| scalar.quote != Quote::None);
    let value = quoted.map(|(steps, value, scalar)| {
        let path = keys(&steps).into_iter().map(str::to_owned).collect();
        let (span, inner, text) = (value.span.clone(), scalar.inner.clone(), scalar.text.clone());
        (path, ValueSpot { span, inner, quote: scalar.quote, text })
    });
    Some(value.collect())
}

#[cfg(test)]
mod tests {
    use super::{OwnPlace, Passage, definition, references};
    use crate::language::Desk;
    use crate::language::example::{desk_at, first_with};

    const FILE: &str = "wendale/help/1/1.1.toml";

    fn shown(desk: &Desk, passage: &Passage) -> String {
        let text = desk.text(&passage.file).expect("a text");
        let line = text[..passage.span.start].matches('\n').count() + 1;
        format!("{}:{line} {}", passage.file, &text[passage.span.clone()])
    }

    fn defined(file: &str, marked: &str) -> String {
        let (desk, byte) = desk_at(file, marked);
        definition(&desk, file, byte).map(|passage| shown(&desk, &passage)).unwrap_or_default()
    }

    fn found(file: &str, marked: &str) -> String {
        let (desk, byte) = desk_at(file, marked);
        let all = references(&desk, file, byte, OwnPlace::Included);
        all.iter().map(|passage| shown(&desk, passage)).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn names_lead_to_where_they_are_explained() {
        assert_eq!(defined(FILE, &first_with("\"1.2\"", "\"|1.2\"")), "wendale/help/1/1.2.toml:1 Train the officers");
        assert_eq!(defined(FILE, &first_with("\"1\"", "\"1|\"")), "wendale/help/1/objective.toml:1 Children are heard");
        assert_eq!(defined(FILE, &first_with("head of", "he|ad of")), "wendale/parties.toml:2 Housing Manager");
        assert_eq!(
            defined("avon/help/9.toml", "see = [\"Wendale:1.|2\"]\n"),
            "wendale/help/1/1.2.toml:1 Train the officers"
        );
        assert_eq!(defined(FILE, "evidence = [\"help/1/../|x\"]\n"), "");
        assert_eq!(defined(FILE, "see = [\"7.|7\"]\n"), "");
        assert_eq!(defined(FILE, "lead = \"Nob|ody\"\n"), "");
    }

    #[test]
    fn every_place_that_names_something_is_found() {
        insta::assert_snapshot!(found(FILE, &first_with("Publish", "Pu|blish")), @"
        wendale/help/1/1.1.toml:1 Publish the pathways
        avon/help/9.toml:5 wendale:1.1
        wendale/help/1/1.2.toml:6 1.1
        ");
        insta::assert_snapshot!(found("wendale/help/1/1.2.toml", "ac|tion = \"Train the officers\"\n"), @"
        wendale/help/1/1.2.toml:1 Train the officers
        avon/help/9.toml:6 wendale:1.2
        wendale/baseline.toml:3 1.2
        wendale/help/1/1.1.toml:11 1.2
        ");
        insta::assert_snapshot!(found("wendale/help/1/objective.toml", "title = \"Children| are heard\"\n"), @"
        wendale/help/1/objective.toml:1 Children are heard
        wendale/help/1/1.1.toml:11 1
        ");
        insta::assert_snapshot!(found(FILE, &first_with("head of", "he|ad of")), @"
        wendale/parties.toml:2 Housing Manager
        wendale/help/1/1.1.toml:3 Housing Manager
        wendale/help/1/1.1.toml:16 head of housing
        wendale/help/1/objective.toml:5 Housing Manager
        wendale/parties.toml:3 Head of Housing
        ");
        insta::assert_snapshot!(found(FILE, &first_with("Police", "Pol|ice")), @"wendale/help/1/1.1.toml:4 Police");
    }

    #[test]
    fn a_file_that_cannot_be_read_still_names_things() {
        insta::assert_snapshot!(found(FILE, "see = [\"1.|2\"]\nlead = \n"), @"
        wendale/help/1/1.2.toml:1 Train the officers
        avon/help/9.toml:6 wendale:1.2
        wendale/baseline.toml:3 1.2
        wendale/help/1/1.1.toml:1 1.2
        ");
    }
}
