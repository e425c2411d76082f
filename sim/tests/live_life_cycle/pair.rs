//! A guest on each of the two hosts, step by step.

use crate::card::Card;
use crate::world::{Real, in_memory};
use ifrace_allocator::guest::{Command, Guest, Next, Outcome, Settings};
use ifrace_allocator::host::{Host, Observe, in_words};
use ifrace_allocator::memory::MemoryHost;
use ifrace_sim::release::{DaemonNames, Release};

/// The guest of one host.
struct Side {
    guest: Guest<DaemonNames>,
    names: DaemonNames,
}

/// Both.
pub(crate) struct Pair<'r> {
    release: &'r Release,
    memory: (MemoryHost, Side),
    linux: (Real, Side),
    /// What has happened, for who looks for the cause of a difference.
    told: Vec<String>,
}

impl Side {
    fn new(release: &Release, card: Card) -> Self {
        let settings = Settings { mac_filter: card == Card::Bridge };
        let guest = Guest::new(0, release.rules, settings, vec![card.interface().into()]).unwrap();
        Self { guest, names: release.daemon() }
    }

    /// One operation with its answer in words; `None` after the last one.
    fn step(&mut self, host: &mut impl Host) -> Result<String, Outcome> {
        let actor = self.guest.incarnation();
        let (op, result) = match self.guest.next(&mut self.names) {
            Next::Op(op) => (op.to_string(), host.perform(actor, &op)),
            Next::Ended(outcome) => return Err(outcome),
            Next::Idle => panic!("a command was begun"),
        };
        let words = format!("{op}: {}", in_words(&result));
        self.guest.answer(result, &mut self.names);
        Ok(words)
    }

    fn daemon_restarts(&mut self, release: &Release) {
        self.guest.daemon_died();
        self.names = release.daemon();
    }
}

impl<'r> Pair<'r> {
    pub(crate) fn new(release: &'r Release, card: Card) -> Self {
        let told = vec![format!("{} {card:?}", release.rules.id)];
        let (memory, linux) = ((in_memory(), Side::new(release, card)), (Real::new(card), Side::new(release, card)));
        Self { release, memory, linux, told }
    }

    /// What has happened.
    pub(crate) fn told(&self) -> String {
        self.told.join("\n")
    }

    /// Carries out a command on both, and says how it ended.
    pub(crate) fn carry_out(&mut self, command: &Command) -> Outcome {
        self.told.push(format!("== {}", command.in_words()));
        for side in [&mut self.memory.1, &mut self.linux.1] {
            side.guest.begin(command.clone()).unwrap_or_else(|why| panic!("{why} after\n{}", self.told.join("\n")));
        }
        loop {
            let memory = self.memory.1.step(&mut self.memory.0);
            let linux = self.linux.1.step(&mut self.linux.0.host);
            assert_eq!(linux, memory, "left: on Linux, right: in memory, after\n{}", self.told.join("\n"));
            match linux {
                Ok(words) => self.told.push(words),
                Err(outcome) => return outcome,
            }
        }
    }

    /// The daemon dies, and another one takes its place.
    pub(crate) fn daemon_restarts(&mut self) {
        self.told.push("== the daemon dies".to_owned());
        self.memory.0.daemon_crash(self.memory.1.guest.incarnation());
        self.linux.0.host.daemon_crash(self.linux.1.guest.incarnation());
        self.memory.1.daemon_restarts(self.release);
        self.linux.1.daemon_restarts(self.release);
    }

    pub(crate) fn hypervisor_dies(&mut self) {
        self.told.push("== the hypervisor dies".to_owned());
        self.memory.0.hypervisor_dies(self.memory.1.guest.incarnation());
        self.linux.0.host.hypervisor_dies(self.linux.1.guest.incarnation()).unwrap();
    }

    /// Compares what is on the hosts, and what the daemons think of the guest.
    pub(crate) fn compare(&mut self) {
        let (memory, linux) = (self.memory.0.observe().unwrap().to_string(), self.linux.0.host.observe().unwrap().to_string());
        assert_eq!(linux, memory, "left: on Linux, right: in memory, after\n{}", self.told.join("\n"));
        self.told.push(format!("   {linux}"));
        assert_eq!(self.linux.1.guest.phase(), self.memory.1.guest.phase());
    }
}
