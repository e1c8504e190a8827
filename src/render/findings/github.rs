//! Problems as annotations: the workflow commands of GitHub Actions, a line each.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use super::last;
use crate::diagnostic::Finding;
use crate::model::in_one_line;
use crate::render::style::visible;

/// The command that puts one problem beside its line.
#[must_use]
pub fn command(finding: &Finding) -> String {
    let diagnostic = &finding.diagnostic;
    let mut text = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        text = format!("{text}\nhelp: {help}");
    }
    let place = property(&in_one_line(&finding.site.path)) + &position(finding);
    let severity = diagnostic.severity.word();
    format!("::{severity} file={place},title={}::{}\n", property(diagnostic.rule.0), data(&visible(&text)))
}

/// Where a problem stands; GitHub leaves out columns of different lines, so they are left out here.
fn position(finding: &Finding) -> String {
    let Some(stretch) = &finding.site.stretch else { return ",line=1".to_owned() };
    let (start, end) = (stretch.start, last(stretch));
    if start.line == end.line {
        format!(",line={},col={},endLine={},endColumn={}", start.line, start.column, end.line, end.column)
    } else {
        format!(",line={},endLine={}", start.line, end.line)
    }
}

/// A text after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::command;
    use crate::diagnostic::{Diagnostic, Finding, RuleName, Site};
    use crate::source::Place;

    #[test]
    fn no_text_ends_a_command_or_begins_another() {
        let message = "50% of\r\n::error::`a`\u{1b}[31m";
        let diagnostic = Diagnostic::warning(RuleName("placeholder"), Place::file("a.toml", None), message);
        let site = Site { path: "a,b:c%\n::d.toml".to_owned(), stretch: None };
        assert_eq!(
            command(&Finding { diagnostic, site, also: Vec::new() }),
            "::warning file=a%2Cb%3Ac%25\\n%3A%3Ad.toml,line=1,title=placeholder::\
             50%25 of\\r%0A::error::`a`\\u{1b}[31m\n"
        );
    }
}
