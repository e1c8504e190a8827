//! `vawg check` plan by plan: where no plan names another and every problem is a text of its own, a plan is judged and
//! its problems shown while its texts are still there, and nothing else of it is kept.

use std::sync::atomic::{AtomicBool, Ordering};

use super::Args;
use super::showing::{TextOf, show_texts, text_of};
use crate::commands::session::Session;
use crate::diagnostic::Diagnostic;
use crate::model::{Plan, Portfolio, natural_order};
use crate::render::findings;
use crate::rules::verdict::{Summary, verdict};
use crate::store::{Root, Scope, Texts};

/// What `check` says of a plan that stands alone.
struct Apart {
    summary: Summary,
    /// The first file with a problem, and the last.
    files: Option<(String, String)>,
    texts: Vec<String>,
}

/// Shows everything that is wrong, and says how much that is; nothing where it takes all plans together to tell.
pub(super) fn show(args: &Args, session: &mut Session, scopes: &[Scope]) -> anyhow::Result<Option<Summary>> {
    let ([scope], Some(text)) = (scopes, text_of(args.format, session.ui.look())) else { return Ok(None) };
    if !scope.is_whole() || !session.common.only.is_empty() || args.since.is_some() || args.write_baseline {
        return Ok(None);
    }
    let Some((plans, files)) = plans_apart(args, session, &scope.root, &*text)? else { return Ok(None) };
    let summary = Summary { files, ..plans.iter().map(|plan| plan.summary).sum() };
    let summary = args.offered(session, summary);
    let texts = plans.into_iter().flat_map(|plan| plan.texts);
    show_texts(args.format, session, summary, |write| texts.into_iter().try_for_each(write))?;
    Ok(Some(summary))
}

/// What is said of each plan, and how many files there are; nothing where they do not stand alone, or where a problem
/// of none of them or of another comes between those of one.
fn plans_apart(
    args: &Args,
    session: &Session,
    root: &Root,
    text: &TextOf,
) -> anyhow::Result<Option<(Vec<Apart>, usize)>> {
    let (judge, baseline, is_linked) = (session.judge()?, args.baseline(), AtomicBool::new(false));
    let apart = |plan: Plan, problems: Vec<Diagnostic>, texts: &Texts| {
        if is_linked.load(Ordering::Relaxed) || !plan.stands_alone() {
            is_linked.store(true, Ordering::Relaxed);
            return None;
        }
        let portfolio = Portfolio { plans: vec![plan] };
        let verdict = verdict(&portfolio, problems, judge, baseline, None::<&fn(&str) -> bool>);
        let (first, last) = (verdict.problems.first(), verdict.problems.last());
        let files = first.zip(last).map(|(first, last)| (first.place.file.clone(), last.place.file.clone()));
        let shown = findings::shown(verdict.problems, |problems| texts.findings(root, problems), text);
        Some(Apart { summary: verdict.summary, files, texts: shown })
    };
    let all = Session::load_each_with_texts(root, apart)?;
    let plans: Option<Vec<_>> = all.made.into_iter().map(|(_, plan)| plan).collect();
    let plans = plans.filter(|plans| all.problems.is_empty() && are_in_order(plans));
    Ok(plans.map(|plans| (plans, all.files)))
}

/// Whether the files of each plan come before those of the next.
fn are_in_order(plans: &[Apart]) -> bool {
    plans.iter().filter_map(|plan| plan.files.as_ref()).is_sorted_by(|(_, a), (b, _)| natural_order(a, b).is_le())
}
