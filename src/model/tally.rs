//! Totals over actions: counts and the worst of them, never an average.

use super::{Flag, Judgement, Rating};

/// How many actions there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All of them, those out of the count included.
    pub actions: usize,
    pub red: usize,
    pub amber: usize,
    /// Green and not complete.
    pub green: usize,
    pub complete: usize,
    pub unrated: usize,
    /// Withdrawn or carried forward: out of the count.
    pub withdrawn: usize,
    pub overdue: usize,
    /// Neither complete nor withdrawn, and without a day on which they fall due.
    pub undated: usize,
    /// Not withdrawn, and without a lead.
    pub no_lead: usize,
    /// The worst rating among them.
    pub worst: Option<Rating>,
}

impl Tally {
    /// Counts one action.
    pub fn add(&mut self, judgement: &Judgement<'_>) {
        self.actions += 1;
        match judgement.rating {
            None => self.withdrawn += 1,
            Some(Rating::Red) => self.red += 1,
            Some(Rating::Amber) => self.amber += 1,
            Some(Rating::Green) => self.green += 1,
            Some(Rating::Complete) => self.complete += 1,
            Some(Rating::Unrated) => self.unrated += 1,
        }
        self.overdue += usize::from(judgement.has(Flag::Overdue));
        self.undated += usize::from(judgement.due.on.is_none() && !judgement.state.status.is_closed());
        self.no_lead += usize::from(judgement.has(Flag::NoLead) && judgement.rating.is_some());
        self.worst = worse(self.worst, judgement.rating);
    }

    /// How many have a rating.
    #[must_use]
    pub const fn of(&self, rating: Rating) -> usize {
        match rating {
            Rating::Red => self.red,
            Rating::Amber => self.amber,
            Rating::Green => self.green,
            Rating::Complete => self.complete,
            Rating::Unrated => self.unrated,
        }
    }
}

impl<'j, 'p: 'j> FromIterator<&'j Judgement<'p>> for Tally {
    fn from_iter<I: IntoIterator<Item = &'j Judgement<'p>>>(judgements: I) -> Self {
        judgements.into_iter().fold(Self::default(), |mut tally, judgement| {
            tally.add(judgement);
            tally
        })
    }
}

fn worse(left: Option<Rating>, right: Option<Rating>) -> Option<Rating> {
    left.into_iter().chain(right).min_by_key(|rating| rating.rank())
}
