//! `vawg return apply`: what leads have answered, into the files of their actions and into git.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::bail;

use crate::amend::{self, Amendment, Meanwhile, Message, Refusal, Replies, Terms, Wanted};
use crate::commands::Outcome;
use crate::commands::amending::{edits, readable};
use crate::commands::changing::{Change, CommitArgs, uncommitted};
use crate::commands::session::{Session, day};
use crate::commands::update::is_yes;
use crate::import::form::{self, Problem, Returned};
use crate::model::{Code, Portfolio, Reply, counted};
use crate::render;
use crate::store::{self, FileChange, IncomingError, Root};

/// Take up what leads have answered in forms that came back
///
/// Each answer becomes an update of its action, said by the lead, as `vawg update` would write it; each file becomes a
/// commit that names who returned it. What was left empty stays as it is, and an answer that is recorded already is not
/// recorded again. Where a row cannot be taken up, or its action has changed since the form was made, nothing is
/// changed, and every such row is named.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Args {
    /// Forms that came back: .xlsx, .csv, .docx, or the text of an e-mail
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Who returned them, where it was not the lead
    #[arg(long, value_name = "NAME")]
    by: Option<String>,

    /// Day on which it was so [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// Take up answers to actions that have changed since the form was made as well
    #[arg(long)]
    anyway: bool,

    /// Leave out the rows that cannot be taken up, and take up the others
    #[arg(long)]
    skip: bool,

    /// Show the difference that it would make, and change nothing
    #[arg(long)]
    dry_run: bool,

    /// Change the actions without asking
    #[arg(short, long)]
    yes: bool,

    #[command(flatten)]
    commit: CommitArgs,
}

const EXAMPLES: &str = "\
Examples:
  vawg return apply housing.xlsx              shows what would change, and asks
  vawg return apply returns/*.xlsx --yes      every form of a folder, a commit each
  vawg return apply reply.txt --by \"Ann, for the Housing Manager\" --date 2026-06-12
  vawg return apply housing.xlsx --dry-run    shows the difference, and changes nothing

`vawg undo` takes the last form back.";

/// What one form makes of the actions.
struct Draft {
    replies: Replies,
    amendments: Vec<Amendment>,
    files: Vec<FileChange>,
    uncommitted: BTreeSet<String>,
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let root = session.root()?;
        let forms = self.forms()?;
        let drafts = self.drafts(session, &root, &forms)?;
        for ((file, form), draft) in forms.iter().zip(&drafts) {
            say_read(session, file, form, draft);
        }
        let count: usize = drafts.iter().map(|draft| draft.amendments.len()).sum();
        if count == 0 {
            session.ui.say("nothing was changed");
            return Ok(Outcome::Done);
        }
        if self.dry_run {
            session.show_difference(&root, drafts.iter().flat_map(|draft| &draft.files))?;
            return Ok(Outcome::Done);
        }
        if !self.is_confirmed(session, &drafts, count)? {
            return Ok(Outcome::Done);
        }
        for ((_, form), draft) in forms.iter().zip(&drafts).filter(|(_, draft)| !draft.amendments.is_empty()) {
            self.take_up(session, &root, form, draft)?;
        }
        Ok(Outcome::Done)
    }

    /// What is in the files; every file that is none says so.
    fn forms(&self) -> anyhow::Result<Vec<(String, Returned)>> {
        let (mut forms, mut errors) = (Vec::new(), Vec::new());
        for path in &self.files {
            let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.display().to_string());
            let bytes = match store::incoming(path, u64::try_from(form::LARGEST).unwrap_or(u64::MAX)) {
                Ok(bytes) => bytes,
                Err(error @ IncomingError::Folder(_)) => {
                    errors.push(format!("{error}\nhelp: name the forms in it: `{}`", path.join("*.xlsx").display()));
                    continue;
                }
                Err(error @ IncomingError::Io { .. }) => {
                    errors.push(error.to_string());
                    continue;
                }
            };
            match form::read(&bytes, &name) {
                Ok(form) => forms.push((name, form)),
                Err(error) => errors.push(format!("{name}: {error}\nhelp: {}", error.advice())),
            }
        }
        if !errors.is_empty() {
            bail!("{}", errors.join("\nerror: "));
        }
        let (names, mut forms): (Vec<_>, Vec<_>) = forms.into_iter().unzip();
        form::compare(&mut forms);
        Ok(names.into_iter().zip(forms).collect())
    }

    /// What every form makes of the actions as they stand; every row that cannot be taken up is named.
    fn drafts(&self, session: &mut Session, root: &Root, forms: &[(String, Returned)]) -> anyhow::Result<Vec<Draft>> {
        let loaded = Session::load_from(root)?;
        let (mut drafts, mut refusals) = (Vec::new(), Vec::new());
        for (_, form) in forms {
            refusals.extend(form.problems.iter().map(of_problem));
            let (draft, refused) = self.draft(session, root, form, &loaded.portfolio)?;
            drafts.push(draft);
            refusals.extend(refused);
        }
        if refusals.is_empty() {
            return Ok(drafts);
        }
        let told: Vec<_> = refusals.iter().map(ToString::to_string).collect();
        if !self.skip {
            let rows = counted(refusals.len(), "answer");
            bail!("{}\nerror: {rows} cannot be taken up, so that nothing was changed", told.join("\nerror: "));
        }
        for line in told {
            session.ui.say(&format!("left out: {line}"));
        }
        Ok(drafts)
    }

    /// What a form makes of the actions, without what cannot be taken up, and why not.
    fn draft(
        &self,
        session: &mut Session,
        root: &Root,
        form: &Returned,
        portfolio: &Portfolio,
    ) -> anyhow::Result<(Draft, Vec<Refusal>)> {
        let judge = session.judge()?;
        let date = day("--date", self.date.as_deref(), judge.asked())?.unwrap_or(judge.asked());
        let meanwhile = if self.anyway { Meanwhile::TakenUp } else { Meanwhile::Refused };
        let terms = Terms { date, by: self.by.as_deref(), meanwhile };
        let mut replies = Replies::of(portfolio, &form.replies, terms);
        let mut refusals = std::mem::take(&mut replies.refusals);
        loop {
            let files: BTreeSet<_> = replies.wanted.keys().cloned().collect();
            let mut loaded = readable(session, root, &files)?;
            let uncommitted = uncommitted(&loaded.portfolio);
            match amend::amend_each(&mut loaded.portfolio, &replies.wanted, judge) {
                Ok(amendments) => {
                    let files = edits(root, &amendments)?;
                    return Ok((Draft { replies, amendments, files, uncommitted }, refusals));
                }
                Err(reasons) => {
                    let is_refused = |place: &str| reasons.iter().any(|reason| reason.about.as_deref() == Some(place));
                    let before = replies.wanted.len();
                    replies.wanted.retain(|_, wanted| !is_refused(&wanted.place));
                    let is_about_none = replies.wanted.len() == before;
                    refusals.extend(reasons);
                    if is_about_none {
                        replies.wanted.clear();
                    }
                }
            }
        }
    }

    /// Shows what would change, and asks whether it should.
    fn is_confirmed(&self, session: &mut Session, drafts: &[Draft], count: usize) -> anyhow::Result<bool> {
        if self.yes {
            return Ok(true);
        }
        let look = session.ui.talk_look();
        let told: String = drafts.iter().map(|draft| render::amended::lines(&draft.amendments, look)).collect();
        session.ui.say_as_is(&told);
        let count = counted(count, "action");
        if !session.ui.can_ask() {
            bail!("{count} would change as above\nhelp: `--yes` changes them, `--dry-run` shows the difference");
        }
        is_yes(session, &format!("Change {count}? [y/N] "))
    }

    /// Makes what a form asks for of the actions as they stand once nobody else writes.
    fn take_up(&self, session: &mut Session, root: &Root, form: &Returned, shown: &Draft) -> anyhow::Result<()> {
        let lock = session.lock(root, "return apply")?;
        let files = shown.replies.wanted.keys().cloned().collect();
        let loaded = store::load_only(root, &files)?;
        let is_its = |wanted: &Wanted, code: &Code| {
            wanted.plan.eq_ignore_ascii_case(&code.plan)
                && wanted.reference.eq_ignore_ascii_case(code.reference.as_str())
        };
        let wanted = |reply: &&Reply| shown.replies.wanted.values().any(|wanted| is_its(wanted, &reply.code));
        let form = Returned { replies: form.replies.iter().filter(wanted).cloned().collect(), ..Returned::default() };
        let (draft, refusals) = self.draft(session, root, &form, &loaded.portfolio)?;
        if let Some(refusal) = refusals.first() {
            bail!("{refusal}\nerror: the plans have changed while this was looked at; this form changed nothing");
        }
        draft.warn(session);
        let change = Change {
            root,
            lock: &lock,
            files: &draft.files,
            message: Message::returned(&draft.amendments, &draft.by()),
            told: render::amended::lines(&draft.amendments, session.ui.look()),
            uncommitted: draft.uncommitted.clone(),
            way_back: "`vawg undo` takes it back",
        };
        session.make(&change, &self.commit)
    }
}

impl Draft {
    /// Who returned it.
    fn by(&self) -> String {
        let names: BTreeSet<_> =
            self.replies.wanted.values().filter_map(|wanted| wanted.request.by.as_deref()).collect();
        names.into_iter().collect::<Vec<_>>().join(", ")
    }

    fn warn(&self, session: &mut Session) {
        let of = |amendment: &Amendment| {
            let about = &amendment.reference;
            let lines = amendment.warnings.iter();
            lines.map(|warning| format!("warning: {about}: {}", warning.message)).collect::<Vec<_>>()
        };
        for line in self.amendments.iter().flat_map(of) {
            session.ui.say(&line);
        }
    }
}

fn of_problem(problem: &Problem) -> Refusal {
    let Problem { at, message, help } = problem.clone();
    Refusal { about: Some(at), message, help }
}

/// Says how much of a form was answered.
fn say_read(session: &mut Session, file: &str, form: &Returned, draft: &Draft) {
    for note in &form.notes {
        session.ui.say(&format!("note: {note}"));
    }
    let of = counted(form.replies.len(), "action");
    let mut said = vec![match draft.amendments.len() {
        0 => "nothing new is answered".to_owned(),
        new => format!("{new} answered"),
    }];
    match draft.replies.recorded.len() {
        0 => {}
        recorded => said.push(format!("{recorded} recorded already")),
    }
    if draft.replies.untouched > 0 {
        said.push(format!("{} left as they are", draft.replies.untouched));
    }
    session.ui.say(&format!("{file}: {of}, {}", said.join(", ")));
}
