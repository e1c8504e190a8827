//! Where a cell stands, in numbers and as people say it: `D12` is column 3 of row 11, both counted from 0.

use std::fmt::Write as _;

use super::super::story::nth;

/// A rectangle of cells, with both its corners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

impl Area {
    /// Reads `A6:I6`, or `A6` alone.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let ((one, two), (three, four)) = (parse(first)?, parse(last)?);
        Some(Self { top: one.min(three), left: two.min(four), bottom: one.max(three), right: two.max(four) })
    }

    /// Reads `$5:$6`, whole rows.
    pub(super) fn of_rows(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':')?;
        let row = |text: &str| parse(&format!("A{}", text.trim_start_matches('$'))).map(|(row, _)| row);
        let (first, last) = (row(first)?, row(last)?);
        Some(Self { top: first.min(last), left: 0, bottom: first.max(last), right: 16_383 })
    }

    /// The part of it that lies in another one.
    pub(super) fn within(self, other: Self) -> Option<Self> {
        let part = Self {
            top: self.top.max(other.top),
            left: self.left.max(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.min(other.right),
        };
        (part.top <= part.bottom && part.left <= part.right).then_some(part)
    }

    /// How many rows it has.
    pub(super) const fn height(self) -> u32 {
        self.bottom.abs_diff(self.top).saturating_add(1)
    }

    /// How many columns it has.
    pub(super) const fn width(self) -> u32 {
        self.right.abs_diff(self.left).saturating_add(1)
    }

    pub(super) fn cells(self) -> u64 {
        u64::from(self.height()).saturating_mul(u64::from(self.width()))
    }
}

/// Reads `D12` or `$D$12` as row and column, within the largest sheet that there is.
pub(super) fn parse(text: &str) -> Option<(u32, u32)> {
    let mut rest = text.trim_start_matches('$');
    let mut column = 0_u32;
    while let Some(letter) = rest.chars().next().filter(char::is_ascii_alphabetic) {
        // In base 36, A is 10.
        column = column.checked_mul(26)?.checked_add(letter.to_digit(36)?.checked_sub(9)?)?;
        rest = rest.get(1..).unwrap_or_default();
    }
    let row = rest.trim_start_matches('$').parse::<u32>().ok()?;
    let (row, column) = (row.checked_sub(1)?, column.checked_sub(1)?);
    (row < 1_048_576 && column < 16_384).then_some((row, column))
}

/// `D` for 3.
pub(super) fn letters(column: u32) -> String {
    let before = |column: &u32| (column / 26).checked_sub(1);
    let letter = |column: u32| ('A'..='Z').nth((column % 26) as usize);
    let letters: Vec<_> = std::iter::successors(Some(column), before).filter_map(letter).collect();
    letters.iter().rev().collect()
}

/// `12` for row 11.
pub(super) fn of_row(row: u32) -> String {
    row.saturating_add(1).to_string()
}

/// `D12` for row 11 and column 3.
pub(super) fn name((row, column): (u32, u32)) -> String {
    format!("{}{}", letters(column), of_row(row))
}

/// Numbers or letters in their order as ranges: `3-5, 8 and 11`; the first few, where there are many.
pub(super) fn ranges(numbers: &[u32], show: fn(u32) -> String) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let range = |&(first, last): &(u32, u32)| {
        if first == last { show(first) } else { format!("{}-{}", show(first), show(last)) }
    };
    listed(&ranges.iter().map(range).collect::<Vec<_>>())
}

/// `D12, D13 and D15`; the first twenty, where there are more.
pub(super) fn listed(names: &[String]) -> String {
    const MOST: usize = 20;
    let mut text = String::new();
    for (number, name) in names.iter().take(MOST).enumerate() {
        let is_last = number > 0 && nth(number) == names.len();
        let between = if is_last {
            " and "
        } else if number > 0 {
            ", "
        } else {
            ""
        };
        _ = write!(text, "{between}{name}");
    }
    if let Some(more @ 1..) = names.len().checked_sub(MOST) {
        _ = write!(text, " and {more} more");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Area, listed, name, of_row, parse, ranges};

    #[test]
    fn places_are_read_and_written() {
        for (text, place) in [("A1", (0, 0)), ("D12", (11, 3)), ("$AA$3", (2, 26)), ("XFD1048576", (1_048_575, 16_383))]
        {
            assert_eq!(parse(text), Some(place));
            assert_eq!(name(place), text.replace('$', ""));
        }
        for wrong in ["", "A", "1", "A0", "XFE1", "A1048577", "AAAAAAAAAAAAAAAA1", "é1", "A-1"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
        assert_eq!(Area::parse("B3:A1"), Some(Area { top: 0, left: 0, bottom: 2, right: 1 }));
    }

    #[test]
    fn whole_rows_are_read() {
        assert_eq!(Area::of_rows("$5:$6").map(|area| (area.top, area.bottom)), Some((4, 5)));
        assert_eq!(Area::of_rows("$A:$B"), None);
    }

    #[test]
    fn many_places_are_said_in_short() {
        assert_eq!(ranges(&[2, 3, 4, 7, 9], of_row), "3-5, 8 and 10");
        let names: Vec<_> = (0..25).map(|row| name((row, 0))).collect();
        assert!(listed(&names).ends_with("A19, A20 and 5 more"), "{}", listed(&names));
    }
}
