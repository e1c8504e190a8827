//! Which actions: the filter language, the actions that a filter selects, and what may be typed next.

mod begun;
mod day;
mod filter;
mod order;
mod target;
mod vocabulary;

pub use begun::{begun, begun_parts, only_begun};
pub use day::day;
pub use filter::completion;
pub use filter::{Chapter, Filter, FilterError, chapters, field, field_stays_in_plan, is_negated_term, reference};
pub use order::{Direction, Order};
pub use target::{Target, TargetError};
pub use vocabulary::{Named, Part, Vocabulary, Word};

use rayon::prelude::*;

use crate::model::{Judge, Judgement, Located, Plan, Portfolio, Tally};

/// An action with its judgement.
#[derive(Debug, Clone)]
pub struct Judged<'p> {
    pub located: Located<'p>,
    pub judgement: Judgement<'p>,
}

/// The actions that a filter selects, in the order of the plans.
#[derive(Debug, Clone)]
pub struct Selection<'p> {
    pub judged: Vec<Judged<'p>>,
}

impl<'p> Selection<'p> {
    /// The actions of the wanted plans that a filter selects.
    #[must_use]
    pub fn of(portfolio: &'p Portfolio, judge: Judge, filter: &Filter, wants: impl Fn(&Plan) -> bool) -> Self {
        let wanted: Vec<_> = portfolio.plans.iter().filter(|plan| wants(plan)).collect();
        let select = |plan: &'p Plan| {
            plan.actions.iter().filter_map(move |action| {
                let located = Located { portfolio, plan, action };
                let judged = Judged { located, judgement: judge.judge(located) };
                filter.selects(&judged).then_some(judged)
            })
        };
        Self { judged: wanted.into_par_iter().flat_map_iter(select).collect() }
    }

    /// The totals of the selected actions.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.judged.iter().map(|judged| &judged.judgement).collect()
    }
}
