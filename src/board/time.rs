//! The days that one can go to: the meetings of the plans in view, and the day of the start.

use super::branch::Stem;
use super::world::From;
use super::{Effect, State};
use crate::model::{Date, Meeting, Plan};

/// The way in which one goes through time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Back,
    On,
    /// To the day of the start.
    Home,
}

impl State<'_> {
    /// Goes to the meeting before or after, or back to the day of the start.
    pub(super) fn travel(&mut self, way: Way) -> Effect {
        let plans = self.plans_in_view();
        let Some(first) = plans.first() else { return Effect::Nothing };
        let home = self.memory.setup.judge.day_for(first);
        let now = self.memory.day.unwrap_or(home);
        let there = match way {
            Way::Home => None,
            Way::Back => plans.iter().filter_map(|plan| plan.last_meeting_before(now)).chain(before(home, now)).max(),
            Way::On => plans.iter().filter_map(|plan| next_meeting(plan, now)).chain(after(home, now)).min(),
        };
        if there.is_none() && way != Way::Home {
            let said = match way {
                _ if plans.iter().all(|plan| plan.settings.meetings.is_empty()) => {
                    "no meeting is named; `[[meeting]]` in plan.toml names those that look at a plan"
                }
                Way::Back => "no meeting was held before this day",
                Way::On | Way::Home => "no meeting follows this day",
            };
            self.memory.say(said);
            return Effect::Nothing;
        }
        let day = there.filter(|day| *day != home);
        let only_changed = self.memory.only_changed && day.is_some();
        self.memory.notice = None;
        if (day, only_changed) != (self.memory.day, self.memory.only_changed) {
            (self.memory.day, self.memory.only_changed) = (day, only_changed);
            self.world.follow(From::Day, &mut self.memory);
        }
        Effect::Nothing
    }

    /// The day in words, with the meeting that it is: `15 April 2026 (Partnership Board)`.
    pub(super) fn day_in_words(&self) -> String {
        let plans = self.plans_in_view();
        let Some(first) = plans.first() else { return self.memory.judge().asked().in_words() };
        let judge = self.memory.judge();
        let day = judge.day_for(first);
        if plans.iter().any(|plan| judge.day_for(plan) != day) {
            return "each plan on its last day".to_owned();
        }
        let held = |meeting: &&Meeting| meeting.first_from(day) == Some(day);
        let meeting = plans.iter().flat_map(|plan| &plan.settings.meetings).find(held);
        match meeting {
            Some(meeting) => format!("{} ({})", day.in_words(), meeting.name),
            None if day == self.memory.setup.judge.today => format!("{} (today)", day.in_words()),
            None if first.settings.closed == Some(day) => format!("{} (closed)", day.in_words()),
            None => day.in_words(),
        }
    }

    /// The plans whose meetings count: that of the chosen part, or all.
    fn plans_in_view(&self) -> Vec<&Plan> {
        let chosen = self.world.chosen(&self.memory).and_then(|line| line.stem.plan());
        let all = || {
            let plans = self.world.tree.iter().filter_map(|line| match line.stem {
                Stem::Plan(plan) => Some(plan),
                Stem::All | Stem::Theme(..) | Stem::Objective(..) => None,
            });
            plans.collect()
        };
        chosen.map_or_else(all, |plan| vec![plan])
    }
}

/// The first meeting of any kind after a day, while the plan runs.
fn next_meeting(plan: &Plan, day: Date) -> Option<Date> {
    let last = [plan.settings.closed, plan.settings.ends].into_iter().flatten().max();
    let meetings = plan.settings.meetings.iter().filter_map(|meeting| meeting.first_from(day.plus_days(1)));
    meetings.min().filter(|held| last.is_none_or(|last| *held <= last))
}

fn before(home: Date, now: Date) -> Option<Date> {
    Some(home).filter(|home| *home < now)
}

fn after(home: Date, now: Date) -> Option<Date> {
    Some(home).filter(|home| *home > now)
}
