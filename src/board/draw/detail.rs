//! A few lines about what is chosen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paint::{self, bold, dim, put, rule, wrapped};
use crate::board::State;
use crate::board::branch::in_words;
use crate::board::memory::Panel;
use crate::query::Judged;
use crate::render::style::{self, one_line};
use crate::report::deadline;

/// Paints a rule and the lines below it.
pub(super) fn draw(state: &State<'_>, buffer: &mut Buffer, place: Rect) {
    let below = Rect { y: place.y + 1, height: place.height.saturating_sub(1), ..place };
    match state.memory.panel {
        Panel::Tree => {
            let Some(line) = state.world.chosen(&state.memory) else { return };
            rule(buffer, place, &style::capitalised(&one_line(line.stem.kind())), dim());
            let width = usize::from(below.width).saturating_sub(2);
            let title = wrapped(&one_line(&line.stem.title()), width);
            let room = usize::from(below.height).saturating_sub(1).max(1);
            let last = title.len().min(room);
            for (row, line) in (0..).zip(title.iter().take(room)) {
                put(buffer, below, row, &Line::from(Span::styled(format!(" {line}"), bold())));
            }
            let counts = Line::from(paint::cut(&format!(" {}", in_words(&line.tally)), width + 2));
            put(buffer, below, u16::try_from(last).unwrap_or(1), &counts);
        }
        Panel::List => {
            rule(buffer, place, "", dim());
            if let Some(judged) = state.world.action(&state.memory) {
                action(state, judged, buffer, below);
            }
        }
    }
}

fn action(state: &State<'_>, judged: &Judged<'_>, buffer: &mut Buffer, place: Rect) {
    let width = usize::from(place.width).saturating_sub(2);
    let (located, judgement) = (judged.located, &judged.judgement);
    let text = located.action.text.as_deref().unwrap_or("(nothing says what is to be done)");
    let lines = wrapped(&format!("{}  {}", located.action.reference, one_line(text)), width);
    let facts = facts(judged);
    let facts = wrapped(&facts.join(" · "), width.max(1));
    let rating = paint::line(&format!(
        " {} {}",
        style::rating_or_status(judgement, located.plan.settings.rating.scheme(), state.memory.look(width)),
        one_line(&judgement.reason.to_string())
    ));
    let room = usize::from(place.height);
    let for_text = room.saturating_sub(1 + facts.len().min(room / 3)).clamp(1, lines.len().max(1));
    let mut all: Vec<Line<'_>> =
        lines.into_iter().take(for_text).map(|line| Line::from(Span::styled(format!(" {line}"), bold()))).collect();
    all.push(rating);
    all.extend(facts.into_iter().map(|line| Line::from(format!(" {line}"))));
    for (row, line) in (0..place.height).zip(&all) {
        put(buffer, place, row, line);
    }
}

/// Who and by when, and what else to notice.
fn facts(judged: &Judged<'_>) -> Vec<String> {
    let due = deadline::spelled_out(&judged.judgement.due).unwrap_or_else(|| "no deadline".to_owned());
    let lead = judged.located.lead_name().map_or_else(|| "nobody leads it".to_owned(), |lead| format!("lead {lead}"));
    let mut facts = vec![format!("due {due}").replace("due no deadline", "no deadline"), lead];
    facts.extend(judged.judgement.flags.iter().map(|flag| flag.word().replace('-', " ")));
    let last = judged.judgement.state.last;
    facts.extend(last.map(|update| format!("last update {}", update.date.in_words())));
    facts.iter().map(|fact| one_line(fact)).collect()
}
