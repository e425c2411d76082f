//! Where a search ends before it has seen everything.

use super::{model, search};
use ifrace_sim::explore::{Control, Counts, Ended, Limits, Search, StopAt};
use ifrace_sim::peer_model::{Params, ParamsError, PeerModel, Policy, WRONGFUL};
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The counts of a search of 10,244 states on 24 levels, which must be the same with one and two threads.
fn ends_with(ended: Ended, limits: Limits) -> Counts {
    let model = model(3, 8, 1, Policy::LowestFree);
    let of = |threads| {
        let outcome = search(&model, threads, limits, Control::default(), |_| {});
        assert_eq!(outcome.ended, ended, "{limits:?}");
        Counts { bytes: 0, ..outcome.counts }
    };
    let one = of(1);
    assert_eq!(one, of(2), "{limits:?}");
    one
}

#[test]
fn levels_are_finished_so_that_counts_do_not_depend_on_threads() {
    let states = ends_with(Ended::States, Limits { states: Some(1_000), ..Limits::default() });
    assert!((1_000..3_000).contains(&states.states));
    let depth = ends_with(Ended::Depth, Limits { depth: Some(2), ..Limits::default() });
    assert_eq!((depth.states, depth.transitions, depth.depth, depth.frontier), (1 + 3 + 9, 12, 2, 9));
    let found = ends_with(Ended::Found, Limits { stop_at: StopAt::Violation(WRONGFUL), ..Limits::default() });
    assert_eq!((found.first[0], found.depth), (Some(8), 8));
    assert!(found.violating[0] > 1, "the level is finished");
    ends_with(Ended::Exhausted, Limits { stop_at: StopAt::Violation(!WRONGFUL), ..Limits::default() });
    ends_with(Ended::Exhausted, Limits { depth: Some(24), states: Some(10_245), ..Limits::default() });
}

#[test]
fn nothing_is_allocated_beyond_the_budget() {
    let model = model(3, 8, 1, Policy::LowestFree);
    for threads in [1, 2] {
        for bytes in [0, 1, 5_000, 20_000, 100_000, 240_000, 300_000] {
            let outcome = search(&model, threads, Limits { bytes: Some(bytes), ..Limits::default() }, Control::default(), |_| {});
            assert_eq!(outcome.ended, Ended::Memory, "{bytes}");
            assert!(outcome.counts.bytes <= bytes);
            assert!(outcome.counts.states > 0 || bytes < 20_000, "the counts so far are kept");
        }
        let enough = Limits { bytes: Some(2_000_000), ..Limits::default() };
        assert_eq!(search(&model, threads, enough, Control::default(), |_| {}).ended, Ended::Exhausted);
    }
}

#[test]
fn the_caller_can_stop_it() {
    let model = model(3, 8, 1, Policy::LowestFree);
    for threads in [1, 2] {
        let asked = AtomicU64::new(0);
        let stop = || asked.fetch_add(1, Relaxed) > 30;
        let outcome = search(&model, threads, Limits::default(), Control { stop: &stop, ..Control::default() }, |_| {});
        assert_eq!(outcome.ended, Ended::Interrupted);
        assert!((100..10_244).contains(&outcome.counts.states));
    }
}

#[test]
fn progress_is_told_from_time_to_time() {
    let model = model(3, 8, 2, Policy::LowestFree);
    let told = Mutex::new(Vec::new());
    let progress = |counts: &Counts| told.lock().expect("nobody panics").push(*counts);
    let outcome = search(&model, 1, Limits::default(), Control { progress: &progress, ..Control::default() }, |_| {});
    assert_eq!((outcome.counts.states, outcome.counts.transitions, outcome.counts.violating[0]), (339_615, 984_858, 37_788));
    let told = told.into_inner().expect("nobody panics");
    assert_eq!(told.len(), 339_615 / 65_536);
    assert!(told.windows(2).all(|two| two[0].states + 65_536 <= two[1].states && two[0].depth <= two[1].depth));
    assert!(told.iter().all(|counts| counts.bytes > counts.states * 8 && counts.frontier > 0));
}

#[test]
fn nobody_waits_for_a_worker_that_panicked() {
    let system = model(3, 8, 1, Policy::LowestFree);
    let asked = AtomicU64::new(0);
    // The first to ask panics, the other goes on and finds nobody to meet.
    let stop = || asked.fetch_add(1, Relaxed) == 0 && panic!("on purpose");
    let control = Control { stop: &stop, ..Control::default() };
    let workers = NonZeroUsize::MIN.saturating_add(1);
    let search = Search::new(&mut system.clone(), workers, Limits::default(), control);
    let ends = std::thread::scope(|scope| {
        let work = || search.work(&mut system.clone());
        let workers = [scope.spawn(work), scope.spawn(work)];
        workers.map(|worker| worker.join().is_err())
    });
    assert_eq!(ends.iter().filter(|panicked| **panicked).count(), 1);
    assert_eq!(search.outcome().ended, Ended::Interrupted);
}

#[test]
fn parameters_that_make_no_model_are_refused() {
    let new = |guests, names, cycles| Params::new(guests, names, cycles, Policy::Monotonic);
    assert_eq!(new(0, 8, 1), Err(ParamsError::Guests(0)));
    assert_eq!(new(9, 9, 1), Err(ParamsError::Guests(9)));
    assert_eq!(new(3, 2, 1), Err(ParamsError::Names { names: 2, guests: 3 }));
    assert_eq!(new(3, 65, 1), Err(ParamsError::Names { names: 65, guests: 3 }));
    assert_eq!(new(3, 8, 0), Err(ParamsError::Cycles(0)));
    assert_eq!(new(3, 8, 16), Err(ParamsError::Cycles(16)));
    let wide = new(5, 64, 2).expect("there is such a model");
    assert_eq!(PeerModel::<u64>::new(wide).map(|_| ()), Err(ParamsError::Bits { needed: 76, bits: 64 }));
    assert!(PeerModel::<u128>::new(wide).is_ok());
}
