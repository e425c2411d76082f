//! The macvtap of the guest that runs, looked up in the kernel itself.

use ifrace::live::{LiveMaker, LiveSite};
use ifrace_allocator::linux::rtnetlink::{Rtnetlink, payload};
use ifrace_allocator::rules::Rules;
use ifrace_sim::release::Release;
use ifrace_sim::repro::{Case, Maker, Needs, NoSite, Subject};

/// Makes sites, and before each one looks at what the last one has left.
struct Witness {
    maker: LiveMaker,
    /// For each scene, whether the kernel had the macvtap at its end.
    seen: Vec<bool>,
    played: usize,
}

impl Witness {
    /// Asks the kernel in the namespace that the thread is still in.
    fn look(&mut self) {
        let mut rtnetlink = Rtnetlink::open().expect("there are sockets");
        let found = rtnetlink.get_by_name(&payload(b"macvtap0"));
        self.seen.push(found.is_ok_and(|link| link.kind.as_deref() == Some(b"macvtap") && link.up));
    }
}

impl Maker for Witness {
    type Site = LiveSite;

    fn fresh(&mut self, needs: &[Needs], rules: &Rules) -> Result<LiveSite, NoSite> {
        if self.played > 0 {
            self.look();
        }
        self.played += 1;
        self.maker.fresh(needs, rules)
    }
}

/// Whether the macvtap of G is in the kernel after a migration has failed under these rules.
fn survives(era: &str) -> bool {
    let release = Release::find(era).expect("it is in the table");
    let subject = Subject { case: Case::FailedMigrationMacvtap, release, document: None };
    let maker = LiveMaker::enter().expect("a private network namespace is needed (run as root)");
    let mut witness = Witness { maker, seen: Vec::new(), played: 0 };
    let run = subject.first_run(&mut witness, &|| false);
    assert!(run.scenes[0].before.is_some(), "it came to the decisive step: {run:?}");
    witness.look();
    assert_eq!((witness.played, witness.seen.len()), (1, 1));
    witness.seen[0]
}

#[test]
fn up_to_6_6_the_kernel_has_lost_it() {
    assert!(!survives("6.6"));
}

#[test]
fn from_6_7_on_the_kernel_still_has_it() {
    assert!(survives("6.7"));
    assert!(survives("hardened"));
}
