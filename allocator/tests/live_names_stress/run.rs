//! The coordinator: it starts workers, kills them, and starts them again.

use crate::event::{Event, Kind};
use crate::log::{Log, Reader};
use crate::random::Random;
use crate::scratch::Scratch;
use crate::task::{Task, VARIABLE};
use ifrace_allocator::linux::host::start_process;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// After how long a run is given up. It takes a minute or two.
const LIMIT: Duration = Duration::from_secs(400);
/// How often the coordinator looks.
const PAUSE: Duration = Duration::from_millis(2);

/// What a run is like.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) workers: usize,
    /// The share of each worker at the start.
    pub(crate) task: Task,
    /// A worker is killed after so many devices on average; 0 for never.
    pub(crate) kill_after: usize,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) events: Vec<Event>,
    pub(crate) kills: usize,
    pub(crate) took: Duration,
}

struct Run<'a> {
    plan: &'a Plan,
    log: Log,
    reader: Reader,
    /// How many devices each thread of each worker has created, and of how many events that is known.
    created: Vec<Vec<usize>>,
    counted: usize,
    /// `None` when it has done its share.
    workers: Vec<Option<Child>>,
}

impl Plan {
    /// Runs workers until all have done their shares. The calling thread has to be in the network namespace that they are to work in.
    pub(crate) fn run(&self, scratch: &Scratch) -> Outcome {
        let log = Log::open(scratch.path());
        let created = vec![vec![0; self.task.left.len()]; self.workers];
        let reader = Reader::open(scratch.path());
        let mut run = Run { plan: self, log, reader, created, counted: 0, workers: Vec::new() };
        let start = Instant::now();
        for worker in 0..self.workers {
            let child = run.start(worker);
            run.workers.push(Some(child));
        }
        run.let_all_begin();
        let kills = run.until_done(start);
        run.reader.read();
        Outcome { events: std::mem::take(&mut run.reader.events), kills, took: start.elapsed() }
    }
}

impl Run<'_> {
    fn start(&self, worker: usize) -> Child {
        let task = &self.plan.task;
        let left = task.left.iter().zip(&self.created[worker]).map(|(all, created)| all.saturating_sub(*created)).collect();
        let task = serde_json::to_string(&Task { worker, left, ..task.clone() }).unwrap();
        let mut command = Command::new("/proc/self/exe");
        command.args(["--exact", "worker::work", "--nocapture", "--test-threads=1"]).env(VARIABLE, task);
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        start_process(&mut command).unwrap()
    }

    /// Lets the first workers begin when all of them are there.
    fn let_all_begin(&mut self) {
        while self.reader.events.len() < self.plan.workers {
            std::thread::sleep(PAUSE);
            self.reader.read();
            assert!(self.workers.iter_mut().flatten().all(|child| child.try_wait().unwrap().is_none()), "a worker cannot begin");
        }
        self.workers.iter_mut().flatten().for_each(go);
    }

    /// Kills workers until all are done. Returns how many.
    fn until_done(&mut self, start: Instant) -> usize {
        let mut random = Random::new(self.plan.task.seed, &[]);
        let (mut kills, mut next) = (0, self.pause(&mut random));
        while self.workers.iter_mut().any(|worker| !is_done(worker)) {
            assert!(start.elapsed() < LIMIT, "the run takes too long; seed {}", self.plan.task.seed);
            std::thread::sleep(PAUSE);
            self.count();
            if self.plan.kill_after > 0 && self.created() >= next {
                kills += self.strike(&mut random);
                next = self.created() + self.pause(&mut random);
            }
        }
        kills
    }

    /// After how many devices the next worker is killed.
    fn pause(&self, random: &mut Random) -> usize {
        self.plan.kill_after / 2 + random.below(self.plan.kill_after.max(1))
    }

    /// Kills one worker, two, or all, and starts them again side by side; sometimes once more while they begin.
    fn strike(&mut self, random: &mut Random) -> usize {
        let (first, workers) = (random.below(self.plan.workers), self.plan.workers);
        let count = [1, 1, 1, 1, 1, 2, 2, workers][random.below(8)];
        let mut kills = 0;
        loop {
            let victims: Vec<usize> =
                (first..first + count).map(|worker| worker % workers).filter(|one| self.kill(*one)).collect();
            self.count();
            for worker in &victims {
                self.workers[*worker] = Some(self.start(*worker));
            }
            for worker in &victims {
                self.workers[*worker].iter_mut().for_each(go);
            }
            kills += victims.len();
            if random.below(3) > 0 {
                return kills;
            }
            std::thread::sleep(Duration::from_micros(random.below(20_000) as u64));
        }
    }

    /// Kills a worker at whatever it does; false if it has done its share.
    fn kill(&mut self, worker: usize) -> bool {
        let Some(mut child) = self.workers[worker].take() else { return false };
        let (kind, pid) = (Kind::Killing, child.id());
        self.log.write(&Event { kind, pid, worker, ..Event::default() });
        child.kill().unwrap();
        let status = child.wait().unwrap();
        assert!(status.success() || status.signal() == Some(libc::SIGKILL), "a worker failed: {status}; what it said is above");
        !status.success()
    }

    fn count(&mut self) {
        self.reader.read();
        for event in self.reader.events[self.counted..].iter().filter(|event| event.kind == Kind::Created) {
            self.created[event.worker][event.thread] += 1;
        }
        self.counted = self.reader.events.len();
    }

    fn created(&self) -> usize {
        self.created.iter().flatten().sum()
    }
}

/// No worker outlives a run that failed.
impl Drop for Run<'_> {
    fn drop(&mut self) {
        for child in self.workers.iter_mut().flatten() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn go(child: &mut Child) {
    // It may be dead already, which is seen when it is waited for.
    let _ = child.stdin.as_mut().unwrap().write_all(b"g");
}

fn is_done(worker: &mut Option<Child>) -> bool {
    let Some(child) = worker else { return true };
    match child.try_wait().unwrap() {
        None => false,
        Some(status) => {
            assert!(status.success(), "a worker failed: {status}; what it said is above");
            *worker = None;
            true
        }
    }
}
