//! The lines of a text, seen from one of them.

/// A line among the others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Here<'s, 't> {
    lines: &'s [&'t str],
    at: usize,
}

impl<'s, 't> Here<'s, 't> {
    /// The first of some lines.
    pub(super) const fn first(lines: &'s [&'t str]) -> Self {
        Self { lines, at: 0 }
    }

    /// Its words; nothing behind the last line.
    pub(super) fn line(self) -> Option<&'t str> {
        self.lines.get(self.at).copied()
    }

    /// Its words; none behind the last line.
    pub(super) fn words(self) -> &'t str {
        self.line().unwrap_or_default()
    }

    /// The words of the line above it; none above the first.
    pub(super) fn above(self) -> &'t str {
        self.at.checked_sub(1).and_then(|above| self.lines.get(above)).copied().unwrap_or_default()
    }

    /// The line below it.
    pub(super) const fn next(self) -> Self {
        Self { lines: self.lines, at: self.at.saturating_add(1) }
    }

    /// It and the lines below it.
    pub(super) fn onward(self) -> impl Iterator<Item = Self> {
        (self.at..self.lines.len()).map(move |at| Self { lines: self.lines, at })
    }

    /// The lines from it to another one, which is not among them.
    pub(super) fn until(self, end: Self) -> impl Iterator<Item = Self> {
        self.onward().take_while(move |line| line.at < end.at)
    }

    /// Which line it is, counted from 1.
    pub(super) const fn number(self) -> usize {
        self.at.saturating_add(1)
    }
}
