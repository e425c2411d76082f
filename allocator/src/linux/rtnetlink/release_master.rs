//! Taking a link out of its bridge.

use super::request::{LinkHeader, Request};
use super::{OsError, Rtnetlink};
use netlink_packet_core::NLM_F_ACK;

impl Rtnetlink {
    /// Takes the link that answers to an alternative name out of its bridge, or out of any other device that it belongs to; that
    /// it belongs to none is no failure (`rtnl_setlink()`, `do_set_master()`).
    ///
    /// # Errors
    /// `ENODEV` if no link answers to it.
    pub fn release_master_by_altname(&mut self, payload: &[u8]) -> Result<(), OsError> {
        let request = Request::new("RTM_SETLINK", libc::RTM_SETLINK, NLM_F_ACK, LinkHeader::default())
            .attribute(libc::IFLA_ALT_IFNAME, payload)
            .number(libc::IFLA_MASTER, 0);
        self.exchange(request, &mut |_| ()).map(drop)
    }
}
