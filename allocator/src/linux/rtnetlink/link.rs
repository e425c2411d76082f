//! A link as the kernel describes it.

use super::attribute::IFLA_TUN_TYPE;
use super::request::LINK_HEADER_SIZE;
use netlink_packet_core::NlasIterator;

/// A network device, from a message of the type `RTM_NEWLINK`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Link {
    /// The index, which no other live device of the namespace has.
    pub index: u32,
    /// The primary name, without a NUL.
    pub name: Vec<u8>,
    /// The alternative names, oldest first, without NULs.
    pub altnames: Vec<Vec<u8>>,
    /// The kind, such as `tun` or `macvtap`; `lo` and hardware have none.
    pub kind: Option<Vec<u8>>,
    /// Whether a device of the kind `tun` is a tap (`IFLA_TUN_TYPE`).
    pub tap: bool,
    /// The hardware address.
    pub address: Vec<u8>,
    /// The index of the bridge, or of another device, that it belongs to (`IFLA_MASTER`).
    pub master: Option<u32>,
    /// The group, 0 unless it was set.
    pub group: u32,
    /// The largest packet.
    pub mtu: u32,
    /// Whether the device is up (`IFF_UP`).
    pub up: bool,
}

impl Link {
    /// Reads the payload of a message. The attributes are taken apart by hand, as names need not be UTF-8. `None` if it is cut
    /// short.
    pub(super) fn parse(payload: &[u8]) -> Option<Self> {
        let (header, attributes) = payload.split_at_checked(LINK_HEADER_SIZE)?;
        let flags = number(&header[8..12])?;
        let mut link = Self { index: number(&header[4..8])?, up: flags & libc::IFF_UP as u32 != 0, ..Self::default() };
        for attribute in NlasIterator::new(attributes) {
            let attribute = attribute.ok()?;
            let value = attribute.value();
            match attribute.kind() {
                libc::IFLA_IFNAME => link.name = text(value),
                libc::IFLA_GROUP => link.group = number(value)?,
                libc::IFLA_MTU => link.mtu = number(value)?,
                libc::IFLA_PROP_LIST => link.altnames = texts(value, libc::IFLA_ALT_IFNAME)?,
                libc::IFLA_ADDRESS => link.address = value.to_vec(),
                libc::IFLA_MASTER => link.master = Some(number(value)?),
                libc::IFLA_LINKINFO => {
                    link.kind = texts(value, libc::IFLA_INFO_KIND)?.pop();
                    link.tap = link.kind.as_deref() == Some(b"tun") && is_tap(value)?;
                }
                _ => {}
            }
        }
        Some(link)
    }
}

fn number(value: &[u8]) -> Option<u32> {
    value.try_into().ok().map(u32::from_ne_bytes)
}

fn text(value: &[u8]) -> Vec<u8> {
    value.iter().copied().take_while(|&byte| byte != 0).collect()
}

/// The texts of one type in a list of attributes.
fn texts(list: &[u8], kind: u16) -> Option<Vec<Vec<u8>>> {
    let mut texts = Vec::new();
    for attribute in NlasIterator::new(list) {
        let attribute = attribute.ok()?;
        if attribute.kind() == kind {
            texts.push(text(attribute.value()));
        }
    }
    Some(texts)
}

/// Whether the description of a device of the kind `tun` says that it is a tap.
fn is_tap(info: &[u8]) -> Option<bool> {
    for outer in NlasIterator::new(info) {
        let outer = outer.ok()?;
        if outer.kind() != libc::IFLA_INFO_DATA {
            continue;
        }
        for inner in NlasIterator::new(outer.value()) {
            let inner = inner.ok()?;
            if inner.kind() == IFLA_TUN_TYPE {
                return Some(inner.value() == [libc::IFF_TAP as u8]);
            }
        }
    }
    Some(false)
}

#[cfg(test)]
mod tests {
    use super::super::request::{LinkHeader, Request};
    use super::*;

    fn message() -> Vec<u8> {
        Request::new("TEST", libc::RTM_NEWLINK, 0, LinkHeader { index: 7, flags: 0x1043, change: 0 })
            .attribute(libc::IFLA_IFNAME, b"\xc3\x28\xff\0")
            .number(libc::IFLA_GROUP, 42)
            .nested(libc::IFLA_PROP_LIST, |list| {
                list.attribute(libc::IFLA_ALT_IFNAME, b"\0").attribute(libc::IFLA_ALT_IFNAME, b"a\xa0\0")
            })
            .nested(libc::IFLA_LINKINFO, |info| {
                info.attribute(libc::IFLA_INFO_KIND, b"tun\0").attribute(2, b"\x05\0\x03\0\x02\0\0\0")
            })
            .finish(1)
            .unwrap()
            .split_off(16)
    }

    #[test]
    fn names_that_are_not_text_are_read() {
        let link = Link::parse(&message()).unwrap();
        assert_eq!((link.index, &link.name[..], link.group, link.up), (7, &b"\xc3\x28\xff"[..], 42, true));
        assert_eq!(link.altnames, [b"".to_vec(), b"a\xa0".to_vec()]);
        assert_eq!((link.kind.as_deref(), link.tap), (Some(&b"tun"[..]), true));
    }

    #[test]
    fn a_message_that_is_cut_short_is_no_link() {
        let message = message();
        assert_eq!(Link::parse(&message[..15]), None);
        assert_eq!(Link::parse(&message[..message.len() - 1]), None);
    }
}
