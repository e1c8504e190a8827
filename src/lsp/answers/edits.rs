//! Changes of files, handed to the editor: it makes them, shows them and takes them back.

use std::collections::HashMap;

use lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, RenameFile, RenameFileOptions, ResourceOp, TextDocumentEdit,
    TextEdit, WorkspaceEdit,
};

use super::Ground;
use crate::source::Edit;

/// Edits of files, by their paths from the plans folder.
pub(super) type Edits<'e> = &'e [(String, Vec<Edit>)];

/// The edits of files as one change; nothing where a file cannot be read any more.
pub(super) fn of_files(ground: &Ground<'_>, edits: Edits<'_>) -> Option<WorkspaceEdit> {
    if ground.client.versions_edits {
        let files = edits.iter().map(|(file, edits)| of_file(ground, file, edits));
        return Some(WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(files.collect::<Option<_>>()?)),
            ..WorkspaceEdit::default()
        });
    }
    #[expect(clippy::mutable_key_type, reason = "the protocol's own type, whose address never changes")]
    let mut changes = HashMap::new();
    for (file, edits) in edits {
        changes.insert(ground.uri(file)?, texts(ground, file, edits)?);
    }
    Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
}

/// The same, after which a file or folder gets another path.
pub(super) fn with_move(ground: &Ground<'_>, edits: Edits<'_>, from: &str, to: &str) -> Option<WorkspaceEdit> {
    let files = edits.iter().map(|(file, edits)| of_file(ground, file, edits).map(DocumentChangeOperation::Edit));
    let mut operations = files.collect::<Option<Vec<_>>>()?;
    operations.push(DocumentChangeOperation::Op(ResourceOp::Rename(RenameFile {
        old_uri: ground.uri(from)?,
        new_uri: ground.uri(to)?,
        options: Some(RenameFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) }),
        annotation_id: None,
    })));
    Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() })
}

/// The same together with a new file; nothing where the client makes no files.
pub(super) fn with_new(ground: &Ground<'_>, edits: Edits<'_>, new: &str, text: &str) -> Option<WorkspaceEdit> {
    if !ground.client.creates_files {
        return None;
    }
    let uri = ground.uri(new)?;
    let create = CreateFile {
        uri: uri.clone(),
        options: Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) }),
        annotation_id: None,
    };
    let fill = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(TextEdit { range: Range::default(), new_text: text.to_owned() })],
    };
    let files = edits.iter().map(|(file, edits)| of_file(ground, file, edits).map(DocumentChangeOperation::Edit));
    let mut operations = files.collect::<Option<Vec<_>>>()?;
    operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
    operations.push(DocumentChangeOperation::Edit(fill));
    Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() })
}

fn of_file(ground: &Ground<'_>, file: &str, edits: &[Edit]) -> Option<TextDocumentEdit> {
    let version = ground.documents.at(&ground.home(file)).map(|document| document.version);
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: ground.uri(file)?, version };
    let edits = texts(ground, file, edits)?.into_iter().map(OneOf::Left).collect();
    Some(TextDocumentEdit { text_document, edits })
}

fn texts(ground: &Ground<'_>, file: &str, edits: &[Edit]) -> Option<Vec<TextEdit>> {
    let text = ground.text(file)?;
    Some(edits.iter().map(|edit| TextEdit { range: text.range(&edit.span), new_text: edit.text.clone() }).collect())
}
