//! What the tests beside this one must be able to catch: allocators that are wrong in known ways.

use super::catches;
use loom::sync::atomic::{AtomicU64, Ordering};
use loom::sync::{Arc, Mutex};
use loom::thread;
use std::collections::BTreeSet;

/// Runs the same twice at a time, and returns both results.
fn twice<T: Send + 'static>(run: impl Fn() -> T + Clone + Send + 'static) -> [T; 2] {
    let other = thread::spawn(run.clone());
    [run(), other.join().unwrap()]
}

/// A counter behind a lock that is read before the lock is taken.
#[test]
fn a_read_outside_of_the_lock_is_caught() {
    catches("a name was handed out twice", || {
        let (count, turn) = (Arc::new(AtomicU64::new(0)), Arc::new(Mutex::new(())));
        let [mine, theirs] = twice(move || {
            let id = count.load(Ordering::SeqCst);
            let _turn = turn.lock().unwrap();
            count.store(id + 1, Ordering::SeqCst);
            id
        });
        assert_ne!(mine, theirs, "a name was handed out twice");
    });
}

/// A counter is registered by its pattern and then a word that says so, as in the state, but without an order between the two.
#[test]
fn a_relaxed_publication_is_caught() {
    catches("a counter without its pattern", || {
        let (pattern, used) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let registrar = {
            let (pattern, used) = (Arc::clone(&pattern), Arc::clone(&used));
            thread::spawn(move || {
                pattern.store(7, Ordering::Relaxed);
                used.store(1, Ordering::Relaxed);
            })
        };
        if used.load(Ordering::Relaxed) == 1 {
            assert_eq!(pattern.load(Ordering::Relaxed), 7, "a counter without its pattern");
        }
        registrar.join().unwrap();
    });
}

/// Names up to 4 are taken, and who finds that out lets others know where the way ahead ends, but not where it begins: one that has
/// counted before takes its position for clear.
#[test]
fn a_way_without_a_beginning_is_caught() {
    catches("a name that is known to be taken was handed out", || {
        let (count, until) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let both = twice(move || {
            let id = count.fetch_add(1, Ordering::SeqCst);
            if id < until.load(Ordering::SeqCst) {
                return id;
            }
            let free = count.fetch_max(6, Ordering::SeqCst).max(5);
            until.store(100, Ordering::SeqCst);
            free
        });
        assert!(both.iter().all(|id| *id >= 5), "a name that is known to be taken was handed out");
    });
}

/// libvirt (7.0.0 to 11.3.0, `virNetDevGenerateName`): a name that no device has is the daemon's own, and attaching to it succeeds
/// whoever created it (`TUNSETIFF` without `IFF_TUN_EXCL`). Each daemon has a counter.
#[test]
fn check_then_create_is_caught() {
    catches("two daemons have one device", || {
        let devices = Arc::new(Mutex::new(BTreeSet::new()));
        let [mine, theirs] = twice(move || {
            let exists = |id: &u64| devices.lock().unwrap().contains(id);
            let id = (0..2).find(|id| !exists(id)).unwrap();
            devices.lock().unwrap().insert(id);
            id
        });
        assert_ne!(mine, theirs, "two daemons have one device");
    });
}

/// The same with exclusive creation, which holds: the canary fails for the right reason.
#[test]
fn exclusive_creation_holds() {
    super::explore(|| {
        let devices = Arc::new(Mutex::new(BTreeSet::new()));
        let [mine, theirs] = twice(move || (0..2).find(|id| devices.lock().unwrap().insert(*id)).unwrap());
        assert_ne!(mine, theirs, "two daemons have one device");
    });
}
