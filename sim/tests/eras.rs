//! Every builtin era is told from every other one by random search alone.

#![forbid(unsafe_code)]

use ifrace_model::invariant::Profile;
use ifrace_model::policy::Era;
use ifrace_sim::campaign::{Aspect, Finding, Observer, Plan, Report, search};
use ifrace_sim::subject::Builtin;
use std::cell::Cell;

/// Ends a campaign at the first disagreement with the model.
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
        if finding.aspect == Aspect::Model {
            self.0.set(true);
        }
    }
}

/// Plays one era's policy against the model of another.
fn against(era: Era, model: Era, cases: u64) -> Report {
    let plan = Plan::all(1, cases, 20);
    search(&mut Builtin::new(era), Some(&mut Builtin::new(model)), &Profile::of(era), &plan, &UntilDisagreement::default())
}

#[test]
fn every_era_is_told_from_every_other() {
    for era in Era::ALL {
        for other in Era::ALL.into_iter().filter(|&other| other != era) {
            let report = against(era, other, 200);
            let found = report.findings.iter().find(|finding| finding.aspect == Aspect::Model);
            let found = found.unwrap_or_else(|| panic!("{era} looks like {other} in {} cases", report.cases));
            assert!(!found.replies[found.at].agrees_with(&found.model[found.at]), "{era} and {other}: {}", found.text);
        }
    }
}

#[test]
fn no_era_disagrees_with_itself() {
    for era in Era::ALL {
        let report = against(era, era, 40);
        assert_eq!((report.cases, report.classes(Aspect::Model)), (40, Vec::new()), "{era}");
    }
}
