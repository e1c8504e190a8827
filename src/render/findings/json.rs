//! Problems for other programs: a contract, version 1, only ever added to.

use std::io::{self, Write};

use schemars::JsonSchema;
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

/// Problems, with how many there are.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "says what is written problem by problem")]
pub(in crate::render) struct CheckJson<'f> {
    /// The version of this contract: 1.
    version: u32,
    /// How much was looked at and found.
    summary: SummaryJson,
    /// The problems, in the order of the files.
    diagnostics: Vec<DiagnosticJson<'f>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct SummaryJson {
    /// How many files were read.
    files: usize,
    /// How many actions there are.
    actions: usize,
    /// How many problems are errors.
    errors: usize,
    /// How many problems are warnings.
    warnings: usize,
    /// How many problems baseline.toml accepts; they are not among the problems.
    known: usize,
    /// How many of the warnings come with the date.
    timed: usize,
}

impl SummaryJson {
    const fn of(summary: Summary) -> Self {
        let Summary { files, actions, errors, warnings, known, timed, fixable: _ } = summary;
        Self { files, actions, errors, warnings, known, timed }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct DiagnosticJson<'f> {
    /// The rule that is broken.
    rule: &'static str,
    /// How bad it is: `error` or `warning`.
    severity: &'static str,
    /// What is wrong.
    message: &'f str,
    /// The path of the file.
    path: &'f str,
    /// The line in which it begins, from 1.
    line: Option<usize>,
    /// The column in which it begins, from 1, in characters.
    column: Option<usize>,
    /// The line in which it ends.
    end_line: Option<usize>,
    /// The column in which it ends.
    end_column: Option<usize>,
    /// The folder of the plan.
    plan: Option<&'f str>,
    /// The reference of the action or objective, or the folder of the theme.
    r#ref: Option<&'f str>,
    /// What to type next.
    help: Option<&'f str>,
    /// Whether it comes with the date.
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
