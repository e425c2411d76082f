//! Lookup of links.

use super::request::{LinkHeader, Request};
use super::socket::Outcome;
use super::{Link, OsError, Rtnetlink};
use netlink_packet_core::NLM_F_DUMP;

/// How often a dump is started again because links came or went meanwhile.
const DUMP_ATTEMPTS: usize = 16;

impl Rtnetlink {
    /// The link that answers to a name (`IFLA_IFNAME`, at most 15 bytes); alternative names of that length are found too.
    ///
    /// # Errors
    /// `ENODEV` if there is none, `ERANGE` for a payload that is too long.
    pub fn get_by_name(&mut self, payload: &[u8]) -> Result<Link, OsError> {
        self.get(0, Some((libc::IFLA_IFNAME, payload)))
    }

    /// The link that answers to an alternative name (`IFLA_ALT_IFNAME`, at most 127 bytes); primary names are found too.
    ///
    /// # Errors
    /// As for [`get_by_name`](Self::get_by_name).
    pub fn get_by_altname(&mut self, payload: &[u8]) -> Result<Link, OsError> {
        self.get(0, Some((libc::IFLA_ALT_IFNAME, payload)))
    }

    /// The link with an index.
    ///
    /// # Errors
    /// `ENODEV` if there is none, `EINVAL` for 0.
    pub fn get_by_index(&mut self, index: u32) -> Result<Link, OsError> {
        self.get(index, None)
    }

    /// All links of the network namespace.
    ///
    /// # Errors
    /// `EINTR` if links come and go so fast that no attempt saw all of them; else what the kernel answers.
    pub fn dump(&mut self) -> Result<Vec<Link>, OsError> {
        for _ in 0..DUMP_ATTEMPTS {
            let mut links = Vec::new();
            let outcome = self.exchange(request(NLM_F_DUMP, 0), &mut |reply| links.push(Link::parse(reply)))?;
            if outcome == Outcome::Complete {
                return links.into_iter().collect::<Option<_>>().ok_or(OsError::new("RTM_GETLINK", libc::EPROTO));
            }
        }
        Err(OsError::new("RTM_GETLINK", libc::EINTR))
    }

    fn get(&mut self, index: u32, name: Option<(u16, &[u8])>) -> Result<Link, OsError> {
        let mut request = request(0, index);
        if let Some((attribute, payload)) = name {
            request = request.attribute(attribute, payload);
        }
        let mut link = None;
        self.exchange(request, &mut |reply| link = Link::parse(reply))?;
        link.ok_or(OsError::new("RTM_GETLINK", libc::EPROTO))
    }
}

/// A request that leaves out the statistics, which are most of a reply.
fn request(flags: u16, index: u32) -> Request {
    Request::new("RTM_GETLINK", libc::RTM_GETLINK, flags, LinkHeader::of(index))
        .number(libc::IFLA_EXT_MASK, libc::RTEXT_FILTER_SKIP_STATS as u32)
}
