//! The rules of documents, as a part of the gate.

use crate::interrupt::Interrupt;
use crate::progress::Progress;
use ifrace_allocator::rules::Rules;
use ifrace_report::{Documents, WrongDocument};
use ifrace_sim::documents::judge::{Case, Counts, distinct_rules};
use ifrace_sim::documents::{Generator, Profile};

/// How many documents take as long as a history, about: for the progress.
const EACH: u64 = 10;

/// Documents that suffice for the canary: every tenth is caught.
const CANARY: u64 = 500;

/// How many steps of progress so many documents are.
pub(super) const fn steps(documents: u64) -> u64 {
    documents / EACH
}

/// Judges generated documents under every row of rules that differs from the others, up to the first that is wrong or a signal.
pub(super) fn judge(seed: u64, documents: u64, interrupt: &Interrupt, progress: &Progress) -> Documents {
    let (generator, rules, mut counts) = (Generator::new(seed, Profile::all()), distinct_rules(), Counts::default());
    let mut wrong = None;
    for case in (0..documents).take_while(|_| !interrupt.is_set()) {
        let sample = generator.sample(case);
        let driver_prefix = (case % 2 == 1).then_some("vif");
        let judged = |rules: &&'static Rules, counts: &mut Counts| {
            let why = Case { sample: &sample, rules, driver_prefix }.judge(counts).err()?;
            Some(WrongDocument { rules: rules.id, case, why, text: sample.text.clone() })
        };
        wrong = rules.iter().find_map(|rules| judged(rules, &mut counts));
        if wrong.is_some() {
            break;
        }
        counts.document(&sample);
        if case % EACH == 0 {
            progress.advance(1);
        }
    }
    let dropped = counts.dropped.values().sum();
    Documents { judged: counts.documents, of: documents, rules: rules.len(), dropped, wrong }
}

/// Whether a document shows that the rules of 6.6 are not those of 11.3, for which they are given out here: they let generated names
/// through.
pub(super) fn tells_releases_apart(seed: u64) -> bool {
    let (Some(old), Some(new)) = (Rules::find("6.6"), Rules::find("11.3")) else { return false };
    let (wrong, generator) = (Rules { id: new.id, ..*old }, Generator::new(seed, Profile::of(&old.xml)));
    let mut judged = (0..CANARY).map(|case| {
        let sample = generator.sample(case);
        [&wrong, new].map(|rules| Case { sample: &sample, rules, driver_prefix: None }.judge(&mut Counts::default()))
    });
    judged.any(|[wrong, right]| wrong.is_err() && right.is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_release_is_told_apart() {
        assert!(tells_releases_apart(1));
    }

    #[test]
    fn what_was_judged_is_counted() {
        let judged = judge(1, 60, &Interrupt::default(), &Progress::silent());
        assert_eq!((judged.judged, judged.of, judged.wrong), (60, 60, None));
        assert!(judged.rules > 3 && judged.dropped > 60, "{} under {} rules", judged.dropped, judged.rules);
        let interrupt = Interrupt::default();
        interrupt.set();
        assert_eq!(judge(1, 60, &interrupt, &Progress::silent()).judged, 0);
    }
}
