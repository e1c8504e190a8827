//! The addresses of files: what editors call them, and their paths.
//!
//! Only `file:` addresses name files here; others (`untitled:`, `git:`) are of texts that are no part of a plan.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use lsp_types::Uri;

use crate::store::without_dots;

/// The path of a file, without `.` and `..` in it; nothing for what is no file of this machine.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let (scheme, rest) = uri.as_str().split_once("://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    if !scheme.eq_ignore_ascii_case("file") || !(host.is_empty() || host.eq_ignore_ascii_case("localhost")) {
        return None;
    }
    let path = path.split(['?', '#']).next()?;
    let bytes = decoded(path)?;
    if bytes.contains(&0) {
        return None;
    }
    let path = without_dots(&native(bytes)?);
    path.is_absolute().then_some(path)
}

/// The address of a file; nothing where its path is no text.
pub(super) fn uri_of(path: &Path) -> Option<Uri> {
    let path = path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => _ = write!(uri, "%{byte:02X}"),
        }
    }
    Uri::from_str(&uri).ok()
}

/// The bytes that a text with percent signs stands for.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2)?;
        let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.contains('+'))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = after;
    }
    Some(bytes)
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere not every path can be had")]
fn native(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

/// Elsewhere the path begins with a drive: `/c:/plans`.
#[cfg(not(unix))]
fn native(bytes: Vec<u8>) -> Option<PathBuf> {
    let text = String::from_utf8(bytes).ok()?;
    let path = text.strip_prefix('/').filter(|path| path.get(1..2) == Some(":")).unwrap_or(&text);
    Some(PathBuf::from(path.replace('/', std::path::MAIN_SEPARATOR_STR)))
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::{Path, PathBuf};
    use std::str::FromStr as _;

    use lsp_types::Uri;

    use super::{path_of, uri_of};

    fn path(uri: &str) -> Option<PathBuf> {
        path_of(&Uri::from_str(uri).expect("an address"))
    }

    #[test]
    fn an_address_stands_for_a_path() {
        assert_eq!(path("file:///srv/a%20b/%C3%BC.toml"), Some("/srv/a b/ü.toml".into()));
        assert_eq!(path("FILE://localhost/srv/3.1.toml#L3"), Some("/srv/3.1.toml".into()));
        assert_eq!(path("file:///srv/plans/../../../etc/./passwd"), Some("/etc/passwd".into()));
        assert_eq!(path("file:///srv/%2e%2e/x"), Some("/x".into()));
        let odd = path("file:///srv/%FF.toml").expect("a path, but no text");
        assert_eq!((odd.to_str(), uri_of(&odd)), (None, None));
    }

    #[test]
    fn what_is_no_file_here_has_no_path() {
        for uri in ["untitled:Untitled-1", "git:/srv/a.toml?ref", "https://a.example/b", "file://other/srv/a", "file:a"]
        {
            assert_eq!(path(uri), None, "{uri}");
        }
        assert_eq!(path("file:///srv/a%00b"), None);
    }

    #[test]
    fn an_address_of_ours_leads_back() {
        for name in ["/srv/plans/a/3.1.toml", "/srv/a b/ü%+&:é.toml", "/𝄞"] {
            let uri = uri_of(Path::new(name)).expect("an address");
            assert_eq!(path_of(&uri).as_deref(), Some(Path::new(name)), "{}", uri.as_str());
        }
    }
}
