//! Descriptors of `/dev/net/tun`.

use super::{Answer, Device, File, World, in_ifreq};
use ifrace_model::Errno;
use ifrace_model::kernel::{Caller, LinkKind, Tun, TunSetIff};

impl World {
    /// A fresh descriptor and one `TUNSETIFF` (`tun_set_iff()`): the name is looked up as it stands, and a template only after
    /// that.
    pub(super) fn tun_set_iff(&mut self, request: &TunSetIff) -> Answer {
        let name = in_ifreq(&request.name);
        let index = match self.answering(name) {
            Some(index) => {
                self.may_attach(index, request)?;
                index
            }
            None => self.create_tun(name, request)?,
        };
        self.attach(index, request);
        Ok(Some(index))
    }

    /// The checks in their order (`tun_set_iff()`, `tun_not_capable()`, `tun_attach()`).
    fn may_attach(&self, index: u32, request: &TunSetIff) -> Result<(), Errno> {
        if request.excl {
            return Err(Errno::EBUSY);
        }
        let tun = self.device(index).and_then(|device| device.tun).ok_or(Errno::EINVAL)?;
        if tun.layer3 && !request.tun || !tun.layer3 && !request.tap {
            return Err(Errno::EINVAL);
        }
        if tun.multi_queue != request.multi_queue {
            return Err(Errno::EINVAL);
        }
        let is_foreign = |uid, gid| tun.owner.is_some_and(|owner| owner != uid) || tun.group.is_some_and(|group| group != gid);
        if matches!(request.caller, Caller::User { uid, gid } if is_foreign(uid, gid)) {
            return Err(Errno::EPERM);
        }
        if !tun.multi_queue && tun.queues > 0 {
            return Err(Errno::EBUSY);
        }
        // MAX_TAP_QUEUES
        if tun.queues >= 256 { Err(Errno::E2BIG) } else { Ok(()) }
    }

    fn create_tun(&mut self, name: &[u8], request: &TunSetIff) -> Result<u32, Errno> {
        if request.caller != Caller::Admin {
            return Err(Errno::EPERM);
        }
        if !request.tun && !request.tap {
            return Err(Errno::EINVAL);
        }
        let wanted = match name {
            b"" if request.tun => b"tun%d",
            b"" => b"tap%d",
            name => name,
        };
        let tun = Tun { layer3: request.tun, multi_queue: request.multi_queue, ..Tun::default() };
        self.register(wanted, None, Device { tun: Some(tun), ..Device::new(LinkKind::Tun) })
    }

    /// What the caller sets afterwards (`TUNSETOWNER`, `TUNSETGROUP`, `TUNSETPERSIST`); a persistent device is detached at once.
    fn attach(&mut self, index: u32, request: &TunSetIff) {
        let Some(tun) = self.device_mut(index).and_then(|device| device.tun.as_mut()) else { return };
        if request.owner.is_some() {
            tun.owner = request.owner;
        }
        if request.group.is_some() {
            tun.group = request.group;
        }
        if request.persist {
            tun.persistent = true;
        } else {
            tun.queues += 1;
            self.files.push(File { device: index, attached: true });
        }
    }

    /// Closes the newest descriptor that was attached to this device (`__tun_detach()`).
    pub(super) fn close(&mut self, index: u32) -> Answer {
        let newest = self.files.iter().rposition(|file| file.device == index).ok_or(Errno::EBADF)?;
        if !self.files.remove(newest).attached {
            return Err(Errno::EBADFD);
        }
        if let Some(tun) = self.device_mut(index).and_then(|device| device.tun.as_mut()) {
            tun.queues -= 1;
            if tun.queues == 0 && !tun.persistent {
                self.unregister(index);
            }
        }
        Ok(None)
    }
}
