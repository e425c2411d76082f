//! Writing the same thing in many ways.

use crate::Rng;
use std::ops::Range;

/// A document while it is written.
pub(super) struct Text {
    pub(super) rng: Rng,
    text: String,
    newline: &'static str,
    /// Whether characters of values are written as references now and then.
    references: bool,
}

impl Text {
    /// An empty document in a manner of its own.
    pub(super) fn new(mut rng: Rng) -> Self {
        let newline = if rng.chance(1, 5) { "\r\n" } else { "\n" };
        let references = rng.chance(1, 3);
        Self { rng, text: String::new(), newline, references }
    }

    pub(super) fn into_string(self) -> String {
        self.text
    }

    /// The number of bytes so far.
    pub(super) fn at(&self) -> usize {
        self.text.len()
    }

    /// Some text as it is.
    pub(super) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A new line, mostly.
    pub(super) fn line(&mut self) {
        let indent = ["", "", "  ", "    ", "\t"][self.rng.below(5)];
        if self.rng.chance(7, 8) {
            self.raw(self.newline);
        }
        self.raw(indent);
    }

    /// `<name` and its attributes, in any order; the element is still open.
    pub(super) fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.raw("<");
        self.raw(name);
        let mut order: Vec<usize> = (0..attributes.len()).collect();
        shuffle(&mut self.rng, &mut order);
        for (name, value) in order.into_iter().map(|at| attributes[at]) {
            self.attribute(name, value);
        }
    }

    /// The end of a start tag.
    pub(super) fn inside(&mut self) {
        self.maybe_space();
        self.raw(">");
    }

    /// `</name>`.
    pub(super) fn end(&mut self, name: &str) {
        self.raw("</");
        self.raw(name);
        self.maybe_space();
        self.raw(">");
    }

    /// The end of an element without children, in one of the ways to write one.
    pub(super) fn end_empty(&mut self, name: &str) {
        match self.rng.below(6) {
            0 => {
                self.inside();
                self.end(name);
            }
            1 => {
                self.inside();
                self.line();
                self.raw("<!-- dev='vnet0' -->");
                self.end(name);
            }
            _ => {
                self.maybe_space();
                self.raw("/>");
            }
        }
    }

    /// An element without children.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.end_empty(name);
    }

    /// An attribute and the white space before it; the bytes of both.
    pub(super) fn attribute(&mut self, name: &str, value: &str) -> Range<usize> {
        let from = self.at();
        match self.rng.below(12) {
            0 => self.raw(self.newline),
            1 => self.raw("\t "),
            _ => {}
        }
        if self.at() == from {
            self.raw(" ");
        }
        self.raw(name);
        self.maybe_space();
        self.raw("=");
        self.maybe_space();
        let quote = if self.rng.chance(1, 3) { '"' } else { '\'' };
        self.text.push(quote);
        for letter in value.chars() {
            self.letter(letter, quote);
        }
        self.text.push(quote);
        from..self.at()
    }

    fn letter(&mut self, letter: char, quote: char) {
        let number = u32::from(letter);
        if self.references && self.rng.chance(1, 6) {
            let reference = if self.rng.chance(1, 2) { format!("&#{number};") } else { format!("&#x{number:x};") };
            return self.raw(&reference);
        }
        match letter {
            '&' => self.raw("&amp;"),
            '<' => self.raw("&lt;"),
            '>' if self.rng.chance(1, 2) => self.raw("&gt;"),
            '\'' if quote == '\'' => self.raw("&apos;"),
            '"' if quote == '"' => self.raw("&quot;"),
            _ => self.text.push(letter),
        }
    }

    fn maybe_space(&mut self) {
        if self.rng.chance(1, 12) {
            self.raw(" ");
        }
    }
}

/// Puts items into any order.
pub(super) fn shuffle<T>(rng: &mut Rng, items: &mut [T]) {
    for last in (1..items.len()).rev() {
        items.swap(last, rng.below(last + 1));
    }
}
