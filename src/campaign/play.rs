//! Playing a unit, whatever it is.

use crate::search::model;
use crate::subjects::{StartError, SubjectId};
use ifrace_sim::units::{Campaign, Outcome, Work, history, race};

/// What a unit gives.
///
/// # Errors
/// The simulator contradicts itself.
pub(super) fn play(campaign: &Campaign, unit: u64) -> Result<Outcome, String> {
    match campaign.work(unit) {
        Some(Work::Race(work)) => race::play(&work).map(Outcome::Race),
        Some(Work::History(work)) => Ok(histories(&work)),
        None => Err(format!("there is no unit {unit}")),
    }
}

/// Plays histories on a subject that is started for them. One that cannot be started, or that the bench failed to play, says why.
fn histories(work: &history::Work<'_>) -> Outcome {
    let started = match work.cell.subject.parse::<SubjectId>() {
        Ok(id) => id.start().map_err(|error| why(&error)),
        Err(error) => Err(error.to_string()),
    };
    let mut started = match started {
        Ok(started) => started,
        Err(why) => return Outcome::NotRun(format!("{}: {why}", work.cell.subject)),
    };
    let played = history::play(work, &mut *started.subject, model(&mut started.model), &started.profile);
    match played {
        Ok(mut outcome) => {
            outcome.version = started.version;
            outcome.missing = started.missing.iter().map(|missing| missing.what.clone()).collect();
            Outcome::History(outcome)
        }
        Err(why) => Outcome::NotRun(format!("{}: {why}", work.cell.subject)),
    }
}

fn why(error: &StartError) -> String {
    match error {
        StartError::Missing(missing) => format!("{}; {}", missing.what, missing.remedy),
        other => other.to_string(),
    }
}
