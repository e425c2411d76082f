//! Where hosts come from.

use super::Needs;
use crate::scene::Site;
use ifrace_allocator::host::Failure;
use ifrace_allocator::memory::MemoryHost;
use ifrace_allocator::rules::Rules;

/// Makes a fresh host for each scene.
pub trait Maker {
    /// The host.
    type Site: Site;

    /// A host with nothing on it but what the machine gives every host, able to do what is needed under the rules of a release.
    ///
    /// # Errors
    /// [`NoSite`], which says why there is none.
    fn fresh(&mut self, needs: &[Needs], rules: &Rules) -> Result<Self::Site, NoSite>;
}

/// Why there is no host for a scene.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSite {
    /// The machine lacks these things; each text says what brings it.
    Missing(Vec<String>),
    /// It could not be made.
    Failed(Failure),
}

/// Makes hosts in memory.
#[derive(Clone, Copy, Debug, Default)]
pub struct MemoryMaker;

impl Maker for MemoryMaker {
    type Site = MemoryHost;

    fn fresh(&mut self, _needs: &[Needs], _rules: &Rules) -> Result<MemoryHost, NoSite> {
        Ok(MemoryHost::new())
    }
}
