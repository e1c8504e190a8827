//! The text of a paragraph of Word, run by run.

use super::super::line::is_unseen;
use super::super::xml::{Element, Space};
use super::super::{Colour, Line};
use super::body::Reader;
use super::left::Unshown;
use super::style::{Look, switch};

/// What a paragraph holds.
#[derive(Default)]
pub(super) struct Inline<'a> {
    pub(super) lines: Vec<Written>,
    /// The contents of the text boxes that hang on it.
    pub(super) boxes: Vec<Element<'a>>,
    /// The ground that all its letters have, and the colour of them.
    pub(super) ground: Agreed,
    pub(super) letters: Agreed,
}

/// A line while it is written.
#[derive(Default)]
pub(super) struct Written {
    pub(super) text: String,
    has_plain: bool,
    has_emphasised: bool,
}

/// A colour that all letters have.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreed {
    #[default]
    Nothing,
    All(Colour),
    Differ,
}

/// A note or comment, by its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Note {
    Footnote(String),
    Endnote(String),
    Comment(String),
}

/// Where a run stands.
#[derive(Clone, Copy)]
struct Run<'a, 'p> {
    at: &'p str,
    properties: Option<Element<'a>>,
    look: Look,
}

impl Agreed {
    /// Takes in the colour of some letters.
    pub(super) fn add(&mut self, colour: Option<Colour>) {
        *self = match (*self, colour) {
            (Self::Nothing, Some(colour)) => Self::All(colour),
            (Self::All(one), Some(other)) if one == other => Self::All(one),
            _ => Self::Differ,
        };
    }

    /// Takes in those of some more.
    pub(super) fn join(&mut self, other: Self) {
        match other {
            Self::Nothing => {}
            Self::All(colour) => self.add(Some(colour)),
            Self::Differ => *self = Self::Differ,
        }
    }

    pub(super) fn colour(self) -> Option<Colour> {
        match self {
            Self::All(colour) => Some(colour),
            Self::Nothing | Self::Differ => None,
        }
    }
}

impl Written {
    /// The line, without the bullet that was typed before it.
    pub(super) fn line(&self) -> Line {
        let (text, is_item) = super::super::line::without_bullet(self.text.trim());
        Line { text: text.to_owned(), is_item, number: None, is_emphasised: self.has_emphasised && !self.has_plain }
    }
}

impl Inline<'_> {
    fn push(&mut self, text: &str, look: Look) {
        if self.lines.is_empty() {
            self.lines.push(Written::default());
        }
        if let Some(line) = self.lines.last_mut() {
            line.text.push_str(text);
            let has_words = text.chars().any(char::is_alphanumeric);
            line.has_plain |= has_words && !look.is_emphasised();
            line.has_emphasised |= has_words && look.is_emphasised();
        }
    }

    fn end_line(&mut self) {
        if self.lines.is_empty() {
            self.lines.push(Written::default());
        }
        self.lines.push(Written::default());
    }

    /// Whether it has any letters.
    pub(super) fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| line.text.trim().is_empty())
    }

    /// All its text, with blanks for its line breaks.
    pub(super) fn whole(&self) -> String {
        let lines: Vec<_> = self.lines.iter().map(|line| line.text.trim()).collect();
        lines.join(" ").trim().to_owned()
    }
}

impl<'a> Reader<'a> {
    /// What a paragraph holds.
    pub(super) fn inline(&mut self, paragraph: Element<'a>, at: &str) -> Inline<'a> {
        let mut inline = Inline::default();
        self.runs(paragraph, paragraph.child("pPr"), at, &mut inline);
        inline
    }

    /// The runs directly in an element, and in what wraps them.
    fn runs(&mut self, element: Element<'a>, properties: Option<Element<'a>>, at: &str, into: &mut Inline<'a>) {
        for child in element.children() {
            match (child.space(), child.name()) {
                (Space::Word, "r") => {
                    let own = child.child("rPr");
                    let look = self.styles.look(properties, own);
                    self.run(child, Run { at, properties: own, look }, into);
                }
                (Space::Word, "ins" | "moveTo") => {
                    self.left_out.note(Unshown::Inserted, at);
                    self.runs(child, properties, at, into);
                }
                (Space::Word, "del" | "moveFrom") => self.left_out.note(Unshown::Deleted, at),
                (Space::Word, "sdt") if is_placeholder(child) => {
                    let words: String =
                        child.descendants().filter(|text| text.is_word("t")).map(Element::text).collect();
                    self.left_out.words("the prompt of a form field", at, &words);
                }
                (Space::Word, "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "customXmlPr" | "smartTagPr") => {}
                (Space::Word, _) => self.runs(child, properties, at, into),
                (Space::Math, _) => {
                    let texts = child.descendants().filter(|text| text.name() == "t");
                    let text: String = texts.map(Element::text).collect();
                    into.push(&text, Look::default());
                }
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(branch) = branch(child) {
                        self.runs(branch, properties, at, into);
                    }
                }
                _ => {}
            }
        }
    }

    /// What a run holds.
    fn run(&mut self, element: Element<'a>, run: Run<'a, '_>, into: &mut Inline<'a>) {
        for child in element.children() {
            match (child.space(), child.name()) {
                (Space::Word, "t") => self.letters(&child.text(), run, into),
                (Space::Word, "tab" | "ptab") => into.push(" ", run.look),
                (Space::Word, "br" | "cr") => into.end_line(),
                (Space::Word, "noBreakHyphen") => into.push("-", run.look),
                (Space::Word, "sym") => match symbol(child) {
                    Some(letter) => self.letters(&letter.to_string(), run, into),
                    None => self.left_out.note(Unshown::Symbol, run.at),
                },
                (Space::Word, "delText") => self.left_out.note(Unshown::Deleted, run.at),
                (Space::Word, "footnoteReference") => self.note(Note::Footnote, child, run.at),
                (Space::Word, "endnoteReference") => self.note(Note::Endnote, child, run.at),
                (Space::Word, "commentReference") => self.note(Note::Comment, child, run.at),
                (Space::Word, "fldChar") => into.push(&form_field(child), run.look),
                (Space::Word, "ruby") => {
                    for base in child.children().filter(|part| part.is_word("rubyBase")) {
                        self.runs(base, None, run.at, into);
                    }
                }
                (Space::Word, "drawing" | "pict" | "object") => self.drawing(child, run.at, into),
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(branch) = branch(child) {
                        self.run(branch, run, into);
                    }
                }
                _ => {}
            }
        }
    }

    fn letters(&mut self, text: &str, run: Run<'_, '_>, into: &mut Inline<'a>) {
        let mut shown = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                unseen if is_unseen(unseen) => {}
                '\u{a0}' | '\n' | '\r' | '\t' => shown.push(' '),
                '\u{2011}' => shown.push('-'),
                '\u{f020}'..='\u{f0ff}' => match of_symbol_font(u32::from(letter), "Symbol") {
                    Some(letter) => shown.push(letter),
                    None => self.left_out.note(Unshown::Symbol, run.at),
                },
                letter => shown.push(letter),
            }
        }
        if run.look.is_hidden() {
            self.left_out.words("hidden text", run.at, &shown);
            return;
        }
        if !shown.trim().is_empty() {
            into.ground.add(run.properties.and_then(|properties| self.theme.run_ground(properties)));
            into.letters.add(run.properties.and_then(|properties| self.theme.letters(properties)));
        }
        into.push(&shown, run.look);
    }

    fn note(&mut self, kind: fn(String) -> Note, reference: Element<'_>, at: &str) {
        if let Some(id) = reference.attribute("id") {
            self.notes.push((kind(id.to_owned()), at.to_owned()));
        }
    }

    /// A picture, a chart, or shapes with text boxes.
    fn drawing(&mut self, drawing: Element<'a>, at: &str, into: &mut Inline<'a>) {
        let boxes = into.boxes.len();
        let mut what = None;
        let mut open = vec![drawing];
        while let Some(element) = open.pop() {
            match (element.space(), element.name()) {
                (Space::Word, "txbxContent") => {
                    into.boxes.push(element);
                    continue;
                }
                (Space::Compatibility, "AlternateContent") => {
                    open.extend(branch(element));
                    continue;
                }
                (_, "textpath") => {
                    self.left_out.words("lettering", at, element.attribute("string").unwrap_or_default());
                }
                (Space::Drawing, "t") => self.left_out.words("the text of a drawing", at, &element.text()),
                (_, "chart") => what = Some(Unshown::Chart),
                (_, "relIds") => what = Some(Unshown::Diagram),
                (_, "OLEObject") => what = Some(Unshown::Embedded),
                (_, "pic" | "imagedata" | "blip") => what = what.or(Some(Unshown::Picture)),
                (_, "docPr") => {
                    let words = element.attribute("descr").unwrap_or_default();
                    self.left_out.words("the description of a picture", at, words);
                }
                _ => {}
            }
            open.extend(element.children());
        }
        into.boxes.get_mut(boxes..).unwrap_or_default().reverse();
        if let Some(what) = what {
            self.left_out.note(what, at);
        }
    }
}

/// The one part of an alternative that is read: the first that has text, else the first.
pub(super) fn branch(alternative: Element<'_>) -> Option<Element<'_>> {
    let branches = || alternative.children().filter(|branch| matches!(branch.name(), "Choice" | "Fallback"));
    let has_text = |branch: &Element<'_>| branch.descendants().any(|text| text.is_word("t"));
    branches().find(has_text).or_else(|| branches().next())
}

/// Whether a content control shows only its prompt.
pub(super) fn is_placeholder(control: Element<'_>) -> bool {
    control.child("sdtPr").and_then(|properties| switch(properties, "showingPlcHdr")) == Some(true)
}

/// What a form field of the old kind shows that is not in a text: its tick, or the item that is chosen.
fn form_field(field: Element<'_>) -> String {
    let Some(data) = field.child("ffData") else {
        return String::new();
    };
    if let Some(tick) = data.child("checkBox") {
        let is_ticked = switch(tick, "checked").or_else(|| switch(tick, "default")).unwrap_or(false);
        return if is_ticked { "☒" } else { "☐" }.to_owned();
    }
    let Some(list) = data.child("ddList") else {
        return String::new();
    };
    let chosen = list.value("result").or_else(|| list.value("default")).and_then(|at| at.parse().ok()).unwrap_or(0);
    let mut items = list.children().filter(|item| item.name() == "listEntry");
    items.nth(chosen).and_then(|item| item.attribute("val")).unwrap_or_default().to_owned()
}

fn symbol(element: Element<'_>) -> Option<char> {
    let code = u32::from_str_radix(element.attribute("char")?, 16).ok()?;
    match code {
        0xF000..=0xF0FF | 0..=0xFF => of_symbol_font(code, element.attribute("font").unwrap_or_default()),
        code => char::from_u32(code),
    }
}

/// The letter that a place of a font of symbols shows.
fn of_symbol_font(code: u32, font: &str) -> Option<char> {
    let code = code & 0xFF;
    let is_wingdings = font.starts_with("Wingdings");
    Some(match (font, code) {
        ("Wingdings", 0xFC) | ("Wingdings 2", 0x50) => '✓',
        ("Wingdings", 0xFB) | ("Wingdings 2", 0x4F) => '✗',
        ("Wingdings", 0xFE) | ("Wingdings 2", 0x52 | 0x54) => '☑',
        ("Wingdings", 0xFD) | ("Wingdings 2", 0x51 | 0x53) => '☒',
        ("Wingdings", 0x6F | 0x71 | 0x72 | 0xA8) | ("Wingdings 2", 0xA3) => '☐',
        ("Wingdings", 0x4A) => '☺',
        ("Wingdings", 0x4B) => '😐',
        ("Wingdings", 0x4C) => '☹',
        ("Wingdings", 0x6C) => '●',
        ("Wingdings", 0x6E) => '■',
        ("Wingdings", 0xE0 | 0xE8 | 0xF0) => '→',
        ("Wingdings", 0xDF | 0xE7 | 0xEF) => '←',
        ("Wingdings", 0xE1 | 0xE9 | 0xF1) => '↑',
        ("Wingdings", 0xE2 | 0xEA | 0xF2) => '↓',
        (_, 0xA7 | 0xB7 | 0x9F | 0xD8 | 0x76) => '•',
        (_, 0x2D) => '–',
        (_, 0xA3) if !is_wingdings => '≤',
        (_, 0xB3) if !is_wingdings => '≥',
        (_, 0xB1) if !is_wingdings => '±',
        (_, 0xAE) if !is_wingdings => '→',
        (_, code @ 0x20..=0x7E) if !is_wingdings && !font.starts_with("Webdings") => char::from_u32(code)?,
        _ => return None,
    })
}
