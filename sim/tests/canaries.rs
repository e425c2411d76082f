//! Canaries: for each invariant an era that is known to break it, which a search must catch, and one that keeps it.

#![forbid(unsafe_code)]

use ifrace_model::invariant::{Invariant, Profile};
use ifrace_model::policy::Era;
use ifrace_sim::campaign::{Aspect, Finding, Observer, Plan, Quiet, search};
use ifrace_sim::subject::Builtin;
use std::cell::Cell;

/// Ends a campaign at the first finding of this aspect and class.
struct Until {
    aspect: Aspect,
    class: &'static str,
    found: Cell<bool>,
}

impl Observer for Until {
    fn stop(&self) -> bool {
        false
    }

    fn enough(&self) -> bool {
        self.found.get()
    }

    fn found(&self, finding: &Finding) {
        if finding.fingerprint() == (self.aspect, self.class) {
            self.found.set(true);
        }
    }
}

/// Plays the policy of an era until it breaks an invariant in this way.
fn caught(era: Era, invariant: Invariant, class: &'static str) {
    let until = Until { aspect: Aspect::Invariant(invariant), class, found: Cell::new(false) };
    let report = search(&mut Builtin::new(era), None, &Profile::of(era), &Plan::all(4, 500, 30), &until);
    assert!(until.found.get(), "{era}: {invariant} ({class}) was not found in {} cases", report.cases);
}

fn keeps(era: Era, invariant: Invariant) {
    let report = search(&mut Builtin::new(era), None, &Profile::of(era), &Plan::all(1, 100, 30), &Quiet);
    assert_eq!((report.cases, report.classes(Aspect::Invariant(invariant))), (100, Vec::new()), "{era}");
}

#[test]
fn unique_name() {
    caught(Era::MacvtapScan, Invariant::UniqueName, "name-in-use");
    caught(Era::Macvtap68, Invariant::UniqueName, "name-in-use");
    keeps(Era::Unified90, Invariant::UniqueName);
}

#[test]
fn well_formed() {
    caught(Era::MailV1, Invariant::WellFormed, "template-ignored");
    caught(Era::MailV1, Invariant::WellFormed, "negative-id");
}

#[test]
fn monotonic() {
    caught(Era::KernelTemplate, Invariant::Monotonic, "repeated-id");
    caught(Era::KernelTemplate, Invariant::Monotonic, "lower-id");
}

#[test]
fn reservation_respected() {
    caught(Era::Macvtap68, Invariant::ReservationRespected, "lower-id");
    keeps(Era::KernelTemplate, Invariant::ReservationRespected);
}

#[test]
fn progress() {
    caught(Era::MailV1, Invariant::Progress, "endless");
    caught(Era::Unified90, Invariant::Progress, "narrow-template");
}

#[test]
fn no_adoption() {
    caught(Era::KernelTemplate, Invariant::NoAdoption, "generated-name");
    caught(Era::Unified70, Invariant::NoAdoption, "requested-name");
    keeps(Era::Unified90, Invariant::NoAdoption);
}

/// An invariant that cannot be judged must be named, or else its silence would look like a pass.
#[test]
fn what_cannot_be_judged_is_said() {
    let era = Era::KernelTemplate;
    let report = search(&mut Builtin::new(era), None, &Profile::of(era), &Plan::all(1, 1, 30), &Quiet);
    assert_eq!(report.not_judged.iter().map(|(invariant, _)| *invariant).collect::<Vec<_>>(), [Invariant::ReservationRespected]);
}
