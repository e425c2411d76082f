//! Tests of the first line.

use super::{Broken, Counters, Hello, Host, Restart};
use ifrace_model::invariant::Profile;
use ifrace_model::policy::{DeviceKind, Era};

const SHORT: &str = r#"{"type":"hello","protocol":1,"name":"x","host":"netns","kinds":["tap"]}"#;

fn refused(line: &str) -> String {
    match Hello::parse(line.as_bytes()) {
        Err(Broken::Protocol(why)) => why,
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn what_is_not_declared_is_not_there() {
    let hello = Hello::parse(SHORT.as_bytes()).unwrap();
    let abilities = hello.abilities(false);
    assert_eq!((hello.host, hello.restart, hello.counters), (Host::Netns, Restart::No, Counters::Lasting));
    assert_eq!(abilities.kinds, [DeviceKind::Tap]);
    let others = [abilities.reserve, abilities.restart, abilities.probe_faults, abilities.creates, abilities.taps];
    assert_eq!(others, [false; 5]);
    assert_eq!(hello.profile(), Profile::LASTING);
}

#[test]
fn a_simulated_host_has_taps_and_probes_that_fail() {
    let abilities = Hello::parse(SHORT.replace("netns", "ask").as_bytes()).unwrap().abilities(false);
    assert!(abilities.taps && abilities.probe_faults);
    let sound = SHORT.replace("netns", "ask").replace('}', ",\"probe_faults\":false}");
    assert!(!Hello::parse(sound.as_bytes()).unwrap().abilities(false).probe_faults);
}

#[test]
fn it_survives_both_ways_and_what_is_unknown_is_passed_over() {
    let line = r#"{"type":"hello","protocol":1,"name":"x","version":"2","host":"ask","kinds":["macvtap","macvlan"],"reserve":true,"release":true,"restart":"process","reset":true,"creates":true,"probe_faults":false,"counters":"unified-9.0"}"#;
    let hello = Hello::parse(line.as_bytes()).unwrap();
    assert_eq!(hello.to_json(), line);
    assert_eq!(hello.profile(), Profile::of(Era::Unified90));
    assert_eq!(hello.abilities(true).kinds, [DeviceKind::Macvtap, DeviceKind::Macvlan]);
    let more = line.replace("\"version\"", "\"colour\":[{}],\"version\"");
    assert_eq!(Hello::parse(more.as_bytes()), Ok(hello));
}

#[test]
fn what_is_wrong_is_named() {
    let with = |from: &str, to: &str| refused(&SHORT.replace(from, to));
    assert_eq!(with(":1,", ":2,"), "it speaks version 2 of the protocol, and this program version 1");
    let later = r#"{"type":"hello","protocol":7,"who":"x"}"#;
    assert!(refused(later).contains("version 7 of the protocol"), "whatever else it says");
    assert!(with("\"host\":\"netns\"", "\"host\":\"moon\"").contains("unknown variant `moon`"));
    assert!(with("\"tap\"", "\"tun\"").contains("unknown kind \"tun\"; there are tap, macvtap, macvlan"));
    assert!(with("[\"tap\"]", "[]").contains("\"kinds\" is empty"));
    assert!(with("\"name\":\"x\",", "").contains("missing field `name`"));
    assert!(with("}", ",\"restart\":1}").contains("\"restart\" is false, true or \"process\""));
    assert!(with("}", ",\"counters\":\"8.0\"}").contains("see ifrace list eras"));
    assert!(with("hello", "done").contains("its type is \"done\""));
    assert!(refused("Traceback (most recent call last):").contains(": Traceback (most recent"));
}

#[test]
fn a_title_is_short_and_one_line() {
    let hello = Hello::parse(SHORT.replace("\"x\"", "\"a\\nb\",\"version\":\"1\\u001b[2J\"").as_bytes()).unwrap();
    assert_eq!(hello.title(), "a b 1 [2J");
    let long = Hello::parse(SHORT.replace("\"x\"", &format!("\"{}\"", "é".repeat(500))).as_bytes()).unwrap();
    assert_eq!(long.title().chars().count(), 80);
}
