//! What can be done at a place with one choice.

use lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Diagnostic, NumberOrString};

use super::{Ground, edits};
use crate::diagnostic::Finding;
use crate::language::{self, Remedy, RemedyKind};
use crate::render::style::{one_line, visible};

/// What can be done in a range of a file, of the kinds that are asked for.
pub(in crate::lsp) fn remedies(
    ground: &Ground<'_>,
    file: &str,
    asked: &CodeActionParams,
) -> Option<Vec<CodeActionOrCommand>> {
    let text = ground.text(file)?;
    let found = language::remedies(&ground.desk, file, &text.span(asked.range), &ground.findings);
    let choices = found.iter().filter(|remedy| is_wanted(remedy, asked)).filter_map(|remedy| {
        let edit = match &remedy.creates {
            None => edits::of_files(ground, &remedy.edits)?,
            Some((new, text)) => edits::with_new(ground, &remedy.edits, new, text)?,
        };
        let problem = remedy.problem.and_then(|number| ground.findings.get(number));
        let diagnostics = problem.and_then(|problem| shown(problem, &asked.context.diagnostics));
        Some(CodeActionOrCommand::CodeAction(CodeAction {
            title: one_line(&remedy.title),
            kind: Some(kind(remedy)),
            diagnostics: diagnostics.map(|shown| vec![shown.clone()]),
            edit: Some(edit),
            is_preferred: (remedy.kind == RemedyKind::Fix).then_some(true),
            ..CodeAction::default()
        }))
    });
    Some(choices.collect())
}

/// Whether a remedy is of one of the kinds that are asked for, or any will do.
fn is_wanted(remedy: &Remedy, asked: &CodeActionParams) -> bool {
    let own = kind(remedy);
    let is_within = |wanted: &CodeActionKind| {
        let rest = own.as_str().strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || wanted.as_str().is_empty())
    };
    asked.context.only.as_ref().is_none_or(|only| only.iter().any(is_within))
}

fn kind(remedy: &Remedy) -> CodeActionKind {
    match (remedy.kind, remedy.problem) {
        (RemedyKind::FixAll, _) => CodeActionKind::SOURCE_FIX_ALL,
        (RemedyKind::Fix | RemedyKind::Guess | RemedyKind::Acceptance, _) | (RemedyKind::Addition, Some(_)) => {
            CodeActionKind::QUICKFIX
        }
        (RemedyKind::Addition, None) => CodeActionKind::REFACTOR,
    }
}

/// The problem as the editor shows it.
fn shown<'d>(problem: &Finding, shown: &'d [Diagnostic]) -> Option<&'d Diagnostic> {
    let rule = NumberOrString::String(problem.diagnostic.rule.to_string());
    let message = problem.diagnostic.message.as_str();
    shown.iter().find(|shown| shown.code.as_ref() == Some(&rule) && shown.message.starts_with(&*visible(message)))
}
