//! What a change does to a file, as a unified diff.

use similar::TextDiff;

use super::style;
use crate::ui::Look;

/// The diff of a file that people see at a path; nothing where a side is not there.
#[must_use]
pub fn unified(path: &str, before: Option<&[u8]>, after: Option<&[u8]>, look: Look) -> String {
    let (old, new) = (text(before), text(after));
    let side = |bytes: Option<&[u8]>| if bytes.is_some() { path } else { "/dev/null" }.to_owned();
    let hunks = TextDiff::from_lines(&old, &new).unified_diff().to_string();
    let heads = [format!("--- {}", side(before)), format!("+++ {}", side(after))];
    heads.iter().map(String::as_str).chain(hunks.lines()).map(|line| painted(line, look) + "\n").collect()
}

fn text(bytes: Option<&[u8]>) -> String {
    String::from_utf8_lossy(bytes.unwrap_or_default()).replace("\r\n", "\n")
}

fn painted(line: &str, look: Look) -> String {
    let safe = style::visible(line);
    match line.as_bytes().first() {
        _ if line.starts_with("--- ") || line.starts_with("+++ ") => style::bold(&safe, look),
        Some(b'-') => style::taken_out(&safe, look),
        Some(b'+') => style::put_in(&safe, look),
        Some(b'@') => style::dim(&safe, look),
        _ => safe.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::unified;
    use crate::ui::Look;

    const PLAIN: Look = Look { width: None, color: false };

    #[test]
    fn a_change_is_shown_line_by_line() {
        let diff = unified("a.toml", Some(b"one\r\ntwo\r\n"), Some(b"one\r\n\x1b[31mthree\r\n"), PLAIN);
        assert_eq!(diff, "--- a.toml\n+++ a.toml\n@@ -1,2 +1,2 @@\n one\n-two\n+\\u{1b}[31mthree\n");
        let diff = unified("a.toml", None, Some(b"one"), PLAIN);
        assert_eq!(diff, "--- /dev/null\n+++ a.toml\n@@ -0,0 +1 @@\n+one\n\\ No newline at end of file\n");
    }

    #[test]
    fn colour_says_what_goes_and_what_comes() {
        let diff = unified("a", Some(b"one\n"), Some(b"two\n"), Look { width: None, color: true });
        assert!(diff.contains("\u{1b}[31m-one\u{1b}[0m\n\u{1b}[32m+two\u{1b}[0m\n"), "{diff}");
    }
}
