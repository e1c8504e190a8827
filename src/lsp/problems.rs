//! What is wrong with the plans, told to the editor file by file: when it comes up, when it changes, and when it is put
//! right.

use std::collections::BTreeMap;
use std::path::Path;

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, NumberOrString,
    PublishDiagnosticsParams, Uri,
};

use super::client::Client;
use super::documents::Documents;
use super::shelves::Home;
use super::text::Text;
use crate::diagnostic::{Finding, Severity, Site};
use crate::language::Desk;

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
    pub(super) fn news(&mut self, folder: &Path, now: &Board<'_>) -> Vec<PublishDiagnosticsParams> {
        self.changed(folder, now.notices(folder))
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

/// What is wrong in a plans folder, and what it takes to say so to an editor.
pub(super) struct Board<'b> {
    pub desk: &'b Desk,
    pub documents: &'b Documents,
    pub client: &'b Client,
    pub findings: &'b [Finding],
}

impl Board<'_> {
    /// What there is to say of each file: those with problems, and those that are open.
    fn notices(&self, folder: &Path) -> BTreeMap<Home, Notice> {
        let mut notices = BTreeMap::new();
        for (home, document) in self.documents.of_plans().filter(|(home, _)| home.folder == folder) {
            let (uri, version) = (document.uri.clone(), Some(document.version));
            notices.insert(home.clone(), Notice { uri, version, problems: Vec::new() });
        }
        for finding in self.findings {
            let home = Home { folder: folder.to_owned(), file: finding.diagnostic.place.file.clone() };
            let Some(location) = self.location(&home, &finding.site) else { continue };
            let problem = self.problem(folder, finding, &location);
            let notice =
                notices.entry(home).or_insert(Notice { uri: location.uri, version: None, problems: Vec::new() });
            notice.problems.push(problem);
        }
        notices
    }

    fn problem(&self, folder: &Path, finding: &Finding, location: &Location) -> Diagnostic {
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
            message,
            related_information: self.client.shows_related.then(|| self.related(folder, finding)),
            tags: (found.rule.0 == "unused-baseline").then(|| vec![DiagnosticTag::UNNECESSARY]),
            ..Diagnostic::default()
        }
    }

    fn related(&self, folder: &Path, finding: &Finding) -> Vec<DiagnosticRelatedInformation> {
        let also = finding.diagnostic.also.iter().zip(&finding.also);
        let related = also.filter_map(|((place, _), (site, what))| {
            let home = Home { folder: folder.to_owned(), file: place.file.clone() };
            Some(DiagnosticRelatedInformation { location: self.location(&home, site)?, message: what.clone() })
        });
        related.collect()
    }

    /// Where something stands, by the address under which the editor has it open.
    fn location(&self, home: &Home, site: &Site) -> Option<Location> {
        let open = self.documents.at(home);
        let uri = match open {
            Some(document) => document.uri.clone(),
            None => super::address::uri_of(&home.folder.join(&home.file))?,
        };
        let text = || Some(Text::on_disk(self.desk.text(&home.file)?, self.client.encoding));
        let range = match (open, &site.stretch) {
            (Some(document), Some(stretch)) => document.text.range(&stretch.span),
            (Some(document), None) => document.text.first_line(),
            (None, Some(stretch)) => {
                Text::on_disk(std::sync::Arc::clone(&stretch.text), self.client.encoding).range(&stretch.span)
            }
            (None, None) => text().map(|text| text.first_line()).unwrap_or_default(),
        };
        Some(Location { uri, range })
    }
}
