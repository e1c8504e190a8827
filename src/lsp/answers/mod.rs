//! Answers of [`crate::language`], in the words of the protocol: a file a question.

mod completion;
mod edits;
mod follow;
mod hints;
mod hover;
mod note;
mod places;
mod remedies;
mod rename;
pub(super) mod symbols;

pub(super) use completion::completion;
pub(super) use follow::follow;
pub(super) use hints::hints;
pub(super) use hover::hover;
pub(super) use places::{definition, references};
pub(super) use remedies::remedies;
pub(super) use rename::{renamable, rename};

use std::path::PathBuf;
use std::sync::Arc;

use lsp_types::{Location, Uri};

use super::address;
use super::client::Client;
use super::documents::Documents;
use super::shelves::Home;
use super::text::Text;
use crate::diagnostic::Finding;
use crate::language::Desk;
use crate::source::Span;

/// What a question about the files of one plans folder is answered from, and its problems are told from.
pub(super) struct Ground<'g> {
    pub desk: Arc<Desk>,
    /// The plans folder.
    pub folder: PathBuf,
    /// What is wrong in it, where that was asked for.
    pub findings: Arc<[Finding]>,
    pub documents: &'g Documents,
    pub client: &'g Client,
}

/// A byte of a file that a question is about.
pub(super) struct Spot<'g> {
    pub ground: Ground<'g>,
    /// The file, from the plans folder.
    pub file: String,
    pub text: Text,
    pub byte: usize,
}

impl Ground<'_> {
    /// The text of a file as the editor sees it, or would.
    pub(super) fn text(&self, file: &str) -> Option<Text> {
        match self.documents.at(&self.home(file)) {
            Some(document) => Some(document.text.clone()),
            None => Some(Text::on_disk(self.desk.text(file)?, self.client.encoding)),
        }
    }

    /// The address of a file, as the editor knows it.
    pub(super) fn uri(&self, file: &str) -> Option<Uri> {
        match self.documents.at(&self.home(file)) {
            Some(document) => Some(document.uri.clone()),
            None => address::uri_of(&self.folder.join(file)),
        }
    }

    /// A stretch of a file as a place to go to.
    pub(super) fn location(&self, file: &str, span: &Span) -> Option<Location> {
        Some(Location { uri: self.uri(file)?, range: self.text(file)?.range(span) })
    }

    pub(super) fn home(&self, file: &str) -> Home {
        Home { folder: self.folder.clone(), file: file.to_owned() }
    }
}
