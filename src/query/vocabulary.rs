//! The words of the plans: what somebody may mean who types a filter, a reference or a name.
//!
//! Taken from the plans as they are read, without a judgement. Every text in it is a single line without signs that
//! act on a terminal, so that shells, editors and the board can show it as it is.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Date, Field, Plan, Portfolio, acts_on_terminals, counted, in_one_line, natural_order};

/// A word of the plans, with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    /// In a line; empty where the word says it all.
    pub about: String,
}

impl Word {
    /// A word with what it stands for; nothing where it is blank, or cannot be typed.
    #[must_use]
    pub fn new(text: &str, about: &str) -> Option<Self> {
        let text = one_line(text);
        let can_be_typed = !text.is_empty() && !text.contains(acts_on_terminals);
        can_be_typed.then(|| Self { text, about: in_one_line(&one_line(about)).into_owned() })
    }
}

/// What a reference can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Action,
    Objective,
    Theme,
}

/// An action, objective or theme by its reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub part: Part,
    /// The folder name of its plan.
    pub plan: String,
    /// The reference, or the folder name of a theme, with the action's text or the title.
    pub word: Word,
    /// Whether several of the plans have something with this reference.
    pub is_shared: bool,
}

impl Named {
    /// The reference as it has to be written: with its plan where it stands in several.
    #[must_use]
    pub fn written(&self) -> String {
        if self.is_shared { format!("{}:{}", self.plan, self.word.text) } else { self.word.text.clone() }
    }
}

/// The words of some plans.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// The day that `today` means.
    pub today: Date,
    /// Every part of the plans: the actions of all of them, then their objectives, then their themes.
    pub parts: Vec<Named>,
    /// Everybody who is named in the plans: in their registers, as leads, as supporters.
    pub parties: Vec<Word>,
    /// The days of the meetings around today, the latest first.
    pub meetings: Vec<Word>,
    /// What stands in the fields of texts.
    values: BTreeMap<Field, Vec<Word>>,
}

impl Vocabulary {
    /// No words but those of the language.
    #[must_use]
    pub const fn empty(today: Date) -> Self {
        Self { today, parts: Vec::new(), parties: Vec::new(), meetings: Vec::new(), values: BTreeMap::new() }
    }

    /// The words of the wanted plans.
    #[must_use]
    pub fn of(portfolio: &Portfolio, wants: impl Fn(&Plan) -> bool, today: Date) -> Self {
        let plans: Vec<_> = portfolio.plans.iter().filter(|plan| wants(plan)).collect();
        let mut values = counted_values(portfolio, &wants);
        values
            .insert(Field::Plan, plans.iter().filter_map(|plan| Word::new(&plan.name, plan.display_title())).collect());
        let parties = parties(&plans, &values);
        Self { today, parts: parts(&plans), parties, meetings: meetings(&plans, today), values }
    }

    /// The parts of these kinds, in their order.
    pub fn named(&self, wanted: &[Part]) -> impl Iterator<Item = &Named> {
        self.parts.iter().filter(|named| wanted.contains(&named.part))
    }

    /// What stands in a field of the plans; nothing for a field of days, numbers or free text.
    #[must_use]
    pub fn values(&self, field: Field) -> Vec<Word> {
        let of = |part| self.parts.iter().filter(move |named| named.part == part).map(|named| named.word.clone());
        match field {
            Field::Ref | Field::DependsOn | Field::See => of(Part::Action).collect(),
            Field::Objective => of(Part::Objective).collect(),
            Field::Theme => of(Part::Theme).collect(),
            _ => self.values.get(&field).cloned().unwrap_or_default(),
        }
    }
}

/// Every run of blanks as one of them.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The fields whose texts are short and come again.
const COUNTED: [Field; 7] =
    [Field::Lead, Field::Support, Field::Organisation, Field::By, Field::Tag, Field::Duty, Field::Source];

/// The texts of these fields, with the number of actions that have each.
fn counted_values(portfolio: &Portfolio, wants: impl Fn(&Plan) -> bool) -> BTreeMap<Field, Vec<Word>> {
    let mut counts: [HashMap<&str, usize>; COUNTED.len()] = Default::default();
    for located in portfolio.actions().filter(|located| wants(located.plan)) {
        let action = located.action;
        let origin = action.origin.as_ref();
        let source = origin.into_iter().flat_map(|origin| [&origin.kind, &origin.id]).filter_map(Option::as_deref);
        let found: [Vec<&str>; COUNTED.len()] = [
            located.lead_name().into_iter().collect(),
            located.support().value().iter().map(String::as_str).collect(),
            located.organisation().into_iter().collect(),
            action.updates.last().and_then(|update| update.by.as_deref()).into_iter().collect(),
            action.tags.iter().map(String::as_str).collect(),
            action.duty.iter().map(String::as_str).collect(),
            source.collect(),
        ];
        for (counts, texts) in counts.iter_mut().zip(found) {
            for text in texts {
                let count: &mut usize = counts.entry(text).or_default();
                *count = count.saturating_add(1);
            }
        }
    }
    COUNTED.into_iter().zip(counts.map(words)).collect()
}

fn words(counts: HashMap<&str, usize>) -> Vec<Word> {
    sorted(counts.into_iter().filter_map(|(text, count)| Word::new(text, &counted(count, "action"))).collect())
}

/// Words in the order in which people look for them, each once.
fn sorted(mut words: Vec<Word>) -> Vec<Word> {
    words.sort_by(|one, other| natural_order(&one.text, &other.text).then_with(|| one.text.cmp(&other.text)));
    words.dedup_by(|one, other| one.text == other.text);
    words
}

fn parts(plans: &[&Plan]) -> Vec<Named> {
    let named = |part, plan: &Plan, name: &str, about: &str| {
        let word = Word::new(name, about)?;
        Some(Named { part, plan: plan.name.clone(), word, is_shared: false })
    };
    let actions = plans.iter().flat_map(|plan| {
        let about = |text: &Option<String>| text.clone().unwrap_or_default();
        plan.actions
            .iter()
            .filter_map(move |action| named(Part::Action, plan, action.reference.as_str(), &about(&action.text)))
    });
    let objectives = plans.iter().flat_map(|plan| {
        plan.objectives.iter().filter_map(|objective| {
            named(Part::Objective, plan, objective.reference.as_str(), objective.display_title())
        })
    });
    let themes = plans.iter().flat_map(|plan| {
        plan.themes.iter().filter_map(|theme| named(Part::Theme, plan, &theme.name, theme.display_title()))
    });
    let mut parts: Vec<_> = actions.chain(objectives).chain(themes).collect();
    let mut homes: HashMap<String, Vec<String>> = HashMap::new();
    for named in &parts {
        let plans = homes.entry(named.word.text.to_lowercase()).or_default();
        if !plans.contains(&named.plan) {
            plans.push(named.plan.clone());
        }
    }
    for named in &mut parts {
        named.is_shared = homes.get(&named.word.text.to_lowercase()).is_some_and(|plans| plans.len() > 1);
    }
    parts
}

/// The names of the registers with the organisations, and those that stand in the plans alone.
fn parties(plans: &[&Plan], values: &BTreeMap<Field, Vec<Word>>) -> Vec<Word> {
    let known = plans.iter().flat_map(|plan| &plan.parties);
    let known = known.filter_map(|party| Word::new(&party.name, party.organisation.as_deref().unwrap_or_default()));
    let used = [Field::Lead, Field::Support].into_iter().filter_map(|field| values.get(&field)).flatten();
    // Sorting is stable, so that of two words the one from the register stays.
    sorted(known.chain(used.cloned()).collect())
}

/// So many meetings of each kind are named before today, and one after it.
const MEETINGS: usize = 3;

fn meetings(plans: &[&Plan], today: Date) -> Vec<Word> {
    let mut days: BTreeMap<Date, &str> = BTreeMap::new();
    for meeting in plans.iter().flat_map(|plan| &plan.settings.meetings) {
        let before = std::iter::successors(meeting.last_before(today.plus_days(1)), |day| meeting.last_before(*day));
        for day in before.take(MEETINGS).chain(meeting.first_from(today.plus_days(1))) {
            days.entry(day).or_insert(&meeting.name);
        }
    }
    days.into_iter().rev().filter_map(|(day, name)| Word::new(&day.to_string(), name)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Part, Vocabulary, Word};
    use crate::model::{Action, Date, Field, Interval, Meeting, Plan, Portfolio, Reference, Theme};

    fn plan(name: &str, actions: &[(&str, &str, &str)]) -> Plan {
        let mut plan = Plan::new(name);
        plan.themes = vec![Theme { name: format!("theme-of-{name}"), ..Theme::default() }];
        let action = |(reference, text, lead): &(&str, &str, &str)| Action {
            reference: Reference::new(reference).expect("a reference"),
            text: Some((*text).to_owned()),
            lead: Some((*lead).to_owned()),
            ..Action::default()
        };
        plan.actions = actions.iter().map(action).collect();
        plan
    }

    fn vocabulary(portfolio: &Portfolio) -> Vocabulary {
        Vocabulary::of(portfolio, |_| true, Date::parse("2026-06-30").expect("a date"))
    }

    #[test]
    fn a_reference_of_several_plans_is_written_with_its_plan() {
        let (old, new) =
            (plan("old", &[("1.1", "Begin", "PCT"), ("1.2", "Go on", "PCT")]), plan("new", &[("1.1", "", "")]));
        let vocabulary = vocabulary(&Portfolio { plans: vec![new, old] });
        let written: Vec<_> = vocabulary.named(&[Part::Action]).map(super::Named::written).collect();
        assert_eq!(written, ["new:1.1", "old:1.1", "1.2"]);
        let themes: Vec<_> = vocabulary.named(&[Part::Theme]).map(super::Named::written).collect();
        assert_eq!(themes, ["theme-of-new", "theme-of-old"]);
    }

    #[test]
    fn leads_are_counted_and_placeholders_are_none() {
        let actions = [("1.1", "", " Housing\n Manager"), ("1.2", "", "Housing Manager"), ("1.3", "", "TBC")];
        let vocabulary = vocabulary(&Portfolio { plans: vec![plan("old", &actions)] });
        let leads: Vec<_> = vocabulary.values(Field::Lead).into_iter().map(|word| word.text).collect();
        assert_eq!(leads, ["Housing Manager"]);
    }

    #[test]
    fn what_would_act_on_a_terminal_is_spelled_out_or_left_out() {
        assert_eq!(Word::new("3.1", "a\u{1b}[31m\r\nb").map(|word| word.about), Some("a\\u{1b}[31m b".to_owned()));
        assert_eq!(Word::new("Housing\u{1b}[2J", ""), None);
        assert_eq!(Word::new(" \n", "blank"), None);
    }

    #[test]
    fn meetings_are_named_by_their_days_the_latest_first() {
        let mut plan = plan("old", &[]);
        let from = Date::parse("2026-01-15").expect("a date");
        plan.settings.meetings = vec![Meeting { name: "Board".into(), report: None, every: Interval::months(3), from }];
        let vocabulary = vocabulary(&Portfolio { plans: vec![plan] });
        let days: Vec<_> = vocabulary.meetings.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(days, ["2026-07-15", "2026-04-15", "2026-01-15"]);
    }
}
