//! Puts together what threads played.

use super::{Report, Settings};
use std::collections::BTreeMap;

/// Puts the reports of blocks together, so that the whole does not depend on who played them when: a search that ends early ends
/// after the same block for any number of threads, and what was played beyond it does not count.
#[derive(Clone, Debug)]
pub struct Collector {
    wanted: u32,
    report: Report,
    /// The block that is put to the report next.
    next: u64,
    /// The blocks after it that came before it.
    early: BTreeMap<u64, Report>,
}

impl Collector {
    /// Begins with no block.
    pub fn new(settings: &Settings) -> Self {
        let report = Report::new(settings);
        Self { wanted: settings.wanted, report, next: settings.blocks().start, early: BTreeMap::new() }
    }

    /// Adds a block. Each block is to be added once.
    pub fn add(&mut self, block: u64, report: Report) {
        self.early.insert(block, report);
        while !self.found_all()
            && let Some(report) = self.early.remove(&self.next)
        {
            self.report.merge(&report);
            self.next += 1;
        }
    }

    /// Whether all that is wanted has been found, if anything is: no further block is needed.
    pub fn found_all(&self) -> bool {
        self.wanted != 0 && self.report.violated() & self.wanted == self.wanted
    }

    /// What was found so far, without blocks for which an earlier one is missing.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What was found. If the search was broken off then blocks count for which an earlier one is missing.
    pub fn into_report(mut self) -> Report {
        if !self.found_all() {
            self.early.values().for_each(|report| self.report.merge(report));
        }
        self.report
    }
}
