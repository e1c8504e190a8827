//! Putting actions in order by what they have in a field.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::{Judged, Selection, field};
use crate::model::{Answer, Field, natural_order};

/// A field to sort by, and which end comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    pub field: Field,
    pub direction: Direction,
}

/// Which end of an order comes first. What an action does not have comes last either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Ascending,
    Descending,
}

impl Order {
    /// Reads `due`, or `-due` for the other way round.
    ///
    /// # Errors
    ///
    /// That there is no such field, and which there are.
    pub fn parse(text: &str) -> Result<Self, String> {
        Ok(match text.strip_prefix('-') {
            Some(name) => Self { field: field(name)?, direction: Direction::Descending },
            None => Self { field: field(text)?, direction: Direction::Ascending },
        })
    }

    /// The other way round.
    #[must_use]
    pub const fn reversed(self) -> Self {
        let direction = match self.direction {
            Direction::Ascending => Direction::Descending,
            Direction::Descending => Direction::Ascending,
        };
        Self { direction, ..self }
    }

    fn compare(self, left: &Answer<'_>, right: &Answer<'_>) -> Ordering {
        let absent = |answer: &Answer<'_>| *answer == Answer::Nothing;
        let order = || match self.direction {
            Direction::Ascending => in_order(left, right),
            Direction::Descending => in_order(right, left),
        };
        absent(left).cmp(&absent(right)).then_with(order)
    }

    /// What is compared: a deadline by the day on which it falls due.
    fn key<'p>(self, judged: &Judged<'p>) -> Answer<'p> {
        let field = if self.field == Field::Deadline { Field::Due } else { self.field };
        field.of(judged.located, &judged.judgement)
    }
}

impl Selection<'_> {
    /// Puts the actions in order by the first of these fields, those alike by the second, and so on; those alike
    /// in all of them stay in the order of the plans.
    pub fn sort(&mut self, orders: &[Order]) {
        for order in orders.iter().rev() {
            let judged = std::mem::take(&mut self.judged);
            let mut keyed: Vec<_> = judged.into_par_iter().map(|judged| (order.key(&judged), judged)).collect();
            keyed.par_sort_by(|(left, _), (right, _)| order.compare(left, right));
            self.judged = keyed.into_iter().map(|(_, judged)| judged).collect();
        }
    }
}

/// Texts are compared as references are numbered: `3.2` before `3.10`, letters without regard to case.
fn in_order(left: &Answer<'_>, right: &Answer<'_>) -> Ordering {
    match (left, right) {
        (Answer::Texts(left), Answer::Texts(right)) => {
            let pairs = left.iter().zip(right).map(|(left, right)| natural_order(left, right));
            pairs.fold(Ordering::Equal, Ordering::then).then(left.len().cmp(&right.len()))
        }
        (Answer::Step(left, _), Answer::Step(right, _)) => left.cmp(right),
        (Answer::Day(left), Answer::Day(right)) => left.cmp(right),
        (Answer::Number(left), Answer::Number(right)) => left.cmp(right),
        (Answer::Texts(_) | Answer::Step(..) | Answer::Day(_) | Answer::Number(_) | Answer::Nothing, _) => {
            Ordering::Equal
        }
    }
}
