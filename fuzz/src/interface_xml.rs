//! Documents of libvirt, from any bytes.

mod expected;
mod kept_text;
mod tag;

use expected::{is_generated, loses};
use ifrace_allocator::interface::Interface;
use ifrace_allocator::rules::{Rules, XmlRules};
use ifrace_allocator::xml::{Dialect, Document, DropRule, Problem, Reading, Step, Writing, XmlError, decode};
use kept_text::only_names_are_gone;
use std::sync::LazyLock;

/// Longest input in bytes: more would only be slower.
const BYTES_MAX: usize = 2048;

/// The rows that treat documents in different ways, each once. The last one is the hardened one.
static ROWS: LazyLock<Vec<&XmlRules>> = LazyLock::new(|| {
    let mut rows: Vec<&XmlRules> = Vec::new();
    for Rules { xml, .. } in Rules::ALL {
        if !rows.contains(&xml) {
            rows.push(xml);
        }
    }
    rows
});

/// Reads a document under the rules of each release. One that is read loses the names that the release takes for generated when it
/// is stored or sent, and nothing else; what was written is read as it should be, and written again it is the same.
///
/// # Panics
/// If not.
pub fn interface_xml(data: &[u8]) {
    if data.len() > BYTES_MAX {
        return;
    }
    let text = match decode(data) {
        Ok(text) => text,
        Err(error) => return is_told(&error, data.len()),
    };
    // Only one driver has a prefix of its own.
    let driver_prefix = text.len().is_multiple_of(2).then_some("vif");
    let mut last: Option<(&XmlRules, Vec<Interface>)> = None;
    for &rules in ROWS.iter() {
        let dialect = Dialect { rules, driver_prefix };
        let document = match Document::read(text, &dialect) {
            Ok(document) => document,
            Err(error) => {
                is_told(&error, data.len());
                // Rows differ in the types that they know. All else is wrong under each of them.
                let is_type = matches!(error.problem, Problem::UnknownType { .. });
                assert!(is_type || last.is_none(), "others read this, but not {}: {error}", rules.releases);
                if is_type { continue } else { return }
            }
        };
        let interfaces = read_as(&document);
        // What is read is the same under every row, so that of rows which drop the same names the first is enough.
        let is_known = last.as_ref().is_some_and(|(before, _)| drops_the_same(before, rules));
        assert!(last.is_none_or(|(_, before)| before == interfaces), "{} reads other interfaces", rules.releases);
        if !is_known {
            check(&document, &interfaces, &dialect, text);
        }
        last = Some((rules, interfaces));
    }
}

fn read_as(document: &Document<'_>) -> Vec<Interface> {
    document.interfaces().iter().map(|located| located.interface.clone()).collect()
}

fn drops_the_same(one: &XmlRules, other: &XmlRules) -> bool {
    (one.dropped_on_parse, one.dropped_on_format) == (other.dropped_on_parse, other.dropped_on_format)
}

/// An error is one line, with a place in the text.
fn is_told(error: &XmlError, bytes: usize) {
    let (words, place) = (error.problem.to_string(), error.position);
    assert!(!words.is_empty() && !words.contains('\n'), "{words:?}");
    let is_within = (1..=bytes + 1).contains(&place.line) && (1..=bytes + 1).contains(&place.column);
    assert!(is_within, "{place} is no place of a text of {bytes} bytes");
}

fn check(document: &Document<'_>, interfaces: &[Interface], dialect: &Dialect<'_>, text: &str) {
    let (parsed, dropped) = document.parsed(Reading::Active);
    assert!(parsed == interfaces && dropped.is_empty(), "a running guest loses {dropped:?}");
    let shown = document.written(Writing::Active);
    assert!(shown.text == text && shown.dropped.is_empty(), "a running guest's document changes: {:?}", shown.text);
    is_written(document, dialect, text, &[Step::Format]);
    let stored = is_written(document, dialect, text, Writing::Inactive.steps());
    let sent = document.written(Writing::Migratable);
    assert_eq!(stored, sent.text, "what is stored differs from what is sent");

    let (parsed, _) = document.parsed(Reading::Inactive);
    let left = |steps: &[Step]| -> Vec<Interface> {
        let one = |located: &ifrace_allocator::xml::Located| {
            let is_lost = located.name.as_ref().is_some_and(|name| loses(name, &located.interface, dialect, steps));
            Interface { target: located.interface.target.filter(|_| !is_lost), ..located.interface.clone() }
        };
        document.interfaces().iter().map(one).collect()
    };
    assert_eq!(parsed, left(&[Step::Parse]), "read to be stored");
    if stored != text {
        is_stable(&stored, dialect, &left(Writing::Inactive.steps()));
    }
}

/// Checks what is left of a document after some steps, and returns it.
fn is_written(document: &Document<'_>, dialect: &Dialect<'_>, text: &str, steps: &[Step]) -> String {
    let written = document.after(steps);
    let mut told = written.dropped.iter().filter(|one| one.rule != DropRule::NotRead);
    for (place, located) in document.interfaces().iter().enumerate() {
        let Some(name) = located.name.as_ref().filter(|name| loses(name, &located.interface, dialect, steps)) else { continue };
        let found = told.next().map(|one| (one.interface, &one.name, Some(one.position)));
        assert_eq!(found, Some((place, name, located.dev)), "{name} goes, and is not told");
    }
    assert_eq!(told.next(), None, "it stays, and is told as dropped");
    only_names_are_gone(text, &written.text, &written.dropped);
    written.text.into_owned()
}

/// What was stored is read without the names, and stored again it is the same.
fn is_stable(stored: &str, dialect: &Dialect<'_>, left: &[Interface]) {
    let again = Document::read(stored, dialect).unwrap_or_else(|error| panic!("the output is refused: {error}: {stored:?}"));
    assert_eq!(read_as(&again), left, "the output is read as something else: {stored:?}");
    for writing in [Writing::Inactive, Writing::Migratable] {
        let twice = again.written(writing);
        assert!(twice.dropped.is_empty() && twice.text == stored, "written twice, it becomes {:?}", twice.text);
    }
    // Up to 6.6 the names of macvtaps stay.
    if dialect.rules.dropped_on_format.len() == expected::PREFIXES.len() {
        let mut named = again.interfaces().iter().filter(|located| !located.interface.is_unmanaged());
        let unclean = named.find(|located| located.name.as_deref().is_some_and(is_generated));
        assert!(unclean.is_none(), "a generated name stays: {unclean:?}");
    }
}
