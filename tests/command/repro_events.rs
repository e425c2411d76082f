//! What a trace of `ifrace repro` says: everything that `--json` does.

use super::folder::Folder;
use super::output::{ifrace, items};
use ifrace_sim::repro::Case;
use ifrace_sim::trace;
use serde_json::{Value, json};

#[test]
fn a_trace_has_a_header_and_every_event() {
    for case in Case::ALL {
        let case = case.id();
        let folder = Folder::new();
        let file = folder.at("trace.ndjson");
        let object = ifrace(&["repro", case, "--json", "--trace", &file]).exits(10).json();
        let text = std::fs::read(&file).expect("it was written");
        let trace = trace::read(&text).expect("it is a trace");
        assert_eq!((trace.header.scenario.as_str(), trace.header.subject.as_str(), trace.header.seed), (case, "simulated", 0));
        assert_eq!(
            (trace.header.era.as_str(), trace.header.ifrace.as_str()),
            (object["runs"][0]["era"].as_str().expect("an era"), env!("CARGO_PKG_VERSION"))
        );
        let mut events = trace.events.into_iter();
        let mut expect = |place: &Value, entry: Value| {
            let event = events.next().expect("there is an event for everything");
            let joined: serde_json::Map<_, _> = [place, &entry].into_iter().flat_map(fields).collect();
            assert_eq!(event, Value::Object(joined));
        };
        for (number, run) in items(&object["runs"]).iter().enumerate() {
            let place = json!({"run": number, "era": run["era"]});
            for (scene, played) in items(&run["scenes"]).iter().enumerate() {
                let place = json!({"run": number, "era": run["era"], "scene": scene});
                in_trace(played).into_iter().for_each(|entry| expect(&place, entry));
            }
            expect(&place, json!({"event": "verdict", "verdict": run["verdict"], "violated": run["violated"]}));
        }
        assert_eq!(events.next(), None);
    }
}

fn fields(object: &Value) -> serde_json::Map<String, Value> {
    object.as_object().expect("it is an object").clone()
}

/// What a trace says of a scene, which `--json` shows as one object.
fn in_trace(played: &Value) -> Vec<Value> {
    let mut entries = items(&played["timeline"]).to_vec();
    let place = played["before"]["entries"].as_u64().expect("it came to the decisive step");
    entries.insert(place as usize, json!({"event": "before", "snapshot": played["before"]["snapshot"]}));
    entries.insert(0, json!({"event": "scene", "title": played["title"]}));
    entries.push(json!({"event": "after", "snapshot": played["after"]}));
    for violation in items(&played["violations"]) {
        let mut event = fields(violation);
        event.insert("event".to_owned(), json!("violation"));
        entries.push(Value::Object(event));
    }
    entries.push(json!({"event": "ending", "ending": played["ending"]}));
    entries
}

#[test]
fn a_trace_has_the_document_that_was_played() {
    let folder = Folder::new();
    let document = "<interface type='ethernet'><target dev='tap3' managed='no'/></interface>\n";
    let (file, trace) = (folder.file("guest.xml", document), folder.at("trace"));
    ifrace(&["repro", "unmanaged-tap", "--xml", &file, "--trace", &trace]).exits(10);
    let read = trace::read(&std::fs::read(&trace).expect("it was written")).expect("it is a trace");
    assert_eq!(read.header.document.as_deref(), Some(document));
}
