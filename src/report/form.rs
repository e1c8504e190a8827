//! The return form of a lead: its open actions as they stand, and what is asked about each.

use super::basis::Basis;
use super::deadline;
use super::leads::Lead;
use crate::document::form::{Asked, Form};
use crate::model::{Code, Date, Plan, State, stated};
use crate::query::Judged;

/// So many days a lead has, where no meeting says by when an answer is wanted.
const PATIENCE: i64 = 14;

/// The form for a lead; wanted back by the next meeting, or in two weeks, where no day is given.
#[must_use]
pub fn of(lead: &Lead<'_, '_>, basis: &Basis<'_>, wanted_by: Option<Date>) -> Form {
    let plans = lead.plans();
    let as_of = lead.day().unwrap_or_else(|| basis.judge.asked());
    Form {
        lead: lead.name.clone(),
        subject: subject(&plans),
        as_of,
        wanted_by: wanted_by.unwrap_or_else(|| next_meeting(&plans, as_of).unwrap_or(as_of.plus_days(PATIENCE))),
        facts: basis.facts(),
        actions: lead.judged.iter().map(|judged| asked(judged)).collect(),
        has_plans: plans.len() > 1,
    }
}

/// The next meeting of any of the plans after a day.
#[must_use]
pub fn next_meeting(plans: &[&Plan], day: Date) -> Option<Date> {
    let meetings = plans.iter().flat_map(|plan| &plan.settings.meetings);
    meetings.filter_map(|meeting| meeting.first_from(day.plus_days(1))).min()
}

fn subject(plans: &[&Plan]) -> String {
    plans.iter().map(|plan| plan.display_title()).collect::<Vec<_>>().join("; ")
}

fn asked(judged: &Judged<'_>) -> Asked {
    let (located, judgement) = (judged.located, &judged.judgement);
    let deadline = deadline::in_words(judged).map(|words| match deadline::occasion(judged) {
        Some(occasion) => format!("{words}: {occasion}"),
        None => words,
    });
    let last = State::last_note(located.action, judgement.day);
    Asked {
        code: Code::of(located),
        plan_title: located.plan.display_title().to_owned(),
        text: stated(located.action.text.as_deref()).unwrap_or_default().to_owned(),
        deadline,
        can_move: located.action.recurs.is_none(),
        status: judgement.state.status,
        rating: judgement.rating,
        scheme: located.plan.settings.rating.scheme(),
        reason: judgement.reason.to_string(),
        last: last.and_then(|update| Some((update.date, update.note.clone()?))),
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::report::example;
    use crate::report::leads::Leads;

    #[test]
    fn a_form_asks_about_every_open_action_of_a_lead() {
        let portfolio = example::portfolio();
        let basis = example::basis(&portfolio);
        let leads = Leads::of(&basis.selection);
        let lead = leads.named("PPU").expect("a lead");
        let form = of(lead, &basis, None);
        assert_eq!(form.title(), "Return of Police");
        assert_eq!(form.wanted_by.to_string(), "2026-07-31");
        let told: Vec<_> = form.actions.iter().map(|asked| asked.deadline.clone().unwrap_or_default()).collect();
        assert_eq!(told, ["20 June 2026", "every month: turn of 1 June 2026", "ongoing"]);
        assert_eq!(form.actions.iter().map(|asked| asked.can_move).collect::<Vec<_>>(), [true, false, true]);
        let wanted = of(lead, &basis, Some(example::date("2026-07-05"))).wanted_by;
        assert_eq!(wanted.to_string(), "2026-07-05");
    }
}
