//! A thousand processes that are killed while they use one state.

use crate::scratch::{Scratch, pattern};
use crate::worker::{LOG, TEMPLATES, Worker, give, open_log};
use ifrace_allocator::names::{Lease, NameAllocator, OnDamage, Remembered};
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::fs::File;
use std::io::Read;
use std::thread;
use std::time::Duration;

const KILLS: u64 = 1000;
const WORKERS: usize = 4;

/// What everybody was given so far.
#[derive(Default)]
struct Given {
    text: Vec<u8>,
    names: HashSet<String>,
    highest: BTreeMap<String, u64>,
}

impl Given {
    /// Reads on; no name was given twice.
    fn read(&mut self, log: &mut File) {
        log.read_to_end(&mut self.text).unwrap();
        let whole = self.text.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        let text = String::from_utf8(self.text.drain(..whole).collect()).unwrap();
        for line in text.lines().filter_map(|line| line.strip_suffix(';')) {
            let fields: Vec<&str> = line.split(' ').collect();
            let [template, name, position] = fields[..] else { panic!("a worker failed: {line}") };
            assert!(TEMPLATES.contains(&template), "a worker failed: {line}");
            assert!(self.names.insert(name.to_owned()), "{name} was given twice");
            let highest = self.highest.entry(template.to_owned()).or_default();
            *highest = position.parse::<u64>().unwrap().max(*highest);
        }
    }
}

/// What two who are there take over, each on its own, at the same time.
fn adopted_by_both(both: &[NameAllocator; 2]) -> Vec<Lease> {
    thread::scope(|scope| {
        let threads = both.each_ref().map(|names| scope.spawn(|| names.take_orphans().unwrap()));
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

#[test]
fn nothing_is_lost_or_given_twice_when_processes_are_killed() {
    let scratch = Scratch::new();
    let both = [scratch.opened(), scratch.opened()];
    let mut log = open_log(scratch.path());
    let (mut given, mut tokens) = (Given::default(), BTreeSet::new());
    let mut reader = File::open(scratch.path().join(LOG)).unwrap();
    let mut workers: VecDeque<Worker> = (0..WORKERS).map(|_| Worker::start(&scratch)).collect();
    let mut delay = 1_u64;
    for round in 0..KILLS {
        delay = delay.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        thread::sleep(Duration::from_micros((delay >> 40) % 15_000));
        drop(workers.pop_front());
        given.read(&mut reader);
        workers.push_back(Worker::start(&scratch));
        if round % WORKERS as u64 != 0 {
            continue;
        }
        for lease in adopted_by_both(&both) {
            assert!(tokens.insert(lease.token()), "the lease of {} was taken over twice", lease.name());
            assert!(given.names.contains(&lease.name().to_string()) || lease.index().is_none());
            lease.done().unwrap();
        }
        let template = TEMPLATES[round as usize / WORKERS % TEMPLATES.len()];
        let next = give(&both[0], &mut log, template).generation;
        assert!(given.highest.get(template).is_none_or(|highest| *highest < next), "{template} went back to {next}");
        if round % 20 == 0 {
            let (_, remembered) = scratch.open(OnDamage::Refuse).unwrap();
            assert!(matches!(remembered, Remembered::File), "{remembered:?}");
        }
    }
    drop(workers);
    given.read(&mut reader);
    let adopted = adopted_by_both(&both).into_iter().try_for_each(|lease| lease.done());
    adopted.unwrap();
    let names = scratch.open(OnDamage::Refuse).unwrap().0;
    assert!(TEMPLATES.iter().all(|template| names.generate(pattern(template)).unwrap().generation > given.highest[*template]));
    assert!(names.take_orphans().unwrap().is_empty());
    assert_eq!(scratch.names(), ["names"]);
    println!("{} names, {} leases taken over", given.names.len(), tokens.len());
    assert!(tokens.len() as u64 > KILLS / 10 && given.names.len() as u64 > KILLS * 10, "the workers hardly came to work");
}
