//! What is wrong with the plans, told to the editor file by file: when it comes up, when it changes, and when it is put
//! right.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, NumberOrString,
    PublishDiagnosticsParams, Uri,
};

use super::answers::Ground;
use super::shelves::Home;
use super::text::Text;
use crate::diagnostic::{Finding, Severity, Site};
use crate::render::style::visible;

/// What has been told of each file that has problems or is open.
#[derive(Debug, Default)]
pub(super) struct Told {
    files: BTreeMap<Home, Notice>,
}

/// What was told of a file.
#[derive(Debug, Clone, PartialEq)]
struct Notice {
    uri: Uri,
    version: Option<i32>,
    problems: Vec<Diagnostic>,
}

impl Told {
    /// What there is to tell of a plans folder, now that these problems stand in it; nothing of files of which the
    /// same has been told before.
    pub(super) fn news(&mut self, now: &Ground<'_>) -> Vec<PublishDiagnosticsParams> {
        self.changed(&now.folder, notices(now))
    }

    /// What there is to tell of a plans folder that is not there any more.
    pub(super) fn end_of(&mut self, folder: &Path) -> Vec<PublishDiagnosticsParams> {
        self.changed(folder, BTreeMap::new())
    }

    fn changed(&mut self, folder: &Path, mut notices: BTreeMap<Home, Notice>) -> Vec<PublishDiagnosticsParams> {
        let gone: Vec<_> =
            self.files.keys().filter(|home| home.folder == folder && !notices.contains_key(home)).cloned().collect();
        let mut news = Vec::new();
        for home in gone {
            if let Some(notice) = self.files.remove(&home).filter(|notice| !notice.problems.is_empty()) {
                news.push(PublishDiagnosticsParams::new(notice.uri, Vec::new(), None));
            }
        }
        notices.retain(|home, notice| self.files.get(home) != Some(notice));
        for (home, notice) in notices {
            let Notice { uri, version, problems } = notice.clone();
            if let Some(old) = self.files.insert(home, notice).filter(|old| old.uri != uri && !old.problems.is_empty())
            {
                news.push(PublishDiagnosticsParams::new(old.uri, Vec::new(), None));
            }
            news.push(PublishDiagnosticsParams::new(uri, problems, version));
        }
        news
    }
}

/// What there is to say of each file: those with problems, and those that are open.
fn notices(ground: &Ground<'_>) -> BTreeMap<Home, Notice> {
    let mut notices = BTreeMap::new();
    for (home, document) in ground.documents.of_plans().filter(|(home, _)| home.folder == ground.folder) {
        let (uri, version) = (document.uri.clone(), Some(document.version));
        notices.insert(home.clone(), Notice { uri, version, problems: Vec::new() });
    }
    for finding in &*ground.findings {
        let file = &finding.diagnostic.place.file;
        let Some(location) = location(ground, file, &finding.site) else { continue };
        let problem = problem(ground, finding, &location);
        let unopened = Notice { uri: location.uri, version: None, problems: Vec::new() };
        notices.entry(ground.home(file)).or_insert(unopened).problems.push(problem);
    }
    notices
}

fn problem(ground: &Ground<'_>, finding: &Finding, location: &Location) -> Diagnostic {
    let found = &finding.diagnostic;
    let message = match &found.help {
        Some(help) => format!("{}\nhelp: {help}", found.message),
        None => found.message.clone(),
    };
    Diagnostic {
        range: location.range,
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(found.rule.to_string())),
        source: Some("vawg".to_owned()),
        message: visible(&message).into_owned(),
        related_information: ground.client.shows_related.then(|| related(ground, finding)),
        tags: (found.rule.0 == "unused-baseline").then(|| vec![DiagnosticTag::UNNECESSARY]),
        ..Diagnostic::default()
    }
}

fn related(ground: &Ground<'_>, finding: &Finding) -> Vec<DiagnosticRelatedInformation> {
    let also = finding.diagnostic.also.iter().zip(&finding.also);
    let related = also.filter_map(|((place, _), (site, what))| {
        let location = location(ground, &place.file, site)?;
        Some(DiagnosticRelatedInformation { location, message: visible(what).into_owned() })
    });
    related.collect()
}

/// Where something stands: the bytes that are meant, or the first line of the file.
fn location(ground: &Ground<'_>, file: &str, site: &Site) -> Option<Location> {
    let range = match (ground.documents.at(&ground.home(file)), &site.stretch) {
        (Some(document), Some(stretch)) => document.text.range(&stretch.span),
        (Some(document), None) => document.text.first_line(),
        (None, Some(stretch)) => Text::on_disk(Arc::clone(&stretch.text), ground.client.encoding).range(&stretch.span),
        (None, None) => ground.text(file).map(|text| text.first_line()).unwrap_or_default(),
    };
    Some(Location { uri: ground.uri(file)?, range })
}
