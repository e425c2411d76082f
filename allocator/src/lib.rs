//! The real system: names of network devices, and the devices themselves on a Linux host.
//!
//! Nothing here knows the model of the kernel in `ifrace-model`: the model is the oracle that this crate is compared with, and
//! shared code would hide shared errors. For the same reason the wrappers in [`linux`] send what they are given, unchecked and
//! unchanged, and hand back what the kernel answers.

pub mod guest;
pub mod host;
pub mod interface;
#[cfg(target_os = "linux")]
pub mod linux;
mod mac;
pub mod memory;
mod name;
pub mod names;
pub mod rules;
pub mod xml;

pub use mac::{Mac, NotAMac};
pub use name::{IfName, NAME_MAX};
