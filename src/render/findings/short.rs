//! A problem a line: `path:line:col: error[rule]: message`.

use crate::diagnostic::Finding;
use crate::model::in_one_line;
use crate::render::style::{self, visible};
use crate::ui::Look;

/// The line for one problem.
#[must_use]
pub fn line(finding: &Finding, look: Look) -> String {
    let (diagnostic, start) = (&finding.diagnostic, finding.site.start());
    let severity = style::severity(diagnostic.severity, look);
    let (path, message) = (in_one_line(&finding.site.path), one_line(&diagnostic.message));
    format!("{path}:{}:{}: {severity}[{}]: {message}\n", start.line, start.column, diagnostic.rule)
}

/// A text on one line, safe to show.
fn one_line(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}
