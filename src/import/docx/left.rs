//! What a Word document holds that its story does not show, as sentences.

/// What is not shown, in the order in which it was met.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    noted: Vec<(Unshown, Vec<String>)>,
    sentences: Vec<String>,
}

/// A kind of thing that is not shown, or not as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unshown {
    Picture,
    Chart,
    Diagram,
    Embedded,
    Symbol,
    Inserted,
    Deleted,
    NestedTable,
    TextBoxInCell,
}

impl LeftOut {
    /// Notes a thing at its place.
    pub(super) fn note(&mut self, what: Unshown, at: &str) {
        let at = at.to_owned();
        match self.noted.iter_mut().find(|(kind, _)| *kind == what) {
            Some((_, places)) if places.last() == Some(&at) => {}
            Some((_, places)) => places.push(at),
            None => self.noted.push((what, vec![at])),
        }
    }

    /// Notes words that are not shown.
    pub(super) fn words(&mut self, what: &str, at: &str, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.sentences.push(format!("{what} at {at} is left out: “{words}”"));
        }
    }

    pub(super) fn sentences(self) -> Vec<String> {
        let noted = self.noted.into_iter().map(|(what, places)| format!("{} ({})", what.sentence(), shown(&places)));
        noted.chain(self.sentences).collect()
    }
}

impl Unshown {
    fn sentence(self) -> &'static str {
        match self {
            Self::Picture => "pictures are left out",
            Self::Chart => "charts are left out",
            Self::Diagram => "diagrams are left out",
            Self::Embedded => "embedded files are left out",
            Self::Symbol => "symbols that have no letter are left out",
            Self::Inserted => "the document has tracked changes: inserted text is read as if it were accepted",
            Self::Deleted => "the document has tracked changes: deleted text is left out",
            Self::NestedTable => "tables inside a cell are read as lines of that cell",
            Self::TextBoxInCell => "text boxes inside a cell are read as lines of that cell",
        }
    }
}

fn shown(places: &[String]) -> String {
    const MOST: usize = 12;
    let shown = places.get(..places.len().min(MOST)).unwrap_or_default().join("; ");
    match places.len().saturating_sub(MOST) {
        0 => shown,
        more => format!("{shown}; and {more} more places"),
    }
}
