//! The day since which a report looks back, and the meetings that it looks ahead to.

use crate::model::{Date, Meeting, Plan, ReportKind};

/// The day since which a report looks back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since<'p> {
    pub day: Date,
    pub choice: Choice<'p>,
}

/// Why it is that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice<'p> {
    /// It was asked for.
    Asked,
    /// A meeting was held on it.
    Meeting(&'p Meeting),
    /// No meeting was held before; so many months back.
    Months(u32),
    /// The same, but the plan is younger than that.
    Start,
}

/// The meeting that a report is made for, and the one after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead<'p> {
    pub meeting: &'p Meeting,
    /// The day itself, or later.
    pub next: Date,
    pub after_it: Option<Date>,
}

impl<'p> Since<'p> {
    /// The day that was asked for; else the last meeting about such a report before the plan's day; else the last
    /// meeting of any kind; else so many months back, or the eve of the plan where that is later.
    ///
    /// A meeting that was only just held does not count: a report made then is still its own. An exception report
    /// compares with the last meeting whatever its day, as every direction of travel does.
    #[must_use]
    pub fn of(plan: &'p Plan, day: Date, asked: Option<Date>, kind: ReportKind, months: u32) -> Self {
        if let Some(asked) = asked {
            return Self { day: asked.min(day), choice: Choice::Asked };
        }
        let held = |meeting: &'p Meeting| {
            let held = match kind {
                ReportKind::Exceptions => meeting.last_before(day),
                ReportKind::Progress | ReportKind::Annual => last_but_recent(meeting, day),
            };
            held.map(|held| (held, meeting))
        };
        let last = |wants: &dyn Fn(&Meeting) -> bool| {
            let meetings = plan.settings.meetings.iter().filter(|meeting| wants(meeting));
            meetings.filter_map(held).max_by_key(|(held, _)| *held)
        };
        match last(&|meeting| meeting.report == Some(kind)).or_else(|| last(&|_| true)) {
            Some((day, meeting)) => Self { day, choice: Choice::Meeting(meeting) },
            None => Self::without_meeting(plan, day, months),
        }
    }

    fn without_meeting(plan: &Plan, day: Date, months: u32) -> Self {
        let back = day.minus_months(months);
        match plan.settings.starts.map(|starts| starts.plus_days(-1)) {
            Some(eve) if back < eve && eve < day => Self { day: eve, choice: Choice::Start },
            Some(_) | None => Self { day: back, choice: Choice::Months(months) },
        }
    }

    /// The day, and what it was: `15 April 2026 (the last meeting: Partnership Board)`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let day = self.day.in_words();
        match self.choice {
            Choice::Asked => day,
            Choice::Meeting(meeting) => format!("{day} (the last meeting: {})", meeting.name),
            Choice::Months(months) => format!("{day} ({months} months before; no meeting was held)"),
            Choice::Start => format!("{day} (the eve of the plan; no meeting was held)"),
        }
    }
}

/// The last meeting before a day, or the one before that where less than a quarter of the time to the next has gone.
fn last_but_recent(meeting: &Meeting, day: Date) -> Option<Date> {
    let last = meeting.last_before(day)?;
    let next = meeting.days().next_after(last);
    let is_recent = last.days_until(day).saturating_mul(4) < last.days_until(next);
    if is_recent { meeting.last_before(last) } else { Some(last) }
}

impl<'p> Ahead<'p> {
    /// The next meeting about such a report, or else of any kind; nothing for a plan that is closed by then, or that
    /// names no meetings.
    #[must_use]
    pub fn of(plan: &'p Plan, day: Date, kind: ReportKind) -> Option<Self> {
        let is_held = |on: &Date| plan.settings.closed.is_none_or(|closed| *on <= closed);
        let next = |wants: &dyn Fn(&Meeting) -> bool| {
            let meetings = plan.settings.meetings.iter().filter(|meeting| wants(meeting));
            let meetings = meetings.filter_map(|meeting| Some((meeting.first_from(day).filter(is_held)?, meeting)));
            meetings.min_by_key(|(on, _)| *on)
        };
        let (next_one, meeting) = next(&|meeting| meeting.report == Some(kind)).or_else(|| next(&|_| true))?;
        let after_it = meeting.first_from(next_one.plus_days(1)).filter(is_held);
        Some(Self { meeting, next: next_one, after_it: after_it.filter(|after| *after > next_one) })
    }
}

#[cfg(test)]
mod tests {
    use super::{Ahead, Since};
    use crate::model::{Interval, Meeting, Plan, ReportKind};
    use crate::report::example::date;

    #[test]
    fn a_report_looks_back_to_the_last_meeting_but_not_to_one_that_was_only_just_held() {
        let mut plan = Plan::new("wendale");
        let since = |plan: &Plan, day: &str| Since::of(plan, date(day), None, ReportKind::Progress, 6).in_words();
        assert_eq!(since(&plan, "2026-06-30"), "30 December 2025 (6 months before; no meeting was held)");
        plan.settings.starts = Some(date("2026-04-01"));
        assert_eq!(since(&plan, "2026-06-30"), "31 March 2026 (the eve of the plan; no meeting was held)");
        plan.settings.meetings =
            vec![Meeting { name: "Group".into(), report: None, every: Interval::months(6), from: date("2025-11-12") }];
        assert_eq!(since(&plan, "2026-06-30"), "12 May 2026 (the last meeting: Group)");
        assert_eq!(since(&plan, "2026-05-30"), "12 November 2025 (the last meeting: Group)");
    }

    #[test]
    fn an_exception_report_looks_back_to_its_own_last_meeting_whenever_that_was() {
        let mut plan = Plan::new("wendale");
        plan.settings.meetings = vec![
            meeting("Board", Some(ReportKind::Exceptions), "2026-01-15"),
            meeting("Group", Some(ReportKind::Progress), "2026-02-20"),
        ];
        let since = |day: &str, asked| {
            Since::of(&plan, date(day), asked, ReportKind::Exceptions, 3).in_words().replace("the last meeting: ", "")
        };
        assert_eq!(since("2026-04-14", None), "15 January 2026 (Board)");
        assert_eq!(since("2026-04-16", None), "15 April 2026 (Board)");
        assert_eq!(since("2026-04-15", None), "15 January 2026 (Board)", "on the day itself the one before");
        assert_eq!(since("2026-04-16", Some(date("2026-02-01"))), "1 February 2026");
        assert_eq!(since("2026-04-16", Some(date("2027-02-01"))), "16 April 2026", "never later than the day itself");
    }

    #[test]
    fn a_report_looks_ahead_to_its_next_meeting_and_the_one_after_it() {
        let mut plan = Plan::new("wendale");
        assert_eq!(Ahead::of(&plan, date("2026-06-30"), ReportKind::Exceptions), None);
        plan.settings.meetings = vec![
            meeting("Board", Some(ReportKind::Exceptions), "2026-01-15"),
            meeting("Group", Some(ReportKind::Progress), "2026-01-02"),
        ];
        let ahead = |plan: &Plan, day: &str| {
            let ahead = Ahead::of(plan, date(day), ReportKind::Exceptions);
            ahead.map(|ahead| (ahead.next.to_string(), ahead.after_it.map(|day| day.to_string())))
        };
        let days = |next: &str, after_it: &str| Some((next.to_owned(), Some(after_it.to_owned())));
        assert_eq!(ahead(&plan, "2026-06-30"), days("2026-07-15", "2026-10-15"));
        assert_eq!(ahead(&plan, "2026-07-15"), days("2026-07-15", "2026-10-15"));
        plan.settings.closed = Some(date("2026-08-31"));
        assert_eq!(ahead(&plan, "2026-06-30"), Some(("2026-07-15".to_owned(), None)));
        assert_eq!(ahead(&plan, "2026-08-31"), None);
    }

    fn meeting(name: &str, report: Option<ReportKind>, from: &str) -> Meeting {
        Meeting { name: name.to_owned(), report, every: Interval::months(3), from: date(from) }
    }
}
