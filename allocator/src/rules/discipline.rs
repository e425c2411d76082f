//! Ways of cleaning up that no release has as such, each with as little else as possible: for comparisons.

use super::{LifeCycle, Rules, StatusFile, XmlRules, start, stop, table};
use crate::host::{ExistingFilter, OvsAddForm};

/// The order of 11.3 with nothing but names: no bit in the status file says what the guest has created, and no registry of filters
/// (before 4.5.0) refuses a name that has one. A connection that fails takes back what it has made itself, as in every release.
const LIFE_BY_NAME: LifeCycle = LifeCycle {
    existing_filter: ExistingFilter::Replaced,
    ovs_form: OvsAddForm::MayExist,
    status: StatusFile::Names,
    hotplug_failed: start::HOTPLUG_FAILED_BY_NAME,
    stop: stop::STOP_BY_NAME,
    ..table::LIFE_11_3
};

const LIFE_BY_NAME_REGISTERED: LifeCycle = LifeCycle { existing_filter: ExistingFilter::Refused, ..LIFE_BY_NAME };

/// What this start has set up, by its identity, and otherwise as in 11.3. Filters are by nft, for the chains of the others have no
/// handle. There is a status file only when the hypervisor runs, as in 11.3, but it says everything.
const LIFE_BY_IDENTITY: LifeCycle = LifeCycle {
    status: StatusFile::Everything,
    connect_failed: start::CONNECT_FAILED_BY_IDENTITY,
    hotplug_failed: start::HOTPLUG_FAILED_BY_IDENTITY,
    stop: stop::STOP_BY_IDENTITY,
    unplug: stop::UNPLUG_BY_IDENTITY,
    ..table::LIFE_NFTABLES
};

impl Rules {
    /// The disciplines of cleaning up, from the weakest to the strongest. They are no releases, and so not part of
    /// [`ALL`](Self::ALL).
    pub const DISCIPLINES: &'static [Self] = &[
        Self {
            id: "by-name",
            releases: "none",
            summary: "everything is removed by name, whether or not this start has set it up; a filter replaces another",
            xml: XmlRules::FROM_9_0,
            life: LIFE_BY_NAME,
        },
        Self {
            id: "by-name-registered",
            releases: "none",
            summary: "by-name with a registry of filters, which refuses a name that has one",
            xml: XmlRules::FROM_9_0,
            life: LIFE_BY_NAME_REGISTERED,
        },
        Self {
            id: "by-identity",
            releases: "none",
            summary: "only what this start has set up is removed, by index, handle or row; all else as in 11.3",
            xml: XmlRules::FROM_9_0,
            life: LIFE_BY_IDENTITY,
        },
        Self {
            id: "by-owner",
            releases: "none",
            summary: "by-identity with exclusive creation, devices that hold their names, and a status file that is ahead: hardened",
            xml: XmlRules::HARDENED,
            life: table::LIFE_HARDENED,
        },
    ];
}

#[cfg(test)]
mod tests {
    use super::super::{CardStep, Key, Resource, Step, When};
    use super::*;
    use crate::IfName;
    use crate::guest::{Command, Guest, Outcome, Settings, drive};
    use crate::interface::{Bandwidth, Filter, Interface, InterfaceType, Rate, Source};
    use crate::memory::MemoryHost;
    use crate::names::Monotonic;

    #[test]
    fn disciplines_are_found_by_their_own_identifiers_only() {
        for rules in Rules::DISCIPLINES {
            assert_eq!(Rules::find(rules.id), Some(rules));
        }
        let mut ids: Vec<_> = Rules::ALL.iter().chain(Rules::DISCIPLINES).map(|rules| rules.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Rules::ALL.len() + Rules::DISCIPLINES.len(), "guests are compared by them");
    }

    /// The cleanups of a stop, with neither the port of a network, which has an identity in every release, nor the script.
    fn cleanups(id: &str) -> Vec<(Key, When)> {
        let stop = Rules::find(id).expect("it is a discipline").life.stop;
        let cards = stop.iter().flat_map(|step| if let Step::Each(list) = step { list } else { &[][..] });
        cards
            .filter_map(|step| match *step {
                CardStep::Clear(Resource::Port | Resource::Script, ..) => None,
                CardStep::Clear(_, key, when) => Some((key, when)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn each_stop_has_one_key() {
        for (id, expected) in [
            ("by-name", (Key::Name, When::Always)),
            ("by-name-registered", (Key::Name, When::Always)),
            ("by-identity", (Key::Identity, When::SetUp)),
            ("by-owner", (Key::Identity, When::Possible)),
        ] {
            let all = cleanups(id);
            assert!(all.len() > 5 && all.iter().all(|one| *one == expected), "{id}: {all:?}");
        }
    }

    type Daemon = (Guest<Monotonic>, Monotonic);

    /// A guest of its own daemon with one tap called `vnet0`.
    fn daemon(number: u16, rules: &'static Rules, filtered: bool) -> Daemon {
        let mut card = Interface::new(InterfaceType::Ethernet, Source::Other);
        card.target = IfName::new("vnet0");
        card.filter = filtered.then(|| Filter { name: "clean-traffic".to_owned(), parameters: Vec::new() });
        card.bandwidth = Some(Bandwidth { inbound: Some(Rate { average: 9, ..Rate::default() }), outbound: None });
        (Guest::new(number, rules, Settings::default(), vec![card.into()]).expect("it fits"), Monotonic::new())
    }

    fn run((guest, names): &mut Daemon, command: Command, host: &mut MemoryHost) -> Outcome {
        guest.begin(command).expect("it is in the phase for it");
        drive(guest, names, host)
    }

    /// A's hypervisor dies, B gets its name, and A is stopped late: whether B could start, and whether it kept what it has.
    fn stomp(rules: &'static Rules, filtered: bool) -> (bool, bool) {
        let (mut host, mut a, mut b) = (MemoryHost::new(), daemon(0, rules, filtered), daemon(1, rules, filtered));
        assert_eq!(run(&mut a, Command::Start, &mut host), Outcome::Done);
        host.hypervisor_dies(a.0.incarnation());
        let started = run(&mut b, Command::Start, &mut host) == Outcome::Done;
        let before = host.belongings(b.0.incarnation());
        run(&mut a, Command::Stop, &mut host);
        (started, host.belongings(b.0.incarnation()) == before)
    }

    #[test]
    fn a_late_cleanup_by_name_hits_the_next_owner() {
        // Under the last one A's tap outlives its hypervisor, so that B waits for another name.
        for (rules, expected) in Rules::DISCIPLINES.iter().zip([(true, false), (true, false), (true, true), (false, true)]) {
            assert_eq!(stomp(rules, false), expected, "{}", rules.id);
        }
        assert_eq!(stomp(&Rules::DISCIPLINES[0], true), (true, false), "nothing refuses the name");
        for rules in &Rules::DISCIPLINES[1..] {
            assert_eq!(stomp(rules, true), (false, true), "{}: A's filter is still registered", rules.id);
        }
    }
}
