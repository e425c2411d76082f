//! Histories of allocators, from any bytes.

use ifrace_model::invariant::{Profile, check};
use ifrace_model::policy::Era;
use ifrace_sim::history::{Op, events, parse, to_json};
use ifrace_sim::subject::{Builtin, Ending, Subject};

/// Longest input in bytes, most operations of a history, and most names of all its runs: more would only be slower.
const BYTES_MAX: usize = 2048;
const OPERATIONS_MAX: usize = 16;
const NAMES_MAX: u64 = 32;

/// Reads a history. One that can be read is the same after it was written and read again; every era goes through it to its end
/// and gives as many replies as there are operations; and the invariants can be judged.
///
/// # Panics
/// If not.
pub fn history_json(data: &[u8]) {
    if data.len() > BYTES_MAX {
        return;
    }
    let history = match parse(data) {
        Ok(history) => history,
        Err(error) => {
            assert!(error.line >= 1 && !error.reason.is_empty(), "{error:?}");
            return;
        }
    };
    let text: Vec<String> = history.iter().map(to_json).collect();
    assert_eq!(parse(text.join("\n").as_bytes()).as_ref(), Ok(&history));
    if is_small(&history) {
        Era::ALL.into_iter().filter(|&era| ends_soon(era, &history)).for_each(|era| play(era, &history));
    }
}

fn play(era: Era, history: &[Op]) {
    let played = Builtin::new(era).play(history);
    assert_eq!(played.ending, Ending::Complete, "{era}");
    assert_eq!(played.replies.len(), history.len(), "{era}");
    let events: Vec<_> = events(history, &played.replies).into_iter().map(|(_, event)| event).collect();
    for violation in check(&events, &Profile::of(era)) {
        assert!(violation.at < events.len() && !violation.text.is_empty(), "{era}: {violation:?}");
    }
}

fn is_small(history: &[Op]) -> bool {
    let names = history.iter().map(|op| if let Op::OccupyRun(run) = op { u64::from(run.count) } else { 0 });
    history.len() <= OPERATIONS_MAX && names.sum::<u64>() <= NAMES_MAX
}

/// The first mailed patch searches a failing host without an end; the target `policies` gives it a bound.
fn ends_soon(era: Era, history: &[Op]) -> bool {
    let fails = history.iter().filter(|op| matches!(op, Op::Generate { probes_fail: true, .. })).count();
    fails == 0 || (fails == 1 && era != Era::MailV1)
}
