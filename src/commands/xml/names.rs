//! What becomes of each name of a document.

use ifrace_allocator::interface::{Interface, InterfaceType};
use ifrace_allocator::rules::{AutoName, Rules, Tail, XmlRules};
use ifrace_allocator::xml::{Dialect, Document, DropRule, Dropped, Position, Step, Writing};

/// A name of a document.
pub(super) struct Name {
    pub(super) name: String,
    pub(super) interface_type: InterfaceType,
    pub(super) position: Position,
    /// Whether it stays.
    pub(super) kept: bool,
    /// Why it stays or goes.
    pub(super) why: String,
    /// How a name that stays breaks `xml-hygiene`.
    pub(super) violation: Option<Violation>,
}

/// A name stays that a generator can have written.
pub(super) struct Violation {
    /// The first release that drops it.
    pub(super) dropped_since: Option<&'static str>,
}

/// Every name of a document in the order of the text, with what becomes of it.
pub(super) fn judge(document: &Document<'_>, dropped: &[Dropped], dialect: &Dialect<'_>, writing: Writing) -> Vec<Name> {
    let mut names = Vec::new();
    let mut dropped = dropped.iter().peekable();
    for (index, located) in document.interfaces().iter().enumerate() {
        let goes = dropped.peek().is_some_and(|one| one.interface == index && Some(one.position) == located.dev);
        if let (false, Some(position), Some(name)) = (goes, located.dev, &located.interface.target) {
            let name = String::from_utf8_lossy(name.as_bytes()).into_owned();
            names.push(kept(&located.interface, name, position, dialect, writing));
        }
        while let Some(one) = dropped.next_if(|one| one.interface == index) {
            names.push(gone(one));
        }
    }
    names
}

fn gone(dropped: &Dropped) -> Name {
    let step = match dropped.step {
        Step::Parse => "read",
        Step::Format => "written",
    };
    let why = match &dropped.rule {
        DropRule::AutoName(rule) => format!("dropped when {step}: {}", auto_name(rule)),
        DropRule::DriverPrefix(prefix) => format!("dropped when {step}: it begins with {prefix}, the driver's own prefix"),
        DropRule::NotRead => "dropped: only the first <target> of an interface is read".to_owned(),
    };
    let (name, interface_type, position) = (dropped.name.clone(), dropped.interface_type, dropped.position);
    Name { name, interface_type, position, kept: false, why, violation: None }
}

fn auto_name(rule: &AutoName) -> String {
    let name = match rule.tail {
        Tail::Anything => format!("it begins with {}", rule.prefix),
        Tail::Number => format!("it is {} and a number", rule.prefix),
    };
    let only = rule.only.map(|only| format!(", which counts for type {only} only"));
    format!("{name}{}", only.unwrap_or_default())
}

fn kept(interface: &Interface, name: String, position: Position, dialect: &Dialect<'_>, writing: Writing) -> Name {
    let violation = violation(interface, dialect, writing);
    let why = match &violation {
        Some(Violation { dropped_since: Some(release) }) => format!("kept, but looks generated: {release} drops it"),
        Some(Violation { dropped_since: None }) => "kept, but looks generated".to_owned(),
        None if interface.is_unmanaged() => "kept: managed='no' makes it the user's own".to_owned(),
        None if writing.steps().is_empty() => "kept: a running guest's names are shown".to_owned(),
        None => "kept: it does not look generated".to_owned(),
    };
    Name { name, interface_type: interface.interface_type, position, kept: true, why, violation }
}

/// Whether a name that stays breaks `xml-hygiene`: the strictest rule, which takes only what a generator can have written, drops it.
fn violation(interface: &Interface, dialect: &Dialect<'_>, writing: Writing) -> Option<Violation> {
    let drops = |rules| Dialect { rules, ..*dialect }.drops(interface, writing.steps()).is_some();
    let release = || Rules::ALL.iter().find(|rules| drops(&rules.xml)).map(|rules| rules.id);
    drops(&XmlRules::HARDENED).then(|| Violation { dropped_since: release() })
}
