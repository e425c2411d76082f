//! What the machine offers of all that live runs need.

mod kinds;
mod tun;

pub use kinds::{KindSupport, link_kinds};
pub use tun::{TunAccess, tun_access};

/// The release of the running kernel, such as `6.18.2` with what its builder appended (`uname(2)`).
pub fn kernel_release() -> String {
    rustix::system::uname().release().to_string_lossy().into_owned()
}
