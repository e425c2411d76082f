//! What a document may cost, checked before its tree is built.
//!
//! The parser's work grows with the square of the attributes of one element and of the namespaces in force, and it allocates for
//! every `<` and `=` at once. Within these bounds it is linear and fits into memory, and so does what is kept of each interface.

use super::error::{Flaw, Problem};
use memchr::{memchr, memchr_iter, memchr2, memmem};

/// Largest document in bytes.
pub const BYTES_MAX: usize = 256 << 20;
/// Most elements within each other.
pub(super) const DEPTH_MAX: usize = 64;
/// Most attributes of one element.
pub(super) const ATTRIBUTES_MAX: usize = 256;
/// Most namespaces that are declared at one place.
pub(super) const NAMESPACES_MAX: usize = 32;
/// Most characters `<`, and `=`.
pub(super) const MARKS_MAX: usize = 8 << 20;

/// Most elements `<interface>`, wherever they stand.
pub(super) const INTERFACES_MAX: usize = 1 << 17;
/// Most elements `<target>`, which disks and other devices have too.
pub(super) const TARGETS_MAX: usize = 1 << 19;

/// What a check finds out by the way.
pub(super) struct Outline {
    /// Where the innermost element begins that is not closed.
    pub(super) open: Option<usize>,
    /// Where the first outermost element ends.
    pub(super) root_end: Option<usize>,
}

/// Checks a text that may be anything. What is not XML ends the check: the parser finds it, and reads no further either.
pub(super) fn check(text: &str) -> Result<Outline, Flaw> {
    let bytes = text.as_bytes();
    if bytes.len() > BYTES_MAX {
        return Err(Flaw::new(0, Problem::TooLarge { bytes: bytes.len() }));
    }
    for (mark, what) in [(b'<', "characters <"), (b'=', "characters =")] {
        if let Some(first) = memchr_iter(mark, bytes).nth(MARKS_MAX) {
            return Err(too_many(first, what, MARKS_MAX, "split the document"));
        }
    }
    let mut scan = Scan { bytes, open: Vec::new(), root_end: None, interfaces: 0, targets: 0 };
    scan.run()?;
    Ok(Outline { open: scan.open.last().map(|element| element.tag), root_end: scan.root_end })
}

const fn too_many(offset: usize, what: &'static str, max: usize, advice: &'static str) -> Flaw {
    Flaw::new(offset, Problem::TooMany { what, max, advice })
}

/// An element that is open.
struct Open {
    /// Where it begins.
    tag: usize,
    /// The namespaces that are declared in it and around it.
    declared: usize,
}

struct Scan<'s> {
    bytes: &'s [u8],
    open: Vec<Open>,
    root_end: Option<usize>,
    interfaces: usize,
    targets: usize,
}

impl Scan<'_> {
    fn run(&mut self) -> Result<(), Flaw> {
        let mut at = 0;
        while let Some(next) = memchr(b'<', &self.bytes[at..]) {
            let tag = at + next;
            let Some(end) = self.markup(tag)? else { break };
            let is_element = !matches!(self.bytes.get(tag + 1), Some(b'?' | b'!'));
            if is_element && self.open.is_empty() {
                self.root_end.get_or_insert(end);
            }
            at = end;
        }
        Ok(())
    }

    /// Reads what begins with a `<`, and returns where it ends.
    fn markup(&mut self, tag: usize) -> Result<Option<usize>, Flaw> {
        let rest = &self.bytes[tag..];
        let skip = |opening: usize, end: &[u8]| {
            let length = memmem::find(rest.get(opening..)?, end)?;
            Some(tag + opening + length + end.len())
        };
        Ok(match rest.get(1) {
            Some(b'/') => {
                self.open.pop();
                skip(2, b">")
            }
            Some(b'?') => skip(2, b"?>"),
            Some(b'!') if rest.starts_with(b"<!--") => skip(4, b"-->"),
            Some(b'!') if rest.starts_with(b"<![CDATA[") => skip(9, b"]]>"),
            Some(b'!') if rest.starts_with(b"<!DOCTYPE") => return Err(Flaw::new(tag, Problem::Doctype)),
            Some(b'!') => None,
            _ => self.start_tag(tag)?,
        })
    }

    /// Counts an element if its number is bounded.
    fn count(&mut self, tag: usize) -> Result<(), Flaw> {
        let name = &self.bytes[tag + 1..];
        let is = |one: &[u8]| {
            name.strip_prefix(one).is_some_and(|rest| rest.first().is_some_and(|&next| is_space(next) || b"/>".contains(&next)))
        };
        let (count, what, max) = if is(b"interface") {
            (&mut self.interfaces, "elements <interface>", INTERFACES_MAX)
        } else if is(b"target") {
            (&mut self.targets, "elements <target>", TARGETS_MAX)
        } else {
            return Ok(());
        };
        *count += 1;
        if *count > max { Err(too_many(tag, what, max, "split the document")) } else { Ok(()) }
    }

    fn start_tag(&mut self, tag: usize) -> Result<Option<usize>, Flaw> {
        self.count(tag)?;
        let (mut at, mut name, mut attributes) = (tag + 1, tag + 1, 0);
        let mut declared = self.open.last().map_or(0, |around| around.declared);
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'>' => {
                    if self.bytes[at - 1] != b'/' {
                        self.open(Open { tag, declared })?;
                    }
                    return Ok(Some(at + 1));
                }
                b'=' => {
                    attributes += 1;
                    declared += usize::from(self.bytes[name..at].starts_with(b"xmlns"));
                    check_tag(tag, attributes, declared)?;
                }
                b'"' | b'\'' => match closing_quote(self.bytes, at + 1, byte) {
                    Some(end) => at = end,
                    None => return Ok(None),
                },
                b'<' => return Ok(None),
                _ if is_space(self.bytes[at - 1]) => name = at,
                _ => {}
            }
            at += 1;
        }
        Ok(None)
    }

    fn open(&mut self, element: Open) -> Result<(), Flaw> {
        if self.open.len() == DEPTH_MAX {
            let advice = "no document of libvirt is that deep; remove some";
            return Err(too_many(element.tag, "elements within each other", DEPTH_MAX, advice));
        }
        self.open.push(element);
        Ok(())
    }
}

fn check_tag(tag: usize, attributes: usize, declared: usize) -> Result<(), Flaw> {
    if attributes > ATTRIBUTES_MAX {
        return Err(too_many(tag, "attributes in one element", ATTRIBUTES_MAX, "remove some"));
    }
    if declared > NAMESPACES_MAX {
        return Err(too_many(tag, "namespaces at one place", NAMESPACES_MAX, "remove some"));
    }
    Ok(())
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Where a quoted value ends. A `<` in it is an error of the document.
fn closing_quote(bytes: &[u8], from: usize, quote: u8) -> Option<usize> {
    let end = from + memchr2(quote, b'<', &bytes[from..])?;
    (bytes[end] == quote).then_some(end)
}
