//! The parts of a draft by their places.
//!
//! A place is handed out when a part joins its list, and no part is ever taken away: what is at a place is there.

#![cfg_attr(
    not(test),
    expect(clippy::indexing_slicing, reason = "a place is that of a part of this draft, which takes none away")
)]

use super::{Beside, Builder};
use crate::model::{Action, Objective, Theme};

/// The part at a place.
pub(super) fn at<T>(parts: &[T], place: usize) -> &T {
    &parts[place]
}

/// The part at a place, to be changed.
pub(super) fn at_mut<T>(parts: &mut [T], place: usize) -> &mut T {
    &mut parts[place]
}

impl Builder {
    pub(super) fn theme_at(&mut self, place: usize) -> &mut Theme {
        at_mut(&mut self.plan.themes, place)
    }

    pub(super) fn objective_at(&mut self, place: usize) -> &mut Objective {
        at_mut(&mut self.plan.objectives, place)
    }

    pub(super) fn action_at(&mut self, place: usize) -> &mut Action {
        at_mut(&mut self.plan.actions, place)
    }

    pub(super) fn beside_at(&mut self, place: usize) -> &mut Beside {
        at_mut(&mut self.beside, place)
    }
}
