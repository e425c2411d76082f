//! The names of the test's world, as texts and as numbers.

use ifrace_allocator::IfName;
use ifrace_sim::world::host::HostNames;
use ifrace_sim::world::op::NameId;

/// The devices that nobody touches: lower devices, bridges of both sorts, and two that take a name of a template.
pub(crate) const FURNITURE: [&str; 8] = ["eth0", "eth1", "br0", "br1", "ovsbr0", "ovsbr1", "vnet1", "macvtap0"];
pub(crate) const LOWERS: [&str; 2] = ["eth0", "eth1"];
pub(crate) const BRIDGES: [&str; 2] = ["br0", "br1"];
pub(crate) const OVS_BRIDGES: [&str; 2] = ["ovsbr0", "ovsbr1"];
pub(crate) const NETWORKS: [&str; 2] = ["default", "switched"];
const TEMPLATES: [&str; 2] = ["vnet%d", "macvtap%d"];

/// The ids that the kernel tries for a template (Linux, `__dev_alloc_name`).
const IDS: u32 = 32_768;

/// The names by their numbers, from 1 on.
pub(crate) struct Table {
    names: Vec<IfName>,
}

impl Table {
    /// The furniture and these names.
    pub(crate) fn new(names: &[&str]) -> Self {
        Self { names: FURNITURE.iter().chain(names).map(|name| if_name(name)).collect() }
    }

    pub(crate) fn number(&mut self, name: IfName) -> NameId {
        let at = self.names.iter().position(|one| *one == name).unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        });
        at as NameId + 1
    }

    pub(crate) fn name(&self, name: NameId) -> IfName {
        self.names[usize::from(name) - 1]
    }

    pub(crate) fn bytes(&self, name: NameId) -> &[u8] {
        self.names[usize::from(name) - 1].as_bytes()
    }

    /// Every number that there is so far.
    pub(crate) fn all(&self) -> std::ops::RangeInclusive<NameId> {
        1..=self.names.len() as NameId
    }
}

pub(crate) fn template(number: u8) -> &'static str {
    TEMPLATES[usize::from(number)]
}

pub(crate) fn if_name(text: &str) -> IfName {
    IfName::new(text).expect("it fits")
}

impl HostNames for Table {
    fn expand(&mut self, template: u8, id: u32) -> NameId {
        self.number(if_name(&TEMPLATES[usize::from(template)].replace("%d", &id.to_string())))
    }

    fn is_furniture(&self, name: NameId) -> bool {
        usize::from(name) <= FURNITURE.len()
    }

    fn lowest_free(&mut self, template: u8, is_taken: &mut dyn FnMut(NameId) -> bool) -> Option<NameId> {
        let mut names = (0..IDS).map(|id| self.expand(template, id));
        names.find(|name| usize::from(*name) > FURNITURE.len() && !is_taken(*name))
    }

    fn actual_of(&self, network: u8) -> u8 {
        10 + network
    }
}
