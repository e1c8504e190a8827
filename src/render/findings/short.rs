//! A problem a line: `path:line:col: error[rule]: message`.

use crate::diagnostic::Finding;
use crate::render::style::{self, visible};
use crate::ui::Look;

/// The line for one problem.
#[must_use]
pub fn line(finding: &Finding, look: Look) -> String {
    let (diagnostic, start) = (&finding.diagnostic, finding.site.start());
    let severity = style::severity(diagnostic.severity, look);
    let path = visible(&finding.site.path);
    format!(
        "{path}:{}:{}: {severity}[{}]: {}\n",
        start.line,
        start.column,
        diagnostic.rule,
        visible(&diagnostic.message)
    )
}
