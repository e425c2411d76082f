//! Changing and deleting devices.

use super::LiveKernel;
use super::kernel::reply;
use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::rtnetlink::{self, payload};
use ifrace_model::kernel::{RenameVia, Reply, Selector};

impl LiveKernel {
    pub(super) fn close(&mut self, index: u32) -> Result<Reply, OsError> {
        let at = self.taps.iter().rposition(|(tap, _)| *tap == index).ok_or(OsError::new("close", libc::EBADF))?;
        let (_, tap) = self.taps.remove(at);
        tap.name().map(|_| Reply::Done)
    }

    pub(super) fn rename(&mut self, index: u32, name: &[u8], via: RenameVia) -> Result<Reply, OsError> {
        let renamed = match via {
            RenameVia::Netlink => {
                self.rtnetlink.rename(index, &payload(name))?;
                index
            }
            RenameVia::Ioctl => {
                let old = self.rtnetlink.get_by_index(index)?.name;
                let found = self.ioctl.index_of(&old)?;
                self.ioctl.rename(&old, name)?;
                found
            }
        };
        self.rtnetlink.get_by_index(renamed).map(|link| reply(&link))
    }

    pub(super) fn altname_add(&mut self, index: u32, name: &[u8]) -> Result<Reply, OsError> {
        self.rtnetlink.altname_add(index, &payload(name)).map(|()| Reply::Done)
    }

    pub(super) fn altname_del(&mut self, index: u32, name: &[u8]) -> Result<Reply, OsError> {
        self.rtnetlink.altname_del(index, &payload(name)).map(|()| Reply::Done)
    }

    pub(super) fn set_mtu(&mut self, index: u32, mtu: u32) -> Result<Reply, OsError> {
        self.rtnetlink.set_mtu(index, mtu).map(|()| Reply::Done)
    }

    pub(super) fn delete(&mut self, selector: &Selector) -> Result<Reply, OsError> {
        let message = rtnetlink::Selector {
            index: Some(selector.index),
            name: selector.name.as_deref().map(payload),
            altname: None,
            group: selector.group,
        };
        self.rtnetlink.delete(&message).map(|()| Reply::Done)
    }
}
