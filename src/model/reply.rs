//! What a lead answers about an action in a return, and the code by which the action is known again.
//!
//! The code stands beside the action in a form that goes out and comes back: which action it is, and how it stood when
//! the form was made, so that what has changed meanwhile is seen.

use std::fmt;

use sha1::{Digest, Sha1};

use super::{Date, Deadline, Given, Located, Rag, Reference, Status, Update};

/// So many bytes of a fingerprint are kept: enough to tell the states of one action apart.
const STATE: usize = 4;
const CHECK: usize = 2;

/// An action in a form, and the state that it had then: `bristol-2008-11:3.1.1#4-5f0c2a91-7be3`.
///
/// The last part follows from the others, so that a code with a slip in it stands for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Code {
    /// The folder name of the plan.
    pub plan: String,
    pub reference: Reference,
    /// How many updates the action had.
    pub updates: usize,
    /// The fingerprint of those, of the deadline and of the lead.
    state: String,
}

/// What has happened to an action since a form was made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Since<'p> {
    Nothing,
    /// Nothing but these updates.
    Updates(&'p [Update]),
    /// Its lead or deadline was changed without an update, or its earlier log was.
    Otherwise,
}

/// What somebody has answered about an action. Nothing in a field leaves it as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// Where it stands: `housing.xlsx, row 12`.
    pub at: String,
    pub code: Code,
    pub status: Option<Status>,
    pub rag: Option<Rag>,
    pub progress: Option<String>,
    pub deadline: Option<Deadline>,
    /// Why the deadline moves.
    pub why: Option<String>,
}

impl Code {
    /// The code of an action as it stands.
    #[must_use]
    pub fn of(located: Located<'_>) -> Self {
        let updates = located.action.updates.len();
        Self {
            plan: located.plan.name.clone(),
            reference: located.action.reference.clone(),
            updates,
            state: state(located, updates),
        }
    }

    /// Reads a code; nothing where it is none, or has a slip in it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (name, mark) = text.trim().rsplit_once('#')?;
        let (plan, reference) = name.split_once(':')?;
        let mut parts = mark.split('-');
        let (updates, state, check) = (parts.next()?.parse().ok()?, parts.next()?.to_lowercase(), parts.next()?);
        let code = Self { plan: plan.to_owned(), reference: Reference::new(reference).ok()?, updates, state };
        (parts.next().is_none() && check.eq_ignore_ascii_case(&code.check())).then_some(code)
    }

    /// The reference with its plan: `bristol-2008-11:3.1.1`.
    #[must_use]
    pub fn full_reference(&self) -> String {
        format!("{}:{}", self.plan, self.reference)
    }

    /// What has happened to its action since.
    #[must_use]
    pub fn since<'p>(&self, located: Located<'p>) -> Since<'p> {
        match located.action.updates.get(self.updates..) {
            Some(later) if state(located, self.updates) == self.state => {
                if later.is_empty() {
                    Since::Nothing
                } else {
                    Since::Updates(later)
                }
            }
            Some(_) | None => Since::Otherwise,
        }
    }

    fn check(&self) -> String {
        fingerprint(&[&self.full_reference(), &self.updates.to_string(), &self.state], CHECK)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}#{}-{}-{}", self.full_reference(), self.updates, self.state, self.check())
    }
}

impl Reply {
    /// An answer in which nothing is answered yet.
    #[must_use]
    pub const fn to(code: Code, at: String) -> Self {
        Self { at, code, status: None, rag: None, progress: None, deadline: None, why: None }
    }

    /// Whether it leaves everything as it is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        let Self { at: _, code: _, status, rag, progress, deadline, why } = self;
        status.is_none() && rag.is_none() && progress.is_none() && deadline.is_none() && why.is_none()
    }

    /// What it says in words, as one note.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let why = self.why.as_deref().map(|why| match (&self.progress, &self.deadline) {
            (Some(_), Some(_)) => format!("The deadline moves: {why}"),
            (None, _) | (Some(_), None) => why.to_owned(),
        });
        let texts: Vec<_> = self.progress.iter().map(String::as_str).chain(why.as_deref()).collect();
        (!texts.is_empty()).then(|| texts.join("\n\n"))
    }

    /// Whether an update that was given says what it says.
    #[must_use]
    pub fn is_said_by(&self, update: &Update) -> bool {
        let same_note = update.note.as_deref().map(str::trim) == self.note().as_deref().map(str::trim);
        update.status == self.status && update.rag == self.rag && same_note
    }
}

/// The fingerprint of the first so many updates of an action, of its lead, and of the deadline that held then.
fn state(located: Located<'_>, updates: usize) -> String {
    let (then, later) = located.action.updates.split_at_checked(updates).unwrap_or((&located.action.updates, &[]));
    let moved = later.iter().find_map(|update| update.deadline_was.as_ref());
    let deadline = moved.or_else(|| located.deadline().map(Given::value)).map(ToString::to_string);
    let recurs = located.action.recurs.map(|recurrence| recurrence.to_string());
    let mut parts = vec![
        located.full_reference(),
        located.lead_name().unwrap_or_default().to_owned(),
        deadline.or(recurs).unwrap_or_default(),
    ];
    parts.extend(then.iter().flat_map(said));
    fingerprint(&parts.iter().map(String::as_str).collect::<Vec<_>>(), STATE)
}

/// Everything that an update says.
fn said(update: &Update) -> [String; 7] {
    let Update { date, by, status, rag, note, occurrence, deadline_was } = update;
    let day = |day: &Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        date.to_string(),
        text(by),
        status.map(Status::word).unwrap_or_default().to_owned(),
        rag.map(Rag::word).unwrap_or_default().to_owned(),
        text(note),
        day(occurrence),
        deadline_was.as_ref().map(ToString::to_string).unwrap_or_default(),
    ]
}

/// The first so many bytes of a SHA-1 of texts, in hexadecimal digits.
fn fingerprint(texts: &[&str], bytes: usize) -> String {
    let mut digest = Sha1::new();
    for text in texts {
        // The length first, so that no two lists of texts run together.
        digest.update(text.len().to_le_bytes());
        digest.update(text.as_bytes());
    }
    let digits: Vec<_> = digest.finalize().iter().take(bytes).map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}

#[cfg(test)]
mod tests {
    use super::{Code, Reply, Since};
    use crate::model::{Action, Date, Deadline, Located, Period, Plan, Portfolio, Rag, Reference, Status, Update};

    fn update(day: &str, note: &str) -> Update {
        Update {
            date: Date::parse(day).expect("a date"),
            by: None,
            status: None,
            rag: Some(Rag::Green),
            note: Some(note.to_owned()),
            occurrence: None,
            deadline_was: None,
        }
    }

    fn deadline(day: &str) -> Option<Deadline> {
        Date::parse(day).map(|day| Deadline::By(Period::Day(day)))
    }

    fn portfolio() -> Portfolio {
        let mut plan = Plan::new("wendale");
        plan.actions = vec![Action {
            reference: Reference::new("1.1").expect("a reference"),
            lead: Some("Housing".to_owned()),
            deadline: deadline("2026-09-30"),
            updates: vec![update("2026-05-01", "First draft")],
            ..Action::default()
        }];
        Portfolio { plans: vec![plan] }
    }

    fn located(portfolio: &Portfolio) -> Located<'_> {
        portfolio.actions().next().expect("an action")
    }

    #[test]
    fn a_code_is_read_as_it_is_written_and_not_with_a_slip_in_it() {
        let portfolio = portfolio();
        let code = Code::of(located(&portfolio));
        let text = code.to_string();
        assert!(text.starts_with("wendale:1.1#1-"), "{text}");
        assert_eq!(Code::parse(&format!(" {text} ")), Some(code));
        for wrong in [text.replace("1.1#", "1.2#"), text.replace("#1-", "#2-"), text[..text.len() - 1].to_owned()] {
            assert_eq!(Code::parse(&wrong), None, "{wrong}");
        }
        for wrong in ["", "#", "wendale:1.1", "wendale:../1#1-00000000-0000", ":#--"] {
            assert_eq!(Code::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_has_happened_since_is_told_apart() {
        let mut portfolio = portfolio();
        let code = Code::of(located(&portfolio));
        assert_eq!(code.since(located(&portfolio)), Since::Nothing);

        let moved = Update { deadline_was: deadline("2026-09-30"), ..update("2026-06-01", "Moved") };
        let action = &mut portfolio.plans[0].actions[0];
        (action.deadline, action.updates) = (deadline("2026-12-31"), vec![action.updates[0].clone(), moved.clone()]);
        assert_eq!(code.since(located(&portfolio)), Since::Updates(&[moved]));

        portfolio.plans[0].actions[0].lead = Some("Police".to_owned());
        assert_eq!(code.since(located(&portfolio)), Since::Otherwise);
        portfolio.plans[0].actions[0].updates.clear();
        assert_eq!(code.since(located(&portfolio)), Since::Otherwise);
    }

    #[test]
    fn what_is_answered_becomes_one_note() {
        let portfolio = portfolio();
        let mut reply = Reply::to(Code::of(located(&portfolio)), "row 1".to_owned());
        assert_eq!(reply.note(), None);
        reply.why = Some("Two agencies have not answered".to_owned());
        assert_eq!(reply.note().as_deref(), Some("Two agencies have not answered"));
        (reply.progress, reply.deadline) = (Some("First draft".to_owned()), deadline("2026-12-31"));
        assert_eq!(reply.note().as_deref(), Some("First draft\n\nThe deadline moves: Two agencies have not answered"));
    }

    #[test]
    fn an_answer_was_given_before_only_where_an_update_says_all_of_it() {
        let portfolio = portfolio();
        let mut reply = Reply::to(Code::of(located(&portfolio)), "row 1".to_owned());
        (reply.rag, reply.progress) = (Some(Rag::Green), Some("First draft".to_owned()));
        let same = update("2026-05-01", "First draft ");
        assert!(reply.is_said_by(&same));
        assert!(!reply.is_said_by(&Update { status: Some(Status::Complete), ..same.clone() }));
        assert!(!reply.is_said_by(&Update { rag: Some(Rag::Red), ..same.clone() }));
        assert!(!reply.is_said_by(&update("2026-05-01", "Second draft")));
    }
}
