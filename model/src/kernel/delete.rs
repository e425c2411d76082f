//! `RTM_DELLINK`.

use super::device::LinkKind;
use super::namespace::LOOPBACK;
use super::newlink::attribute;
use super::{Namespace, Reply};
use crate::Errno;

/// What an `RTM_DELLINK` selects. The index decides before the name, and the name before the group; what comes later is ignored.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Selector {
    /// `ifi_index`; 0 and below select nothing.
    pub index: i32,
    /// `IFLA_IFNAME`.
    pub name: Option<Vec<u8>>,
    /// `IFLA_GROUP`.
    pub group: Option<u32>,
}

impl Selector {
    /// The device with this index.
    pub fn index(index: u32) -> Self {
        Self { index: index as i32, ..Self::default() }
    }

    /// The device that answers to this name.
    pub fn name(name: &[u8]) -> Self {
        Self { name: Some(name.to_vec()), ..Self::default() }
    }

    /// Every device of this group.
    pub fn group(group: u32) -> Self {
        Self { group: Some(group), ..Self::default() }
    }
}

impl Namespace {
    /// Deletes a device, or all devices of a group (`rtnl_dellink()`).
    ///
    /// A tap goes even while a descriptor is attached; a veth takes its other end along, a device below macvlans those.
    ///
    /// # Errors
    /// ERANGE for a name that is too long, ENODEV if nothing is selected, EOPNOTSUPP for `lo`, EPERM for group 0, EINVAL without
    /// any selector.
    pub fn delete(&mut self, selector: &Selector) -> Result<Reply, Errno> {
        let name = selector.name.as_deref().map(attribute).transpose()?;
        let doomed = match (selector.index, name, selector.group) {
            (index @ 1.., _, _) => vec![index as u32],
            (_, Some(name), _) => vec![self.lookup_exact(name.as_bytes()).ok_or(Errno::ENODEV)?],
            (_, None, Some(0)) => return Err(Errno::EPERM),
            (_, None, Some(group)) => self.devices().filter(|(_, d)| d.group == group).map(|(index, _)| index).collect(),
            (_, None, None) => return Err(Errno::EINVAL),
        };
        if doomed.is_empty() || doomed.iter().any(|&index| self.device(index).is_none()) {
            return Err(Errno::ENODEV);
        }
        if doomed.contains(&LOOPBACK) {
            return Err(Errno::EOPNOTSUPP);
        }
        doomed.into_iter().for_each(|index| self.delete_with_dependents(index));
        Ok(Reply::Done)
    }

    /// Deletes a device and all that cannot live without it.
    pub(super) fn delete_with_dependents(&mut self, index: u32) {
        let mut doomed = vec![index];
        while let Some(index) = doomed.pop() {
            doomed.extend(self.on_top(index));
            let Some(device) = self.remove(index) else { continue };
            doomed.extend(device.related.filter(|_| device.kind == LinkKind::Veth));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{NewLink, Rules, TunSetIff};

    fn host() -> Namespace {
        let mut host = Namespace::new(Rules::Trust);
        host.tun(&TunSetIff::tap(b"vnet0")).unwrap();
        host.new_link(&NewLink { group: Some(5), ..NewLink::create("bridge", Some(b"br0")) }).unwrap();
        host
    }

    #[test]
    fn the_index_decides_and_a_name_beside_it_is_ignored() {
        let mut host = host();
        let mismatch = |index| Selector { index, ..Selector::name(b"br0") };
        assert_eq!(host.delete(&mismatch(77)), Err(Errno::ENODEV));
        assert!(host.delete(&mismatch(2)).is_ok());
        assert_eq!((host.device(2).is_some(), host.device(3).is_some()), (false, true));
        assert!(host.delete(&mismatch(-1)).is_ok());
        assert!(host.device(3).is_none());
    }

    #[test]
    fn a_group_goes_at_once() {
        let mut host = host();
        assert_eq!(host.delete(&Selector::group(4)), Err(Errno::ENODEV));
        assert_eq!(host.delete(&Selector::group(0)), Err(Errno::EPERM));
        assert!(host.delete(&Selector::group(5)).is_ok());
        assert_eq!(host.devices().count(), 2);
    }

    #[test]
    fn nothing_and_lo_are_refused() {
        let mut host = host();
        assert_eq!(host.delete(&Selector::default()), Err(Errno::EINVAL));
        assert_eq!(host.delete(&Selector::name(b"lo")), Err(Errno::EOPNOTSUPP));
        assert_eq!(host.delete(&Selector::name(b"vnet%d")), Err(Errno::ENODEV), "no template is expanded here");
    }

    #[test]
    fn a_descriptor_outlives_its_tap() {
        let mut host = host();
        host.delete(&Selector::name(b"vnet0")).unwrap();
        assert_eq!(host.close(2), Err(Errno::EBADFD));
        assert_eq!(host.close(2), Err(Errno::EBADF));
    }
}
