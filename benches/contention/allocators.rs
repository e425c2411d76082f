//! The allocators that are compared.

mod bare_counter;
mod hardened;
mod kernel_template;
mod libvirt;
mod policy;
mod probing;

pub(crate) use bare_counter::BareCounter;
pub(crate) use hardened::Hardened;
pub(crate) use kernel_template::KernelTemplate;
pub(crate) use libvirt::Libvirt;
pub(crate) use policy::Policy;
pub(crate) use probing::Probing;
