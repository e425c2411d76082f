//! The lock of a state in a file, beside threads and other open files.

use super::{Layout, Memory, Words};
use crate::linux::shared_file::SharedFile;
use std::path::Path;
use std::thread;

const LAYOUT: Layout = Layout { counters: 3, participants: 1, leases: 1 };
const TURNS: u64 = 50_000;

fn opened(folder: &Path) -> Memory {
    let mut initial = || Memory::initial(LAYOUT, 1, 1);
    Memory::new(Words::Shared(SharedFile::open(folder, "words", LAYOUT.words(), &mut initial).unwrap().0), LAYOUT)
}

/// The lock of a file is that of all threads of a process: the next thread must not have its turn before the lock was given back.
#[test]
fn what_is_changed_in_two_steps_is_changed_by_one_at_a_time() {
    let folder = std::env::temp_dir().join(format!("ifrace-lock-{}", std::process::id()));
    let (first, second) = (opened(&folder), opened(&folder));
    let (word, threads) = (LAYOUT.words() - 1, [&first, &first, &first, &second]);
    thread::scope(|scope| {
        for memory in threads {
            scope.spawn(move || {
                for _ in 0..TURNS {
                    let locked = memory.lock().unwrap();
                    let before = locked.memory.get(word);
                    thread::yield_now();
                    locked.memory.set(word, before + 1);
                }
            });
        }
    });
    assert_eq!(first.get(word), TURNS * threads.len() as u64);
    std::fs::remove_dir_all(&folder).unwrap();
}
