//! What a lead is asked, as the plain text of an e-mail.

use crate::report::chase::{Digest, Item, Why};

use super::style::{fit, one_line};

/// So wide are the lines of an e-mail.
const WIDTH: usize = 72;

/// The text for a lead; `attached` is what the answer may be written into, in words.
#[must_use]
pub fn text(digest: &Digest, attached: Option<&str>) -> String {
    let mut parts = vec![format!("To: {}", one_line(&digest.lead)), wrapped(&digest.opening(), "")];
    for why in Why::ALL {
        let items = digest.because(why);
        if items.is_empty() {
            continue;
        }
        let lines: Vec<_> = items.iter().map(|item| of_item(item, digest)).collect();
        let heading = format!("{} ({})", why.heading().to_uppercase(), items.len());
        parts.push(format!("{heading}\n{}", wrapped(why.request(), "")));
        parts.extend(lines);
    }
    parts.extend(attached.map(|words| wrapped(words, "")));
    parts.push("Thank you.".to_owned());
    parts.join("\n\n") + "\n"
}

fn of_item(item: &Item, digest: &Digest) -> String {
    let when = when(item);
    let last = match item.last {
        Some(day) => format!("last heard of on {}, {} ago", day.in_words(), in_days(day.days_until(digest.day))),
        None => "never heard of".to_owned(),
    };
    let rating = item.rating.as_ref().map(|rating| format!("rated {}; ", rating.words())).unwrap_or_default();
    let first = wrapped(&format!("{}  {}", item.reference, one_line(&item.text)), "  ");
    format!("{first}\n{}", wrapped(&format!("{}; {rating}{last}", one_line(&when)), "      "))
}

fn when(item: &Item) -> String {
    let Some(deadline) = &item.deadline else { return "no deadline".to_owned() };
    let due = item.occasion.as_ref().map(|occasion| format!("the {occasion} ({deadline})"));
    match (due, item.days) {
        (None, Some(days)) if days > 0 => format!("was due {deadline}, {} ago", in_days(days)),
        (None, Some(0)) => format!("due {deadline}, today"),
        (None, Some(days)) => format!("due {deadline}, in {}", in_days(days.saturating_neg())),
        (Some(due), Some(days)) if days > 0 => format!("{due} was due {} ago", in_days(days)),
        (Some(due), Some(0)) => format!("{due} is due today"),
        (Some(due), Some(days)) => format!("{due} is due in {}", in_days(days.saturating_neg())),
        (_, None) => format!("due: {deadline}"),
    }
}

fn in_days(days: i64) -> String {
    crate::model::counted(usize::try_from(days).unwrap_or(0), "day")
}

/// A text in lines of an e-mail's width, each after an indent.
fn wrapped(text: &str, indent: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in one_line(text).split(' ') {
        match lines.last_mut() {
            Some(line) if fit(&[line, " ", word], WIDTH) => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(format!("{indent}{word}")),
        }
    }
    lines.join("\n")
}
