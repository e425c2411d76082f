//! The baseline that a run would meet.

use super::{Baseline, Expected};
use crate::Row;
use ifrace_model::kernel::Rules;
use ifrace_sim::campaign::Aspect;
use std::collections::BTreeSet;

/// What stands as the reason of a new entry.
const NOT_EXPLAINED: &str = "not explained yet";

/// What a run judged, by the subject whose entries count.
struct Judged<'a> {
    cells: BTreeSet<(&'a str, Aspect)>,
    /// Subjects of which something that is still there may not have been found.
    partial: BTreeSet<&'a str>,
    violations: BTreeSet<(&'a str, Aspect, &'a str)>,
}

impl Baseline {
    /// The baseline that this run, on a kernel with these rules, would meet.
    ///
    /// Entries that occurred stay with their reasons, and so do those of cells that were not judged and of other kernels.
    /// Those that are gone are dropped, and new ones are added. If several subjects share entries, one of them that shows a
    /// violation is enough for it to stay. Those of a subject whose run was only partial all stay: what it did not show may
    /// still be there.
    #[must_use]
    pub fn updated(&self, rows: &[Row], rules: Rules, is_partial: &dyn Fn(&str) -> bool) -> Self {
        let judged = self.judge(rows, is_partial);
        let stays = |entry: &&Expected| {
            let Expected { subject, aspect, class, .. } = entry;
            !entry.applies_to(rules)
                || judged.partial.contains(subject.as_str())
                || !judged.cells.contains(&(subject.as_str(), *aspect))
                || judged.violations.contains(&(subject.as_str(), *aspect, class.as_str()))
        };
        let mut expected: Vec<Expected> = self.expected.iter().filter(stays).cloned().collect();
        for (subject, aspect, class) in judged.violations {
            let listed = || expected.iter().filter(|entry| entry.names(subject, aspect, class));
            if listed().any(|entry| entry.applies_to(rules)) {
                continue;
            }
            // An entry for other kernels stays as it is, so the new one is for these kernels alone.
            let rules = listed().next().map(|_| rules.id());
            let (subject, class, why) = (subject.to_owned(), class.to_owned(), NOT_EXPLAINED.to_owned());
            expected.push(Expected { subject, aspect, class, rules, why });
        }
        expected.sort();
        Self { expected }
    }

    fn judge<'a>(&self, rows: &'a [Row], is_partial: &dyn Fn(&str) -> bool) -> Judged<'a> {
        let mut judged = Judged { cells: BTreeSet::new(), partial: BTreeSet::new(), violations: BTreeSet::new() };
        for row in rows {
            let subject = self.subject_for(&row.subject);
            if is_partial(&row.subject) {
                judged.partial.insert(subject);
            }
            for (aspect, verdict) in &row.cells {
                if let Some(classes) = verdict.classes() {
                    judged.cells.insert((subject, *aspect));
                    judged.violations.extend(classes.iter().map(|class| (subject, *aspect, class.as_str())));
                }
            }
        }
        judged
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Verdict;

    fn aspect(id: &str) -> Aspect {
        Aspect::from_id(id).unwrap()
    }

    fn entry(subject: &str, id: &str, class: &str, rules: Option<&'static str>) -> Expected {
        let why = format!("why {class}");
        Expected { subject: subject.into(), aspect: aspect(id), class: class.into(), rules, why }
    }

    fn row(subject: &str, cells: &[(&str, &[&str])]) -> Row {
        let verdict = |classes: &[&str]| Verdict::violated(classes.iter().map(|&c| c.to_owned()).collect());
        let cells = cells.iter().map(|(id, classes)| (aspect(id), verdict(classes))).collect();
        Row { subject: subject.into(), version: None, cells }
    }

    fn shown(baseline: &Baseline) -> Vec<String> {
        let line = |e: &Expected| format!("{} {} {} {}: {}", e.subject, e.aspect, e.class, e.rules.unwrap_or("-"), e.why);
        baseline.expected.iter().map(line).collect()
    }

    #[test]
    fn only_what_was_judged_changes() {
        let expected = vec![
            entry("kernel", "progress", "gives-up", None),
            entry("kernel", "progress", "crowded", None),
            entry("kernel", "monotonic", "lower-id", None),
            entry("libvirt", "progress", "endless", None),
        ];
        let before = Baseline { expected };
        let rows = [row("kernel", &[("progress", &["crowded", "endless"])])];
        let after = before.updated(&rows, Rules::Trust, &|_| false);
        let expected = [
            "kernel monotonic lower-id -: why lower-id",
            "kernel progress crowded -: why crowded",
            "kernel progress endless -: not explained yet",
            "libvirt progress endless -: why endless",
        ];
        assert_eq!(shown(&after), expected);
        assert!(after.deviations(&rows, Rules::Trust, &[]).is_empty());
    }

    #[test]
    fn nothing_of_a_subject_that_was_not_run_to_its_end_is_dropped() {
        let expected = vec![entry("kernel", "progress", "crowded", None), entry("libvirt", "progress", "crowded", None)];
        let before = Baseline { expected };
        let rows = [row("libvirt:/opt/l.so", &[("progress", &["hang"])]), row("kernel", &[("progress", &[])])];
        let after = before.updated(&rows, Rules::Trust, &|subject| subject == "libvirt:/opt/l.so");
        let expected = ["libvirt progress crowded -: why crowded", "libvirt progress hang -: not explained yet"];
        assert_eq!(shown(&after), expected);
    }

    #[test]
    fn entries_for_other_kernels_stay() {
        let before = Baseline { expected: vec![entry("kernel", "unique-name", "name-in-use", Some("trust"))] };
        let holds = [row("kernel", &[("unique-name", &[])])];
        assert_eq!(before.updated(&holds, Rules::Recheck, &|_| false), before);
        assert_eq!(before.updated(&holds, Rules::Trust, &|_| false), Baseline::default());
        let violated = [row("kernel", &[("unique-name", &["name-in-use"])])];
        let expected = [
            "kernel unique-name name-in-use recheck: not explained yet",
            "kernel unique-name name-in-use trust: why name-in-use",
        ];
        assert_eq!(shown(&before.updated(&violated, Rules::Recheck, &|_| false)), expected);
    }

    #[test]
    fn a_library_by_path_changes_the_entries_that_it_is_compared_with() {
        let before = Baseline { expected: vec![entry("libvirt", "progress", "endless", None)] };
        let rows = [row("libvirt:/opt/l.so", &[("progress", &["crowded"])])];
        let after = before.updated(&rows, Rules::Trust, &|_| false);
        assert_eq!(shown(&after), ["libvirt progress crowded -: not explained yet"]);
        assert!(after.deviations(&rows, Rules::Trust, &[]).is_empty());
    }
}
