//! Comparing races with the claims.

use super::{Race, Says};
use crate::Deviation;

/// Everything in which races differ from the claims, in their order.
pub fn deviations(races: &[Race]) -> Vec<Deviation> {
    races.iter().flat_map(of).collect()
}

/// Everything in which a race differs from its claims. What is claimed to break may still be found if the search is open.
pub(super) fn of(race: &Race) -> impl Iterator<Item = Deviation> {
    let (scenario, era) = (&race.scenario, &race.era);
    let new = race.searched.found.iter().filter(|found| race.claim.says(found.violated) == Says::Never);
    let new = new.map(|found| Deviation::RaceNew {
        scenario: scenario.clone(),
        era: era.clone(),
        violated: found.violated,
        depth: found.depth,
        cause: found.cause.clone(),
        reproduce: race.command(),
    });
    let missed = race.claim.breaks.iter().filter(|one| race.searched.open.is_none() && race.found(**one).is_none());
    let missed = missed.map(|one| Deviation::RaceMissed {
        scenario: scenario.clone(),
        era: era.clone(),
        violated: *one,
        searched: race.searched.extent(),
    });
    new.chain(missed)
}

#[cfg(test)]
mod tests {
    use crate::races::{Claim, Found, Race, RaceVerdict, Searched};
    use ifrace_sim::world::property::Property;
    use ifrace_sim::world::violated::Violated;

    const ALL: Searched =
        Searched { states: 9, exhausted: true, schedules: 0, found: Vec::new(), reached: Vec::new(), open: None };

    fn found(violated: Violated) -> Found {
        let cause = Some("B hits A".to_owned());
        Found { violated, depth: Some(6), schedule: None, cause }
    }

    fn race(breaks: &[Violated], never: &[Violated], searched: Searched) -> Race {
        let claim = Claim { breaks: breaks.to_vec(), never: never.to_vec(), about: vec![Property::BothRunning] };
        let reached = vec![Property::BothRunning];
        Race { scenario: "s".into(), era: "6.6".into(), claim, searched: Searched { reached, ..searched } }
    }

    fn shown(race: &Race) -> (RaceVerdict, Vec<String>) {
        (race.verdict(), super::of(race).map(|deviation| deviation.to_string()).collect())
    }

    #[test]
    fn what_is_excluded_and_found_is_a_regression() {
        let race = race(&[], &[Violated::Leak], Searched { found: vec![found(Violated::Leak)], ..ALL });
        let text = "s under 6.6: no-leak is violated after 6 steps, and is claimed never to be: B hits A".to_owned();
        assert_eq!(shown(&race), (RaceVerdict::Deviates, vec![text]));
    }

    #[test]
    fn what_is_claimed_and_not_found_is_a_canary_that_was_missed() {
        for (exhausted, extent) in [(true, "all 9 states"), (false, "9 states and 5 schedules")] {
            let race = race(&[Violated::Leak, Violated::Progress], &[], Searched { exhausted, schedules: 5, ..ALL });
            let text = |id| format!("s under 6.6: {id} is claimed to be violated, and is not in {extent}");
            assert_eq!(shown(&race), (RaceVerdict::Deviates, vec![text("no-leak"), text("progress")]));
        }
    }

    #[test]
    fn what_no_claim_is_about_is_no_deviation() {
        let race = race(&[], &[Violated::Leak], Searched { found: vec![found(Violated::Progress)], ..ALL });
        assert_eq!(shown(&race), (RaceVerdict::Seen, vec![]));
    }

    #[test]
    fn what_was_not_searched_to_its_end_may_still_break() {
        let open = Some("interrupted".to_owned());
        let early = race(&[Violated::Leak], &[], Searched { exhausted: false, open, ..ALL });
        assert_eq!(shown(&early), (RaceVerdict::Unknown, vec![]));
        let found = vec![found(Violated::Progress)];
        let regressed = race(&[], &[Violated::Progress], Searched { found, ..early.searched });
        assert_eq!(regressed.verdict(), RaceVerdict::Deviates, "what was found before counts");
    }

    #[test]
    fn what_holds_holds_everywhere_or_as_far_as_searched() {
        assert_eq!(shown(&race(&[], Violated::ALL, ALL)), (RaceVerdict::Holds, vec![]));
        assert_eq!(shown(&race(&[], &[], Searched { exhausted: false, ..ALL })), (RaceVerdict::HoldsSoFar, vec![]));
        let breaks = race(&[Violated::Leak], &[], Searched { found: vec![found(Violated::Leak)], ..ALL });
        assert_eq!(shown(&breaks), (RaceVerdict::Breaks, vec![]));
    }

    #[test]
    fn a_search_that_never_reached_what_it_is_about_is_not_green() {
        let vacuous = |breaks: &[Violated], exhausted| {
            let found = breaks.iter().map(|one| found(*one)).collect();
            let race = race(breaks, &[], Searched { exhausted, found, ..ALL });
            Race { searched: Searched { reached: vec![], ..race.searched }, ..race }
        };
        for race in [vacuous(&[], true), vacuous(&[], false), vacuous(&[Violated::Leak], true)] {
            assert_eq!(shown(&race), (RaceVerdict::Unknown, vec![]));
            assert_eq!(race.why_unknown().as_deref(), Some("never reached: both-running"));
        }
        assert_eq!(vacuous(&[Violated::Leak], false).verdict(), RaceVerdict::Breaks, "what it breaks shows that it ran");
    }
}
