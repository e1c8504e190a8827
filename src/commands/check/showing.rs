//! `vawg check --format`: the problems in the form that somebody or something reads.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::paths::Paths;
use super::{Args, Checked, Format};
use crate::commands::session::Session;
use crate::diagnostic::{Finding, RuleName};
use crate::model::{Plan, natural_order};
use crate::render::findings::{self, github, gitlab, human, json, junit, sarif, short};
use crate::rules::verdict::{Deny, Summary, Verdict};
use crate::source::Place;
use crate::ui::Look;

/// Shows everything that was found.
pub(super) fn show(args: &Args, session: &mut Session, checked: &[Checked], summary: Summary) -> anyhow::Result<()> {
    let named = named(args.format, session, checked);
    if let Some(text) = text_of(args.format, session.ui.look()) {
        return show_texts(args.format, session, summary, |write| {
            named.iter().try_for_each(|one| one.each_problem(&*text, &mut *write))
        });
    }
    match args.format {
        Format::Human | Format::Short | Format::Json | Format::Github => Ok(()),
        Format::Gitlab => show_gitlab(session, summary, |writer| {
            named.iter().try_for_each(|one| one.each_problem(gitlab::Issue::of, |found| writer.issues(found)))
        }),
        Format::Sarif => {
            let problems = checked.iter().flat_map(|one| one.verdict.problems.iter().chain(&one.verdict.known));
            let rules = problems.map(|problem| problem.rule).collect();
            show_sarif(session, summary, &rules, |writer| {
                named.iter().try_for_each(|one| one.each_result(|found| writer.results(found)))
            })
        }
        Format::Junit => {
            let suites: Vec<_> = suites(&named, args.deny)?.iter().map(junit::Suite::laid_out).collect();
            show_junit(session, summary, &suites)
        }
    }
}

/// How a problem is shown on its own.
pub(super) type TextOf = dyn Fn(&Finding) -> String + Sync;

/// How a problem is shown where it is a text of its own.
pub(super) fn text_of(format: Format, look: Look) -> Option<Box<TextOf>> {
    match format {
        Format::Human => Some(Box::new(move |finding| human::problem(finding, look))),
        Format::Short => Some(Box::new(move |finding| short::line(finding, look))),
        Format::Json => Some(Box::new(json::problem)),
        Format::Github => Some(Box::new(github::command)),
        Format::Gitlab | Format::Sarif | Format::Junit => None,
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

/// Shows what `write` gives to the report for GitLab.
pub(super) fn show_gitlab(
    session: &mut Session,
    summary: Summary,
    write: impl FnOnce(&mut gitlab::Writer<&mut dyn Write>) -> io::Result<()>,
) -> anyhow::Result<()> {
    let mut writer = gitlab::Writer::start(session.ui.answer() as &mut dyn Write)?;
    write(&mut writer)?;
    writer.end()?;
    say_sum(session, summary)
}

/// Shows what `write` gives to the log of these rules.
pub(super) fn show_sarif(
    session: &mut Session,
    summary: Summary,
    rules: &BTreeSet<RuleName>,
    write: impl FnOnce(&mut sarif::Writer<&mut dyn Write>) -> io::Result<()>,
) -> anyhow::Result<()> {
    let mut writer = sarif::Writer::start(session.ui.answer() as &mut dyn Write, rules)?;
    write(&mut writer)?;
    writer.end()?;
    say_sum(session, summary)
}

/// Shows a test report.
pub(super) fn show_junit(session: &mut Session, summary: Summary, suites: &[junit::LaidOut]) -> anyhow::Result<()> {
    junit::write(session.ui.answer(), suites)?;
    say_sum(session, summary)
}

/// The suite of a plan, still without problems; nothing where none of its files was asked for.
pub(super) fn suite(plan: &Plan, paths: &Paths<'_>, covers: impl Fn(&str) -> bool) -> Option<junit::Suite> {
    let actions = plan.actions.iter().map(|action| plan.action_file(action));
    let files = std::iter::once(Place::settings(plan).file).chain(actions);
    let files: Vec<_> = files.filter(|file| covers(file)).map(|file| paths.path(&file)).collect();
    (!files.is_empty()).then(|| junit::Suite::new(&plan.name, files))
}

/// The first file with a problem, and the last; accepted ones count.
pub(super) fn problem_files(verdict: &Verdict) -> Option<(String, String)> {
    let lists = [&verdict.problems, &verdict.known];
    let ends = lists.iter().filter_map(|list| list.first().zip(list.last()));
    let ends = ends.map(|(first, last)| (first.place.file.as_str(), last.place.file.as_str()));
    let (first, last) = ends.reduce(|(first, last), (other_first, other_last)| {
        let is_before = natural_order(other_first, first).is_lt();
        let is_after = natural_order(other_last, last).is_gt();
        (if is_before { other_first } else { first }, if is_after { other_last } else { last })
    })?;
    Some((first.to_owned(), last.to_owned()))
}

/// A suite for each plan with the files that were asked for, and one for what lies beside the plans.
fn suites(named: &[Named<'_>], deny: Option<Deny>) -> io::Result<Vec<junit::Suite>> {
    let mut suites = Vec::new();
    for one in named {
        let Checked { scope, portfolio, .. } = one.checked;
        let begin = suites.len();
        suites.extend(portfolio.plans.iter().filter_map(|plan| suite(plan, &one.paths, |file| scope.covers(file))));
        let problem = |finding: &Finding| junit::Problem::of(finding, deny);
        one.each_problem(problem, |found: Vec<_>| {
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

/// What was found in a plans folder, with the names of its files.
struct Named<'c> {
    checked: &'c Checked,
    paths: Paths<'c>,
}

/// Finds out how the reader of a format knows the files of each plans folder; says so where git cannot tell.
fn named<'c>(format: Format, session: &mut Session, checked: &'c [Checked]) -> Vec<Named<'c>> {
    let find = |checked: &'c Checked| {
        let paths = Paths::of(format, &checked.root).unwrap_or_else(|error| {
            session.ui.say(&format!("warning: paths count from the working folder: {error}"));
            Paths::from_here(&checked.root)
        });
        Named { checked, paths }
    };
    checked.iter().map(find).collect()
}

impl Named<'_> {
    /// Makes something of every problem in its order.
    fn each_problem<Part, Shown: FromIterator<Part> + Send>(
        &self,
        show: impl Fn(&Finding) -> Part + Sync,
        write: impl FnMut(Shown) -> io::Result<()>,
    ) -> io::Result<()> {
        findings::in_order(&self.checked.verdict.problems, |problems| self.paths.findings(problems), show, write)
    }

    /// Makes a result of every problem, and then of every one that is accepted.
    fn each_result(&self, mut write: impl FnMut(Vec<sarif::ResultJson>) -> io::Result<()>) -> io::Result<()> {
        let Verdict { problems, known, .. } = &self.checked.verdict;
        [(problems, sarif::Standing::Fresh), (known, sarif::Standing::Known)].into_iter().try_for_each(
            |(problems, standing)| {
                let result = |finding: &Finding| sarif::ResultJson::of(finding, standing);
                findings::in_order(problems, |problems| self.paths.findings(problems), result, &mut write)
            },
        )
    }
}
