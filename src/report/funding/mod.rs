//! Money: what is needed, what is there, and what nobody has costed.
//!
//! No sum runs over what is not known: an action without an amount stays a counted action beside the sums. What is
//! needed each year, what is needed once, and amounts of which nobody says how often are never added to each other,
//! and the money of one plan is never added to that of another.

mod page;

pub use page::{chapter, document, message, sections, summary, uncosted};

use std::collections::{BTreeMap, HashMap};

use super::basis::Chapter;
use crate::model::{Action, Cost, CostState, Money, Per, Plan, Theme, stated};
use crate::query::Judged;

/// The money of a chapter.
#[derive(Debug, Clone)]
pub struct Funding<'p> {
    pub plan: &'p Plan,
    /// As an ISO 4217 code.
    pub currency: String,
    /// Every cost of an action that counts, in the order of the plan.
    pub costs: Vec<Line<'p>>,
    /// The actions that count and whose costs are not, or not all, known.
    pub uncosted: Vec<Uncosted<'p>>,
    /// The actions with costs that are left out because they are withdrawn or carried forward.
    pub left_out: Vec<&'p Action>,
    /// The places of the themes that these actions stand in, with the largest number for none.
    themes: Vec<usize>,
}

/// A cost of an action.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line<'p> {
    pub action: &'p Action,
    pub cost: &'p Cost,
    pub state: CostState,
    pub often: Often,
}

/// How often an amount is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Often {
    /// In each year of the plan.
    EachYear,
    /// Once, or for the one year that it names: what is given for one year says nothing of the next.
    OneOff,
    /// Nobody says.
    Unsaid,
}

/// An action of which nobody knows all that it costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncosted<'p> {
    pub action: &'p Action,
    /// Its costs without an amount; none where it gives no cost at all.
    pub costs: Vec<&'p Cost>,
}

/// What costs are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum By {
    /// The themes of each plan
    Theme,
    /// Who gives the money
    Funder,
    /// The years that amounts name, as the plan writes them
    Year,
    /// Whether the money is there
    State,
}

/// Costs that belong together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// What they have in common.
    pub title: String,
    pub sums: Sums,
    /// By theme, the actions that are not costed; else the costs without an amount.
    pub uncosted: usize,
}

/// Amounts by what is known of the money, and how often it is needed; nothing where there is no amount.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sums(HashMap<(CostState, Often), Money>);

impl<'p> Funding<'p> {
    /// The money of the selected actions that are neither withdrawn nor carried forward.
    #[must_use]
    pub fn of(chapter: Chapter<'_, 'p>) -> Self {
        let is_out = |judged: &&Judged<'p>| judged.judgement.state.status.is_out();
        let (out, counted): (Vec<_>, Vec<_>) = chapter.judged.iter().partition(is_out);
        let action = |judged: &Judged<'p>| judged.located.action;
        let counted: Vec<_> = counted.into_iter().map(action).collect();
        let mut themes: Vec<_> = counted.iter().map(|action| or_last(action.theme)).collect();
        themes.sort_unstable();
        themes.dedup();
        Self {
            plan: chapter.plan,
            currency: chapter.plan.settings.currency.clone().unwrap_or_else(|| "GBP".to_owned()),
            costs: counted.iter().flat_map(|action| action.costs.iter().map(|cost| Line::of(action, cost))).collect(),
            uncosted: counted.iter().filter_map(|action| Uncosted::of(action)).collect(),
            left_out: out.into_iter().map(action).filter(|action| !action.costs.is_empty()).collect(),
            themes,
        }
    }

    /// All amounts.
    #[must_use]
    pub fn total(&self) -> Sums {
        Sums::of(&self.costs)
    }

    /// How many costs should have an amount and have none.
    #[must_use]
    pub fn without_amount(&self) -> usize {
        self.costs.iter().filter(|line| line.lacks_amount()).count()
    }

    /// The themes in their order; those of no theme last.
    #[must_use]
    pub fn by_theme(&self) -> Vec<Group> {
        let title = |theme: &usize| {
            let theme = self.plan.themes.get(*theme);
            theme.map_or("(in no theme)", Theme::display_title).to_owned()
        };
        let group = |theme| Group { title: title(theme), ..Group::default() };
        let mut groups: Vec<_> = self.themes.iter().map(group).collect();
        let place = |action: &Action| self.themes.binary_search(&or_last(action.theme)).ok();
        for line in &self.costs {
            if let Some(group) = place(line.action).and_then(|place| groups.get_mut(place)) {
                group.sums.add(line);
            }
        }
        for uncosted in &self.uncosted {
            if let Some(group) = place(uncosted.action).and_then(|place| groups.get_mut(place)) {
                group.uncosted = group.uncosted.saturating_add(1);
            }
        }
        groups
    }

    /// The funders by their name in the register, or as they are written; costs without one last.
    #[must_use]
    pub fn by_funder(&self) -> Vec<Group> {
        let name = |line: &Line<'p>| {
            let written = stated(line.cost.funder.as_deref());
            let name = written.map(|written| self.plan.party(written).map_or(written, |party| &party.name));
            (name.is_none(), name.unwrap_or(NO_FUNDER).to_owned())
        };
        self.grouped(name, |(_, title)| title)
    }

    /// The years that amounts name, in their order; then what names none, by how often it is needed.
    #[must_use]
    pub fn by_year(&self) -> Vec<Group> {
        let key = |line: &Line<'p>| match line.cost.year {
            Some(year) => (None, Some((year.first_day(), year.due())), year.to_string()),
            None => (Some(line.often), None, NO_YEAR.to_owned()),
        };
        self.grouped(key, |(.., title)| title)
    }

    /// Groups in the order of their keys.
    fn grouped<K: Ord>(&self, key: impl Fn(&Line<'p>) -> K, title: impl Fn(K) -> String) -> Vec<Group> {
        let mut groups: BTreeMap<K, Group> = BTreeMap::new();
        for line in &self.costs {
            let group = groups.entry(key(line)).or_default();
            group.sums.add(line);
            group.uncosted = group.uncosted.saturating_add(usize::from(line.lacks_amount()));
        }
        groups.into_iter().map(|(key, group)| Group { title: title(key), ..group }).collect()
    }
}

impl<'p> Line<'p> {
    fn of(action: &'p Action, cost: &'p Cost) -> Self {
        let often = match (cost.per, cost.year) {
            (Some(Per::Year), None) => Often::EachYear,
            (Some(Per::Once), _) | (_, Some(_)) => Often::OneOff,
            (None, None) => Often::Unsaid,
        };
        Self { action, cost, state: cost.state.unwrap_or(CostState::Unknown), often }
    }

    /// Whether it should have an amount and has none; what partners give in kind needs none.
    #[must_use]
    pub fn lacks_amount(&self) -> bool {
        self.cost.amount.is_none() && self.state != CostState::InKind
    }
}

impl<'p> Uncosted<'p> {
    /// The action, where not all that it costs is known.
    fn of(action: &'p Action) -> Option<Self> {
        let costs = || action.costs.iter().filter(|cost| Line::of(action, cost).lacks_amount());
        let is_uncosted = action.costs.is_empty() || costs().next().is_some();
        is_uncosted.then(|| Self { action, costs: costs().collect() })
    }
}

impl Often {
    /// All of them, in the order in which people are shown them.
    pub const ALL: [Self; 3] = [Self::EachYear, Self::OneOff, Self::Unsaid];
}

impl Sums {
    /// The amounts of these costs.
    #[must_use]
    pub fn of(lines: &[Line<'_>]) -> Self {
        let mut sums = Self::default();
        for line in lines {
            sums.add(line);
        }
        sums
    }

    /// What is known of the money: secured, sought, …; nothing where there is no amount.
    #[must_use]
    pub fn get(&self, state: CostState, often: Often) -> Option<Money> {
        self.0.get(&(state, often)).copied()
    }

    /// What is needed in money, whether it is there or not: everything but what is given in kind.
    #[must_use]
    pub fn needed(&self, often: Often) -> Option<Money> {
        let mut amounts = NEEDED.iter().filter_map(|state| self.get(*state, often)).peekable();
        amounts.peek().is_some().then(|| amounts.sum())
    }

    /// Whether there is no amount at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is any amount that is needed so often.
    #[must_use]
    pub fn has(&self, often: Often) -> bool {
        CostState::ALL.iter().any(|state| self.get(*state, often).is_some())
    }

    fn add(&mut self, line: &Line<'_>) {
        let Some(amount) = line.cost.amount else { return };
        let sum = self.0.entry((line.state, line.often)).or_default();
        *sum = [*sum, amount].into_iter().sum();
    }
}

/// What makes up the money that is needed, from what is there to what nobody knows about.
pub const NEEDED: [CostState; 4] = [CostState::Secured, CostState::Sought, CostState::Unfunded, CostState::Unknown];

/// What stands for the funder of costs that name none.
const NO_FUNDER: &str = "(no funder named)";

/// What stands for the year of amounts that name none.
const NO_YEAR: &str = "(no year named)";

fn or_last(place: Option<usize>) -> usize {
    place.unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Chapter, Funding, Group, Often, Sums};
    use crate::model::{Cost, CostState, Money, Party, Per, Period, Portfolio, Status, Update};
    use crate::report::example;

    fn cost(pounds: u64, per: Option<Per>, state: CostState) -> Cost {
        Cost { amount: Some(Money::from_pence(pounds * 100)), per, state: Some(state), ..Cost::default() }
    }

    /// The example with these costs for its actions; those that are not named give no cost.
    fn with_costs(costs: Vec<(&str, Vec<Cost>)>) -> Portfolio {
        let mut portfolio = example::portfolio();
        for (reference, costs) in costs {
            let mut actions = portfolio.plans[0].actions.iter_mut();
            actions.find(|action| action.reference.as_str() == reference).expect("an action").costs = costs;
        }
        portfolio
    }

    fn funding(portfolio: &Portfolio) -> Funding<'_> {
        let judged = example::all(portfolio).judged;
        Funding::of(Chapter { plan: &portfolio.plans[0], day: example::date("2026-06-30"), judged: &judged })
    }

    fn pounds(sums: &Sums, often: Often) -> [Option<u64>; 3] {
        let amounts = [sums.needed(often), sums.get(CostState::Secured, often), sums.get(CostState::InKind, often)];
        amounts.map(|amount| amount.map(|amount| amount.pence() / 100))
    }

    #[test]
    fn amounts_of_each_year_of_one_year_and_of_nobody_knows_when_are_never_added() {
        let one_year = Cost { year: Period::parse("2026/27"), ..cost(300, Some(Per::Year), CostState::Secured) };
        let costs = vec![
            cost(1000, Some(Per::Year), CostState::Secured),
            cost(500, Some(Per::Year), CostState::Unfunded),
            one_year,
            cost(20, Some(Per::Once), CostState::Sought),
            cost(7, None, CostState::Unknown),
            cost(9, Some(Per::Year), CostState::InKind),
        ];
        let portfolio = with_costs(vec![("1.1", costs)]);
        let total = funding(&portfolio).total();
        assert_eq!(pounds(&total, Often::EachYear), [Some(1500), Some(1000), Some(9)]);
        assert_eq!(pounds(&total, Often::OneOff), [Some(320), Some(300), None]);
        assert_eq!(pounds(&total, Often::Unsaid), [Some(7), None, None]);
    }

    #[test]
    fn what_is_not_costed_is_counted_and_named_and_not_summed() {
        let nameless = Cost { text: Some("Printing".to_owned()), state: Some(CostState::Sought), ..Cost::default() };
        let kind = Cost { state: Some(CostState::InKind), ..Cost::default() };
        let portfolio =
            with_costs(vec![("1.1", vec![nameless, cost(5, None, CostState::Secured)]), ("1.2", vec![kind])]);
        let funding = funding(&portfolio);
        let names = |of: &super::Uncosted<'_>| (of.action.reference.to_string(), of.costs.len());
        let uncosted: Vec<_> = funding.uncosted.iter().map(names).collect();
        assert_eq!(
            uncosted,
            [("1.1", 1), ("1.3", 0), ("1.4", 0), ("2.1", 0), ("2.2", 0), ("2.3", 0)]
                .map(|(name, costs)| (name.to_owned(), costs))
        );
        let groups =
            |groups: Vec<Group>| groups.into_iter().map(|group| (group.title, group.uncosted)).collect::<Vec<_>>();
        assert_eq!(groups(funding.by_theme()), [("EARLY".to_owned(), 3), ("LATE".to_owned(), 3)]);
        assert_eq!(groups(funding.by_funder()), [("(no funder named)".to_owned(), 1)]);
    }

    #[test]
    fn an_action_that_is_withdrawn_needs_no_money() {
        let mut portfolio = with_costs(vec![("1.1", vec![cost(5, None, CostState::Secured)])]);
        portfolio.plans[0].actions[0].updates =
            vec![Update { status: Some(Status::Withdrawn), ..example::update("2026-06-20") }];
        let funding = funding(&portfolio);
        assert!(funding.total().is_empty());
        assert_eq!(funding.left_out[0].reference.as_str(), "1.1");
        assert!(funding.uncosted.iter().all(|one| one.action.reference.as_str() != "1.1"));
    }

    #[test]
    fn funders_go_by_their_name_in_the_register_and_years_in_their_order() {
        let of = |funder: &str, year: &str| Cost {
            funder: Some(funder.to_owned()),
            year: Period::parse(year),
            ..cost(10, Some(Per::Once), CostState::Secured)
        };
        let costs = vec![of("PPU", "2027/28"), of(" police", "2009"), of("???", ""), of("Abbey", "2027/28")];
        let mut portfolio = with_costs(vec![("2.3", costs)]);
        portfolio.plans[0].parties.push(Party {
            name: "Zeal".into(),
            aliases: vec!["Abbey".into()],
            organisation: None,
            kind: None,
            state: None,
        });
        let funding = funding(&portfolio);
        let titles = |groups: Vec<Group>| groups.into_iter().map(|group| group.title).collect::<Vec<_>>();
        assert_eq!(titles(funding.by_funder()), ["Police", "Zeal", "(no funder named)"]);
        assert_eq!(titles(funding.by_year()), ["2009", "2027/28", "(no year named)"]);
    }

    #[test]
    fn sums_do_not_overflow() {
        let most = || Cost { amount: Some(Money::from_pence(u64::MAX)), ..cost(0, None, CostState::Secured) };
        let portfolio = with_costs(vec![("1.1", vec![most(), most()])]);
        assert_eq!(funding(&portfolio).total().needed(Often::Unsaid), Some(Money::from_pence(u64::MAX)));
    }
}
