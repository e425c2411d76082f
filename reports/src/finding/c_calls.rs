//! A history as calls of libvirt's functions.

use super::quote;
use ifrace_model::policy::DeviceKind;
use ifrace_sim::campaign::Finding;
use ifrace_sim::history::{Holder, Op, Reply, Run};

/// The calls; what happens on the host stands between them as comments, with the command that does it.
pub(super) fn lines(finding: &Finding) -> Vec<String> {
    finding.history.iter().enumerate().flat_map(|(at, op)| calls(finding, at, op)).collect()
}

fn calls(finding: &Finding, at: usize, op: &Op) -> Vec<String> {
    match op {
        Op::Occupy { name, holder } => vec![occupy(&quote::shell(name), *holder)],
        Op::OccupyRun(run) => vec![occupy_run(run)],
        Op::Free { name } => vec![free(name, &finding.history[..at])],
        Op::Reserve { name } => vec![format!("virNetDevReserveName({});", quote::c(name))],
        Op::Release { name } => vec![format!("// {} is deleted; libvirt has no call for that", quote::shell(name))],
        Op::Generate { kind, wanted, keep, probes_fail } => {
            let fault = probes_fail.then(|| "// for this call: ulimit -S -n 0, so that every probe fails".to_owned());
            let kept = keep.then(|| kept(*kind, finding.replies.get(at), wanted.as_deref())).flatten();
            let first = !finding.history[..at].iter().any(|op| matches!(op, Op::Generate { .. }));
            fault.into_iter().chain(generate(*kind, wanted.as_deref(), first)).chain(kept).collect()
        }
        Op::Restart => vec!["// a new process".to_owned()],
    }
}

fn generate(kind: DeviceKind, wanted: Option<&[u8]>, first: bool) -> [String; 2] {
    let variable = if first { "char *name" } else { "name" };
    let kind = match kind {
        DeviceKind::Tap => "VIR_NET_DEV_GEN_NAME_VNET",
        DeviceKind::Macvtap => "VIR_NET_DEV_GEN_NAME_MACVTAP",
        DeviceKind::Macvlan => "VIR_NET_DEV_GEN_NAME_MACVLAN",
    };
    let name = wanted.map_or("NULL".to_owned(), |wanted| format!("g_strdup({})", quote::c(wanted)));
    [format!("{variable} = {name};"), format!("virNetDevGenerateName(&name, {kind});")]
}

/// What the caller does with a name whose device stays.
fn kept(kind: DeviceKind, reply: Option<&Reply>, wanted: Option<&[u8]>) -> Option<String> {
    let name = match reply? {
        Reply::Named(named) => named.name.bytes().ok().flatten()?,
        Reply::Literal { .. } => wanted?.to_vec(),
        _ => return None,
    };
    let name = quote::shell(&name);
    Some(match kind {
        DeviceKind::Tap => format!("// ip tuntap add dev {name} mode tap"),
        DeviceKind::Macvtap | DeviceKind::Macvlan => format!("// ip link add link DEV name {name} type {kind}"),
    })
}

fn occupy(name: &str, holder: Holder) -> String {
    match holder {
        Holder::Altname => format!("// ip link property add dev DEV altname {name}"),
        Holder::TapAltname => format!("// ip link property add dev TAP altname {name}"),
        Holder::Bridge => format!("// ip link add name {name} type bridge"),
        Holder::Tap => format!("// ip tuntap add dev {name} mode tap"),
    }
}

fn occupy_run(run: &Run) -> String {
    let part = |text: &str| if text.is_empty() { String::new() } else { quote::shell(text.as_bytes()) };
    let (prefix, suffix) = (part(&run.prefix), part(&run.suffix));
    let Some(last) = run.count.checked_sub(1).map(|more| run.from.saturating_add(more)) else {
        return "// no name is taken".to_owned();
    };
    let numbers = format!("$(seq {} {last})", run.from);
    format!(
        "// for i in {numbers}; do ip link property add dev DEV altname {prefix}${{i}}{suffix}; done (another DEV when one is full)"
    )
}

/// Deletes the altname, if that is what was taken before, and the device otherwise.
fn free(name: &[u8], before: &[Op]) -> String {
    let taken = before.iter().rev().find_map(|op| match op {
        Op::Occupy { name: taken, holder } if taken == name => Some(*holder),
        Op::OccupyRun(run) if run.names().any(|taken| taken == name) => Some(Holder::Altname),
        _ => None,
    });
    let name = quote::shell(name);
    match taken {
        Some(Holder::Altname) => format!("// ip link property del dev DEV altname {name}"),
        Some(Holder::TapAltname) => format!("// ip link property del dev TAP altname {name}"),
        Some(Holder::Bridge | Holder::Tap) | None => format!("// ip link del dev {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ifrace_sim::campaign::Aspect;
    use ifrace_sim::history::parse;

    #[test]
    fn every_operation_is_a_call_or_a_comment() {
        let history = r#"
            {"op":"occupy","name":"vnet0"}
            {"op":"occupy","name":"br 0","as":"bridge"}
            {"op":"occupy-run","prefix":"v","suffix":"x","from":3,"count":10}
            {"op":"free","name":"v4x"}
            {"op":"free","name":"br 0"}
            {"op":"reserve","name":"vnet\"5"}
            {"op":"release","name":"vnet5"}
            {"op":"generate","kind":"macvtap","name":"m%d","keep":true,"probes_fail":true}
            {"op":"generate","kind":"tap"}
            {"op":"restart"}"#;
        let history = parse(history.as_bytes()).unwrap();
        let mut replies = vec![Reply::Done; history.len()];
        replies[7] = Reply::named(b"m0");
        let (class, text) = (String::new(), String::new());
        let finding = Finding { aspect: Aspect::Model, class, case: 0, history, replies, model: vec![], at: 0, text };
        let expected = [
            "// ip link property add dev DEV altname vnet0",
            "// ip link add name 'br 0' type bridge",
            "// for i in $(seq 3 12); do ip link property add dev DEV altname v${i}x; done (another DEV when one is full)",
            "// ip link property del dev DEV altname v4x",
            "// ip link del dev 'br 0'",
            "virNetDevReserveName(\"vnet\\\"5\");",
            "// vnet5 is deleted; libvirt has no call for that",
            "// for this call: ulimit -S -n 0, so that every probe fails",
            "char *name = g_strdup(\"m%d\");",
            "virNetDevGenerateName(&name, VIR_NET_DEV_GEN_NAME_MACVTAP);",
            "// ip link add link DEV name m0 type macvtap",
            "name = NULL;",
            "virNetDevGenerateName(&name, VIR_NET_DEV_GEN_NAME_VNET);",
            "// a new process",
        ];
        assert_eq!(lines(&finding), expected);
    }
}
