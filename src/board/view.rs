//! What lies on top of the overview.

use super::Wanted;
use super::form::Form;
use super::line::Line;
use super::preview::Preview;
use super::search::Search;
use crate::model::trail::Entry;

/// Something that lies on top of the overview, and takes what is typed.
#[derive(Debug)]
pub(super) enum View {
    Filter(Box<Typing>),
    Page(Page),
    Form(Box<Form>),
    Preview(Box<Proposal>),
    Help(usize),
    /// The question whether to leave what was typed behind.
    Leaving,
}

/// The line of the filter.
#[derive(Debug, Default)]
pub(super) struct Typing {
    /// The filter before, which Esc brings back.
    pub before: Search,
    /// What may stand where one types; the text of each, with what it stands for.
    pub offers: Vec<Offer>,
    /// Which of them stands there.
    pub taken: usize,
}

/// Something that may stand where one types.
#[derive(Debug)]
pub(super) struct Offer {
    pub text: String,
    pub about: String,
    /// The whole line with it.
    pub line: Line,
}

/// Everything about an action.
#[derive(Debug)]
pub(super) struct Page {
    /// The full reference.
    pub reference: String,
    /// The first line in view.
    pub top: usize,
    /// What git has kept of it, or why it cannot say; nothing while that is looked up.
    pub history: Option<Result<Vec<Entry>, String>>,
}

/// A change that is shown, and made where somebody says yes.
#[derive(Debug)]
pub(super) struct Proposal {
    pub title: String,
    pub preview: Preview,
    pub what: What,
    pub top: usize,
}

/// Which change.
#[derive(Debug, Clone)]
pub(super) enum What {
    Update(Wanted),
    /// The last one, taken back.
    Undo,
}

impl View {
    pub(super) const fn form(&self) -> Option<&Form> {
        match self {
            Self::Form(form) => Some(form),
            Self::Filter(_) | Self::Page(_) | Self::Preview(_) | Self::Help(_) | Self::Leaving => None,
        }
    }
}
