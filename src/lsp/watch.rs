//! What a client is asked to watch, so that a plan which changes on disk is judged again.

use lsp_types::notification::{DidChangeWatchedFiles, Notification as _};
use lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, OneOf, Registration, RegistrationParams,
    RelativePattern,
};

use super::address;
use crate::store::Root;

/// The wish to be told of changes of plan files in the folders that are open; in these plans folders also of folders
/// that come and go.
pub(super) fn wish<'r>(roots: impl Iterator<Item = &'r Root>) -> RegistrationParams {
    let everywhere = FileSystemWatcher { glob_pattern: GlobPattern::String("**/*.toml".to_owned()), kind: None };
    let in_folder = |root: &Root| {
        let base_uri = OneOf::Right(address::uri_of(root.folder())?);
        let pattern = RelativePattern { base_uri, pattern: "**".to_owned() };
        Some(FileSystemWatcher { glob_pattern: GlobPattern::Relative(pattern), kind: None })
    };
    let folders = roots.filter_map(in_folder);
    let watchers = std::iter::once(everywhere).chain(folders).collect();
    let options = DidChangeWatchedFilesRegistrationOptions { watchers };
    let registration = Registration {
        id: "plan files".to_owned(),
        method: DidChangeWatchedFiles::METHOD.to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    RegistrationParams { registrations: vec![registration] }
}
