//! The real system: names of network devices, and the devices themselves on a Linux host.
//!
//! Nothing here knows the model of the kernel in `ifrace-model`: the model is the oracle that this crate is compared with, and
//! shared code would hide shared errors. For the same reason the wrappers in [`linux`] send what they are given, unchecked and
//! unchanged, and hand back what the kernel answers.

#[cfg(target_os = "linux")]
pub mod linux;
pub mod names;
