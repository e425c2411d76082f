//! Every builtin era is told from every other one that names the same kind of device, by random search alone.

#![forbid(unsafe_code)]

use ifrace_model::invariant::Profile;
use ifrace_model::policy::Era;
use ifrace_sim::campaign::{Aspect, Finding, OTHER_NAME, Observer, Plan, Report, search};
use ifrace_sim::history::Reply;
use ifrace_sim::subject::Builtin;
use std::cell::Cell;

/// Ends a campaign at the first request that the model answers otherwise.
#[derive(Default)]
struct UntilDisagreement(Cell<bool>);

impl Observer for UntilDisagreement {
    fn stop(&self) -> bool {
        false
    }

    fn enough(&self) -> bool {
        self.0.get()
    }

    fn found(&self, finding: &Finding) {
        if finding.fingerprint() == (Aspect::Model, OTHER_NAME) {
            self.0.set(true);
        }
    }
}

/// Plays one era's policy against the model of another.
fn against(era: Era, model: Era, cases: u64) -> Report {
    let plan = Plan::all(1, cases, 20);
    search(&mut Builtin::new(era), Some(&mut Builtin::new(model)), &Profile::of(era), &plan, &UntilDisagreement::default())
}

/// Every two different eras.
fn pairs() -> impl Iterator<Item = (Era, Era)> {
    Era::ALL.into_iter().flat_map(|era| Era::ALL.into_iter().filter(move |&other| other != era).map(move |other| (era, other)))
}

fn share_a_kind((era, other): &(Era, Era)) -> bool {
    era.kinds().iter().any(|kind| other.kinds().contains(kind))
}

#[test]
fn every_era_is_told_from_every_other_that_names_a_kind_of_its_own() {
    for (era, other) in pairs().filter(share_a_kind) {
        let report = against(era, other, 300);
        let found = report.findings.iter().find(|finding| finding.fingerprint() == (Aspect::Model, OTHER_NAME));
        let found = found.unwrap_or_else(|| panic!("{era} looks like {other} in {} cases", report.cases));
        let (reply, model) = (&found.replies[found.at], &found.model[found.at]);
        assert!(!reply.agrees_with(model), "{era} and {other}: {}", found.text);
        assert!(![reply, model].contains(&&Reply::Unsupported), "{era} and {other}: {}", found.text);
    }
}

/// Eras of taps alone and eras of macvtaps and macvlans alone: nothing can be asked for that both have.
#[test]
fn eras_without_a_common_kind_cannot_be_told_apart_by_names() {
    let taps = [Era::KernelTemplate, Era::MailV1, Era::Tap68];
    let others = [Era::MacvtapScan, Era::MacvtapBitmap, Era::Macvtap68];
    let crosses = |(era, other): &(Era, Era)| {
        (taps.contains(era) && others.contains(other)) || (others.contains(era) && taps.contains(other))
    };
    assert!(pairs().all(|pair| crosses(&pair) != share_a_kind(&pair)));
    for (era, other) in pairs().filter(crosses) {
        assert!(!against(era, other, 30).classes(Aspect::Model).contains(&OTHER_NAME), "{era} and {other}");
    }
}

#[test]
fn no_era_disagrees_with_itself() {
    for era in Era::ALL {
        let report = against(era, era, 40);
        assert_eq!((report.cases, report.classes(Aspect::Model)), (40, Vec::new()), "{era}");
    }
}
