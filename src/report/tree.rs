//! The structure of plans with its ratings.

use crate::model::{Date, Judge, Objective, Plan, Portfolio, Tally, Theme};
use crate::query::{Judged, Selection};

/// The plans with their parts.
#[derive(Debug)]
pub struct Tree<'s, 'p> {
    /// The day that was asked for.
    pub asked: Date,
    pub totals: Tally,
    pub plans: Vec<Node<'s, 'p>>,
}

/// A part of a plan with what it holds.
#[derive(Debug)]
pub struct Node<'s, 'p> {
    pub part: Part<'s, 'p>,
    /// The totals of the selected actions in it, at any depth.
    pub tally: Tally,
    /// In the order of the plan; its own actions before the parts below it.
    pub below: Vec<Self>,
}

/// What a node stands for.
#[derive(Debug, Clone, Copy)]
pub enum Part<'s, 'p> {
    /// With the day on which it is judged.
    Plan(&'p Plan, Date),
    Theme(&'p Theme),
    Objective(&'p Objective),
    Action(&'s Judged<'p>),
}

/// Which parts are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// All of them.
    All,
    /// Those that hold a selected action.
    Selected,
}

impl<'s, 'p> Tree<'s, 'p> {
    /// The structure of the wanted plans, with the selected actions.
    #[must_use]
    pub fn of(
        portfolio: &'p Portfolio,
        selection: &'s Selection<'p>,
        judge: Judge,
        wants: impl Fn(&Plan) -> bool,
        parts: Parts,
    ) -> Self {
        let mut rest = selection.judged.as_slice();
        let mut plans = Vec::new();
        for plan in portfolio.plans.iter().filter(|plan| wants(plan)) {
            // The actions of a plan stand together, and in the order of the plans.
            let own = rest.partition_point(|judged| std::ptr::eq(judged.located.plan, plan));
            let (actions, others) = rest.split_at(own);
            rest = others;
            plans.extend(Builder::new(plan, actions, parts).plan(judge.day_for(plan)));
        }
        Self { asked: judge.asked(), totals: selection.tally(), plans }
    }
}

/// A plan taken apart: what each part holds, by places.
struct Builder<'s, 'p> {
    plan: &'p Plan,
    parts: Parts,
    /// The actions and objectives directly under the plan, under each theme, and under each objective.
    top: Held<'s, 'p>,
    themes: Vec<Held<'s, 'p>>,
    objectives: Vec<Held<'s, 'p>>,
}

/// What a part holds directly.
#[derive(Debug, Clone, Default)]
struct Held<'s, 'p> {
    actions: Vec<&'s Judged<'p>>,
    objectives: Vec<usize>,
}

impl<'s, 'p> Builder<'s, 'p> {
    fn new(plan: &'p Plan, actions: &'s [Judged<'p>], parts: Parts) -> Self {
        let mut builder = Self {
            plan,
            parts,
            top: Held::default(),
            themes: vec![Held::default(); plan.themes.len()],
            objectives: vec![Held::default(); plan.objectives.len()],
        };
        for judged in actions {
            let action = judged.located.action;
            builder.holder(action.theme, action.objective).actions.push(judged);
        }
        for (place, objective) in plan.objectives.iter().enumerate() {
            builder.holder(objective.theme, objective.parent).objectives.push(place);
        }
        builder
    }

    /// What holds a part: the objective above it, else its theme, else the plan.
    fn holder(&mut self, theme: Option<usize>, objective: Option<usize>) -> &mut Held<'s, 'p> {
        let holder = match (objective, theme) {
            (Some(place), _) => self.objectives.get_mut(place),
            (None, Some(place)) => self.themes.get_mut(place),
            (None, None) => None,
        };
        holder.unwrap_or(&mut self.top)
    }

    fn plan(&self, day: Date) -> Option<Node<'s, 'p>> {
        let themes = self.plan.themes.iter().zip(&self.themes);
        let themes = themes.filter_map(|(theme, held)| self.node(Part::Theme(theme), self.below(held)));
        let below = self.below(&self.top).into_iter().chain(themes).collect();
        self.node(Part::Plan(self.plan, day), below)
    }

    /// The nodes of what a part holds.
    fn below(&self, held: &Held<'s, 'p>) -> Vec<Node<'s, 'p>> {
        let action = |judged: &&'s Judged<'p>| Node {
            part: Part::Action(judged),
            tally: std::iter::once(&judged.judgement).collect(),
            below: Vec::new(),
        };
        let objective = |place: &usize| {
            let objective = self.plan.objective_at(Some(*place))?;
            self.node(Part::Objective(objective), self.below(self.objectives.get(*place)?))
        };
        held.actions.iter().map(action).chain(held.objectives.iter().filter_map(objective)).collect()
    }

    /// A node; nothing where it holds no selected action and only such parts are shown.
    fn node(&self, part: Part<'s, 'p>, below: Vec<Node<'s, 'p>>) -> Option<Node<'s, 'p>> {
        let tally = below.iter().fold(Tally::default(), |tally, node| tally.and(&node.tally));
        let is_shown = match self.parts {
            Parts::All => true,
            Parts::Selected => tally.actions > 0,
        };
        is_shown.then_some(Node { part, tally, below })
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Part, Parts, Tree};
    use crate::query::Selection;
    use crate::report::example;

    fn outline(node: &Node<'_, '_>) -> String {
        let name = match node.part {
            Part::Plan(plan, _) => plan.name.clone(),
            Part::Theme(theme) => theme.name.clone(),
            Part::Objective(objective) => objective.reference.to_string(),
            Part::Action(judged) => return judged.located.action.reference.to_string(),
        };
        let below: Vec<_> = node.below.iter().map(outline).collect();
        format!("{name} {} [{}]", node.tally.actions, below.join(" "))
    }

    fn tree(parts: Parts, only: &[&str]) -> Vec<String> {
        let portfolio = example::portfolio();
        let mut judged = example::all(&portfolio).judged;
        judged.retain(|judged| only.is_empty() || only.contains(&judged.located.action.reference.as_str()));
        let selection = Selection { judged };
        let tree = Tree::of(&portfolio, &selection, example::judge(), |_| true, parts);
        tree.plans.iter().map(outline).collect()
    }

    #[test]
    fn the_whole_structure_is_there_also_where_it_is_empty() {
        assert_eq!(
            tree(Parts::All, &[]),
            ["wendale 7 [early 4 [1 4 [1.1 1.2 1.3 1.4]] late 3 [2 3 [2.1 2.2 2.3] 3 0 []]]"]
        );
    }

    #[test]
    fn parts_without_a_selected_action_are_left_out() {
        assert_eq!(tree(Parts::Selected, &["2.2"]), ["wendale 1 [late 1 [2 1 [2.2]]]"]);
        assert_eq!(tree(Parts::Selected, &["9"]), [""; 0]);
    }
}
