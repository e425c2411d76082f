//! Documents of libvirt, from any bytes.

mod kept_text;
mod tag;

use ifrace_allocator::interface::Interface;
use ifrace_allocator::rules::{Rules, XmlRules};
use ifrace_allocator::xml::{Dialect, Document, DropRule, Located, Problem, Reading, Step, Writing, XmlError, decode};
use ifrace_sim::documents::judge::distinct_rules;
use ifrace_sim::documents::judge::oracle::{Period, dropped_for, is_generated};
use kept_text::only_names_are_gone;
use std::sync::LazyLock;

/// Longest input in bytes: more would only be slower.
const BYTES_MAX: usize = 2048;

/// The rows that treat documents in different ways, each once. The last one is the hardened one.
static ROWS: LazyLock<Vec<&Rules>> = LazyLock::new(distinct_rules);

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
    let mut last: Option<(&Rules, Vec<Interface>)> = None;
    for &rules in ROWS.iter() {
        let row = Row { rules, driver_prefix };
        let document = match Document::read(text, &row.dialect()) {
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
        let is_known = last.as_ref().is_some_and(|(before, _)| drops_the_same(&before.xml, &rules.xml));
        assert!(last.is_none_or(|(_, before)| before == interfaces), "{} reads other interfaces", rules.releases);
        if !is_known {
            row.check(&document, &interfaces, text);
        }
        last = Some((rules, interfaces));
    }
}

/// The rules of some releases, with the prefix of a driver.
#[derive(Clone, Copy)]
struct Row<'r> {
    rules: &'r Rules,
    driver_prefix: Option<&'r str>,
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

impl Row<'_> {
    fn dialect(&self) -> Dialect<'_> {
        Dialect { rules: &self.rules.xml, driver_prefix: self.driver_prefix }
    }

    /// Whether one of these steps drops the name of an interface.
    fn loses(&self, located: &Located, steps: &[Step]) -> bool {
        let Some(name) = located.name.as_deref() else { return false };
        let period = Period::of(self.rules.id);
        let drops = |&step: &Step| dropped_for(period, step, name.as_bytes(), &located.interface, self.driver_prefix).is_some();
        steps.iter().any(drops)
    }

    fn check(&self, document: &Document<'_>, interfaces: &[Interface], text: &str) {
        let (parsed, dropped) = document.parsed(Reading::Active);
        assert!(parsed == interfaces && dropped.is_empty(), "a running guest loses {dropped:?}");
        let shown = document.written(Writing::Active);
        assert!(shown.text == text && shown.dropped.is_empty(), "a running guest's document changes: {:?}", shown.text);
        self.is_written(document, text, &[Step::Format]);
        let stored = self.is_written(document, text, Writing::Inactive.steps());
        let sent = document.written(Writing::Migratable);
        assert_eq!(stored, sent.text, "what is stored differs from what is sent");

        let (parsed, _) = document.parsed(Reading::Inactive);
        let left = |steps: &[Step]| -> Vec<Interface> {
            let one = |located: &Located| {
                let target = located.interface.target.filter(|_| !self.loses(located, steps));
                Interface { target, ..located.interface.clone() }
            };
            document.interfaces().iter().map(one).collect()
        };
        assert_eq!(parsed, left(&[Step::Parse]), "read to be stored");
        if stored != text {
            self.is_stable(&stored, &left(Writing::Inactive.steps()));
        }
    }

    /// Checks what is left of a document after some steps, and returns it.
    fn is_written(&self, document: &Document<'_>, text: &str, steps: &[Step]) -> String {
        let written = document.after(steps);
        let mut told = written.dropped.iter().filter(|one| one.rule != DropRule::NotRead);
        for (place, located) in document.interfaces().iter().enumerate() {
            let Some(name) = located.name.as_ref().filter(|_| self.loses(located, steps)) else { continue };
            let found = told.next().map(|one| (one.interface, &one.name, Some(one.position)));
            assert_eq!(found, Some((place, name, located.dev)), "{name} goes, and is not told");
        }
        assert_eq!(told.next(), None, "it stays, and is told as dropped");
        only_names_are_gone(text, &written.text, &written.dropped);
        written.text.into_owned()
    }

    /// What was stored is read without the names, and stored again it is the same.
    fn is_stable(&self, stored: &str, left: &[Interface]) {
        let dialect = self.dialect();
        let again = Document::read(stored, &dialect).unwrap_or_else(|error| panic!("the output is refused: {error}: {stored:?}"));
        assert_eq!(read_as(&again), left, "the output is read as something else: {stored:?}");
        for writing in [Writing::Inactive, Writing::Migratable] {
            let twice = again.written(writing);
            assert!(twice.dropped.is_empty() && twice.text == stored, "written twice, it becomes {:?}", twice.text);
        }
        // Up to 6.6 the names of macvtaps stay.
        if Period::of(self.rules.id) != Period::UpTo66 {
            let mut named = again.interfaces().iter().filter(|located| !located.interface.is_unmanaged());
            let unclean = named.find(|located| located.name.as_deref().is_some_and(|name| is_generated(name.as_bytes())));
            assert!(unclean.is_none(), "a generated name stays: {unclean:?}");
        }
    }
}
