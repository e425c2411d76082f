//! The picture of the host's names.

use super::{explore, explore_up_to, pattern};
use ifrace_allocator::names::NameAllocator;
use loom::sync::Arc;
use loom::sync::atomic::{AtomicU64, Ordering};
use loom::thread;

#[test]
fn a_name_that_is_known_to_be_taken_is_passed_over() {
    explore(|| {
        let names = NameAllocator::in_process();
        let source = names.source(pattern("vnet%d")).unwrap();
        assert_eq!(source.generate().unwrap().id, 0, "the way ahead is known to be clear");
        let told = Arc::new(AtomicU64::new(0));
        let teller = {
            let (names, told) = (names.clone(), Arc::clone(&told));
            thread::spawn(move || {
                names.update_picture(|picture| picture.set(7, vec![b"vnet1".to_vec()]));
                told.store(1, Ordering::SeqCst);
            })
        };
        let is_told = told.load(Ordering::SeqCst) == 1;
        let given = source.generate().unwrap();
        assert!(!is_told || given.id == 2, "a name that is known to be taken was handed out");
        teller.join().unwrap();
    });
}

#[test]
fn two_threads_before_a_run_of_taken_names_get_two_names() {
    explore(|| {
        let names = NameAllocator::in_process();
        names.update_picture(|picture| picture.set(7, (0..5).map(|id| format!("vnet{id}").into_bytes()).collect()));
        let source = names.source(pattern("vnet%d")).unwrap();
        let other = {
            let source = source.clone();
            thread::spawn(move || source.generate().unwrap().id)
        };
        let mine = source.generate().unwrap().id;
        let theirs = other.join().unwrap();
        assert!(mine >= 5 && theirs >= 5 && mine != theirs, "{mine} and {theirs}");
    });
}

/// With at most three preemptions; without a bound it takes longer than anybody waits.
#[test]
fn a_thread_between_runs_of_taken_names_sees_the_host_change() {
    explore_up_to(Some(3), || {
        let names = NameAllocator::in_process();
        names.update_picture(|picture| picture.set(7, vec![b"vnet1".to_vec()]));
        let source = names.source(pattern("vnet%d")).unwrap();
        assert_eq!(source.generate().unwrap().id, 0);
        let other = {
            let source = source.clone();
            thread::spawn(move || source.generate().unwrap().id)
        };
        names.update_picture(|picture| picture.set(8, vec![b"vnet2".to_vec()]));
        let mine = source.generate().unwrap().id;
        let theirs = other.join().unwrap();
        assert!(mine > 2 && theirs > 1 && mine != theirs, "{mine} and {theirs}");
    });
}
