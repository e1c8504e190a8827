//! The help that clap shows, with what clap cannot do: commands in groups, and examples laid out in the width there is.

use clap::Command;
use clap::builder::styling::{Style, Styles};

use crate::manual::notes::Example;
use crate::render::prose::{hanging, wrapped};
use crate::render::style::{blanks_after, columns, rest};

/// Commands or topics under a heading, each with its summary.
pub struct Group<'t> {
    pub heading: &'t str,
    pub members: Vec<(String, String)>,
}

/// A definition whose help has examples laid out in a width and, for the program as a whole, these groups.
#[must_use]
pub fn laid_out(root: Command, groups: &[Group<'_>], width: usize) -> Command {
    let usage = format!("{} [OPTIONS] <COMMAND>", root.get_name());
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{}\n{{all-args}}{{after-help}}",
        overview(groups, root.get_styles(), width)
    );
    let root = root.mut_subcommands(|command| within(command, width).hide(true));
    examples(root, width).override_usage(usage).help_template(template).term_width(width)
}

fn within(command: Command, width: usize) -> Command {
    examples(command, width).mut_subcommands(|command| within(command, width))
}

fn examples(command: Command, width: usize) -> Command {
    let short = command.get_after_help().map(|text| aligned(&text.to_string(), width));
    let long = command.get_after_long_help().map(|text| aligned(&text.to_string(), width));
    let command = if let Some(short) = short { command.after_help(short) } else { command };
    if let Some(long) = long { command.after_long_help(long) } else { command }
}

/// The groups, the names of all in a column of the same width, in the colours of clap, which leaves them out where the
/// terminal does not take them.
fn overview(groups: &[Group<'_>], styles: &Styles, width: usize) -> String {
    let names = groups.iter().flat_map(|group| &group.members).map(|(name, _)| columns(name));
    let column = names.max().unwrap_or(0);
    let group = |group: &Group<'_>| {
        let member = |(name, summary): &(String, String)| {
            let first = format!("  {}{}  ", styled(name, *styles.get_literal()), blanks_after(name, column));
            hanging(&first, &wrapped(summary, rest(width, [column, 4])))
        };
        let heading = styled(&format!("{}:", group.heading), *styles.get_header());
        format!("{heading}\n{}", group.members.iter().map(member).collect::<String>())
    };
    groups.iter().map(group).collect::<Vec<_>>().join("\n")
}

fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// A help text with its paragraphs in the width, and its examples with their meanings in a column; other lines stay.
fn aligned(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut run: Vec<Example> = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        let example = Example::in_line(line);
        let is_prose = !line.is_empty() && !line.starts_with(' ');
        if !is_prose {
            lines.extend(wrapped(&std::mem::take(&mut paragraph).join(" "), width));
        }
        if example.is_none() {
            lines.extend(in_columns(&std::mem::take(&mut run), width));
        }
        match example {
            Some(example) => run.push(example),
            None if is_prose => paragraph.push(line),
            None => lines.push(line.to_owned()),
        }
    }
    lines.join("\n").trim_end().to_owned()
}

/// Examples with their meanings beside them, or below those that are too long for that.
fn in_columns(run: &[Example], width: usize) -> Vec<String> {
    const INDENT: &str = "  ";
    const BELOW: &str = "      ";
    let widest = run.iter().map(|example| columns(&example.line)).filter(|&columns| columns <= width / 2);
    let column = widest.max().unwrap_or(0);
    let mut lines = Vec::new();
    for Example { line, meaning } in run {
        if columns(line) > column {
            lines.push(format!("{INDENT}{line}"));
            let below = hanging(BELOW, &wrapped(meaning, width.saturating_sub(columns(BELOW))));
            lines.extend(below.lines().map(str::to_owned));
        } else {
            let beside = wrapped(meaning, rest(width, [column, 4]));
            let first = format!("{INDENT}{line:column$}  ");
            let beside = if beside.is_empty() { vec![String::new()] } else { beside };
            lines.extend(hanging(&first, &beside).lines().map(str::to_owned));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use clap::builder::styling::Styles;

    use super::{Group, aligned, overview};

    const HELP: &str = "\
Exit status: 0.

Examples:
  vawg check  every problem of every plan, however many there are
  vawg check plans/a  one
  vawg check --deny warnings --format github --no-baseline  as annotations on GitHub
  vawg check --fix

Filters:
  word   any text";

    #[test]
    fn examples_stand_in_columns_and_everything_else_as_it_was() {
        assert_snapshot!(aligned(HELP, 50), @"
        Exit status: 0.

        Examples:
          vawg check          every problem of every plan,
                              however many there are
          vawg check plans/a  one
          vawg check --deny warnings --format github --no-baseline
              as annotations on GitHub
          vawg check --fix

        Filters:
          word   any text
        ");
    }

    #[test]
    fn groups_share_a_column() {
        let member = |name: &str, summary: &str| (name.to_owned(), summary.to_owned());
        let groups = [
            Group { heading: "Begin", members: vec![member("init", "Start a plan, with its first files")] },
            Group { heading: "Look", members: vec![member("status", "Red, amber, green")] },
        ];
        assert_snapshot!(overview(&groups, &Styles::plain(), 34), @"
        Begin:
          init    Start a plan, with its
                  first files

        Look:
          status  Red, amber, green
        ");
    }
}
