//! The schema of the protocol says the same as the code.

use super::validator::is_valid;
use ifrace_model::policy::{DeviceKind, Era};
use ifrace_sim::protocol::{Answer, Counters, Hello, Message, Question, Reply, Request, Said};
use serde_json::{Value, json};

pub(super) fn schema() -> Value {
    let text = include_str!("../../../docs/subject-protocol.schema.json");
    serde_json::from_str(text).expect("the schema is JSON")
}

/// Whether one of the two sides may say this line.
pub(super) fn may_say(schema: &Value, side: &str, line: &str) -> bool {
    let value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    is_valid(schema, &schema["$defs"][side], &value) && is_valid(schema, schema, &value)
}

#[test]
fn whatever_the_bench_writes_is_in_the_schema() {
    let (schema, names) = (schema(), [b"vnet0".to_vec(), vec![0xff], Vec::new(), b"a\"\\\x01".to_vec()]);
    let mut lines = vec![Request::Restart.to_json(1), Request::Reset.to_json(2)];
    lines.extend([Answer::Exists(true), Answer::Failed("EEXIST".to_owned())].map(|answer| answer.to_json(u64::MAX)));
    for name in names {
        lines.push(Request::Reserve { name: name.clone() }.to_json(1));
        lines.push(Request::Release { name: name.clone() }.to_json(1));
        lines.push(Answer::Created(name.clone()).to_json(1));
        for (kind, probes_fail) in DeviceKind::ALL.into_iter().flat_map(|kind| [(kind, true), (kind, false)]) {
            for name in [None, Some(name.clone())] {
                lines.push(Request::Generate { kind, name, probes_fail }.to_json(1));
            }
        }
    }
    for line in lines {
        assert!(may_say(&schema, "bench", &line) && !may_say(&schema, "subject", &line), "{line}");
    }
}

#[test]
fn whatever_the_parser_knows_is_in_the_schema() {
    let (schema, name) = (schema(), b"vnet0".to_vec());
    let replies = [
        Reply::Done,
        Reply::Named { name: name.clone() },
        Reply::Named { name: vec![0xff] },
        Reply::Literal,
        Reply::Refused { reason: "none is free".to_owned() },
        Reply::Unsupported,
    ];
    let questions = [Question::Exists { name: name.clone() }, Question::Create { name, exclusive: true }];
    for said in replies.map(Said::Reply).into_iter().chain(questions.map(Said::Question)) {
        let message = Message { id: 7, said };
        let line = message.to_json();
        assert!(may_say(&schema, "subject", &line) && !may_say(&schema, "bench", &line), "{line}");
        assert_eq!(Message::parse(line.as_bytes()), Ok(message));
    }
}

#[test]
fn hellos_are_in_the_schema_with_every_era() {
    let schema = schema();
    let short = json!({"type": "hello", "protocol": 1, "name": "x", "host": "ask", "kinds": ["tap"]});
    let eras = Era::ALL.map(|era| String::from(Counters::Of(era)));
    for counters in eras.into_iter().chain(["lasting".to_owned(), "endless".to_owned()]) {
        for restart in [json!(false), json!(true), json!("process")] {
            let mut hello = short.clone();
            (hello["counters"], hello["restart"]) = (json!(counters), restart);
            let read = Hello::parse(hello.to_string().as_bytes()).expect("the parser reads it");
            assert!(may_say(&schema, "subject", &hello.to_string()) && may_say(&schema, "subject", &read.to_json()), "{hello}");
        }
    }
}

#[test]
fn what_one_refuses_so_does_the_other() {
    let schema = schema();
    let lines = [
        json!({"type": "done"}),
        json!({"type": "done", "id": "1"}),
        json!({"type": "named", "id": 1}),
        json!({"type": "named", "id": 1, "name": "a", "name_hex": "61"}),
        json!({"type": "named", "id": 1, "name": "x".repeat(5000)}),
        json!({"type": "refused", "id": 1}),
        json!({"type": "create", "id": 1, "name": "a", "exclusive": 1}),
        json!({"type": "maybe", "id": 1}),
    ];
    for line in lines.map(|line| line.to_string()) {
        assert!(!may_say(&schema, "subject", &line) && Message::parse(line.as_bytes()).is_err(), "{line}");
    }
    let hellos = [json!({"kinds": []}), json!({"kinds": ["tun"]}), json!({"restart": 1}), json!({"host": "moon"})];
    for change in hellos {
        let mut hello = json!({"type": "hello", "protocol": 1, "name": "x", "host": "ask", "kinds": ["tap"]});
        change.as_object().expect("it is an object").iter().for_each(|(name, value)| hello[name] = value.clone());
        let line = hello.to_string();
        assert!(!may_say(&schema, "subject", &line) && Hello::parse(line.as_bytes()).is_err(), "{line}");
    }
}
