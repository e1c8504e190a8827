//! A form as a Word file: for each action how it stands, and a table with a row for each question.

use std::io;

use crate::document::form::{Asked, CODE, Form, Question, status_in_words};
use crate::document::{Block, Cell, Column, Document, Fact, Section, Table};
use crate::render::document::{self, Format};
use crate::ui::Look;

/// The form as the bytes of a Word file.
pub(super) fn bytes(form: &Form) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    document::write(&mut bytes, &of(form), Format::Docx, Look { width: None, color: false })?;
    Ok(bytes)
}

fn of(form: &Form) -> Document {
    let action = |(asked, number): (&Asked, usize)| section(asked, number, form.has_plans);
    Document {
        key: "return",
        title: form.title(),
        subject: form.subject.clone(),
        facts: form.facts.clone(),
        opening: vec![Block::List(form.instructions())],
        sections: form.actions.iter().zip(1..).map(action).collect(),
    }
}

fn section(asked: &Asked, number: usize, has_plans: bool) -> Section {
    let rating = asked.rating.map(|rating| Cell::Rating(rating, asked.scheme));
    let facts = [
        has_plans.then(|| Fact::new("plan", "Plan", Cell::text(&asked.plan_title))),
        Some(Fact::new("deadline", "Deadline", Cell::text(asked.deadline.as_deref().unwrap_or("none")))),
        Some(Fact::new("status", "Status", Cell::text(status_in_words(asked.status)))),
        rating.map(|rating| Fact::new("rating", "Rating", rating)),
        Some(Fact::new("reason", "Why", Cell::text(&asked.reason))),
        asked
            .last
            .as_ref()
            .map(|(day, note)| Fact::new("last", "Last update", Cell::text(format!("{}: {note}", day.in_words())))),
    ];
    let heading = format!("{} {}", asked.code.reference, asked.text);
    Section::new(format!("action-{number}"), heading)
        .with(Block::Facts(facts.into_iter().flatten().collect()))
        .with(questions(asked))
}

fn questions(asked: &Asked) -> Table {
    let columns = [Column::name("question", "Question"), Column::long("answer", "Your answer")];
    let is_asked = |question: &Question| asked.can_move || !matches!(question, Question::Deadline | Question::Why);
    let rows = Question::ALL.into_iter().filter(is_asked).map(|question| [Cell::text(question.heading()), Cell::Empty]);
    let code = [Cell::text(CODE), Cell::text(asked.code.to_string())];
    Table::new("answers", "What is new", columns).with_rows(rows.chain([code]))
}
