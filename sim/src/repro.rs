//! Known bugs of libvirt, reproduced step by step.
//!
//! A [`Case`] plays its scenes on any [`Site`](crate::scene::Site): the host in memory, or a real one. The same life cycle runs on
//! both, under the rules of the release that is asked for and of those that changed the matter.

mod cards;
mod case;
mod document;
mod failed_migration;
mod maker;
mod named_conflict;
mod needs;
mod played;
mod pre_existing_tap;
#[cfg(test)]
mod refusing;
mod reuse_after_stop;
mod run;
mod scripts;
mod stage;
mod subject;
mod unmanaged_tap;

pub use case::{Case, Comparison};
pub use document::UnfitDocument;
pub use maker::{Maker, MemoryMaker, NoSite};
pub use needs::Needs;
pub use played::{Ending, Played};
pub use run::{Reproduction, Run, Verdict};
pub use subject::Subject;
