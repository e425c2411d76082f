//! Documents, and what a release makes of them.

use super::cut::{self, Cut, Rank};
use super::dropped::{DropRule, Dropped, Kept};
use super::error::{Problem, XmlError};
use super::parts::Parts;
use super::position::Cursor;
use super::printable::shortened;
use super::tree::{self, Element, TreeError, attribute};
use super::value::offset_of;
use super::{Dialect, Position, Reading, Step, Writing, find, read};
use crate::IfName;
use crate::interface::Interface;
use std::borrow::Cow;
use std::collections::HashMap;

/// A document with the interfaces of a guest.
#[derive(Clone, Debug)]
pub struct Document<'s> {
    text: &'s str,
    dialect: Kept,
    interfaces: Vec<Located>,
    /// Every `<target>` with a name, in the order of the text.
    targets: Vec<Target>,
}

/// An interface, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The interface, with the name as it is written.
    pub interface: Interface,
    /// The name, which may be none that a device can bear if the type has no device on the host.
    pub name: Option<String>,
    /// Where the element begins.
    pub position: Position,
    /// Where its `<target>` begins.
    pub target: Option<Position>,
    /// Where the attribute `dev` of that stands.
    pub dev: Option<Position>,
}

/// A document as a release stores or sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<'s> {
    /// The text: the document's own, but for the names that are dropped.
    pub text: Cow<'s, str>,
    /// The names that are dropped, in the order of the text.
    pub dropped: Vec<Dropped>,
}

/// A `<target>` with a name.
#[derive(Clone, Debug)]
struct Target {
    /// Which interface it belongs to.
    interface: usize,
    /// The name, if it is not the interface's because another `<target>` precedes it.
    not_read: Option<String>,
    position: Position,
    cut: Cut,
}

impl<'s> Document<'s> {
    /// Reads the interfaces of a document: those of each `<domain>` and `<inactiveDomain>` that is the root or stands anywhere
    /// outside of `<metadata>`, or those of a fragment with the root `<devices>` or `<interface>`.
    ///
    /// # Errors
    /// The first thing that is wrong: the text is not XML, has a document type declaration or exceeds a bound, or an interface is
    /// not as this release wants it. Some things are wrong here that libvirt finds at the start only: names that no device can
    /// bear, the same name twice in one guest, and `managed='no'` without a name.
    pub fn read(text: &'s str, dialect: &Dialect<'_>) -> Result<Self, XmlError> {
        let mut cursor = Cursor::new(text);
        let tree = tree::parse(text).map_err(|error| match error {
            TreeError::Flaw(flaw) => cursor.error(flaw),
            TreeError::At(position, problem) => XmlError { position, problem },
        })?;
        let mut document = Self { text, dialect: Kept::new(dialect), interfaces: Vec::new(), targets: Vec::new() };
        let guests = find::guests(tree.root_element()).map_err(|flaw| cursor.error(flaw))?;
        for guest in guests {
            let mut names = HashMap::new();
            document.interfaces.reserve(guest.len());
            document.targets.reserve(guest.len());
            for element in guest {
                document.add(&Parts::of(element), dialect, &mut names, &mut cursor)?;
            }
        }
        Ok(document)
    }

    fn add(
        &mut self,
        parts: &Parts<'_, '_>,
        dialect: &Dialect<'_>,
        names: &mut HashMap<IfName, Position>,
        cursor: &mut Cursor<'_>,
    ) -> Result<(), XmlError> {
        let (interface, name) = read::interface(parts, dialect.rules).map_err(|flaw| cursor.error(flaw))?;
        let position = cursor.at(parts.interface.range().start);
        let target = parts.target.map(|target| cursor.at(target.range().start));
        let rank = if parts.more_targets.is_empty() { Rank::Only } else { Rank::First };
        let dev = parts.target.and_then(|target| self.add_target(target, rank, cursor));
        for &more in &parts.more_targets {
            self.add_target(more, Rank::Later, cursor);
        }
        let device = interface.target.filter(|name| interface.interface_type.has_device() && !name.is_template());
        if let (Some(device), Some(dev)) = (device, dev)
            && let Some(first) = names.insert(device, dev)
        {
            let name = shortened(name.as_deref().unwrap_or_default());
            return Err(XmlError { position: dev, problem: Problem::TwoInterfaces { name, first } });
        }
        self.interfaces.push(Located { interface, name, position, target, dev });
        Ok(())
    }

    /// Adds a `<target>` of the interface that is read now, and returns where its name stands.
    fn add_target(&mut self, target: Element<'_, '_>, rank: Rank, cursor: &mut Cursor<'_>) -> Option<Position> {
        let cut = Cut::of(self.text, target, rank)?;
        let position = cursor.at(offset_of(target, "dev"));
        let not_read = attribute(target, "dev").filter(|_| rank == Rank::Later).map(str::to_owned);
        self.targets.push(Target { interface: self.interfaces.len(), not_read, position, cut });
        Some(position)
    }

    /// The interfaces as they are written.
    pub fn interfaces(&self) -> &[Located] {
        &self.interfaces
    }

    /// The definitions that the release has after reading the document, and the names that it dropped.
    pub fn parsed(&self, reading: Reading) -> (Vec<Interface>, Vec<Dropped>) {
        let dropped = self.dropped(reading.steps());
        let mut interfaces: Vec<Interface> = self.interfaces.iter().map(|located| located.interface.clone()).collect();
        for one in dropped.iter().filter(|one| one.rule != DropRule::NotRead) {
            interfaces[one.interface].target = None;
        }
        (interfaces, dropped)
    }

    /// What the release stores or sends for a guest with this document.
    pub fn written(&self, writing: Writing) -> Written<'s> {
        self.after(writing.steps())
    }

    /// The document after some steps of the release. A single one tells apart what [`Document::written`] does not: up to
    /// 6.6, `macvtap0` of an interface of the type `direct` is dropped when it is read, but not when it is written.
    pub fn after(&self, steps: &[Step]) -> Written<'s> {
        let dropped = self.dropped(steps);
        let mut all = dropped.iter().peekable();
        // Both are in the order of the text.
        let cuts = self.targets.iter().filter(|target| all.next_if(|one| one.position == target.position).is_some());
        Written { text: cut::without(self.text, cuts.map(|target| &target.cut)), dropped }
    }

    /// The names in further `<target>` elements of an interface, which are not read. They stand in the text of a running guest's
    /// document, and are among the dropped ones of every other.
    pub fn unread(&self) -> impl Iterator<Item = Dropped> {
        self.targets.iter().filter_map(|target| self.not_read(target))
    }

    fn not_read(&self, target: &Target) -> Option<Dropped> {
        target.not_read.as_ref().map(|name| self.lost(target, name.clone(), DropRule::NotRead, None))
    }

    fn dropped(&self, steps: &[Step]) -> Vec<Dropped> {
        if steps.is_empty() {
            return Vec::new();
        }
        let dialect = self.dialect.dialect();
        let dropped = |target: &Target| {
            self.not_read(target).or_else(|| {
                let Located { interface, name, .. } = &self.interfaces[target.interface];
                let name = name.as_ref()?;
                let (step, rule) = dialect.drops(name, interface, steps)?;
                Some(self.lost(target, name.clone(), rule, Some(step)))
            })
        };
        self.targets.iter().filter_map(dropped).collect()
    }

    fn lost(&self, target: &Target, name: String, rule: DropRule, step: Option<Step>) -> Dropped {
        let interface_type = self.interfaces[target.interface].interface.interface_type;
        Dropped { interface: target.interface, name, interface_type, position: target.position, rule, step }
    }
}
