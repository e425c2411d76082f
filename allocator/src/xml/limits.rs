//! What a document may cost, checked before its tree is built.
//!
//! The parser's work grows with the square of the attributes of one element and of the namespaces in force, and it allocates for
//! every `<` and `=` at once. Within these bounds it is linear and fits into memory.

use super::error::{Flaw, Problem};
use memchr::{memchr, memchr_iter, memchr2, memmem};

/// Largest document in bytes.
pub(super) const BYTES_MAX: usize = 256 << 20;
/// Most elements within each other.
const DEPTH_MAX: usize = 64;
/// Most attributes of one element.
const ATTRIBUTES_MAX: usize = 256;
/// Most namespaces that are declared at one place.
const NAMESPACES_MAX: usize = 32;
/// Most characters `<`, and `=`.
const MARKS_MAX: usize = 8 << 20;

/// Checks a text that may be anything, and returns where the innermost element begins that is not closed. What is not XML ends
/// the check: the parser finds it, and reads no further either.
pub(super) fn check(text: &str) -> Result<Option<usize>, Flaw> {
    let bytes = text.as_bytes();
    if bytes.len() > BYTES_MAX {
        return Err(Flaw::new(0, Problem::TooLarge { bytes: bytes.len() }));
    }
    for (mark, what) in [(b'<', "characters <"), (b'=', "characters =")] {
        if memchr_iter(mark, bytes).count() > MARKS_MAX {
            return Err(too_many(0, what, MARKS_MAX, "split the document"));
        }
    }
    let mut scan = Scan { bytes, open: Vec::new() };
    scan.run()?;
    Ok(scan.open.last().map(|element| element.tag))
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
}

impl Scan<'_> {
    fn run(&mut self) -> Result<(), Flaw> {
        let mut at = 0;
        while let Some(next) = memchr(b'<', &self.bytes[at..]) {
            let tag = at + next;
            let Some(end) = self.markup(tag)? else { break };
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

    fn start_tag(&mut self, tag: usize) -> Result<Option<usize>, Flaw> {
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

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTES_MAX, DEPTH_MAX, NAMESPACES_MAX, check};

    fn nested(depth: usize) -> String {
        format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth))
    }

    #[test]
    fn elements_may_stand_within_each_other_up_to_the_bound() {
        assert!(check(&nested(DEPTH_MAX)).is_ok_and(|open| open.is_none()));
        assert!(check(&nested(DEPTH_MAX + 1)).is_err_and(|flaw| flaw.offset == 3 * DEPTH_MAX));
        assert!(check(&"<a>".repeat(1_000_000)).is_err());
        // What only looks like elements does not count.
        let hidden = format!("<a b='>' c=\"'>\"><!--{0}--><![CDATA[{0}]]><?x {0}?>{1}</a>", "<b>".repeat(99), "<b/>".repeat(99));
        assert!(check(&hidden).is_ok_and(|open| open.is_none()));
    }

    #[test]
    fn an_open_element_is_found() {
        assert!(check("<a><b></b><c d='").is_ok_and(|open| open == Some(0)));
        assert!(check("<a><b>").is_ok_and(|open| open == Some(3)));
    }

    #[test]
    fn attributes_and_namespaces_are_counted() {
        let element = |name: &str, count: usize| {
            let attributes: String = (0..count).map(|n| format!(" {name}{n} = '='")).collect();
            format!("<a{attributes}>")
        };
        assert!(check(&element("b", ATTRIBUTES_MAX)).is_ok() && check(&element("b", ATTRIBUTES_MAX + 1)).is_err());
        let half = element("xmlns:n", NAMESPACES_MAX / 2);
        assert!(check(&half.repeat(2)).is_ok() && check(&half.repeat(3)).is_err());
        assert!(check(&format!("{}{}", half.repeat(2), "</a>".repeat(2)).repeat(3)).is_ok(), "side by side");
    }

    #[test]
    fn marks_are_counted_wherever_they_stand() {
        for mark in ["<", "="] {
            assert!(check(&format!("<!--{}-->", mark.repeat(super::MARKS_MAX + 1))).is_err());
        }
    }
}
