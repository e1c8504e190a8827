//! `vawg check --format`: the problems in the form that somebody or something reads.

use std::io::{self, Write as _};

use super::{Args, Checked, Format};
use crate::commands::session::Session;
use crate::diagnostic::{Diagnostic, Finding, Site};
use crate::history::{Archive, HistoryError};
use crate::render::findings::{self, github, gitlab, human, json, junit, sarif, short};
use crate::rules::verdict::{Deny, Summary};
use crate::source::Place;
use crate::store;
use crate::ui::Look;

/// Shows everything that was found.
pub(super) fn show(args: &Args, session: &mut Session, checked: &[Checked], summary: Summary) -> anyhow::Result<()> {
    if let Some(text) = text_of(args.format, session.ui.look()) {
        return show_texts(args.format, session, summary, |write| each(checked, &*text, write));
    }
    let checked = from_top(session, checked);
    show_from_top(args, session, &checked)?;
    say_sum(session, summary)
}

/// How a problem is shown on its own.
pub(super) type TextOf = dyn Fn(&Finding) -> String + Sync;

/// How a problem is shown where it is a text of its own, and its file is known by its path from the working folder.
pub(super) fn text_of(format: Format, look: Look) -> Option<Box<TextOf>> {
    match format {
        Format::Human => Some(Box::new(move |finding| human::problem(finding, look))),
        Format::Short => Some(Box::new(move |finding| short::line(finding, look))),
        Format::Json => Some(Box::new(json::problem)),
        Format::Github | Format::Gitlab | Format::Sarif | Format::Junit => None,
    }
}

/// Shows texts with what belongs around them; `texts` gives them, one after another, to what it is given.
pub(super) fn show_texts(
    format: Format,
    session: &mut Session,
    summary: Summary,
    texts: impl FnOnce(&mut dyn FnMut(String) -> io::Result<()>) -> io::Result<()>,
) -> anyhow::Result<()> {
    let look = session.ui.look();
    let out = session.ui.answer();
    match format {
        Format::Json => {
            let mut writer = json::Writer::start(out, summary)?;
            texts(&mut |text| writer.problems(&text))?;
            writer.end()?;
        }
        Format::Human => {
            texts(&mut |text| out.write_all(text.as_bytes()))?;
            out.write_all(human::end(summary, look).as_bytes())?;
        }
        Format::Short | Format::Github | Format::Gitlab | Format::Sarif | Format::Junit => {
            texts(&mut |text| out.write_all(text.as_bytes()))?;
            say_sum(session, summary)?;
        }
    }
    Ok(())
}

/// What others read, who know files by their paths in the repository.
fn show_from_top(args: &Args, session: &mut Session, checked: &[FromTop<'_>]) -> io::Result<()> {
    let out = session.ui.answer();
    match args.format {
        Format::Human | Format::Short | Format::Json => Ok(()),
        Format::Github => {
            let mut write = |text: String| out.write_all(text.as_bytes());
            checked.iter().try_for_each(|one| one.each(&one.checked.verdict.problems, github::command, &mut write))
        }
        Format::Gitlab => {
            let mut writer = gitlab::Writer::start(out)?;
            checked.iter().try_for_each(|one| {
                one.each(&one.checked.verdict.problems, gitlab::Issue::of, |found| writer.issues(found))
            })?;
            writer.end()
        }
        Format::Sarif => write_sarif(out, checked),
        Format::Junit => junit::write(out, &suites(checked, args.deny)?),
    }
}

fn write_sarif(out: &mut impl io::Write, checked: &[FromTop<'_>]) -> io::Result<()> {
    let verdicts = || checked.iter().map(|one| &one.checked.verdict);
    let mut writer = sarif::Writer::start(out, verdicts().flat_map(|one| one.problems.iter().chain(&one.known)))?;
    for one in checked {
        let verdict = &one.checked.verdict;
        for (problems, standing) in
            [(&verdict.problems, sarif::Standing::Fresh), (&verdict.known, sarif::Standing::Known)]
        {
            let result = |finding: &Finding| sarif::ResultJson::of(finding, standing);
            one.each(problems, result, |found| writer.results(found))?;
        }
    }
    writer.end()
}

/// A suite for each plan with the files that were asked for, and one for what lies beside the plans.
fn suites(checked: &[FromTop<'_>], deny: Option<Deny>) -> io::Result<Vec<junit::Suite>> {
    let mut suites = Vec::new();
    for one in checked {
        let Checked { scope, portfolio, verdict, .. } = one.checked;
        let begin = suites.len();
        for plan in &portfolio.plans {
            let actions = plan.actions.iter().map(|action| plan.action_file(action));
            let files = std::iter::once(Place::settings(plan).file).chain(actions);
            let files: Vec<_> = files.filter(|file| scope.covers(file)).map(|file| one.path(&file)).collect();
            if !files.is_empty() {
                suites.push(junit::Suite::new(&plan.name, files));
            }
        }
        let problem = |finding: &Finding| junit::Problem::of(finding, deny);
        one.each(&verdict.problems, problem, |found: Vec<_>| {
            for problem in found {
                let name = problem.plan.clone().unwrap_or_else(|| "beside the plans".to_owned());
                match suites.iter_mut().skip(begin).find(|suite| suite.name() == name) {
                    Some(suite) => suite.add(problem),
                    None => suites.push(junit::Suite::new(&name, []).with(problem)),
                }
            }
            Ok(())
        })?;
    }
    Ok(suites)
}

fn say_sum(session: &mut Session, summary: Summary) -> anyhow::Result<()> {
    session.ui.finish()?;
    session.ui.say(&human::total(summary));
    if let Some(offer) = human::offer(summary) {
        session.ui.say(&offer);
    }
    Ok(())
}

/// Makes something of every problem in its order.
fn each<Part, Shown: FromIterator<Part> + Send>(
    checked: &[Checked],
    show: impl Fn(&Finding) -> Part + Sync,
    mut write: impl FnMut(Shown) -> io::Result<()>,
) -> io::Result<()> {
    checked.iter().try_for_each(|Checked { root, verdict, .. }| {
        findings::in_order(&verdict.problems, |problems| store::findings(root, problems), &show, &mut write)
    })
}

/// What was found in a plans folder, whose files are known by their paths from the top of their repository.
struct FromTop<'c> {
    checked: &'c Checked,
    /// Nothing outside a repository, where paths count from the working folder.
    archive: Option<Archive>,
}

/// Finds the repository of each plans folder; says so where git cannot tell.
fn from_top<'c>(session: &mut Session, checked: &'c [Checked]) -> Vec<FromTop<'c>> {
    let find = |checked: &'c Checked| {
        let archive = match Archive::of(&checked.root) {
            Ok(archive) => Some(archive),
            Err(HistoryError::NoRepository { .. }) => None,
            Err(error) => {
                session.ui.say(&format!("warning: paths count from the working folder: {error}"));
                None
            }
        };
        FromTop { checked, archive }
    };
    checked.iter().map(find).collect()
}

impl FromTop<'_> {
    /// The path of a file of the plans folder.
    fn path(&self, file: &str) -> String {
        let from_top = self.archive.as_ref().and_then(|archive| archive.path_of(file));
        from_top.unwrap_or_else(|| self.checked.root.shown(file))
    }

    /// Makes something of problems in their order.
    fn each<Part, Shown: FromIterator<Part> + Send>(
        &self,
        problems: &[Diagnostic],
        show: impl Fn(&Finding) -> Part + Sync,
        write: impl FnMut(Shown) -> io::Result<()>,
    ) -> io::Result<()> {
        findings::in_order(problems, |problems| self.locate(problems), show, write)
    }

    fn locate(&self, problems: Vec<Diagnostic>) -> Vec<Finding> {
        let mut found = store::findings(&self.checked.root, problems);
        let name = |site: &mut Site, place: &Place| site.path = self.path(&place.file);
        for finding in &mut found {
            name(&mut finding.site, &finding.diagnostic.place);
            for ((site, _), (place, _)) in finding.also.iter_mut().zip(&finding.diagnostic.also) {
                name(site, place);
            }
        }
        found
    }
}
