//! A history as numbered steps in plain language.

use super::{reply_words, words};
use ifrace_model::Template;
use ifrace_model::policy::DeviceKind;
use ifrace_sim::campaign::Finding;
use ifrace_sim::history::{Holder, Op, Run};

/// One line for each operation: what was done, what the subject replied, and what its model did where that differs.
pub(crate) fn steps(finding: &Finding) -> Vec<String> {
    let last = finding.history.len().saturating_sub(1);
    let line = |(at, op): (usize, &Op)| {
        let here = if at == finding.at && at != last { "   <- here" } else { "" };
        format!("{}. {} → {}{here}", at + 1, action(op), replies(finding, at))
    };
    finding.history.iter().enumerate().map(line).collect()
}

fn replies(finding: &Finding, at: usize) -> String {
    let Some(reply) = finding.replies.get(at) else {
        return "no reply".to_owned();
    };
    let own = reply_words::reply(reply);
    match finding.model.get(at).filter(|model| !reply.agrees_with(model)) {
        Some(model) => format!("{own}   (the model: {})", reply_words::reply(model)),
        None => own,
    }
}

fn action(op: &Op) -> String {
    match op {
        Op::Occupy { name, holder } => occupy(&words::name(name), *holder),
        Op::OccupyRun(run) => occupy_run(run),
        Op::Free { name } => format!("delete whatever answers to {}", words::name(name)),
        Op::Reserve { name } => format!("reserve {}", words::name(name)),
        Op::Release { name } => format!("release {}", words::name(name)),
        Op::Generate { kind, wanted, keep, probes_fail } => {
            let keep = if *keep { ", and keep the device" } else { "" };
            let fault = if *probes_fail { ", while every probe of the host fails" } else { "" };
            format!("{}{fault}{keep}", request(*kind, wanted.as_deref()))
        }
        Op::Restart => "restart the allocator".to_owned(),
    }
}

fn occupy(name: &str, holder: Holder) -> String {
    match holder {
        Holder::Altname => format!("take {name} as an altname"),
        Holder::TapAltname => format!("take {name} as an altname of a persistent tap"),
        Holder::Bridge => format!("create the bridge {name}"),
        Holder::Tap => format!("create the persistent tap {name}"),
    }
}

fn occupy_run(run: &Run) -> String {
    let name = |number: u32| words::name(format!("{}{number}{}", run.prefix, run.suffix).as_bytes());
    let (first, last) = (name(run.from), name(run.from.saturating_add(run.count.saturating_sub(1))));
    match run.count {
        0 => "take no name".to_owned(),
        1 => occupy(&first, Holder::Altname),
        count => format!("take {first} to {last}, {count} names, as altnames"),
    }
}

fn request(kind: DeviceKind, wanted: Option<&[u8]>) -> String {
    match wanted {
        None => format!("generate a {kind} name"),
        Some(name) if Template::parse(name).is_ok() => format!("generate a {kind} name from {}", words::name(name)),
        Some(name) => format!("ask for the {kind} name {}", words::name(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ifrace_sim::campaign::Aspect;
    use ifrace_sim::history::{Reply, parse};

    fn finding(history: &str, replies: Vec<Reply>, model: Vec<Reply>, at: usize) -> Finding {
        let (class, text) = ("other-name".to_owned(), String::new());
        let history = parse(history.as_bytes()).unwrap();
        Finding { aspect: Aspect::Model, class, case: 0, history, replies, model, at, text }
    }

    #[test]
    fn every_operation_has_words() {
        let history = r#"
            {"op":"occupy","name":"a b","as":"tap-altname"}
            {"op":"occupy-run","prefix":"vnet","from":3,"count":10}
            {"op":"occupy-run","prefix":"vnet","from":3,"count":1}
            {"op":"free","name_hex":"ff"}
            {"op":"release","name":"macvtap5"}
            {"op":"generate","kind":"macvtap","name":"m%d","keep":true,"probes_fail":true}
            {"op":"generate","kind":"tap","name":"mine"}
            {"op":"restart"}"#;
        let found: Vec<String> = steps(&finding(history, vec![], vec![], 7));
        let expected = [
            "1. take \"a b\" as an altname of a persistent tap → no reply",
            "2. take vnet3 to vnet12, 10 names, as altnames → no reply",
            "3. take vnet3 as an altname → no reply",
            "4. delete whatever answers to \"\\xff\" → no reply",
            "5. release macvtap5 → no reply",
            "6. generate a macvtap name from m%d, while every probe of the host fails, and keep the device → no reply",
            "7. ask for the tap name mine → no reply",
            "8. restart the allocator → no reply",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_model_is_quoted_where_it_differs() {
        let replies = vec![Reply::Done, Reply::refused("no\nname"), Reply::adopted(b"vnet1")];
        let model = vec![Reply::Done, Reply::refused("none"), Reply::named(b"vnet0")];
        let history = "{\"op\":\"reserve\",\"name\":\"v\"}\n".to_owned() + &"{\"op\":\"generate\",\"kind\":\"tap\"}\n".repeat(2);
        let expected = [
            "1. reserve v → done   <- here",
            "2. generate a tap name → refused: no name",
            "3. generate a tap name → vnet1 (attached to a device that was there before)   (the model: vnet0)",
        ];
        assert_eq!(steps(&finding(&history, replies, model, 0)), expected);
    }
}
