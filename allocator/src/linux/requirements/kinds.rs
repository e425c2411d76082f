//! Which kinds of links the kernel can create.

use crate::linux::rtnetlink::{NewLink, Rtnetlink, Selector, payload};
use crate::linux::{OsError, netns::PrivateNetns};

/// Whether links of one kind can be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindSupport {
    /// The kind, such as `macvtap`.
    pub kind: &'static str,
    /// What creating one ended with; `EOPNOTSUPP` from a kernel that does not know the kind.
    pub outcome: Result<(), OsError>,
}

const KINDS: [&str; 6] = ["dummy", "ifb", "bridge", "veth", "macvlan", "macvtap"];
const PROBE: &[u8] = b"ifrace-probe";
const PARENT: &[u8] = b"ifrace-parent";
/// Kinds that can be a parent, of which most kernels know one.
const PARENT_KINDS: [&[u8]; 3] = [b"dummy", b"veth", b"ifb"];

/// Creates and deletes one link of each kind in the network namespace of the calling thread, which has to be a private one.
///
/// # Errors
/// Those of opening a socket, and of deleting what was created.
pub fn link_kinds(_: &PrivateNetns) -> Result<Vec<KindSupport>, OsError> {
    let mut rtnetlink = Rtnetlink::open()?;
    let create = |kind: &[u8], name| NewLink { name: Some(payload(name)), create: true, excl: true, ..NewLink::of_kind(kind) };
    let parent = PARENT_KINDS.iter().find_map(|kind| {
        rtnetlink.new_link(&create(kind, PARENT)).ok()?;
        rtnetlink.get_by_name(&payload(PARENT)).ok()
    });
    let mut support = Vec::new();
    for kind in KINDS {
        let link = parent.as_ref().map(|parent| parent.index).filter(|_| kind.starts_with("macv"));
        let outcome = rtnetlink.new_link(&NewLink { link, ..create(kind.as_bytes(), PROBE) }).map(drop);
        if outcome.is_ok() {
            rtnetlink.delete(&Selector::name(payload(PROBE)))?;
        }
        support.push(KindSupport { kind, outcome });
    }
    if let Some(parent) = parent {
        rtnetlink.delete(&Selector::index(parent.index))?;
    }
    Ok(support)
}
