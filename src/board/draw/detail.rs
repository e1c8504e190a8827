//! A few lines about what is chosen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paint::{self, below_rule, bold, dim, put, rule, wrapped};
use crate::board::State;
use crate::board::branch::{Branch, Stem, in_words};
use crate::board::memory::Panel;
use crate::model::{Flag, State as Standing, spoken};
use crate::query::Judged;
use crate::render::style::{self, one_line, rest};
use crate::report::deadline;

/// Longer lines are hard to read.
const WIDEST: usize = 140;

/// Paints a rule and the lines below it.
pub(super) fn draw(state: &State<'_>, buffer: &mut Buffer, place: Rect) {
    let below = below_rule(place);
    let width = usize::from(below.width).min(WIDEST);
    let room = usize::from(below.height);
    let (title, lines) = match state.memory.panel {
        Panel::Tree => match state.world.chosen(&state.memory) {
            Some(line) => (style::capitalised(&one_line(line.stem.kind())), branch(line, width, room)),
            None => return,
        },
        Panel::List => {
            let lines = state.world.action(&state.memory).map(|judged| action(state, judged, width, room));
            (String::new(), lines.unwrap_or_default())
        }
    };
    rule(buffer, place, &title, dim());
    for (row, line) in (0..below.height).zip(&lines) {
        put(buffer, below, row, line);
    }
}

/// A part of the tree: its title, how it stands, and what it is for.
fn branch(line: &Branch<'_>, width: usize, room: usize) -> Vec<Line<'static>> {
    let title = wrapped(&one_line(&line.stem.title()), width);
    let mut lines: Vec<_> = title.into_iter().take(room.saturating_sub(1).max(1)).map(|line| strong(&line)).collect();
    lines.push(Line::from(paint::cut(&in_words(&line.tally), width)));
    let aim = match line.stem {
        Stem::All => None,
        Stem::Plan(plan) => plan.settings.summary.as_deref(),
        Stem::Theme(_, theme) => theme.aim.as_deref(),
        Stem::Objective(_, objective) => objective.target.as_deref(),
    };
    lines.extend(aim.into_iter().flat_map(|aim| wrapped(&one_line(aim), width)).map(Line::from));
    lines
}

/// An action: what it is, how it is rated and why, who and by when, and the last that was said of it.
fn action(state: &State<'_>, judged: &Judged<'_>, width: usize, room: usize) -> Vec<Line<'static>> {
    let (located, judgement) = (judged.located, &judged.judgement);
    let text = located.action.text.as_deref().unwrap_or("(nothing says what is to be done)");
    let text = wrapped(&format!("{}  {}", located.action.reference, one_line(text)), width);
    let facts = wrapped(&facts(judged).join(" · "), width);
    let scheme = located.plan.settings.rating.scheme();
    let rating = style::rating_or_status(judgement, scheme, state.memory.look(width));
    let for_text = rest(room, [1, facts.len().min(room / 2)]).max(1);
    let mut lines: Vec<_> = text.into_iter().take(for_text).map(|line| strong(&line)).collect();
    lines.push(paint::line(&format!("{rating} {}", one_line(&judgement.reason.to_string()))));
    lines.extend(facts.into_iter().map(Line::from));
    if let Some(note) = Standing::last_note(located.action, judgement.day) {
        let by = note.by.as_deref().map(|by| format!(", {}", one_line(by))).unwrap_or_default();
        let said = format!("{}{by}: {}", note.date.in_words(), one_line(note.note.as_deref().unwrap_or_default()));
        lines.extend(wrapped(&said, width).into_iter().map(|line| Line::from(line).style(dim())));
    }
    lines
}

fn strong(text: &str) -> Line<'static> {
    Line::from(Span::styled(text.to_owned(), bold()))
}

/// Who and by when, and what else to notice.
fn facts(judged: &Judged<'_>) -> Vec<String> {
    let due = deadline::spelled_out(&judged.judgement.due);
    let due = due.map_or_else(|| "no deadline".to_owned(), |due| format!("due {due}"));
    let lead = judged.located.lead_name().map_or_else(|| "nobody leads it".to_owned(), |lead| format!("lead {lead}"));
    let flags = judged.judgement.flags.iter().filter(|flag| !matches!(flag, Flag::NoLead | Flag::NoDeadline));
    let flags = flags.map(|flag| spoken(flag.word()));
    [due, lead].into_iter().chain(flags).map(|fact| one_line(&fact)).collect()
}
