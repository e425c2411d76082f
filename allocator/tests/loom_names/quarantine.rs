//! Names whose holder is not done.

use super::{catches, explore, pattern};
use ifrace_allocator::names::{Lease, NameAllocator, NameSource};
use loom::sync::Arc;
use loom::sync::atomic::{AtomicU64, Ordering};
use loom::thread;

/// A source in its second lap whose next name is in quarantine.
fn in_quarantine() -> (NameSource, Lease) {
    let names = NameAllocator::in_process();
    let source = names.source(pattern("fourteen-bytes%d")).unwrap();
    let first = source.generate().unwrap();
    let mut lease = names.hold(first.name, first.generation).unwrap();
    lease.retire().unwrap();
    names.reserve(b"fourteen-bytes9").unwrap();
    (source, lease)
}

/// The cleanup of the earlier holder, beside a thread that asks for the next name.
fn release_beside_generate(done_too_early: bool) {
    let (source, lease) = in_quarantine();
    let (name, cleaned) = (lease.name(), Arc::new(AtomicU64::new(0)));
    let cleaner = {
        let cleaned = Arc::clone(&cleaned);
        thread::spawn(move || {
            if done_too_early {
                lease.done().unwrap();
                cleaned.store(1, Ordering::SeqCst);
            } else {
                cleaned.store(1, Ordering::SeqCst);
                lease.done().unwrap();
            }
        })
    };
    let given = source.generate().unwrap();
    assert!(given.name != name || cleaned.load(Ordering::SeqCst) == 1, "a name was handed out before its cleanup");
    cleaner.join().unwrap();
}

#[test]
fn a_name_is_not_handed_out_before_its_cleanup() {
    explore(|| release_beside_generate(false));
}

#[test]
fn a_cleanup_that_is_reported_too_early_is_caught() {
    catches("a name was handed out before its cleanup", || release_beside_generate(true));
}

#[test]
fn one_of_two_holds_a_name() {
    explore(|| {
        let names = NameAllocator::in_process();
        let given = names.generate(pattern("vnet%d")).unwrap();
        let other = {
            let names = names.clone();
            thread::spawn(move || names.hold(given.name, 0).is_ok())
        };
        let mine = names.hold(given.name, 0).is_ok();
        assert!(mine ^ other.join().unwrap(), "exactly one of two holds the name");
    });
}
