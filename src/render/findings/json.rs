//! Problems for other programs: a contract, version 1, only ever added to.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Finding, RuleName};
use crate::render::json;
use crate::rules::verdict::Summary;

/// Writes the one JSON value that holds a summary and every problem.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    is_first: bool,
}

impl<W: Write> Writer<W> {
    /// Writes what comes before the problems.
    ///
    /// # Errors
    ///
    /// The writer does not take it.
    pub fn start(mut out: W, summary: Summary) -> io::Result<Self> {
        let summary = serde_json::to_string(&SummaryJson::of(summary))?;
        write!(out, "{{\"version\":1,\"summary\":{summary},\"diagnostics\":[")?;
        Ok(Self { out, is_first: true })
    }

    /// Writes problems that are texts already.
    ///
    /// # Errors
    ///
    /// The writer does not take it.
    pub fn problems(&mut self, texts: &str) -> io::Result<()> {
        let texts = if self.is_first { texts.strip_prefix(',').unwrap_or(texts) } else { texts };
        self.is_first &= texts.is_empty();
        self.out.write_all(texts.as_bytes())
    }

    /// Writes what comes after the problems.
    ///
    /// # Errors
    ///
    /// The writer does not take it.
    pub fn end(mut self) -> io::Result<()> {
        self.out.write_all(if self.is_first { b"]}\n" } else { b"\n]}\n" })
    }
}

/// One problem on a line of its own, after a comma.
#[must_use]
pub fn problem(finding: &Finding) -> String {
    let mut text = b",\n".to_vec();
    // A value of these types always has a JSON text, a vector takes it all, and it is UTF-8.
    let _ = json::append(&mut text, &DiagnosticJson::of(finding));
    String::from_utf8(text).unwrap_or_default()
}

#[derive(Debug, Serialize)]
struct SummaryJson {
    files: usize,
    actions: usize,
    errors: usize,
    warnings: usize,
    known: usize,
    timed: usize,
}

impl SummaryJson {
    const fn of(summary: Summary) -> Self {
        let Summary { files, actions, errors, warnings, known, timed, fixable: _ } = summary;
        Self { files, actions, errors, warnings, known, timed }
    }
}

#[derive(Debug, Serialize)]
struct DiagnosticJson<'f> {
    rule: &'static str,
    severity: &'static str,
    message: &'f str,
    path: &'f str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    plan: Option<&'f str>,
    r#ref: Option<&'f str>,
    help: Option<&'f str>,
    timed: bool,
}

impl<'f> DiagnosticJson<'f> {
    fn of(finding: &'f Finding) -> Self {
        let (diagnostic, place) = (&finding.diagnostic, &finding.diagnostic.place);
        let RuleName(rule) = diagnostic.rule;
        let (start, end) = finding.site.stretch.as_ref().map(|stretch| (stretch.start, stretch.end)).unzip();
        Self {
            rule,
            severity: diagnostic.severity.word(),
            message: &diagnostic.message,
            path: &finding.site.path,
            line: start.map(|start| start.line),
            column: start.map(|start| start.column),
            end_line: end.map(|end| end.line),
            end_column: end.map(|end| end.column),
            plan: place.plan.as_deref(),
            r#ref: place.reference.as_deref(),
            help: diagnostic.help.as_deref(),
            timed: diagnostic.timed,
        }
    }
}
