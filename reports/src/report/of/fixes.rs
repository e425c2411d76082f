//! What later releases do about a violation.

use crate::report::{Fix, Status};
use ifrace_sim::campaign::Aspect;
use ifrace_sim::release::Release;
use ifrace_sim::world::violated::Violated;

/// The place of what must hold among all that must; others come after all of them.
pub(crate) fn invariant_rank(id: &str) -> usize {
    let aspects = Aspect::all().map(Aspect::id);
    aspects.chain(Violated::ALL.iter().map(|one| one.id())).position(|one| one == id).unwrap_or(usize::MAX)
}

/// What the releases after one do about a violation, as far as a report says: those from which on it is gone or back, and what each of
/// them changes. `all` are the eras with their verdicts.
pub(super) fn fixes(first: &str, all: &[(&str, Status)]) -> Vec<Fix> {
    let mut later: Vec<(usize, &str, Status)> = all
        .iter()
        .map(|(era, status)| (Release::rank(era), *era, *status))
        .filter(|(rank, era, status)| {
            *rank > Release::rank(first) && *rank != usize::MAX && *era != first && holds_or_not(*status).is_some()
        })
        .collect();
    later.sort_by_key(|(rank, ..)| *rank);
    let mut fixes = Vec::new();
    let mut is_violated = true;
    for (_, era, status) in &later {
        let now = *status == Status::Violated;
        if now != is_violated {
            let becomes = if now { "it is violated again".to_owned() } else { format!("it {}", status.in_words()) };
            fixes.push(Fix { era: (*era).to_owned(), text: format!("{}: {becomes} from here on", summary(era)) });
            is_violated = now;
        }
    }
    if let (true, Some((_, last, _))) = (fixes.is_empty(), later.last()) {
        fixes.push(Fix { era: (*last).to_owned(), text: "still violated under every later era up to this one".to_owned() });
    }
    fixes
}

const fn holds_or_not(status: Status) -> Option<bool> {
    match status {
        Status::Holds | Status::HoldsSoFar => Some(true),
        Status::Violated => Some(false),
        Status::NotRun | Status::Unknown => None,
    }
}

fn summary(era: &str) -> &'static str {
    Release::find(era).map_or("", |release| release.rules.summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(all: &[(&str, Status)]) -> Vec<String> {
        fixes("6.6", all).into_iter().map(|fix| format!("{} {}", fix.era, fix.text)).collect()
    }

    #[test]
    fn only_changes_are_named_in_the_order_of_releases() {
        use Status::{Holds, HoldsSoFar, Unknown, Violated};
        let all =
            [("11.3", HoldsSoFar), ("6.6", Violated), ("6.7", Violated), ("6.8", Holds), ("7.0", Violated), ("9.0", Unknown)];
        assert_eq!(
            texts(&all),
            [
                "6.8 names come from counters, one for each kind of device: it holds from here on",
                "7.0 one generator of names for all kinds of devices, and for templates of the user: it is violated again from here on",
                "11.3 the hypervisor is dead before anything is removed: it holds as far as searched from here on",
            ]
        );
        assert_eq!(texts(&all[1..3]), ["6.7 still violated under every later era up to this one"]);
        assert_eq!(texts(&[("6.6", Violated), ("by-name", Holds)]), Vec::<String>::new(), "a discipline is no later release");
    }
}
