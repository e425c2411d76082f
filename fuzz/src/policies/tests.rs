//! Tests of the target.

use super::{TARGET, text};
use crate::laws::assert_laws;

fn play(text: &str) {
    (TARGET.run)(&text::read(text).unwrap_or_else(|error| panic!("line {}: {}", error.line, error.reason)));
}

#[test]
fn texts_lead_back_to_their_inputs() {
    assert_laws(&TARGET);
}

/// Such a host makes a call go through all its attempts, which would be slow in a search.
#[test]
fn a_host_that_never_gives_way_ends_every_call() {
    use ifrace_model::policy::{DeviceKind, Era};
    for (era, kind) in Era::ALL.into_iter().flat_map(|era| DeviceKind::ALL.map(|kind| (era, kind))) {
        for name in ["", r#","name":"vnet%d""#, r#","name":"macvtap0""#, r#","name":"m%dx""#, r#","name":"mine""#] {
            for rest in ["taken", "failing"] {
                play(&format!(
                    "{{\"era\":\"{era}\"}}\n{{\"op\":\"reserve\",\"name\":\"vnet7\"}}\n\
                     {{\"op\":\"generate\",\"kind\":\"{kind}\"{name},\"rest\":\"{rest}\"}}"
                ));
            }
        }
    }
}

#[test]
fn any_lines_are_an_input() {
    let probes = r#""present","absent","failed","#.repeat(4);
    let lines = format!(
        "{{\"era\":\"tap-6.8\"}}\n\
         {{\"op\":\"reserve\",\"name\":\"vnet12345\"}}\n\
         {{\"op\":\"release\",\"name_hex\":\"ff\"}}\n\
         {{\"op\":\"restart\"}}\n\
         {{\"op\":\"generate\",\"kind\":\"tap\",\"name\":\"a name that nobody else has\"}}\n\
         {{\"op\":\"generate\",\"kind\":\"macvlan\",\"probes\":[{}],\"creations\":[\"EEXIST\",127,\"EMFILE\"],\"rest\":\"taken\"}}\n",
        probes.trim_end_matches(',')
    );
    let input = text::read(&lines).unwrap();
    assert_eq!(text::show(&input), lines);
    (TARGET.run)(&input);
}

#[test]
fn what_is_no_input_is_named_by_its_line() {
    let head = "{\"era\":\"tap-6.8\"}\n";
    let many = format!("{head}{}", "{\"op\":\"restart\"}\n".repeat(11));
    let number = format!("{head}\n{{\"op\":\"generate\",\"kind\":\"tap\",\"creations\":[128]}}");
    let kind = format!("{head}{{\"op\":\"generate\",\"kind\":\"veth\"}}");
    for (lines, line) in [("", 1), ("{\"era\":\"6.8\"}", 1), (many.as_str(), 12), (number.as_str(), 3), (kind.as_str(), 2)] {
        assert_eq!(text::read(lines).map_err(|error| error.line), Err(line), "{lines}");
    }
}
