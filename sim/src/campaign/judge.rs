//! Judging one history.

use super::{Aspect, Finding};
use crate::bench::Abilities;
use crate::history::{Op, Reply, events};
use crate::subject::{Ending, Played, Subject};
use ifrace_model::invariant::{Invariant, Profile, check};

/// The class of a disagreement about a request that both can serve.
pub const OTHER_NAME: &str = "other-name";

/// The class of a disagreement about what can be asked for at all.
const OTHER_ABILITY: &str = "other-ability";

/// Plays a history on a subject, and on its model if it has one beside itself, and says what happened and what is wrong.
///
/// # Errors
/// Why the history could not be played: nothing is known about the subject then.
pub fn judge(
    subject: &mut dyn Subject,
    model: Option<&mut (dyn Subject + '_)>,
    profile: &Profile,
    history: &[Op],
) -> Result<(Played, Vec<Finding>), String> {
    let abilities = subject.abilities();
    let played = subject.play(history);
    if let Ending::Failed { why } = &played.ending {
        return Err(why.clone());
    }
    let expected = model.map(|model| model.play(history).replies).unwrap_or_default();
    let base = |aspect, class: &str, at, text| Finding {
        aspect,
        class: class.to_owned(),
        case: 0,
        history: history.to_vec(),
        replies: played.replies.clone(),
        model: expected.clone(),
        at,
        text,
    };
    let mut found = Vec::new();
    for violation in violations(history, &played, profile, &abilities) {
        found.push(base(Aspect::Invariant(violation.invariant), violation.class, violation.at, violation.text));
    }
    if let Some(defect) = played.ending.defect() {
        let text = played.ending.to_string();
        found.push(base(Aspect::Invariant(Invariant::Progress), defect, played.replies.len(), text));
    }
    for (at, class, text) in disagreements(history, &played.replies, &expected) {
        found.push(base(Aspect::Model, class, at, text));
    }
    Ok((played, found))
}

/// Whether an invariant can be judged for an allocator with these abilities, or why not.
fn applies(invariant: Invariant, abilities: &Abilities) -> Result<(), &'static str> {
    match invariant {
        Invariant::ReservationRespected if !abilities.reserve => Err("it has no reservation"),
        Invariant::NoAdoption if !abilities.creates => Err("it only picks names; the caller creates the device"),
        _ => Ok(()),
    }
}

/// The invariants that cannot be judged for an allocator with these abilities, and why.
pub fn not_judged(abilities: &Abilities) -> Vec<(Invariant, &'static str)> {
    Invariant::ALL.into_iter().filter_map(|invariant| Some((invariant, applies(invariant, abilities).err()?))).collect()
}

fn violations(
    history: &[Op],
    played: &Played,
    profile: &Profile,
    abilities: &Abilities,
) -> Vec<ifrace_model::invariant::Violation> {
    let (positions, events): (Vec<usize>, Vec<_>) = events(history, &played.replies).into_iter().unzip();
    let mut found = check(&events, profile);
    found.retain(|violation| applies(violation.invariant, abilities).is_ok());
    for violation in &mut found {
        violation.at = positions[violation.at];
    }
    found
}

/// The first difference between what both can do, and the first between what they do.
fn disagreements<'a>(
    history: &'a [Op],
    replies: &'a [Reply],
    expected: &'a [Reply],
) -> impl Iterator<Item = (usize, &'static str, String)> + 'a {
    let first = move |wants_ability: bool| {
        let mut pairs = replies.iter().zip(expected).enumerate().filter(|(_, (reply, model))| !reply.agrees_with(model));
        let (at, class) = pairs.find_map(|(at, (reply, model))| {
            let class = class_of(&history[at], reply, model);
            ((class == OTHER_ABILITY) == wants_ability).then_some((at, class))
        })?;
        Some((at, class, format!("replied {}, and the model {}", replies[at].to_json(), expected[at].to_json())))
    };
    [true, false].into_iter().filter_map(first)
}

fn class_of(op: &Op, reply: &Reply, model: &Reply) -> &'static str {
    match op {
        _ if *reply == Reply::Unsupported || *model == Reply::Unsupported => OTHER_ABILITY,
        Op::Generate { .. } => OTHER_NAME,
        Op::Occupy { .. } | Op::OccupyRun(_) | Op::Free { .. } => "other-host",
        Op::Reserve { .. } | Op::Release { .. } | Op::Restart => OTHER_ABILITY,
    }
}
