//! Every text of a document, for the last look before it is published.

use crate::document::{Block, Cell, Document, Fact, Figure, Picture, Section, Table};

/// Shows every text of a document that a reader or a program could come to see.
pub(super) fn each_text(document: &mut Document, look: &mut impl FnMut(&mut String)) {
    let mut renamed = 0_usize;
    let mut look_at_keys = |key: &mut String, look: &mut dyn FnMut(&mut String)| {
        // Each part of a key by itself: what stands beside it could hide what it is.
        let mut parts: Vec<_> = key.split('.').map(str::to_owned).chain([key.clone()]).collect();
        let before = parts.clone();
        parts.iter_mut().for_each(look);
        if parts != before {
            // A key has to stay one, and unlike every other.
            renamed = renamed.saturating_add(1);
            *key = format!("part-{renamed}");
        }
    };
    look(&mut document.title);
    look(&mut document.subject);
    facts(&mut document.facts, look);
    blocks(&mut document.opening, look);
    for within in &mut document.sections {
        section(within, look, &mut look_at_keys);
    }
}

/// What looks at keys, with what looks at texts.
type Keys<'k> = dyn FnMut(&mut String, &mut dyn FnMut(&mut String)) + 'k;

fn section(of: &mut Section, look: &mut impl FnMut(&mut String), keys: &mut Keys<'_>) {
    keys(&mut of.key, look);
    look(&mut of.heading);
    for block in &mut of.blocks {
        if let Block::Figure(figure) = block {
            keys(&mut figure.key, look);
        }
    }
    blocks(&mut of.blocks, look);
    for within in &mut of.sections {
        section(within, look, keys);
    }
}

fn blocks(blocks: &mut [Block], look: &mut impl FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Text(text) => look(text),
            Block::List(items) => items.iter_mut().for_each(&mut *look),
            Block::Facts(list) => facts(list, look),
            Block::Table(of) => table(of, look),
            Block::Figure(of) => figure(of, look),
        }
    }
}

fn facts(facts: &mut [Fact], look: &mut impl FnMut(&mut String)) {
    for fact in facts {
        look(&mut fact.term);
        cell(&mut fact.value, look);
    }
}

fn figure(figure: &mut Figure, look: &mut impl FnMut(&mut String)) {
    look(&mut figure.title);
    look(&mut figure.message);
    match &mut figure.picture {
        Picture::Bars(bars) => {
            for bar in bars {
                look(&mut bar.label);
                bar.parts.iter_mut().for_each(|part| look(&mut part.words));
            }
        }
        Picture::Timeline(line) => line.marks.iter_mut().for_each(|mark| look(&mut mark.label)),
        Picture::Course(course) => course.unit.iter_mut().for_each(&mut *look),
    }
    table(&mut figure.numbers, look);
}

fn table(table: &mut Table, look: &mut impl FnMut(&mut String)) {
    look(&mut table.caption);
    look(&mut table.when_empty);
    table.columns.iter_mut().for_each(|column| look(&mut column.heading));
    let rows = table.rows.iter_mut().chain(&mut table.total);
    rows.flatten().for_each(|of| cell(of, look));
}

fn cell(cell: &mut Cell, look: &mut impl FnMut(&mut String)) {
    match cell {
        Cell::Text(text) | Cell::Deadline { text, .. } | Cell::Money(_, text) => look(text),
        Cell::Link { text, target } => {
            look(text);
            look(target);
        }
        Cell::Empty
        | Cell::Count(_)
        | Cell::Days(_)
        | Cell::Number(_)
        | Cell::Date(_)
        | Cell::Rating(..)
        | Cell::Reported(_)
        | Cell::Travel(_)
        | Cell::Trend(_) => {}
    }
}
