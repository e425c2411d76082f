//! How Linux names network devices.
//!
//! A [`Namespace`] is one network namespace as the kernel keeps it: devices with an index, a primary name and alternative
//! names, and a table of names in which the newest holder of a name answers. Each operation returns what the kernel returns:
//! a name and an index, or an error number.
//!
//! ```
//! use ifrace_model::kernel::{Link, Namespace, Reply, Rules, TunSetIff};
//!
//! let mut host = Namespace::new(Rules::Trust);
//! let tap = TunSetIff::tap(b"vnet%d");
//! for expected in ["vnet0", "vnet1"] {
//!     let Ok(Reply::Link(Link { name, .. })) = host.tun(&tap) else { panic!("a tap is created") };
//!     assert_eq!(name.to_string(), expected);
//! }
//! // The name of the device that was deleted last is the first one to be handed out again.
//! host.close(2).unwrap();
//! let Ok(Reply::Link(again)) = host.tun(&tap) else { panic!("a tap is created") };
//! assert_eq!(again.name.to_string(), "vnet0");
//! ```
//!
//! # Cost of a template
//! Choosing the lowest free id takes at most five look-ups in a sorted map and a scan of three words of a bitmap, however many
//! devices there are. Adding or removing a name costs one such look-up for each digit in the name. See [`UsedIds`].
//!
//! # Sources
//! `net/core/dev.c` (`dev_valid_name()`, `__dev_alloc_name()`, `register_netdevice()`, `dev_change_name()`),
//! `net/core/rtnetlink.c` (`__rtnl_newlink()`, `rtnl_linkprop()`, `rtnl_dellink()`), `drivers/net/tun.c` (`tun_set_iff()`) and
//! experiments on Linux 6.18.

mod altname;
mod close;
mod delete;
mod device;
mod id_set;
mod lookup;
mod lowest_free;
mod mtu;
mod namespace;
mod newlink;
mod operation;
mod pick;
mod rename;
mod rules;
mod tun;
mod used_ids;
mod veth;

pub use delete::Selector;
pub use device::{Device, LinkKind, Tun};
pub use id_set::IdSet;
pub use lookup::Via;
pub use lowest_free::lowest_free;
pub use mtu::{MTU_MAX, MTU_MIN};
pub use namespace::{Link, Namespace, Reply};
pub use newlink::NewLink;
pub use operation::Operation;
pub use rename::RenameVia;
pub use rules::{ID_LIMIT, Rules};
pub use tun::{Caller, TunSetIff};
pub use used_ids::UsedIds;
