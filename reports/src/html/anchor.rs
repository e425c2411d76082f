//! Where links lead to.

use crate::report::Report;
use std::collections::{HashMap, HashSet};

/// The anchors of findings.
#[derive(Debug, Default)]
pub(super) struct Anchors<'r> {
    /// The anchor of each identifier: the first finding that has it.
    of_id: HashMap<&'r str, usize>,
    /// In the order of the report.
    all: Vec<String>,
}

impl<'r> Anchors<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        let mut anchors = Self::default();
        let mut taken = HashSet::new();
        for (number, finding) in report.findings.iter().enumerate() {
            anchors.of_id.entry(&finding.id).or_insert(number);
            let mut anchor = format!("finding-{}", slug(&finding.id));
            if !taken.insert(anchor.clone()) {
                anchor = format!("finding-{number}--{}", slug(&finding.id));
                taken.insert(anchor.clone());
            }
            anchors.all.push(anchor);
        }
        anchors
    }

    /// The anchor of a finding by its place in the report.
    pub(super) fn at(&self, number: usize) -> &str {
        &self.all[number]
    }

    /// The anchor of a finding by its identifier, if the report has it.
    pub(super) fn of_id(&self, id: &str) -> Option<&str> {
        self.of_id.get(id).map(|&number| self.at(number))
    }
}

/// A text as a part of an anchor, which stays the same from run to run.
fn slug(text: &str) -> String {
    let plain = |character: char| if character.is_ascii_alphanumeric() || "._".contains(character) { character } else { '-' };
    text.chars().take(80).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Finding;

    fn finding(id: &str) -> Finding {
        Finding {
            id: id.into(),
            invariant: String::new(),
            name: String::new(),
            scenario: None,
            cause: String::new(),
            expected: false,
            diagram: None,
            commands: vec![],
            fixes: vec![],
            trace: None,
        }
    }

    #[test]
    fn anchors_differ_and_are_harmless() {
        let findings = ["a:b", "a:b", "a b", "\"><script>"].map(finding).to_vec();
        let report = Report { findings, ..Report::new() };
        let anchors = Anchors::of(&report);
        assert_eq!(anchors.all, ["finding-a-b", "finding-1--a-b", "finding-2--a-b", "finding----script-"]);
        assert_eq!((anchors.of_id("a:b"), anchors.of_id("a b")), (Some("finding-a-b"), Some("finding-2--a-b")));
        assert_eq!(anchors.of_id("unknown"), None);
    }
}
