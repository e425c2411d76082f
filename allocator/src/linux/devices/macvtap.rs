//! Macvtaps and macvlans.

use super::device_allocator::Attempt;
use super::mark::token_of;
use super::orphan::find_marked;
use super::{CreateError, DeviceAllocator, Lease, OwnedDevice, Wanted};
use crate::Mac;
use crate::host::MacvtapKind;
use crate::linux::OsError;
use crate::linux::host::device_node;
use crate::linux::identity::{DeviceIdentity, OwnerToken};
use crate::linux::rtnetlink::{MacvlanMode, NewLink, Rtnetlink, payload};
use std::os::fd::OwnedFd;

/// What a macvtap or macvlan is to be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MacvtapOptions {
    /// Which of both.
    pub kind: MacvtapKind,
    /// The index of the device that it is on.
    pub lower: u32,
    /// What it exchanges frames with.
    pub mode: MacvlanMode,
    /// Its hardware address; otherwise the kernel makes one up.
    pub address: Option<Mac>,
}

impl MacvtapOptions {
    /// A macvtap in bridge mode on a device.
    pub const fn on(lower: u32) -> Self {
        Self { kind: MacvtapKind::Macvtap, lower, mode: MacvlanMode::Bridge, address: None }
    }
}

impl DeviceAllocator {
    /// Creates a macvtap, and opens its character device, or a macvlan. It is there until somebody deletes it, or the device that it is on.
    ///
    /// # Errors
    /// [`CreateError`]; then there is no such device.
    pub fn create_macvtap(&self, wanted: Wanted, options: &MacvtapOptions) -> Result<OwnedDevice, CreateError> {
        let made = self.create(wanted, &mut |lease| {
            // Its sockets are open before there is anything to undo.
            self.with_cleanup(|cleanup| {
                let identity = match self.add_macvtap(lease, options, wanted)? {
                    Attempt::Made(identity) => identity,
                    Attempt::Taken => return Ok(Attempt::Taken),
                    Attempt::Unclear(error) => return Ok(Attempt::Unclear(error)),
                };
                match equip(lease, identity, options.kind) {
                    Ok(node) => Ok(Attempt::Made((identity, node))),
                    // The first failure is what counts.
                    Err(error) if cleanup.delete(&identity).is_ok() => Err(error),
                    Err(error) => Ok(Attempt::Unclear(error)),
                }
            })
        });
        made.map(|(lease, (identity, node))| OwnedDevice::new(lease, identity, node))
    }

    fn add_macvtap(
        &self,
        lease: &Lease,
        options: &MacvtapOptions,
        wanted: Wanted,
    ) -> Result<Attempt<DeviceIdentity>, CreateError> {
        let token = token_of(lease)?;
        let made = |index| Attempt::Made(DeviceIdentity { index, token, netns: self.cookie() });
        let mut rtnetlink = Rtnetlink::open()?;
        match rtnetlink.new_link(&request(lease, token, options)) {
            Ok(Some(link)) => Ok(made(link.index)),
            Err(OsError { errno: libc::EEXIST, .. }) => Ok(Attempt::Taken),
            Err(error @ OsError { errno: libc::EPERM, .. }) => Err(CreateError::NotPermitted(error)),
            Err(OsError { errno: libc::ENODEV, .. }) => Err(CreateError::NoLower(options.lower)),
            Err(error @ OsError { errno: libc::EINVAL, .. }) if wanted.may_be_bad() => {
                Err(CreateError::BadName(lease.name(), error))
            }
            // Linux before 6.2 does not tell what it has made, and of a failure to receive the answer nobody knows what it was.
            // Nobody else has the mark.
            answer => {
                let error = CreateError::Os(answer.err().unwrap_or(OsError::new("RTM_NEWLINK", libc::ENODEV)));
                Ok(match find_marked(lease) {
                    Ok(Some(link)) => made(link.index),
                    Ok(None) => return Err(error),
                    Err(_) => Attempt::Unclear(error),
                })
            }
        }
    }
}

/// Notes a macvtap that was just made, and opens its character device.
fn equip(lease: &mut Lease, identity: DeviceIdentity, kind: MacvtapKind) -> Result<Vec<OwnedFd>, CreateError> {
    lease.note_device(identity.index)?;
    match kind {
        MacvtapKind::Macvlan => Ok(Vec::new()),
        MacvtapKind::Macvtap => device_node::open(identity.index)
            .map(|node| vec![node])
            .map_err(|failure| OsError::new("open the character device", failure.errno).into()),
    }
}

fn request(lease: &Lease, token: OwnerToken, options: &MacvtapOptions) -> NewLink {
    NewLink {
        name: Some(payload(lease.name().as_bytes())),
        link: Some(options.lower),
        mode: Some(options.mode),
        address: options.address.map(|mac| mac.0),
        group: Some(token.get()),
        create: true,
        excl: true,
        echo: true,
        ..NewLink::of_kind(options.kind.to_string().as_bytes())
    }
}
