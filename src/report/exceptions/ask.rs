//! What is asked of the meeting for an action.

use super::{Exception, Why};
use crate::model::{Date, Due, DueKind, Status};
use crate::report::words;

/// What the meeting is to do about an exception, a sentence each, most pressing first.
#[must_use]
pub fn asked_of_the_meeting(exception: &Exception<'_, '_>) -> Vec<String> {
    let mut asks = Vec::new();
    for why in &exception.whys {
        asks.extend(ask(*why, exception));
    }
    if !exception.waits_for.is_empty() {
        asks.push(format!("Unblock {}.", words::listed(&exception.waits_for)));
    }
    asks
}

fn ask(why: Why<'_>, exception: &Exception<'_, '_>) -> Option<String> {
    let judgement = &exception.judged.judgement;
    let ask = match why {
        Why::Overdue { .. } => overdue(&judgement.due),
        Why::ReportedRed => "Decide how it is to recover.".to_owned(),
        Why::ReportedAmber if judgement.state.status != Status::OnHold => {
            "Hear what is being done to catch up.".to_owned()
        }
        Why::ReportedAmber | Why::OnHold => "Decide whether it goes on.".to_owned(),
        Why::Stale => match judgement.state.last {
            Some(update) => format!("Hear why nothing has been reported since {}.", update.date.in_words()),
            None => "Hear why nothing has been reported.".to_owned(),
        },
        Why::NoLead => "Name a lead.".to_owned(),
        Why::NoDeadline => "Set a deadline.".to_owned(),
        // Where it has passed as well, the meeting agrees another one anyway.
        Why::Moved { .. } if judgement.overdue_days().is_some() => return None,
        Why::Moved { .. } => "Agree the new deadline.".to_owned(),
    };
    Some(ask)
}

fn overdue(due: &Due) -> String {
    let on = due.on.map(Date::in_words).unwrap_or_default();
    match due.kind {
        DueKind::Recurring => format!("Hear when the turn of {on} will be done."),
        DueKind::Ongoing => "Review it, and set the day of the next review.".to_owned(),
        DueKind::Date
        | DueKind::Month
        | DueKind::Quarter
        | DueKind::Season
        | DueKind::Year
        | DueKind::FinancialYear
        | DueKind::None => "Agree a new deadline, or withdraw it.".to_owned(),
    }
}
