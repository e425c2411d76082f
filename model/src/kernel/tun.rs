//! `TUNSETIFF`: creating a tun or tap device, or attaching to one.

use super::device::{Device, LinkKind, Tun};
use super::{Namespace, Reply};
use crate::{Errno, IfName};

/// Most descriptors of one multi-queue device (`MAX_TAP_QUEUES`, `drivers/net/tun.c`).
const QUEUES_MAX: u16 = 256;

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Caller {
    /// A process with `CAP_NET_ADMIN` in the namespace.
    #[default]
    Admin,
    /// A process without it, and with these effective ids and no other groups.
    User {
        /// Effective user id.
        uid: u32,
        /// Effective group id.
        gid: u32,
    },
}

/// A fresh descriptor of `/dev/net/tun` and one `TUNSETIFF` on it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TunSetIff {
    /// The name as the caller copies it into `ifr_name`; empty asks for `tun%d` or `tap%d`.
    pub name: Vec<u8>,
    /// `IFF_TUN`.
    pub tun: bool,
    /// `IFF_TAP`.
    pub tap: bool,
    /// `IFF_TUN_EXCL`: fail if anything answers to the name.
    pub excl: bool,
    /// `IFF_MULTI_QUEUE`.
    pub multi_queue: bool,
    /// Make the device persistent (`TUNSETPERSIST`) and close the descriptor at once.
    pub persist: bool,
    /// Then set this owner (`TUNSETOWNER`).
    pub owner: Option<u32>,
    /// Then set this group (`TUNSETGROUP`).
    pub group: Option<u32>,
    /// Who makes the `TUNSETIFF`.
    pub caller: Caller,
}

impl TunSetIff {
    /// A tap of this name, with no other flag.
    pub fn tap(name: &[u8]) -> Self {
        Self { name: name.to_vec(), tap: true, ..Self::default() }
    }
}

impl Tun {
    /// Whether a caller may attach (`tun_not_capable()`): an owner and a group that are set must both be the caller's.
    fn admits(&self, caller: Caller) -> bool {
        match caller {
            Caller::Admin => true,
            Caller::User { uid, gid } => {
                self.owner.is_none_or(|owner| owner == uid) && self.group.is_none_or(|group| group == gid)
            }
        }
    }
}

impl Namespace {
    /// Opens `/dev/net/tun` and attaches it (`tun_set_iff()`).
    ///
    /// The name is looked up as it stands first, alternative names included, and only then taken for a template: an alternative
    /// name that reads `vnet%d` hijacks the template.
    ///
    /// # Errors
    /// EBUSY if the name exists and `excl` is set, or its only queue is taken; EINVAL for a device of another kind or mode;
    /// E2BIG when 256 queues are attached; EPERM without the right to attach or create; otherwise as a registration.
    pub fn tun(&mut self, request: &TunSetIff) -> Result<Reply, Errno> {
        let name = IfName::cut(&request.name);
        let index = match self.lookup_exact(name.as_bytes()) {
            Some(index) => self.attach(index, request)?,
            None => self.create_tun(name, request)?,
        };
        let reply = self.reply(index);
        self.settle(index, request);
        reply
    }

    fn attach(&mut self, index: u32, request: &TunSetIff) -> Result<u32, Errno> {
        if request.excl {
            return Err(Errno::EBUSY);
        }
        let tun = self.device_mut(index).and_then(|device| device.tun.as_mut()).ok_or(Errno::EINVAL)?;
        let same_mode = if tun.layer3 { request.tun } else { request.tap };
        if !same_mode || request.multi_queue != tun.multi_queue {
            return Err(Errno::EINVAL);
        }
        if !tun.admits(request.caller) {
            return Err(Errno::EPERM);
        }
        match (tun.multi_queue, tun.queues) {
            (false, 1..) => Err(Errno::EBUSY),
            (true, QUEUES_MAX..) => Err(Errno::E2BIG),
            _ => Ok(index),
        }
    }

    fn create_tun(&mut self, name: IfName, request: &TunSetIff) -> Result<u32, Errno> {
        if request.caller != Caller::Admin {
            return Err(Errno::EPERM);
        }
        let default: &[u8] = match (request.tun, request.tap) {
            (true, _) => b"tun%d",
            (false, true) => b"tap%d",
            (false, false) => return Err(Errno::EINVAL),
        };
        let wanted = if name.is_empty() { default } else { name.as_bytes() };
        let mut device = Device::new(name, LinkKind::Tun);
        device.tun = Some(Tun { layer3: request.tun, multi_queue: request.multi_queue, ..Tun::default() });
        self.register(wanted, None, device)
    }

    /// Lets a device survive its descriptors, or not (`TUNSETPERSIST` on a descriptor that is attached to it).
    ///
    /// # Errors
    /// `EBADFD` if no tap or tun has the index.
    pub fn set_persist(&mut self, index: u32, persist: bool) -> Result<Reply, Errno> {
        let tun = self.device_mut(index).and_then(|device| device.tun.as_mut());
        tun.ok_or(Errno::EBADFD)?.persistent = persist;
        Ok(Reply::Done)
    }

    /// What follows a successful attach: owner, group and persistence are set; a persistent device's descriptor is closed.
    fn settle(&mut self, index: u32, request: &TunSetIff) {
        let Some(tun) = self.device_mut(index).and_then(|device| device.tun.as_mut()) else { return };
        tun.owner = request.owner.or(tun.owner);
        tun.group = request.group.or(tun.group);
        if request.persist {
            tun.persistent = true;
        } else {
            tun.queues += 1;
            self.descriptors.entry(index).or_default().push(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Link, NewLink, Rules};

    fn host() -> Namespace {
        Namespace::new(Rules::Trust)
    }

    fn name_of(reply: Result<Reply, Errno>) -> Result<String, Errno> {
        reply.map(|reply| match reply {
            Reply::Link(Link { name, .. }) => name.to_string(),
            Reply::Done => String::new(),
        })
    }

    fn tap(host: &mut Namespace, name: &str) -> Result<String, Errno> {
        name_of(host.tun(&TunSetIff::tap(name.as_bytes())))
    }

    fn persistent(name: &str) -> TunSetIff {
        TunSetIff { persist: true, ..TunSetIff::tap(name.as_bytes()) }
    }

    #[test]
    fn a_name_is_cut_to_fifteen_bytes() {
        let mut host = host();
        assert_eq!(tap(&mut host, "abcdefghijklmno%d"), Ok("abcdefghijklmno".into()));
        assert_eq!(tap(&mut host, "abcdefghijklmn%d"), Err(Errno::EINVAL), "cut to a lone %");
    }

    #[test]
    fn without_a_name_the_mode_gives_the_template() {
        let mut host = host();
        assert_eq!(tap(&mut host, ""), Ok("tap0".into()));
        assert_eq!(name_of(host.tun(&TunSetIff { tun: true, ..TunSetIff::default() })), Ok("tun0".into()));
        assert_eq!(name_of(host.tun(&TunSetIff { tun: true, ..TunSetIff::tap(b"") })), Ok("tun1".into()), "both flags: tun");
        assert_eq!(name_of(host.tun(&TunSetIff::default())), Err(Errno::EINVAL));
    }

    #[test]
    fn an_attached_tap_can_be_made_to_survive() {
        let mut host = host();
        host.tun(&TunSetIff::tap(b"vnet0")).unwrap();
        host.set_persist(2, true).unwrap();
        host.close(2).unwrap();
        assert!(host.device(2).is_some());
        assert_eq!(host.set_persist(3, true), Err(Errno::EBADFD));
    }

    #[test]
    fn a_detached_persistent_tap_is_adopted_unless_excl_forbids_it() {
        let mut host = host();
        host.tun(&persistent("vnet0")).unwrap();
        let excl = TunSetIff { excl: true, ..TunSetIff::tap(b"vnet0") };
        assert_eq!(host.tun(&excl), Err(Errno::EBUSY));
        assert_eq!(tap(&mut host, "vnet0"), Ok("vnet0".into()));
        assert_eq!(tap(&mut host, "vnet0"), Err(Errno::EBUSY), "its one queue is attached now");
        assert_eq!(host.close(2), Ok(Reply::Done));
        assert!(host.device(2).is_some(), "a persistent tap survives its descriptor");
    }

    #[test]
    fn other_kinds_modes_and_queue_counts_do_not_fit() {
        let mut host = host();
        host.tun(&persistent("vnet0")).unwrap();
        host.new_link(&NewLink::create("bridge", Some(b"br0"))).unwrap();
        assert_eq!(tap(&mut host, "br0"), Err(Errno::EINVAL));
        assert_eq!(host.tun(&TunSetIff { tun: true, tap: false, ..TunSetIff::tap(b"vnet0") }), Err(Errno::EINVAL));
        assert_eq!(host.tun(&TunSetIff { multi_queue: true, ..TunSetIff::tap(b"vnet0") }), Err(Errno::EINVAL));
        assert!(host.tun(&TunSetIff { tun: true, ..TunSetIff::tap(b"vnet0") }).is_ok(), "both flags match either mode");
    }

    #[test]
    fn an_altname_that_reads_like_a_template_hijacks_it() {
        let mut host = host();
        host.tun(&persistent("mine")).unwrap();
        host.altname_add(2, b"vnet%d").unwrap();
        assert_eq!(tap(&mut host, "vnet%d"), Ok("mine".into()));
    }

    #[test]
    fn queues_are_limited_and_the_last_one_takes_the_device_along() {
        let mut host = host();
        let queue = TunSetIff { multi_queue: true, ..TunSetIff::tap(b"mq") };
        for _ in 0..256 {
            host.tun(&queue).unwrap();
        }
        assert_eq!(host.tun(&queue), Err(Errno::E2BIG));
        for _ in 0..255 {
            host.close(2).unwrap();
        }
        assert!(host.device(2).is_some());
        host.close(2).unwrap();
        assert!(host.device(2).is_none());
    }

    #[test]
    fn owner_and_group_must_both_be_the_callers() {
        let mut host = host();
        let user = |uid, gid| TunSetIff { caller: Caller::User { uid, gid }, ..TunSetIff::tap(b"vnet0") };
        assert_eq!(host.tun(&user(7, 8)), Err(Errno::EPERM), "creation needs CAP_NET_ADMIN");
        host.tun(&TunSetIff { owner: Some(7), group: Some(8), ..persistent("vnet0") }).unwrap();
        assert_eq!(host.tun(&user(7, 9)), Err(Errno::EPERM));
        assert_eq!(host.tun(&user(6, 8)), Err(Errno::EPERM));
        assert!(host.tun(&user(7, 8)).is_ok());
    }
}
