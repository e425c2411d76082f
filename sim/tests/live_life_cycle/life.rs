//! A life with every path in it.

use crate::card::Card;
use crate::pair::Pair;
use ifrace_allocator::guest::{Command, Outcome};
use ifrace_sim::release::Release;

/// Something that happens to the guest.
enum Event {
    /// It is carried out.
    Command(Command),
    /// It fails.
    Refused(Command),
    DaemonRestarts,
    HypervisorDies,
}

use Event::{DaemonRestarts, HypervisorDies};

/// What happens, in its order: the life of a guest that is started, and that of one that migrates in.
fn events(release: &Release, card: Card) -> Vec<Event> {
    if release.rules.id == "9.0" && card == Card::UnmanagedTap {
        // It refuses a tap that exists with `managed='no'` too: the flag is in the wrong branch.
        return vec![Event::Refused(Command::Start), Event::Refused(Command::Incoming)];
    }
    // The device below a macvtap in passthrough mode bears no other, and the user's own tap has one queue.
    let is_single = matches!(card, Card::Passthrough | Card::UnmanagedTap);
    let command = if is_single { Event::Refused } else { Event::Command };
    let hotplug = || command(Command::Hotplug(card.interface().into()));
    let commands = |commands: &[Command]| commands.iter().cloned().map(Event::Command).collect::<Vec<_>>();
    let mut all = commands(&[Command::Start, Command::Pause, Command::Resume]);
    all.push(hotplug());
    if !is_single {
        all.extend(commands(&[Command::Unplug(1)]));
    }
    all.extend(commands(&[Command::Pause]));
    all.push(DaemonRestarts);
    all.extend(commands(&[Command::Reconnect, Command::Stop, Command::Incoming, Command::Finish]));
    all.push(hotplug());
    all.extend([DaemonRestarts, Event::Command(Command::Reconnect), HypervisorDies, DaemonRestarts]);
    all.push(Event::Refused(Command::Reconnect));
    all.extend(commands(&[Command::Incoming, Command::Stop]));
    all
}

/// Leads it on both hosts, and looks at both after every event.
pub(crate) fn lead(release: &Release, card: Card) {
    let mut pair = Pair::new(release, card);
    pair.compare();
    for event in events(release, card) {
        match event {
            Event::Command(command) => assert_eq!(pair.carry_out(&command), Outcome::Done, "{}", pair.told()),
            Event::Refused(command) => assert_ne!(pair.carry_out(&command), Outcome::Done, "{}", pair.told()),
            DaemonRestarts => pair.daemon_restarts(),
            HypervisorDies => pair.hypervisor_dies(),
        }
        pair.compare();
    }
}
