//! Changes while a dump runs. Which of them happens when is up to the scheduler; what is asserted holds for every order.

use crate::support::{Bench, bench, bridge};
use ifrace_allocator::linux::rtnetlink::{Rtnetlink, Selector, payload};
use std::collections::BTreeSet;

/// How many devices the other thread makes.
const DEVICES: u32 = 400;

fn names(bench: &Bench) -> BTreeSet<Vec<u8>> {
    bench.picture.devices().flat_map(|(_, names)| names).cloned().collect()
}

/// Makes devices that stay, each with an alternative name that no event tells.
fn make(rtnetlink: &mut Rtnetlink) {
    for id in 0..DEVICES {
        let index = bridge(rtnetlink, &format!("v{id}")).index;
        rtnetlink.altname_add(index, &payload(format!("a{id}").as_bytes())).unwrap();
    }
}

/// Makes devices that go again, in bunches.
fn make_and_delete(rtnetlink: &mut Rtnetlink) {
    for bunch in 0..DEVICES / 20 {
        for id in 0..20 {
            let index = bridge(rtnetlink, &format!("w{}", bunch * 20 + id)).index;
            rtnetlink.rename(index, &payload(format!("x{}", bunch * 20 + id).as_bytes())).unwrap();
            rtnetlink.set_group(index, 7).unwrap();
        }
        rtnetlink.delete(&Selector::group(7)).unwrap();
    }
}

#[test]
fn no_older_event_undoes_a_dump() {
    let mut bench = bench();
    let thread = std::thread::spawn(|| make(&mut Rtnetlink::open().unwrap()));
    let mut known = BTreeSet::new();
    while !thread.is_finished() {
        bench.names.reload(&mut bench.picture).unwrap();
        let dumped = names(&bench);
        assert!(known.is_subset(&dumped), "{:?}", known.difference(&dumped).collect::<Vec<_>>());
        let _ = bench.names.refresh(&mut bench.picture).unwrap();
        known = names(&bench);
        assert!(dumped.is_subset(&known), "nothing is ever deleted here: {:?}", dumped.difference(&known).collect::<Vec<_>>());
    }
    thread.join().unwrap();
    bench.names.reload(&mut bench.picture).unwrap();
    bench.assert_exact();
    assert_eq!(bench.picture.len(), 2 * DEVICES as usize + 1);
}

#[test]
fn what_is_gone_does_not_come_back() {
    let mut bench = bench();
    let threads = [make_and_delete, make].map(|work| std::thread::spawn(move || work(&mut Rtnetlink::open().unwrap())));
    while !threads.iter().all(std::thread::JoinHandle::is_finished) {
        bench.names.reload(&mut bench.picture).unwrap();
        let _ = bench.names.refresh(&mut bench.picture).unwrap();
    }
    for thread in threads {
        thread.join().unwrap();
    }
    let _ = bench.names.refresh(&mut bench.picture).unwrap();
    let primary: Vec<_> = bench.picture.devices().map(|(index, names)| (index, names[0].clone())).collect();
    let links = bench.rtnetlink.dump().unwrap();
    assert_eq!(primary, links.into_iter().map(|link| (link.index, link.name)).collect::<Vec<_>>());
}
