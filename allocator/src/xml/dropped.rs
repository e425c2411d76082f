//! Names that are dropped.

use super::{Dialect, Position, Step};
use crate::interface::{Interface, InterfaceType};
use crate::rules::{AutoName, XmlRules};

/// A name that a document loses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Which interface of the document it belongs to, from 0.
    pub interface: usize,
    /// The name.
    pub name: String,
    /// The type of the interface.
    pub interface_type: InterfaceType,
    /// Where the attribute stands.
    pub position: Position,
    /// Why.
    pub rule: DropRule,
    /// The step that drops it; none for a name that is not even read.
    pub step: Option<Step>,
}

/// Why a name is dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DropRule {
    /// It looks like one that libvirt generates.
    AutoName(AutoName),
    /// It begins with the prefix of the hypervisor driver's own names.
    DriverPrefix(String),
    /// It stands in a second `<target>`, which is never read (libvirt 9.0.0, `virDomainNetDefParseXML`).
    NotRead,
}

impl Dialect<'_> {
    /// The first of these steps that drops this name of an interface, and why. The user's own device (`managed='no'`) keeps its
    /// name (libvirt 9.0.0, `virDomainNetDefParseXML` and `virDomainNetDefFormat`).
    ///
    /// The type is the one that the interface is written with ([`Interface::written_type`]): the guest that a document shows is
    /// stored and sent, not what becomes of the document if somebody defines another guest by it.
    ///
    /// ```
    /// use ifrace_allocator::interface::{Interface, InterfaceType, Source};
    /// use ifrace_allocator::rules::XmlRules;
    /// use ifrace_allocator::xml::{Dialect, Step};
    ///
    /// let mut tap = Interface::new(InterfaceType::Ethernet, Source::Other);
    /// let dialect = Dialect { rules: &XmlRules::FROM_9_0, driver_prefix: None };
    /// assert_eq!(dialect.drops("vnet5", &tap, &[Step::Format]).map(|(step, _)| step), Some(Step::Format));
    /// tap.managed = Some(false);
    /// assert_eq!(dialect.drops("vnet5", &tap, &[Step::Format]), None);
    /// ```
    pub fn drops(&self, name: &str, interface: &Interface, steps: &[Step]) -> Option<(Step, DropRule)> {
        if interface.is_unmanaged() {
            return None;
        }
        // An empty prefix would drop every name; no driver has one.
        let of_driver = self.driver_prefix.filter(|prefix| !prefix.is_empty() && name.starts_with(prefix));
        steps.iter().find_map(|&step| {
            let auto = self.names(step).iter().find(|auto| auto.matches(name, interface.written_type()));
            let rule = auto.map(|auto| DropRule::AutoName(*auto));
            Some((step, rule.or_else(|| of_driver.map(|prefix| DropRule::DriverPrefix(prefix.to_owned())))?))
        })
    }

    const fn names(&self, step: Step) -> &'static [AutoName] {
        match step {
            Step::Parse => self.rules.dropped_on_parse,
            Step::Format => self.rules.dropped_on_format,
        }
    }
}

/// A dialect that a document keeps.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    rules: XmlRules,
    driver_prefix: Option<String>,
}

impl Kept {
    pub(super) fn new(dialect: &Dialect<'_>) -> Self {
        Self { rules: *dialect.rules, driver_prefix: dialect.driver_prefix.map(str::to_owned) }
    }

    pub(super) fn dialect(&self) -> Dialect<'_> {
        Dialect { rules: &self.rules, driver_prefix: self.driver_prefix.as_deref() }
    }
}
