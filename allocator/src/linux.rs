//! Network devices of Linux: created, renamed, looked up and deleted by the interfaces that the kernel has for it.
//!
//! Names are bytes and are sent as they are given: too long, empty, without a NUL, with any byte. What is to be learned is how
//! the kernel answers, so nothing is checked or corrected on the way.
//!
//! | module | kernel interface |
//! |---|---|
//! | [`netns`] | a private network namespace for the calling thread (`unshare(2)`) |
//! | [`tun`] | tap and tun devices (`TUNSETIFF` and its relatives on `/dev/net/tun`) |
//! | [`rtnetlink`] | links of every kind, alternative names, lookup and deletion (`rtnetlink(7)`) |
//! | [`ioctl`] | lookup and rename by `struct ifreq` (`netdevice(7)`) |
//! | [`sysfs`] | lookup below `/sys/class/net` |
//! | [`host`] | all of it together, and the commands of a host: the operations of the life cycle of a guest |
//! | [`requirements`] | what of all this the machine offers |

mod error;
pub mod host;
mod ifreq;
pub mod ioctl;
pub mod netns;
pub mod requirements;
pub mod rtnetlink;
pub mod sysfs;
pub mod tun;

pub use error::OsError;
