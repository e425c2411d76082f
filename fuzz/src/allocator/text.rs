//! Turns as text: a history, and lines behind a `#` for what a history cannot say. An input without those is a history that
//! `ifrace check builtin:hardened --history -` plays.

use super::bytes::REFUSALS;
use super::turn::{NAMES_MAX, TURNS_MAX, Turn};
use crate::target::Unreadable;
use ifrace_model::Errno;
use ifrace_sim::history::{Op, parse_line, to_json};

/// The most operations that go well before one is refused.
const AFTER_MAX: u8 = 7;

/// A line for each turn.
pub(super) fn show(turns: &[Turn]) -> String {
    turns.iter().map(|turn| line(turn) + "\n").collect()
}

fn line(turn: &Turn) -> String {
    match turn {
        Turn::Op(op) => to_json(op),
        Turn::Refuse { after, errno } => format!("# refuse {errno} after {after}"),
        Turn::Snatch => "# snatch".to_owned(),
        Turn::Postpone => "# postpone".to_owned(),
        Turn::CleanUp => "# clean-up".to_owned(),
        Turn::Rename { from, to } => {
            format!("# rename {} {}", String::from_utf8_lossy(from), String::from_utf8_lossy(to))
        }
    }
}

/// The turns of such a text; empty lines are passed over.
pub(super) fn read(text: &str) -> Result<Vec<Turn>, Unreadable> {
    let (mut turns, mut names) = (Vec::new(), 0);
    for (text, line) in text.lines().zip(1..).filter(|(text, _)| !text.trim().is_empty()) {
        let wrong = |reason| Unreadable { line, reason };
        let turn = turn(text).map_err(wrong)?;
        if let Some(why) = turn.flaw() {
            return Err(wrong(why));
        }
        if turns.len() == TURNS_MAX {
            return Err(wrong(format!("an input has {TURNS_MAX} lines at most")));
        }
        if let Turn::Op(Op::OccupyRun(run)) = &turn {
            names += run.count;
        }
        if names > NAMES_MAX {
            return Err(wrong(format!("all runs of an input have {NAMES_MAX} names at most")));
        }
        turns.push(turn);
    }
    Ok(turns)
}

fn turn(line: &str) -> Result<Turn, String> {
    let Some(words) = line.trim_start().strip_prefix('#') else { return parse_line(line.as_bytes()).map(Turn::Op) };
    let words: Vec<&str> = words.split_ascii_whitespace().collect();
    Ok(match words[..] {
        ["snatch"] => Turn::Snatch,
        ["postpone"] => Turn::Postpone,
        ["clean-up"] => Turn::CleanUp,
        ["rename", from, to] => Turn::Rename { from: from.into(), to: to.into() },
        ["refuse", errno, "after", after] => {
            let errno = Errno::from_name(errno).filter(|errno| REFUSALS.contains(errno));
            let after = after.parse().ok().filter(|after| *after <= AFTER_MAX);
            let (Some(errno), Some(after)) = (errno, after) else {
                let all = REFUSALS.map(|errno| errno.to_string()).join(", ");
                return Err(format!("a refusal has one of {all}, and a number up to {AFTER_MAX}"));
            };
            Turn::Refuse { after, errno }
        }
        _ => return Err("behind # stands snatch, postpone, clean-up, rename FROM TO or refuse ERRNO after N".to_owned()),
    })
}
