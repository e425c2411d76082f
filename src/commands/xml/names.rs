//! What becomes of each name of a document.

use ifrace_allocator::interface::{Interface, InterfaceType};
use ifrace_allocator::rules::{AutoName, Rules, Tail, XmlRules};
use ifrace_allocator::xml::{Dialect, Document, DropRule, Dropped, Located, Position, Step, Writing};

/// A name of a document.
pub(super) struct Name {
    /// Which interface of the document it belongs to, from 0.
    pub(super) interface: usize,
    pub(super) name: String,
    pub(super) interface_type: InterfaceType,
    /// The type that the interface is stored and sent with.
    pub(super) written_type: InterfaceType,
    pub(super) managed: Option<bool>,
    pub(super) position: Position,
    /// Whether it stays in the text.
    pub(super) kept: bool,
    /// The rule that drops it, or says that it is not read.
    pub(super) rule: Option<DropRule>,
    /// The step that drops it.
    pub(super) step: Option<Step>,
    /// Why it stays or goes.
    pub(super) why: String,
    /// How it breaks `xml-hygiene`.
    pub(super) violation: Option<Violation>,
}

/// How a name breaks `xml-hygiene`.
#[derive(Clone, Copy)]
pub(super) enum Violation {
    /// It stays, though a generator can have written it.
    Kept {
        /// The first rules that drop it.
        dropped_since: &'static str,
    },
    /// It goes, though no generator writes it.
    Dropped,
}

/// Every name of a document in the order of the text, with what becomes of it.
pub(super) fn judge(document: &Document<'_>, dropped: &[Dropped], dialect: &Dialect<'_>, writing: Writing) -> Vec<Name> {
    let (mut names, is_shown) = (Vec::new(), writing.steps().is_empty());
    let unread: Vec<Dropped> = if is_shown { document.unread().collect() } else { Vec::new() };
    let mut lost = if is_shown { &unread } else { dropped }.iter().peekable();
    for (index, located) in document.interfaces().iter().enumerate() {
        let goes = lost.peek().is_some_and(|one| one.interface == index && Some(one.position) == located.dev);
        if let (false, Some(position), Some(text)) = (goes, located.dev, &located.name) {
            names.push(kept(Name::new(located, index, text, position), &located.interface, dialect, writing));
        }
        while let Some(one) = lost.next_if(|one| one.interface == index) {
            names.push(not_kept(Name::new(located, index, &one.name, one.position), one, located, dialect, is_shown));
        }
    }
    names
}

impl Name {
    fn new(Located { interface, .. }: &Located, index: usize, name: &str, position: Position) -> Self {
        let (interface_type, written_type) = (interface.interface_type, interface.written_type());
        let (name, managed, why) = (name.to_owned(), interface.managed, String::new());
        let (rule, step, violation) = (None, None, None);
        Self { interface: index, name, interface_type, written_type, managed, position, kept: true, rule, step, why, violation }
    }

    /// Whether it is the name of its interface, and stays that.
    pub(super) const fn counts(&self) -> bool {
        self.kept && self.rule.is_none()
    }
}

/// A name that is dropped, or that is not read.
fn not_kept(name: Name, lost: &Dropped, located: &Located, dialect: &Dialect<'_>, is_shown: bool) -> Name {
    let step = match lost.step {
        Some(Step::Parse) => "dropped when read",
        Some(Step::Format) => "dropped when written",
        None if is_shown => "stays in the text",
        None => "dropped",
    };
    let is_generated = || {
        let hardened = Dialect { rules: &XmlRules::HARDENED, ..*dialect };
        hardened.drops(&name.name, &located.interface, &[Step::Parse]).is_some()
    };
    let (why, violation) = match &lost.rule {
        DropRule::AutoName(rule) if is_generated() => (auto_name(rule), None),
        DropRule::AutoName(rule) => (format!("{}, though no generator writes it", auto_name(rule)), Some(Violation::Dropped)),
        DropRule::DriverPrefix(prefix) => (format!("it begins with {prefix}, the driver's own prefix"), None),
        DropRule::NotRead => ("only the first <target> of an interface is read".to_owned(), None),
    };
    let why = format!("{step}: {why}");
    Name { kept: is_shown, rule: Some(lost.rule.clone()), step: lost.step, why, violation, ..name }
}

fn auto_name(rule: &AutoName) -> String {
    let name = match rule.tail {
        Tail::Anything => format!("it begins with {}", rule.prefix),
        Tail::Number => format!("it is {} and a number", rule.prefix),
    };
    let only = rule.only.map(|only| format!(", which counts for type {only} only"));
    format!("{name}{}", only.unwrap_or_default())
}

fn kept(name: Name, interface: &Interface, dialect: &Dialect<'_>, writing: Writing) -> Name {
    let violation = violation(&name.name, interface, dialect, writing);
    let why = match violation {
        Some(Violation::Kept { dropped_since }) => format!("kept, but looks generated: {dropped_since} drops it"),
        _ if interface.is_unmanaged() => "kept: managed='no' makes it the user's own".to_owned(),
        _ if writing.steps().is_empty() => "kept: a running guest's names are shown".to_owned(),
        _ => "kept: it does not look generated".to_owned(),
    };
    Name { why, violation, ..name }
}

/// Whether a name that stays breaks `xml-hygiene`: the strictest rule, which takes only what a generator can have written, drops it.
fn violation(name: &str, interface: &Interface, dialect: &Dialect<'_>, writing: Writing) -> Option<Violation> {
    let drops = |rules| Dialect { rules, ..*dialect }.drops(name, interface, writing.steps()).is_some();
    let first = Rules::ALL.iter().find(|rules| drops(&rules.xml)).filter(|_| drops(&XmlRules::HARDENED));
    first.map(|rules| Violation::Kept { dropped_since: rules.id })
}
