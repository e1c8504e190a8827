//! Days, deadlines and lengths of time that are likely at a place, each with what it means.

use super::OfferKind;
use super::values::Candidate;
use crate::language::asked::Asked;
use crate::model::{Date, Interval, Period, Plain};
use crate::store::written;

/// The days that are likely for a key.
pub(super) fn days(asked: &Asked<'_>, key: &str) -> Vec<Candidate> {
    let today = asked.desk.judge.asked();
    let mut days = if key == "occurrence" { turns(asked, today) } else { Vec::new() };
    days.push((today, "today".to_owned()));
    if !matches!(key, "date" | "done" | "baseline_date") {
        days.extend(ahead(asked, today));
    }
    candidates(days)
}

/// The days and longer times that are likely for a period.
pub(super) fn periods(asked: &Asked<'_>) -> Vec<Candidate> {
    let today = asked.desk.judge.asked();
    let longer = longer(today).into_iter().map(|period| Candidate {
        detail: format!("due {}", period.due().in_words()),
        words: period.in_words(),
        ..Candidate::text(&period.to_string(), OfferKind::Time, "")
    });
    candidates(ahead(asked, today)).into_iter().chain(longer).collect()
}

/// The same, and `ongoing`.
pub(super) fn deadlines(asked: &Asked<'_>) -> Vec<Candidate> {
    let ongoing = Candidate::text("ongoing", OfferKind::Time, "has no end, and wants a review date");
    periods(asked).into_iter().chain([ongoing]).collect()
}

/// Lengths of time in which things come round.
pub(super) fn intervals() -> Vec<Candidate> {
    let common = ["1 month", "3 months", "6 months", "1 year", "2 weeks", "10 days", "30 days"];
    let known = common.into_iter().filter(|text| Interval::parse(text).is_some());
    known.map(|text| Candidate::text(text, OfferKind::Time, "")).collect()
}

/// Days to come that a plan is likely to name.
fn ahead(asked: &Asked<'_>, today: Date) -> Vec<(Date, String)> {
    let settings = &asked.plan.settings;
    let mut days = vec![
        (Period::month_of(today).due(), "end of this month".to_owned()),
        (Period::month_of(today.plus_months(1)).due(), "end of next month".to_owned()),
        (Period::quarter_of(today).due(), "end of this quarter".to_owned()),
        (Period::quarter_of(today.plus_months(3)).due(), "end of next quarter".to_owned()),
    ];
    for meeting in &settings.meetings {
        let next = meeting.first_from(today.plus_days(1));
        days.extend(next.map(|day| (day, format!("next meeting: {}", meeting.name))));
    }
    days.push((Period::financial_year_of(today).due(), "end of the financial year".to_owned()));
    days.extend(settings.ends.map(|ends| (ends, "end of the plan".to_owned())));
    days.retain(|(day, _)| *day > today);
    days.sort_by_key(|(day, _)| *day);
    days
}

/// Longer times from this one on.
fn longer(today: Date) -> Vec<Period> {
    let later = |months: u32| today.plus_months(months);
    let mut periods: Vec<_> = (0..4).map(|months| Period::month_of(later(months))).collect();
    periods.extend([0, 3, 6, 9].map(|months| Period::quarter_of(later(months))));
    periods.extend([3, 6, 9].map(|months| Period::season_of(later(months))));
    periods.extend([0, 12].map(|months| Period::year_of(later(months))));
    periods.extend([0, 12].map(|months| Period::financial_year_of(later(months))));
    periods
}

/// The turns of a recurring action that are near.
fn turns(asked: &Asked<'_>, today: Date) -> Vec<(Date, String)> {
    let Some(recurrence) = asked.recurrence() else { return Vec::new() };
    let last = recurrence.last_turn_by(today).unwrap_or_default();
    let near = last.saturating_sub(2)..=last.saturating_add(1);
    near.rev().map(|number| (recurrence.turn(number), "a turn".to_owned())).collect()
}

/// Each day once, under the first of its meanings.
fn candidates(days: Vec<(Date, String)>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (day, meaning) in days {
        let value = Plain::Day(day);
        if found.iter().all(|one| one.value != value) {
            let words = format!("{meaning} {}", day.in_words());
            found.push(Candidate { label: written(&value), value, kind: OfferKind::Time, detail: meaning, words });
        }
    }
    found
}
