//! Values that the plans know already: parties, references, rules, tags, files.

use std::collections::BTreeMap;

use super::OfferKind;
use super::values::Candidate;
use crate::language::asked::{Asked, Names, parties_of};
use crate::model::{Action, Party, PartyKind, PartyState, Plan, counted, natural_order, stated};
use crate::rules::{self, baseline};
use crate::store;

/// Who may stand here: those in the register who can answer for something first, then names that are in use.
pub(super) fn parties(asked: &Asked<'_>) -> Vec<Candidate> {
    let mut entries: Vec<&Party> = asked.plan.parties.iter().collect();
    entries.sort_by_key(|party| (reach(party), party.name.to_lowercase()));
    let listed = entries.iter().map(|party| Candidate {
        words: party.aliases.join(" "),
        ..Candidate::text(&party.name, OfferKind::Party, described(party))
    });
    let used = names_in_use(asked).into_iter().filter(|(name, _)| asked.plan.party(name).is_none());
    let detail = |count| format!("not in parties.toml; {}", counted(count, "use"));
    listed.chain(used.map(|(name, count)| Candidate::text(&name, OfferKind::Party, detail(count)))).collect()
}

/// The names that are in use and not yet in the register.
pub(super) fn unlisted(asked: &Asked<'_>) -> Vec<Candidate> {
    let used = names_in_use(asked).into_iter().filter(|(name, _)| asked.plan.party(name).is_none());
    used.map(|(name, count)| Candidate::text(&name, OfferKind::Party, counted(count, "use"))).collect()
}

/// The organisations of the register.
pub(super) fn organisations(asked: &Asked<'_>) -> Vec<Candidate> {
    let names = asked.plan.parties.iter().filter_map(Party::its_organisation);
    let of = |count| counted(count, "party");
    count(names).into_iter().map(|(name, number)| Candidate::text(&name, OfferKind::Party, of(number))).collect()
}

/// What a reference here may name: parts of this plan, then of others.
pub(super) fn references(asked: &Asked<'_>, names: Names) -> Vec<Candidate> {
    let own = store::named_by(asked.file).filter(|_| names != Names::Anything).unwrap_or_default();
    let here = parts(asked.plan, names).into_iter().filter(|(reference, _)| reference != own);
    let here = here.map(|(reference, text)| reference_of(&reference, text));
    let others = asked.desk.portfolio.plans.iter().filter(|plan| plan.name != asked.plan.name);
    let others = others.filter(|_| names != Names::Anything).flat_map(|plan| {
        let qualified = |(reference, text): (String, String)| reference_of(&format!("{}:{reference}", plan.name), text);
        parts(plan, names).into_iter().map(qualified).collect::<Vec<_>>()
    });
    // What goes on with another action is most often in another plan.
    if asked.keys() == ["carried_from"] { others.chain(here).collect() } else { here.chain(others).collect() }
}

fn reference_of(reference: &str, text: String) -> Candidate {
    Candidate { words: text.clone(), ..Candidate::text(reference, OfferKind::Reference, text) }
}

/// The parts of a plan that a reference may name, each with what it says of itself.
fn parts(plan: &Plan, names: Names) -> Vec<(String, String)> {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let actions = plan.actions.iter().map(|one| (one.reference.to_string(), text(one.text.as_deref())));
    let objectives = plan.objectives.iter().map(|one| (one.reference.to_string(), text(one.title.as_deref())));
    let themes = plan.themes.iter().map(|one| (one.name.clone(), text(one.title.as_deref())));
    match names {
        Names::Actions => actions.collect(),
        Names::ActionsAndObjectives => actions.chain(objectives).collect(),
        Names::Anything => actions.chain(objectives).chain(themes).collect(),
    }
}

/// The rules whose problems can be accepted.
pub(super) fn rules() -> Vec<Candidate> {
    let all = rules::ALL.iter().filter(|rule| baseline::is_acceptable(rule));
    all.map(|rule| Candidate::text(rule.name.0, OfferKind::Rule, rule.summary)).collect()
}

/// The tags in use, the commonest first.
pub(super) fn tags(asked: &Asked<'_>, get: impl Fn(&Action) -> &Vec<String>) -> Vec<Candidate> {
    let used = asked.desk.portfolio.actions().flat_map(|located| get(located.action));
    let mut counts: Vec<_> = count(used.map(String::as_str)).into_iter().collect();
    counts.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    counts.into_iter().map(|(tag, number)| Candidate::text(&tag, OfferKind::Text, counted(number, "action"))).collect()
}

/// The files that lie beside the plan, from its folder.
pub(super) fn evidence(asked: &Asked<'_>) -> Vec<Candidate> {
    let mut files = store::companions(&asked.desk.root, &asked.plan.name);
    files.sort_by(|a, b| natural_order(a, b));
    files.iter().map(|file| Candidate::text(file, OfferKind::File, "")).collect()
}

/// Texts that have been used for a key before, where it takes one of few.
pub(super) fn used(asked: &Asked<'_>, key: &str, examples: &[String]) -> Vec<Candidate> {
    let origins = asked.desk.portfolio.actions().filter_map(|located| located.action.origin.as_ref());
    let texts: Vec<&str> = match (asked.keys().as_slice(), key) {
        (["source", "kind"], _) => origins.filter_map(|origin| origin.kind.as_deref()).collect(),
        (["source", "scope"], _) => origins.filter_map(|origin| origin.scope.as_deref()).collect(),
        (["source", "id"], _) => origins.filter_map(|origin| origin.id.as_deref()).collect(),
        (["measure", "unit"], _) => units(asked),
        _ => return Vec::new(),
    };
    let used: Vec<_> = count(texts.into_iter()).into_keys().collect();
    let shown = examples.iter().map(|example| example.trim_matches('"').to_owned());
    let texts = if used.is_empty() { shown.collect() } else { used };
    texts.iter().map(|text| Candidate::text(text, OfferKind::Text, "")).collect()
}

fn units<'d>(asked: &Asked<'d>) -> Vec<&'d str> {
    let plans = asked.desk.portfolio.plans.iter();
    let measures = plans.flat_map(|plan| {
        let objectives = plan.objectives.iter().flat_map(|objective| &objective.measures);
        objectives.chain(plan.actions.iter().flat_map(|action| &action.measures))
    });
    measures.filter_map(|measure| measure.unit.as_deref()).collect()
}

/// Names that lead, help, report or pay in a plan, each with how often.
fn names_in_use(asked: &Asked<'_>) -> BTreeMap<String, usize> {
    let plan = asked.plan;
    let themes = plan.themes.iter().flat_map(|theme| theme.lead.iter().chain(&theme.support));
    let objectives = plan.objectives.iter().flat_map(|objective| objective.lead.iter().chain(&objective.support));
    let actions = plan.actions.iter().flat_map(parties_of);
    count(themes.chain(objectives).chain(actions).map(String::as_str))
}

fn count<'n>(names: impl Iterator<Item = &'n str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for name in names.filter_map(|name| stated(Some(name))) {
        let count: &mut usize = counts.entry(name.to_owned()).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

/// How well a party can answer for something: 0 is best.
fn reach(party: &Party) -> u8 {
    match (party.kind, party.state) {
        (Some(PartyKind::Group), _) => 3,
        (_, Some(PartyState::Vacant | PartyState::Proposed)) => 2,
        (Some(PartyKind::Organisation), _) => 1,
        (Some(PartyKind::Post | PartyKind::Person) | None, Some(PartyState::InPost) | None) => 0,
    }
}

fn described(party: &Party) -> String {
    let kind = party.kind.map(|kind| kind.to_string());
    let state = party.state.filter(|state| *state != PartyState::InPost).map(|state| state.to_string());
    let known: Vec<_> = [kind, state, party.organisation.clone()].into_iter().flatten().collect();
    known.join(", ")
}
