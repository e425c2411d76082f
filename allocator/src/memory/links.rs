//! Devices on top of another, and the deletion of any: `RTM_NEWLINK` and `RTM_DELLINK`.

use super::MemoryHost;
use super::device::{Holder, Lower};
use super::devices::LOOPBACK;
use super::errno::{EEXIST, EINVAL, ENODEV, ENOENT, EOPNOTSUPP};
use crate::host::{DeviceRef, Failure, Incarnation, LinkKind, MacvtapKind};
use crate::interface::MacvtapMode;
use crate::{IfName, Mac};

impl MemoryHost {
    /// `RTM_NEWLINK` with `NLM_F_CREATE | NLM_F_EXCL`, in the order of Linux 6.18: name and index of the new device. The owner is
    /// `None` for somebody else.
    ///
    /// # Errors
    /// `EEXIST` if the name is taken, `ENODEV` if there is no lower device, `EINVAL` if that is `lo` or one in passthrough mode
    /// would have to share it (`macvlan_common_newlink`), and those of a name.
    pub(super) fn create_macvtap(
        &mut self,
        owner: Option<Incarnation>,
        name: IfName,
        kind: MacvtapKind,
        lower: Lower,
        mac: Option<Mac>,
    ) -> Result<(IfName, u32), Failure> {
        if self.devices.get(name).is_some() {
            return Err(EEXIST);
        }
        if self.devices.require(lower.name)?.index == LOOPBACK {
            return Err(EINVAL);
        }
        let is_refused = |other: Lower| other.name == lower.name && [lower.mode, other.mode].contains(&MacvtapMode::Passthrough);
        if self.devices.iter().filter_map(|device| device.lower).any(is_refused) {
            return Err(EINVAL);
        }
        let name = self.devices.name_for(name)?;
        let kind = match kind {
            MacvtapKind::Macvtap => LinkKind::Macvtap,
            MacvtapKind::Macvlan => LinkKind::Macvlan,
        };
        let device = self.devices.add(name, kind, owner);
        (device.lower, device.mac) = (Some(lower), mac);
        Ok((name, device.index))
    }

    /// Opens `/dev/tapN`. It may be opened more than once, for several queues.
    ///
    /// # Errors
    /// `ENOENT` if no macvtap has the index: a macvlan has no such file.
    pub(super) fn open_macvtap(&mut self, actor: Incarnation, index: u32) -> Result<(), Failure> {
        let device = self.devices.with_index(index).filter(|device| device.kind == LinkKind::Macvtap).ok_or(ENOENT)?;
        device.hold(Holder::Daemon(actor), 1);
        Ok(())
    }

    /// `RTM_DELLINK`, which also deletes a device that is in use. With an index the name says nothing (Linux 6.18).
    ///
    /// # Errors
    /// `ENODEV` if there is no such device, `EOPNOTSUPP` for `lo`.
    pub(super) fn delete_link(&mut self, link: DeviceRef) -> Result<(), Failure> {
        let device = self.devices.meant(link).ok_or(ENODEV)?;
        if device.index == LOOPBACK {
            return Err(EOPNOTSUPP);
        }
        let name = device.name;
        self.devices.remove(name);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::errno::{EEXIST, EINVAL, ENODEV, ENOENT, EOPNOTSUPP};
    use super::super::test_host::{A, B, MAC_A, MAC_B, create_tap, done, host, index_of, macvtap, name};
    use crate::host::{DeviceRef, Host, HostOp, MacvtapKind};
    use crate::interface::MacvtapMode;

    fn create(text: &str, lower: &str) -> HostOp<'static> {
        let (kind, mode) = (MacvtapKind::Macvlan, MacvtapMode::Bridge);
        HostOp::CreateMacvtap { name: name(text), kind, lower: name(lower), mode, mac: None }
    }

    fn delete(text: &str) -> HostOp<'static> {
        HostOp::DeleteLink { link: DeviceRef::Name(name(text)) }
    }

    #[test]
    fn a_macvtap_needs_a_free_name_and_a_lower_device() {
        let mut host = host();
        let index = macvtap(&mut host, A, "macvtap%d");
        assert_eq!(index_of(&host, "macvtap0"), Some(index));
        assert_eq!(host.perform(B, &create("macvtap0", "gone")), Err(EEXIST));
        assert_eq!(host.perform(B, &create("macvtap1", "gone")), Err(ENODEV));
        assert_eq!(host.perform(B, &create("macvtap1", "lo")), Err(EINVAL));
        assert_eq!(host.perform(B, &create("a b", "eth0")), Err(EINVAL));
        let device = &host.belongings(A).devices[0];
        assert!(!device.up && device.lower.is_some_and(|lower| lower.name == name("eth0")));
    }

    #[test]
    fn one_in_passthrough_mode_shares_its_lower_device_with_nobody() {
        let (kind, modes) = (MacvtapKind::Macvlan, [MacvtapMode::Passthrough, MacvtapMode::Bridge]);
        for (first, second) in modes.into_iter().flat_map(|first| modes.map(|second| (first, second))) {
            let mut host = host();
            let on = |text, mode| HostOp::CreateMacvtap { name: name(text), kind, lower: name("eth0"), mode, mac: None };
            assert!(host.perform(A, &on("macvlan0", first)).is_ok());
            let shared = host.perform(B, &on("macvlan1", second)).is_ok();
            assert_eq!(shared, (first, second) == (MacvtapMode::Bridge, MacvtapMode::Bridge));
            done(&mut host, A, &delete("macvlan0"));
            assert!(shared || host.perform(B, &on("macvlan1", second)).is_ok());
        }
    }

    #[test]
    fn only_a_macvtap_can_be_opened() {
        let mut host = host();
        let index = macvtap(&mut host, A, "macvtap0");
        done(&mut host, A, &HostOp::OpenMacvtap { name: name("macvtap0"), index });
        assert_eq!(host.belongings(A).devices[0].queues(), 1);
        assert!(host.perform(A, &create("macvlan0", "eth0")).is_ok());
        for other in [index + 1, index + 9, 1] {
            assert_eq!(host.perform(A, &HostOp::OpenMacvtap { name: name("macvtap0"), index: other }), Err(ENOENT));
        }
    }

    #[test]
    fn by_name_whatever_has_it_is_deleted_and_by_index_one_device_only() {
        let mut host = host();
        let index = macvtap(&mut host, A, "macvtap0");
        let by_index = HostOp::DeleteLink { link: DeviceRef::Index { index, name: name("macvtap0") } };
        done(&mut host, A, &by_index);
        macvtap(&mut host, B, "macvtap0");
        assert_eq!(host.perform(A, &by_index), Err(ENODEV));
        assert_eq!(host.owner_of_device(name("macvtap0")), Some(B));
        done(&mut host, A, &delete("macvtap0"));
        assert_eq!(index_of(&host, "macvtap0"), None);
        assert_eq!(host.perform(A, &delete("macvtap0")), Err(ENODEV));
        assert_eq!(host.perform(A, &delete("lo")), Err(EOPNOTSUPP));
    }

    #[test]
    fn by_address_only_a_device_that_bears_it_is_deleted() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        let by_address = |mac| HostOp::DeleteLink { link: DeviceRef::Address { name: name("vnet0"), mac } };
        assert_eq!(host.perform(A, &by_address(MAC_A)), Err(ENODEV), "it has the kernel's");
        done(&mut host, A, &HostOp::SetMac { name: name("vnet0"), mac: MAC_A });
        assert_eq!(host.perform(B, &by_address(MAC_B)), Err(ENODEV));
        assert_eq!(host.owner_of_device(name("vnet0")), Some(A));
        done(&mut host, A, &by_address(MAC_A));
        assert_eq!(host.perform(A, &by_address(MAC_A)), Err(ENODEV));
    }

    #[test]
    fn a_tap_in_use_and_what_is_on_a_device_can_be_deleted() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        macvtap(&mut host, A, "macvtap0");
        done(&mut host, B, &delete("vnet0"));
        done(&mut host, B, &delete("eth0"));
        assert!(host.belongings(A).is_empty());
    }
}
