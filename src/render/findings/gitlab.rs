//! Problems as a Code Quality report of GitLab.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::io::{self, Write};

use serde::Serialize;

use super::fingerprint::{Fingerprints, identity};
use super::last;
use crate::diagnostic::{Finding, Severity};
use crate::model::in_one_line;
use crate::render::json;
use crate::render::style::one_line;
use crate::source::Position;

/// A problem as GitLab shows it.
#[derive(Debug, Serialize)]
pub struct Issue {
    description: String,
    check_name: &'static str,
    /// What lasts of the problem, until it is written as a fingerprint.
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
    #[serde(skip_serializing_if = "Option::is_none")]
    positions: Option<Positions>,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct Positions {
    begin: Point,
    end: Point,
}

#[derive(Debug, Serialize)]
struct Point {
    line: usize,
    column: usize,
}

impl Issue {
    /// A problem, with its fingerprint still to be made.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        let diagnostic = &finding.diagnostic;
        let help = diagnostic.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        Self {
            description: one_line(&format!("{}{help}", diagnostic.message)),
            check_name: diagnostic.rule.0,
            fingerprint: identity(diagnostic),
            severity: match diagnostic.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
            },
            location: Location::of(finding),
        }
    }
}

impl Location {
    fn of(finding: &Finding) -> Self {
        let (begin, stretch) = (finding.site.start(), finding.site.stretch.as_ref());
        let end = stretch.map_or(begin, last);
        Self {
            path: in_one_line(&finding.site.path).into_owned(),
            lines: Lines { begin: begin.line, end: end.line },
            positions: stretch.map(|_| Positions { begin: Point::of(begin), end: Point::of(end) }),
        }
    }
}

impl Point {
    const fn of(Position { line, column }: Position) -> Self {
        Self { line, column }
    }
}

/// Problems of a plan, a line each, after a comma each; no plan gives a problem the fingerprint that another gives.
#[must_use]
pub fn of_plan(issues: impl IntoIterator<Item = Issue>) -> Vec<u8> {
    lines(issues, &mut Fingerprints::default())
}

fn lines(issues: impl IntoIterator<Item = Issue>, fingerprints: &mut Fingerprints) -> Vec<u8> {
    let mut lines = Vec::new();
    for issue in issues {
        let fingerprint = fingerprints.next(issue.fingerprint);
        lines.extend_from_slice(b",\n");
        // A value of these types always has a JSON text, and a vector takes it all.
        let _ = json::append(&mut lines, &Issue { fingerprint, ..issue });
    }
    lines
}

/// Writes the one list that holds every problem.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    is_first: bool,
    fingerprints: Fingerprints,
}

impl<W: Write> Writer<W> {
    /// Begins the list.
    ///
    /// # Errors
    ///
    /// The writer does not take it.
    pub fn start(mut out: W) -> io::Result<Self> {
        out.write_all(b"[")?;
        Ok(Self { out, is_first: true, fingerprints: Fingerprints::default() })
    }

    /// Writes problems, a line each.
    ///
    /// # Errors
    ///
    /// The writer does not take it.
    pub fn issues(&mut self, issues: Vec<Issue>) -> io::Result<()> {
        let lines = lines(issues, &mut self.fingerprints);
        self.plan(&lines)
    }

    /// Writes what [`of_plan`] has made.
    ///
    /// # Errors
    ///
    /// The writer does not take it.
    pub fn plan(&mut self, lines: &[u8]) -> io::Result<()> {
        let lines = if self.is_first { lines.strip_prefix(b",").unwrap_or(lines) } else { lines };
        self.is_first &= lines.is_empty();
        self.out.write_all(lines)
    }

    /// Ends the list.
    ///
    /// # Errors
    ///
    /// The writer does not take it.
    pub fn end(mut self) -> io::Result<()> {
        self.out.write_all(if self.is_first { b"]\n" } else { b"\n]\n" })
    }
}
