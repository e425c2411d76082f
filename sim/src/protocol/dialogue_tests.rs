//! Tests of whole histories with scripted subjects.

use super::{Dialogue, Hello, Peer};
use crate::history::{Reply, parse};
use crate::subject::{Ending, Played};
use ifrace_model::kernel::{Namespace, Rules};

/// A subject that says what is written down, a part each time that it is listened to.
struct Scripted {
    says: std::vec::IntoIter<String>,
    last: String,
    hears: Vec<String>,
}

impl Peer for Scripted {
    fn send(&mut self, line: &str) -> Result<(), Ending> {
        self.hears.push(line.trim_end().to_owned());
        Ok(())
    }

    fn receive(&mut self) -> Result<&[u8], Ending> {
        self.last = self.says.next().ok_or_else(|| Ending::Crashed { how: "exit status 0".to_owned() })? + "\n";
        Ok(self.last.as_bytes())
    }

    fn restart(&mut self) -> Result<(), Ending> {
        self.hears.push("killed".to_owned());
        Ok(())
    }
}

const HELLO: &str = r#"{"type":"hello","protocol":1,"name":"x","host":"ask","kinds":["tap"],"reserve":true"#;
const GENERATE: &str = r#"{"op":"generate","kind":"tap"}"#;

fn play(more: &str, history: &[&str], says: &[&str]) -> (Played, Vec<String>) {
    let hello = format!("{HELLO}{more}}}");
    let says = says.iter().map(|line| if *line == "HELLO" { hello.clone() } else { (*line).to_owned() });
    let says: Vec<String> = [hello.clone()].into_iter().chain(says).collect();
    let mut dialogue =
        Dialogue::open(Scripted { says: says.into_iter(), last: String::new(), hears: Vec::new() }).expect("it says hello");
    assert_eq!(Ok(dialogue.hello().clone()), Hello::parse(hello.as_bytes()));
    let history = parse(history.join("\n").as_bytes()).unwrap();
    let played = dialogue.play(&mut Namespace::new(Rules::Trust), &history);
    (played, std::mem::take(&mut dialogue.peer().hears))
}

fn why(played: &Played) -> &str {
    match &played.ending {
        Ending::BrokeProtocol { how } => how,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_subject_that_picks_names_learns_what_is_taken() {
    let occupy = r#"{"op":"occupy","name":"vnet0","as":"tap"}"#;
    let exists = |name: &str| format!(r#"{{"type":"exists","id":1,"name":"{name}"}}"#);
    let says = [&exists("vnet0"), &exists("vnet1"), r#"{"type":"named","id":1,"name":"vnet1"}"#];
    let (played, hears) = play("", &[occupy, GENERATE], &says);
    assert_eq!(played, Played::complete(vec![Reply::Done, Reply::named(b"vnet1")]));
    assert!(hears[1].contains("\"exists\":true") && hears[2].contains("\"exists\":false"), "{hears:?}");
}

#[test]
fn a_probe_fails_if_it_is_to_fail() {
    let generate = r#"{"op":"generate","kind":"tap","probes_fail":true}"#;
    let says = [r#"{"type":"exists","id":1,"name":"vnet0"}"#, r#"{"type":"refused","id":1,"reason":"no probe"}"#];
    let (played, hears) = play("", &[generate], &says);
    assert_eq!(played.replies, [Reply::refused("no probe")]);
    assert_eq!(hears[1], r#"{"type":"answer","id":1,"error":"EMFILE"}"#);
}

#[test]
fn a_subject_that_creates_devices_may_take_one_over() {
    let history = [r#"{"op":"occupy","name":"vnet0","as":"tap"}"#, GENERATE];
    let named = r#"{"type":"named","id":1,"name":"vnet0"}"#;
    let create = r#"{"type":"create","id":1,"name":"vnet0"}"#;
    let exclusive = r#"{"type":"create","id":1,"name":"vnet0","exclusive":true}"#;
    let (played, hears) = play(",\"creates\":true", &history, &[exclusive, create, named]);
    assert_eq!(played.replies, [Reply::Done, Reply::adopted(b"vnet0")]);
    assert!(hears[1].contains("\"error\":\"EBUSY\"") && hears[2].contains("\"name\":\"vnet0\""), "{hears:?}");
    let (played, _) = play(",\"creates\":true", &history[1..], &[create, named]);
    assert_eq!(played, Played::complete(vec![Reply::named(b"vnet0")]));
}

#[test]
fn lies_are_found() {
    let named = r#"{"type":"named","id":1,"name":"vnet0"}"#;
    let (played, _) = play(",\"creates\":true", &[GENERATE], &[named]);
    assert_eq!(why(&played), "it creates devices, and there is none of the name \"vnet0\" that it gave");
    let literal = r#"{"type":"literal","id":1}"#;
    let (played, _) = play("", &[GENERATE], &[literal]);
    assert!(why(&played).contains("no name was asked for"));
    let template = r#"{"op":"generate","kind":"tap","name":"v%d"}"#;
    let (played, _) = play("", &[template], &[literal]);
    assert!(why(&played).contains("\"v%d\" is a template"));
}

#[test]
fn an_end_in_the_middle_keeps_what_was_replied() {
    let reserve = r#"{"op":"reserve","name":"vnet5"}"#;
    let (played, hears) = play("", &[reserve, GENERATE, GENERATE], &[r#"{"type":"done","id":1}"#]);
    assert_eq!(played.replies, [Reply::Done]);
    assert_eq!(played.ending.defect(), Some("crash"));
    assert_eq!(hears.len(), 2, "nothing is sent to a subject that has ended: {hears:?}");
}

#[test]
fn only_what_was_declared_is_asked_for() {
    let history = [r#"{"op":"release","name":"vnet5"}"#, r#"{"op":"restart"}"#, r#"{"op":"generate","kind":"macvtap"}"#];
    let (played, hears) = play("", &history, &[]);
    assert_eq!((played.replies, hears), (vec![Reply::Unsupported; 3], Vec::new()));
}

#[test]
fn a_restart_is_a_request_or_another_process() {
    let restart = [r#"{"op":"restart"}"#];
    let (played, hears) = play(",\"restart\":true", &restart, &[r#"{"type":"done","id":1}"#]);
    assert_eq!((played.replies, hears), (vec![Reply::Done], vec![r#"{"type":"restart","id":1}"#.to_owned()]));
    let (played, hears) = play(",\"restart\":\"process\"", &restart, &["HELLO"]);
    assert_eq!((played.replies, hears), (vec![Reply::Done], vec!["killed".to_owned()]));
    let other = format!("{HELLO}}}");
    let (played, _) = play(",\"restart\":\"process\"", &restart, &[&other]);
    assert_eq!(why(&played), "after a restart its hello is another one");
}
