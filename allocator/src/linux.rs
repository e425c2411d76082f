//! Network devices of Linux: created, renamed, looked up and deleted by the interfaces that the kernel has for it.
//!
//! Names are bytes and are sent as they are given: too long, empty, without a NUL, with any byte. What is to be learned is how
//! the kernel answers, so nothing is checked or corrected on the way.
//!
//! | module | kernel interface |
//! |---|---|
//! | [`boot`] | which run of the machine this is (`random(4)`) |
//! | [`netns`] | a private network namespace for the calling thread (`unshare(2)`) |
//! | [`tun`] | tap and tun devices (`TUNSETIFF` and its relatives on `/dev/net/tun`) |
//! | [`rtnetlink`] | links of every kind, alternative names, lookup and deletion (`rtnetlink(7)`) |
//! | [`ioctl`] | lookup and rename by `struct ifreq` (`netdevice(7)`) |
//! | [`sysfs`] | lookup below `/sys/class/net` |
//! | [`shared_file`] | a file of atomic words that processes share, with locks that end with their process (`mmap(2)`, `fcntl(2)`) |
//! | [`devices`] | taps and macvtaps with names that nobody else has, created exclusively and removed by what they are |
//! | [`host`] | all of it together, and the commands of a host: the operations of the life cycle of a guest |
//! | [`host_names`] | a picture of all names, kept up to date by the events of links (`RTNLGRP_LINK`) |
//! | [`identity`] | cleanup by what a thing is instead of by its name: devices, rules of `nft`, ports of Open vSwitch |
//! | [`requirements`] | what of all this the machine offers |

pub mod boot;
pub mod devices;
mod error;
pub mod host;
pub mod host_names;
pub mod identity;
mod ifreq;
pub mod ioctl;
pub mod netns;
pub mod requirements;
pub mod rtnetlink;
pub mod shared_file;
pub mod sysfs;
pub mod tun;

pub use error::OsError;
