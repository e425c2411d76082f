//! Names that no device can have, on both hosts.

use ifrace::live::LiveMaker;
use ifrace_allocator::IfName;
use ifrace_allocator::host::{Host, HostOp, Incarnation, MacvtapKind, in_words};
use ifrace_allocator::interface::MacvtapMode;
use ifrace_allocator::rules::Rules;
use ifrace_sim::repro::{Maker, MemoryMaker, Needs};
use ifrace_sim::scene::Site;

const GUEST: Incarnation = Incarnation::new(0, 1);

/// What a host answers to the creation of a tap and of a macvtap of each name.
fn answers<M: Maker>(maker: &mut M, names: &[&[u8]]) -> Vec<String> {
    let site = maker.fresh(&[Needs::Taps, Needs::Macvtaps], &Rules::ALL[0]);
    let mut site = site.unwrap_or_else(|why| panic!("there is no host: {why:?}"));
    let lower = IfName::new("eth0").expect("it is a name");
    site.add_lower(lower).expect("the host can be furnished");
    let (kind, mode, mac) = (MacvtapKind::Macvtap, MacvtapMode::Bridge, None);
    let mut answers = Vec::new();
    for name in names {
        let name = IfName::new(name).expect("it fits");
        let tap = HostOp::CreateTap { name, queues: 1, exclusive: true };
        for op in [tap, HostOp::CreateMacvtap { name, kind, lower, mode, mac }] {
            answers.push(format!("{op}: {}", in_words(&site.perform(GUEST, &op))));
        }
    }
    answers
}

#[test]
fn both_hosts_refuse_them() {
    let names: [&[u8]; 9] = [b"all", b"default", b"lo", b"eth0", b"a b", b"a/b", b"a:b", b"\xa0", b".."];
    let mut live = LiveMaker::enter().expect("a private network namespace is needed (run as root)");
    let real = answers(&mut live, &names);
    assert_eq!(real, answers(&mut MemoryMaker, &names));
    assert!(real.iter().all(|answer| answer.contains(": E")), "{real:#?}");
}
