//! Problems as a test report in the manner of `JUnit`: a suite for each plan, a case for each of its files.
//!
//! The form that Jenkins, GitLab and GitHub's reporters share: <https://github.com/testmoapp/junitxml>

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_xml::escape::escape;

use crate::diagnostic::{Diagnostic, Finding, Severity};
use crate::model::{acts_in_a_line, acts_on_terminals, counted, in_one_line, spelled_out};
use crate::rules::verdict::Deny;

/// The files of a plan, with what is wrong with them.
#[derive(Debug)]
pub struct Suite {
    name: String,
    /// By their path, each at its place in the order in which they came.
    numbers: BTreeMap<String, usize>,
    cases: Vec<Case>,
}

/// A file.
#[derive(Debug)]
struct Case {
    path: String,
    failures: Vec<Problem>,
    /// What is said of it without its check failing.
    warnings: Vec<Problem>,
}

/// A problem of a file.
#[derive(Debug)]
pub struct Problem {
    /// The folder name of its plan.
    pub plan: Option<String>,
    path: String,
    rule: &'static str,
    message: String,
    /// All there is to say, in lines.
    text: String,
    fails: bool,
}

impl Problem {
    /// A problem, which fails its file if it is an error or a denied warning.
    #[must_use]
    pub fn of(finding: &Finding, deny: Option<Deny>) -> Self {
        let (diagnostic, start) = (&finding.diagnostic, finding.site.start());
        let Diagnostic { rule, severity, message, help, .. } = diagnostic;
        let (path, shown) = (&finding.site.path, in_one_line(&finding.site.path));
        let help = help.as_ref().map(|help| format!("help: {help}\n")).unwrap_or_default();
        let fails = match severity {
            Severity::Error => true,
            Severity::Warning => deny.is_some_and(|deny| deny.denies(diagnostic)),
        };
        Self {
            plan: diagnostic.place.plan.clone(),
            path: path.clone(),
            rule: rule.0,
            message: message.clone(),
            text: format!("{shown}:{}:{}: {}[{rule}]: {message}\n{help}", start.line, start.column, severity.word()),
            fails,
        }
    }
}

impl Suite {
    /// A plan with these files, by their paths; more come with their problems.
    #[must_use]
    pub fn new(name: &str, files: impl IntoIterator<Item = String>) -> Self {
        let mut suite = Self { name: name.to_owned(), numbers: BTreeMap::new(), cases: Vec::new() };
        for file in files {
            suite.case(&file);
        }
        suite
    }

    /// The folder name of the plan.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Adds what is wrong with one of the files.
    pub fn add(&mut self, problem: Problem) {
        if let Some(case) = self.case(&problem.path) {
            if problem.fails { case.failures.push(problem) } else { case.warnings.push(problem) }
        }
    }

    /// The suite, with what is wrong with one of its files.
    #[must_use]
    pub fn with(mut self, problem: Problem) -> Self {
        self.add(problem);
        self
    }

    fn case(&mut self, path: &str) -> Option<&mut Case> {
        let next = self.cases.len();
        let number = *self.numbers.entry(path.to_owned()).or_insert(next);
        if number == next {
            self.cases.push(Case { path: path.to_owned(), failures: Vec::new(), warnings: Vec::new() });
        }
        self.cases.get_mut(number)
    }

    /// The plan as the report has it.
    #[must_use]
    pub fn laid_out(&self) -> LaidOut {
        let (tests, failures) = (self.cases.len(), self.cases.iter().filter(|case| !case.failures.is_empty()).count());
        let mut text = Vec::new();
        // A vector takes everything that is written to it.
        let _ = write_suite(&mut text, self, (tests, failures));
        LaidOut { text, tests, failures }
    }
}

/// A suite, ready to be written with others.
#[derive(Debug)]
pub struct LaidOut {
    text: Vec<u8>,
    tests: usize,
    failures: usize,
}

/// Writes the report.
///
/// # Errors
///
/// The writer does not take it.
pub fn write(out: &mut impl Write, suites: &[LaidOut]) -> io::Result<()> {
    let tests: usize = suites.iter().map(|suite| suite.tests).sum();
    let failures: usize = suites.iter().map(|suite| suite.failures).sum();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="vawg check" tests="{tests}" failures="{failures}" errors="0">"#)?;
    suites.iter().try_for_each(|suite| out.write_all(&suite.text))?;
    writeln!(out, "</testsuites>")
}

fn write_suite(out: &mut impl Write, suite: &Suite, (tests, failures): (usize, usize)) -> io::Result<()> {
    let name = attribute(&suite.name);
    let sums = format!(r#"tests="{tests}" failures="{failures}" errors="0" skipped="0""#);
    writeln!(out, r#"  <testsuite name="{name}" {sums}>"#)?;
    suite.cases.iter().try_for_each(|case| write_case(out, &name, case))?;
    writeln!(out, "  </testsuite>")
}

fn write_case(out: &mut impl Write, plan: &str, case: &Case) -> io::Result<()> {
    let path = attribute(&case.path);
    write!(out, r#"    <testcase name="{path}" classname="{plan}" file="{path}""#)?;
    if case.failures.is_empty() && case.warnings.is_empty() {
        return writeln!(out, "/>");
    }
    writeln!(out, ">")?;
    if let [first, others @ ..] = case.failures.as_slice() {
        let more = if others.is_empty() { String::new() } else { format!(" (and {} more)", others.len()) };
        let message = attribute(&format!("{}{more}", first.message));
        writeln!(
            out,
            r#"      <failure type="{}" message="{message}">{}</failure>"#,
            first.rule,
            texts(&case.failures)
        )?;
    }
    if !case.warnings.is_empty() {
        let sum = counted(case.warnings.len(), "warning");
        writeln!(out, "      <system-out>{sum}\n{}</system-out>", texts(&case.warnings))?;
    }
    writeln!(out, "    </testcase>")
}

/// What problems say, as the text of an element.
fn texts(problems: &[Problem]) -> String {
    let texts: String = problems.iter().map(|problem| problem.text.as_str()).collect();
    escape(spelled_out(&texts, acts_on_terminals)).into_owned()
}

/// A text as the value of an attribute, in which XML keeps neither ends of lines nor tabs.
fn attribute(text: &str) -> String {
    escape(spelled_out(text, acts_in_a_line)).into_owned()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{Problem, Suite, write};
    use crate::diagnostic::{Diagnostic, Finding, RuleName, Site};
    use crate::source::Place;

    #[test]
    fn no_text_ends_an_element_or_spoils_the_report() {
        let message = "`</failure>]]>&\"\n\u{0}\u{1b}\u{fffe}`";
        let diagnostic = Diagnostic::error(RuleName("placeholder"), Place::file("a.toml", None), message);
        let site = Site { path: "a\"<b>\n.toml".to_owned(), stretch: None };
        let mut plan = Suite::new("R&D", ["sound.toml".to_owned()]);
        plan.add(Problem::of(&Finding { diagnostic, site, also: Vec::new() }, None));
        let mut out = Vec::new();
        write(&mut out, &[plan.laid_out()]).expect("a vector takes it all");
        let text = String::from_utf8(out).expect("UTF-8");
        roxmltree::Document::parse(&text).expect("XML");
        assert_snapshot!(text, @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="vawg check" tests="2" failures="1" errors="0">
          <testsuite name="R&amp;D" tests="2" failures="1" errors="0" skipped="0">
            <testcase name="sound.toml" classname="R&amp;D" file="sound.toml"/>
            <testcase name="a&quot;&lt;b&gt;\n.toml" classname="R&amp;D" file="a&quot;&lt;b&gt;\n.toml">
              <failure type="placeholder" message="`&lt;/failure&gt;]]&gt;&amp;&quot;\n\u{0}\u{1b}\u{fffe}`">a&quot;&lt;b&gt;\n.toml:1:1: error[placeholder]: `&lt;/failure&gt;]]&gt;&amp;&quot;
        \u{0}\u{1b}\u{fffe}`
        </failure>
            </testcase>
          </testsuite>
        </testsuites>
        "#);
    }
}
