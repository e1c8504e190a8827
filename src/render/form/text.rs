//! A form as plain text, for an e-mail: a few lines an action, each answer after its heading.

use std::fmt::Write;

use crate::document::form::{Asked, CODE, Form, Question, status_in_words};
use crate::render::style::{columns, fit, one_line};

/// What opens the lines on an action, and closes those on the one before.
const BEGIN: &str = "===";

/// So wide are the lines of an e-mail.
const WIDTH: usize = 72;

/// The form as a text.
pub(super) fn of(form: &Form) -> String {
    let mut text = format!("{}\n{}\n\n", one_line(&form.title()), one_line(&form.subject));
    for sentence in form.instructions() {
        // Infallible: the text is in memory.
        let _ = writeln!(text, "{}", wrapped(&sentence, "- ", "  "));
    }
    text.push('\n');
    for fact in &form.facts {
        let _ = writeln!(text, "{}", wrapped(&format!("{}: {}", fact.term, fact.value.words()), "", "  "));
    }
    text.push('\n');
    for asked in &form.actions {
        text.push_str(&block(asked, form.has_plans));
    }
    text + BEGIN + " End\n"
}

fn block(asked: &Asked, has_plans: bool) -> String {
    let mut told = vec![format!("{}  {}", asked.code.reference, asked.text)];
    if has_plans {
        told.push(format!("Plan: {}", asked.plan_title));
    }
    told.push(format!("Deadline: {}", asked.deadline.as_deref().unwrap_or("none")));
    told.push(format!("Status: {}", status_in_words(asked.status)));
    let rating = asked.rating.map_or_else(|| "not counted".to_owned(), |rating| rating.word().to_uppercase());
    told.push(format!("Rating: {rating}, {}", asked.reason));
    told.extend(asked.last.as_ref().map(|(day, note)| format!("Last update, {}: {note}", day.in_words())));
    let begin = format!("{BEGIN} ");
    let indent = " ".repeat(columns(&begin));
    let mut block = String::new();
    for (number, line) in told.iter().enumerate() {
        let first = if number == 0 { &begin } else { &indent };
        // What a plan says must not be taken for the code of an action.
        let line = line.replace(&format!("[{CODE}"), &format!("({CODE}"));
        let _ = writeln!(block, "{}", wrapped(&line, first, &indent));
    }
    let _ = writeln!(block, "\n[{CODE} {}]", asked.code);
    for question in Question::ALL {
        let is_asked = asked.can_move || !matches!(question, Question::Deadline | Question::Why);
        if is_asked {
            let _ = writeln!(block, "{}:", question.heading());
        }
    }
    block + "\n"
}

/// A text in lines of an e-mail's width, the first after one beginning and the others after another.
fn wrapped(text: &str, first: &str, others: &str) -> String {
    let mut lines = vec![first.to_owned()];
    let mut is_fresh = true;
    for word in one_line(text).split(' ') {
        let Some(line) = lines.last_mut() else { break };
        if is_fresh || fit(&[line, " ", word], WIDTH) {
            if !is_fresh {
                line.push(' ');
            }
            line.push_str(word);
        } else {
            lines.push(format!("{others}{word}"));
        }
        is_fresh = false;
    }
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}
