//! A worker: this program again, which then runs the one test [`work`].

use crate::event::{Event, Kind};
use crate::life::{Life, Shared};
use crate::log::Log;
use crate::maker::Maker;
use crate::orphans::Orphans;
use crate::side::Side;
use crate::task::{Task, VARIABLE};
use std::io::{Read, stdin};

/// Does the share of a worker; nothing when it is run as a test.
#[test]
fn work() {
    let Ok(task) = std::env::var(VARIABLE) else { return };
    let task: Task = serde_json::from_str(&task).unwrap();
    let (log, side, maker) = (Log::open(&task.folder), Side::open(&task.folder), Maker::open(&task));
    let (pid, worker) = (std::process::id(), task.worker);
    log.write(&Event { kind: Kind::Begun, pid, worker, ..Event::default() });
    let orphans = Orphans::take(&maker.devices);
    wait_for_go();
    end_with_coordinator();
    let shared = Shared { task, maker, log, side, orphans };
    let threads = shared.task.left.len();
    std::thread::scope(|scope| {
        let shared = &shared;
        let lives: Vec<_> = (0..threads).map(|thread| scope.spawn(move || Life::new(shared, thread).run())).collect();
        if lives.into_iter().any(|life| life.join().is_err()) {
            // The other threads may wait for what this one has.
            std::process::exit(101);
        }
    });
    shared.log.write(&Event { kind: Kind::Ended, pid, worker, ..Event::default() });
    std::process::exit(0);
}

fn wait_for_go() {
    let mut go = [0];
    stdin().read_exact(&mut go).unwrap();
}

/// Ends the process when the coordinator is gone, whose end of the pipe is closed then.
fn end_with_coordinator() {
    std::thread::spawn(|| {
        let _ = stdin().read(&mut [0]);
        std::process::exit(102);
    });
}
