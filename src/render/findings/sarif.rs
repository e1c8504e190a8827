//! Problems as SARIF 2.1.0, for code scanning, editors and viewers.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html>

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::fingerprint::{Fingerprints, identity};
use crate::diagnostic::{Diagnostic, Finding, RuleName, Severity, Site, Stretch};
use crate::render::style::visible;
use crate::render::{explain, json};
use crate::rules::{self, Rule};
use crate::ui::Look;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The folder that paths count from.
const BASE: &str = "SRCROOT";

/// How a problem stands to the baseline of its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Fresh,
    /// Accepted; it points last to the entry that does so.
    Known,
}

/// A problem as SARIF has it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultJson {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprint,
    /// Where one result says whether it is accepted, every other has to.
    suppressions: Vec<Suppression>,
    properties: Properties,
}

impl ResultJson {
    /// A problem, with its fingerprint still to be made.
    #[must_use]
    pub fn of(finding: &Finding, standing: Standing) -> Self {
        let diagnostic = &finding.diagnostic;
        let (also, entry) = match (standing, finding.also.split_last()) {
            (Standing::Known, Some(((_, reason), others))) => (others, Some(reason)),
            (Standing::Known | Standing::Fresh, _) => (finding.also.as_slice(), None),
        };
        let help = diagnostic.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        Self {
            rule_id: diagnostic.rule.0,
            rule_index: None,
            level: diagnostic.severity.word(),
            message: Text::of(&format!("{}{help}", diagnostic.message)),
            locations: [Location::of(&finding.site, None)],
            related_locations: also.iter().map(|(site, what)| Location::of(site, Some(what))).collect(),
            partial_fingerprints: Fingerprint { problem: identity(diagnostic) },
            suppressions: entry.map(|reason| Suppression::of(reason)).into_iter().collect(),
            properties: Properties::of(diagnostic),
        }
    }
}

/// A text that readers may take for Markdown or for one with links.
#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

impl Text {
    /// A text from a file: nothing in it acts, and no `[words](target)` in it is a link.
    fn of(text: &str) -> Self {
        Self { text: visible(text).replace("](", "] (") }
    }
}

#[derive(Debug, Serialize)]
struct Fingerprint {
    #[serde(rename = "problem/v1")]
    problem: String,
}

#[derive(Debug, Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

impl Suppression {
    /// What an entry of a baseline says, which stands in a file of its own.
    fn of(reason: &str) -> Self {
        Self { kind: "external", status: "accepted", justification: visible(reason).into_owned() }
    }
}

/// What SARIF has no name for.
#[derive(Debug, Serialize)]
struct Properties {
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#ref: Option<String>,
    /// Whether it comes with the date rather than with the files.
    timed: bool,
}

impl Properties {
    fn of(diagnostic: &Diagnostic) -> Self {
        let shown = |text: &Option<String>| text.as_deref().map(|text| visible(text).into_owned());
        let place = &diagnostic.place;
        Self { plan: shown(&place.plan), r#ref: shown(&place.reference), timed: diagnostic.timed }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

impl Location {
    fn of(site: &Site, message: Option<&str>) -> Self {
        let physical_location =
            Physical { artifact_location: Artifact::of(&site.path), region: Region::of(site.stretch.as_ref()) };
        Self { physical_location, message: message.map(Text::of) }
    }
}

impl Artifact {
    fn of(path: &str) -> Self {
        match path.strip_prefix('/') {
            Some(path) => Self { uri: format!("file:///{}", encoded(path)), uri_base_id: None },
            None => Self { uri: encoded(path), uri_base_id: Some(BASE) },
        }
    }
}

impl Region {
    /// A part of a file; a file as a whole is shown at its first line, since code scanning takes no problem without one.
    fn of(stretch: Option<&Stretch>) -> Self {
        let Some(Stretch { start, end, .. }) = stretch else {
            return Self { start_line: 1, start_column: None, end_line: None, end_column: None };
        };
        Self {
            start_line: start.line,
            start_column: Some(start.column),
            end_line: Some(end.line),
            end_column: Some(end.column),
        }
    }
}

/// A path as a URI: what is neither a letter or digit of ASCII nor one of `-._~/` as the codes of its bytes (RFC 3986).
fn encoded(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(byte.into());
        } else {
            uri.extend([format!("%{byte:02X}")]);
        }
        uri
    })
}

/// A rule with its reasons, as `explain` tells them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleJson {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    help: Text,
    default_configuration: Level,
}

#[derive(Debug, Serialize)]
struct Level {
    level: &'static str,
}

impl RuleJson {
    fn of(rule: &Rule) -> Self {
        let help = explain::rule(rule, Look { width: Some(80), color: false });
        let level = match rule.level {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        Self {
            id: rule.name.0,
            short_description: Text::of(rule.summary),
            full_description: Text::of(rule.why),
            help: Text::of(&help),
            default_configuration: Level { level },
        }
    }
}

/// Writes the one log that holds every problem.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    is_first: bool,
    fingerprints: Fingerprints,
    /// The rules that have found something, by name.
    rules: Vec<RuleName>,
}

impl<W: Write> Writer<W> {
    /// Writes what comes before the problems: the program, and the rules that have found some.
    ///
    /// # Errors
    ///
    /// The writer does not take it.
    pub fn start(mut out: W, found: &BTreeSet<RuleName>) -> io::Result<Self> {
        let rules: Vec<_> = found.iter().filter_map(|name| rules::named(name.0)).collect();
        let version = env!("CARGO_PKG_VERSION");
        write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{{")?;
        write!(out, "\"name\":\"vawg\",\"semanticVersion\":\"{version}\",\"rules\":")?;
        json::append(&mut out, &rules.iter().map(|rule| RuleJson::of(rule)).collect::<Vec<_>>())?;
        write!(out, "}}}},\"originalUriBaseIds\":{{\"{BASE}\":{{\"description\":{{\"text\":\"The top of the ")?;
        write!(
            out,
            "repository, or else the working folder.\"}}}}}},\"columnKind\":\"unicodeCodePoints\",\"results\":["
        )?;
        let rules = rules.into_iter().map(|rule| rule.name).collect();
        Ok(Self { out, is_first: true, fingerprints: Fingerprints::default(), rules })
    }

    /// Writes problems, a line each.
    ///
    /// # Errors
    ///
    /// The writer does not take it.
    pub fn results(&mut self, results: Vec<ResultJson>) -> io::Result<()> {
        for mut result in results {
            result.rule_index = self.rules.iter().position(|rule| rule.0 == result.rule_id);
            let problem = self.fingerprints.next(result.partial_fingerprints.problem);
            result.partial_fingerprints = Fingerprint { problem };
            self.out.write_all(if self.is_first { b"\n" } else { b",\n" })?;
            self.is_first = false;
            json::append(&mut self.out, &result)?;
        }
        Ok(())
    }

    /// Writes what comes after the problems.
    ///
    /// # Errors
    ///
    /// The writer does not take it.
    pub fn end(mut self) -> io::Result<()> {
        self.out.write_all(if self.is_first { b"]}]}\n" } else { b"\n]}]}\n" })
    }
}

#[cfg(test)]
mod tests {
    use super::{Artifact, Text};

    #[test]
    fn a_path_is_a_uri_and_a_whole_one_says_so() {
        let artifact = Artifact::of("plans/a b/100%:é#?.toml");
        assert_eq!(
            (artifact.uri.as_str(), artifact.uri_base_id),
            ("plans/a%20b/100%25%3A%C3%A9%23%3F.toml", Some("SRCROOT"))
        );
        let artifact = Artifact::of("/srv/plans/a.toml");
        assert_eq!((artifact.uri.as_str(), artifact.uri_base_id), ("file:///srv/plans/a.toml", None));
    }

    #[test]
    fn a_text_makes_no_link() {
        assert_eq!(
            Text::of("[here](https://wendale.example)\u{202e}").text,
            "[here] (https://wendale.example)\\u{202e}"
        );
    }
}
