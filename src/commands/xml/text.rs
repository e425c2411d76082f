//! The report as text.

use super::super::error::shown;
use super::Outcome;
use super::names::Name;
use crate::cli::AsArg;
use ifrace_allocator::rules::Rules;
use ifrace_allocator::xml::printable;
use std::fmt::Write;

/// Most names that the last line repeats.
const REPEATED: usize = 8;

/// A line for each name, and one that sums up.
pub(super) fn report(outcome: &Outcome<'_>) -> String {
    let file = shown(&outcome.args.file);
    let mut text = String::new();
    for name in &outcome.names {
        let (shown, why) = (printable(&name.name), printable(&name.why));
        // Writing to a string does not fail.
        let _ = writeln!(text, "{file}:{}: {shown} {why} ({})", name.position, interface(name));
    }
    let _ = writeln!(text, "{file}: {}", summary(outcome));
    text
}

fn interface(name: &Name) -> String {
    let (shown, written) = (name.interface_type, name.written_type);
    if shown == written {
        return format!("interface type {shown}");
    }
    format!("interface type {shown}, as shown while running; it is written as type {written}")
}

fn summary(outcome: &Outcome<'_>) -> String {
    let what = match outcome.args.writing {
        AsArg::Inactive => "the stored document has",
        AsArg::Migratable => "a migration carries",
        AsArg::Active => "a running guest's document has",
    };
    if outcome.interfaces == 0 {
        return "no interfaces, so nothing to drop".to_owned();
    }
    let rules = rules(outcome.era);
    let kept: Vec<String> = outcome.names.iter().filter(|name| name.counts()).map(|name| printable(&name.name)).collect();
    if kept.is_empty() {
        return format!("{what} no name ({rules})");
    }
    let more = kept.len().saturating_sub(REPEATED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let first = kept[..kept.len().min(REPEATED)].join(", ");
    let names = if kept.len() == 1 { "name" } else { "names" };
    format!("{what} {} {names}: {first}{more} ({rules})", kept.len())
}

/// The releases whose rules hold.
fn rules(era: &Rules) -> String {
    match era.releases {
        "none" => format!("{} rules, of no release", era.id),
        releases if releases.starts_with(|first: char| first.is_ascii_digit()) => format!("rules of {releases}"),
        releases => format!("rules of libvirt {releases}"),
    }
}
