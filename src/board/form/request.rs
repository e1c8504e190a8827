//! The request that a form makes.

use super::{Form, Kind, Name};
use crate::amend::{self, Request};
use crate::model::{Date, Rag, Status};
use crate::query::day;

/// What a form asks for; a day may be counted from today.
pub(super) fn of(form: &Form, today: Date) -> Result<Request, Vec<String>> {
    let mut request = Request::on(today);
    let mut wrong = Vec::new();
    if form.kind == Kind::Complete {
        request.status = Some(Status::Complete);
    }
    for entry in form.entries.iter().filter(|entry| entry.is_filled()) {
        let (name, text) = (entry.name, entry.text());
        if let Err(why) = take(&mut request, name, text, today) {
            wrong.push(why);
        }
    }
    if wrong.is_empty() { Ok(request) } else { Err(wrong) }
}

fn take(request: &mut Request, name: Name, text: String, today: Date) -> Result<(), String> {
    let a_day = |text: &str| day(text, today).map_err(|why| format!("{}: {why}", name.label()));
    match name {
        Name::Status => request.status = Status::from_word(&text),
        Name::Rating => request.rag = Rag::from_word(&text),
        Name::Deadline => request.deadline = Some(amend::deadline(&text).map_err(|refusal| refusal.to_string())?),
        Name::Lead => request.lead = Some(text),
        Name::Turn => request.occurrence = Some(a_day(&text)?),
        Name::Note => request.note = Some(text),
        Name::Evidence => request.evidence = vec![text],
        Name::By => request.by = Some(text),
        Name::Date => request.date = a_day(&text)?,
    }
    Ok(())
}
