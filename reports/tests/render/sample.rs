//! Reports to render.

use ifrace_model::kernel::Rules;
use ifrace_report::{Baseline, Canary, Deviation, Documents, GateReport, MissingThing, Operations, Row, Verdict, WrongDocument};
use ifrace_sim::campaign::{Aspect, Finding};
use ifrace_sim::history::{Reply, parse};

const BASELINE: &str = r#"
schema = 1
[[expected]]
subject = "builtin:kernel-template"
aspect = "monotonic"
class = "lower-id"
why = "the kernel fills in the lowest free number"
[[expected]]
subject = "kernel"
aspect = "unique-name"
class = "name-in-use"
why = "Linux 6.7 and later do not look at the name again that they cut"
rules = "trust"
[[expected]]
subject = "libvirt"
aspect = "progress"
class = "crowded"
why = "it gives up after 5 tries & says < nothing"
"#;

const LONG_PATH: &str = "libvirt:/opt/libvirt builds/11.3.0/lib/x86_64-linux-gnu/libvirt.so.0.11003.0";

pub(crate) fn baseline() -> Baseline {
    let known = ["builtin:kernel-template", "kernel", "libvirt"].map(str::to_owned);
    Baseline::parse(BASELINE, &known).expect("the sample is a baseline")
}

/// A run with each kind of verdict, deviation and canary.
pub(crate) fn deviating() -> GateReport {
    let rows = vec![
        row("builtin:kernel-template", None, ["holds", "holds", "lower-id", NO_RESERVATION, "holds", "holds", "holds"]),
        row("kernel", Some("6.12.43+deb13-amd64"), ["holds", "holds", "lower-id", NO_RESERVATION, "holds", "holds", "holds"]),
        row("libvirt", Some("9.0.0"), ["holds", "negative-id", "holds", "holds", "crowded endless", NO_DEVICE, "other-name"]),
        row(LONG_PATH, None, ["?: the worker process was killed by the kernel, which had no memory left for it"; 7]),
        row("libvirt:/opt/absent.so", None, ["no: there is no library /opt/absent.so"; 7]),
    ];
    let missing = missing("libvirt:/opt/absent.so", "there is no library /opt/absent.so", "give the path of a libvirt.so.0");
    let canaries = vec![
        canary("builtin:mail-v1", "well-formed", true, None),
        canary("builtin:macvtap-scan", "progress", false, None),
        canary("builtin:tap-6.8", "unique-name", false, Some("interrupted")),
    ];
    let findings = vec![negative_id(), other_name(), endless()];
    let disagreement = Some("model and kernel disagree\nifrace kernel - --live <<'EOF'\n…\nEOF\n".to_owned());
    let operations = Some(Operations { compared: 1200, disagreement });
    judged(GateReport {
        rows,
        canaries,
        findings,
        operations,
        documents: Some(wrong_document()),
        missing: vec![missing],
        ..empty()
    })
}

/// A run that the baseline expects.
pub(crate) fn as_expected() -> GateReport {
    let rows = vec![
        row("builtin:kernel-template", None, ["holds", "holds", "lower-id", NO_RESERVATION, "holds", "holds", "holds"]),
        row("kernel", Some("6.12.43"), ["name-in-use", "holds", "holds", NO_RESERVATION, "holds", "holds", "holds"]),
        row("libvirt", Some("9.0.0"), ["holds", "holds", "holds", "holds", "crowded", NO_DEVICE, "holds"]),
    ];
    let operations = Some(Operations { compared: 20_000, disagreement: None });
    let documents = Some(Documents { judged: 10_000, of: 10_000, rules: 5, dropped: 54_321, wrong: None });
    let canaries = vec![canary("builtin:mail-v1", "well-formed", true, None)];
    judged(GateReport { rows, canaries, operations, documents, ..empty() })
}

/// A run that was interrupted, on a machine without libvirt.
pub(crate) fn interrupted() -> GateReport {
    let what = "the library libvirt.so.0 is not installed";
    let rows = vec![
        row("builtin:kernel-template", None, ["holds", "holds", "lower-id", NO_RESERVATION, "holds", "holds", "holds"]),
        row("kernel", None, ["?: interrupted after 17 of 400 histories"; 7]),
        row("libvirt", None, ["no: the library libvirt.so.0 is not installed"; 7]),
    ];
    let missing = vec![missing("libvirt", what, "Debian package libvirt0")];
    let documents = Some(Documents { judged: 17, of: 10_000, rules: 5, dropped: 92, wrong: None });
    judged(GateReport { rows, missing, documents, interrupted: true, milliseconds: 912, ..empty() })
}

fn wrong_document() -> Documents {
    let text = "<interface type='bridge'>\n  <target dev='vnet0'/>\n</interface>".to_owned();
    let wrong = WrongDocument { rules: "6.7", case: 41, why: "told as dropped are [] instead of [(0, \"vnet\")]".into(), text };
    Documents { judged: 41, of: 10_000, rules: 5, dropped: 230, wrong: Some(wrong) }
}

const NO_RESERVATION: &str = "no: it has no reservation";
const NO_DEVICE: &str = "no: it only picks names; the caller creates the device";

fn empty() -> GateReport {
    GateReport {
        tool_version: "0.1.0".into(),
        seed: 1,
        cases: 400,
        kernel_cases: Some(134),
        kernel: "6.12.43+deb13-amd64".into(),
        rules: Rules::Trust,
        operations: None,
        documents: None,
        races: vec![],
        rows: vec![],
        canaries: vec![],
        findings: vec![],
        deviations: vec![],
        interrupted: false,
        milliseconds: 23_456,
        missing: vec![],
    }
}

fn judged(report: GateReport) -> GateReport {
    let mut deviations = baseline().deviations(&report.rows, report.rules, &report.canaries);
    deviations.extend(report.documents.as_ref().and_then(Deviation::of_documents));
    GateReport { deviations, ..report }
}

/// A row from words: `holds`, `no: WHY`, `?: WHY`, or classes of violations.
fn row(subject: &str, version: Option<&str>, verdicts: [&str; 7]) -> Row {
    let verdict = |words: &str| match words.split_once(": ") {
        Some(("no", why)) => Verdict::NotRun { why: why.into() },
        Some((_, why)) => Verdict::Unknown { why: why.into() },
        None if words == "holds" => Verdict::Holds { cases: 400 },
        None => Verdict::violated(words.split(' ').map(str::to_owned).collect()),
    };
    let cells = Aspect::all().zip(verdicts.map(verdict)).collect();
    Row { subject: subject.into(), version: version.map(str::to_owned), cells }
}

fn canary(subject: &str, aspect: &str, caught: bool, not_run: Option<&str>) -> Canary {
    let aspect = Aspect::from_id(aspect).expect("the sample names aspects");
    Canary { aspect, subject: subject.into(), caught, not_run: not_run.map(str::to_owned) }
}

fn missing(subject: &str, what: &str, remedy: &str) -> MissingThing {
    MissingThing { subject: subject.into(), what: what.into(), remedy: remedy.into() }
}

fn finding(aspect: &str, class: &str, history: &str, replies: Vec<Reply>, model: Vec<Reply>, text: &str) -> (String, Finding) {
    let history = parse(history.as_bytes()).expect("the sample is a history");
    let aspect = Aspect::from_id(aspect).expect("the sample names aspects");
    let at = history.len() - 1;
    ("libvirt".into(), Finding { aspect, class: class.into(), case: 12, history, replies, model, at, text: text.into() })
}

fn negative_id() -> (String, Finding) {
    let history = "{\"op\":\"reserve\",\"name\":\"vnet2147483647\"}\n{\"op\":\"generate\",\"kind\":\"tap\"}";
    let replies = vec![Reply::Done, Reply::named(b"vnet-2147483648")];
    finding("well-formed", "negative-id", history, replies.clone(), replies, "\"vnet-2147483648\" has a negative id")
}

fn other_name() -> (String, Finding) {
    let history = r#"{"op":"occupy","name":"vnet0"}
        {"op":"occupy-run","prefix":"vnet","from":1,"count":9999}
        {"op":"free","name":"vnet0"}
        {"op":"generate","kind":"tap","name":"vnet%d","keep":true}"#;
    let replies = vec![Reply::Done, Reply::Done, Reply::Done, Reply::named(b"vnet10000")];
    let model = vec![Reply::Done, Reply::Done, Reply::Done, Reply::named(b"vnet0")];
    finding("agrees-with-model", "other-name", history, replies, model, "replied vnet10000, and the model vnet0")
}

fn endless() -> (String, Finding) {
    let history = r#"{"op":"generate","kind":"macvtap","name_hex":"2564ff","probes_fail":true}"#;
    let text = "the allocator did not reply within 5 s and was killed";
    finding("progress", "endless", history, vec![], vec![Reply::refused("too long")], text)
}
