//! The report for the public, as somebody would read it who looks for what it should not say.

use super::{Kept, document};
use crate::document::Document;
use crate::model::{
    Cost, Deadline, Definition, Measure, Milestone, Objective, Party, PartyKind, Plan, Portfolio, Rag, Reading,
    Reference, Risk, Status, Theme, Update,
};
use crate::query::{Filter, Selection};
use crate::report::basis::{Basis, Provenance};
use crate::report::example;

/// What must not be in any report: contact details, a name in the register, one that is no party, and private words.
const SECRETS: [&str; 9] = ["@", "960 001", "5TR", "123456", "\\\\server", "Field", "Marsh", "secret", "private"];

const EMAIL: &str = "Write to robin@wendale.example";
const PHONE: &str = "Ring 01632 960 001";
const POSTCODE: &str = "The house is at BS1 5TR";
const INSURANCE: &str = "Case AB123456D";
const SERVER: &str = r"See \\server\plans";
const NAMED: &str = "Robin Field's work with Jo Marsh";

/// Everything in it that a format could write.
fn written(document: &Document) -> String {
    format!("{document:?}")
}

fn assert_keeps_secrets(document: &Document) {
    let written = written(document);
    for secret in SECRETS {
        assert!(!written.contains(secret), "`{secret}` is in {written}");
    }
}

#[expect(clippy::unnecessary_wraps, reason = "most fields of a plan may be missing")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn party(name: &str, organisation: Option<&str>, kind: Option<PartyKind>) -> Party {
    Party { name: name.into(), aliases: Vec::new(), organisation: organisation.map(str::to_owned), kind, state: None }
}

fn measure() -> Measure {
    Measure {
        name: PHONE.to_owned(),
        unit: some(POSTCODE),
        baseline: Some(1.0),
        baseline_date: None,
        target: Some(2.0),
        by: None,
        direction: None,
        readings: vec![Reading { date: example::date("2026-05-31"), value: 1.5, note: some("secret reading") }],
    }
}

/// A plan that gives away in every place what it can.
fn careless() -> Portfolio {
    let mut portfolio = example::portfolio();
    let plan = &mut portfolio.plans[0];
    plan.parties.push(Party { aliases: vec!["Robin".into()], ..party("Robin Field", None, Some(PartyKind::Person)) });
    plan.settings.title = some(EMAIL);
    plan.settings.partnership = some(PHONE);
    plan.settings.summary = some(POSTCODE);
    plan.settings.reports_to = some(INSURANCE);
    plan.settings.labels.theme = some(EMAIL);
    plan.settings.labels.action = some(NAMED);
    plan.settings.labels.objective = some(SERVER);
    plan.settings.definitions = vec![Definition { term: EMAIL.to_owned(), text: NAMED.to_owned() }];
    plan.settings.as_written.insert("title".to_owned(), "secret title".to_owned());
    plan.themes[0] = Theme {
        title: some(NAMED),
        aim: some(EMAIL),
        how: some(SERVER),
        summary: some(PHONE),
        lead: some("Robin Field"),
        ..plan.themes[0].clone()
    };
    plan.objectives[0] = Objective {
        title: some(NAMED),
        summary: some(INSURANCE),
        target: some(POSTCODE),
        lead: some("Jo Marsh"),
        measures: vec![measure()],
        ..plan.objectives[0].clone()
    };
    for action in &mut plan.actions {
        action.lead = some("Jo Marsh (secret team)");
        action.support = vec!["Robin Field".to_owned()];
        action.text = some(NAMED);
        action.confidence_reason = some("secret reason");
        action.resources = some("secret resources");
        action.outcome_measure = some("secret outcome");
        action.tags = vec!["secret-tag".to_owned()];
        action.evidence = vec![SERVER.to_owned(), "secret/evidence.pdf".to_owned()];
        action.as_written.insert("deadline".to_owned(), "secret deadline".to_owned());
        action.measures = vec![measure()];
        action.risks = vec![Risk { text: some("secret risk"), ..Risk::default() }];
        action.costs = vec![Cost { text: some("secret cost"), funder: some("secret funder"), ..Cost::default() }];
        action.milestones = vec![Milestone { text: "secret milestone".to_owned(), deadline: None, done: None }];
        let said = Update {
            by: some("Jo Marsh"),
            note: some("secret note"),
            rag: Some(Rag::Red),
            ..example::update("2026-06-20")
        };
        action.updates.push(said);
    }
    plan.actions[0].deadline = Some(Deadline::Unsaid("secret words".into()));
    plan.actions[1].text = some(EMAIL);
    plan.actions[2].reference = Reference::new("AB123456D").expect("a reference");
    plan.actions[3].public = Some(false);
    plan.actions[3].reference = Reference::new("private-one").expect("a reference");
    plan.actions[3].text = some("private action");
    portfolio
}

#[test]
fn nothing_that_is_kept_back_gets_out_of_any_place() {
    let portfolio = careless();
    let (document, kept) = document(&example::basis(&portfolio));
    assert_keeps_secrets(&document);
    let holds = |key: &str, what: &str| {
        kept.iter().any(|one| matches!(one, Kept::Text { key: its, holds, .. } if *its == key && holds.contains(what)))
    };
    assert!(holds("action", "an e-mail address"), "{kept:?}");
    assert!(holds("title", "the name of a person (`Robin Field`)"), "{kept:?}");
    assert!(holds("title", "`Jo Marsh`"), "a lead that no register knows is taken for a person: {kept:?}");
    assert!(holds("target", "a postcode"), "{kept:?}");
    assert!(kept.contains(&Kept::Action { plan: "wendale".to_owned(), reference: "private-one".to_owned() }));
    assert!(kept.contains(&Kept::Lead { plan: "wendale".to_owned(), name: "Jo Marsh (secret team)".to_owned() }));
}

#[test]
fn what_was_searched_for_and_what_git_said_stay_inside() {
    let portfolio = careless();
    let filter = Filter::parse("note:secret or lead:marsh", example::date("2026-06-30")).expect("a filter");
    let basis = Basis {
        selection: Selection::of(&portfolio, example::judge(), &filter, |_| true),
        filter: Some(filter.to_string()),
        provenance: Provenance::Unknown("fatal: /home/robin/secret is not safe".to_owned()),
        ..example::basis(&portfolio)
    };
    assert_keeps_secrets(&document(&basis).0);
}

#[test]
fn several_plans_keep_the_names_of_each_other() {
    let mut portfolio = careless();
    let mut other = Plan::new("AB123456D");
    other.settings.summary = some("Robin Field wrote this, too");
    portfolio.plans.push(other);
    let (document, kept) = document(&example::basis(&portfolio));
    assert_keeps_secrets(&document);
    assert!(kept.contains(&Kept::InReport { holds: "the name of a person (`Robin Field`)".to_owned() }), "{kept:?}");
    let mut keys: Vec<_> = document.outline().map(|(_, section)| section.key.clone()).collect();
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all, "every section keeps a key of its own");
}

#[test]
fn an_action_that_is_not_public_leaves_no_trace() {
    let mut private = example::portfolio();
    for action in &mut private.plans[0].actions {
        action.public = (action.theme == Some(1) || action.reference.as_str() == "1.4").then_some(false);
    }
    // The same plan as if it had never held them, nor the theme and the objective that hold nothing else.
    let mut without = example::portfolio();
    let plan = &mut without.plans[0];
    plan.actions.retain(|action| action.theme == Some(0) && action.reference.as_str() != "1.4");
    plan.objectives.remove(1);
    let of = |portfolio: &Portfolio| written(&document(&example::basis(portfolio)).0);
    assert!(!of(&private).contains("1.4"));
    assert_eq!(of(&private), of(&without));
}

#[test]
fn leads_are_shown_by_what_the_register_says_that_they_are() {
    let mut portfolio = example::portfolio();
    let plan = &mut portfolio.plans[0];
    plan.parties = vec![
        Party { aliases: vec!["HoH".into()], ..party("Head of Housing", Some("Council"), Some(PartyKind::Post)) },
        party("Board", None, Some(PartyKind::Group)),
        party("Jo Marsh", Some("Wendale Refuge"), Some(PartyKind::Person)),
        party("Robin Field", None, Some(PartyKind::Person)),
        party("Somebody", Some("Police"), None),
    ];
    for (action, lead) in
        plan.actions.iter_mut().zip(["HoH", "Board", "Jo Marsh", "Robin Field", "Somebody", "Nobody Knows", "???"])
    {
        action.lead = some(lead);
    }
    let (document, kept) = document(&example::basis(&portfolio));
    let who: Vec<_> = document
        .tables()
        .filter(|(_, table)| table.key == "actions")
        .flat_map(|(_, table)| &table.rows)
        .map(|row| row[2].words())
        .collect();
    assert_eq!(who, ["Head of Housing", "Board", "Wendale Refuge", "", "Police", "", ""]);
    let lead = |name: &str| Kept::Lead { plan: "wendale".to_owned(), name: name.to_owned() };
    assert_eq!(kept, [lead("Robin Field"), lead("Nobody Knows")]);
}

#[test]
fn states_are_told_in_plain_words() {
    let mut portfolio = example::portfolio();
    let say = |status: Option<Status>, rag: Option<Rag>| vec![Update { status, rag, ..example::update("2026-06-20") }];
    let updates = [
        say(Some(Status::Complete), None),
        say(Some(Status::OnHold), None),
        say(None, Some(Rag::Amber)),
        say(Some(Status::Withdrawn), None),
        say(Some(Status::CarriedForward), None),
        say(None, Some(Rag::Green)),
        say(None, Some(Rag::Red)),
    ];
    for (action, updates) in portfolio.plans[0].actions.iter_mut().zip(updates) {
        (action.updates, action.recurs) = (updates, None);
        action.deadline = Some(Deadline::Ongoing);
    }
    let (document, _) = document(&example::basis(&portfolio));
    let states: Vec<_> = document
        .tables()
        .filter(|(_, table)| table.key == "actions")
        .flat_map(|(_, table)| &table.rows)
        .map(|row| row[4].words())
        .collect();
    assert_eq!(
        states,
        [
            "Done on 20 June 2026",
            "On hold",
            "Slow progress",
            "Withdrawn",
            "Carried forward to a later plan",
            "On track",
            "Behind",
        ]
    );
}

#[test]
fn a_plan_with_nothing_in_it_has_a_report() {
    let portfolio = Portfolio { plans: vec![Plan::new("empty")] };
    let (document, kept) = document(&example::basis(&portfolio));
    assert_eq!(document.sections[0].key, "progress");
    assert!(kept.is_empty());
}
