//! Totals over actions: counts and the worst of them, never an average.

use std::cmp::Ordering;

use super::{Flag, Judgement, Rating, Travel};

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
        let count = |number: &mut usize, counts: bool| *number = number.saturating_add(usize::from(counts));
        let rated = match judgement.rating {
            None => &mut self.withdrawn,
            Some(Rating::Red) => &mut self.red,
            Some(Rating::Amber) => &mut self.amber,
            Some(Rating::Green) => &mut self.green,
            Some(Rating::Complete) => &mut self.complete,
            Some(Rating::Unrated) => &mut self.unrated,
        };
        count(rated, true);
        count(&mut self.actions, true);
        count(&mut self.overdue, judgement.has(Flag::Overdue));
        count(&mut self.undated, judgement.due.on.is_none() && !judgement.state.status.is_closed());
        count(&mut self.no_lead, judgement.has(Flag::NoLead) && judgement.rating.is_some());
        self.worst = worse(self.worst, judgement.rating);
    }

    /// How many there are without those that are out of the count.
    #[must_use]
    pub const fn counted(&self) -> usize {
        self.actions.saturating_sub(self.withdrawn)
    }

    /// The totals of both.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self {
            actions: self.actions.saturating_add(other.actions),
            red: self.red.saturating_add(other.red),
            amber: self.amber.saturating_add(other.amber),
            green: self.green.saturating_add(other.green),
            complete: self.complete.saturating_add(other.complete),
            unrated: self.unrated.saturating_add(other.unrated),
            withdrawn: self.withdrawn.saturating_add(other.withdrawn),
            overdue: self.overdue.saturating_add(other.overdue),
            undated: self.undated.saturating_add(other.undated),
            no_lead: self.no_lead.saturating_add(other.no_lead),
            worst: worse(self.worst, other.worst),
        }
    }

    /// How the worst of them, and then how many are as bad, compare with an earlier day.
    #[must_use]
    pub fn travel_since(&self, before: &Self) -> Option<Travel> {
        let now = self.worst?;
        let Some(was) = before.worst.filter(|_| before.actions > before.withdrawn.saturating_add(before.unrated))
        else {
            return Some(if now == Rating::Unrated { Travel::Same } else { Travel::New });
        };
        let fewer = match now {
            Rating::Red | Rating::Amber | Rating::Unrated | Rating::Green => before.of(now).cmp(&self.of(now)),
            Rating::Complete => Ordering::Equal,
        };
        Some(match now.rank().cmp(&was.rank()).then(fewer) {
            Ordering::Greater => Travel::Better,
            Ordering::Equal => Travel::Same,
            Ordering::Less => Travel::Worse,
        })
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

#[cfg(test)]
mod tests {
    use super::{Rating, Tally, Travel, worse};

    fn tally(red: usize, amber: usize, green: usize, complete: usize, unrated: usize) -> Tally {
        let worst = [
            (red, Rating::Red),
            (amber, Rating::Amber),
            (green, Rating::Green),
            (complete, Rating::Complete),
            (unrated, Rating::Unrated),
        ];
        let worst = worst.into_iter().filter(|(count, _)| *count > 0).map(|(_, rating)| Some(rating));
        Tally {
            actions: red + amber + green + complete + unrated,
            red,
            amber,
            green,
            complete,
            unrated,
            worst: worst.fold(None, worse),
            ..Tally::default()
        }
    }

    #[test]
    fn a_group_travels_by_its_worst_and_then_by_how_many_are_as_bad() {
        for (before, now, travel) in [
            (tally(1, 0, 3, 0, 0), tally(0, 1, 3, 0, 0), Travel::Better),
            (tally(3, 0, 0, 0, 0), tally(2, 0, 1, 0, 0), Travel::Better),
            (tally(2, 2, 0, 0, 0), tally(2, 0, 2, 0, 0), Travel::Same),
            (tally(0, 0, 4, 0, 0), tally(0, 0, 1, 3, 0), Travel::Better),
            (tally(0, 0, 4, 0, 0), tally(1, 0, 3, 0, 0), Travel::Worse),
            (tally(1, 0, 3, 0, 0), tally(2, 0, 2, 0, 0), Travel::Worse),
            (tally(0, 0, 0, 2, 0), tally(0, 0, 0, 4, 0), Travel::Same),
            (tally(0, 0, 0, 0, 4), tally(0, 0, 4, 0, 0), Travel::New),
            (tally(0, 0, 0, 0, 4), tally(0, 0, 0, 0, 4), Travel::Same),
            (tally(0, 0, 0, 0, 0), tally(1, 0, 0, 0, 0), Travel::New),
        ] {
            assert_eq!(now.travel_since(&before), Some(travel), "{before:?} {now:?}");
        }
        assert_eq!(Tally::default().travel_since(&tally(1, 0, 0, 0, 0)), None);
    }
}
