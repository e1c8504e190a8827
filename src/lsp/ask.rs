//! Questions about plans: what each is about is found, and the answer given.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use lsp_server::{ErrorCode, Request};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, GotoDefinition, HoverRequest, InlayHintRequest,
    PrepareRenameRequest, References, Rename, Request as Asked, WillRenameFiles, WorkspaceSymbolRequest,
};
use lsp_types::{
    CodeActionParams, DocumentSymbolParams, InlayHintParams, ReferenceParams, RenameFilesParams, RenameParams,
    TextDocumentPositionParams, Uri, WorkspaceEdit, WorkspaceSymbol, WorkspaceSymbolParams,
};
use serde_json::Value;

use super::address;
use super::answers::{self, Ground, Spot};
use super::server::{Refusal, Server, failed, params, refused, value};
use super::shelves::Home;
use crate::language::OwnPlace;

/// What a question is answered from.
#[derive(Debug, Clone, Copy)]
enum Needs {
    /// The plans as they stand.
    Plans,
    /// What is wrong in them, too.
    Problems,
}

impl<W: Write> Server<'_, W> {
    /// Answers a question; what is asked of a text outside any plan has an empty answer.
    pub(super) fn ask(&mut self, request: Request) -> Result<Value, Refusal> {
        let asked = request.params;
        match request.method.as_str() {
            HoverRequest::METHOD => {
                let spot = self.spot(&params(asked)?, Needs::Problems)?;
                value(spot.as_ref().and_then(answers::hover))
            }
            Completion::METHOD => {
                let spot = self.spot(&params(asked)?, Needs::Plans)?;
                value(spot.as_ref().map(answers::completion))
            }
            GotoDefinition::METHOD => {
                let spot = self.spot(&params(asked)?, Needs::Plans)?;
                value(spot.as_ref().and_then(answers::definition))
            }
            References::METHOD => {
                let asked: ReferenceParams = params(asked)?;
                let own = if asked.context.include_declaration { OwnPlace::Included } else { OwnPlace::LeftOut };
                let spot = self.spot(&asked.text_document_position, Needs::Plans)?;
                value(spot.as_ref().map(|spot| answers::references(spot, own)))
            }
            PrepareRenameRequest::METHOD => {
                let spot = self.spot(&params(asked)?, Needs::Plans)?;
                value(spot.as_ref().and_then(answers::renamable))
            }
            Rename::METHOD => {
                let asked: RenameParams = params(asked)?;
                let spot = self.spot(&asked.text_document_position, Needs::Plans)?;
                let renamed = spot.as_ref().map(|spot| answers::rename(spot, &asked.new_name)).transpose();
                value(renamed.map_err(failed)?)
            }
            method => self.ask_of_files(method, asked),
        }
    }

    /// Answers a question about a file as a whole, or about all of them.
    fn ask_of_files(&mut self, method: &str, asked: Value) -> Result<Value, Refusal> {
        match method {
            CodeActionRequest::METHOD => {
                let asked: CodeActionParams = params(asked)?;
                let ground = self.ground(&asked.text_document.uri, Needs::Problems)?;
                value(ground.and_then(|(ground, file)| answers::remedies(&ground, &file, &asked)))
            }
            DocumentSymbolRequest::METHOD => {
                let asked: DocumentSymbolParams = params(asked)?;
                let ground = self.ground(&asked.text_document.uri, Needs::Plans)?;
                value(ground.and_then(|(ground, file)| answers::symbols::of_file(&ground, &file)))
            }
            WorkspaceSymbolRequest::METHOD => {
                let asked: WorkspaceSymbolParams = params(asked)?;
                value(self.symbols(&asked.query)?)
            }
            WillRenameFiles::METHOD => {
                let asked: RenameFilesParams = params(asked)?;
                value(self.follow(&asked)?)
            }
            InlayHintRequest::METHOD => {
                let asked: InlayHintParams = params(asked)?;
                let ground = self.ground(&asked.text_document.uri, Needs::Plans)?;
                value(ground.and_then(|(ground, file)| answers::hints(&ground, &file, asked.range)))
            }
            method => Err(refused(ErrorCode::MethodNotFound, format!("`{method}` is not known here"))),
        }
    }

    /// The place that a question is about; nothing outside any plan.
    fn spot(&mut self, asked: &TextDocumentPositionParams, needs: Needs) -> Result<Option<Spot<'_>>, Refusal> {
        let Some((ground, file)) = self.ground(&asked.text_document.uri, needs)? else { return Ok(None) };
        let Some(text) = ground.text(&file) else { return Ok(None) };
        let byte = text.byte(asked.position);
        Ok(Some(Spot { ground, file, text, byte }))
    }

    /// The plans that a file is part of, and its path from their folder; nothing for a file outside any plan.
    fn ground(&mut self, uri: &Uri, needs: Needs) -> Result<Option<(Ground<'_>, String)>, Refusal> {
        let home = match self.documents.get(uri) {
            Some(document) => document.home.clone(),
            None => address::path_of(uri).and_then(|path| self.shelves.known_home(&path)),
        };
        let Some(Home { folder, file }) = home else { return Ok(None) };
        Ok(Some((self.ground_of(folder, needs)?, file)))
    }

    /// The parts of all plans whose names hold a text.
    fn symbols(&mut self, wanted: &str) -> Result<Vec<WorkspaceSymbol>, Refusal> {
        let folders: Vec<_> = self.shelves.all().iter().map(|shelf| shelf.root.folder().to_owned()).collect();
        let found = folders.into_iter().map(|folder| {
            let ground = self.ground_of(folder, Needs::Plans)?;
            Ok(answers::symbols::of_plans(&ground, wanted))
        });
        Ok(found.collect::<Result<Vec<_>, Refusal>>()?.concat())
    }

    /// What has to follow when a file gets another name; of several at once nobody knows what their editor means.
    fn follow(&mut self, asked: &RenameFilesParams) -> Result<Option<WorkspaceEdit>, Refusal> {
        let [renamed] = asked.files.as_slice() else { return Ok(None) };
        let home = |address: &str| {
            let uri: Uri = address.parse().ok()?;
            self.shelves.known_home(&address::path_of(&uri)?)
        };
        match home(&renamed.old_uri).zip(home(&renamed.new_uri)) {
            Some((from, to)) if from.folder == to.folder => {
                let ground = self.ground_of(from.folder, Needs::Plans)?;
                Ok(answers::follow(&ground, &from.file, &to.file))
            }
            Some(_) | None => Ok(None),
        }
    }

    /// The plans of a plans folder.
    fn ground_of(&mut self, folder: PathBuf, needs: Needs) -> Result<Ground<'_>, Refusal> {
        let desk = self.desk(&folder)?;
        let findings = match needs {
            Needs::Plans => Arc::from([]),
            Needs::Problems => self.findings(&folder, &desk),
        };
        Ok(Ground { desk, folder, findings, documents: &self.documents, client: &self.client })
    }
}
