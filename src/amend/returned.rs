//! What the answers in a return ask of actions, and which of them nobody may take up without looking.
//!
//! A form tells how its actions stood when it was made. An answer to an action that has changed meanwhile is not taken
//! up, unless somebody says so; one that is in the log already asks for nothing.

use std::collections::BTreeMap;

use super::{Refusal, Request};
use crate::model::{Date, Given, Located, Portfolio, Rag, Reply, Since, Update, counted, spoken, stated};

/// What becomes of an answer to an action that has changed since the form was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meanwhile {
    Refused,
    TakenUp,
}

/// How answers are taken up.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The day on which it was so.
    pub date: Date,
    /// Who says so; the lead of each action where nobody is named.
    pub by: Option<&'a str>,
    pub meanwhile: Meanwhile,
}

/// What one answer asks for, and where it stands.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub place: String,
    pub plan: String,
    pub reference: String,
    pub request: Request,
}

/// What the answers of a return ask for.
#[derive(Debug, Clone, Default)]
pub struct Replies {
    /// By the file of the action, from the plans folder.
    pub wanted: BTreeMap<String, Wanted>,
    pub refusals: Vec<Refusal>,
    /// The references of actions whose answer is in the log already.
    pub recorded: Vec<String>,
    /// How many actions nothing was answered about.
    pub untouched: usize,
}

/// So many updates are told of what has happened meanwhile.
const FEW: usize = 3;

impl Replies {
    /// What the answers of one return ask of the actions of a portfolio.
    #[must_use]
    pub fn of(portfolio: &Portfolio, replies: &[Reply], terms: Terms<'_>) -> Self {
        let mut asked = Self::default();
        for reply in replies {
            if reply.is_empty() {
                asked.untouched = asked.untouched.saturating_add(1);
                continue;
            }
            let place = format!("{} ({})", reply.at, reply.code.reference);
            match reading(portfolio, reply, terms) {
                Ok(Some((located, request))) => {
                    let reference = located.action.reference.to_string();
                    asked
                        .wanted
                        .insert(located.file(), Wanted { place, plan: located.plan.name.clone(), reference, request });
                }
                Ok(None) => asked.recorded.push(reply.code.reference.to_string()),
                Err(refusal) => asked.refusals.push(refusal.about(&place)),
            }
        }
        asked
    }
}

/// The action of an answer with what is asked of it; nothing where that has been recorded.
fn reading<'p>(
    portfolio: &'p Portfolio,
    reply: &Reply,
    terms: Terms<'_>,
) -> Result<Option<(Located<'p>, Request)>, Refusal> {
    let located = located(portfolio, reply)?;
    if is_recorded(located, reply) {
        return Ok(None);
    }
    if terms.meanwhile == Meanwhile::Refused {
        unchanged(located, reply)?;
    }
    let note = reply.note();
    if let Some(rag) = reply.rag.filter(|rag| matches!(rag, Rag::Red | Rag::Amber) && note.is_none()) {
        let article = if rag == Rag::Amber { "an" } else { "a" };
        return Err(Refusal::new(
            format!("{article} {rag} rating without a word on progress says that something is wrong and not what"),
            "ask the lead, and write the answer into `Progress since last time`",
        ));
    }
    if let (Some(_), None, None) = (&reply.why, &reply.deadline, &reply.progress) {
        return Err(Refusal::new(
            "it says why the deadline moves, and gives no new one",
            "ask the lead, and write it into `New deadline`; or move the words to `Progress since last time`",
        ));
    }
    let lead = located.lead_name().map(|name| located.plan.party(name).map_or(name, |party| party.name.trim()));
    let by = terms.by.or(lead).map(str::to_owned);
    let Reply { status, rag, deadline, .. } = reply.clone();
    Ok(Some((located, Request { by, status, rag, note, deadline, ..Request::on(terms.date) })))
}

fn located<'p>(portfolio: &'p Portfolio, reply: &Reply) -> Result<Located<'p>, Refusal> {
    let code = &reply.code;
    let plan = portfolio.plan(&code.plan).ok_or_else(|| {
        Refusal::new(
            format!("there is no plan `{}` here", code.plan),
            "apply it where the plan is; `--plans DIR` names it",
        )
    })?;
    let action = plan.action(code.reference.as_str()).ok_or_else(|| {
        let message = format!("there is no action {} in {} any more", code.reference, plan.name);
        Refusal::new(message, "`vawg log` tells what became of it; take the answer down by `vawg update`")
    })?;
    Ok(Located { portfolio, plan, action })
}

/// Whether what is answered is in the log, or how the action stands.
fn is_recorded(located: Located<'_>, reply: &Reply) -> bool {
    let later = located.action.updates.get(reply.code.updates..).unwrap_or_default();
    let has_deadline = |wanted| located.deadline().map(Given::value) == Some(wanted);
    let stands = reply.deadline.as_ref().is_none_or(has_deadline);
    let says_only_when = reply.status.is_none() && reply.rag.is_none() && reply.note().is_none();
    stands && (says_only_when || later.iter().any(|update| reply.is_said_by(update)))
}

/// Refuses an answer to an action that has changed since the form was made.
fn unchanged(located: Located<'_>, reply: &Reply) -> Result<(), Refusal> {
    let help = "compare the two; `--anyway` adds the answer all the same, `--skip` leaves the row out";
    match reply.code.since(located) {
        Since::Nothing => Ok(()),
        Since::Updates(updates) => {
            let told: Vec<_> = updates.iter().rev().take(FEW).map(told).collect();
            let count = counted(updates.len(), "update");
            let have = if updates.len() == 1 { "has" } else { "have" };
            Err(Refusal::new(format!("{count} {have} come in since the form was made: {}", told.join("; ")), help))
        }
        Since::Otherwise => {
            let now = |words: Option<String>| words.unwrap_or_else(|| "none".to_owned());
            let lead = now(located.lead_name().map(str::to_owned));
            let recurs = located.action.recurs.map(|recurrence| recurrence.to_string());
            let deadline = now(located.deadline().map(|given| given.value().in_words()).or(recurs));
            let message = "its lead, its deadline or its log was changed since the form was made".to_owned();
            Err(Refusal::new(format!("{message}: the lead is now {lead}, the deadline {deadline}"), help))
        }
    }
}

/// An update in a line: `12 June 2026, Police: red, "Two desks do not answer"`.
fn told(update: &Update) -> String {
    let by = update.by.as_deref().map(|by| format!(", {by}")).unwrap_or_default();
    let status = update.status.map(|status| spoken(status.word()));
    let moved = update.deadline_was.as_ref().map(|_| "deadline moved".to_owned());
    let note = stated(update.note.as_deref()).map(|note| format!("\"{}\"", super::words::first_sentence(note)));
    let said: Vec<_> =
        [status, update.rag.map(|rag| rag.word().to_owned()), moved, note].into_iter().flatten().collect();
    format!("{}{by}: {}", update.date.in_words(), said.join(", "))
}
