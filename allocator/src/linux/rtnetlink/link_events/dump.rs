//! A dump for who also reads the events.

use super::super::request::{LinkHeader, Request};
use super::super::socket::Outcome;
use super::super::{Link, OsError, Rtnetlink};
use netlink_packet_core::NLM_F_DUMP;

/// How often a dump is started again because links came or went meanwhile.
const DUMP_ATTEMPTS: usize = 3;

impl Rtnetlink {
    /// All links, but for those that came or went meanwhile: the events of before and after tell of these. Where links never cease to
    /// come and go, [`dump`](Self::dump) of many links does not end, and this does.
    ///
    /// Kernels that walk a table of links by position may also leave out others then (`NLM_F_DUMP_INTR`), so the dump is tried again,
    /// but not for ever.
    ///
    /// # Errors
    /// What the kernel answers.
    pub(in crate::linux) fn dump_beside_events(&mut self) -> Result<Vec<Link>, OsError> {
        const CALL: &str = "RTM_GETLINK";
        let mut links = Vec::new();
        for _ in 0..DUMP_ATTEMPTS {
            links.clear();
            let request = Request::new(CALL, libc::RTM_GETLINK, NLM_F_DUMP, LinkHeader::default())
                .number(libc::IFLA_EXT_MASK, libc::RTEXT_FILTER_SKIP_STATS as u32);
            if self.exchange(request, &mut |reply| links.push(Link::parse(reply)))? == Outcome::Complete {
                break;
            }
        }
        links.into_iter().collect::<Option<_>>().ok_or(OsError::new(CALL, libc::EPROTO))
    }
}
