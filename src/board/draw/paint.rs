//! Texts on the screen: those of `render` with their colours, cut and padded to a width, and rules between parts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span, StyledGrapheme};
use unicode_width::UnicodeWidthStr as _;

use crate::board::layout::Rest;
use crate::render::style::{columns, one_line, visible};

/// A line of a text that `render` has laid out, with its colours.
pub(super) fn line(text: &str) -> Line<'static> {
    let (mut spans, mut style) = (Vec::new(), Style::default());
    let (plain, painted) = text.split_once("\u{1b}[").unwrap_or((text, ""));
    add(&mut spans, plain, style);
    for (codes, part) in painted.split("\u{1b}[").filter_map(|part| part.split_once('m')) {
        style = styled(style, codes);
        add(&mut spans, part, style);
    }
    Line::from(spans)
}

/// The lines of such a text.
pub(super) fn lines(text: &str) -> Vec<Line<'static>> {
    text.lines().map(line).collect()
}

/// A text from a file as one line that fits a width, with an ellipsis where it is cut.
pub(super) fn fitted(text: &str, width: usize) -> String {
    let start = text.char_indices().nth(most(width)).and_then(|(end, _)| text.get(..end));
    cut(&one_line(start.unwrap_or(text)), width)
}

/// The end of a text that is safe to show, as much of it as fits a width.
pub(super) fn end_of(text: &str, width: usize) -> String {
    let end = text.char_indices().nth_back(most(width)).and_then(|(start, _)| text.get(start..));
    let mut end = end.unwrap_or(text).chars();
    while columns(end.as_str()) > width {
        end.next();
    }
    end.as_str().to_owned()
}

/// So many characters of a text are looked at one by one; of a longer one, nobody sees more in so many columns.
const fn most(width: usize) -> usize {
    width.saturating_mul(8).saturating_add(64)
}

/// A text that is safe to show, cut to a width.
pub(super) fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let Some(mut left) = width.checked_sub(1) else { return String::new() };
    let mut kept = String::new();
    for StyledGrapheme { symbol, .. } in Span::raw(text).styled_graphemes(Style::default()) {
        let Some(then) = left.checked_sub(symbol.width()) else { break };
        kept += symbol;
        left = then;
    }
    kept + "…"
}

/// A text from a file in lines of a width, safe to show; words that are longer than a line are broken.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let lines = crate::render::prose::wrapped(&visible(text), width);
    lines.into_iter().flat_map(|line| broken(&line, width)).collect()
}

/// A line with blanks to a width.
pub(super) fn padded(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let gap = width.saturating_sub(columns(&text));
    text + &" ".repeat(gap)
}

/// Draws a line at the start of a row of a place, and gives the columns that it took.
pub(super) fn put(buffer: &mut Buffer, place: Rect, row: u16, line: &Line<'_>) {
    if let Some(place) = row_of(place, row) {
        buffer.set_line(place.x, place.y, line, place.width);
    }
}

/// A row of a place.
pub(super) fn row_of(place: Rect, row: u16) -> Option<Rect> {
    (row < place.height).then(|| Rect { y: place.y.saturating_add(row), height: 1, ..place })
}

/// Draws a line across the first row of a place, with a title in it.
pub(super) fn rule(buffer: &mut Buffer, place: Rect, title: &str, style: Style) {
    let width = usize::from(place.width);
    let title = cut(title, width.saturating_sub(4));
    let mut spans = Vec::new();
    if !title.is_empty() {
        spans.extend([Span::styled("─ ", dim()), Span::styled(title, style), Span::raw(" ")]);
    }
    let taken: usize = spans.iter().map(Span::width).sum();
    spans.push(Span::styled("─".repeat(width.saturating_sub(taken)), dim()));
    put(buffer, place, 0, &Line::from(spans));
}

/// What a rule on the first row of a place leaves of it, with a column free at either side.
pub(super) fn below_rule(place: Rect) -> Rect {
    let mut below = Rest(place);
    below.top(1);
    below.left(1);
    below.right(1);
    below.0
}

pub(super) const fn dim() -> Style {
    Style::new().add_modifier(Modifier::DIM)
}

pub(super) const fn bold() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

/// What is chosen where one is.
pub(super) const fn chosen() -> Style {
    Style::new().fg(Color::Reset).bg(Color::Reset).add_modifier(Modifier::REVERSED).remove_modifier(Modifier::DIM)
}

fn add(spans: &mut Vec<Span<'static>>, text: &str, style: Style) {
    if !text.is_empty() {
        spans.push(Span::styled(text.to_owned(), style));
    }
}

/// A style after the codes of `render::style`.
fn styled(style: Style, codes: &str) -> Style {
    codes.split(';').fold(style, |style, code| match code {
        "" | "0" => Style::default(),
        "1" => style.add_modifier(Modifier::BOLD),
        "2" => style.add_modifier(Modifier::DIM),
        "30" => style.fg(Color::Black),
        "31" => style.fg(Color::Red),
        "32" => style.fg(Color::Green),
        "33" => style.fg(Color::Yellow),
        "97" => style.fg(Color::White),
        "41" => style.bg(Color::Red),
        "42" => style.bg(Color::Green),
        "43" => style.bg(Color::Yellow),
        "44" => style.bg(Color::Blue),
        "100" => style.bg(Color::DarkGray),
        _ => style,
    })
}

/// A line in pieces that fit a width.
pub(super) fn broken(line: &str, width: usize) -> Vec<String> {
    if columns(line) <= width {
        return vec![line.to_owned()];
    }
    let (mut parts, mut part, mut left) = (Vec::new(), String::new(), width);
    for StyledGrapheme { symbol, .. } in Span::raw(line).styled_graphemes(Style::default()) {
        if symbol.width() > left && left < width {
            parts.push(std::mem::take(&mut part));
            left = width;
        }
        part += symbol;
        left = left.saturating_sub(symbol.width());
    }
    parts.push(part);
    parts
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier};

    use super::{cut, end_of, fitted, line, padded, wrapped};
    use crate::model::{Rating, Scheme};
    use crate::render::style;
    use crate::ui::Look;

    #[test]
    fn every_colour_of_a_rating_is_read_back() {
        let look = Look { width: None, color: true };
        let painted = |rating| line(&style::rating(Some(rating), Scheme::Brag, look)).spans[0].clone();
        let colours = Rating::ALL.iter().map(|rating| painted(*rating).style.bg).collect::<Vec<_>>();
        let expected = [Color::Red, Color::Yellow, Color::Green, Color::Blue, Color::DarkGray].map(Some);
        assert_eq!(colours, expected);
        assert_eq!(painted(Rating::Red).content, "RED");
        let spans = line(&format!("a {} b", style::bold("c", look))).spans;
        assert_eq!(spans.len(), 3);
        assert!(spans[1].style.add_modifier.contains(Modifier::BOLD) && spans[2].style.add_modifier.is_empty());
    }

    #[test]
    fn texts_are_measured_as_a_terminal_shows_them() {
        assert_eq!(cut("communications", 8), "communi…");
        assert_eq!(cut("漢字漢字", 5), "漢字…");
        assert_eq!(cut("漢字漢字", 8), "漢字漢字");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(padded("漢", 4), "漢  ");
        assert_eq!(fitted(" one\n two\u{1b}[31m\u{202e}", 40), "one two\\u{1b}[31m\\u{202e}");
        assert_eq!(cut("a", 0), "");
        assert_eq!([end_of("abc", 2), end_of("漢字", 3), end_of(&"ab".repeat(500), 3)], ["bc", "字", "bab"]);
        assert_eq!(wrapped("ab cdefgh", 3), ["ab", "cde", "fgh"]);
    }
}
