//! The plans at other moments, ready to be compared: each with the day on which it is judged there.

use std::collections::{BTreeMap, HashMap};

use super::{Archive, HistoryError, Moment};
use crate::model::pairs;
use crate::model::{Date, Judge, Plan, Portfolio};
use crate::store::{self, Root};

/// The plans as they stood at one moment or several.
#[derive(Debug, Default)]
pub struct Then {
    pub portfolio: Portfolio,
    /// The day on which each plan is judged, by its folder name.
    days: HashMap<String, Date>,
    /// The commit that all of them are from; nothing where there are several.
    pub commit: Option<String>,
    /// How many problems their files had.
    pub problems: usize,
    /// Where a day was asked for on which there was no commit yet, the day of the first, which stands in for it.
    pub begins: Option<Date>,
}

impl Then {
    /// Plans that are judged on the days of a judge.
    #[must_use]
    pub fn of(portfolio: Portfolio, judge: Judge) -> Self {
        let days = portfolio.plans.iter().map(|plan| (plan.name.clone(), judge.day_for(plan))).collect();
        Self { portfolio, days, ..Self::default() }
    }

    /// The day on which a plan of it is judged.
    #[must_use]
    pub fn day(&self, plan: &Plan) -> Date {
        self.days.get(&plan.name).copied().unwrap_or(Date::LAST)
    }

    /// The one day on which all of them are judged, where it is one.
    #[must_use]
    pub fn one_day(&self) -> Option<Date> {
        let mut days = self.days.values();
        let first = days.next()?;
        days.all(|day| day == first).then_some(*first)
    }

    fn take(&mut self, plan: Plan, day: Date) {
        self.days.insert(plan.name.clone(), day);
        self.portfolio.plans.push(plan);
    }
}

impl Archive {
    /// Every plan at a moment, judged on its day or on another that was asked for.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn plans_at(&self, root: &Root, moment: &Moment, as_of: Option<Date>) -> Result<Then, HistoryError> {
        let loaded = store::load(&root.clone().at(self.snapshot(root, moment)?.into()))?;
        let then = Then::of(loaded.portfolio, Judge { today: moment.day, as_of });
        Ok(Then { problems: loaded.problems.len(), commit: moment.commit().map(str::to_owned), ..then })
    }

    /// Each plan at its last meeting before the day on which it is judged now; nothing where no plan has one.
    ///
    /// # Errors
    ///
    /// git cannot be run, or there is no commit.
    pub fn plans_at_last_meeting(
        &self,
        root: &Root,
        now: &Portfolio,
        day: &dyn Fn(&Plan) -> Date,
    ) -> Result<Option<Then>, HistoryError> {
        let mut meetings: BTreeMap<Date, Vec<&str>> = BTreeMap::new();
        for plan in &now.plans {
            if let Some(meeting) = plan.last_meeting_before(day(plan)) {
                meetings.entry(meeting).or_default().push(&plan.name);
            }
        }
        if meetings.is_empty() {
            return Ok(None);
        }
        let (mut then, count) = (Then::default(), meetings.len());
        for (meeting, names) in meetings {
            let (moment, begins) = self.on_or_first(meeting)?;
            let past = self.plans_at(root, &moment, Some(meeting))?;
            then.begins = then.begins.max(begins);
            then.problems = then.problems.saturating_add(past.problems);
            then.commit = past.commit.filter(|_| count == 1);
            then.take_those_of(past.portfolio, now, &names, meeting);
        }
        Ok(Some(then))
    }

    /// The end of a day; where history begins later its first commit, with the day of that.
    fn on_or_first(&self, day: Date) -> Result<(Moment, Option<Date>), HistoryError> {
        match self.on(day) {
            Err(HistoryError::BeforeFirst { .. } | HistoryError::BeforeShallow { .. }) => {
                let first = self.first()?;
                let begins = first.day;
                Ok((first, Some(begins)))
            }
            found => Ok((found?, None)),
        }
    }
}

impl Then {
    /// Takes those plans that are these of today, and those that are no more.
    fn take_those_of(&mut self, past: Portfolio, now: &Portfolio, names: &[&str], day: Date) {
        let pairs = pairs::plans(&past, now);
        let is_wanted =
            |pair: &pairs::Pair<'_, Plan>| pair.after.is_none_or(|plan| names.contains(&plan.name.as_str()));
        let wanted: Vec<String> =
            pairs.iter().filter(|pair| is_wanted(pair)).filter_map(|pair| Some(pair.before?.name.clone())).collect();
        for plan in past.plans {
            if wanted.contains(&plan.name) && !self.days.contains_key(&plan.name) {
                self.take(plan, day);
            }
        }
    }
}
