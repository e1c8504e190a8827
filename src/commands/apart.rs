//! Answers that are made of one plan at a time, of which nothing is kept: of a hundred thousand actions, no more are in
//! memory than it takes, and what is said of one is made where it was read.

use std::io;

use super::session::{Session, found_any, with_advice};
use crate::diagnostic::Diagnostic;
use crate::model::{Field, Portfolio, is_wanted};
use crate::query::{Filter, Selection, field_stays_in_plan};
use crate::render::list::{Form, Rows};
use crate::store::{self, Made, Root};

/// What was made of plans one at a time, with everything that was wrong with their files.
pub(super) struct Apart<T> {
    pub root: Root,
    /// In the order of the plans.
    pub made: Vec<T>,
    pub problems: Vec<Diagnostic>,
}

/// How far an answer looks, beyond what a filter does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// What it says of an action takes no more than its own plan.
    OwnPlan,
    /// It says whether an action waits, or what goes on with it: another plan may know.
    AnyPlan,
}

impl Session {
    /// What a function makes of plans and of their actions that a filter selects, with what was wrong with the files: of
    /// one plan at a time, of which nothing is kept, where that can be; else of all of them together.
    pub(super) fn make_of<T: Send, All: FromIterator<T>>(
        &self,
        filter: &Filter,
        reach: Reach,
        make: impl for<'p> Fn(&'p Portfolio, &Selection<'p>) -> T + Sync,
    ) -> anyhow::Result<(Root, All, Vec<Diagnostic>)> {
        if let Some(apart) = self.make_apart(filter, reach, &make)? {
            let Apart { root, made, problems } = apart;
            return Ok((root, made.into_iter().collect(), problems));
        }
        let (root, loaded) = self.load()?;
        let selection = self.select(loaded.portfolio, filter)?;
        Ok((root, std::iter::once(make(loaded.portfolio, &selection)).collect(), loaded.problems))
    }

    /// The same of one plan at a time; nothing where the filter or the answer goes beyond a plan, and a plan names
    /// another.
    pub(super) fn make_apart<T: Send>(
        &self,
        filter: &Filter,
        reach: Reach,
        make: impl for<'p> Fn(&'p Portfolio, &Selection<'p>) -> T + Sync,
    ) -> anyhow::Result<Option<Apart<T>>> {
        let (root, judge, only) = (self.root()?, self.judge()?, &self.common.only);
        let is_sure = filter.stays_in_plan() && reach == Reach::OwnPlan;
        let all = store::try_load_each(&root, |plan| {
            if !is_sure && !plan.stands_alone() {
                return None;
            }
            let portfolio = Portfolio { plans: vec![plan] };
            let selection = Selection::of(&portfolio, judge, filter, |plan| is_wanted(only, &plan.name));
            Some(make(&portfolio, &selection))
        });
        let Some(Made { made, problems, files }) = all.map_err(with_advice)? else { return Ok(None) };
        found_any(&root, files)?;
        self.known_names(&made.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>())?;
        Ok(Some(Apart { root, made: made.into_iter().map(|(_, made)| made).collect(), problems }))
    }

    /// The actions that a filter selects, in a form for other programs and in the order of the plans.
    pub(super) fn rows_of(
        &self,
        filter: &Filter,
        form: Form<'_>,
    ) -> anyhow::Result<(Root, Vec<io::Result<Rows>>, Vec<Diagnostic>)> {
        let root = self.root()?;
        let rows = |_: &Portfolio, selection: &Selection<'_>| form.rows(&selection.judged, |file| root.shown(file));
        self.make_of(filter, Reach::of(form), rows)
    }

    /// The same; nothing where that takes all plans together.
    pub(super) fn rows_apart(
        &self,
        filter: &Filter,
        form: Form<'_>,
    ) -> anyhow::Result<Option<Apart<io::Result<Rows>>>> {
        let (root, reach) = (self.root()?, Reach::of(form));
        self.make_apart(filter, reach, |_, selection| form.rows(&selection.judged, |file| root.shown(file)))
    }
}

impl Reach {
    /// How far what stands in these columns looks.
    pub(super) fn of_columns(columns: &[Field]) -> Self {
        if columns.iter().all(|column| field_stays_in_plan(*column)) { Self::OwnPlan } else { Self::AnyPlan }
    }

    fn of(form: Form<'_>) -> Self {
        match form {
            Form::Csv(columns) => Self::of_columns(columns),
            Form::Json(_) | Form::Ndjson => Self::AnyPlan,
        }
    }
}
