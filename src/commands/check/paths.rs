//! By which paths the reader of an answer knows the files: from the working folder, or from the top of their repository.

use super::Format;
use crate::diagnostic::{Diagnostic, Finding, Site};
use crate::history::{Archive, HistoryError};
use crate::source::Place;
use crate::store::{self, Root, Texts};

/// How the files of a plans folder are named.
pub(super) struct Paths<'r> {
    root: &'r Root,
    /// Nothing where paths count from the working folder, as they do outside a repository.
    archive: Option<Archive>,
}

impl<'r> Paths<'r> {
    /// Paths from the working folder.
    pub(super) const fn from_here(root: &'r Root) -> Self {
        Self { root, archive: None }
    }

    /// Paths as the reader of a format knows them.
    ///
    /// # Errors
    ///
    /// git cannot tell where the top of the repository is.
    pub(super) fn of(format: Format, root: &'r Root) -> Result<Self, HistoryError> {
        let archive = match format {
            Format::Human | Format::Short | Format::Json => None,
            Format::Github | Format::Gitlab | Format::Sarif | Format::Junit => match Archive::of(root) {
                Ok(archive) => Some(archive),
                Err(HistoryError::NoRepository { .. }) => None,
                Err(error) => return Err(error),
            },
        };
        Ok(Self { root, archive })
    }

    /// The path of a file of the plans folder.
    pub(super) fn path(&self, file: &str) -> String {
        let from_top = self.archive.as_ref().and_then(|archive| archive.path_of(file));
        from_top.unwrap_or_else(|| self.root.shown(file))
    }

    /// Where problems stand.
    pub(super) fn findings(&self, problems: Vec<Diagnostic>) -> Vec<Finding> {
        self.named(store::findings(self.root, problems))
    }

    /// The same for problems of a plan whose texts are still there.
    pub(super) fn findings_in(&self, texts: &Texts, problems: Vec<Diagnostic>) -> Vec<Finding> {
        self.named(texts.findings(self.root, problems))
    }

    fn named(&self, mut found: Vec<Finding>) -> Vec<Finding> {
        if self.archive.is_some() {
            let name = |site: &mut Site, place: &Place| site.path = self.path(&place.file);
            for finding in &mut found {
                name(&mut finding.site, &finding.diagnostic.place);
                for ((site, _), (place, _)) in finding.also.iter_mut().zip(&finding.diagnostic.also) {
                    name(site, place);
                }
            }
        }
        found
    }
}
