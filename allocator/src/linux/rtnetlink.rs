//! Links by `rtnetlink(7)`: created, changed, looked up and deleted; and their queueing disciplines.
//!
//! Names travel as *payloads*: the bytes of the attribute as they are given, whose trailing NUL is up to the caller
//! ([`payload`] appends one). The kernel counts one trailing NUL less, refuses more than 15 bytes of a name and more than 127 of
//! an alternative name with `ERANGE` (its attribute policy, `ifla_policy`), and takes the bytes before the first NUL.

mod altname;
mod attribute;
mod change;
mod delete;
mod link;
mod link_events;
mod lookup;
mod macvlan_mode;
mod new_link;
mod qdisc;
mod release_master;
mod request;
mod socket;

pub use delete::Selector;
pub use link::Link;
pub use link_events::{Drained, LinkEvent, LinkEvents};
pub use macvlan_mode::MacvlanMode;
pub use new_link::NewLink;
pub use qdisc::{Qdisc, QdiscParent};
pub use socket::Rtnetlink;

use super::OsError;

/// The usual payload of a name: its bytes and a NUL.
pub fn payload(name: &[u8]) -> Vec<u8> {
    [name, b"\0"].concat()
}
