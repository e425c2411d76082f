//! A process that is killed before any one of its changes of the state: what it was about to do is as if never begun, or done.

use super::count::WINDOW;
use super::{Layout, LeaseRecord, LeaseTag, Locked, Memory, Participant, Words};
use crate::IfName;
use crate::names::{NamePattern, StateError};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Few places, so that leases stand in each other's way.
const LAYOUT: Layout = Layout { counters: 5, participants: 4, leases: 8 };
const BOOT: u64 = 7;

thread_local! {
    /// How many changes this thread makes before it is killed.
    static LEFT: Cell<Option<u64>> = const { Cell::new(None) };
}

/// Called before each change of a state.
pub(super) fn step() {
    match LEFT.get() {
        Some(0) => {
            LEFT.set(None);
            resume_unwind(Box::new("killed"));
        }
        left => LEFT.set(left.map(|left| left - 1)),
    }
}

/// Does something, and dies before a change; whether it came to its end.
fn is_done_within(changes: u64, action: impl FnOnce()) -> bool {
    LEFT.set(Some(changes));
    let result = catch_unwind(AssertUnwindSafe(action));
    LEFT.set(None);
    result.is_ok()
}

type Leases = Vec<(usize, LeaseTag, LeaseRecord)>;
type Counts = Vec<(NamePattern, u64)>;

fn leases(memory: &Memory) -> Leases {
    memory.lock().unwrap().leases().map(Result::unwrap).collect()
}

fn counts(memory: &Memory) -> Counts {
    let count = |(counter, pattern): (super::Counter, _)| (pattern, counter.position(memory).unwrap());
    memory.counters().map(|one| count(one.unwrap())).collect()
}

fn record(name: &str, owner: Participant) -> LeaseRecord {
    LeaseRecord { name: IfName::new(name).unwrap(), generation: 3, netns: 4, owner, index: 5, token: 6 }
}

fn pattern(text: &str) -> NamePattern {
    NamePattern::parse(text.as_bytes()).unwrap()
}

/// A state with a participant who is gone, leases side by side, places that were left, and counters on their way.
fn used() -> Memory {
    let memory = Memory::new(Words::own(&Memory::initial(LAYOUT, 1, BOOT)), LAYOUT);
    {
        let locked = memory.lock().unwrap();
        locked.register_kinds().unwrap();
        let gone = locked.join().unwrap();
        let places: Vec<_> = (0..6).map(|id| locked.enter(&record(&format!("vnet{id}"), gone)).unwrap()).collect();
        locked.set_tag(places[1], LeaseTag::Retired);
        locked.remove(places[4]).unwrap();
        memory.reserve(b"vnet700").unwrap();
    }
    memory
}

/// Lets an action die before each of its changes, one after the other, and judges what it leaves and what it was meant to leave.
fn kill_everywhere(action: impl Fn(&Locked<'_>) -> Result<(), StateError>, judge: impl Fn(&Memory, &Memory)) {
    let whole = used();
    action(&whole.lock().unwrap()).unwrap();
    for changes in 0.. {
        let memory = used();
        let is_done = is_done_within(changes, || action(&memory.lock().unwrap()).unwrap());
        memory.lock().unwrap().verify().unwrap_or_else(|error| panic!("{error} after {changes} changes"));
        judge(&memory, &whole);
        if is_done {
            assert!(changes > 0, "it changes nothing");
            return;
        }
    }
}

/// The leases are those from before, or those from after.
fn all_or_nothing(memory: &Memory, whole: &Memory) {
    let leases_now = leases(memory);
    assert!([leases(&used()), leases(whole)].contains(&leases_now), "{leases_now:?}");
    assert_eq!(counts(memory), counts(whole));
}

#[test]
fn a_lease_is_entered_or_not() {
    kill_everywhere(|locked| locked.enter(&record("new", Participant::NOBODY)).map(drop), all_or_nothing);
}

#[test]
fn a_lease_that_is_entered_into_a_full_table_is_there_or_not() {
    let fill =
        |locked: &Locked<'_>| (0..3).try_for_each(|id| locked.enter(&record(&format!("x{id}"), Participant::NOBODY)).map(drop));
    let before = leases(&used());
    kill_everywhere(fill, |memory, whole| {
        let (now, all) = (leases(memory), leases(whole));
        assert!(before.iter().all(|lease| now.contains(lease)) && now.iter().all(|lease| all.contains(lease)));
        let locked = memory.lock().unwrap();
        assert!(now.iter().all(|(number, _, record)| locked.find(record.name, record.netns) == Ok(Some(*number))));
    });
}

#[test]
fn a_lease_is_removed_or_not_and_the_others_are_found() {
    for name in ["vnet0", "vnet1", "vnet2", "vnet3", "vnet5"] {
        let place = |locked: &Locked<'_>| locked.find(IfName::new(name).unwrap(), 4).unwrap().unwrap();
        kill_everywhere(
            |locked| Ok(locked.remove(place(locked))?),
            |memory, whole| {
                all_or_nothing(memory, whole);
                let locked = memory.lock().unwrap();
                assert!(locked.leases().all(|lease| {
                    let (number, _, record) = lease.unwrap();
                    locked.find(record.name, record.netns) == Ok(Some(number))
                }));
            },
        );
    }
}

#[test]
fn a_lease_has_its_old_tag_or_its_new_one() {
    let first = |locked: &Locked<'_>| locked.leases().next().unwrap().unwrap().0;
    let retire = |locked: &Locked<'_>| {
        locked.set_tag(first(locked), LeaseTag::Retired);
        Ok(())
    };
    let note = |locked: &Locked<'_>| {
        locked.set_device(first(locked), 77);
        Ok(())
    };
    kill_everywhere(retire, all_or_nothing);
    kill_everywhere(note, all_or_nothing);
}

#[test]
fn who_takes_over_leases_has_some_of_them_and_the_next_has_all() {
    let adopt = |locked: &Locked<'_>| locked.join().and_then(|own| locked.adopt(own, |_, _| true)).map(drop);
    kill_everywhere(adopt, |memory, _| {
        let locked = memory.lock().unwrap();
        let next = locked.join().unwrap();
        assert_eq!(locked.adopt(next, |_, _| true).unwrap().len(), 5);
        assert!(locked.adopt(next, |_, _| true).unwrap().is_empty(), "a lease was taken over twice");
    });
}

#[test]
fn another_run_of_the_machine_is_entered_by_whoever_comes_next() {
    kill_everywhere(
        |locked| locked.enter_boot(BOOT + 1),
        |memory, whole| {
            memory.lock().unwrap().enter_boot(BOOT + 1).unwrap();
            assert_eq!(leases(memory), leases(whole));
            assert!(leases(memory).iter().all(|(_, tag, record)| (*tag, record.index) == (LeaseTag::Retired, 0)));
        },
    );
}

#[test]
fn a_counter_has_its_pattern_or_is_not_there() {
    let register = |locked: &Locked<'_>| locked.register(pattern("vnet1%d")).map(drop);
    kill_everywhere(register, |memory, whole| {
        let now = counts(memory);
        assert!([counts(&used()), counts(whole)].contains(&now), "{now:?}");
        register(&memory.lock().unwrap()).unwrap();
        assert_eq!(counts(memory), counts(whole));
    });
}

#[test]
fn a_count_never_goes_back_and_no_position_comes_twice() {
    // The ceiling stands at a multiple of a stride, or a stride above where the count began.
    let edges = [WINDOW - 1, WINDOW, WINDOW + 1, 700 + WINDOW, 701 + WINDOW, 2 * WINDOW - 1, 2 * WINDOW, 30 * WINDOW];
    for position in [701, 750].into_iter().chain(edges) {
        let given = Cell::new(0);
        let action = |locked: &Locked<'_>| {
            given.set(0);
            let counter = locked.memory.find_counter(pattern("vnet%d"))?.unwrap();
            given.set(counter.next(locked.memory)?.position);
            counter.pass_to(locked.memory, position)?;
            given.set(counter.next(locked.memory)?.position);
            given.set(counter.next_from(locked.memory, position + 10)?.position);
            Ok(())
        };
        kill_everywhere(action, |memory, _| {
            let counter = memory.find_counter(pattern("vnet%d")).unwrap().unwrap();
            assert!(counter.next(memory).unwrap().position > given.get());
        });
    }
}
