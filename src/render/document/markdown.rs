//! A document as Markdown that GitHub and GitLab show well, and that reads well as it is.

use std::io::{self, Write};

use super::letters::{Bars, key};
use super::link;
use crate::document::{Block, Cell, Document, Fact, Figure, Kind, Picture, Section, Table};
use crate::render::markdown::{escaped, in_cell, line, paragraphs};
use crate::render::style;
use crate::ui::Look;

/// Bars stand in cells of tables, which should not become wide.
const BAR: usize = 24;

const PLAIN: Look = Look { width: None, color: false };

/// Writes a document.
pub(super) fn write(out: &mut impl Write, document: &Document) -> io::Result<()> {
    writeln!(out, "# {}", line(&document.title))?;
    if !document.subject.is_empty() {
        writeln!(out, "\n**{}**", line(&document.subject))?;
    }
    facts(out, &document.facts)?;
    blocks(out, &document.opening, None)?;
    document.outline().try_for_each(|(depth, section)| write_section(out, depth, section))
}

fn write_section(out: &mut impl Write, depth: usize, section: &Section) -> io::Result<()> {
    // There are six levels of headings, and the title has the first.
    writeln!(out, "\n{} {}", "#".repeat(depth.saturating_add(2).min(6)), line(&section.heading))?;
    blocks(out, &section.blocks, Some(&section.heading))
}

fn blocks(out: &mut impl Write, blocks: &[Block], heading: Option<&str>) -> io::Result<()> {
    blocks.iter().try_for_each(|block| match block {
        Block::Text(words) => text(out, words),
        Block::List(items) => list(out, items),
        Block::Facts(items) => facts(out, items),
        Block::Table(table) => {
            if !table.rows.is_empty() && heading != Some(&table.caption) {
                writeln!(out, "\n**{}**", line(&table.caption))?;
            }
            write_table(out, table, &[])
        }
        Block::Figure(figure) => write_figure(out, figure),
    })
}

fn text(out: &mut impl Write, text: &str) -> io::Result<()> {
    paragraphs(text).try_for_each(|paragraph| writeln!(out, "\n{}", line(&paragraph)))
}

fn list(out: &mut impl Write, items: &[String]) -> io::Result<()> {
    if !items.is_empty() {
        writeln!(out)?;
    }
    items.iter().try_for_each(|item| writeln!(out, "- {}", line(item)))
}

fn facts(out: &mut impl Write, facts: &[Fact]) -> io::Result<()> {
    if !facts.is_empty() {
        writeln!(out)?;
    }
    facts.iter().try_for_each(|fact| writeln!(out, "- **{}:** {}", line(&fact.term), shown(&fact.value)))
}

/// What a picture says, and its numbers, with its bars beside them.
fn write_figure(out: &mut impl Write, figure: &Figure) -> io::Result<()> {
    writeln!(out, "\n**{}.** {}", line(figure.title.trim_end_matches('.')), line(&figure.message))?;
    let bars = match &figure.picture {
        Picture::Bars(bars) => Bars::of(bars, BAR).beside(&figure.numbers, PLAIN),
        Picture::Timeline(_) | Picture::Course(_) => None,
    };
    write_table(out, &figure.numbers, bars.as_deref().unwrap_or_default())?;
    if bars.is_some_and(|bars| !bars.is_empty()) {
        writeln!(out, "\nBars: {}", key(figure, PLAIN).join(", "))?;
    }
    Ok(())
}

/// A table, with bars in a column after the first where there are any.
fn write_table(out: &mut impl Write, table: &Table, bars: &[String]) -> io::Result<()> {
    if table.rows.is_empty() {
        return text(out, &table.when_empty);
    }
    let with_bar = |mut cells: Vec<String>, bar: String| {
        if !bars.is_empty() {
            cells.insert(cells.len().min(1), bar);
        }
        format!("| {} |", cells.join(" | "))
    };
    let headings = table.columns.iter().map(|column| escaped(&column.heading)).collect();
    let rules = table.columns.iter().map(|column| rule(column.kind).to_owned()).collect();
    writeln!(out, "\n{}\n{}", with_bar(headings, String::new()), with_bar(rules, "---".to_owned()))?;
    for (place, row) in table.rows.iter().enumerate() {
        let bar = bars.get(place).filter(|bar| !bar.is_empty()).map(|bar| format!("`{bar}`")).unwrap_or_default();
        writeln!(out, "{}", with_bar(row.iter().map(shown).collect(), bar))?;
    }
    let bold = |cell: &Cell| Some(shown(cell)).filter(|text| !text.is_empty()).map(|text| format!("**{text}**"));
    if let Some(total) = &table.total {
        let cells = total.iter().map(|cell| bold(cell).unwrap_or_default()).collect();
        writeln!(out, "{}", with_bar(cells, String::new()))?;
    }
    Ok(())
}

/// Numbers stand at the right.
const fn rule(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "---:",
        Kind::Name | Kind::Short | Kind::Text | Kind::Long => "---",
    }
}

/// What stands in a cell.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Travel(travel) => style::travel(*travel, PLAIN),
        Cell::Link { text, target } => match link::safe(target) {
            Some(target) => format!("[{}]({})", escaped(text), address(&target)),
            None => escaped(text),
        },
        Cell::Text(text) => in_cell(text),
        Cell::Empty
        | Cell::Count(_)
        | Cell::Days(_)
        | Cell::Number(_)
        | Cell::Trend(_)
        | Cell::Money(..)
        | Cell::Date(_)
        | Cell::Deadline { .. }
        | Cell::Rating(..)
        | Cell::Reported(_) => escaped(&cell.words()),
    }
}

/// An address in which Markdown reads nothing but an address.
fn address(target: &str) -> String {
    let mut text = String::with_capacity(target.len());
    for c in target.chars() {
        match c {
            '(' => text += "%28",
            ')' => text += "%29",
            '&' | '\\' | '*' | '_' | '~' | '$' | '[' | ']' => text.extend(['\\', c]),
            _ => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::write;
    use crate::document::example;

    #[test]
    fn a_document_reads_well_as_it_is() {
        let mut out = Vec::new();
        write(&mut out, &example::document()).expect("a vector takes everything");
        assert_snapshot!(String::from_utf8_lossy(&out), @r#"
        # Example report

        **Safe in Wendale 2025-28**

        - **Partnership:** Wendale \<VAWG\> & friends
        - **Judged as of:** 30 June 2026
        - **Commit:** 0123abcd, with changes that are not committed

        What the meeting is asked to look at.

        - 1.1 is overdue
        - =HYPERLINK("http://x") is no link

        ## Red, amber and green

        Three of five are red.

        Nobody has said why.

        **Actions by rating.** Three of five actions are red, two of them in Early help.

        | Priority |  | Red | Amber | Complete |
        | --- | --- | ---: | ---: | ---: |
        | Early help | `RRA` | 2 | 1 | 0 |
        | Help for those who stay | `RC` | 1 | 0 | 1 |

        Bars: R red, A amber, C complete

        ## Actions

        ### Early help

        | Ref | Action | Rating | Reported | Travel | Deadline | Days overdue | Cost | Last comment | Evidence |
        | --- | --- | --- | --- | --- | --- | ---: | ---: | --- | --- |
        | 1.1 | Publish \<b\>one\</b\> referral pathway | RED | GREEN | ↓ worse | June 2026 | 10 | £2,000.50 | -1 & still \\u{1b}\[31mwaiting for the police | draft |
        | 1.2 | Train \| every team | COMPLETE |  | • new | 31 December 2026 |  |  | @home | [minutes](https://wendale.example/minutes?a=1\&b=2) |
        | **Total** | **2** |  |  |  |  |  |  |  |  |

        ### Help for those who stay

        No action needs the meeting.

        ## Deadlines, measures and money

        **What falls due.** One deadline has passed, one lies ahead.

        | Day | What |
        | --- | --- |
        | 20 June 2026 | 1.1 |
        | 15 July 2026 | Board |
        | 31 December 2026 | 1.2 |

        **Referrals from schools.** 47.5 at the last reading, from 40 towards 60: behind the line to the target.

        | Day | Referrals a year |
        | --- | ---: |
        | 30 September 2025 | 44 |
        | 31 March 2026 | 47.5 |

        **Money that is there and that is needed.** £2,000 of £3,500 is secured.

        | Priority |  | Secured |
        | --- | --- | ---: |
        | Early help | `██████████████▒▒▒▒▒▒▒▒▒▒` | £2,000 |

        Bars: █ secured, ▒ sought

        - **Next meeting:** 15 July 2026
        "#);
    }
}
