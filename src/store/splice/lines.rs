//! The lines of the text that a splice works on: where they begin and end, what goes in between, what goes out.

use super::{Splicer, has_header};
use crate::source::{Edit, Span};
use crate::store::toml::{Entry, Table};

impl Splicer<'_> {
    /// Takes lines out, with the blank line that would be one too many: the one after them where one stands before
    /// them too or nothing does, the one before them at the end of the text.
    pub(super) fn remove_lines(&mut self, lines: Span) {
        let before = self.text.get(self.mark_length()..lines.start).unwrap_or_default();
        let rest = self.text.get(lines.end..).unwrap_or_default();
        let blank_after = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
        let blank_before = match before {
            _ if before.ends_with("\n\r\n") => 2,
            _ => usize::from(before.ends_with("\n\n")),
        };
        let span = match (before, rest) {
            (_, "") => lines.start.saturating_sub(blank_before)..lines.end,
            (before, _) if before.is_empty() || blank_before > 0 => lines.start..lines.end.saturating_add(blank_after),
            (_, _) => lines,
        };
        self.replace(span, "");
    }

    pub(super) fn replace(&mut self, span: Span, new: &str) {
        self.edits.push(Edit { span, text: new.replace('\n', self.line_end) });
    }

    pub(super) fn insert_at(&mut self, at: usize, new: &str) {
        self.replace(at..at, new);
    }

    /// Puts lines after the end of a line, which gets an end first where it has none.
    ///
    /// Several insertions at one place stay in the order in which they were asked for.
    pub(super) fn insert_after(&mut self, end: usize, lines: &str) {
        let line_end = self.line_end;
        if let Some(edit) = self.edits.iter_mut().rev().find(|edit| edit.span == (end..end)) {
            edit.text += &lines.replace('\n', line_end);
            return;
        }
        let has_end =
            self.text.get(..end).is_some_and(|before| before.is_empty() || before.ends_with(['\n', '\u{feff}']));
        self.insert_at(end, &if has_end { lines.to_owned() } else { format!("\n{lines}") });
    }

    pub(super) fn line_start(&self, byte: usize) -> usize {
        self.text
            .get(..byte)
            .and_then(|before| before.rfind('\n'))
            .map_or_else(|| self.mark_length(), |newline| newline.saturating_add(1))
    }

    /// The byte after the end of the line.
    pub(super) fn end_of_line(&self, byte: usize) -> usize {
        self.text
            .get(byte..)
            .and_then(|rest| rest.find('\n'))
            .map_or(self.text.len(), |newline| byte.saturating_add(newline).saturating_add(1))
    }

    /// The byte after the last line that says something; blank lines at the end stay behind what is added.
    pub(super) fn end_of_text(&self) -> usize {
        let said = self.text.trim_end().len();
        if said <= self.mark_length() { self.text.len() } else { self.end_of_line(said) }
    }

    /// The end of the last line of the entries and comments that stand together with an entry, no blank line between.
    pub(super) fn end_of_paragraph(&self, table: &Table<'_>, entry: &Entry<'_>) -> usize {
        let mut end = self.end_of_line(entry.node.span.end);
        loop {
            let line = self.text.get(end..self.end_of_line(end)).unwrap_or_default().trim_start();
            let next = table
                .entries
                .iter()
                .find(|next| !has_header(&next.node, next) && self.line_start(next.key_span.start) == end);
            end = match next {
                Some(next) => self.end_of_line(next.node.span.end),
                None if line.starts_with('#') && self.leads_to_entry(table, end) => self.end_of_line(end),
                None => return end,
            };
        }
    }

    /// Whether the comment lines from here on stand directly above a line with a key and its value.
    fn leads_to_entry(&self, table: &Table<'_>, comment: usize) -> bool {
        let mut at = comment;
        while self.text.get(at..).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with('#')) {
            at = self.end_of_line(at);
        }
        table.entries.iter().any(|next| !has_header(&next.node, next) && self.line_start(next.key_span.start) == at)
    }

    /// The start of a line, or of the comments that stand directly above it.
    pub(super) fn start_with_comments(&self, byte: usize) -> usize {
        let mut start = self.line_start(byte);
        while start > self.mark_length() {
            let above = self.line_start(start.saturating_sub(1));
            if !self.text.get(above..start).is_some_and(|line| line.trim_start().starts_with('#')) {
                break;
            }
            start = above;
        }
        start
    }

    /// The length of the byte order mark.
    pub(super) fn mark_length(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }
}
