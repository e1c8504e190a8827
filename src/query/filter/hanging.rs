//! Text that hangs behind its heading, in lines that fit any terminal.

use unicode_width::UnicodeWidthStr;

/// Columns that a line takes.
const WIDTH: usize = 80;

/// A heading with a text behind it; the lines after the first start below the first word.
pub(super) fn hanging(heading: &str, text: &str) -> String {
    let mut lines = heading.to_owned();
    let mut column = heading.width();
    for (place, word) in text.split(' ').enumerate() {
        let width = word.width();
        if place > 0 && column.saturating_add(width) >= WIDTH {
            lines.push('\n');
            lines += &" ".repeat(heading.width());
            column = heading.width();
        } else if place > 0 {
            lines.push(' ');
            column = column.saturating_add(1);
        }
        lines += word;
        column = column.saturating_add(width);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, hanging};

    #[test]
    fn a_word_too_long_for_any_line_stands_behind_its_heading() {
        let long = "x".repeat(WIDTH);
        assert_eq!(hanging("is: ", &long), format!("is: {long}"));
        assert_eq!(hanging("is: ", &format!("{long} y")), format!("is: {long}\n    y"));
    }
}
