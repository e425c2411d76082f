//! What must hold for a document under the rules of a release.

use super::counts::{Counts, count};
use super::kept_text::{Loser, only_names_are_gone};
use super::oracle::{Period, dropped_for, knows, unclean};
use crate::documents::{Planned, Sample};
use ifrace_allocator::interface::Interface;
use ifrace_allocator::rules::Rules;
use ifrace_allocator::xml::{Dialect, Document, DropRule, Dropped, Problem, Reading, Step, Writing};
use std::borrow::Cow;

/// Returns an error unless it holds.
macro_rules! must {
    ($holds:expr, $($words:tt)+) => {
        if !$holds {
            return Err(format!($($words)+));
        }
    };
}

/// A document, and the rules that it is judged under.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The document, with what is in it.
    pub sample: &'a Sample,
    /// The rules.
    pub rules: &'a Rules,
    /// A prefix of the driver's own.
    pub driver_prefix: Option<&'static str>,
}

impl Case<'_> {
    /// Judges everything, and counts what it has met.
    ///
    /// # Errors
    /// The first thing that does not hold, in words.
    pub fn judge(&self, counts: &mut Counts) -> Result<(), String> {
        let dialect = Dialect { rules: &self.rules.xml, driver_prefix: self.driver_prefix };
        let read = Document::read(&self.sample.text, &dialect);
        if self.planned().any(|planned| !knows(self.rules.id, planned.interface.interface_type)) {
            let refusal = read.err().map(|error| error.problem);
            must!(matches!(refusal, Some(Problem::UnknownType { .. })), "an unknown type gives {refusal:?}");
            count(&mut counts.refused, self.rules.id);
            return Ok(());
        }
        let document = read.map_err(|error| format!("it is refused: {error}"))?;
        self.is_read_as_planned(&document)?;
        self.is_kept_for_a_running_guest(&document)?;
        self.loses_names_when_read(&document)?;
        self.loses_names_when_written(&document, &dialect)?;
        self.count(counts);
        Ok(())
    }

    fn planned(&self) -> impl Iterator<Item = &Planned> {
        self.sample.interfaces.iter()
    }

    fn drops(&self, planned: &Planned, steps: &[Step]) -> Option<(Step, &'static str)> {
        let (period, interface) = (Period::of(self.rules.id), &planned.interface);
        let name = interface.target.as_ref()?.as_bytes();
        steps.iter().find_map(|&step| Some((step, dropped_for(period, step, name, interface, self.driver_prefix)?)))
    }

    /// What is left of the interfaces after some steps.
    fn left(&self, steps: &[Step]) -> Vec<Interface> {
        let one = |planned: &Planned| {
            let target = planned.interface.target.filter(|_| self.drops(planned, steps).is_none());
            Interface { target, ..planned.interface.clone() }
        };
        self.planned().map(one).collect()
    }

    fn is_read_as_planned(&self, document: &Document<'_>) -> Result<(), String> {
        let (read, planned) = (document.interfaces(), &self.sample.interfaces);
        must!(read.len() == planned.len(), "{} interfaces instead of {}", read.len(), planned.len());
        for (read, planned) in read.iter().zip(planned) {
            must!(read.interface == planned.interface, "{:?} is read as {:?}", planned.interface, read.interface);
            let target = planned.target.as_ref().map(|target| self.place(target.element.start));
            let dev = planned.target.as_ref().and_then(|target| Some(self.place(self.name_begins(target.dev.as_ref()?.start))));
            let found = (read.target.map(|at| at.to_string()), read.dev.map(|at| at.to_string()));
            must!(found == (target.clone(), dev.clone()), "target and name at {found:?}, not at {:?}", (target, dev));
        }
        Ok(())
    }

    /// Where the attribute begins behind the white space.
    fn name_begins(&self, at: usize) -> usize {
        at + self.sample.text[at..].find("dev").expect("the attribute is there")
    }

    /// Line and column; a byte order mark is no character.
    fn place(&self, at: usize) -> String {
        let before = self.sample.text[..at].trim_start_matches('\u{feff}');
        let line_begins = before.rfind('\n').map_or(0, |newline| newline + 1);
        format!("{}:{}", before.matches('\n').count() + 1, before[line_begins..].chars().count() + 1)
    }

    fn is_kept_for_a_running_guest(&self, document: &Document<'_>) -> Result<(), String> {
        let (parsed, dropped) = document.parsed(Reading::Active);
        must!(parsed == self.left(&[]) && dropped.is_empty(), "for a running guest, {dropped:?} are dropped");
        let written = document.written(Writing::Active);
        must!(matches!(written.text, Cow::Borrowed(text) if text == self.sample.text), "a running guest's document changes");
        must!(written.dropped.is_empty(), "{:?} are dropped, but still there", written.dropped);
        Ok(())
    }

    fn loses_names_when_read(&self, document: &Document<'_>) -> Result<(), String> {
        let (parsed, dropped) = document.parsed(Reading::Inactive);
        must!(parsed == self.left(&[Step::Parse]), "read to be stored, it is {parsed:?}");
        self.are_told(&dropped, &[Step::Parse])
    }

    fn loses_names_when_written(&self, document: &Document<'_>, dialect: &Dialect<'_>) -> Result<(), String> {
        let formatted = document.after(&[Step::Format]);
        self.is_without_names(&formatted.text, &formatted.dropped, &[Step::Format])?;
        let (stored, sent) = (document.written(Writing::Inactive), document.written(Writing::Migratable));
        self.is_without_names(&stored.text, &stored.dropped, &[Step::Parse, Step::Format])?;
        self.is_without_names(&sent.text, &sent.dropped, &[Step::Format, Step::Parse])?;
        must!(stored.text == sent.text, "what is stored differs from what is sent: {}", sent.text);

        let again = Document::read(&stored.text, dialect).map_err(|error| format!("the output is refused: {error}"))?;
        let read: Vec<Interface> = again.interfaces().iter().map(|located| located.interface.clone()).collect();
        must!(read == self.left(&[Step::Parse, Step::Format]), "the output is read as {read:?}");
        for writing in [Writing::Inactive, Writing::Migratable] {
            let twice = again.written(writing);
            must!(twice.dropped.is_empty() && twice.text == stored.text, "written twice, it becomes {}", twice.text);
        }
        let unclean = unclean(read.iter());
        must!(Period::of(self.rules.id) != Period::From67 || unclean.is_empty(), "{unclean:?} survive");
        Ok(())
    }

    fn is_without_names(&self, text: &str, dropped: &[Dropped], steps: &[Step]) -> Result<(), String> {
        let losers = self.planned().flat_map(|planned| {
            let read = planned.target.as_ref().filter(|_| self.drops(planned, steps).is_some());
            let unread = planned.unread.as_ref().filter(|target| target.dev.is_some());
            let is_followed = planned.unread.is_some();
            let read = read.map(|target| Loser { target, is_followed });
            read.into_iter().chain(unread.map(|target| Loser { target, is_followed: false }))
        });
        only_names_are_gone(&self.sample.text, text, losers)?;
        self.are_told(dropped, steps)
    }

    /// Whether these are the names that some steps drop, each with the right reason.
    fn are_told(&self, dropped: &[Dropped], steps: &[Step]) -> Result<(), String> {
        let read = |index, planned: &Planned| {
            let (step, prefix) = self.drops(planned, steps)?;
            Some((index, Some(step), prefix.to_owned()))
        };
        let unread = |index, planned: &Planned| {
            planned.unread.as_ref()?.dev.as_ref()?;
            Some((index, None, NOT_READ.to_owned()))
        };
        let both = |(index, planned)| read(index, planned).into_iter().chain(unread(index, planned));
        let expected: Vec<(usize, Option<Step>, String)> = self.planned().enumerate().flat_map(both).collect();
        let told: Vec<(usize, Option<Step>, String)> =
            dropped.iter().map(|one| (one.interface, one.step, reason(&one.rule))).collect();
        must!(told == expected, "told as dropped are {told:?} instead of {expected:?}");
        for one in dropped.iter().filter(|one| one.rule != DropRule::NotRead) {
            let name = self.sample.interfaces[one.interface].interface.target;
            must!(name.is_some_and(|name| name.as_bytes() == one.name.as_bytes()), "{name:?} is told as {one:?}");
        }
        Ok(())
    }

    fn count(&self, counts: &mut Counts) {
        let row = self.rules.id;
        for planned in self.planned() {
            if planned.unread.as_ref().is_some_and(|target| target.dev.is_some()) {
                count(&mut counts.dropped, (row, NOT_READ.to_owned()));
            }
            count(&mut counts.types, (row, planned.interface.interface_type));
            if planned.interface.network.is_some() {
                count(&mut counts.shown, row);
            }
            match self.drops(planned, &[Step::Parse, Step::Format]) {
                Some((_, prefix)) => count(&mut counts.dropped, (row, prefix.to_owned())),
                None if planned.interface.target.is_some() => {
                    count(&mut counts.kept, row);
                    let managed =
                        Planned { interface: Interface { managed: None, ..planned.interface.clone() }, ..planned.clone() };
                    if self.drops(&managed, &[Step::Parse, Step::Format]).is_some() {
                        count(&mut counts.kept_unmanaged, row);
                    }
                    unclean([&planned.interface].into_iter()).iter().for_each(|_| count(&mut counts.unclean, row));
                }
                None => {}
            }
        }
    }
}

/// The reason of names that libvirt does not even read.
const NOT_READ: &str = "not read";

/// What a name is dropped for: a prefix, or that it is not read.
fn reason(rule: &DropRule) -> String {
    match rule {
        DropRule::AutoName(auto) => auto.prefix.to_owned(),
        DropRule::DriverPrefix(prefix) => prefix.clone(),
        DropRule::NotRead => NOT_READ.to_owned(),
    }
}
