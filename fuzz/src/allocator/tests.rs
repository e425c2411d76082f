use super::agent::Flaw;
use super::bytes::{read, write};
use super::play::play;
use super::text;
use super::turn::Turn;
use crate::target::Unreadable;
use ifrace_sim::Rng;
use ifrace_sim::history::Op;
use ifrace_sim::subject::{Hardened, Subject};

/// So many bytes at random, for case after case.
fn inputs(count: u64) -> impl Iterator<Item = Vec<u8>> {
    (0..count).map(|case| {
        let mut rng = Rng::for_case(7, case);
        (0..rng.below(80)).map(|_| rng.next_u64() as u8).collect()
    })
}

#[test]
fn random_turns_break_nothing() {
    for data in inputs(5_000) {
        let turns = read(&data);
        let played = play(&turns, Flaw::None);
        assert!(played.is_ok(), "{played:?}\n{}", text::show(&turns));
    }
}

#[test]
fn what_is_broken_is_caught() {
    use Flaw::{Deaf, Forgetful, Hasty, Hoarding, Impatient, Leaking, Sharing};
    for flaw in [Sharing, Forgetful, Deaf, Impatient, Hoarding, Hasty, Leaking] {
        let caught = inputs(40_000).find(|data| play(&read(data), flaw).is_err());
        assert!(caught.is_some(), "{flaw:?} is not caught");
    }
}

#[test]
fn a_flaw_is_named_with_its_line() {
    let turns = text::read("# postpone\n{\"op\":\"generate\",\"kind\":\"tap\",\"name\":\"mine\"}\n".repeat(2).as_str());
    let turns = turns.expect("it can be read");
    assert_eq!(
        play(&turns, Flaw::Hasty).map_err(|error| error.split(": ").next().map(str::to_owned)),
        Err(Some("line 4".to_owned()))
    );
    assert!(play(&turns, Flaw::None).is_ok());
}

#[test]
fn what_is_shown_can_be_read() {
    for data in inputs(2_000) {
        let turns = read(&data);
        let shown = text::show(&turns);
        let again = text::read(&shown).expect("it can be read");
        assert_eq!(again, turns, "{shown}");
        assert_eq!(read(&write(&again)), turns, "{shown}");
    }
}

/// The other agent of the project, on a host where nothing else goes wrong.
#[test]
fn a_history_has_the_replies_of_the_hardened_subject() {
    let histories = inputs(2_000).filter_map(|data| {
        let op = |turn: Turn| if let Turn::Op(op) = turn { Some(op) } else { None };
        read(&data).into_iter().map(op).collect::<Option<Vec<Op>>>()
    });
    let mut requests = 0;
    for history in histories.take(60) {
        let turns: Vec<Turn> = history.iter().cloned().map(Turn::Op).collect();
        let replies = play(&turns, Flaw::None).expect("nothing is wrong");
        let others = Hardened::default().play(&history).replies;
        assert!(replies.iter().zip(&others).all(|(one, other)| one.agrees_with(other)), "{replies:?} {others:?}");
        requests += history.iter().filter(|op| matches!(op, Op::Generate { .. })).count();
    }
    assert!(requests > 20, "{requests}");
}

#[test]
fn a_text_that_stands_for_nothing_is_named_by_its_line() {
    let line = |text: &str| text::read(text).map_err(|Unreadable { line, .. }| line);
    assert_eq!(line("# snatch\n\n# snatched"), Err(3));
    assert_eq!(line("{\"op\":\"restart\"}\n{\"op\":\"reserve\"}"), Err(2));
    assert_eq!(line("# refuse EINVAL after 1"), Err(1));
    assert_eq!(line("# refuse EPERM after 8"), Err(1));
    assert_eq!(line("# rename a%d b"), Err(1));
    assert_eq!(line("{\"op\":\"free\",\"name\":\"zz-lower\"}"), Err(1));
    assert_eq!(line(&"# snatch\n".repeat(6)), Err(6));
    assert_eq!(line("{\"op\":\"occupy-run\",\"prefix\":\"v\",\"from\":0,\"count\":25}"), Err(1));
    assert_eq!(line(&format!("{{\"op\":\"reserve\",\"name\":\"{}\"}}", "x".repeat(64))), Err(1));
}
