//! Calls to the policy of an era on a host that answers anything: the model beside an oracle, operation by operation.

mod codec;
mod history;
mod host;
mod oracle;
mod scenario;
mod text;

use crate::target::Target;
use history::History;
use host::Host;
use ifrace_model::history::Event;
use ifrace_model::policy::{DeviceKind, Era, Outcome, Policy, Refusal, Request};
use oracle::Daemon;
use scenario::{Generate, Operation, Scenario};

/// The target.
pub(crate) const TARGET: Target = Target {
    name: "policies",
    input: "an era, the calls to it and the host's answers, shown as JSON lines",
    run: everything,
    show: text::show,
    read: text::read,
};

/// An input in so many plays calls that go through all their attempts: each takes as long as a hundred others.
const LONG_CALLS_ONE_IN: usize = 32;

/// Reads an era and operations on its policy from bytes, and performs them on a host whose answers come from the bytes as well.
/// Each call asks the host for the same as a straight-line implementation of the era, in the same order, and ends in the same
/// way; and what a host is promised is broken in known ways only.
///
/// It is made for a search: a host that goes on badly is met by some lengths of inputs only, and only with an even length it is looked
/// at what a host is promised. A replay plays the same and more.
///
/// # Panics
/// If not.
pub fn policies(data: &[u8]) {
    let scenario = codec::read(data);
    if data.len().is_multiple_of(LONG_CALLS_ONE_IN) || !scenario.has_long_calls() {
        play(&scenario, data.len().is_multiple_of(2).then(History::new));
    }
}

/// The same for every input.
fn everything(data: &[u8]) {
    play(&codec::read(data), Some(History::new()));
}

/// Plays the scenario; with a history it is noted and judged.
fn play(scenario: &Scenario, mut history: Option<History>) {
    let (mut policy, mut daemon) = (Policy::new(scenario.era), Daemon::new(scenario.era));
    for operation in &scenario.operations {
        match operation {
            Operation::Reserve(name) => {
                let (model, oracle) = (policy.reserve(name), daemon.reserve(name));
                assert_eq!(model, oracle, "{}: {} is reserved", scenario.era, name.escape_ascii());
                history.iter_mut().for_each(|history| history.note(Event::Reserved { name: name.clone() }));
            }
            Operation::Release(name) => {
                policy.release(name);
                daemon.release(name);
            }
            Operation::Restart => {
                policy.restart();
                assert_eq!(policy, Policy::new(scenario.era));
                daemon = Daemon::new(scenario.era);
                history.iter_mut().for_each(|history| history.note(Event::Restarted));
            }
            Operation::Generate(generate) => {
                let outcome = call(&mut policy, &mut daemon, generate, history.as_mut());
                // It went through all its attempts, which is slow; one such call is enough.
                if outcome.is_none_or(|outcome| outcome == Outcome::Refused(Refusal::Exhausted)) {
                    break;
                }
            }
        }
    }
    history.iter().for_each(|history| history.assert_judged(scenario.era));
}

/// One call on both sides, which ask the same host; no outcome means that it asked for more than its bound.
fn call(policy: &mut Policy, daemon: &mut Daemon, generate: &Generate, history: Option<&mut History>) -> Option<Outcome> {
    let era = policy.era();
    let mut host = Host::new(&generate.answers, bound(era));
    let oracle = daemon.generate(generate.kind, generate.wanted.as_deref(), &mut host).ok();
    let mut asked = host.log.iter();
    let mut answer = |step| match asked.next() {
        Some((expected, answer)) if *expected == step => *answer,
        expected => panic!("{era}: {generate:?} asks for {step:?} instead of {expected:?}"),
    };
    let request = Request { kind: generate.kind, wanted: generate.wanted.clone() };
    let (model, operations) = policy.run(request, &mut answer, host.log.len() as u32);
    assert_eq!((model, operations as usize), (oracle, host.log.len()), "{era}: {generate:?}");
    assert_eq!(DeviceKind::ALL.map(|kind| policy.counter(kind)), daemon.counters(), "{era}: the counters after {generate:?}");
    if let Some(history) = history {
        history.note_call(generate, &host, oracle);
    }
    oracle
}

/// The most host operations of one call: two for a requested name, then one or two for each attempt. The first mailed patch has
/// no end of its own when its ring is at 0, and otherwise goes round once.
fn bound(era: Era) -> usize {
    match era {
        Era::KernelTemplate => 1,
        Era::MacvtapScan => 2 + 8192 + 5,
        Era::MacvtapBitmap => 2 + 8191,
        Era::MailV1 => 100_000 + 1,
        Era::Tap68 | Era::Macvtap68 | Era::Unified70 | Era::Unified90 => 2 + 10_000 + 1,
    }
}

#[cfg(test)]
mod tests;
