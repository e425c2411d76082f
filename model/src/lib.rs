//! The pure model of network-interface names.
//!
//! Three things live here, and each answers a different question:
//!
//! * [`kernel`]: what does Linux do with this name? A [`kernel::Namespace`] answers every operation that creates, renames,
//!   deletes or looks up a device with the kernel's own result: a name and an index, or an [`Errno`].
//! * [`policy`]: which name would this allocator pick? One state machine for each era of libvirt's history.
//! * [`invariant`]: was that safe? Checkers over a history of [`history::Event`]s.
//!
//! Nothing here does I/O, starts a thread, reads a clock or draws a random number, and the crate has no dependency: it is the
//! oracle that real allocators and real kernels are compared with.

#![forbid(unsafe_code)]

mod errno;
pub mod history;
pub mod invariant;
pub mod kernel;
mod name;
pub mod policy;
mod template;

pub use errno::Errno;
pub use name::{IFNAMSIZ, IfName, NAME_MAX, is_kernel_space, is_valid, until_nul};
pub use template::{Template, TemplateError};
