//! Random documents that describe guests, together with what is in them.
//!
//! The text says in one of many ways what the plan says: attributes in any order and between either kind of quotes, with entities
//! in their values, and among comments, foreign namespaces and elements that merely look like an interface or a target.

mod interface;
pub mod judge;
mod names;
mod noise;
mod plan;
mod source;
mod text;
mod traffic;
mod virtual_port;
mod wrapping;

use crate::Rng;
use ifrace_allocator::interface::{Interface, InterfaceType};
use ifrace_allocator::rules::XmlRules;
use std::collections::BTreeSet;
use std::ops::Range;
use text::Text;

/// What documents are to be like.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The types that the interfaces are drawn from.
    pub types: Vec<InterfaceType>,
    /// The outermost elements that are drawn from.
    pub roots: &'static [Root],
}

impl Profile {
    /// The types that some rules know, and every outermost element.
    pub fn of(rules: &XmlRules) -> Self {
        Self { types: rules.types(), roots: &Root::ALL }
    }

    /// Every type and every outermost element.
    pub fn all() -> Self {
        Self { types: InterfaceType::ALL.to_vec(), roots: &Root::ALL }
    }
}

/// The outermost element of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Root {
    /// `<domain>`, as it is defined, stored and sent.
    Domain,
    /// `<devices>`, a part of it.
    Devices,
    /// `<interface>`, as it is plugged in.
    Interface,
    /// `<domstatus>` around a `<domain>`, as libvirt keeps it for a guest that runs.
    Status,
    /// `<domainsnapshot>` around a `<domain>` and an `<inactiveDomain>`, as libvirt keeps it for a snapshot of a guest that runs.
    Snapshot,
}

impl Root {
    /// Every outermost element.
    pub const ALL: [Self; 5] = [Self::Domain, Self::Devices, Self::Interface, Self::Status, Self::Snapshot];
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its outermost element.
    pub root: Root,
    /// The whole text.
    pub text: String,
    /// Its interfaces, in their order.
    pub interfaces: Vec<Planned>,
}

/// An interface of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// What it says, read without dropping anything.
    pub interface: Interface,
    /// Its `<target>`.
    pub target: Option<Target>,
    /// A second one, which libvirt does not read (9.0.0, `virDomainNetDefParseXML`).
    pub unread: Option<Target>,
}

/// Where a `<target>` stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its bytes, from the first `<` to the last `>`.
    pub element: Range<usize>,
    /// The bytes of the attribute `dev`, with the white space before it.
    pub dev: Option<Range<usize>>,
}

/// A stream of documents: the same for the same seed and profile.
///
/// ```
/// use ifrace_allocator::interface::InterfaceType;
/// use ifrace_sim::documents::{Generator, Profile, Root};
///
/// let generator = Generator::new(1, Profile { types: InterfaceType::ALL.to_vec(), roots: &[Root::Domain] });
/// let sample = generator.sample(7);
/// assert!(sample.text.contains("</domain") && sample == generator.sample(7));
/// ```
#[derive(Clone, Debug)]
pub struct Generator {
    seed: u64,
    profile: Profile,
}

impl Generator {
    /// The stream of a seed.
    pub fn new(seed: u64, profile: Profile) -> Self {
        Self { seed, profile }
    }

    /// One document of the stream.
    ///
    /// No two of its interfaces have the same name, and every name is one that a device can bear or a template.
    ///
    /// # Panics
    /// If the profile has no types or no roots.
    pub fn sample(&self, case: u64) -> Sample {
        let mut rng = Rng::for_case(self.seed, case);
        let root = *rng.pick(self.profile.roots);
        let count = if root == Root::Interface { 1 } else { rng.below(MOST_INTERFACES + 1) };
        let mut taken = BTreeSet::new();
        let plans = (0..count).map(|_| plan::interface(&mut rng, &self.profile.types, &mut taken)).collect();
        let mut text = Text::new(rng);
        let interfaces = wrapping::document(&mut text, root, plans);
        Sample { root, text: text.into_string(), interfaces }
    }
}

/// The largest number of interfaces in a document.
const MOST_INTERFACES: usize = 5;
