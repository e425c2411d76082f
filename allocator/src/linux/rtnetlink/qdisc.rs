//! Queueing disciplines of links (`tc(8)`).

use super::request::Request;
use super::{OsError, Rtnetlink};
use netlink_packet_core::{NLM_F_ACK, NLM_F_DUMP, NlasIterator};

/// Size of a `struct tcmsg` (`rtnetlink(7)`).
const HEADER_SIZE: usize = 20;
/// The kind of a queueing discipline (`TCA_KIND`).
const TCA_KIND: u16 = 1;
/// `TC_H_INGRESS` with the minor number that the kernel reports for it (`TC_H_CLSACT`).
const INGRESS: u32 = 0xffff_fff1;
/// The handle of what hangs there.
const INGRESS_HANDLE: u32 = 0xffff_0000;

/// Where a queueing discipline of a link hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QdiscParent {
    /// It takes all that the link sends (`TC_H_ROOT`).
    Root,
    /// It takes all that the link receives (`TC_H_INGRESS`).
    Ingress,
    /// It belongs to a class, or to a queue.
    Class(u32),
}

/// A queueing discipline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qdisc {
    /// The index of the link.
    pub index: u32,
    /// Where it hangs.
    pub parent: QdiscParent,
    /// Its kind, such as `htb`.
    pub kind: Vec<u8>,
}

impl QdiscParent {
    const fn number(self) -> u32 {
        match self {
            Self::Root => u32::MAX,
            Self::Ingress => INGRESS,
            Self::Class(number) => number,
        }
    }

    const fn of_number(number: u32) -> Self {
        match number {
            u32::MAX => Self::Root,
            INGRESS => Self::Ingress,
            number => Self::Class(number),
        }
    }
}

impl Qdisc {
    /// Reads the payload of a message; `None` if it is cut short.
    fn parse(payload: &[u8]) -> Option<Self> {
        let (header, attributes) = payload.split_at_checked(HEADER_SIZE)?;
        let number = |at: usize| header[at..at + 4].try_into().ok().map(u32::from_ne_bytes);
        let mut qdisc = Self { index: number(4)?, parent: QdiscParent::of_number(number(12)?), kind: Vec::new() };
        for attribute in NlasIterator::new(attributes) {
            let attribute = attribute.ok()?;
            if attribute.kind() == TCA_KIND {
                qdisc.kind = attribute.value().iter().copied().take_while(|&byte| byte != 0).collect();
            }
        }
        Some(qdisc)
    }
}

impl Rtnetlink {
    /// The queueing disciplines of all links.
    ///
    /// # Errors
    /// What the kernel answers, such as `EOPNOTSUPP` from one without traffic control.
    pub fn qdiscs(&mut self) -> Result<Vec<Qdisc>, OsError> {
        const CALL: &str = "RTM_GETQDISC";
        let request = Request::with_family_header(CALL, libc::RTM_GETQDISC, NLM_F_DUMP, &[0; HEADER_SIZE]);
        let mut qdiscs = Vec::new();
        self.exchange(request, &mut |reply| qdiscs.push(Qdisc::parse(reply)))?;
        qdiscs.into_iter().collect::<Option<_>>().ok_or(OsError::new(CALL, libc::EPROTO))
    }

    /// Deletes a queueing discipline of the link with this index, with all that hangs on it (`tc_get_qdisc()`).
    ///
    /// # Errors
    /// `ENODEV` for no such link; `ENOENT` or `EINVAL` if nothing hangs there but what the kernel put there itself.
    pub fn delete_qdisc(&mut self, index: u32, parent: QdiscParent) -> Result<(), OsError> {
        let handle = if parent == QdiscParent::Ingress { INGRESS_HANDLE } else { 0 };
        let mut header = [0; HEADER_SIZE];
        for (at, number) in [(4, index), (8, handle), (12, parent.number())] {
            header[at..at + 4].copy_from_slice(&number.to_ne_bytes());
        }
        let request = Request::with_family_header("RTM_DELQDISC", libc::RTM_DELQDISC, NLM_F_ACK, &header);
        self.exchange(request, &mut |_| ()).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read() {
        let mut message = vec![0; HEADER_SIZE];
        message[4..8].copy_from_slice(&7_u32.to_ne_bytes());
        message[12..16].copy_from_slice(&u32::MAX.to_ne_bytes());
        message.extend_from_slice(b"\x08\0\x01\0htb\0");
        let qdisc = Qdisc { index: 7, parent: QdiscParent::Root, kind: b"htb".to_vec() };
        assert_eq!(Qdisc::parse(&message), Some(qdisc));
        assert_eq!(Qdisc::parse(&message[..HEADER_SIZE - 1]), None);
        assert_eq!(Qdisc::parse(&message[..message.len() - 1]), None);
    }

    #[test]
    fn parents_lead_back() {
        for parent in [QdiscParent::Root, QdiscParent::Ingress, QdiscParent::Class(0x1_0001)] {
            assert_eq!(QdiscParent::of_number(parent.number()), parent);
        }
    }
}
