//! The XML of a part of a file as a tree, read within bounds: no entities but those of XML, no endless nesting.

#![cfg_attr(
    not(test),
    expect(
        clippy::indexing_slicing,
        reason = "the tree gives out the numbers of its own nodes and names, and takes none away"
    )
)]

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::{ReadError, decode};

/// How many elements may be within each other.
const DEEPEST: usize = 200;
/// How many elements and texts a part may have.
const MOST_NODES: usize = 5_000_000;
/// How many attributes an element may have, and how many prefixes may hold at one place.
const MOST_ATTRIBUTES: usize = 1_000;

/// The part of an XML vocabulary that an element belongs to, whatever prefix the file gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Space {
    /// Word's.
    Word,
    /// Word's, of later versions.
    LaterWord,
    /// Excel's.
    Sheet,
    /// `mc:AlternateContent` and its parts.
    Compatibility,
    /// Pictures and shapes.
    Drawing,
    /// Pictures and shapes as they were before 2007.
    Vml,
    /// Formulas.
    Math,
    /// What parts there are, and what for.
    Package,
    Other,
}

/// The XML of a part.
pub(crate) struct Tree {
    nodes: Vec<Node>,
    names: Vec<(Space, String)>,
    attributes: Vec<(u32, Range<u32>)>,
    text: String,
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a> {
    tree: &'a Tree,
    node: u32,
}

/// An element or a text; a text has no name.
struct Node {
    name: u32,
    text: Range<u32>,
    attributes: Range<u32>,
    first: u32,
    next: u32,
}

/// Stands for no node, no name.
const NONE: u32 = u32::MAX;

impl Tree {
    /// Reads a part.
    pub(crate) fn parse(part: &str, bytes: &[u8]) -> Result<Self, ReadError> {
        let source = match bytes {
            [0xEF, 0xBB, 0xBF, rest @ ..] if str::from_utf8(rest).is_ok() => str::from_utf8(rest).map(Cow::Borrowed),
            _ => match str::from_utf8(bytes) {
                Ok(text) if !text.starts_with("<\0") && !text.starts_with("\0<") => Ok(Cow::Borrowed(text)),
                _ => Ok(Cow::Owned(decode(bytes))),
            },
        }
        .unwrap_or_default();
        let mut builder = Builder::new(part);
        builder.read(&source)?;
        Ok(builder.tree)
    }

    /// Its outermost element.
    pub(crate) fn root(&self) -> Element<'_> {
        Element { tree: self, node: 0 }
    }
}

impl<'a> Element<'a> {
    pub(crate) fn space(self) -> Space {
        self.tree.names[self.node().name as usize].0
    }

    /// Its name without the prefix.
    pub(crate) fn name(self) -> &'a str {
        &self.tree.names[self.node().name as usize].1
    }

    /// Whether it is Word's element of this name.
    pub(crate) fn is_word(self, name: &str) -> bool {
        self.space() == Space::Word && self.name() == name
    }

    /// The value of an attribute, by its name without the prefix.
    pub(crate) fn attribute(self, name: &str) -> Option<&'a str> {
        let range = &self.node().attributes;
        let attributes = self.tree.attributes.get(range.start as usize..range.end as usize).unwrap_or_default();
        let (_, value) = attributes.iter().find(|(key, _)| self.tree.names[*key as usize].1 == name)?;
        Some(self.tree.text.get(value.start as usize..value.end as usize).unwrap_or_default())
    }

    /// The elements directly in it.
    pub(crate) fn children(self) -> impl Iterator<Item = Element<'a>> {
        self.nodes().filter(|child| child.node().name != NONE)
    }

    /// The first element of Word's with this name directly in it.
    pub(crate) fn child(self, name: &str) -> Option<Element<'a>> {
        self.children().find(|child| child.name() == name)
    }

    /// The value of `w:val` of the element of this name directly in it.
    pub(crate) fn value(self, name: &str) -> Option<&'a str> {
        self.child(name)?.attribute("val")
    }

    /// The text directly in it.
    pub(crate) fn text(self) -> String {
        let texts = self.nodes().filter(|child| child.node().name == NONE);
        texts
            .map(|child| {
                self.tree.text.get(child.node().text.start as usize..child.node().text.end as usize).unwrap_or_default()
            })
            .collect()
    }

    /// All elements in it, at any depth, in their order.
    pub(crate) fn descendants(self) -> impl Iterator<Item = Element<'a>> {
        let mut open: Vec<_> = self.children().collect();
        open.reverse();
        std::iter::from_fn(move || {
            let next = open.pop()?;
            let from = open.len();
            open.extend(next.children());
            open.get_mut(from..).unwrap_or_default().reverse();
            Some(next)
        })
    }

    fn node(self) -> &'a Node {
        &self.tree.nodes[self.node as usize]
    }

    fn nodes(self) -> impl Iterator<Item = Element<'a>> {
        let mut next = self.node().first;
        std::iter::from_fn(move || {
            let node = (next != NONE).then_some(next)?;
            next = self.tree.nodes[node as usize].next;
            Some(Element { tree: self.tree, node })
        })
    }
}

/// A tree being read.
struct Builder<'p> {
    part: &'p str,
    tree: Tree,
    known: HashMap<(Space, String), u32>,
    /// The elements that are open, the last thing in each, and how many prefixes held before it.
    open: Vec<(u32, u32, usize)>,
    prefixes: Vec<(String, Space)>,
}

impl<'p> Builder<'p> {
    fn new(part: &'p str) -> Self {
        let tree = Tree { nodes: Vec::new(), names: Vec::new(), attributes: Vec::new(), text: String::new() };
        Self { part, tree, known: HashMap::new(), open: Vec::new(), prefixes: Vec::new() }
    }

    fn read(&mut self, source: &str) -> Result<(), ReadError> {
        let mut reader = Reader::from_str(source);
        loop {
            let event = reader.read_event().map_err(|error| self.damaged(&error.to_string()))?;
            match event {
                Event::Start(start) => self.start(&start)?,
                Event::Empty(start) => {
                    self.start(&start)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.text(&text.xml10_content())?,
                Event::CData(text) => self.text(&text.xml10_content())?,
                Event::GeneralRef(reference) => {
                    let letter = self.resolve(&reference)?;
                    self.text(letter.encode_utf8(&mut [0; 4]))?;
                }
                Event::DocType(_) => return Err(self.damaged("it declares entities, which no document does")),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Eof => break,
            }
        }
        if !self.open.is_empty() {
            return Err(self.damaged("it is cut off"));
        }
        if self.tree.nodes.is_empty() { Err(self.damaged("it is empty")) } else { Ok(()) }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        if self.open.len() >= DEEPEST {
            return Err(ReadError::too_large(format!("`{}` nests more than {DEEPEST} levels deep", self.part)));
        }
        if self.open.is_empty() && !self.tree.nodes.is_empty() {
            return Err(self.damaged("it has two outermost elements"));
        }
        let prefixes = self.prefixes.len();
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.damaged(&error.to_string()))?;
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Explicit1_0)
                .map_err(|error| self.damaged(&error.to_string()))?;
            let key = attribute.key.into_inner();
            match key.strip_prefix("xmlns") {
                Some("") => self.prefixes.push((String::new(), space(&value))),
                Some(name) if name.starts_with(':') => {
                    self.prefixes.push((name.get(1..).unwrap_or_default().to_owned(), space(&value)));
                }
                _ => attributes.push((key.to_owned(), value.into_owned())),
            }
            if attributes.len() > MOST_ATTRIBUTES || self.prefixes.len() > MOST_ATTRIBUTES {
                return Err(ReadError::too_large(format!("an element of `{}` has too many attributes", self.part)));
            }
        }
        let from = index(self.tree.attributes.len());
        for (key, value) in attributes {
            let local = key.rsplit_once(':').map_or(key.as_str(), |(_, local)| local);
            let name = self.name(Space::Other, local);
            let value = self.push(&value);
            self.tree.attributes.push((name, value));
        }
        let attributes = from..index(self.tree.attributes.len());
        let full = start.name().into_inner();
        let (prefix, local) = full.split_once(':').unwrap_or(("", full));
        let space =
            self.prefixes.iter().rev().find(|(name, _)| name == prefix).map_or(Space::Other, |(_, space)| *space);
        let name = self.name(space, local);
        let node = self.node(Node { name, text: 0..0, attributes, first: NONE, next: NONE })?;
        self.open.push((node, NONE, prefixes));
        Ok(())
    }

    fn end(&mut self) {
        if let Some((_, _, prefixes)) = self.open.pop() {
            self.prefixes.truncate(prefixes);
        }
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        let Some(&(parent, _, _)) = self.open.last() else {
            return if text.trim().is_empty() { Ok(()) } else { Err(self.damaged("it has text outside its elements")) };
        };
        // Blanks between elements are the writer's; those of a text are not.
        let parent = &self.tree.names[self.tree.nodes[parent as usize].name as usize].1;
        if text.is_empty() || (parent != "t" && parent != "v" && text.trim().is_empty()) {
            return Ok(());
        }
        let text = self.push(text);
        self.node(Node { name: NONE, text, attributes: 0..0, first: NONE, next: NONE })?;
        Ok(())
    }

    /// Puts a node into the element that is open.
    fn node(&mut self, node: Node) -> Result<u32, ReadError> {
        if self.tree.nodes.len() >= MOST_NODES {
            return Err(ReadError::too_large(format!("`{}` has more than {MOST_NODES} elements", self.part)));
        }
        let at = index(self.tree.nodes.len());
        self.tree.nodes.push(node);
        if let Some((parent, last, _)) = self.open.last_mut() {
            if *last == NONE {
                self.tree.nodes[*parent as usize].first = at;
            } else {
                self.tree.nodes[*last as usize].next = at;
            }
            *last = at;
        }
        Ok(at)
    }

    fn name(&mut self, space: Space, name: &str) -> u32 {
        if let Some(known) = self.known.get(&(space, name.to_owned())) {
            return *known;
        }
        let at = index(self.tree.names.len());
        self.tree.names.push((space, name.to_owned()));
        self.known.insert((space, name.to_owned()), at);
        at
    }

    fn push(&mut self, text: &str) -> Range<u32> {
        let from = index(self.tree.text.len());
        self.tree.text.push_str(text);
        from..index(self.tree.text.len())
    }

    fn resolve(&self, reference: &BytesRef<'_>) -> Result<char, ReadError> {
        if let Ok(Some(letter)) = reference.resolve_char_ref() {
            return Ok(letter);
        }
        match &*reference.xml10_content() {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            _ => Err(self.damaged("it uses an entity that is not of XML")),
        }
    }

    fn damaged(&self, why: &str) -> ReadError {
        ReadError::damaged(format!("its part `{}` is not sound XML ({why})", self.part))
    }
}

/// A place in a list or text, which the bounds keep far below the limit.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE - 1)
}

/// The vocabulary with this address; both those of the standard and of its strict form.
fn space(address: &str) -> Space {
    if address.contains("markup-compatibility") {
        Space::Compatibility
    } else if address.contains("wordprocessingml") {
        Space::Word
    } else if address.contains("spreadsheetml") {
        Space::Sheet
    } else if address.contains("/office/word/") {
        Space::LaterWord
    } else if address.contains("/drawing") || address.contains("/chart") || address.contains("/diagram") {
        Space::Drawing
    } else if address == "urn:schemas-microsoft-com:vml" {
        Space::Vml
    } else if address.ends_with("/math") {
        Space::Math
    } else if address.contains("/package/") {
        Space::Package
    } else {
        Space::Other
    }
}
