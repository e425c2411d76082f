//! Comparing a run with the baseline.

use super::{Baseline, Expected};
use crate::{Canary, Deviation, Row};
use ifrace_model::kernel::Rules;
use ifrace_sim::campaign::Aspect;

impl Baseline {
    /// The entry that makes a violation expected, on a kernel with these rules.
    pub fn find(&self, subject: &str, aspect: Aspect, class: &str, rules: Rules) -> Option<&Expected> {
        self.of_cell(subject, aspect, rules).find(|entry| entry.class == class)
    }

    /// Everything in which a run differs, sorted by its rows. Cells that are unknown or were not run differ in nothing.
    pub fn deviations(&self, rows: &[Row], rules: Rules, canaries: &[Canary]) -> Vec<Deviation> {
        let cells = rows.iter().flat_map(|row| row.cells.iter().map(move |(aspect, verdict)| (row, *aspect, verdict)));
        let judged = cells.filter_map(|(row, aspect, verdict)| Some((row.subject.as_str(), aspect, verdict.classes()?)));
        let mut all: Vec<Deviation> =
            judged.flat_map(|(subject, aspect, classes)| self.of_classes(subject, aspect, classes, rules)).collect();
        let missed = canaries.iter().filter(|canary| canary.missed());
        all.extend(missed.map(|c| Deviation::CanaryMissed { subject: c.subject.clone(), aspect: c.aspect }));
        all
    }

    /// The entries for one cell.
    pub(super) fn of_cell(&self, subject: &str, aspect: Aspect, rules: Rules) -> impl Iterator<Item = &Expected> {
        let subject = self.subject_for(subject);
        self.expected.iter().filter(move |e| e.subject == subject && e.aspect == aspect && e.applies_to(rules))
    }

    fn of_classes(&self, subject: &str, aspect: Aspect, classes: &[String], rules: Rules) -> Vec<Deviation> {
        let of = || subject.to_owned();
        let new = classes.iter().filter(|class| self.find(subject, aspect, class, rules).is_none());
        let gone = self.of_cell(subject, aspect, rules).filter(|entry| !classes.contains(&entry.class));
        let new = new.map(|class| Deviation::New { subject: of(), aspect, class: class.clone() });
        new.chain(gone.map(|entry| Deviation::Gone { subject: of(), aspect, class: entry.class.clone() })).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Verdict;
    use ifrace_model::invariant::Invariant;

    const ASPECT: Aspect = Aspect::Invariant(Invariant::WellFormed);

    fn entry(subject: &str, class: &str) -> Expected {
        Expected { subject: subject.into(), aspect: ASPECT, class: class.into(), rules: None, why: String::new() }
    }

    fn row(subject: &str, verdict: Verdict) -> Row {
        Row { subject: subject.into(), version: None, cells: vec![(ASPECT, verdict)] }
    }

    fn shown(baseline: &Baseline, rows: &[Row]) -> Vec<String> {
        baseline.deviations(rows, Rules::Trust, &[]).iter().map(Deviation::to_string).collect()
    }

    #[test]
    fn what_is_new_and_what_is_gone_both_differ() {
        let baseline = Baseline { expected: vec![entry("kernel", "cut"), entry("libvirt", "cut")] };
        let found = shown(&baseline, &[row("kernel", Verdict::violated(vec!["leading-zero".into()]))]);
        let expected = [
            "kernel: well-formed (leading-zero) is not in the baseline",
            "kernel: well-formed (cut) is in the baseline, and no history showed it",
        ];
        assert_eq!(found, expected, "and nothing on libvirt, which was not run");
        assert!(shown(&baseline, &[row("kernel", Verdict::violated(vec!["cut".into()]))]).is_empty());
    }

    #[test]
    fn nothing_is_said_about_what_was_not_judged() {
        let baseline = Baseline { expected: vec![entry("kernel", "cut")] };
        let why = || "no root".to_owned();
        for verdict in [Verdict::Unknown { why: why() }, Verdict::NotRun { why: why() }] {
            assert!(shown(&baseline, &[row("kernel", verdict)]).is_empty());
        }
    }

    #[test]
    fn a_library_by_path_is_expected_to_be_like_the_systems_one_unless_it_has_entries() {
        let mut baseline = Baseline { expected: vec![entry("libvirt", "cut")] };
        let rows = [row("libvirt:/opt/l.so", Verdict::violated(vec!["cut".into()]))];
        assert!(shown(&baseline, &rows).is_empty());
        baseline.expected.push(entry("libvirt:/opt/l.so", "negative-id"));
        assert_eq!(shown(&baseline, &rows).len(), 2, "its own entry is gone, and cut is new");
    }

    #[test]
    fn only_a_canary_that_was_tried_can_be_missed() {
        let canary = |caught, not_run: Option<&str>| {
            let not_run = not_run.map(str::to_owned);
            Canary { aspect: ASPECT, subject: "builtin:mail-v1".into(), caught, not_run }
        };
        let canaries = [canary(true, None), canary(false, Some("interrupted")), canary(false, None)];
        let missed = Deviation::CanaryMissed { subject: "builtin:mail-v1".into(), aspect: ASPECT };
        assert_eq!(Baseline::default().deviations(&[], Rules::Trust, &canaries), [missed]);
    }
}
