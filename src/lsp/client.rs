//! What a client said of itself when it began, and what it is offered.

use std::path::PathBuf;

use lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    FileOperationFilter, FileOperationPattern, FileOperationPatternKind, FileOperationRegistrationOptions,
    HoverProviderCapability, InitializeParams, MarkupKind, OneOf, PositionEncodingKind, RenameOptions,
    ResourceOperationKind, SaveOptions, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkDoneProgressOptions, WorkspaceEditClientCapabilities,
    WorkspaceFileOperationsServerCapabilities, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::address;
use super::text::Encoding;

/// What a client can do, as far as it makes a difference here.
#[derive(Debug, Clone)]
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
    /// In which form it shows what is told about a place.
    pub hovers: MarkupKind,
    /// In which form it shows what is told about something that may be typed.
    pub documents: MarkupKind,
    /// It has places to go on typing in a text that it puts somewhere.
    pub takes_snippets: bool,
    /// It shows a few words beside what may be typed.
    pub shows_beside_labels: bool,
    /// It shows what a file is made of as a tree.
    pub shows_trees: bool,
    /// It takes edits of a text in a known version only.
    pub versions_edits: bool,
    /// It can give a file another path as part of a change.
    pub renames_files: bool,
    /// It can make a file as part of a change.
    pub creates_files: bool,
    /// It takes choices with their changes, and not only the names of commands.
    pub takes_choices: bool,
    /// It asks what would get another name before it asks for the name.
    pub prepares_renames: bool,
}

impl Client {
    pub(super) fn of(params: &InitializeParams) -> Self {
        let can = &params.capabilities;
        let text = can.text_document.as_ref();
        let hovers = text.and_then(|text| text.hover.as_ref()).and_then(|hover| hover.content_format.as_deref());
        let item = text.and_then(|text| text.completion.as_ref()).and_then(|it| it.completion_item.as_ref());
        let watched = can.workspace.as_ref().and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let edits = can.workspace.as_ref().and_then(|workspace| workspace.workspace_edit.as_ref());
        let problems = text.and_then(|text| text.publish_diagnostics.as_ref());
        Self {
            encoding: Encoding::among(encodings(can)),
            folders: folders(params),
            watches: watched.and_then(|watched| watched.dynamic_registration).unwrap_or_default(),
            watches_anywhere: watched.and_then(|watched| watched.relative_pattern_support).unwrap_or_default(),
            hovers: markup(hovers),
            documents: markup(item.and_then(|item| item.documentation_format.as_deref())),
            takes_snippets: item.and_then(|item| item.snippet_support).unwrap_or_default(),
            shows_beside_labels: item.and_then(|item| item.label_details_support).unwrap_or_default(),
            shows_trees: text
                .and_then(|text| text.document_symbol.as_ref())
                .and_then(|symbols| symbols.hierarchical_document_symbol_support)
                .unwrap_or_default(),
            versions_edits: edits.and_then(|edits| edits.document_changes).unwrap_or_default(),
            renames_files: edits.is_some_and(|edits| does(edits, ResourceOperationKind::Rename)),
            creates_files: edits.is_some_and(|edits| does(edits, ResourceOperationKind::Create)),
            takes_choices: text
                .and_then(|text| text.code_action.as_ref())
                .is_some_and(|choices| choices.code_action_literal_support.is_some()),
            prepares_renames: text
                .and_then(|text| text.rename.as_ref())
                .and_then(|rename| rename.prepare_support)
                .unwrap_or_default(),
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
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(["=", "\"", "'", "["].map(str::to_owned).to_vec()),
                ..CompletionOptions::default()
            }),
            code_action_provider: self.takes_choices.then(|| {
                CodeActionProviderCapability::Options(CodeActionOptions {
                    code_action_kinds: Some(vec![
                        CodeActionKind::QUICKFIX,
                        CodeActionKind::REFACTOR,
                        CodeActionKind::SOURCE_FIX_ALL,
                    ]),
                    ..CodeActionOptions::default()
                })
            }),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            inlay_hint_provider: Some(OneOf::Left(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            rename_provider: Some(if self.prepares_renames {
                let work_done_progress_options = WorkDoneProgressOptions::default();
                OneOf::Right(RenameOptions { prepare_provider: Some(true), work_done_progress_options })
            } else {
                OneOf::Left(true)
            }),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                file_operations: Some(told_of_renames()),
            }),
            ..ServerCapabilities::default()
        }
    }
}

/// Before it has said anything.
impl Default for Client {
    fn default() -> Self {
        Self::of(&InitializeParams::default())
    }
}

/// The form that a client would rather have; plain text is what each understands.
fn markup(known: Option<&[MarkupKind]>) -> MarkupKind {
    if known.unwrap_or_default().contains(&MarkupKind::Markdown) { MarkupKind::Markdown } else { MarkupKind::PlainText }
}

/// It tells of files and folders before it gives them another name.
fn told_of_renames() -> WorkspaceFileOperationsServerCapabilities {
    let filter = |glob: &str, kind| FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern { glob: glob.to_owned(), matches: Some(kind), options: None },
    };
    let filters =
        vec![filter("**/*.toml", FileOperationPatternKind::File), filter("**", FileOperationPatternKind::Folder)];
    WorkspaceFileOperationsServerCapabilities {
        will_rename: Some(FileOperationRegistrationOptions { filters }),
        ..WorkspaceFileOperationsServerCapabilities::default()
    }
}

/// Whether it does something to files as part of a change; some clients that do so do not say that they take the only
/// changes which can ask for it.
fn does(edits: &WorkspaceEditClientCapabilities, what: ResourceOperationKind) -> bool {
    let operations = edits.resource_operations.as_deref().unwrap_or_default();
    operations.contains(&what)
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
