//! Money as sections of a document.

use super::{By, Funding, Group, Line, NEEDED, NO_FUNDER, NO_YEAR, Often, Sums, Uncosted};
use crate::document::{Bar, Block, Cell, Column, Document, Figure, Part, Picture, Section, Series, Table};
use crate::model::{Action, CostState, Money, Per, Plan, counted};
use crate::report::basis::Basis;
use crate::report::words::{capitalised, listed};

/// What the plans cost and what is there; by one thing, or by theme, funder and year.
#[must_use]
pub fn document(basis: &Basis<'_>, by: Option<By>) -> Document {
    basis.document("funding", "Funding: secured against needed", |chapter| sections(&Funding::of(chapter), by))
}

/// What it comes to, the same by theme and so on, and the actions that nobody has costed.
#[must_use]
pub fn sections(funding: &Funding<'_>, by: Option<By>) -> Vec<Section> {
    let each = match by {
        Some(by) => vec![by],
        None => vec![By::Theme, By::Funder, By::Year],
    };
    let mut sections = vec![summary(funding)];
    if !funding.total().is_empty() {
        sections.extend(each.into_iter().filter_map(|by| section(funding, by)));
    }
    sections.extend(uncosted(funding));
    sections
}

/// The same as one chapter.
#[must_use]
pub fn chapter(funding: &Funding<'_>, by: By) -> Section {
    let mut sections = sections(funding, Some(by));
    let parts = sections.split_off(1.min(sections.len()));
    sections.pop().unwrap_or_else(|| summary(funding)).holding(parts)
}

/// What it comes to, in sentences and by what is known of the money.
#[must_use]
pub fn summary(funding: &Funding<'_>) -> Section {
    let total = funding.total();
    let section = Section::new("money", "Money").with_all(told(funding, &total).into_iter().map(Block::Text));
    if total.is_empty() { section } else { section.with(states(funding, &total)) }
}

/// The actions of which nobody knows all that they cost; nothing where there is none.
#[must_use]
pub fn uncosted(funding: &Funding<'_>) -> Option<Section> {
    let columns = [
        Column::name("ref", "Ref"),
        Column::text("action", "Action"),
        Column::text("missing", "What is missing"),
        Column::text("resources", "What it takes"),
    ];
    let row = |one: &Uncosted<'_>| {
        [
            Cell::text(one.action.reference.as_str()),
            Cell::of(one.action.text.as_deref()),
            Cell::text(missing(one)),
            Cell::of(one.action.resources.as_deref()),
        ]
    };
    let table = Table::new("uncosted", "Actions that are not costed", columns);
    let rows = funding.uncosted.iter().map(row);
    (!funding.uncosted.is_empty()).then(|| Section::new("uncosted", "Not costed").with(table.with_rows(rows)))
}

/// What is needed and what is secured: `Needed: £2,000 a year and 9 actions not costed. Secured: £900 a year.`
#[must_use]
pub fn message(funding: &Funding<'_>) -> String {
    let total = funding.total();
    let uncosted = match funding.uncosted.len() {
        0 => None,
        count => Some(format!("{} not costed", counted(count, "action"))),
    };
    let needed: Vec<_> = amounts(funding, |often| total.needed(often)).into_iter().chain(uncosted).collect();
    let secured = amounts(funding, |often| total.get(CostState::Secured, often));
    let needed = match needed.as_slice() {
        [] => "No action costs anything.".to_owned(),
        [uncosted] if total.is_empty() => format!("No amount is given: {uncosted}."),
        needed => format!("Needed: {}.", listed(needed)),
    };
    if secured.is_empty() { needed } else { format!("{needed} Secured: {}.", listed(&secured)) }
}

/// The same, and what else a reader has to know to read the sums.
fn told(funding: &Funding<'_>, total: &Sums) -> Vec<String> {
    let has_kind = Often::ALL.iter().any(|often| total.get(CostState::InKind, *often).is_some());
    let is_for_one_year = |line: &Line<'_>| line.cost.per == Some(Per::Year) && line.cost.year.is_some();
    let said = [
        Some(message(funding)),
        funding
            .costs
            .iter()
            .any(is_for_one_year)
            .then(|| "An amount that names a year counts for that year alone.".to_owned()),
        has_kind.then(|| "What partners give in kind stands apart and is no part of what is needed.".to_owned()),
        left_out(&funding.left_out),
    ];
    vec![said.into_iter().flatten().collect::<Vec<_>>().join(" ")]
}

/// `£2,000 a year`, for each way in which amounts are kept apart.
fn amounts(funding: &Funding<'_>, get: impl Fn(Often) -> Option<Money>) -> Vec<String> {
    let words = |often: Often| {
        let amount = get(often)?;
        Some(format!("{} {}", funding.words(amount), often.after_amount()))
    };
    Often::ALL.into_iter().filter_map(words).collect()
}

fn left_out(actions: &[&Action]) -> Option<String> {
    let names: Vec<_> = actions.iter().map(|action| action.reference.to_string()).collect();
    let verb = if names.len() == 1 { "it is" } else { "they are" };
    (!names.is_empty())
        .then(|| format!("The costs of {} are left out: {verb} withdrawn or carried forward.", listed(&names)))
}

/// Needed, secured, sought and so on; a column for each way in which amounts are kept apart.
fn states(funding: &Funding<'_>, total: &Sums) -> Table {
    let often: Vec<_> = Often::ALL.into_iter().filter(|often| total.has(*often)).collect();
    let mut columns = vec![Column::name("state", "Money")];
    columns.extend(often.iter().map(|often| Column::number(often.key(), often.heading())));
    let mut table = Table::new("money", "What is needed, and what is known of it", columns);
    let mut add = |name: &str, get: &dyn Fn(Often) -> Option<Money>| {
        table.row(std::iter::once(Cell::text(name)).chain(often.iter().map(|often| funding.cell(get(*often)))));
    };
    add("Needed", &|often| total.needed(often));
    for state in NEEDED.into_iter().chain([CostState::InKind]) {
        add(heading(state), &|often| total.get(state, often));
    }
    table
}

/// A part of the money by what people ask for, apart for each way in which amounts are kept apart.
fn section(funding: &Funding<'_>, by: By) -> Option<Section> {
    let total = funding.total();
    let kept_apart = |view: View, groups: &[Group]| {
        let often = Often::ALL.into_iter().filter(|often| total.has(*often));
        let figures = often.map(|often| {
            let is_shown = |group: &&Group| group.sums.has(often) || group.uncosted > 0;
            let rows: Vec<_> = groups.iter().filter(is_shown).map(|group| (group, often)).collect();
            let title = format!("{}, {}", often.heading(), view.title);
            let mut figure = view.figure(funding, view.keys(often), &title, &rows);
            let all = Group { title: "Total".to_owned(), sums: total.clone(), uncosted: (view.all_uncosted)(funding) };
            figure.numbers.total(row(funding, &all, often));
            figure
        });
        Section::new(view.key, view.heading.clone()).with_all(figures.map(Block::Figure))
    };
    match by {
        By::Theme => Some(kept_apart(View::themes(funding.plan), &funding.by_theme())),
        By::Funder => Some(kept_apart(View::funders(), &funding.by_funder())),
        By::Year => {
            let (view, groups) = (View::years(), funding.by_year());
            let often = |group: &Group| Often::ALL.into_iter().find(|often| group.sums.has(*often));
            let rows: Vec<_> = groups.iter().map(|group| (group, often(group).unwrap_or(Often::OneOff))).collect();
            let mut figure = view.figure(funding, view.key, "Money by the year that it is for", &rows);
            let column = Column::short("often", "How often");
            figure.numbers.columns.insert(1, column);
            for (cells, (_, often)) in figure.numbers.rows.iter_mut().zip(&rows) {
                cells.insert(1, Cell::text(often.heading().to_lowercase()));
            }
            Some(Section::new(view.key, view.heading.clone()).with(figure))
        }
        // The summary says it.
        By::State => None,
    }
}

/// What groups are shown as.
struct View {
    /// The key of the section.
    key: &'static str,
    /// The keys of its tables: each year, once, not said.
    keys: [&'static str; 3],
    heading: String,
    /// What follows the way in which amounts are kept apart: `by theme`.
    title: String,
    /// The first column, by its key and its heading.
    group: (&'static str, String),
    uncosted: &'static str,
    /// What the last column comes to.
    all_uncosted: fn(&Funding<'_>) -> usize,
    /// What is to be seen in it.
    message: fn(&Funding<'_>, &[Row<'_>]) -> String,
}

/// A group, and one of the ways in which amounts are kept apart.
type Row<'g> = (&'g Group, Often);

impl View {
    fn themes(plan: &Plan) -> Self {
        let label = plan.settings.labels.theme();
        Self {
            key: "themes",
            keys: ["theme_each_year", "theme_one_off", "theme_unsaid"],
            heading: format!("By {label}"),
            title: format!("by {label}"),
            group: ("theme", capitalised(label)),
            uncosted: "Not costed",
            all_uncosted: |funding| funding.uncosted.len(),
            message: gap,
        }
    }

    fn funders() -> Self {
        Self {
            key: "funders",
            keys: ["funder_each_year", "funder_one_off", "funder_unsaid"],
            heading: "By funder".to_owned(),
            title: "by funder".to_owned(),
            group: ("funder", "Funder".to_owned()),
            uncosted: "No amount",
            all_uncosted: |funding| funding.without_amount(),
            message: unnamed,
        }
    }

    fn years() -> Self {
        Self {
            key: "years",
            keys: ["years"; 3],
            heading: "By year".to_owned(),
            title: "by year".to_owned(),
            group: ("year", "Year".to_owned()),
            uncosted: "No amount",
            all_uncosted: |funding| funding.without_amount(),
            message: years,
        }
    }

    /// The keys of the tables, one for each way in which amounts are kept apart.
    const fn keys(&self, often: Often) -> &'static str {
        let [each_year, one_off, unsaid] = self.keys;
        match often {
            Often::EachYear => each_year,
            Often::OneOff => one_off,
            Often::Unsaid => unsaid,
        }
    }

    fn figure(&self, funding: &Funding<'_>, key: &'static str, title: &str, rows: &[Row<'_>]) -> Figure {
        let states = NEEDED.into_iter().chain([CostState::InKind]);
        let mut columns = vec![Column::name(self.group.0, &self.group.1), Column::number("needed", "Needed")];
        columns.extend(states.map(|state| Column::number(column(state), heading(state))));
        columns.push(Column::number("uncosted", self.uncosted));
        let cells = rows.iter().map(|(group, often)| row(funding, group, *often));
        Figure {
            key: key.replace('_', "-"),
            title: title.to_owned(),
            message: (self.message)(funding, rows),
            picture: Picture::Bars(rows.iter().map(|(group, often)| bar(funding, group, *often)).collect()),
            numbers: Table::new(key, title, columns).with_rows(cells),
        }
    }
}

fn row(funding: &Funding<'_>, group: &Group, often: Often) -> Vec<Cell> {
    let states = NEEDED.into_iter().chain([CostState::InKind]).map(|state| funding.cell(group.sums.get(state, often)));
    let uncosted = if group.uncosted == 0 { Cell::Empty } else { Cell::Count(group.uncosted) };
    let needed = funding.cell(group.sums.needed(often));
    [Cell::text(&group.title), needed].into_iter().chain(states).chain([uncosted]).collect()
}

/// What is needed, as parts of what is known of it.
fn bar(funding: &Funding<'_>, group: &Group, often: Often) -> Bar {
    let part = |state: CostState| {
        let amount = group.sums.get(state, often)?;
        #[expect(clippy::cast_precision_loss, reason = "a length on a page")]
        let size = amount.pence() as f64 / 100.0;
        Some(Part { series: Series::Money(state), size, words: funding.words(amount) })
    };
    Bar { label: group.title.clone(), parts: NEEDED.into_iter().filter_map(part).collect() }
}

/// Which theme has the largest gap: `Provision has the largest gap: £2,000 a year is not secured.`
fn gap(funding: &Funding<'_>, rows: &[Row<'_>]) -> String {
    let gap = |(group, often): &Row<'_>| {
        let secured = group.sums.get(CostState::Secured, *often).map_or(0, Money::pence);
        group.sums.needed(*often).map_or(0, Money::pence).saturating_sub(secured)
    };
    // The first of several that are alike.
    match rows.iter().rev().max_by_key(|row| gap(row)).filter(|row| gap(row) > 0) {
        None => "Every amount that is known is secured.".to_owned(),
        Some(row) => {
            let missing = funding.words(Money::from_pence(gap(row)));
            format!("{} has the largest gap: {missing} {} is not secured.", row.0.title, row.1.after_amount())
        }
    }
}

/// What names no funder: `£2,000 of £5,000 a year names no funder.`
fn unnamed(funding: &Funding<'_>, rows: &[Row<'_>]) -> String {
    let needed = |(group, often): &Row<'_>| group.sums.needed(*often);
    let all: Money = rows.iter().filter_map(needed).sum();
    let none = rows.iter().filter(|(group, _)| group.title == NO_FUNDER).find_map(needed);
    let often = rows.first().map_or("", |(_, often)| often.after_amount());
    match none {
        None => "Every amount that is needed names a funder.".to_owned(),
        Some(amount) => format!("{} of {} {often} names no funder.", funding.words(amount), funding.words(all)),
    }
}

/// What is secured for each year: `£2,000 of £5,000 is secured for 2026/27.`
fn years(funding: &Funding<'_>, rows: &[Row<'_>]) -> String {
    let year = |(group, often): &Row<'_>| {
        let needed = group.sums.needed(*often).filter(|_| group.title != NO_YEAR)?;
        let secured = group.sums.get(CostState::Secured, *often).unwrap_or_default();
        Some(format!("{} of {} is secured for {}", funding.words(secured), funding.words(needed), group.title))
    };
    let years: Vec<_> = rows.iter().filter_map(year).collect();
    if years.is_empty() { "No amount names a year.".to_owned() } else { format!("{}.", listed(&years)) }
}

/// What is missing of the costs of an action.
fn missing(uncosted: &Uncosted<'_>) -> String {
    let names: Vec<_> = uncosted.costs.iter().map(|cost| cost.text.as_deref().unwrap_or("a cost")).collect();
    if names.is_empty() { "no cost given".to_owned() } else { format!("no amount for: {}", names.join("; ")) }
}

impl Funding<'_> {
    /// An amount with its currency.
    fn words(&self, amount: Money) -> String {
        self.cell(Some(amount)).words()
    }

    /// An amount in the plan's currency, or nothing.
    fn cell(&self, amount: Option<Money>) -> Cell {
        amount.map_or(Cell::Empty, |amount| Cell::Money(amount, self.currency.clone()))
    }
}

impl Often {
    /// The name of its column, for programs.
    const fn key(self) -> &'static str {
        match self {
            Self::EachYear => "each_year",
            Self::OneOff => "one_off",
            Self::Unsaid => "unsaid",
        }
    }

    const fn heading(self) -> &'static str {
        match self {
            Self::EachYear => "Each year",
            Self::OneOff => "Once or for one year",
            Self::Unsaid => "How often not said",
        }
    }

    /// What follows an amount in a sentence.
    const fn after_amount(self) -> &'static str {
        match self {
            Self::EachYear => "a year",
            Self::OneOff => "once or for one year",
            Self::Unsaid => "of which nobody says how often",
        }
    }
}

const fn heading(state: CostState) -> &'static str {
    match state {
        CostState::Secured => "Secured",
        CostState::Sought => "Sought",
        CostState::Unfunded => "Unfunded",
        CostState::InKind => "In kind",
        CostState::Unknown => "Not known",
    }
}

const fn column(state: CostState) -> &'static str {
    match state {
        CostState::InKind => "in_kind",
        CostState::Secured | CostState::Sought | CostState::Unfunded | CostState::Unknown => state.word(),
    }
}
