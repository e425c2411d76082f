//! libvirt's own generator of names, from its library.

mod allocator;
mod library;

pub use allocator::{ABILITIES, LibvirtAllocator};
pub use library::{Library, LibraryError, SONAME};
