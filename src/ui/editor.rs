//! The editor of the person at the terminal. The one program other than git that is started, and only when they ask
//! for it.

use std::io;
use std::path::Path;

/// How an editor was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Done,
    /// With an exit status that says that something went wrong.
    Failed,
}

/// Why no editor was opened.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    #[error("no editor is set")]
    NoneSet,
    #[error("cannot start the editor `{program}`: {reason}")]
    NotStarted { program: String, reason: String },
}

/// Opens a file in the editor that `VISUAL` or else `EDITOR` names, and waits for its end.
///
/// # Errors
///
/// Neither says which editor, or it cannot be started.
pub fn open(file: &Path) -> Result<Left, EditorError> {
    let words = ["VISUAL", "EDITOR"].into_iter().filter_map(set).map(|line| words(&line));
    let words = words.into_iter().find(|words| !words.is_empty()).ok_or(EditorError::NoneSet)?;
    let (program, arguments) = words.split_first().ok_or(EditorError::NoneSet)?;
    #[expect(clippy::disallowed_methods, reason = "the editor is the person's own, and theirs to name")]
    let status = std::process::Command::new(program).args(arguments).arg(file).status();
    match status {
        Ok(status) if status.success() => Ok(Left::Done),
        Ok(_) => Ok(Left::Failed),
        Err(error) => {
            let reason = match error.kind() {
                io::ErrorKind::NotFound => "there is no such program".to_owned(),
                _ => error.to_string(),
            };
            Err(EditorError::NotStarted { program: program.clone(), reason })
        }
    }
}

fn set(name: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the editor is a matter of the person at the terminal")]
    std::env::var(name).ok()
}

/// The words of a command, in which quotation marks hold blanks together.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut open) = (Vec::new(), None::<String>, None);
    for c in line.chars() {
        match (open, c) {
            (Some(mark), c) if c == mark => open = None,
            (None, '"' | '\'') => {
                open = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn an_editor_may_take_arguments_and_have_blanks_in_its_path() {
        assert_eq!(words("code --wait"), ["code", "--wait"]);
        assert_eq!(words(" \"/opt/My Editor/ed\"  -w 'a b' "), ["/opt/My Editor/ed", "-w", "a b"]);
        assert!(words("  ").is_empty());
    }
}
