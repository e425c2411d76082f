//! Creating devices.

use super::LiveKernel;
use super::kernel::reply;
use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::rtnetlink::{self, payload};
use ifrace_allocator::linux::tun::{TunDevice, TunFlags, UnprivilegedCaller};
use ifrace_model::kernel::{Caller, NewLink, Reply, TunSetIff};

impl LiveKernel {
    pub(super) fn tun(&mut self, request: &TunSetIff) -> Result<Reply, OsError> {
        let mut device = TunDevice::open()?;
        let flags = flags(request);
        let name = match request.caller {
            Caller::Admin => device.set_iff(&request.name, flags)?,
            Caller::User { uid, gid } => device.set_iff_as(&request.name, flags, UnprivilegedCaller { uid, gid })?,
        };
        let link = self.rtnetlink.get_by_name(&payload(&name))?;
        if let Some(owner) = request.owner {
            device.set_owner(owner)?;
        }
        if let Some(group) = request.group {
            device.set_group(group)?;
        }
        if request.persist {
            device.set_persist(true)?;
        } else {
            self.taps.push((link.index, device));
        }
        Ok(reply(&link))
    }

    pub(super) fn new_link(&mut self, request: &NewLink) -> Result<Reply, OsError> {
        let name = request.name.as_deref().map(payload);
        let message = rtnetlink::NewLink {
            name: name.clone(),
            index: request.index,
            link: request.link,
            peer_name: request.peer.as_deref().filter(|_| request.kind == b"veth").map(payload),
            group: request.group,
            create: request.create,
            excl: request.excl,
            replace: request.replace,
            echo: true,
            ..rtnetlink::NewLink::of_kind(&request.kind)
        };
        if let Some(created) = self.rtnetlink.new_link(&message)? {
            return Ok(reply(&created));
        }
        // Nothing was created, or the kernel is older than 6.2 and does not tell.
        let known = match (u32::try_from(request.index), name) {
            (Ok(index @ 1..), _) => self.rtnetlink.get_by_index(index),
            (_, Some(name)) => self.rtnetlink.get_by_name(&name),
            _ if !request.create => return Ok(Reply::Done),
            _ => Err(OsError::new("RTM_GETLINK", libc::ENODEV)),
        };
        match known {
            Err(error) if error.errno == libc::ENODEV => self.newest(),
            known => known.map(|link| reply(&link)),
        }
    }

    /// The device with the highest index: the last one that was created without choosing its index.
    fn newest(&mut self) -> Result<Reply, OsError> {
        let links = self.rtnetlink.dump()?;
        let newest = links.iter().max_by_key(|link| link.index);
        newest.map(reply).ok_or(OsError::new("RTM_GETLINK", libc::ENODEV))
    }
}

fn flags(request: &TunSetIff) -> TunFlags {
    let set = [
        (request.tun, TunFlags::TUN),
        (request.tap, TunFlags::TAP),
        (request.excl, TunFlags::EXCLUSIVE),
        (request.multi_queue, TunFlags::MULTI_QUEUE),
    ];
    set.iter().filter(|(is_set, _)| *is_set).fold(TunFlags::NO_PI, |flags, (_, flag)| flags | *flag)
}
