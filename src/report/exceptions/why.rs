//! Why an action needs the meeting.

use super::Exception;
use crate::model::{Date, Deadline, Flag, Judgement, Rag, Rating, Reason, Status, Update};
use crate::query::Judged;
use crate::report::{flags, words};

/// A reason for which an action needs the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why<'p> {
    /// Red because its day has passed.
    Overdue {
        /// Whether it was not yet on the day since which the report looks back.
        newly: bool,
    },
    /// Red because people say so.
    ReportedRed,
    /// Amber because people say so.
    ReportedAmber,
    OnHold,
    Stale,
    NoLead,
    NoDeadline,
    /// Its deadline was moved, so many times, and was this before.
    Moved {
        times: usize,
        before: &'p Deadline,
    },
}

impl<'p> Why<'p> {
    /// Every reason; none for an action that is on target, complete or out of the count.
    pub(super) fn all(judged: &Judged<'p>, before: &Judgement<'_>, since: Date) -> Vec<Self> {
        let judgement = &judged.judgement;
        match judgement.rating {
            None | Some(Rating::Complete) => return Vec::new(),
            Some(Rating::Red | Rating::Amber | Rating::Green | Rating::Unrated) => {}
        }
        let newly = !before.has(Flag::Overdue);
        let rated = match judgement.reason {
            Reason::Overdue { .. } => Some(Self::Overdue { newly }),
            Reason::ReportedRed => Some(Self::ReportedRed),
            Reason::ReportedAmber => Some(Self::ReportedAmber),
            Reason::OnHold => Some(Self::OnHold),
            Reason::Withdrawn
            | Reason::CarriedForward(_)
            | Reason::Achieved { .. }
            | Reason::Late { .. }
            | Reason::ReportedGreen
            | Reason::NothingReported => None,
        };
        let flagged = [(Flag::Stale, Self::Stale), (Flag::NoLead, Self::NoLead), (Flag::NoDeadline, Self::NoDeadline)];
        let flagged = flagged.into_iter().filter(|(flag, _)| judgement.has(*flag)).map(|(_, why)| why);
        rated.into_iter().chain(flagged).chain(moved(judged, since)).collect()
    }

    /// The reason in words.
    #[must_use]
    pub fn in_words(self, judged: &Judged<'_>) -> String {
        match self {
            Self::Overdue { newly: true } => format!("newly overdue: {}", flags::why(Flag::Overdue, judged)),
            Self::Overdue { newly: false } => flags::why(Flag::Overdue, judged),
            Self::ReportedRed => reported(judged, "too little progress to meet the deadline"),
            Self::ReportedAmber => reported(judged, "slow progress gives concern about the deadline"),
            Self::OnHold => "on hold".to_owned(),
            Self::Stale => flags::why(Flag::Stale, judged),
            Self::NoLead => "it has no lead".to_owned(),
            Self::NoDeadline => "it has no deadline".to_owned(),
            Self::Moved { times, before } => moved_in_words(judged, times, before),
        }
    }
}

impl Exception<'_, '_> {
    /// Every reason in words, and what a reader should know beside them.
    #[must_use]
    pub fn reasons(&self) -> String {
        let mut reasons: Vec<_> = self.whys.iter().map(|why| why.in_words(self.judged)).collect();
        if self.judged.judgement.has(Flag::Optimistic) {
            let reported = self.judged.judgement.state.reported.map_or("", Rag::word).to_uppercase();
            reasons.push(format!("but reported {reported}"));
        }
        if !self.waits_for.is_empty() {
            reasons.push(format!("it waits for {}", words::listed(&self.waits_for)));
        }
        words::capitalised(&reasons.join("; "))
    }
}

/// How often a deadline was moved after a day, where it was.
fn moved<'p>(judged: &Judged<'p>, since: Date) -> Option<Why<'p>> {
    let is_within = |update: &&Update| since < update.date && update.date <= judged.judgement.day;
    let moves =
        judged.located.action.updates.iter().filter(is_within).filter_map(|update| update.deadline_was.as_ref());
    let before = moves.clone().next()?;
    Some(Why::Moved { times: moves.count(), before })
}

fn moved_in_words(judged: &Judged<'_>, times: usize, before: &Deadline) -> String {
    let due = &judged.judgement.due;
    let to = crate::report::deadline::spelled_out(due).map(|to| format!(" to {to}")).unwrap_or_default();
    let by = match before.due().zip(due.on).map(|(was, is)| was.days_until(is)) {
        Some(days @ 1..) => format!(", {} later", words::days(days)),
        Some(days @ ..0) => format!(", {} earlier", words::days(days)),
        Some(0) | None => String::new(),
    };
    let times = match times {
        1 => String::new(),
        2 => " twice".to_owned(),
        more => format!(" {more} times"),
    };
    format!("deadline moved{times} from {}{to}{by}", before.in_words())
}

/// What people report, with the day of it and who says so.
fn reported(judged: &Judged<'_>, meaning: &str) -> String {
    let state = &judged.judgement.state;
    let on_hold = if state.status == Status::OnHold { ", and on hold" } else { "" };
    match state.reported_in {
        Some(update) => format!("{meaning}, as reported on {}{on_hold}", update.date.in_words()),
        None => format!("{meaning}{on_hold}"),
    }
}
