//! veth: two devices from one request.

use super::{Device, Namespace};
use crate::{Errno, IfName};

/// What a veth request asks for.
pub(super) struct Pair<'a> {
    pub(super) wanted: &'a [u8],
    pub(super) peer: Option<IfName>,
    /// Whether the request has a part of its own for the other end; without one, that end takes over the attributes of this.
    pub(super) explicit_peer: bool,
    pub(super) index: Option<u32>,
    pub(super) device: Device,
}

impl Namespace {
    /// Registers both ends, the other one first (`veth_newlink()`). If the second cannot be registered, the first is deleted.
    pub(super) fn register_pair(&mut self, pair: Pair<'_>) -> Result<u32, Errno> {
        let mut other = pair.device.clone();
        if pair.explicit_peer {
            other.group = 0;
        }
        let wanted = pair.peer.as_ref().map_or(&b"veth%d"[..], IfName::as_bytes);
        let other = self.register(wanted, None, other)?;
        let index = self.register(pair.wanted, pair.index, pair.device).inspect_err(|_| {
            self.remove(other);
        })?;
        for (end, far) in [(index, other), (other, index)] {
            if let Some(device) = self.device_mut(end) {
                device.related = Some(far);
            }
        }
        Ok(index)
    }
}

#[cfg(test)]
mod tests {
    use crate::Errno;
    use crate::kernel::{Namespace, NewLink, Rules};

    fn names(host: &Namespace) -> Vec<String> {
        host.devices().map(|(index, device)| format!("{index} {}", device.name)).collect()
    }

    fn pair(name: &[u8], peer: &[u8]) -> NewLink {
        NewLink { peer: Some(peer.to_vec()), ..NewLink::create("veth", Some(name)) }
    }

    #[test]
    fn the_other_end_comes_first() {
        let mut host = Namespace::new(Rules::Trust);
        host.new_link(&pair(b"y%d", b"y%d")).unwrap();
        assert_eq!(names(&host), ["1 lo", "2 y0", "3 y1"]);
        host.new_link(&NewLink::create("veth", None)).unwrap();
        assert_eq!(names(&host)[3..], ["4 veth0", "5 veth1"]);
    }

    #[test]
    fn nothing_is_left_of_half_a_pair() {
        let mut host = Namespace::new(Rules::Trust);
        assert_eq!(host.new_link(&pair(b"a", b"a")), Err(Errno::EEXIST));
        assert_eq!(host.new_link(&pair(b"a", b"lo")), Err(Errno::EEXIST));
        assert_eq!(names(&host), ["1 lo"]);
    }

    #[test]
    fn an_end_takes_the_other_one_along() {
        let mut host = Namespace::new(Rules::Trust);
        host.new_link(&pair(b"a", b"b")).unwrap();
        host.new_link(&NewLink { link: Some(2), ..NewLink::create("macvlan", Some(b"on-b")) }).unwrap();
        host.delete(&crate::kernel::Selector::index(3)).unwrap();
        assert_eq!(names(&host), ["1 lo"]);
    }
}
