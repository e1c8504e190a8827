//! `vawg agenda`: what falls due when.

use anyhow::bail;

use super::Outcome;
use super::publish::Publish;
use super::session::{Session, day};
use crate::report::agenda::{self, By, Window};
use crate::report::basis::Basis;

/// What falls due by week or month: deadlines, turns, reviews, milestones, targets and meetings
///
/// What is overdue comes first. What is complete or withdrawn is left out.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    publish: Publish,

    /// From this day on [default: the day on which the plan is judged]
    #[arg(long, value_name = "DATE")]
    from: Option<String>,

    /// Up to this day [default: three months after the first]
    #[arg(long, value_name = "DATE")]
    to: Option<String>,

    /// Parted by week or by month
    #[arg(long, value_name = "TIME", value_enum, default_value_t)]
    by: By,
}

const EXAMPLES: &str = "\
Examples:
  vawg agenda                                    what is overdue, and the three months ahead
  vawg agenda lead:housing --by week             what one lead has to do, week by week
  vawg agenda --to today+1y -o agenda.html       the year ahead, as a web page
  vawg agenda --from 2026-10-01 --to 2026-12-31  one quarter
  vawg export --format ics -o plan.ics           the same for a calendar program";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        self.publish.run(session, |session, basis| {
            let asked = session.judge()?.asked();
            let from = day("--from", self.from.as_deref(), asked)?;
            let window = Window { from, to: day("--to", self.to.as_deref(), asked)? };
            refuse_backward(basis, window)?;
            Ok(agenda::document(basis, window, self.by))
        })
    }
}

/// A time that ends before it begins, in every plan, is a wrong call.
fn refuse_backward(basis: &Basis<'_>, window: Window) -> anyhow::Result<()> {
    let times: Vec<_> = basis.chapters().map(|chapter| window.of(chapter.day)).collect();
    match times.first() {
        Some((from, to)) if times.iter().all(|(from, to)| to < from) => {
            bail!("the time ends on {}, before it begins, on {}", to.in_words(), from.in_words())
        }
        Some(_) | None => Ok(()),
    }
}
