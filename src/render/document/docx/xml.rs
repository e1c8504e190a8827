//! XML as text: elements, attributes, and texts in which nothing acts.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use crate::model::{acts_on_terminals, spelled_out};

/// A part of a package while it is written.
pub(super) struct Xml(String);

/// The attributes of an element, in their order.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a dyn Display)];

impl Xml {
    /// A part without its elements.
    pub(super) fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// An element and what it holds.
    pub(super) fn within(&mut self, name: &'static str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        self.0.push('>');
        inside(self);
        self.0.extend(["</", name, ">"]);
    }

    /// An element that holds nothing.
    pub(super) fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.open(name, attributes);
        self.0.push_str("/>");
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        for c in inert(text).chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                // A reader of XML makes blanks of them in an attribute.
                '\n' => self.0.push_str("&#10;"),
                '\t' => self.0.push_str("&#9;"),
                c => self.0.push(c),
            }
        }
    }

    /// An element that holds a text alone.
    pub(super) fn holding(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.within(name, attributes, |xml| xml.text(text));
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.0.extend(["<", name]);
        let mut value = String::new();
        for (key, shown) in attributes {
            self.0.extend([" ", key, "=\""]);
            value.clear();
            // A text takes everything.
            let _ = write!(value, "{shown}");
            self.text(&value);
            self.0.push('"');
        }
    }
}

/// A text with what XML 1.0 does not allow, and what would turn the text around it, spelled out.
fn inert(text: &str) -> Cow<'_, str> {
    if !text.contains(acts_on_terminals) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(spelled_out(&text.replace("\r\n", "\n"), acts_on_terminals))
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn no_text_acts() {
        let mut xml = Xml::new();
        xml.within("a", &[("b", &"\"<&>\n"), ("n", &7)], |xml| {
            xml.empty("c", &[]);
            xml.text("</a> & \u{0}\u{b}\u{202e}\u{ffff}\r\n]]>");
        });
        let text = String::from_utf8(xml.into_bytes()).expect("text");
        let element = text.lines().nth(1).expect("a line");
        assert_eq!(
            element,
            "<a b=\"&quot;&lt;&amp;&gt;&#10;\" n=\"7\"><c/>&lt;/a&gt; &amp; \\u{0}\\u{b}\\u{202e}\\u{ffff}&#10;]]&gt;</a>"
        );
    }
}
