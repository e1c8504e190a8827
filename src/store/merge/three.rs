//! Three versions of a text as one, piece by piece.
//!
//! Ours gives the order and the layout. A piece that one side left alone comes from the other; one that both changed
//! is looked into; what they changed to different things is a [`Clash`], and nothing else is.

use std::collections::HashMap;

use super::document::{Block, Clash, Document, Item, Line, Side, Statement};
use super::ends;
use super::lists;
use super::pairing::{added_twice, is_dated, origins};
use super::{leads, marked};
use crate::model::{Date, Plain};

/// One key stands in a line in one version and under a header in another.
#[derive(Debug)]
pub(super) struct OtherForm;

/// The merged document.
///
/// # Errors
///
/// The versions have different forms, which pieces cannot bring together.
pub(super) fn merge(base: &Document, ours: &Document, theirs: &Document) -> Result<Document, OtherForm> {
    let theirs = ends::once(base, ours, theirs);
    let items = pieces(&base.items, &ours.items, &theirs.items)?;
    Ok(Document { items, tail: leads::merged(&base.tail, &ours.tail, &theirs.tail) })
}

/// The pieces of one table.
fn pieces(base: &[Item], ours: &[Item], theirs: &[Item]) -> Result<Vec<Item>, OtherForm> {
    same_forms(&[base, ours, theirs])?;
    let matched = Matched::of(base, ours, theirs);
    let is_our_order = !matched.ours.iter().filter_map(|(origin, partner)| partner.and(*origin)).is_sorted();
    let mut merging = Merging::default();
    for (item, (origin, partner)) in ours.iter().zip(matched.ours) {
        let item = one(at(base, origin), Some(item), at(theirs, partner))?;
        merging.merged.push(Placed { item, theirs: partner });
    }
    if !is_our_order {
        merging.take_their_order();
    }
    for (place, (item, (origin, partner))) in theirs.iter().zip(matched.theirs).enumerate() {
        if partner.is_none() {
            merging.insert(place, one(at(base, origin), None, Some(item))?);
        }
    }
    let mut merged: Vec<Item> = merging.merged.into_iter().filter_map(|placed| placed.item).collect();
    // What stands under headers comes after what does not.
    merged.sort_by_key(Item::is_block);
    for name in dated(&[base, ours, theirs]) {
        sort_by_date(&mut merged, &name);
    }
    Ok(merged)
}

fn at(items: &[Item], place: Option<usize>) -> Option<&Item> {
    place.and_then(|place| items.get(place))
}

fn same_forms(versions: &[&[Item]]) -> Result<(), OtherForm> {
    let mut forms = HashMap::new();
    for item in versions.iter().copied().flatten() {
        let form = (item.is_block(), item.is_entry());
        if *forms.entry(item.name()).or_insert(form) != form {
            return Err(OtherForm);
        }
    }
    Ok(())
}

/// For each piece of both sides its places in the base and on the other side.
struct Matched {
    ours: Vec<(Option<usize>, Option<usize>)>,
    theirs: Vec<(Option<usize>, Option<usize>)>,
}

impl Matched {
    fn of(base: &[Item], ours: &[Item], theirs: &[Item]) -> Self {
        let (from_ours, from_theirs) = (origins(base, ours), origins(base, theirs));
        let (our_places, our_new) = added(ours, &from_ours);
        let (their_places, their_new) = added(theirs, &from_theirs);
        let mut of_origin = HashMap::new();
        of_origin.extend(from_ours.iter().enumerate().filter_map(|(place, origin)| Some(((*origin)?, place))));
        let mut in_ours: Vec<Option<usize>> =
            from_theirs.iter().map(|origin| origin.and_then(|origin| of_origin.get(&origin).copied())).collect();
        for (place, partner) in their_places.into_iter().zip(added_twice(&our_new, &their_new)) {
            if let Some(found) = in_ours.get_mut(place) {
                *found = partner.and_then(|partner| our_places.get(partner).copied());
            }
        }
        let mut in_theirs = vec![None; ours.len()];
        for (place, partner) in in_ours.iter().enumerate() {
            if let Some(found) = partner.and_then(|partner| in_theirs.get_mut(partner)) {
                *found = Some(place);
            }
        }
        let both = |from: Vec<_>, partners: Vec<_>| from.into_iter().zip(partners).collect();
        Self { ours: both(from_ours, in_theirs), theirs: both(from_theirs, in_ours) }
    }
}

/// The pieces that are not in the base, with their places.
fn added(items: &[Item], origins: &[Option<usize>]) -> (Vec<usize>, Vec<Item>) {
    let new = items.iter().zip(origins).enumerate().filter(|(_, (_, origin))| origin.is_none());
    new.map(|(place, (item, _))| (place, item.clone())).unzip()
}

/// A piece in its place; none where it was taken out.
struct Placed {
    item: Option<Item>,
    /// Its place in theirs.
    theirs: Option<usize>,
}

/// The pieces merged so far, in our order.
#[derive(Default)]
struct Merging {
    merged: Vec<Placed>,
}

impl Merging {
    /// Puts the pieces that both sides have in the order in which theirs has them.
    fn take_their_order(&mut self) {
        let is_shared = |placed: &Placed| placed.theirs.is_some();
        let places: Vec<usize> =
            (0..self.merged.len()).filter(|at| self.merged.get(*at).is_some_and(is_shared)).collect();
        let (mut shared, ours): (Vec<Placed>, Vec<Placed>) =
            std::mem::take(&mut self.merged).into_iter().partition(is_shared);
        shared.sort_by_key(|placed| placed.theirs);
        self.merged = ours;
        for (place, placed) in places.into_iter().zip(shared) {
            self.merged.insert(place, placed);
        }
    }

    /// Puts a piece that only theirs has behind the one that it follows there, and behind what we put there.
    fn insert(&mut self, place: usize, item: Option<Item>) {
        let before = (0..place).rev().find_map(|at| self.merged.iter().position(|placed| placed.theirs == Some(at)));
        let mut at = before.map_or(0, |before| before.saturating_add(1));
        let is_apart = item.as_ref().and_then(Item::statement).is_none_or(|said| said.lead.starts_with('\n'));
        if is_apart && before.is_some() {
            let taken = self.merged.iter().skip(at).take_while(|placed| placed.theirs.is_none()).count();
            at = at.saturating_add(taken);
        }
        self.merged.insert(at, Placed { item, theirs: Some(place) });
    }
}

/// One piece of three versions; nothing where it was taken out.
fn one(base: Option<&Item>, ours: Option<&Item>, theirs: Option<&Item>) -> Result<Option<Item>, OtherForm> {
    match (base, ours, theirs) {
        (_, Some(Item::Line(ours)), Some(Item::Line(theirs))) => {
            let base = base.and_then(|base| if let Item::Line(line) = base { Some(line) } else { None });
            Ok(Some(line(base, ours, theirs)))
        }
        (_, Some(Item::Block(ours)), Some(Item::Block(theirs))) => {
            let base = base.and_then(|base| if let Item::Block(block) = base { Some(block) } else { None });
            block(base, ours, theirs).map(|block| Some(Item::Block(block)))
        }
        (_, Some(_), Some(_)) => Err(OtherForm),
        (None, only, None) | (None, None, only) => Ok(only.cloned()),
        (Some(base), Some(ours), None) => Ok(is_changed(base, ours).then(|| taken_out(Some(ours), None))),
        (Some(base), None, Some(theirs)) => Ok(is_changed(base, theirs).then(|| taken_out(None, Some(theirs)))),
        (Some(_), None, None) => Ok(None),
    }
}

/// Whether a side did more to a piece than move it or take comments from above it.
fn is_changed(base: &Item, version: &Item) -> bool {
    let lead = |item: &Item| item.statement().map(|said| said.lead.clone()).unwrap_or_default();
    let without_lead = |item: &Item| {
        let mut item = item.clone();
        item.lead_mut().clear();
        marked::text_of(&item, Side::Ours)
    };
    leads::added(&lead(base), &lead(version)).next().is_some() || without_lead(base) != without_lead(version)
}

/// A piece that one side took out and the other changed.
fn taken_out(ours: Option<&Item>, theirs: Option<&Item>) -> Item {
    let boxed = |item: Option<&Item>| item.cloned().map(Box::new);
    let mut clash = Clash { lead: String::new(), ours: boxed(ours), theirs: boxed(theirs) };
    if let Some(item) = clash.ours.as_mut().or(clash.theirs.as_mut()) {
        // Blank lines above it stay in front of the mark.
        let lead = item.lead_mut();
        let comments = lead.split_off(lead.len().saturating_sub(lead.trim_start_matches('\n').len()));
        clash.lead = std::mem::replace(lead, comments);
    }
    Item::Clash(clash)
}

fn line(base: Option<&Line>, ours: &Line, theirs: &Line) -> Item {
    let lead = merged_lead(base.map(|base| &base.statement), &ours.statement, &theirs.statement);
    let with_lead = |line: &Line, lead: String| {
        let statement = Statement { lead, ..line.statement.clone() };
        Line { statement, ..line.clone() }
    };
    let is_base = |line: &Line| base.is_some_and(|base| base.value == line.value);
    let kept = match () {
        () if ours.value == theirs.value || is_base(theirs) => Some(ours.clone()),
        () if is_base(ours) => Some(theirs.clone()),
        () => lists::merged(base, ours, theirs),
    };
    match kept {
        Some(kept) => {
            let statement = said(base.map(|base| &base.statement), &ours.statement, &theirs.statement, &kept.statement);
            Item::Line(Line { statement: Statement { lead, ..statement }, ..kept })
        }
        None => Item::Clash(Clash {
            lead,
            ours: Some(Box::new(Item::Line(with_lead(ours, String::new())))),
            theirs: Some(Box::new(Item::Line(with_lead(theirs, String::new())))),
        }),
    }
}

fn block(base: Option<&Block>, ours: &Block, theirs: &Block) -> Result<Block, OtherForm> {
    let statements = base.map(|base| &base.statement);
    let lead = merged_lead(statements, &ours.statement, &theirs.statement);
    let statement = said(statements, &ours.statement, &theirs.statement, &ours.statement);
    let items = pieces(base.map_or(&[], |base| &base.items), &ours.items, &theirs.items)?;
    Ok(Block { statement: Statement { lead, ..statement }, items, ..ours.clone() })
}

fn merged_lead(base: Option<&Statement>, ours: &Statement, theirs: &Statement) -> String {
    leads::merged(base.map_or("", |base| &base.lead), &ours.lead, &theirs.lead)
}

/// The lines of the version that is kept, with what both sides have behind the value.
fn said(base: Option<&Statement>, ours: &Statement, theirs: &Statement, kept: &Statement) -> Statement {
    let only_one = |changed: &Statement, other: &Statement| {
        base.is_some_and(|base| base.text == other.text).then(|| changed.clone())
    };
    if let Some(only) = only_one(ours, theirs).or_else(|| only_one(theirs, ours)) {
        return only;
    }
    let base = base.map_or("\n", |base| base.after());
    let after = leads::after(base, ours.after(), theirs.after());
    Statement { text: format!("{}{after}", kept.up_to()), ..kept.clone() }
}

/// The lists of tables that are in the order of their dates in every version.
fn dated(versions: &[&[Item]]) -> Vec<String> {
    let mut names: Vec<_> =
        versions.iter().flat_map(|items| items.iter()).map(Item::name).filter(|name| is_dated(name)).collect();
    names.sort_unstable();
    names.dedup();
    let is_in_order = |items: &[Item], name: &str| {
        let dates: Vec<_> = items.iter().filter(|item| item.name() == name).map(date).collect();
        dates.is_sorted() && dates.iter().all(Option::is_some)
    };
    names.retain(|name| versions.iter().all(|items| is_in_order(items, name)));
    names.into_iter().map(str::to_owned).collect()
}

/// Puts the entries of a list in the order of their dates; of those with the same date, ours stand first.
fn sort_by_date(items: &mut [Item], name: &str) {
    let (places, mut dated): (Vec<usize>, Vec<Item>) = items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.name() == name)
        .map(|(place, item)| (place, item.clone()))
        .unzip();
    dated.sort_by_key(date);
    for (place, entry) in places.into_iter().zip(dated) {
        if let Some(item) = items.get_mut(place) {
            *item = entry;
        }
    }
}

fn date(item: &Item) -> Option<Date> {
    let side = if item.on(Side::Ours).is_some() { Side::Ours } else { Side::Theirs };
    match item.value(side).get("date") {
        Some(Plain::Day(date)) => Some(*date),
        Some(_) | None => None,
    }
}
