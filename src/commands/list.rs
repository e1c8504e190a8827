//! `vawg list`: actions, as a table or for other programs.

use anyhow::bail;

use super::Outcome;
use super::apart::{Apart, Reach};
use super::session::Session;
use crate::model::{Date, Field};
use crate::query::{Filter, Order, Selection, field, reference};
use crate::render::list::table::Part;
use crate::render::list::{self, COLUMNS, Form, columns_for_people};

/// The actions that a filter selects
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Only the actions that this filter selects
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,

    /// Sort by this field, then by the next; `-due` is the other way round [default: as in the plan]
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',', value_parser = Order::parse, allow_hyphen_values = true)]
    sort: Vec<Order>,

    /// Turn the order round
    #[arg(long)]
    reverse: bool,

    /// The fields to show, in this order, in a table, CSV or Markdown
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',', value_parser = field)]
    columns: Vec<Field>,

    /// A table to read, or a form for other programs
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Table,
    /// One value with every action, its updates and its rating
    Json,
    /// The same, an action a line
    Ndjson,
    Csv,
    Markdown,
}

const EXAMPLES: &str = "\
Examples:
  vawg list lead:housing is:overdue        what one lead has to answer for
  vawg list 'due<=today+30d' --sort due    what falls due in the next 30 days
  vawg list no:lead or no:deadline         what nobody answers for, or has no end
  vawg list -is:complete 'risk>=medium' --columns ref,action,risk,note
  vawg list rating:red --format csv > red.csv

Filters: terms side by side must all hold; `or`, `not` and parentheses.
  word \"some words\"   in any text         lead:housing   contains, in any case
  is:overdue          in this state       lead=PCT       is exactly
  has:note no:lead    something there     due<2026-04    also <=, >, >=
Put '…' around a filter that has < > ( ) or \" in it. `vawg list --help` has all of it.";

/// The examples with the whole filter language below them, for the long help.
pub(super) fn whole_help() -> String {
    let examples = EXAMPLES.split("\n\n").next().unwrap_or_default();
    format!("{examples}\n\nFilters:\n{}", reference().trim_end())
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        if !self.columns.is_empty() && matches!(self.format, Format::Json | Format::Ndjson) {
            bail!(
                "`--columns` does not go with JSON, which always has every field; leave it out, or use `--format csv`"
            );
        }
        let filter = session.filter(&self.filter)?;
        let form = self.form(session.judge()?.asked());
        if self.sort.is_empty()
            && !self.reverse
            && let Some(outcome) = self.apart(session, &filter, form)?
        {
            return Ok(outcome);
        }
        let (root, loaded) = session.load()?;
        let mut selection = session.select(loaded.portfolio, &filter)?;
        self.put_in_order(&mut selection);
        let (look, columns) = (session.ui.look(), self.columns());
        let out = session.ui.answer();
        match (form, self.format) {
            (Some(form), _) => form.write_all(out, &selection.judged, |file| root.shown(file))?,
            (None, Format::Markdown) => {
                let columns = columns.unwrap_or_else(|| columns_for_people(&selection));
                list::markdown::write(out, &selection, columns)?;
            }
            (None, Format::Table | Format::Json | Format::Ndjson | Format::Csv) => {
                list::table::write(out, [Part::of(&selection, columns, look)], columns, look)?;
            }
        }
        if selection.judged.is_empty() {
            session.say_nothing_selected(&filter);
        }
        Ok(session.say_problems(&root, loaded.problems))
    }

    /// Answers in the order of the plans, of which none is kept; nothing where that takes all of them together.
    fn apart(&self, session: &mut Session, filter: &Filter, form: Option<Form<'_>>) -> anyhow::Result<Option<Outcome>> {
        let (is_any, root, problems) = match (form, self.format) {
            (Some(form), _) => {
                let Some(Apart { root, made, problems }) = session.rows_apart(filter, form)? else { return Ok(None) };
                (form.write(session.ui.answer(), made)?, root, problems)
            }
            (None, Format::Markdown) => return Ok(None),
            (None, Format::Table | Format::Json | Format::Ndjson | Format::Csv) => {
                let (look, columns) = (session.ui.look(), self.columns());
                let reach = Reach::of_columns(columns.unwrap_or_default());
                let parts = session.make_apart(filter, reach, |_, selection| Part::of(selection, columns, look))?;
                let Some(Apart { root, made, problems }) = parts else { return Ok(None) };
                (list::table::write(session.ui.answer(), made, columns, look)?, root, problems)
            }
        };
        if !is_any {
            session.say_nothing_selected(filter);
        }
        Ok(Some(session.say_problems(&root, problems)))
    }

    /// The columns that were asked for.
    fn columns(&self) -> Option<&[Field]> {
        Some(self.columns.as_slice()).filter(|columns| !columns.is_empty())
    }

    /// The form for other programs that was asked for; nothing for those for people.
    fn form(&self, as_of: Date) -> Option<Form<'_>> {
        match self.format {
            Format::Json => Some(Form::Json(as_of)),
            Format::Ndjson => Some(Form::Ndjson),
            Format::Csv => Some(Form::Csv(self.columns().unwrap_or(COLUMNS))),
            Format::Table | Format::Markdown => None,
        }
    }

    fn put_in_order(&self, selection: &mut Selection<'_>) {
        match (self.sort.as_slice(), self.reverse) {
            ([], true) => selection.judged.reverse(),
            (orders, true) => selection.sort(&orders.iter().map(|order| order.reversed()).collect::<Vec<_>>()),
            (orders, false) => selection.sort(orders),
        }
    }
}
