//! The schedulers of shuttle. Each guest is a thread, and each of its steps holds the one mutex.

use super::{Played, Way};
use crate::Case;
use ::shuttle::scheduler::{PctScheduler, RandomScheduler};
use ::shuttle::sync::Mutex;
use ::shuttle::{Config, FailurePersistence, Runner, thread};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The most names of a case.
const NAMES: usize = 64;

/// The tables of the definition: whose the entry of a name is, counted from 1; 0 is nobody.
struct World {
    devices: [u8; NAMES],
    tables: [[u8; NAMES]; 3],
    next: usize,
    wrongful: bool,
}

impl World {
    /// The first free name, from the next one on if the rule is monotonic.
    fn take_name(&mut self, case: &Case, guest: u8) -> usize {
        let (names, mut name) = (case.names as usize, if case.is_monotonic() { self.next } else { 0 });
        while self.devices[name] != 0 {
            name = (name + 1) % names;
        }
        self.next = (name + 1) % names;
        self.devices[name] = guest;
        name
    }

    /// Empties an entry, whoever owns it.
    fn remove(&mut self, guest: u8, table: usize, name: usize) {
        let owner = std::mem::take(&mut self.tables[table][name]);
        self.wrongful |= owner != 0 && owner != guest && self.devices[name] == owner;
    }
}

/// All the lives of a guest.
fn live(world: &Mutex<World>, case: &Case, guest: u8) {
    let lock = || world.lock().expect("nobody panics");
    for _ in 0..case.cycles {
        let name = lock().take_name(case, guest);
        for table in 0..3 {
            lock().tables[table][name] = guest;
        }
        lock().devices[name] = 0;
        for table in 0..3 {
            lock().remove(guest, table, name);
        }
    }
}

/// One schedule. Answers whether it has a wrongful removal.
fn schedule(case: Case) -> bool {
    let world = World { devices: [0; NAMES], tables: [[0; NAMES]; 3], next: 0, wrongful: false };
    let world = Arc::new(Mutex::new(world));
    let guest = |guest: u32| {
        let world = Arc::clone(&world);
        thread::spawn(move || live(&world, &case, guest as u8))
    };
    let guests: Vec<_> = (1..=case.guests).map(guest).collect();
    for guest in guests {
        guest.join().expect("nobody panics");
    }
    let world = world.lock().expect("nobody panics");
    world.wrongful
}

/// Plays schedules.
pub fn play(case: &Case, way: Way, seed: u64, count: u64) -> Played {
    let (case, wrongful) = (*case, Arc::new(AtomicU64::new(0)));
    let seen = Arc::clone(&wrongful);
    let body = move || _ = seen.fetch_add(schedule(case).into(), Relaxed);
    let mut config = Config::new();
    config.failure_persistence = FailurePersistence::None;
    let schedules = match way {
        Way::Random => Runner::new(RandomScheduler::new_from_seed(seed, count as usize), config).run(body),
        Way::Pct3 => Runner::new(PctScheduler::new_from_seed(seed, 3, count as usize), config).run(body),
    };
    Played { schedules: schedules as u64, wrongful: wrongful.load(Relaxed) }
}
