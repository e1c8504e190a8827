//! The rating: the traffic lights of the Bristol plan, made exact, and why each is given.
//!
//! Bristol's legend reads: red, the deadline has passed and the action is not complete, or progress is too slow to
//! meet a deadline ahead; amber, slow progress gives concern; green, the deadline was met or progress is good enough.
//! For an action on a day the first line of this table that holds gives the rating:
//!
//! | when | rating |
//! |---|---|
//! | withdrawn or carried forward | none |
//! | complete, and not recurring | complete: green, or blue in the brag scheme |
//! | due before the day | red |
//! | reported red | red |
//! | reported amber, or on hold | amber |
//! | reported green | green |
//! | nothing reported | unrated |

use std::fmt;

use super::level::words;
use super::{Date, Due, DueKind, Located, Plan, Rag, Scheme, State, Status, counted};

/// A rating. An action that is out of the count has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rating {
    Red,
    Amber,
    Green,
    Complete,
    Unrated,
}

words!(Rating { Red = "red", Amber = "amber", Green = "green", Complete = "complete", Unrated = "unrated" });

impl Rating {
    /// The name of its colour in a scheme: what is complete is green, or blue in the brag scheme.
    #[must_use]
    pub const fn colour(self, scheme: Scheme) -> &'static str {
        match (self, scheme) {
            (Self::Complete, Scheme::Rag) => "green",
            (Self::Complete, Scheme::Brag) => "blue",
            (Self::Red | Self::Amber | Self::Green | Self::Unrated, _) => self.word(),
        }
    }

    /// How far an action has got, for people who have never seen a legend.
    #[must_use]
    pub const fn in_plain_words(self) -> &'static str {
        match self {
            Self::Red => "behind",
            Self::Amber => "slow progress",
            Self::Green => "on track",
            Self::Complete => "done",
            Self::Unrated => "not yet reported",
        }
    }

    /// What it says about an action: the rating's line in a legend.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Red => "the deadline has passed, or progress is insufficient to achieve it",
            Self::Amber => "progress is slow and gives concern about the deadline, or work is on hold",
            Self::Green => "progress is sufficient to achieve the deadline",
            Self::Complete => "the action is complete",
            Self::Unrated => "no progress has been reported",
        }
    }

    /// How bad it is among siblings: 0 is the worst. Unrated stands between amber and green, since nobody knows.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Red => 0,
            Self::Amber => 1,
            Self::Unrated => 2,
            Self::Green => 3,
            Self::Complete => 4,
        }
    }
}

/// Why a rating is what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    Withdrawn,
    CarriedForward(Option<String>),
    /// Complete by the deadline, or without one.
    Achieved {
        had_deadline: bool,
    },
    Late {
        days: i64,
    },
    Overdue {
        days: i64,
    },
    ReportedRed,
    ReportedAmber,
    OnHold,
    ReportedGreen,
    NothingReported,
}

impl Reason {
    /// The number of the line of the rating table that gave it, counted from 1.
    #[must_use]
    pub const fn line(&self) -> u8 {
        match self {
            Self::Withdrawn | Self::CarriedForward(_) => 1,
            Self::Achieved { .. } | Self::Late { .. } => 2,
            Self::Overdue { .. } => 3,
            Self::ReportedRed => 4,
            Self::ReportedAmber | Self::OnHold => 5,
            Self::ReportedGreen => 6,
            Self::NothingReported => 7,
        }
    }

    /// The rating that it gives; none where the action is out of the count.
    #[must_use]
    pub const fn rating(&self) -> Option<Rating> {
        match self {
            Self::Withdrawn | Self::CarriedForward(_) => None,
            Self::Achieved { .. } | Self::Late { .. } => Some(Rating::Complete),
            Self::Overdue { .. } | Self::ReportedRed => Some(Rating::Red),
            Self::ReportedAmber | Self::OnHold => Some(Rating::Amber),
            Self::ReportedGreen => Some(Rating::Green),
            Self::NothingReported => Some(Rating::Unrated),
        }
    }

    /// When that line of the rating table holds.
    #[must_use]
    pub const fn condition(&self) -> &'static str {
        match self {
            Self::Withdrawn | Self::CarriedForward(_) => "withdrawn or carried forward",
            Self::Achieved { .. } | Self::Late { .. } => "complete, and not recurring",
            Self::Overdue { .. } => "due before the day",
            Self::ReportedRed => "reported red",
            Self::ReportedAmber | Self::OnHold => "reported amber, or on hold",
            Self::ReportedGreen => "reported green",
            Self::NothingReported => "nothing reported",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = |days: &i64| counted(usize::try_from(*days).unwrap_or(0), "day");
        match self {
            Self::Withdrawn => formatter.write_str("withdrawn"),
            Self::CarriedForward(None) => formatter.write_str("carried forward"),
            Self::CarriedForward(Some(to)) => write!(formatter, "carried forward to {to}"),
            Self::Achieved { had_deadline: true } => formatter.write_str("deadline achieved"),
            Self::Achieved { had_deadline: false } => {
                formatter.write_str("complete; there was no deadline to judge it by")
            }
            Self::Late { days: late } => write!(formatter, "completed {} late", days(late)),
            Self::Overdue { days: over } => {
                write!(formatter, "deadline passed and action incomplete: {} overdue", days(over))
            }
            Self::ReportedRed => formatter.write_str("insufficient progress to achieve the deadline"),
            Self::ReportedAmber => formatter.write_str("progress slow, giving concern about the deadline"),
            Self::OnHold => formatter.write_str("progress slow, giving concern about the deadline: on hold"),
            Self::ReportedGreen => formatter.write_str("sufficient progress made to achieve the deadline"),
            Self::NothingReported => formatter.write_str("no progress has been reported"),
        }
    }
}

/// What a reader should notice about an action besides its rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flag {
    Overdue,
    DueSoon,
    Late,
    Stale,
    Optimistic,
    Moved,
    NoLead,
    NoDeadline,
    Waiting,
}

words!(Flag {
    Overdue = "overdue",
    DueSoon = "due-soon",
    Late = "late",
    Stale = "stale",
    Optimistic = "optimistic",
    Moved = "moved",
    NoLead = "no-lead",
    NoDeadline = "no-deadline",
    Waiting = "waiting",
});

impl Flag {
    /// When it is up.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Overdue => "its deadline, its turn or the review of an ongoing action has passed",
            Self::DueSoon => "it falls due within the time that the plan's `due_soon` gives",
            Self::Late => "it was completed after its deadline",
            Self::Stale => "it has had no update for longer than the plan's `stale_after`",
            Self::Optimistic => "people report better than the rule gives",
            Self::Moved => "its deadline was moved",
            Self::NoLead => "nobody answers for it",
            Self::NoDeadline => "nothing says when it is to be done",
            Self::Waiting => "it depends on an action that is not complete",
        }
    }
}

/// How a rating compares with that at the previous meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Travel {
    Better,
    Same,
    Worse,
    New,
}

words!(Travel { Better = "better", Same = "same", Worse = "worse", New = "new" });

impl Travel {
    /// How a rating compares with an earlier one; nothing where the action is now out of the count.
    #[must_use]
    pub fn between(before: Option<Rating>, now: Option<Rating>) -> Option<Self> {
        let now = now?;
        Some(match before {
            None | Some(Rating::Unrated) if now != Rating::Unrated => Self::New,
            None => Self::Same,
            Some(before) => match now.rank().cmp(&before.rank()) {
                std::cmp::Ordering::Greater => Self::Better,
                std::cmp::Ordering::Equal => Self::Same,
                std::cmp::Ordering::Less => Self::Worse,
            },
        })
    }
}

/// An action judged on a day.
#[derive(Debug, Clone)]
pub struct Judgement<'p> {
    /// The day on which it was judged.
    pub day: Date,
    pub state: State<'p>,
    pub due: Due,
    /// Nothing where the action is out of the count.
    pub rating: Option<Rating>,
    pub reason: Reason,
    pub flags: Vec<Flag>,
    /// How many days it was moved in all, where it was moved and both days are known.
    pub moved_days: Option<i64>,
}

impl Judgement<'_> {
    /// Whether a flag is up.
    #[must_use]
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// How many days it is overdue, where it is.
    #[must_use]
    pub const fn overdue_days(&self) -> Option<i64> {
        match self.reason {
            Reason::Overdue { days } => Some(days),
            _ => None,
        }
    }
}

/// The days on which plans are judged.
#[derive(Debug, Clone, Copy)]
pub struct Judge {
    /// The day it is.
    pub today: Date,
    /// The day that was asked for instead.
    pub as_of: Option<Date>,
}

impl Judge {
    /// The day asked for, or today.
    #[must_use]
    pub fn asked(self) -> Date {
        self.as_of.unwrap_or(self.today)
    }

    /// The day on which a plan is judged: a closed plan on its last day, unless a day was asked for.
    #[must_use]
    pub fn day_for(self, plan: &Plan) -> Date {
        self.as_of.unwrap_or_else(|| plan.settings.closed.map_or(self.today, |closed| closed.min(self.today)))
    }

    /// Judges an action on its plan's day.
    #[must_use]
    pub fn judge(self, located: Located<'_>) -> Judgement<'_> {
        judge(located, self.day_for(located.plan))
    }

    /// How an action's rating compares with that at the plan's previous meeting.
    #[must_use]
    pub fn travel(self, located: Located<'_>, now: &Judgement<'_>) -> Option<Travel> {
        let before = judge(located, located.plan.last_meeting_before(now.day)?).rating;
        Travel::between(before, now.rating)
    }
}

/// Judges an action on a day.
#[must_use]
pub fn judge(located: Located<'_>, day: Date) -> Judgement<'_> {
    let state = State::of(located.action, day);
    let due = located.due(&state, day);
    let reason = rate(located, &state, &due, day);
    let moved_days =
        state.first_deadline.and_then(super::Deadline::due).zip(due.on).map(|(was, is)| was.days_until(is));
    let mut judgement = Judgement { day, state, due, rating: reason.rating(), reason, flags: Vec::new(), moved_days };
    judgement.flags = flags(located, &judgement);
    judgement
}

fn rate(located: Located<'_>, state: &State<'_>, due: &Due, day: Date) -> Reason {
    match state.status {
        Status::Withdrawn => return Reason::Withdrawn,
        Status::CarriedForward => return Reason::CarriedForward(located.carried_to().map(Located::full_reference)),
        Status::Complete => return completion(state, due),
        Status::NotStarted | Status::InProgress | Status::OnHold => {}
    }
    if let Some(on) = due.on.filter(|on| *on < day) {
        return Reason::Overdue { days: on.days_until(day) };
    }
    match (state.reported, state.status) {
        (Some(Rag::Red), _) => Reason::ReportedRed,
        (Some(Rag::Amber), _) => Reason::ReportedAmber,
        (_, Status::OnHold) => Reason::OnHold,
        (Some(Rag::Green), _) => Reason::ReportedGreen,
        (None, _) => Reason::NothingReported,
    }
}

fn completion(state: &State<'_>, due: &Due) -> Reason {
    match (due.on, state.completed) {
        (Some(on), Some(done)) if done > on => Reason::Late { days: on.days_until(done) },
        (on, _) => Reason::Achieved { had_deadline: on.is_some() },
    }
}

/// The flags, in the order of [`Flag::ALL`].
fn flags(located: Located<'_>, judgement: &Judgement<'_>) -> Vec<Flag> {
    Flag::ALL.iter().copied().filter(|flag| is_up(*flag, located, judgement)).collect()
}

fn is_up(flag: Flag, located: Located<'_>, judgement: &Judgement<'_>) -> bool {
    let state = &judgement.state;
    let open = !state.status.is_closed();
    match flag {
        Flag::Overdue => matches!(judgement.reason, Reason::Overdue { .. }),
        Flag::DueSoon => open && is_due_soon(located.plan, judgement),
        Flag::Late => matches!(judgement.reason, Reason::Late { .. }),
        Flag::Stale => open && is_stale(located.plan, judgement),
        Flag::Optimistic => is_optimistic(judgement),
        Flag::Moved => state.moves > 0,
        Flag::NoLead => located.lead().is_none(),
        Flag::NoDeadline => judgement.due.kind == DueKind::None,
        Flag::Waiting => open && is_waiting(located, judgement.day),
    }
}

fn is_due_soon(plan: &Plan, judgement: &Judgement<'_>) -> bool {
    let last = plan.settings.rating.due_soon().after(judgement.day, 1);
    judgement.due.on.is_some_and(|on| judgement.day <= on && on <= last)
}

/// Counted from the newest update, or from the start of the plan where there is none.
fn is_stale(plan: &Plan, judgement: &Judgement<'_>) -> bool {
    let since = judgement.state.last.map(|update| update.date).or(plan.settings.starts);
    since.is_some_and(|since| plan.settings.rating.stale_after().after(since, 1) < judgement.day)
}

/// Whether people say better than the rule gives.
fn is_optimistic(judgement: &Judgement<'_>) -> bool {
    match (judgement.state.reported, judgement.rating) {
        (Some(Rag::Amber | Rag::Green), Some(Rating::Red)) | (Some(Rag::Green), Some(Rating::Amber)) => true,
        (Some(Rag::Red | Rag::Amber | Rag::Green) | None, _) => false,
    }
}

fn is_waiting(located: Located<'_>, day: Date) -> bool {
    let needed = located.action.depends_on.iter().filter_map(|needed| located.portfolio.action(needed, located.plan));
    needed.into_iter().any(|needed| !State::of(needed.action, day).status.is_closed())
}

#[cfg(test)]
mod tests {
    use super::{Flag, Judge, Judgement, Rating, Reason};
    use crate::model::{Action, Date, Deadline, Period, Plan, Portfolio, Status, Update};

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    fn update(on: &str) -> Update {
        Update { date: day(on), by: None, status: None, rag: None, note: None, occurrence: None, deadline_was: None }
    }

    fn by(on: &str) -> Deadline {
        Deadline::By(Period::Day(day(on)))
    }

    /// What an action of a plan is on a day.
    fn on<T>(today: &str, mut plan: Plan, action: Action, ask: impl Fn(&Judgement<'_>) -> T) -> T {
        plan.actions = vec![action];
        let portfolio = Portfolio { plans: vec![plan] };
        let located = portfolio.actions().next().expect("the action");
        ask(&Judge { today: day(today), as_of: None }.judge(located))
    }

    #[test]
    fn the_deadline_is_the_last_day_that_is_in_time() {
        let completed = |done: &str| {
            let updates = vec![Update { status: Some(Status::Complete), ..update(done) }];
            let action = Action { deadline: Some(by("2026-06-10")), updates, ..Action::default() };
            on("2026-06-30", Plan::new("wendale"), action, |judgement| judgement.reason.clone())
        };
        assert_eq!(completed("2026-06-10"), Reason::Achieved { had_deadline: true });
        assert_eq!(completed("2026-06-11"), Reason::Late { days: 1 });
        let open = |today: &str| {
            let action = Action { deadline: Some(by("2026-06-10")), ..Action::default() };
            on(today, Plan::new("wendale"), action, |judgement| judgement.rating)
        };
        assert_eq!(open("2026-06-10"), Some(Rating::Unrated));
        assert_eq!(open("2026-06-11"), Some(Rating::Red));
    }

    #[test]
    fn an_action_is_due_soon_from_thirty_days_before_its_deadline_to_that_day() {
        let is_due_soon = |today: &str, status: Option<Status>| {
            let updates = vec![Update { status, ..update("2026-05-01") }];
            let action = Action { deadline: Some(by("2026-06-30")), updates, ..Action::default() };
            on(today, Plan::new("wendale"), action, |judgement| judgement.has(Flag::DueSoon))
        };
        assert!(!is_due_soon("2026-05-30", None));
        assert!(is_due_soon("2026-05-31", None));
        assert!(is_due_soon("2026-06-30", None));
        assert!(!is_due_soon("2026-07-01", None));
        assert!(!is_due_soon("2026-06-30", Some(Status::Complete)));
    }

    #[test]
    fn an_action_is_stale_from_the_day_after_three_months_without_an_update() {
        let is_stale = |today: &str, updates: Vec<Update>| {
            let mut plan = Plan::new("wendale");
            plan.settings.starts = Some(day("2026-01-15"));
            on(today, plan, Action { updates, ..Action::default() }, |judgement| judgement.has(Flag::Stale))
        };
        assert!(!is_stale("2026-04-15", Vec::new()));
        assert!(is_stale("2026-04-16", Vec::new()));
        assert!(!is_stale("2026-05-01", vec![update("2026-02-01")]));
        assert!(is_stale("2026-05-02", vec![update("2026-02-01")]));
    }

    #[test]
    fn a_closed_plan_is_judged_on_its_last_day_and_an_open_one_today() {
        let mut plan = Plan::new("wendale");
        let judge = Judge { today: day("2026-06-30"), as_of: None };
        assert_eq!(judge.day_for(&plan), day("2026-06-30"));
        plan.settings.closed = Some(day("2026-07-31"));
        assert_eq!(judge.day_for(&plan), day("2026-06-30"));
        plan.settings.closed = Some(day("2026-03-31"));
        assert_eq!(judge.day_for(&plan), day("2026-03-31"));
        assert_eq!(Judge { as_of: Some(day("2026-05-01")), ..judge }.day_for(&plan), day("2026-05-01"));
    }

    #[test]
    fn a_deadline_that_is_moved_on_a_day_is_the_new_one_from_that_day_on() {
        let due = |today: &str| {
            let updates = vec![Update { deadline_was: Some(by("2026-05-31")), ..update("2026-05-20") }];
            let action = Action { deadline: Some(by("2026-09-30")), updates, ..Action::default() };
            on(today, Plan::new("wendale"), action, |judgement| judgement.due.on)
        };
        assert_eq!(due("2026-05-19"), Some(day("2026-05-31")));
        assert_eq!(due("2026-05-20"), Some(day("2026-09-30")));
        assert_eq!(due("2026-05-21"), Some(day("2026-09-30")));
    }
}
