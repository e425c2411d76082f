use super::{Header, Kind, RunEvent, TraceError, read};
use crate::release::Release;
use crate::scenario::{Parameters, Scenario};
use crate::system::Choice;

const REPRO: &str = r#"{"schema":2,"ifrace":"0.1.0","kind":"repro","scenario":"s","era":"6.6","subject":"simulated","seed":0}"#;
const RUN: &str = r#"{"schema":2,"ifrace":"0.1.0","kind":"run","scenario":"s","era":"6.6","subject":"simulated","seed":0}"#;
const VERDICT: &str = r#"{"step":0,"event":"verdict","verdict":"holds","violated":[],"reached":[]}"#;

#[track_caller]
fn error(text: impl AsRef<[u8]>) -> String {
    read(text.as_ref()).expect_err("it is no trace").to_string()
}

#[test]
fn errors_of_headers_name_the_line() {
    assert_eq!(error("\n"), "line 1: the trace is empty; its first line is a header");
    assert_eq!(error("ops\n"), "line 1: it is no header of a trace: expected value (column 1)");
    assert_eq!(error("\n[]"), "line 2: it is no header of a trace: it is no object");
    assert_eq!(error("{}"), "line 1: it is no header of a trace: it has no schema");
    let schema = "line 1: the trace has the schema 3, and this version of ifrace reads 2; a newer one wrote it, so use that";
    assert_eq!(error(r#"{"schema":3}"#), schema);
    let schema =
        "line 1: the trace has the schema 1, and this version of ifrace reads 2; an older one wrote it, so write it again";
    assert_eq!(error(r#"{"schema":1}"#), schema);
    assert_eq!(error(r#"{"schema":2}"#), "line 1: it is no header of a trace: missing field `ifrace`");
    let kind = RUN.replace("\"run\"", "\"walk\"");
    assert_eq!(error(kind), "line 1: it is no header of a trace: unknown variant `walk`, expected `repro` or `run`");
    let plan = RUN.replace("\"seed\":0", r#""seed":0,"plan":{"name":"s","sumary":""}"#);
    let known = "`name`, `summary`, `about`, `guests`, `daemons`, `foreign`, `furniture`, `faults`, `breaks`";
    assert_eq!(error(plan), format!("line 1: it is no header of a trace: unknown field `sumary`, expected one of {known}"));
    let broken = RUN.replace("\"seed\":0", r#""seed":0,"plan":{"na\nme":"s"}"#);
    assert_eq!(error(broken), format!("line 1: it is no header of a trace: unknown field `na\\nme`, expected one of {known}"));
    assert_eq!(error(b"{\"schema\":\xff}"), "line 1: it is no header of a trace: it is not UTF-8 from byte 11 on");
}

#[test]
fn errors_of_events_name_the_line() {
    let after = |header: &str, line: &str| error(format!("{header}\n\n{line}\n{VERDICT}\n"));
    let wrong = |why: &str| format!("line 3: it is no event: {why}");
    assert_eq!(after(REPRO, r#"{"run":0}"#), wrong("it has no scene"));
    let all = "scene, note, begin, operation, end, before, after, violation, ending, verdict";
    assert_eq!(
        after(REPRO, r#"{"run":0,"scene":0,"event":"jump"}"#),
        wrong(&format!("there is no event 'jump'; there are {all}"))
    );
    assert_eq!(after(RUN, r#"{"run":0,"scene":0,"event":"begin"}"#), wrong("it has no step"));
    assert_eq!(after(RUN, r#"{"step":0}"#), wrong("it has no event"));
    let all = "begin, operation, end, daemon-died, hypervisor-died, violation, verdict";
    assert_eq!(after(RUN, r#"{"step":0,"event":"scene"}"#), wrong(&format!("there is no event 'scene'; there are {all}")));
    assert_eq!(after(RUN, r#"{"step":0,"event":"begin","guest":"A"}"#), wrong("missing field `command`"));
    assert_eq!(after(RUN, r#"{"step":-1,"event":"begin"}"#), wrong("it has no step"));
    let daemon = r#"{"step":0,"event":"daemon-died","daemon":"0"}"#;
    assert_eq!(after(RUN, daemon), wrong("invalid type: string \"0\", expected usize"));
    assert_eq!(after(RUN, r#"{"step":0,"event":"#), wrong("EOF while parsing a value (column 18)"));
    let long = format!(r#"{{"step":0,"event":"{}"}}"#, "x".repeat(70_000));
    assert_eq!(after(RUN, &long), wrong("70021 bytes are more than it may have (65536)"));
}

#[test]
fn what_was_changed_by_hand_is_named() {
    let after = |line: &str| error(format!("{RUN}\n{line}\n{VERDICT}\n"));
    let operation = r#"{"step":0,"event":"operation","number":1,"guest":"A","incarnation":"G0#1","command":"start","operation":"spawn","words":"start","result":"done"}"#;
    let neither = r#"line 2: it is no event: its result is neither {"ok": …} nor {"error": "…"}"#;
    assert_eq!(after(operation), neither);
    let violation = |id: &str, invariant: &str| {
        format!(r#"{{"step":0,"event":"violation","id":"{id}","invariant":"{invariant}","cause":""}}"#)
    };
    let unknown = "line 2: it is no event: nothing that can be violated is called 'no-jump'";
    assert_eq!(after(&violation("no-jump", "no-jump")), unknown);
    let other = "line 2: it is no event: no-stomp:nwfilter belongs to the invariant no-stomp, not to 'no-leak'";
    assert_eq!(after(&violation("no-stomp:nwfilter", "no-leak")), other);
    let verdict = VERDICT.replace("\"violated\":[]", "\"violated\":[\"no-leak\"]");
    let contradiction = "line 2: it is no event: its verdict is 'holds', and by what it lists as violated it is 'violated'";
    assert_eq!(error(format!("{RUN}\n{verdict}\n")), contradiction);
    let reached = VERDICT.replace("\"reached\":[]", "\"reached\":[\"the-moon\"]");
    assert_eq!(error(format!("{RUN}\n{reached}\n")), "line 2: it is no event: nothing that can be reached is called 'the-moon'");
}

#[test]
fn a_trace_without_its_end_is_truncated() {
    let truncated = |line: usize| format!("line {line}: the trace is truncated: it ends here, without a verdict");
    let begin = r#"{"step":0,"event":"begin","guest":"A","command":"start"}"#;
    assert_eq!(error(format!("{RUN}\n{begin}\n")), truncated(2));
    assert_eq!(error(format!("{RUN}\n{begin}\n{}", &VERDICT[..20])), truncated(3));
    assert_eq!(error(RUN), truncated(1));
    assert_eq!(error(format!("{REPRO}\n{}", r#"{"run":0,"scene":0,"event":"ending"}"#)), truncated(2));
    let after = "line 3: the verdict in line 2 is the end of the trace, and this is after it";
    assert_eq!(error(format!("{RUN}\n{VERDICT}\n{begin}\n{VERDICT}\n")), after);
    assert!(read(format!("{RUN}\n{VERDICT}").as_bytes()).is_ok(), "the last line end may be missing");
}

#[test]
fn a_run_is_read_as_it_was_written() {
    let scenario = Scenario::builtin("daemon-crash").expect("it is built in");
    let plan = scenario.plan(&Parameters::default()).expect("it has defaults");
    let release = Release::parse("by-name@lowest-free").expect("it is an era");
    let header = Header::of_run("0.1.0", &plan, &release).found("pct-3", 7, Some(12)).with_text(&scenario.text);
    let death = Choice::plain(2);
    let text = crate::replay::record(&header, &[Choice::plain(0), death, Choice::plain(1)]).expect("it can be played").text;
    let trace = read(text.as_bytes()).expect("it is a trace");
    assert_eq!((&trace.header, trace.header.kind), (&header, Kind::Run));
    assert_eq!((trace.header.era.as_str(), trace.header.found_by.as_deref()), ("by-name@lowest-free", Some("pct-3")));
    let lines: Vec<(usize, Vec<usize>)> =
        trace.steps.iter().map(|step| (step.number, step.events.iter().map(|one| one.line).collect())).collect();
    assert_eq!(lines, [(0, vec![2, 3]), (1, vec![4]), (2, vec![5, 6])]);
    assert_eq!(trace.steps[1].events[0].event, RunEvent::DaemonDied { daemon: 0 });
    assert_eq!(
        (trace.events.len(), trace.verdict.map(|(line, verdict)| (line, verdict.verdict))),
        (6, Some((7, "holds".to_owned())))
    );
}

#[test]
fn errors_can_be_told_apart() {
    assert_eq!(read(RUN.as_bytes()), Err(TraceError::Truncated { line: 1 }));
    assert_eq!(read(b""), Err(TraceError::Empty));
}
