//! One action: its rating and the reason for it, every field, and its log.

use super::marked;
use super::parts;
use crate::model::{Date, DueKind, Located, QualifiedReference, spoken};
use crate::render::sheet::Sheet;
use crate::render::style::{self, bold, dim, one_line};
use crate::report::deadline;
use crate::report::page::{ActionPage, Link};
use crate::ui::Look;

/// The page of an action.
pub(super) fn text(page: &ActionPage<'_>, shown: &dyn Fn(&str) -> String, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let action = page.judged.located.action;
    sheet.title(action.reference.as_str(), action.text.as_deref().unwrap_or("(nothing says what is to be done)"));
    sheet.gap();
    rating(&mut sheet, page, look);
    sheet.gap();
    responsibility(&mut sheet, page, look);
    sheet.gap();
    sheet.plan(page.judged.located.plan, page.judged.judgement.day);
    sheet.theme(page.judged.located.plan, action.theme);
    let objective = page.judged.located.plan.settings.labels.objective.as_deref().unwrap_or("objective");
    sheet.objectives(&style::capitalised(&one_line(objective)), page.judged.located.plan, action.objective);
    sheet.gap();
    details(&mut sheet, page, look);
    parts::milestones(&mut sheet, page, look);
    parts::measures(&mut sheet, &action.measures, page.judged.judgement.day, look);
    parts::costs(&mut sheet, page, look);
    parts::updates(&mut sheet, page, look);
    parts::as_written(&mut sheet, &action.as_written);
    sheet.gap();
    sheet.field("File", [one_line(&shown(&page.judged.located.file()))]);
    sheet.into_text()
}

/// The rating, why it is given, what people say, and what else to notice.
fn rating(sheet: &mut Sheet, page: &ActionPage<'_>, look: Look) {
    let judgement = &page.judged.judgement;
    let scheme = page.judged.located.plan.settings.rating.scheme();
    let word = match judgement.rating {
        Some(_) => style::rating(judgement.rating, scheme, look),
        None => "not counted".to_owned(),
    };
    let line = format!("line {} of the rating: {}", judgement.reason.line(), judgement.reason.condition());
    sheet.field("Rating", [format!("{word}: {}", one_line(&judgement.reason.to_string())), dim(&line, look)]);
    if let Some((rag, update)) = judgement.state.reported.zip(judgement.state.reported_in) {
        let by = update.by.as_deref().map(|by| format!(" by {}", one_line(by))).unwrap_or_default();
        sheet.field("Reported", [format!("{} on {}{by}", style::reported(rag, look), update.date.in_words())]);
    }
    if let Some((travel, meeting)) = page.travel {
        let since = format!("since the meeting of {}", meeting.in_words());
        sheet.field("Travel", [format!("{} {since}", style::travel(travel, look))]);
    }
    let completed = match judgement.state.completed {
        Some(day) if judgement.due.kind == DueKind::Recurring => format!(", last turn completed on {}", day.in_words()),
        Some(day) => format!(" on {}", day.in_words()),
        None => String::new(),
    };
    sheet.field("Status", [format!("{}{completed}", spoken(judgement.state.status.word()))]);
    sheet.field(
        "Flags",
        page.flags.iter().map(|(flag, why)| format!("{}: {}", bold(&spoken(flag.word()), look), one_line(why))),
    );
}

/// Who and by when, with what is inherited marked.
fn responsibility(sheet: &mut Sheet, page: &ActionPage<'_>, look: Look) {
    let located = page.judged.located;
    let labels = &located.plan.settings.labels;
    sheet.field("Deadline", deadline_lines(page, look));
    if let Some(review) = located.review() {
        sheet.field("Review", [marked(review, labels, look, Date::in_words)]);
    }
    match located.lead() {
        Some(lead) => sheet.field("Lead", [marked(lead, labels, look, one_line), organisation(located, look)]),
        None => sheet.field("Lead", [style::alarming("nobody", look)]),
    }
    let support = located.support();
    if !support.value().is_empty() {
        let joined = |names: &[String]| names.iter().map(|name| one_line(name)).collect::<Vec<_>>().join("; ");
        sheet.field("Support", [marked(support, labels, look, joined)]);
    }
}

/// The lead's name and organisation in the register, where they say more.
fn organisation(located: Located<'_>, look: Look) -> String {
    let party = located.lead_name().and_then(|name| located.plan.party(name));
    let name = party.map(|party| party.name.as_str()).filter(|name| Some(*name) != located.lead_name());
    let known: Vec<_> =
        name.into_iter().chain(party.and_then(|party| party.organisation.as_deref())).map(one_line).collect();
    if known.is_empty() { String::new() } else { dim(&format!("({})", known.join(", ")), look) }
}

fn deadline_lines(page: &ActionPage<'_>, look: Look) -> Vec<String> {
    let located = page.judged.located;
    let Some(words) = deadline::spelled_out(&page.judged.judgement.due) else {
        return vec![style::alarming("none", look)];
    };
    let words = match located.deadline() {
        Some(given) => marked(given, &located.plan.settings.labels, look, |_| words.clone()),
        None => words,
    };
    let meaning = deadline::meaning(&page.judged);
    let written = deadline::as_written(&page.judged).map(|words| format!("written `{}`", one_line(words)));
    std::iter::once(words).chain(meaning.into_iter().chain(written).map(|line| dim(&line, look))).collect()
}

fn details(sheet: &mut Sheet, page: &ActionPage<'_>, look: Look) {
    let action = page.judged.located.action;
    let because =
        |reason: &Option<String>| reason.as_deref().map(|reason| format!(": {}", one_line(reason))).unwrap_or_default();
    match action.confidence {
        Some(level) => sheet.field("Confidence", [format!("{level}{}", because(&action.confidence_reason))]),
        None => sheet.prose("Confidence", action.confidence_reason.as_deref()),
    }
    let risks = action.risks.iter().map(|risk| match risk.level {
        Some(level) => format!("{level}{}", because(&risk.text)),
        None => one_line(risk.text.as_deref().unwrap_or_default()),
    });
    sheet.field(if action.risks.len() > 1 { "Risks" } else { "Risk" }, risks);
    sheet.prose("Resources", action.resources.as_deref());
    sheet.prose("Outcome measure", action.outcome_measure.as_deref());
    sheet.field("Depends on", page.needs.iter().map(|need| link(need, look)));
    let others = page.needed_by.iter().map(|by| {
        let same_plan = std::ptr::eq(by.plan, page.judged.located.plan);
        let reference = if same_plan { by.action.reference.to_string() } else { by.full_reference() };
        format!("{reference} {}", one_line(by.action.text.as_deref().unwrap_or_default()))
    });
    sheet.field("Needed by", others);
    sheet.field("See", page.see.iter().map(|see| link(see, look)));
    sheet.field("Tags", joined(&action.tags));
    sheet.field("Duty", joined(&action.duty));
    sheet.field("Evidence", action.evidence.iter().map(|place| one_line(place)));
    if let Some(origin) = &action.origin {
        let parts =
            [("", &origin.kind), ("", &origin.id), ("recommendation ", &origin.recommendation), ("", &origin.scope)];
        let parts = parts.iter().filter_map(|(before, part)| Some(format!("{before}{}", one_line(part.as_deref()?))));
        sheet.field("Source", [parts.collect::<Vec<_>>().join(", ")]);
    }
    sheet.field("Carried from", action.carried_from.iter().map(QualifiedReference::to_string));
    if !action.is_public() {
        sheet.field("Public", ["no: left out of what is published"]);
    }
}

fn link(link: &Link<'_>, look: Look) -> String {
    let text = link.text.map_or_else(|| dim("(there is no such action or objective)", look), one_line);
    let open = if link.is_open { dim(" (not complete)", look) } else { String::new() };
    format!("{} {text}{open}", link.written)
}

fn joined(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.iter().map(|name| one_line(name)).collect::<Vec<_>>().join(", "))
}
