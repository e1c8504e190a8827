//! `vawg chase`: a digest for each lead of what has to be asked, as texts or as drafts of e-mails. It sends nothing.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::Outcome;
use super::publish::{basis, with_advice};
use super::returns::new::{file_names, named, say_without_lead, wanted_by};
use super::session::Session;
use crate::model::{Contact, Date, counted};
use crate::query::day;
use crate::render::document::{self, Format as DocumentFormat};
use crate::render::eml::{self, Attached, Draft};
use crate::render::form;
use crate::render::style::one_line;
use crate::report::basis::Basis;
use crate::report::chase::{self, Digest, Terms};
use crate::report::leads::{Lead, Leads, same_party};
use crate::store::{self, Root};
use crate::ui::Look;

/// Ask each lead about what is overdue, due soon, stale or unrated; it sends nothing
///
/// A digest a lead: on the terminal, or in a folder as texts or as drafts of e-mails, which your mail program opens for
/// you to look at and send. A draft has the return form in it; its address comes from `contacts.toml` in the folder of
/// the plan, which git ignores.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Only the actions that this filter selects
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,

    /// What counts as due soon: 30d, 6w, 3m [default: as each plan has it, or 30d]
    #[arg(long, value_name = "TIME")]
    due_within: Option<String>,

    /// Only this lead, by its name or an alias
    #[arg(long, value_name = "NAME")]
    lead: Option<String>,

    /// Day by which an answer is wanted [default: the next meeting, or in two weeks]
    #[arg(long, value_name = "DATE")]
    by: Option<String>,

    /// The format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,

    /// Write a file a lead into this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// What a digest can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// Plain text, as for an e-mail
    #[default]
    Text,
    /// Markdown, with tables
    Markdown,
    /// Drafts of e-mails with the return form attached; needs a folder
    Eml,
    /// For other programs
    Json,
}

const EXAMPLES: &str = "\
Examples:
  vawg chase                                    what every lead has to be asked
  vawg chase --lead \"Housing Manager\"           one lead
  vawg chase --due-within 6w --format eml -o drafts --by 2026-07-14
  vawg chase theme:prevention --format markdown

An address in contacts.toml:
  [[contact]]
  party = \"Housing Manager\"
  email = \"housing@example.org\"";

/// What separates the digests of several leads.
const RULE: &str = "\n----------------------------------------------------------------------\n\n";

/// What goes with an e-mail.
const ATTACHED: &str = "The easiest way to answer is the attached form: fill in what is new, and send it back.";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        if self.format == Format::Eml && self.output.is_none() {
            bail!("drafts of e-mails need a folder\nhelp: `-o drafts` names it");
        }
        let terms = Terms { until: self.until(session)?, wanted_by: wanted_by(session, self.by.as_deref())? };
        let filter = session.filter(&self.filter)?;
        let (root, loaded) = session.load()?;
        let basis = basis(session, loaded.portfolio, &filter)?;
        let leads = Leads::of(&basis.selection);
        let wanted: Vec<_> = match &self.lead {
            Some(name) => vec![named(&leads, name)?.clone()],
            None => leads.leads.clone(),
        };
        let asked: Vec<_> =
            wanted.into_iter().filter_map(|lead| Some((Digest::of(&lead, &basis, terms)?, lead))).collect();
        if asked.is_empty() {
            session.ui.say("nothing has to be asked: no open action is overdue, due soon, stale or unrated");
        }
        match &self.output {
            None => self.answer(session, &basis, &asked)?,
            Some(_) => self.write(session, &basis, &root, &asked)?,
        }
        if self.lead.is_none() {
            say_without_lead(session, &leads);
        }
        Ok(session.say_problems(&root, loaded.problems))
    }

    /// The last day of what is due soon, where a time is given.
    fn until(&self, session: &Session) -> anyhow::Result<Option<Date>> {
        let Some(time) = &self.due_within else { return Ok(None) };
        let today = session.judge()?.asked();
        let until = day(&format!("today+{}", time.trim()), today);
        until.map(Some).map_err(|_| anyhow!("--due-within: `{time}` is not a time\nhelp: write 30d, 6w or 3m"))
    }

    fn answer(&self, session: &mut Session, basis: &Basis<'_>, asked: &[Asked<'_, '_>]) -> anyhow::Result<()> {
        let digests: Vec<_> = asked.iter().map(|(digest, _)| digest.clone()).collect();
        let look = session.ui.look();
        match self.format {
            Format::Text | Format::Eml => {
                let texts: Vec<_> = digests.iter().map(|digest| crate::render::chase::text(digest, None)).collect();
                session.ui.answer().write_all(texts.join(RULE).as_bytes())?;
            }
            Format::Markdown => {
                document::write(
                    session.ui.answer(),
                    &chase::document(&digests, basis),
                    DocumentFormat::Markdown,
                    look,
                )?;
            }
            Format::Json => {
                document::write(session.ui.answer(), &chase::document(&digests, basis), DocumentFormat::Json, look)?;
            }
        }
        Ok(())
    }

    /// Writes a file a lead.
    fn write(
        &self,
        session: &mut Session,
        basis: &Basis<'_>,
        root: &Root,
        asked: &[Asked<'_, '_>],
    ) -> anyhow::Result<()> {
        let Some(folder) = &self.output else { return Ok(()) };
        let leads: Vec<_> = asked.iter().map(|(_, lead)| lead.clone()).collect();
        let addresses = if self.format == Format::Eml { addresses(session, root, &leads)? } else { Vec::new() };
        let mut files = Vec::new();
        for (place, ((digest, lead), name)) in asked.iter().zip(file_names(&leads, "chase")).enumerate() {
            let address = addresses.get(place).and_then(Option::as_deref);
            files.push((format!("{name}.{}", self.format.ending()), self.file(basis, digest, lead, address)?));
        }
        if files.is_empty() {
            return Ok(());
        }
        store::save_all_new(folder, &files).map_err(with_advice)?;
        for (place, ((digest, lead), (name, _))) in asked.iter().zip(&files).enumerate() {
            let is_unaddressed = self.format == Format::Eml && addresses.get(place).is_none_or(Option::is_none);
            let unaddressed = if is_unaddressed { "; without an address" } else { "" };
            let said = format!("{name}: {}, {}{unaddressed}", one_line(&lead.name), digest.in_short());
            session.ui.say(&said);
        }
        let missing = addresses.iter().filter(|address| address.is_none()).count();
        if missing > 0 {
            let count = counted(missing, "lead");
            session.ui.say(&format!("warning: no address is known for {count}, so that you have to put it in"));
            session.ui.say(
                "help: put each into contacts.toml in the folder of the plan: [[contact]] party = \"…\", email = \"…\"",
            );
        }
        session.ui.say(&format!("wrote {} to {}; nothing was sent", counted(files.len(), "digest"), folder.display()));
        Ok(())
    }

    fn file(
        &self,
        basis: &Basis<'_>,
        digest: &Digest,
        lead: &Lead<'_, '_>,
        address: Option<&str>,
    ) -> anyhow::Result<Vec<u8>> {
        let as_document = |format| {
            let (mut bytes, document) = (Vec::new(), chase::document(std::slice::from_ref(digest), basis));
            document::write(&mut bytes, &document, format, Look { width: None, color: false })?;
            Ok(bytes)
        };
        match self.format {
            Format::Text => Ok(crate::render::chase::text(digest, None).into_bytes()),
            Format::Markdown => as_document(DocumentFormat::Markdown),
            Format::Json => as_document(DocumentFormat::Json),
            Format::Eml => {
                let form = crate::report::form::of(lead, basis, Some(digest.wanted_by));
                let workbook = form::bytes(&form, form::Format::Xlsx)?;
                let name = file_names(std::slice::from_ref(lead), "return").concat() + ".xlsx";
                let subject = format!("{}: {}", digest.subject, digest.in_short());
                Ok(eml::bytes(&Draft {
                    to: address.map(|address| (digest.lead.as_str(), address)),
                    subject: &subject,
                    text: &crate::render::chase::text(digest, Some(ATTACHED)),
                    attached: Some(Attached { name: &name, bytes: &workbook }),
                    day: digest.day,
                }))
            }
        }
    }
}

/// What a lead is asked, and the lead.
type Asked<'b, 'p> = (Digest, Lead<'b, 'p>);

impl Format {
    const fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Eml => "eml",
            Self::Json => "json",
        }
    }
}

/// The address of each lead, from the contacts of its plans.
fn addresses(session: &mut Session, root: &Root, leads: &[Lead<'_, '_>]) -> anyhow::Result<Vec<Option<String>>> {
    let mut known: Vec<(String, Vec<Contact>)> = Vec::new();
    for plan in leads.iter().flat_map(Lead::plans) {
        if known.iter().all(|(name, _)| *name != plan.name) {
            let (contacts, problems) = store::contacts(root, &plan.name);
            if !problems.is_empty() {
                session.say_findings(root, problems);
                bail!(
                    "the addresses cannot be read, so that nothing was written\nhelp: put the file right, or use another format"
                );
            }
            if let Some(wrong) = contacts.iter().find(|contact| !eml::is_address(contact.email.trim())) {
                bail!(
                    "the address of `{}` in {} is none: `{}`\nhelp: write it as name@example.org",
                    wrong.party,
                    root.shown(&format!("{}/contacts.toml", plan.name)),
                    wrong.email
                );
            }
            known.push((plan.name.clone(), contacts));
        }
    }
    let address = |lead: &Lead<'_, '_>| {
        lead.plans().into_iter().find_map(|plan| {
            let contacts = known.iter().find(|(name, _)| *name == plan.name).map(|(_, contacts)| contacts)?;
            let own = contacts.iter().find(|contact| same_party(plan, &contact.party, &lead.name))?;
            Some(own.email.trim().to_owned())
        })
    };
    Ok(leads.iter().map(address).collect())
}
