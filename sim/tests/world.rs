//! The simulated world against slower ways to say the same, and against itself.

use ifrace_allocator::guest::{Command, Guest, Next, Settings};
use ifrace_allocator::host::{Host, HostOp, in_words};
use ifrace_allocator::memory::MemoryHost;
use ifrace_sim::Rng;
use ifrace_sim::explore::{Control, Ended, Limits, Outcome, search};
use ifrace_sim::hunt::{Collector, Settings as HuntSettings, hunt, play_block};
use ifrace_sim::release::{DaemonNames, Release};
use ifrace_sim::scenario::{Parameter, Parameters, Scenario};
use ifrace_sim::scene::{Entry, OperationEntry};
use ifrace_sim::system::{Choice, System};
use ifrace_sim::world::plan::{Faults, Plan};
use ifrace_sim::world::property::Property;
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Stage, State, World};
use std::sync::Arc;

const QUIET: Control<'static> = Control { stop: &|| false, progress: &|_| {} };

fn stage(scenario: &str, era: &str, parameters: &[(Parameter, u32)]) -> Arc<Stage> {
    let scenario = Scenario::builtin(scenario).expect("it is built in");
    let values = parameters.iter().fold(Parameters::default(), |values, (one, value)| values.with(*one, *value));
    let plan = scenario.plan(&values).expect("the parameters are within their limits");
    Arc::new(Stage::new(plan, Release::parse(era).expect("it is an era")).expect("it can be played"))
}

fn world(scenario: &str, era: &str) -> World<6> {
    World::new(stage(scenario, era, &[]))
}

/// Walks at random to an end, and calls back with every state and the choice that is made in it.
fn walk(world: &mut World<6>, rng: &mut Rng, mut each: impl FnMut(&mut World<6>, &State, Choice)) -> Vec<Choice> {
    let (mut state, mut choices) = (world.initial(), Vec::new());
    loop {
        let enabled = world.enabled(&state);
        if enabled == 0 {
            return choices;
        }
        let actors: Vec<u8> = (0..64).filter(|actor| enabled >> actor & 1 != 0).collect();
        let actor = *rng.pick(&actors);
        let variants = world.variants(&state, actor.into());
        let variant = if rng.chance(1, 20) { rng.below(variants as usize) as u8 } else { 0 };
        let choice = Choice { actor, variant };
        each(world, &state, choice);
        world.step(&mut state, choice);
        choices.push(choice);
    }
}

#[test]
fn a_packed_state_is_the_state() {
    let mut rng = Rng::new(1);
    for (scenario, era) in [("daemon-restart", "11.3"), ("reuse-after-stop", "6.6"), ("failed-migration-macvtap", "hardened")] {
        let mut world = world(scenario, era).without_symmetry();
        for _ in 0..20 {
            walk(&mut world, &mut rng, |world, state, _| {
                let key = world.pack(state);
                assert_eq!(world.unpack(&key), *state, "{scenario} {era}");
            });
        }
        assert!(!world.has_overflowed());
    }
}

fn explored(world: &mut World<6>) -> Outcome {
    search(world, Limits { states: Some(200_000), ..Limits::default() }, QUIET)
}

/// The first depth of each violation.
fn first(outcome: &Outcome) -> Vec<(Violated, Option<u32>)> {
    let all = Violated::of_bits(outcome.counts.violated());
    all.map(|one| (one, outcome.counts.first[one as usize])).collect()
}

#[test]
fn interchangeable_guests_are_not_told_apart_and_nothing_is_missed() {
    for (scenario, era) in
        [("multiqueue-race", "7.0"), ("two-daemons", "6.6"), ("ovs-stale-row", "6.6"), ("multiqueue-race", "hardened")]
    {
        let guests = [(Parameter::Guests, 3), (Parameter::Cycles, 1)];
        let stage = stage(scenario, era, &guests);
        let all = explored(&mut World::new(Arc::clone(&stage)).without_symmetry());
        let less = explored(&mut World::new(stage));
        assert_eq!((all.ended, less.ended), (Ended::Exhausted, Ended::Exhausted), "{scenario} {era}");
        assert_eq!((first(&all), all.counts.reached), (first(&less), less.counts.reached), "{scenario} {era}");
        assert!(less.counts.states <= all.counts.states, "{scenario} {era}");
    }
    // Three guests that are all alike: nearly a sixth.
    let release = Release::find("6.6").expect("it is a release");
    let stage = Arc::new(Stage::new(plain(1), release).expect("it can be played"));
    let all = explored(&mut World::new(Arc::clone(&stage)).without_symmetry()).counts.states;
    let less = explored(&mut World::new(stage)).counts.states;
    assert!(less * 4 < all && less * 6 >= all, "{less} of {all}");
}

const PLAIN: &str = "<interface type='bridge'><source bridge='br0'/><bandwidth><inbound average='9'/></bandwidth></interface>";

/// Three guests that are all alike.
fn plain(cycles: u32) -> Plan {
    let text = format!(
        "name = 'plain'\nsummary = 's'\nabout = []\n[[guest]]\ncount = 3\ninterfaces = [\"{PLAIN}\"]\ntasks = ['start', 'stop']\n\
         cycles = {cycles}\n[furniture]\nbridges = ['br0']\n"
    );
    Scenario::parse(&text).and_then(|one| one.plan(&Parameters::default())).expect("it is a scenario")
}

/// Guests that are alike beside one who takes over what one of them made, and remembers it before it has it.
#[test]
fn who_remembers_anothers_device_is_told_apart() {
    let own = "<interface type='direct'><source dev='eth0' mode='bridge'/></interface>";
    let taken = "<interface type='ethernet'><target dev='macvtap0' managed='no'/></interface>";
    let text = format!(
        "name = 'taken'\nsummary = 's'\nabout = []\n[[guest]]\ncount = 2\ninterfaces = [\"{own}\"]\ntasks = ['start', 'stop']\n\
         cycles = 1\n[[guest]]\nmay-conflict = true\ninterfaces = [\"{taken}\"]\ntasks = ['start', 'stop']\ncycles = 1\n\
         [furniture]\nlowers = ['eth0']\n"
    );
    let plan = Scenario::parse(&text).and_then(|one| one.plan(&Parameters::default())).expect("it is a scenario");
    for era in ["9.0", "hardened"] {
        let release = Release::parse(era).expect("it is an era");
        let stage = Arc::new(Stage::new(plan.clone(), release).expect("it can be played"));
        let all = explored(&mut World::new(Arc::clone(&stage)).without_symmetry());
        let less = explored(&mut World::new(stage));
        assert_eq!(first(&all), first(&less), "{era}");
        assert!(less.counts.states < all.counts.states, "{era}: {} of {}", less.counts.states, all.counts.states);
    }
}

/// For each violation a scenario and an era that must show it: a judge that is blind to one would miss it here.
const CANARIES: [(Violated, &str, &str); 13] = [
    (Violated::StompDevice, "failed-migration-macvtap", "6.6"),
    (Violated::StompSetting, "multiqueue-race", "7.0"),
    (Violated::StompBandwidth, "named-conflict", "11.3"),
    (Violated::StompFilter, "named-conflict", "11.3"),
    (Violated::StompOvsPort, "hotplug-unplug", "6.6"),
    (Violated::ReuseBeforeCleanup, "ovs-stale-row", "6.6"),
    (Violated::Leak, "daemon-crash", "11.3"),
    (Violated::Adoption, "pre-existing-tap", "7.0"),
    (Violated::FailedStart, "named-conflict", "6.7"),
    (Violated::Restart, "daemon-crash", "6.6"),
    (Violated::Progress, "unmanaged-tap", "9.0"),
    (Violated::Hygiene, "failed-migration-macvtap", "6.6"),
    (Violated::Progress, "crowded-host", "7.0"),
];

#[test]
fn every_canary_is_caught() {
    for (violated, scenario, era) in CANARIES {
        let outcome = explored(&mut world(scenario, era));
        assert!(outcome.counts.violated() & violated.bit() != 0, "{scenario} under {era} does not show {violated}");
    }
}

/// The same guests on the allocator's own host in memory, without the tables of the world.
struct Direct {
    host: MemoryHost,
    guests: Vec<Guest<DaemonNames>>,
    names: DaemonNames,
}

impl Direct {
    /// Lets a guest perform its next operation, after what it begins if it is doing nothing. The operation and its answer, in words.
    fn moves(&mut self, guest: usize, starts: bool) -> (String, String) {
        let guest = &mut self.guests[guest];
        if guest.command().is_none() {
            guest.begin(if starts { Command::Start } else { Command::Stop }).expect("it can begin");
        }
        let actor = guest.incarnation();
        let Next::Op(op) = guest.next(&mut self.names) else { panic!("it has an operation") };
        let (words, result) = (op.to_string(), self.host.perform(actor, &op));
        let said = in_words(&result);
        guest.answer(result, &mut self.names);
        // It ends its command as soon as it can, as in the world.
        let _ = guest.next(&mut self.names);
        (words, said)
    }
}

fn operation(entries: &[Entry]) -> Option<&OperationEntry> {
    entries.iter().find_map(|entry| match entry {
        Entry::Operation(one) => Some(one),
        _ => None,
    })
}

#[test]
fn the_world_plays_what_the_allocator_does() {
    let plan = plain(3);
    let mut rng = Rng::new(9);
    for release in Release::all() {
        let mut world = World::<6>::new(Arc::new(Stage::new(plan.clone(), release).expect("it can be played")));
        for _ in 0..10 {
            let choices = walk(&mut world, &mut rng, |_, _, _| {});
            let (steps, _) = world.record(&choices);
            let mut direct = direct(&release, PLAIN);
            for step in steps {
                let Some(one) = operation(&step.entries) else { continue };
                let starts = one.command == "start";
                let (words, said) = direct.moves(step.choice.actor.into(), starts);
                assert_eq!((&one.words, one.result_in_words()), (&words, said), "{}", release.id());
            }
        }
    }
}

fn direct(release: &Release, interface: &str) -> Direct {
    use ifrace_allocator::host::LinkKind;
    use ifrace_allocator::xml::{Dialect, Document, Reading};
    let name = |text| ifrace_allocator::IfName::new(text).expect("it fits");
    let document = Document::read(interface, &Dialect { rules: &release.rules.xml, driver_prefix: None }).expect("it is XML");
    let interfaces: Vec<_> = document.parsed(Reading::Inactive).0.into_iter().map(Arc::new).collect();
    let guest = |number| Guest::new(number, release.rules, Settings::default(), interfaces.clone()).expect("it fits");
    let host = MemoryHost::new().with_device(name("br0"), LinkKind::Bridge);
    Direct { host, guests: (0..3).map(guest).collect(), names: release.daemon() }
}

/// The hash of everything that happens in 10,000 schedules.
fn hash(threads: usize) -> u64 {
    let settings = HuntSettings { faults: true, ..HuntSettings::new(7, 10_000) };
    let world = world("daemon-restart", "11.3");
    let blocks: Vec<u64> = settings.blocks().collect();
    let reports = std::thread::scope(|scope| {
        let play = |thread: usize| {
            let (mut world, settings, blocks) = (world.fork(), &settings, &blocks);
            scope.spawn(move || {
                let own = blocks.iter().copied().skip(thread).step_by(threads);
                own.map(|block| (block, play_block(&mut world, settings, block))).collect::<Vec<_>>()
            })
        };
        let workers: Vec<_> = (0..threads).map(play).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("it does not panic")).collect::<Vec<_>>()
    });
    let mut collector = Collector::new(&settings);
    reports.into_iter().for_each(|(block, report)| collector.add(block, report));
    collector.into_report().hash
}

/// The same in debug and release, on any machine, with any number of threads: change it only with a reason.
const PINNED: u64 = 0x2dad_cbdd_ccf1_8362;

#[test]
fn a_seed_means_the_same_everywhere() {
    let hashes = [hash(1), hash(2), hash(1)];
    assert_eq!(hashes, [PINNED; 3], "{hashes:#x?}");
}

/// A daemon learns of a hypervisor that dies while its migration arrives, so that nobody finishes it.
#[test]
fn a_hypervisor_that_dies_during_a_migration_is_not_forgotten() {
    let mut plan =
        Scenario::builtin("failed-migration-macvtap").expect("it is built in").plan(&Parameters::default()).expect("it fits");
    plan.faults = Faults { operations: 1, daemon_deaths: 0, hypervisor_deaths: 1 };
    let stage = Stage::new(plan, Release::parse("hardened").expect("it is a release")).expect("it can be played");
    let settings = HuntSettings { faults: true, ..HuntSettings::new(7, 10_000) };
    let report = hunt(&mut World::<1>::new(Arc::new(stage)), &settings, &|| false, &mut |_| ());
    assert!(report.reached[Property::HypervisorDied as usize] > 1000);
    assert_eq!(Violated::of_bits(report.violated()).collect::<Vec<_>>(), []);
}

#[test]
fn a_host_operation_is_never_lost_on_the_way() {
    // `HostOp` is larger than the world's own form of it, and both must stay so.
    assert!(size_of::<HostOp<'_>>() > size_of::<ifrace_sim::world::op::Op>());
    assert!(size_of::<State>() <= 1024, "{}", size_of::<State>());
}
