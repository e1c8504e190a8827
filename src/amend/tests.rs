//! Requests made of a small portfolio.

use super::{Amendment, Message, Refusal, Request, amend, deadline};
use crate::model::{Action, Date, Deadline, Judge, Objective, Period, Plan, Portfolio, Rag, Reference, Status, Update};

fn date(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

fn action(reference: &str) -> Action {
    let deadline = Some(Deadline::By(Period::Day(date("2026-09-30"))));
    let update = Update {
        date: date("2026-06-02"),
        by: None,
        status: Some(Status::InProgress),
        rag: Some(Rag::Green),
        note: None,
        occurrence: None,
        deadline_was: None,
    };
    Action {
        reference: Reference::new(reference).expect("a reference"),
        text: Some("Publish".into()),
        lead: Some("Housing Manager".into()),
        deadline,
        updates: vec![update],
        ..Action::default()
    }
}

fn portfolio(actions: Vec<Action>) -> Portfolio {
    let mut plan = Plan::new("wendale");
    plan.actions = actions;
    Portfolio { plans: vec![plan] }
}

fn amended(portfolio: &mut Portfolio, request: &Request) -> Result<Vec<Amendment>, Vec<Refusal>> {
    amend(portfolio, request, Judge { today: date("2026-06-30"), as_of: None })
}

fn request() -> Request {
    Request::on(date("2026-06-30"))
}

#[test]
fn a_deadline_is_read_as_files_have_it() {
    for text in ["2009-07-01", "2009-03", "2009-Q1", "2022-autumn", "2009", "2008/09", "ongoing", " Ongoing "] {
        assert!(deadline(text).is_ok(), "{text}");
    }
    for text in ["", "soon", "???", "TBC", "2009-02-30", "1 July 2009", "March"] {
        assert!(deadline(text).is_err_and(|refusal| refusal.message.contains("is not a deadline")), "{text}");
    }
}

#[test]
fn an_inherited_deadline_is_the_one_that_was_moved() {
    let mut portfolio = portfolio(vec![Action { deadline: None, objective: Some(0), ..action("1.1") }]);
    let inherited = Deadline::By(Period::Year(2026));
    portfolio.plans[0].objectives = vec![Objective { deadline: Some(inherited.clone()), ..Objective::default() }];
    let request = Request { deadline: deadline("2027").ok(), note: Some("Later.".into()), ..request() };
    let made = amended(&mut portfolio, &request).expect("nothing speaks against it");
    let update = made[0].action.updates.last().expect("an update");
    assert_eq!(update.deadline_was, Some(inherited));
    assert_eq!(made[0].said, ["deadline moved from 2026 to 2027, +365 days", "later"]);
    assert!(made[0].warnings.is_empty());
}

#[test]
fn a_deadline_that_nobody_had_said_is_set_and_not_moved() {
    let mut portfolio = portfolio(vec![Action { deadline: Some(Deadline::Unsaid("???".into())), ..action("1.1") }]);
    let made = amended(&mut portfolio, &Request { deadline: deadline("2027").ok(), ..request() });
    let made = made.expect("nothing speaks against it");
    assert_eq!((made[0].said.join("; ").as_str(), made[0].action.updates.len()), ("deadline set to 2027", 1));
}

#[test]
fn a_change_of_the_lead_alone_is_no_entry_of_the_log() {
    let mut portfolio = portfolio(vec![action("1.1")]);
    let made = amended(&mut portfolio, &Request { lead: Some(" PCT ".into()), ..request() });
    let made = made.expect("nothing speaks against it");
    assert_eq!((made[0].action.lead.as_deref(), made[0].action.updates.len()), (Some("PCT"), 1));
}

#[test]
fn nothing_is_changed_where_anything_is_refused() {
    let complete = Update { status: Some(Status::Complete), ..action("1").updates[0].clone() };
    let mut portfolio = portfolio(vec![action("1.1"), Action { updates: vec![complete], ..action("1.2") }]);
    let refusals = amended(&mut portfolio, &Request { status: Some(Status::Complete), ..request() });
    let about: Vec<_> = refusals.expect_err("1.2 is complete").into_iter().map(|refusal| refusal.about).collect();
    assert_eq!(about, [Some("1.2".to_owned())]);
    assert_eq!(portfolio.plans[0].actions[0], action("1.1"));
}

#[test]
fn a_subject_fits_a_line_and_the_note_says_the_rest() {
    let subject = |note: &str, references: &[&str]| {
        let mut portfolio = portfolio(references.iter().map(|reference| action(reference)).collect());
        let request = Request { rag: Some(Rag::Red), note: Some(note.into()), ..request() };
        let made = amended(&mut portfolio, &request).expect("nothing speaks against it");
        let message = Message::of(&made, &request);
        (message.subject, message.body, message.trailers.len())
    };
    assert_eq!(subject("No money.", &["1.1"]), ("1.1: rated red; no money".into(), None, 2));
    assert_eq!(subject("No money.", &["1.1", "1.2"]), ("1.1, 1.2: rated red; no money".into(), None, 3));
    assert_eq!(subject("Stopped.", &["1", "2", "3", "4"]), ("4 actions: rated red; stopped".into(), None, 5));
    let long = "The refuges, the courts and the council do not agree on who should pay for any of it.";
    let (subject, body, _) = subject(long, &["1.1"]);
    assert_eq!(subject, "1.1: rated red; the refuges, the courts and the council do not agree…");
    assert_eq!(body.as_deref(), Some(long));
}
