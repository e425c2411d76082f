//! Alternative names (Linux 5.5).

use super::attribute::{RTM_DELLINKPROP, RTM_NEWLINKPROP};
use super::request::{LinkHeader, Request};
use super::{OsError, Rtnetlink};
use netlink_packet_core::{NLM_F_ACK, NLM_F_APPEND, NLM_F_CREATE, NLM_F_EXCL};

/// Bytes of names that go into one message. The list is one attribute, whose length has sixteen bits.
const BATCH_SIZE: usize = 32 * 1024;
/// What an attribute takes besides its value, at most.
const OVERHEAD: usize = 8;

impl Rtnetlink {
    /// Gives a link an alternative name (`rtnl_alt_ifname()`). Any bytes are valid there, even none.
    ///
    /// # Errors
    /// `EEXIST` if any link answers to it, `ERANGE` for more than 127 bytes, `EINVAL` if the link has no room for more of them,
    /// `ENODEV` for no such link.
    pub fn altname_add(&mut self, index: u32, payload: &[u8]) -> Result<(), OsError> {
        self.altnames_add(index, &[payload])
    }

    /// Gives a link many alternative names, in as few messages as possible.
    ///
    /// # Errors
    /// As for [`altname_add`](Self::altname_add). The names before the one that failed stay.
    pub fn altnames_add<N: AsRef<[u8]>>(&mut self, index: u32, payloads: &[N]) -> Result<(), OsError> {
        let mut rest = payloads;
        while !rest.is_empty() {
            let (batch, others) = rest.split_at(batch_len(rest));
            let flags = NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL | NLM_F_APPEND;
            self.change_altnames("RTM_NEWLINKPROP", RTM_NEWLINKPROP, flags, index, batch)?;
            rest = others;
        }
        Ok(())
    }

    /// Takes an alternative name from a link.
    ///
    /// # Errors
    /// `ENOENT` if no link answers to it; `EINVAL` if another link does, or if it is the primary name.
    pub fn altname_del(&mut self, index: u32, payload: &[u8]) -> Result<(), OsError> {
        self.change_altnames("RTM_DELLINKPROP", RTM_DELLINKPROP, NLM_F_ACK, index, &[payload])
    }

    fn change_altnames<N: AsRef<[u8]>>(
        &mut self,
        call: &'static str,
        kind: u16,
        flags: u16,
        index: u32,
        payloads: &[N],
    ) -> Result<(), OsError> {
        let request = Request::new(call, kind, flags, LinkHeader::of(index)).nested(libc::IFLA_PROP_LIST, |list| {
            payloads.iter().fold(list, |list, payload| list.attribute(libc::IFLA_ALT_IFNAME, payload.as_ref()))
        });
        self.exchange(request, &mut |_| ()).map(drop)
    }
}

/// How many of the names go into the next message; at least one, whatever its length.
fn batch_len<N: AsRef<[u8]>>(payloads: &[N]) -> usize {
    let mut size = 0;
    let fits = |payload: &&N| {
        size += payload.as_ref().len() + OVERHEAD;
        size <= BATCH_SIZE
    };
    payloads.iter().take_while(fits).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::batch_len;

    #[test]
    fn batches_are_never_empty_and_never_too_long() {
        assert_eq!(batch_len(&[vec![0; 70_000], vec![0; 1]]), 1);
        assert_eq!(batch_len(&vec![[0_u8; 120]; 1000]), 256);
        assert_eq!(batch_len(&[b"a", b"b"]), 2);
    }
}
