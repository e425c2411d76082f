use super::super::{Key, Measured};
use super::*;

fn cell(allocator: &str, threads: u64, taken: u64, nanoseconds: f64) -> Measured {
    Measured { key: Key { allocator: allocator.to_owned(), threads, taken, devices: 1_000 }, nanoseconds, fails: false }
}

fn judged(cells: Vec<Measured>, ratio: Ratio) -> (Option<f64>, Judged) {
    let contention = Contention::new(cells);
    (ratio.value(&contention), ratio.judge(&contention))
}

#[test]
fn aims_are_reached_from_their_number_on() {
    let beside = |libvirt| judged(vec![cell("libvirt", 1, 0, libvirt), cell("hardened", 1, 0, 10.0)], Ratio::BesideLibvirt(0));
    assert_eq!(beside(2_000.0), (Some(200.0), Judged::Reached));
    assert_eq!(beside(1_990.0), (Some(199.0), Judged::NotReached));
    let counter =
        |bare| judged(vec![cell("bare-counter", 8, 0, bare), cell("hardened", 8, 0, 10.0)], Ratio::BesideBareCounter(8));
    assert_eq!(counter(8.0), (Some(0.8), Judged::Reached));
    assert_eq!(counter(7.0), (Some(0.7), Judged::NotReached));
}

#[test]
fn times_are_even_if_the_slowest_is_at_most_twice_the_fastest() {
    let even = |slowest| {
        let cells = [(0, 10.0), (100, slowest), (30_000, 12.0)].map(|(taken, time)| cell("hardened", 1, taken, time));
        judged(cells.into(), Ratio::Evenness)
    };
    assert_eq!(even(20.0), (Some(2.0), Judged::Reached));
    assert_eq!(even(21.0), (Some(2.1), Judged::NotReached));
}

#[test]
fn what_is_missing_or_fails_is_not_judged() {
    assert_eq!(judged(vec![cell("hardened", 1, 0, 10.0)], Ratio::Evenness), (None, Judged::NotMeasured));
    let failing = Measured { fails: true, ..cell("libvirt", 1, 9_999, 1e9) };
    let cells = vec![failing, cell("hardened", 1, 9_999, 10.0)];
    assert_eq!(judged(cells, Ratio::BesideLibvirt(9_999)), (None, Judged::NotMeasured));
    assert_eq!(judged(vec![cell("libvirt", 2, 0, 1e9), cell("hardened", 1, 0, 1.0)], Ratio::BesideLibvirt(0)).0, None);
}
