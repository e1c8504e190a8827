//! Where somebody is in a list, and which part of it is in view.

/// A place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cursor {
    /// The line that is chosen.
    pub at: usize,
    /// The first line in view.
    pub top: usize,
}

impl Cursor {
    /// Moves by so many lines of a list, and stops at its ends.
    pub(super) fn step(&mut self, by: isize, length: usize) {
        self.at = self.at.saturating_add_signed(by).min(length.saturating_sub(1));
    }

    /// Brings the chosen line into view, and no more of what is not there than need be.
    pub(super) fn settle(&mut self, length: usize, height: usize) {
        self.at = self.at.min(length.saturating_sub(1));
        let above = self.at.saturating_sub(height.saturating_sub(1));
        self.top = self.top.clamp(above, self.at).min(length.saturating_sub(height.max(1)));
    }

    /// Turns the view by so many lines; what is chosen stays in it.
    pub(super) fn turn(&mut self, by: isize, length: usize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(length.saturating_sub(height));
        let last = self.line(height.saturating_sub(1)).min(length.saturating_sub(1));
        self.at = self.at.clamp(self.top, last.max(self.top));
    }

    /// The line that stands in a row of the view.
    pub(super) const fn line(self, row: usize) -> usize {
        self.top.saturating_add(row)
    }
}

/// The place so many steps on from another in a ring of so many places.
pub(super) fn around(at: usize, by: isize, length: usize) -> usize {
    at.saturating_add(length).saturating_add_signed(by).checked_rem(length).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Cursor, around};

    #[test]
    fn what_is_chosen_is_always_in_view() {
        let mut cursor = Cursor::default();
        cursor.step(7, 20);
        cursor.settle(20, 5);
        assert_eq!(cursor, Cursor { at: 7, top: 3 });
        cursor.step(-5, 20);
        cursor.settle(20, 5);
        assert_eq!(cursor, Cursor { at: 2, top: 2 });
        cursor.step(100, 20);
        cursor.settle(20, 5);
        assert_eq!(cursor, Cursor { at: 19, top: 15 });
        cursor.settle(4, 5);
        assert_eq!(cursor, Cursor { at: 3, top: 0 });
        cursor.settle(0, 5);
        assert_eq!(cursor, Cursor { at: 0, top: 0 });
    }

    #[test]
    fn a_ring_has_no_ends() {
        assert_eq!([around(0, 1, 3), around(2, 1, 3), around(0, -1, 3), around(1, -1, 3)], [1, 0, 2, 0]);
        assert_eq!(around(0, 1, 0), 0);
    }

    #[test]
    fn turning_the_view_takes_the_choice_along() {
        let mut cursor = Cursor { at: 1, top: 0 };
        cursor.turn(3, 20, 5);
        assert_eq!(cursor, Cursor { at: 3, top: 3 });
        cursor.turn(-9, 20, 5);
        assert_eq!(cursor, Cursor { at: 3, top: 0 });
        cursor.turn(99, 20, 5);
        assert_eq!(cursor, Cursor { at: 15, top: 15 });
        cursor.turn(1, 0, 5);
        assert_eq!(cursor, Cursor { at: 0, top: 0 });
    }
}
