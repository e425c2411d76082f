//! What GitHub takes of one file (docs.github.com, "SARIF support for code scanning"), and what is left out because of that.
//!
//! A file may have 20 runs, which the kinds of commands never reach.

/// Results of a run; GitHub shows the first 5,000.
pub(super) const RESULTS: usize = 25_000;

/// Steps of all flows of a result; GitHub shows the first 1,000.
pub(super) const STEPS: usize = 10_000;

/// Bytes after compression that are left for each part of a file, of which GitHub takes 10 MB. Whatever cannot be compressed stays as
/// long as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Left {
    /// For results.
    pub(super) results: usize,
    /// For invocations with their notifications.
    pub(super) invocations: usize,
    /// For rules.
    pub(super) rules: usize,
}

/// For a whole file.
pub(super) const ALL: Left = Left { results: 8_000_000, invocations: 1_000_000, rules: 500_000 };

/// What is the same in every step, at the least: the words around its texts and numbers. Compression makes next to nothing of it.
pub(super) const SAME_IN_STEPS: usize = 100;

/// Takes some of what is left, if that is enough.
pub(super) fn take(left: &mut usize, bytes: usize) -> bool {
    let rest = left.checked_sub(bytes);
    *left = rest.unwrap_or(*left);
    rest.is_some()
}

/// What was left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    /// Results.
    pub(super) results: usize,
    /// Invocations, or their notifications.
    pub(super) invocations: usize,
    /// Results that have no flow although their finding has a diagram.
    pub(super) flows: usize,
    /// Steps of results that have one.
    pub(super) steps: usize,
}

impl Cut {
    /// In words, a text for each that is not 0.
    pub(super) fn notes(self) -> Vec<String> {
        let all = [
            (self.results, "findings are left out: a file has room for so many results only"),
            (self.invocations, "commands are left out, or what they noted: there is no room for more in a file"),
            (self.flows, "findings are without their steps: there is no room for more in a file"),
            (self.steps, "steps in the middle of findings are left out: a result has room for so many only"),
        ];
        all.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect()
    }
}
