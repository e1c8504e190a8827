//! An action in a few lines: what somebody has to know who says what has become of it.

use super::sheet::Sheet;
use super::style::{self, one_line};
use crate::model::{Deadline, Given, Judgement, Located, State, spoken};
use crate::ui::Look;

/// What the action is, who answers for it by when, how it stands, and what was last said of it.
#[must_use]
pub fn text(located: Located<'_>, judgement: &Judgement<'_>, look: Look) -> String {
    let action = located.action;
    let mut sheet = Sheet::new(look);
    sheet.title(action.reference.as_str(), action.text.as_deref().unwrap_or("(nothing says what is to be done)"));
    sheet.gap();
    sheet.field("Lead", [located.lead_name().map_or_else(|| style::alarming("nobody", look), one_line)]);
    let deadline = match (action.recurs, located.deadline().map(Given::value)) {
        (Some(recurrence), _) => Some(format!("{recurrence}")),
        (None, deadline) => deadline.map(Deadline::in_words),
    };
    sheet.field("Deadline", [deadline.unwrap_or_else(|| style::alarming("none", look))]);
    let rating = style::rating(judgement.rating, located.plan.settings.rating.scheme(), look);
    sheet.field("Rating", [format!("{rating}: {}", one_line(&judgement.reason.to_string()))]);
    sheet.field("Status", [spoken(judgement.state.status.word())]);
    if let Some(update) = State::last_note(action, judgement.day) {
        let by = update.by.as_deref().map(|by| format!(", {}", one_line(by))).unwrap_or_default();
        let note = one_line(update.note.as_deref().unwrap_or_default());
        sheet.field("Last note", [format!("{}{by}: {note}", update.date.in_words())]);
    }
    sheet.into_text()
}
