//! The plans of a plans folder as they stand while somebody works on them, with unsaved texts over the disk.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Finding};
use crate::model::{Action, Judge, Located, Objective, Plan, Portfolio, Theme};
use crate::rules::verdict::{Baseline, verdict};
use crate::store::{self, Buffers, Root, StoreError};

/// The plans of a plans folder at one moment: what is open counts before what is on disk.
#[derive(Debug)]
pub struct Desk {
    /// The plans folder, read with the unsaved texts.
    pub root: Root,
    pub portfolio: Portfolio,
    /// What was wrong with the files themselves.
    pub problems: Vec<Diagnostic>,
    /// The days on which plans are judged.
    pub judge: Judge,
    buffers: Arc<Buffers>,
}

/// What a file of a plan stands for.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'d> {
    Action(Located<'d>),
    Objective(&'d Plan, &'d Objective),
    Theme(&'d Plan, &'d Theme),
    /// The file `plan.toml`, `parties.toml` or `baseline.toml` of a plan.
    Plan(&'d Plan),
}

impl Desk {
    /// Reads every plan of a plans folder, with these texts in the place of the files on disk.
    ///
    /// # Errors
    ///
    /// The folder itself cannot be listed.
    pub fn read(root: &Root, buffers: Arc<Buffers>, judge: Judge) -> Result<Self, StoreError> {
        let root = root.clone().under(Arc::clone(&buffers));
        let loaded = store::load(&root)?;
        Ok(Self { root, portfolio: loaded.portfolio, problems: loaded.problems, judge, buffers })
    }

    /// The text of a file, by its path from the plans folder: the unsaved one where there is one.
    #[must_use]
    pub fn text(&self, file: &str) -> Option<Arc<str>> {
        self.buffers.get(file).cloned().or_else(|| self.root.text(file).map(Arc::from))
    }

    /// What `check` says of these plans, with where each problem stands; what their baselines accept is left out.
    #[must_use]
    pub fn diagnostics(&self, wants: impl Fn(&str) -> bool + Sync) -> Vec<Finding> {
        let found = verdict(&self.portfolio, self.problems.clone(), self.judge, Baseline::Heeded, Some(&wants));
        store::findings(&self.root, found.problems)
    }

    /// The plan that a file, by its path from the plans folder, is part of.
    #[must_use]
    pub fn plan_of(&self, file: &str) -> Option<&Plan> {
        let name = file.split('/').next()?;
        self.portfolio.plans.iter().find(|plan| plan.name == name)
    }

    /// What a file stands for, by its path from the plans folder; nothing where it could not be read or means nothing.
    #[must_use]
    pub fn subject(&self, file: &str) -> Option<Subject<'_>> {
        let plan = self.plan_of(file)?;
        let (folder, name) = file.rsplit_once('/')?;
        match name {
            "plan.toml" | "parties.toml" | "baseline.toml" if folder == plan.name => Some(Subject::Plan(plan)),
            "theme.toml" => {
                plan.themes.iter().find(|theme| plan.theme_folder(theme) == folder).map(|it| Subject::Theme(plan, it))
            }
            "objective.toml" => {
                let is_it = |objective: &&Objective| plan.objective_folder(objective) == folder;
                plan.objectives.iter().find(is_it).map(|it| Subject::Objective(plan, it))
            }
            name => {
                let reference = name.strip_suffix(".toml")?;
                let is_it =
                    |action: &&Action| action.reference.as_str() == reference && plan.action_file(action) == file;
                let action = plan.actions.iter().find(is_it)?;
                Some(Subject::Action(Located { portfolio: &self.portfolio, plan, action }))
            }
        }
    }
}
