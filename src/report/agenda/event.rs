//! What a plan has in its calendar.

use crate::model::{
    Date, Deadline, DueKind, Measure, Meeting, Milestone, Objective, Period, Plan, Rating, Recurrence, ReportKind,
    Status, stated,
};
use crate::query::Judged;
use crate::report::basis::Chapter;
use crate::report::deadline;

/// Something in the calendar of a plan.
#[derive(Debug, Clone, Copy)]
pub struct Event<'b, 'p> {
    pub when: When,
    pub what: What<'b, 'p>,
    pub standing: Standing,
}

/// When it falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    On(Date),
    Turns(Turns),
}

/// When something falls that comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turns {
    pub recurrence: Recurrence,
    /// How many of its turns are done; the number of the earliest that is open.
    pub done: u32,
    /// The last day on which a turn can fall: the end of the plan, where it has one ahead of it.
    pub until: Option<Date>,
}

/// What falls on that day.
#[derive(Debug, Clone, Copy)]
pub enum What<'b, 'p> {
    Deadline(&'b Judged<'p>),
    Turn(&'b Judged<'p>),
    Review(&'b Judged<'p>),
    /// With its place among those of the action, from 1.
    Milestone(&'b Judged<'p>, usize, &'p Milestone),
    /// The day by which an objective is to be where its target says.
    Target(&'p Plan, &'p Objective),
    /// The day by which a measure is to be at its target, with its place among those of its owner, from 1.
    Measure(Owner<'b, 'p>, usize, &'p Measure),
    /// With its place among those of the plan, from 1.
    Meeting(&'p Plan, usize, &'p Meeting),
}

/// Whose measure it is.
#[derive(Debug, Clone, Copy)]
pub enum Owner<'b, 'p> {
    Action(&'b Judged<'p>),
    Objective(&'p Plan, &'p Objective),
}

/// What kind of thing it is, in the order in which those of one day are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Meeting,
    Deadline,
    Turn,
    Review,
    Milestone,
    Measure,
    Target,
}

/// Whether it is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Open,
    Done,
    /// It belongs to an action that was withdrawn or carried forward.
    Withdrawn,
}

/// Everything in the calendar of a plan: meetings, then targets of objectives, then what its actions have, in the
/// order of the plan.
#[must_use]
pub fn events<'b, 'p>(chapter: Chapter<'b, 'p>) -> Vec<Event<'b, 'p>> {
    let mut events: Vec<_> = meetings(chapter).collect();
    events.extend(wanted_objectives(chapter).flat_map(|objective| of_objective(chapter.plan, objective)));
    events.extend(chapter.judged.iter().flat_map(|judged| of_action(judged, until(chapter))));
    events
}

/// The last day on which anything comes round: that on which the plan was closed, or ends. A plan that goes on after
/// its end has none.
fn until(chapter: Chapter<'_, '_>) -> Option<Date> {
    let settings = &chapter.plan.settings;
    settings.closed.or(settings.ends.filter(|ends| *ends >= chapter.day))
}

fn meetings<'b, 'p>(chapter: Chapter<'b, 'p>) -> impl Iterator<Item = Event<'b, 'p>> {
    let plan = chapter.plan;
    let until = until(chapter);
    (1..).zip(&plan.settings.meetings).map(move |(number, meeting)| Event {
        when: When::Turns(Turns { recurrence: meeting.days(), done: 0, until }),
        what: What::Meeting(plan, number, meeting),
        standing: Standing::Open,
    })
}

/// The objectives above the actions that the chapter is about; all of them where it is about all actions.
fn wanted_objectives<'p>(chapter: Chapter<'_, 'p>) -> impl Iterator<Item = &'p Objective> {
    let plan = chapter.plan;
    let is_whole = chapter.judged.len() == plan.actions.len();
    let mut wanted = vec![is_whole; plan.objectives.len()];
    for judged in chapter.judged {
        let mut above = judged.located.action.objective;
        while let Some(is_wanted) = above.and_then(|place| wanted.get_mut(place)).filter(|is_wanted| !**is_wanted) {
            *is_wanted = true;
            above = plan.objective_at(above).and_then(|objective| objective.parent);
        }
    }
    plan.objectives.iter().zip(wanted).filter_map(|(objective, is_wanted)| is_wanted.then_some(objective))
}

fn of_objective<'b, 'p>(plan: &'p Plan, objective: &'p Objective) -> Vec<Event<'b, 'p>> {
    let target = objective.target_date.map(|by| (by, What::Target(plan, objective)));
    let measures = (1..).zip(&objective.measures).filter_map(move |(number, measure)| {
        Some((measure.by?, What::Measure(Owner::Objective(plan, objective), number, measure)))
    });
    let event = |(by, what): (Period, _)| Event { when: When::On(by.due()), what, standing: Standing::Open };
    target.into_iter().chain(measures).map(event).collect()
}

fn of_action<'b, 'p>(judged: &'b Judged<'p>, until: Option<Date>) -> Vec<Event<'b, 'p>> {
    let (located, judgement) = (judged.located, &judged.judgement);
    let standing = standing(judgement.state.status);
    let event = |on: Date, what| Event { when: When::On(on), what, standing };
    let mut events = Vec::new();
    if let Some(recurrence) = located.action.recurs {
        let turns = Turns { recurrence, done: judgement.state.turns_done, until };
        events.push(Event { when: When::Turns(turns), what: What::Turn(judged), standing });
    } else if judgement.due.kind != DueKind::Ongoing {
        events.extend(judgement.due.on.map(|on| event(on, What::Deadline(judged))));
    }
    events.extend(located.review().map(|review| event(review.value(), What::Review(judged))));
    for (number, milestone) in (1..).zip(&located.action.milestones) {
        let is_done = milestone.done.is_some_and(|done| done <= judgement.day);
        let standing = if is_done { Standing::Done } else { standing };
        let due = milestone.deadline.as_ref().and_then(Deadline::due);
        let what = What::Milestone(judged, number, milestone);
        events.extend(due.map(|on| Event { when: When::On(on), what, standing }));
    }
    for (number, measure) in (1..).zip(&located.action.measures) {
        let what = What::Measure(Owner::Action(judged), number, measure);
        events.extend(measure.by.map(|by| event(by.due(), what)));
    }
    events
}

const fn standing(status: Status) -> Standing {
    match status {
        Status::NotStarted | Status::InProgress | Status::OnHold => Standing::Open,
        Status::Complete => Standing::Done,
        Status::Withdrawn | Status::CarriedForward => Standing::Withdrawn,
    }
}

impl Kind {
    /// All of them, in their order.
    pub const ALL: [Self; 7] =
        [Self::Meeting, Self::Deadline, Self::Turn, Self::Review, Self::Milestone, Self::Measure, Self::Target];

    /// The word for one of them.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deadline => "deadline",
            Self::Turn => "turn",
            Self::Review => "review",
            Self::Milestone => "milestone",
            Self::Measure => "measure",
            Self::Target => "target",
            Self::Meeting => "meeting",
        }
    }

    /// Whether somebody should have done something by then, so that it stays on the agenda when the day has passed.
    #[must_use]
    pub const fn can_be_overdue(self) -> bool {
        match self {
            Self::Deadline | Self::Turn | Self::Review | Self::Milestone => true,
            Self::Measure | Self::Target | Self::Meeting => false,
        }
    }
}

impl<'b, 'p> Event<'b, 'p> {
    /// What kind of thing it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.what {
            What::Deadline(_) => Kind::Deadline,
            What::Turn(_) => Kind::Turn,
            What::Review(_) => Kind::Review,
            What::Milestone(..) => Kind::Milestone,
            What::Target(..) => Kind::Target,
            What::Measure(..) => Kind::Measure,
            What::Meeting(..) => Kind::Meeting,
        }
    }

    /// The action that it belongs to.
    #[must_use]
    pub const fn judged(&self) -> Option<&'b Judged<'p>> {
        match self.what {
            What::Deadline(judged)
            | What::Turn(judged)
            | What::Review(judged)
            | What::Milestone(judged, ..)
            | What::Measure(Owner::Action(judged), ..) => Some(judged),
            What::Measure(Owner::Objective(..), ..) | What::Target(..) | What::Meeting(..) => None,
        }
    }

    /// The objective that it belongs to, where it belongs to no action.
    #[must_use]
    pub const fn objective(&self) -> Option<&'p Objective> {
        match self.what {
            What::Measure(Owner::Objective(_, objective), ..) | What::Target(_, objective) => Some(objective),
            What::Deadline(_)
            | What::Turn(_)
            | What::Review(_)
            | What::Milestone(..)
            | What::Measure(Owner::Action(_), ..)
            | What::Meeting(..) => None,
        }
    }

    /// The reference of its action or objective.
    #[must_use]
    pub fn reference(&self) -> Option<&'p str> {
        let of_action = self.judged().map(|judged| judged.located.action.reference.as_str());
        of_action.or_else(|| self.objective().map(|objective| objective.reference.as_str()))
    }

    /// Who answers for it.
    #[must_use]
    pub fn lead(&self) -> Option<&'p str> {
        let of_action = self.judged().and_then(|judged| judged.located.lead_name());
        of_action.or_else(|| self.objective().and_then(|objective| stated(objective.lead.as_deref())))
    }

    /// The plan that it belongs to.
    #[must_use]
    pub const fn plan(&self) -> &'p Plan {
        match self.what {
            What::Deadline(judged)
            | What::Turn(judged)
            | What::Review(judged)
            | What::Milestone(judged, ..)
            | What::Measure(Owner::Action(judged), ..) => judged.located.plan,
            What::Measure(Owner::Objective(plan, _), ..) | What::Target(plan, _) | What::Meeting(plan, ..) => plan,
        }
    }

    /// A name that nothing else in any calendar of the plans has, and that it keeps when its day, its words or its lead
    /// change: `bristol-2008-11:3.1.1/milestone-2`.
    #[must_use]
    pub fn name(&self) -> String {
        let owner = match self.reference() {
            Some(reference) => format!("{}:{reference}", self.plan().name),
            None => self.plan().name.clone(),
        };
        let kind = self.kind().word();
        match self.what {
            What::Deadline(_) | What::Turn(_) | What::Review(_) | What::Target(..) => format!("{owner}/{kind}"),
            What::Milestone(_, number, _) | What::Measure(_, number, _) | What::Meeting(_, number, _) => {
                format!("{owner}/{kind}-{number}")
            }
        }
    }

    /// The rating of its action.
    #[must_use]
    pub fn rating(&self) -> Option<Rating> {
        self.judged().and_then(|judged| judged.judgement.rating)
    }

    /// What is to be done by then, or to be looked at.
    #[must_use]
    pub fn text(&self) -> String {
        match self.what {
            What::Deadline(judged) | What::Turn(judged) | What::Review(judged) => {
                judged.located.action.text.clone().unwrap_or_default()
            }
            What::Milestone(_, _, milestone) => milestone.text.clone(),
            What::Target(_, objective) => {
                stated(objective.target.as_deref()).unwrap_or_else(|| objective.display_title()).to_owned()
            }
            What::Measure(_, _, measure) => match (measure.target, measure.unit.as_deref()) {
                (None, _) => measure.name.clone(),
                (Some(target), None) => format!("{}: {target}", measure.name),
                (Some(target), Some("%")) => format!("{}: {target}%", measure.name),
                (Some(target), Some(unit)) => format!("{}: {target} {unit}", measure.name),
            },
            What::Meeting(_, _, meeting) => meeting.name.clone(),
        }
    }

    /// What falls on the day, in a few words: `deadline`, `deadline (autumn 2026)`, `turn (every 3 months)`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let word = self.kind().word();
        match self.detail() {
            Some(detail) => format!("{word} ({detail})"),
            None => word.to_owned(),
        }
    }

    fn detail(&self) -> Option<String> {
        let period = |period: Period| match period {
            Period::Day(_) => None,
            longer => Some(longer.in_words()),
        };
        match self.what {
            What::Deadline(judged) => match judged.judgement.due.kind {
                DueKind::Date => None,
                _ => deadline::spelled_out(&judged.judgement.due),
            },
            What::Turn(judged) => deadline::spelled_out(&judged.judgement.due),
            What::Review(_) => None,
            What::Milestone(_, _, milestone) => match milestone.deadline {
                Some(Deadline::By(by)) => period(by),
                Some(Deadline::Ongoing | Deadline::Unsaid(_)) | None => None,
            },
            What::Target(_, objective) => objective.target_date.and_then(period),
            What::Measure(_, _, measure) => measure.by.and_then(period),
            What::Meeting(_, _, meeting) => meeting.report.map(|report| report_name(report).to_owned()),
        }
    }
}

/// What a meeting looks at.
pub(in crate::report) const fn report_name(report: ReportKind) -> &'static str {
    match report {
        ReportKind::Exceptions => "exception report",
        ReportKind::Progress => "progress report",
        ReportKind::Annual => "annual report",
    }
}
