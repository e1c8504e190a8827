//! Where a link may lead: the one judgement that every format goes by.

use std::borrow::Cow;

use crate::model::acts_in_a_line;

/// The address of a link, where a link may be made: `http`, `https`, `mailto`, or a file relative to the document.
///
/// Characters that no address holds, such as spaces and quotation marks, stand as their codes (`%20`). Everything else,
/// such as `javascript:`, `file:`, `/etc/passwd` or `\\server\share`, is no link, and is shown as text.
#[must_use]
pub(super) fn safe(target: &str) -> Option<Cow<'_, str>> {
    let target = target.trim_matches(' ');
    if target.is_empty() || target.contains(acts_in_a_line) {
        return None;
    }
    let is_safe = match scheme(target) {
        Some((scheme, rest)) => leads_somewhere(scheme, rest),
        None => !target.starts_with('/') && !target.contains('\\'),
    };
    is_safe.then(|| encoded(target))
}

/// What stands before a colon that no part of a path precedes, and after it; browsers take it for the kind of the
/// address.
fn scheme(target: &str) -> Option<(&str, &str)> {
    target.split_once(':').filter(|(scheme, _)| !scheme.contains(['/', '?', '#']))
}

/// Whether an address of this kind may be a link.
fn leads_somewhere(scheme: &str, rest: &str) -> bool {
    let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    match rest.strip_prefix("//") {
        Some(host) if is_web => !host.is_empty() && !host.starts_with('/') && !host.contains('\\'),
        Some(_) => false,
        None => scheme.eq_ignore_ascii_case("mailto") && !rest.is_empty(),
    }
}

fn encoded(target: &str) -> Cow<'_, str> {
    let is_foreign = |c: char| matches!(c, ' ' | '"' | '<' | '>' | '`' | '{' | '}' | '|' | '^') || c.is_whitespace();
    if !target.contains(is_foreign) {
        return Cow::Borrowed(target);
    }
    let mut text = String::with_capacity(target.len());
    for c in target.chars() {
        if is_foreign(c) {
            let mut bytes = [0; 4];
            text.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            text.push(c);
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn a_link_leads_to_the_web_to_a_mailbox_or_to_a_file_beside_the_document() {
        for target in [
            "https://wendale.example/minutes?a=1&b=2#top",
            "HTTP://wendale.example",
            "mailto:board@wendale.example",
            "evidence/minutes.pdf",
            "../minutes.pdf",
            "minutes.pdf#page=2",
            "notes/10:30.md",
        ] {
            assert_eq!(safe(target).as_deref(), Some(target));
        }
        assert_eq!(safe(" Minutes of \"May\".docx ").as_deref(), Some("Minutes%20of%20%22May%22.docx"));
        assert_eq!(safe("a\u{a0}b.pdf").as_deref(), Some("a%C2%A0b.pdf"));
    }

    #[test]
    fn nothing_else_is_a_link() {
        for target in [
            "",
            " ",
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://wendale.example",
            "C:\\Users\\x",
            "C:/Users/x",
            "\\\\server\\share",
            "//server/share",
            "/etc/passwd",
            "/\\server",
            "https:wendale.example",
            "https:///wendale.example",
            "https://",
            "http:\\\\server",
            "mailto:",
            "mailto://x",
            "10:30.md",
            ":x",
            "\u{202e}fdp.exe",
        ] {
            assert_eq!(safe(target), None, "{target:?}");
        }
    }
}
