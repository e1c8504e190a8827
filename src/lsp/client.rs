//! What a client said of itself when it began, and what it is offered.

use std::path::PathBuf;

use lsp_types::{
    ClientCapabilities, InitializeParams, OneOf, PositionEncodingKind, SaveOptions, ServerCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::address;
use super::text::Encoding;

/// What a client can do, as far as it makes a difference here.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a yes or no of the protocol")]
pub(super) struct Client {
    pub encoding: Encoding,
    /// The folders that are open in it.
    pub folders: Vec<PathBuf>,
    /// It can be asked to tell of changes on disk.
    pub watches: bool,
    /// It can be asked so for folders outside those that are open.
    pub watches_anywhere: bool,
    /// It shows other places that have to do with a problem.
    pub shows_related: bool,
}

impl Client {
    pub(super) fn of(params: &InitializeParams) -> Self {
        let can = &params.capabilities;
        let watched = can.workspace.as_ref().and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let problems = can.text_document.as_ref().and_then(|text| text.publish_diagnostics.as_ref());
        Self {
            encoding: Encoding::among(encodings(can)),
            folders: folders(params),
            watches: watched.and_then(|watched| watched.dynamic_registration).unwrap_or_default(),
            watches_anywhere: watched.and_then(|watched| watched.relative_pattern_support).unwrap_or_default(),
            shows_related: problems.and_then(|problems| problems.related_information).unwrap_or_default(),
        }
    }

    /// What it is offered.
    pub(super) fn offer(&self) -> ServerCapabilities {
        ServerCapabilities {
            position_encoding: Some(self.encoding.name()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
                ..TextDocumentSyncOptions::default()
            })),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                file_operations: None,
            }),
            ..ServerCapabilities::default()
        }
    }
}

fn encodings(can: &ClientCapabilities) -> &[PositionEncodingKind] {
    can.general.as_ref().and_then(|general| general.position_encodings.as_deref()).unwrap_or_default()
}

/// The folders that are open; older clients know but one.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = params.workspace_folders.iter().flatten();
    let folders: Vec<_> = folders.filter_map(|folder| address::path_of(&folder.uri)).collect();
    if !folders.is_empty() {
        return folders;
    }
    #[expect(deprecated, reason = "what clients have said before there were several folders")]
    let only = params.root_uri.as_ref().and_then(address::path_of);
    only.into_iter().collect()
}
