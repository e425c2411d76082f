//! Structured operations on a namespace, each choice of a name compared with a naive one.

use crate::consistency::assert_consistent;
use crate::names::name;
use crate::reference;
use arbitrary::{Result, Unstructured};
use ifrace_model::Errno;
use ifrace_model::kernel::{LinkKind, Namespace, NewLink, Operation, RenameVia, Reply, Rules, Selector, TunSetIff, Via};

/// Most operations of one input: more would only be slower.
const OPERATIONS_MAX: usize = 12;

/// Reads operations from bytes and performs them. After each of them the namespace is consistent, and a device that was created
/// from a template has the name that a walk over all names gives.
///
/// # Panics
/// If not.
pub fn kernel_naming(data: &[u8]) {
    // Bytes that end early end the run: that is no defect.
    let _ = run(&mut Unstructured::new(data));
}

fn run(u: &mut Unstructured<'_>) -> Result<()> {
    let rules = if u.arbitrary()? { Rules::Recheck } else { Rules::Trust };
    let mut host = Namespace::new(rules);
    for _ in 0..OPERATIONS_MAX {
        let operation = operation(u)?;
        let expected = template_of(&operation, &host).map(|template| reference::created(&host, template, rules));
        let answer = host.apply(&operation);
        let changed = answer.is_ok() && !matches!(operation, Operation::Lookup { .. });
        if let Some(expected) = expected {
            compare(&operation, answer, &expected);
        }
        // Most errors change nothing; those that do show at the next operation that succeeds.
        if changed {
            assert_consistent(&host);
        }
    }
    Ok(())
}

/// The template from which an operation creates a device, if it comes to that.
fn template_of<'a>(operation: &'a Operation, host: &Namespace) -> Option<&'a [u8]> {
    let name = match operation {
        Operation::Tun(request) => &request.name[..request.name.len().min(15)],
        Operation::NewLink(request) if request.kind == LinkKind::Bridge.id().as_bytes() => request.name.as_deref()?,
        _ => return None,
    };
    (reference::is_template(name) && host.lookup_exact(name).is_none()).then_some(name)
}

fn compare(operation: &Operation, answer: std::result::Result<Reply, Errno>, expected: &std::result::Result<Vec<u8>, Errno>) {
    let found = answer.map(|reply| match reply {
        Reply::Link(link) => link.name.as_bytes().to_vec(),
        Reply::Done => Vec::new(),
    });
    assert_eq!(&found, expected, "{operation:?}");
}

fn operation(u: &mut Unstructured<'_>) -> Result<Operation> {
    let (choice, flags): (u8, u8) = u.arbitrary()?;
    let flag = |bit: u8| flags >> bit & 1 == 1;
    let index = u32::from(flags & 0x0f);
    Ok(match choice % 16 {
        0..3 => Operation::Tun(TunSetIff {
            excl: flag(0),
            multi_queue: flag(1),
            persist: flag(2),
            tun: flag(3),
            ..TunSetIff::tap(&name(u)?)
        }),
        3..6 => Operation::NewLink(NewLink { excl: flag(0), ..NewLink::create("bridge", Some(&name(u)?)) }),
        6 => Operation::NewLink(NewLink { peer: flag(0).then(|| name(u)).transpose()?, ..NewLink::create("veth", None) }),
        7 => Operation::NewLink(NewLink { link: Some(index), ..NewLink::create("macvtap", Some(&name(u)?)) }),
        8 => Operation::Rename { index, name: name(u)?, via: RenameVia::Netlink },
        9 => Operation::Rename { index, name: name(u)?, via: RenameVia::Ioctl },
        10 | 11 => Operation::AltnameAdd { index, name: name(u)? },
        12 => Operation::AltnameDel { index, name: name(u)? },
        13 => Operation::Delete(Selector::index(index)),
        14 => Operation::Close { index },
        _ if flag(7) => Operation::Mtu { index, mtu: if flag(6) { 500 } else { 1500 } },
        _ => Operation::Lookup { name: name(u)?, via: if flag(6) { Via::Ioctl } else { Via::GetLink } },
    })
}
