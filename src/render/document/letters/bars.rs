//! Stacked bars on one scale: a letter for each rating, a block for each state of money.

use std::collections::HashMap;

use crate::document::{Bar, Figure, Picture, Series, Table};
use crate::model::CostState;
use crate::render::style::{self, lengths, number};
use crate::ui::Look;

/// Bars on one scale.
#[derive(Debug, Clone, Copy)]
pub(in crate::render::document) struct Bars<'d> {
    all: &'d [Bar],
    /// The columns that the longest takes.
    width: usize,
    largest: f64,
}

impl<'d> Bars<'d> {
    /// Bars in a width: a letter an action where the longest fits, else in proportion to it.
    #[must_use]
    pub(in crate::render::document) fn of(bars: &'d [Bar], width: usize) -> Self {
        let largest = bars.iter().map(Bar::size).fold(0.0, f64::max);
        let counts = bars.iter().flat_map(|bar| &bar.parts).all(|part| matches!(part.series, Series::Rating(..)));
        let width = if counts { (0..width).find(|place| number(*place) >= largest).unwrap_or(width) } else { width };
        Self { all: bars, width, largest }
    }

    /// The columns that the longest takes.
    #[must_use]
    pub(in crate::render::document) const fn width(&self) -> usize {
        self.width
    }

    /// The bars with their labels.
    pub(in crate::render::document) fn iter(self, look: Look) -> impl Iterator<Item = (&'d str, String)> {
        self.all.iter().map(move |bar| (bar.label.as_str(), self.drawn(bar, look)))
    }

    /// A bar for each row of a table that begins with its label; nothing where rows and bars are not the same.
    #[must_use]
    pub(in crate::render::document) fn beside(self, table: &Table, look: Look) -> Option<Vec<String>> {
        let by_label: HashMap<_, _> = self.all.iter().map(|bar| (bar.label.as_str(), bar)).collect();
        let of_row = |row: &Vec<_>| row.first().and_then(|cell: &crate::document::Cell| by_label.get(&*cell.words()));
        let found: Vec<_> = table.rows.iter().map_while(of_row).map(|bar| self.drawn(bar, look)).collect();
        let are_all = by_label.len() == self.all.len() && [table.rows.len(), self.all.len()] == [found.len(); 2];
        are_all.then_some(found)
    }

    fn drawn(&self, bar: &Bar, look: Look) -> String {
        let share = bar.size() / self.largest * number(self.width);
        let length = (0..self.width).filter(|place| number(*place) < share).count();
        let sizes: Vec<_> = bar.parts.iter().map(|part| part.size).collect();
        let parts = bar.parts.iter().zip(lengths(&sizes, length));
        parts.map(|(part, length)| drawn(part.series, length, look)).collect()
    }
}

/// What the letters and blocks of a picture stand for, in the order in which they are first seen.
#[must_use]
pub(in crate::render::document) fn key(figure: &Figure, look: Look) -> Vec<String> {
    let Picture::Bars(bars) = &figure.picture else { return Vec::new() };
    let mut seen: Vec<Series> = bars.iter().flat_map(|bar| &bar.parts).map(|part| part.series).collect();
    seen.sort_by_key(|series| order(*series));
    seen.dedup();
    seen.into_iter().map(|series| format!("{} {}", drawn(series, 1, look), series.word())).collect()
}

fn drawn(series: Series, length: usize, look: Look) -> String {
    match series {
        Series::Rating(rating, scheme) => style::rated_part(rating, scheme, length, look),
        Series::Money(state) => style::money_part(state, length, look),
    }
}

/// The place of a series in the key of a picture: ratings as in every table, money from what is there to what is not.
fn order(series: Series) -> (usize, usize) {
    const STATES: [CostState; 5] =
        [CostState::Secured, CostState::InKind, CostState::Sought, CostState::Unfunded, CostState::Unknown];
    match series {
        Series::Rating(rating, scheme) => {
            let place = style::BAR.iter().position(|known| *known == rating).unwrap_or(style::BAR.len());
            (place, usize::from(scheme == crate::model::Scheme::Brag))
        }
        Series::Money(state) => (STATES.iter().position(|known| *known == state).unwrap_or(STATES.len()), 0),
    }
}
