//! Cleanup by identity: what belonged to one device, or to one guest, is removed, and nothing that took over its name, or its
//! index, meanwhile.
//!
//! | thing | identity | removed by |
//! |---|---|---|
//! | device | [`DeviceIdentity`]: index, owner token, network namespace | [`Cleanup`] |
//! | rule of nftables | [`RuleIdentity`]: handle and comment | [`NftCleanup`] |
//! | port of Open vSwitch | [`OvsPortIdentity`]: row and owner's mark | [`Ovsdb`] |
//!
//! # Why an index alone is not enough
//!
//! The kernel gives each index once. But a device can be created with the index of a dead one (`ifi_index` of `RTM_NEWLINK`,
//! `TUNSETIFINDEX`), and one that comes from another network namespace keeps its index where that is free
//! (`__dev_change_net_namespace()`). So a device bears an owner token, its group (`IFLA_GROUP`): the kernel keeps it through
//! renames, up and down, and moves between namespaces, and it goes away with the device.
//!
//! # Why a token alone is not enough
//!
//! `RTM_DELLINK` by the group deletes *every* member, also a device that somebody else has put there, and there is no way to ask
//! for the members of a group but a dump of all devices, which is slow, and old when it arrives. By the index it compares nothing
//! else. No request compares both (`rtnl_dellink()`).
//!
//! # How both are compared
//!
//! [`Cleanup::delete`] pins the device. It looks for the index and compares the token; gives the device with that index an
//! alternative name of its own, which begins with `ifrace-pin-` and is made up for this one call; looks for that name and
//! compares index and token again; and deletes by that name. The kernel lets no two devices of a namespace have one alternative
//! name, and this one is longer than a primary name can be. It goes away with the device. So what the last request finds is the
//! device that was compared, or nothing: if it died in between, `ENODEV`, whoever has its index or its name by then. A device
//! that got the index between the first look and the pin has the name for a moment, and loses it again. A pin stays only on a
//! device that is moved to another namespace at that very moment, or if this process is killed then; it does no harm.
//!
//! The four requests beside the deletion take some 40 microseconds among 10,000 devices; the deletion itself takes 16,000, in
//! which the kernel mostly waits, and a dump takes 80,000 (Linux 6.18). Alternative names need Linux 5.5.

mod cleanup;
mod device;
mod nft;
mod ovs;
mod pin;
#[cfg(test)]
mod pin_tests;
mod removal;

pub use cleanup::{Cleanup, CleanupError, Found};
pub use device::{DeviceIdentity, OwnerToken};
pub use nft::{Family, NftCleanup, RuleIdentity};
pub use ovs::{OvsPortIdentity, Ovsdb, OvsdbError};
pub use removal::Removal;
