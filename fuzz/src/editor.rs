//! Somebody at an editor with a file of the small plan: points, types, and takes up what is offered.
//!
//! What is answered lies in the texts that it is about, and what is taken up does what it says.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use vawg::diagnostic::{Diagnostic, Finding, RuleName};
use vawg::language::{self, Desk, Offer, OfferKind, OwnPlace, Remedy, RemedyKind};
use vawg::source::{Edit, Span, ceil_boundary};
use vawg::store::{self, Buffers, Root};

use crate::{PLAN, is_toml, judge};

/// What is typed at once.
const TYPED: [&str; 32] = [
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    " = ",
    ".",
    ",",
    "#",
    "\n",
    "\r\n",
    " ",
    "\u{feff}",
    "é😀",
    "lead",
    "lead = ",
    "deadline = ",
    "see = [\"",
    "[[update]]\n",
    "[[risk]]\n",
    "[check]\n",
    "leed = \"a\"\n",
    "1.1",
    "2026-",
    "\"Housing",
    "rule = \"",
    "ref = \"",
];

/// The names that are given to parts and parties.
const NAMES: [&str; 12] =
    ["1.9", "1.1", "new", "Police", "Housing", "a b", "../x", "CON", "", "Ann \"the\" Lead", "a\\b", "1.1\n[[update]]"];

/// The texts of the plan as they stand, and where in one of them somebody is.
#[derive(Debug)]
pub struct Hand {
    texts: BTreeMap<String, String>,
    file: String,
}

impl Hand {
    /// The plan with this text in one of its files.
    #[must_use]
    pub fn at(number: usize, text: &str) -> Self {
        let (file, _) = PLAN[number];
        let mut texts: BTreeMap<_, _> = PLAN.map(|(file, text)| (file.to_owned(), text.to_owned())).into();
        texts.insert(file.to_owned(), text.to_owned());
        Self { texts, file: file.to_owned() }
    }

    /// Does one thing at a place of the file, of those that there are.
    pub fn act(&mut self, what: u8, place: usize, which: usize) {
        let text = &self.texts[&self.file];
        let byte = ceil_boundary(text, place % (text.len() + 2));
        match what % 8 {
            0 => self.put(byte..byte, TYPED[which % TYPED.len()]),
            1 => self.put(byte..ceil_boundary(text, byte + which % 40), ""),
            2 | 3 => self.complete(byte, which),
            4 | 5 => self.remedy(byte, which),
            6 => self.rename(byte, NAMES[which % NAMES.len()]),
            _ => self.look(byte),
        }
    }

    fn text(&self) -> &str {
        &self.texts[&self.file]
    }

    fn put(&mut self, span: Span, new: &str) {
        let edit = Edit { span, text: new.to_owned() };
        self.edit(&self.file.clone(), vec![edit]);
    }

    fn edit(&mut self, file: &str, edits: Vec<Edit>) {
        let text = self.texts.get(file).expect("edits are of files that are there");
        let new = store::apply(text, edits);
        self.texts.insert(file.to_owned(), new);
    }

    fn desk(&self) -> Desk {
        let mut buffers = Buffers::default();
        self.texts.iter().for_each(|(file, text)| buffers.insert(file, text.as_str().into()));
        Desk::read(&Root::new(Path::new("/nowhere/plans")), Arc::new(buffers), judge()).expect("texts can be listed")
    }

    /// Asks everything that changes nothing.
    fn look(&self, byte: usize) {
        let (desk, file) = (self.desk(), &self.file);
        let problems = desk.diagnostics(|_| true);
        if let Some(told) = language::hover(&desk, file, byte, &problems) {
            self.within(file, &told.span);
            assert!(told.notes.iter().all(|note| !note.title.is_empty()), "{told:?}");
        }
        let passages = language::references(&desk, file, byte, OwnPlace::Included);
        for passage in passages.iter().chain(&language::definition(&desk, file, byte)) {
            self.within(&passage.file, &passage.span);
        }
        if let Some(renamable) = language::renamable(&desk, file, byte) {
            self.within(file, &renamable.span);
        }
        for hint in language::hints(&desk, file, &(0..self.text().len())) {
            self.within(file, &(hint.at..hint.at));
        }
        for symbol in language::symbols(&desk, file) {
            self.within(file, &symbol.span);
            self.within(file, &symbol.name_span);
            let is_in = symbol.span.start <= symbol.name_span.start && symbol.name_span.end <= symbol.span.end;
            assert!(is_in, "{symbol:?}");
        }
    }

    fn within(&self, file: &str, span: &Span) {
        let text = self.texts.get(file).unwrap_or_else(|| panic!("{file} is no file of the plan"));
        assert!(text.get(span.clone()).is_some(), "{span:?} is no part of {file}:\n{text}");
    }

    /// Takes one of the offers at a place.
    fn complete(&mut self, byte: usize, which: usize) {
        let offers = language::completion(&self.desk(), &self.file, byte).offers;
        for offer in &offers {
            self.within(&self.file, &offer.span);
            let replaced = &self.text()[offer.span.clone()];
            assert!(!replaced.contains('\n') && offer.span.start <= byte && byte <= offer.span.end, "{offer:?}");
        }
        if !offers.is_empty() {
            self.take(&offers[which % offers.len()]);
        }
    }

    fn take(&mut self, offer: &Offer) {
        let before = self.text().to_owned();
        self.put(offer.span.clone(), &offer.plain_text());
        // What is put into the place of a value, or behind its `=`, leaves a text as it was: TOML. Where one more is put
        // into a list, its comma is still to come.
        let (start, end) = before.split_at(offer.span.start);
        let is_whole = !offer.span.is_empty() || start.trim_end_matches([' ', '\t']).ends_with('=');
        let is_last = end.trim_start().starts_with([']', '}', ',']);
        let is_value = !matches!(offer.kind, OfferKind::Key | OfferKind::Header) && (is_whole || is_last);
        assert!(!is_value || !is_toml(&before) || is_toml(self.text()), "{offer:?}:\n{before}\n---\n{}", self.text());
    }

    /// Takes one of the remedies of the lines about a place.
    fn remedy(&mut self, byte: usize, which: usize) {
        let desk = self.desk();
        let problems = desk.diagnostics(|_| true);
        let remedies = language::remedies(&desk, &self.file, &(byte..byte), &problems);
        if remedies.is_empty() {
            return;
        }
        let remedy = &remedies[which % remedies.len()];
        let problem = remedy.problem.map(|number| problems[number].diagnostic.clone());
        let was_toml = is_toml(self.text());
        for (file, edits) in &remedy.edits {
            self.apart(file, edits);
            self.edit(file, edits.clone());
        }
        if let Some((file, text)) = &remedy.creates {
            assert!(self.texts.insert(file.clone(), text.clone()).is_none(), "{file} is there");
        }
        assert!(!was_toml || is_toml(self.text()), "{remedy:?}:\n{}", self.text());
        if let Some(problem) = problem {
            self.helps(remedy, &problem, &problems);
        }
    }

    /// A remedy of a problem makes it go away.
    fn helps(&self, remedy: &Remedy, problem: &Diagnostic, before: &[Finding]) {
        let is_it = |finding: &&Finding| {
            let other = &finding.diagnostic;
            other.rule == problem.rule && other.message == problem.message && other.place.file == problem.place.file
        };
        let after = self.desk().diagnostics(|_| true);
        let (was, is) = (before.iter().filter(is_it).count(), after.iter().filter(is_it).count());
        // Of very many problems only the first are told.
        let is_all = before.len() < 20;
        let sure = match remedy.kind {
            RemedyKind::Fix | RemedyKind::Acceptance => true,
            RemedyKind::Guess | RemedyKind::FixAll | RemedyKind::Addition => false,
        };
        let is_toml = after.iter().all(|finding| finding.diagnostic.rule != RuleName::TOML_SYNTAX);
        assert!(!is_all || !sure || !is_toml || is < was, "{remedy:?} does not help:\n{problem:?}\n{}", self.text());
    }

    /// Edits lie in their text, and none in another.
    fn apart(&self, file: &str, edits: &[Edit]) {
        edits.iter().for_each(|edit| self.within(file, &edit.span));
        let mut spans: Vec<_> = edits.iter().map(|edit| (edit.span.start, edit.span.end)).collect();
        spans.sort_unstable();
        assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "edits of {file} overlap: {edits:?}");
    }

    /// Gives what stands at a place another name.
    fn rename(&mut self, byte: usize, new: &str) {
        let desk = self.desk();
        let renamed = match language::rename(&desk, &self.file, byte, new) {
            Ok(renamed) => renamed,
            Err(why) => return assert!(why.0.contains("\nhelp: "), "{why}"),
        };
        let broken = |desk: &Desk| {
            let found = desk.diagnostics(|_| true);
            let is_broken = |it: &&Finding| matches!(it.diagnostic.rule.0, "broken-reference" | "toml-syntax");
            found.iter().filter(is_broken).count()
        };
        let before = broken(&desk);
        for (file, edits) in renamed.edits {
            self.apart(&file, &edits);
            self.edit(&file, edits);
        }
        if let Some((from, to)) = renamed.moved {
            let moved = |file: &str| match file.strip_prefix(&from) {
                Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("{to}{rest}"),
                _ => file.to_owned(),
            };
            self.file = moved(&self.file);
            self.texts = std::mem::take(&mut self.texts).into_iter().map(|(file, text)| (moved(&file), text)).collect();
            assert_eq!(self.texts.len(), PLAN.len(), "a file has taken another's place: {to}");
        }
        let after = broken(&self.desk());
        assert!(after <= before, "{new:?}: {:#?}", self.desk().diagnostics(|_| true));
    }
}
