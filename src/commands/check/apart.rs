//! `vawg check` plan by plan: where no plan names another, a plan is judged and what is shown of its problems is made
//! while its texts are still there, and nothing else of it is kept.

use std::collections::BTreeSet;

use super::paths::Paths;
use super::showing::{problem_files, show_gitlab, show_junit, show_sarif, show_texts, suite, text_of};
use super::{Args, Format};
use crate::commands::session::Session;
use crate::diagnostic::{Diagnostic, Finding, RuleName};
use crate::model::{Plan, Portfolio, natural_order};
use crate::render::findings::{self, gitlab, junit, sarif};
use crate::rules::verdict::{Summary, Verdict, verdict};
use crate::store::{Root, Scope, Texts};

/// What `check` says of a plan that stands alone.
struct Apart<P> {
    summary: Summary,
    /// The first file with a problem, and the last.
    files: Option<(String, String)>,
    /// What is shown of it.
    part: P,
}

/// Finds the places of problems of one plan.
type Find<'f> = dyn Fn(Vec<Diagnostic>) -> Vec<Finding> + Sync + 'f;

/// The problems of a plan as SARIF has them.
struct Results {
    rules: BTreeSet<RuleName>,
    fresh: Vec<Vec<sarif::ResultJson>>,
    known: Vec<Vec<sarif::ResultJson>>,
}

/// Shows everything that is wrong, and says how much that is; nothing where it takes all plans together to tell.
pub(super) fn show(args: &Args, session: &mut Session, scopes: &[Scope]) -> anyhow::Result<Option<Summary>> {
    let [scope] = scopes else { return Ok(None) };
    if !scope.is_whole() || !session.common.only.is_empty() || args.since.is_some() || args.write_baseline {
        return Ok(None);
    }
    // Where git cannot tell the paths, that is said once all plans have been judged.
    let Ok(paths) = Paths::of(args.format, &scope.root) else { return Ok(None) };
    let from = (&scope.root, &paths);
    match args.format {
        Format::Human | Format::Short | Format::Json | Format::Github => texts(args, session, from),
        Format::Gitlab => issues(args, session, from),
        Format::Sarif => results(args, session, from),
        Format::Junit => suites(args, session, from),
    }
}

/// Where the files of a plans folder are, and how they are named.
type From<'f> = (&'f Root, &'f Paths<'f>);

fn texts(args: &Args, session: &mut Session, from: From<'_>) -> anyhow::Result<Option<Summary>> {
    let Some(text) = text_of(args.format, session.ui.look()) else { return Ok(None) };
    let shown = |_: &Plan, verdict: Verdict, find: &Find<'_>| Some(findings::shown(verdict.problems, find, &*text));
    let Some((plans, summary)) = each(args, session, from, shown)? else { return Ok(None) };
    let texts = plans.into_iter().flatten();
    show_texts(args.format, session, summary, |write| texts.into_iter().try_for_each(write))?;
    Ok(Some(summary))
}

fn issues(args: &Args, session: &mut Session, from: From<'_>) -> anyhow::Result<Option<Summary>> {
    let text = |plan: &Plan, verdict: Verdict, find: &Find<'_>| {
        let problems = own(plan, verdict.problems)?;
        let issues: Vec<Vec<_>> = findings::shown(problems, find, gitlab::Issue::of);
        Some(gitlab::of_plan(issues.into_iter().flatten()))
    };
    let Some((plans, summary)) = each(args, session, from, text)? else { return Ok(None) };
    show_gitlab(session, summary, |writer| plans.iter().try_for_each(|plan| writer.plan(plan)))?;
    Ok(Some(summary))
}

fn results(args: &Args, session: &mut Session, from: From<'_>) -> anyhow::Result<Option<Summary>> {
    let results = |_: &Plan, verdict: Verdict, find: &Find<'_>| {
        let Verdict { problems, known, .. } = verdict;
        let rules = problems.iter().chain(&known).map(|problem| problem.rule).collect();
        let results = |problems, standing| {
            findings::shown(problems, find, |finding: &Finding| sarif::ResultJson::of(finding, standing))
        };
        let (fresh, known) = (results(problems, sarif::Standing::Fresh), results(known, sarif::Standing::Known));
        Some(Results { rules, fresh, known })
    };
    let Some((plans, summary)) = each(args, session, from, results)? else { return Ok(None) };
    let rules = plans.iter().flat_map(|plan| plan.rules.iter().copied()).collect();
    let (fresh, known): (Vec<_>, Vec<_>) = plans.into_iter().map(|plan| (plan.fresh, plan.known)).unzip();
    let mut results = fresh.into_iter().chain(known).flatten();
    show_sarif(session, summary, &rules, |writer| results.try_for_each(|results| writer.results(results)))?;
    Ok(Some(summary))
}

fn suites(args: &Args, session: &mut Session, from: From<'_>) -> anyhow::Result<Option<Summary>> {
    let suite = |plan: &Plan, verdict: Verdict, find: &Find<'_>| {
        let mut suite = suite(plan, from.1, |_| true)?;
        let problem = |finding: &Finding| junit::Problem::of(finding, args.deny);
        let problems: Vec<Vec<_>> = findings::shown(own(plan, verdict.problems)?, find, problem);
        problems.into_iter().flatten().for_each(|problem| suite.add(problem));
        Some(suite.laid_out())
    };
    let Some((plans, summary)) = each(args, session, from, suite)? else { return Ok(None) };
    show_junit(session, summary, &plans)?;
    Ok(Some(summary))
}

/// Problems where each says that it is of this plan.
fn own(plan: &Plan, problems: Vec<Diagnostic>) -> Option<Vec<Diagnostic>> {
    let is_own = |problem: &Diagnostic| problem.place.plan.as_ref() == Some(&plan.name);
    problems.iter().all(is_own).then_some(problems)
}

/// What is made of each plan, and how much is wrong in all; nothing where they do not stand alone, where a problem of
/// none of them or of another comes between those of one, or where nothing can be made of one.
fn each<P: Send>(
    args: &Args,
    session: &Session,
    (root, paths): From<'_>,
    make: impl Fn(&Plan, Verdict, &Find<'_>) -> Option<P> + Sync,
) -> anyhow::Result<Option<(Vec<P>, Summary)>> {
    let (judge, baseline) = (session.judge()?, args.baseline());
    let apart = |plan: Plan, problems: Vec<Diagnostic>, texts: &Texts| {
        if !plan.stands_alone() {
            return None;
        }
        let portfolio = Portfolio { plans: vec![plan] };
        let verdict = verdict(&portfolio, problems, judge, baseline, None::<&fn(&str) -> bool>);
        let (summary, files) = (verdict.summary, problem_files(&verdict));
        let find = |problems| paths.findings_in(texts, problems);
        let part = portfolio.plans.first().and_then(|plan| make(plan, verdict, &find))?;
        Some(Apart { summary, files, part })
    };
    let Some(all) = Session::load_each_with_texts(root, apart)? else { return Ok(None) };
    let plans: Vec<_> = all.made.into_iter().map(|(_, plan)| plan).collect();
    if !all.problems.is_empty() || !are_in_order(&plans) {
        return Ok(None);
    }
    let summary = Summary { files: all.files, ..plans.iter().map(|plan| plan.summary).sum() };
    Ok(Some((plans.into_iter().map(|plan| plan.part).collect(), args.offered(session, summary))))
}

/// Whether the files of each plan come before those of the next.
fn are_in_order<P>(plans: &[Apart<P>]) -> bool {
    plans.iter().filter_map(|plan| plan.files.as_ref()).is_sorted_by(|(_, a), (b, _)| natural_order(a, b).is_le())
}
