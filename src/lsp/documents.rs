//! The texts that are open in the editor, as it tells of them.

use std::collections::BTreeMap;

use lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, TextDocumentItem, Uri,
};

use super::shelves::Home;
use super::text::{Encoding, Text};

/// A text that is open.
#[derive(Debug)]
pub(super) struct Document {
    pub uri: Uri,
    pub version: i32,
    pub text: Text,
    /// The file of a plan that it is; nothing for a text that is part of none.
    pub home: Option<Home>,
}

/// The open texts by their addresses.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: BTreeMap<String, Document>,
}

impl Documents {
    pub(super) fn open(&mut self, params: DidOpenTextDocumentParams, home: Option<Home>, encoding: Encoding) {
        let TextDocumentItem { uri, version, text, .. } = params.text_document;
        let text = Text::open(text, encoding);
        self.open.insert(uri.as_str().to_owned(), Document { uri, version, text, home });
    }

    /// Makes the changes of a text, in the order in which they come; gives what it is part of.
    pub(super) fn change(&mut self, params: DidChangeTextDocumentParams) -> Option<Home> {
        let document = self.open.get_mut(params.text_document.uri.as_str())?;
        for change in params.content_changes {
            document.text.change(change);
        }
        document.version = params.text_document.version;
        document.home.clone()
    }

    pub(super) fn close(&mut self, params: &DidCloseTextDocumentParams) -> Option<Home> {
        self.open.remove(params.text_document.uri.as_str())?.home
    }

    /// An open text by its address.
    pub(super) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.open.get(uri.as_str())
    }

    /// The open text of a file of a plan.
    pub(super) fn at(&self, home: &Home) -> Option<&Document> {
        self.open.values().find(|document| document.home.as_ref() == Some(home))
    }

    /// The open texts of files of plans, each with the file.
    pub(super) fn of_plans(&self) -> impl Iterator<Item = (&Home, &Document)> {
        self.open.values().filter_map(|document| Some((document.home.as_ref()?, document)))
    }

    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut Document> {
        self.open.values_mut()
    }
}
