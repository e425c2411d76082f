//! Many changes of all sorts, looked at from time to time.

use crate::support::{Bench, bench, names_of};
use ifrace_allocator::linux::rtnetlink::{Link, NewLink, Selector, payload};

/// Numbers that a seed decides (`xorshift64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    /// One of few names, so that creations collide.
    fn name(&mut self) -> Vec<u8> {
        payload(format!("v{}", self.below(60)).as_bytes())
    }
}

/// One change, which may fail: the name can be in use.
fn change(bench: &mut Bench, dice: &mut Dice, links: &[Link]) {
    let rtnetlink = &mut bench.rtnetlink;
    let link = &links[dice.below(links.len() as u64) as usize];
    let _refused = match dice.below(16) {
        0..=3 => {
            let name = Some(dice.name());
            // A group is deleted in the time of one link.
            let group = Some(1 + dice.below(6) as u32);
            rtnetlink.new_link(&NewLink { name, group, create: true, excl: true, ..NewLink::of_kind(b"bridge") }).map(drop)
        }
        4 => rtnetlink.delete(&Selector::group(1 + dice.below(6) as u32)),
        5..=7 => rtnetlink.rename(link.index, &dice.name()),
        8..=10 => rtnetlink.altname_add(link.index, &dice.name()),
        11..=12 => link.altnames.last().map_or(Ok(()), |name| rtnetlink.altname_del(link.index, &payload(name))),
        13..=14 => rtnetlink.set_up(link.index, true),
        _ => rtnetlink.set_up(link.index, false),
    };
}

#[test]
fn after_three_thousand_changes_events_alone_gave_the_picture() {
    const SEED: u64 = 0x0005_eed0_f1f2_f3f4;
    let (mut bench, mut dice) = (bench(), Dice(SEED));
    let _ = bench.names.refresh(&mut bench.picture).unwrap();
    let mut changed = [0; 2];
    for step in 0..3000 {
        let links = bench.rtnetlink.dump().unwrap();
        change(&mut bench, &mut dice, &links);
        changed[usize::from(bench.rtnetlink.dump().unwrap() != links)] += 1;
        if dice.below(20) == 0 {
            let _ = bench.names.refresh(&mut bench.picture).unwrap();
            compare(&mut bench, &format!("seed {SEED}, step {step}"));
        }
    }
    assert!(changed[1] > 1000, "most changes are possible: {changed:?}");
    let _ = bench.names.refresh(&mut bench.picture).unwrap();
    compare(&mut bench, "at the end");
    bench.names.reload(&mut bench.picture).unwrap();
    bench.assert_exact();
}

/// Of a device that is up all names are right, and of one that is down the primary one.
fn compare(bench: &mut Bench, about: &str) {
    let links = bench.rtnetlink.dump().unwrap();
    let known: Vec<_> = bench.picture.devices().collect();
    assert_eq!(known.len(), links.len(), "{about}");
    for (link, (index, names)) in links.iter().zip(known) {
        let count = if link.up { usize::MAX } else { 1 };
        let expected: Vec<_> = names_of(link).into_iter().take(count).collect();
        assert_eq!((index, names.iter().take(count).cloned().collect()), (link.index, expected), "{about}");
    }
}
