//! Stacked bars on one scale: a letter for each rating, a block for each state of money.

use std::collections::HashMap;

use crate::document::{Bar, Cell, Figure, Picture, Series, Table};
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
        let mut left: HashMap<_, _> = self.all.iter().map(|bar| (bar.label.as_str(), bar)).collect();
        let are_alike = left.len() == self.all.len() && table.rows.len() == self.all.len();
        let of_row = |row: &Vec<Cell>| left.remove(&*row.first()?.words());
        let bars: Option<Vec<_>> = table.rows.iter().map(of_row).collect();
        Some(bars.filter(|_| are_alike)?.into_iter().map(|bar| self.drawn(bar, look)).collect())
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
        Series::Rating(rating, scheme, _) => style::rated_part(rating, scheme, length, look),
        Series::Money(state) => style::money_part(state, length, look),
    }
}

/// The place of a series in the key of a picture: ratings as in every table, money from what is there to what is not.
fn order(series: Series) -> (usize, usize) {
    const STATES: [CostState; 5] =
        [CostState::Secured, CostState::InKind, CostState::Sought, CostState::Unfunded, CostState::Unknown];
    match series {
        Series::Rating(rating, scheme, _) => {
            let place = style::BAR.iter().position(|known| *known == rating).unwrap_or(style::BAR.len());
            (place, usize::from(scheme == crate::model::Scheme::Brag))
        }
        Series::Money(state) => (STATES.iter().position(|known| *known == state).unwrap_or(STATES.len()), 0),
    }
}

#[cfg(test)]
mod tests {
    use super::Bars;
    use crate::document::{Bar, Cell, Column, Part, Series, Table, Wording};
    use crate::model::{CostState, Rating, Scheme};
    use crate::ui::Look;

    const PLAIN: Look = Look { width: None, color: false };

    fn bar(label: &str, parts: &[(Series, f64)]) -> Bar {
        let part = |(series, size): &(Series, f64)| Part { series: *series, size: *size, words: size.to_string() };
        Bar { label: label.to_owned(), parts: parts.iter().map(part).collect() }
    }

    fn drawn(bars: &[Bar], width: usize) -> Vec<String> {
        Bars::of(bars, width).iter(PLAIN).map(|(_, bar)| bar).collect()
    }

    const RED: Series = Series::Rating(Rating::Red, Scheme::Rag, Wording::Partnership);
    const GREEN: Series = Series::Rating(Rating::Green, Scheme::Rag, Wording::Partnership);

    #[test]
    fn a_letter_is_an_action_where_there_is_room() {
        let bars = [bar("a", &[(RED, 2.0), (GREEN, 3.0)]), bar("b", &[(GREEN, 1.0)]), bar("c", &[])];
        assert_eq!(drawn(&bars, 12), ["RRGGG", "G", ""]);
        assert_eq!(drawn(&bars, 3), ["RGG", "G", ""]);
        assert_eq!(drawn(&[bar("a", &[])], 12), [""]);
    }

    #[test]
    fn money_fills_the_width() {
        let money = |state, size| (Series::Money(state), size);
        let bars = [
            bar("a", &[money(CostState::Secured, 50_000.5), money(CostState::Unfunded, 50_000.0)]),
            bar("b", &[money(CostState::Sought, 1.0)]),
        ];
        assert_eq!(drawn(&bars, 10), ["█████░░░░░", "▒"]);
    }

    #[test]
    fn bars_stand_in_a_table_only_where_each_has_its_row() {
        let bars = [bar("a", &[(RED, 1.0)]), bar("b", &[(GREEN, 1.0)])];
        let table = |labels: &[&str]| {
            let rows = labels.iter().map(|label| [Cell::text(*label)]);
            Table::new("t", "T", [Column::name("label", "Label")]).with_rows(rows)
        };
        let beside = |bars: &[Bar], labels: &[&str]| Bars::of(bars, 5).beside(&table(labels), PLAIN);
        assert_eq!(beside(&bars, &["b", "a"]), Some(vec!["G".to_owned(), "R".to_owned()]));
        assert_eq!(beside(&bars, &["a"]), None);
        assert_eq!(beside(&bars, &["a", "b", "c"]), None);
        assert_eq!(beside(&bars, &["a", "a"]), None);
        assert_eq!(beside(&[bar("a", &[]), bar("a", &[])], &["a", "a"]), None);
    }
}
