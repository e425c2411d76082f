//! Deletion of links.

use super::request::{LinkHeader, Request};
use super::{OsError, Rtnetlink};
use netlink_packet_core::NLM_F_ACK;

/// Which links to delete. All that is set is sent, and the kernel heeds the first of: a positive index, a name or an
/// alternative name, a group (`rtnl_dellink()`). It does not check the others.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Selector {
    /// The index, a C `int`.
    pub index: Option<i32>,
    /// The payload of a name (`IFLA_IFNAME`); the kernel looks among alternative names too.
    pub name: Option<Vec<u8>>,
    /// The payload of an alternative name (`IFLA_ALT_IFNAME`); the kernel looks among primary names too.
    pub altname: Option<Vec<u8>>,
    /// The group, all members of which are deleted.
    pub group: Option<u32>,
}

impl Selector {
    /// The link with this index: the one form that cannot hit another device that took over a name.
    pub fn index(index: u32) -> Self {
        Self { index: Some(index.cast_signed()), ..Self::default() }
    }

    /// The link that answers to the name with this payload.
    pub fn name(payload: Vec<u8>) -> Self {
        Self { name: Some(payload), ..Self::default() }
    }

    /// All links of a group.
    pub fn group(group: u32) -> Self {
        Self { group: Some(group), ..Self::default() }
    }
}

impl Rtnetlink {
    /// Deletes links (`RTM_DELLINK`).
    ///
    /// # Errors
    /// `ENODEV` if there is none, also if the index is dead and the name is not; `EOPNOTSUPP` for `lo`; `EINVAL` for a selector
    /// with nothing in it.
    pub fn delete(&mut self, selector: &Selector) -> Result<(), OsError> {
        let link = LinkHeader { index: selector.index.unwrap_or_default(), ..LinkHeader::default() };
        let mut request = Request::new("RTM_DELLINK", libc::RTM_DELLINK, NLM_F_ACK, link)
            .optional(libc::IFLA_IFNAME, selector.name.as_deref())
            .optional(libc::IFLA_ALT_IFNAME, selector.altname.as_deref());
        if let Some(group) = selector.group {
            request = request.number(libc::IFLA_GROUP, group);
        }
        self.exchange(request, &mut |_| ()).map(drop)
    }
}
