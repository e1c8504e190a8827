//! What people do with a plan, from the first day to the year's end. Every line of it is run by a test.

use super::{Sources, Topic};
use crate::manual::{Part, Section};

pub(super) const TOPIC: Topic = Topic {
    name: "recipes",
    summary: "What to type, from an empty folder to the year-end review",
    write: sections,
    see: &["format", "git", "filter"],
};

fn sections(_: &Sources<'_>) -> Vec<Section> {
    RECIPES
        .iter()
        .map(|&(heading, why, lines)| Section::new(heading, [Part::text(why), Part::Code(lines.to_owned())]))
        .collect()
}

const RECIPES: [(&str, &str, &str); 9] = [
    (
        "From nothing to a report",
        "In an empty folder. The second line adds an action to the objective that `init` has begun.",
        "vawg init north-2027-30
vawg new action \"Publish the referral pathways\" --in 1 \\
    --lead \"Housing Manager\" --deadline 2027-06-30
vawg check
vawg report progress -o progress.docx",
    ),
    (
        "From a document that you have",
        "Word, Excel, CSV or pasted text. The first line only shows what would be made.",
        "vawg import plan.docx --into plans/our-plan --dry-run
vawg import plan.docx --into plans/our-plan
vawg check
vawg check --write-baseline",
    ),
    (
        "A week",
        "What leads have said, into the log; and what falls due next.",
        "vawg update 1.1 --rag amber --by \"Housing Manager\" \\
    --note \"Two refuges have yet to reply; both visited next week.\"
vawg list 'due<=today+30d' --sort due
vawg status --overdue",
    ),
    (
        "Before a meeting",
        "Ask the leads, take up what they answer, and write the report that the meeting looks at.",
        "vawg chase
vawg return new --all-leads -o returns
vawg return status
vawg report exceptions -o board.docx
vawg diff last-meeting",
    ),
    (
        "After a meeting",
        "What was decided, so that it can be found again.",
        "vawg update 1.1 --deadline 2027-09-30 --note \"Moved by the board.\"
vawg update 1.2 --lead \"Head of Communications\" --note \"New post.\"
vawg update 1.3 --status withdrawn --note \"The service has closed.\"",
    ),
    (
        "What nobody answers for",
        "Actions without a lead or a deadline, and leads by what they have overdue.",
        "vawg list no:lead or no:deadline
vawg status --by lead
vawg list is:stale --columns ref,lead,updated,action",
    ),
    (
        "Another day",
        "The plan judged on another day, and the plan as it stood.",
        "vawg status --as-of today-3m
vawg log --since today-3m",
    ),
    (
        "The year's end",
        "Objectives against targets, money, and what everybody may read.",
        "vawg report annual -o review.docx
vawg measures
vawg funding -o funding.xlsx
vawg report public -o promises.html",
    ),
    (
        "For other programs",
        "A spreadsheet, a calendar, and tables with keys.",
        "vawg export -o actions.xlsx
vawg export -o plan.ics
vawg export --format tidy -o tables
vawg list rating:red --format csv",
    ),
];
