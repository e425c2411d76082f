//! Both readings of one document.

use crate::definition::Definitions;
use crate::driver::Driver;
use crate::dump::{self, Seen, is_made_up};
use ifrace_allocator::interface::{Bandwidth, Interface};
use ifrace_allocator::rules::Rules;
use ifrace_allocator::xml::{Dialect, Document, Located, Reading, Step, Writing};

/// What was compared, and what differed.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) documents: usize,
    /// Interfaces of the documents, and their names: those that are kept if the document is stored, and the others.
    pub(crate) interfaces: usize,
    pub(crate) kept: usize,
    pub(crate) dropped: usize,
    /// Lists of interfaces that were compared, each with type, name and `managed`.
    lists: usize,
    /// Each disagreement, with the document.
    pub(crate) disagreements: Vec<String>,
}

impl Tally {
    fn compare(&mut self, what: &str, xml: &str, ours: &[Seen], theirs: &[Seen]) {
        self.lists += 1;
        if ours != theirs {
            self.disagreements.push(format!("{what}: we say {ours:?}, libvirt {theirs:?} of\n{xml}"));
        }
    }

    /// The figures, if there was no disagreement.
    pub(crate) fn agreed(&self) -> String {
        let wrong = &self.disagreements;
        assert!(wrong.is_empty(), "{} disagreements; the first is: {}", wrong.len(), wrong[0]);
        let Self { documents, interfaces, kept, dropped, lists, .. } = self;
        format!("{documents} documents, {interfaces} interfaces, {kept} names kept, {dropped} dropped; {lists} lists agree")
    }

    fn count(&mut self, document: &Document<'_>) -> Vec<Interface> {
        let (parsed, dropped) = document.parsed(Reading::Inactive);
        self.interfaces += parsed.len();
        self.kept += parsed.iter().filter(|interface| interface.target.is_some()).count();
        self.dropped += dropped.len();
        parsed
    }

    /// What libvirt's test driver makes of a document: names, and everything else that we read.
    pub(crate) fn add_described(&mut self, driver: &Driver, rules: &Rules, xml: &str) {
        let dialect = Dialect { rules: &rules.xml, driver_prefix: None };
        if let Some((parsed, stored)) = self.add_names(driver, rules, xml) {
            self.add_details(&parsed, &stored, &dialect, xml);
        }
    }

    /// What it makes of the names; our reading and its own, if both read the document.
    pub(crate) fn add_names(&mut self, driver: &Driver, rules: &Rules, xml: &str) -> Option<(Vec<Interface>, String)> {
        self.documents += 1;
        let dialect = Dialect { rules: &rules.xml, driver_prefix: None };
        let (document, described) = match (Document::read(xml, &dialect), driver.describe(xml)) {
            (Ok(document), Ok(described)) => (document, described),
            (ours, theirs) => {
                let (ours, theirs) = (ours.map(|document| document.interfaces().len()), theirs.map(drop));
                self.disagreements.push(format!("one refuses it: {ours:?}, libvirt {theirs:?}\n{xml}"));
                return None;
            }
        };
        let parsed = self.count(&document);
        let kept = document.after(Reading::Inactive.steps()).text;
        let ours: Vec<Seen> = match Document::read(&kept, &dialect) {
            Ok(kept) => kept.interfaces().iter().map(seen).collect(),
            Err(error) => {
                self.disagreements.push(format!("we refuse our output: {error}\n{kept}"));
                return None;
            }
        };
        self.compare("defined", xml, &ours, &without_made_up(dump::interfaces(&described.stored)));
        // The driver makes up names when a guest is defined, and the guest keeps them.
        for other in [&described.live, &described.migratable, &described.stored_of_running] {
            self.compare("started", xml, &dump::interfaces(&described.stored), &dump::interfaces(other));
        }
        let written = document.written(Writing::Inactive).text;
        match driver.describe(&written) {
            Ok(again) => self.compare("our output", &written, &ours, &without_made_up(dump::interfaces(&again.stored))),
            Err(why) => self.disagreements.push(format!("libvirt refuses our output: {why}\n{written}")),
        }
        Some((parsed, described.stored))
    }

    /// What libvirt itself writes, read by us: every field must be the same as in the document that libvirt was given.
    fn add_details(&mut self, parsed: &[Interface], stored: &str, dialect: &Dialect<'_>, xml: &str) {
        let theirs = match Document::read(stored, dialect) {
            Ok(document) => document.parsed(Reading::Active).0,
            Err(error) => return self.disagreements.push(format!("we refuse libvirt's output: {error}\n{stored}")),
        };
        for (ours, theirs) in parsed.iter().zip(theirs) {
            let normal = completed(ours.clone(), &theirs);
            if normal != theirs {
                self.disagreements.push(format!("we read {normal:?}, libvirt {theirs:?} of\n{xml}"));
            }
        }
    }

    /// What libvirt's parser and formatter make of the document of a running guest, below every driver.
    pub(crate) fn add_definitions(&mut self, definitions: &Definitions, rules: &Rules, xml: &str) {
        self.documents += 1;
        let dialect = Dialect { rules: &rules.xml, driver_prefix: None };
        let document = match Document::read(xml, &dialect) {
            Ok(document) => document,
            Err(error) => return self.disagreements.push(format!("we refuse it: {error}\n{xml}")),
        };
        self.count(&document);
        let runs = [
            ("active", Writing::Active.steps(), definitions.active(xml)),
            ("inactive", Writing::Inactive.steps(), definitions.inactive(xml)),
            ("stored of a running guest", &[Step::Format], definitions.stored_of_running(xml)),
            ("migratable", Writing::Migratable.steps(), definitions.migratable(xml)),
        ];
        for (what, steps, theirs) in runs {
            match (Document::read(&document.after(steps).text, &dialect), theirs) {
                (Ok(ours), Ok(theirs)) => {
                    let ours: Vec<Seen> = ours.interfaces().iter().map(seen).collect();
                    self.compare(what, xml, &ours, &dump::interfaces(&theirs));
                }
                (ours, theirs) => {
                    let (ours, theirs) = (ours.err(), theirs.err());
                    self.disagreements
                        .push(format!("{what}: we refuse our output: {ours:?}, libvirt its own: {theirs:?}\n{xml}"));
                }
            }
        }
    }
}

fn seen(Located { interface, name, .. }: &Located) -> Seen {
    let dev = name.clone();
    let managed = interface.managed.map(|managed| if managed { "yes" } else { "no" }.to_owned());
    Seen { kind: interface.interface_type.id().to_owned(), dev, managed }
}

fn without_made_up(seen: Vec<Seen>) -> Vec<Seen> {
    seen.into_iter().map(|one| Seen { dev: one.dev.filter(|name| !is_made_up(name)), ..one }).collect()
}

/// Our reading with what libvirt makes up: a name, an address, and the identifiers of ports; and without what it leaves out.
fn completed(mut ours: Interface, theirs: &Interface) -> Interface {
    let is_made_up = |name: &str| is_made_up(name);
    ours.target = ours.target.or(theirs.target.filter(|name| std::str::from_utf8(name.as_bytes()).is_ok_and(is_made_up)));
    ours.mac = ours.mac.or(theirs.mac);
    // It takes the type that an interface is shown with for its own, and forgets the network.
    ours.network = None;
    // It does not write that there is one queue, or no limit.
    ours.queues = ours.queues.filter(|&queues| queues > 1);
    ours.bandwidth = ours.bandwidth.filter(|limits| theirs.bandwidth.is_some() || *limits != Bandwidth::default());
    if let (Some(ours), Some(theirs)) = (&mut ours.virtual_port, &theirs.virtual_port)
        && ours.parameters.iter().all(|parameter| theirs.parameters.contains(parameter))
    {
        ours.parameters.clone_from(&theirs.parameters);
    }
    ours
}
