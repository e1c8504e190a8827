//! A problem on one plain line, without colour: most problems of most plans, laid out in a fraction of the time.
//!
//! It gives up, by returning nothing, on whatever it does not know. Where it answers, it answers as the renderer for
//! any problem does; a test holds it to that.

use super::super::excerpt::Excerpt;
use super::wrapped;
use crate::diagnostic::Finding;
use crate::model::in_one_line;
use crate::render::style::{columns, one_line, rest};
use crate::ui::Look;

/// What a line of a file leaves of the width, at the least.
const MARGIN: usize = 16;

/// The problem as text.
pub(super) fn problem(finding: &Finding, look: Look) -> Option<String> {
    let (diagnostic, stretch) = (&finding.diagnostic, finding.site.stretch.as_ref()?);
    if look.color || !finding.also.is_empty() {
        return None;
    }
    let Excerpt { line, text, span, is_cut } = Excerpt::of(stretch);
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_cut || !is_plain || span.is_empty() || text.starts_with(' ') || text.len() > rest(look.columns(), [MARGIN]) {
        return None;
    }
    let start = [diagnostic.severity.word(), "[", diagnostic.rule.0, "]: "].concat();
    let message = on_one_line(&diagnostic.message, columns(&start), look)?;
    let help = on_one_line(diagnostic.help.as_deref()?, super::BEFORE_HELP, look)?;
    let (path, line) = (in_one_line(&finding.site.path), line.to_string());
    let (gap, column) = (" ".repeat(line.len()), span.start.saturating_add(1).to_string());
    let (blanks, marks) = (" ".repeat(span.start), "^".repeat(span.len()));
    let timed = if diagnostic.timed { [&gap, " = note: comes with the date\n"].concat() } else { String::new() };
    let title = [&start, &message, "\n", &gap, "--> ", &path, ":", &line, ":", &column, "\n"].concat();
    let excerpt = [&gap, " |\n", &line, " | ", &text, "\n", &gap, " | ", &blanks, &marks, "\n", &gap, " |\n"].concat();
    Some([&title, &excerpt, &timed, &gap, " = help: ", &help, "\n\n"].concat())
}

/// A text that takes no more than one line.
fn on_one_line(text: &str, before: usize, look: Look) -> Option<String> {
    let text = wrapped(&one_line(text), before, look);
    // The renderer ends no line with blanks.
    (!text.contains('\n')).then(|| text.trim_end().to_owned())
}
