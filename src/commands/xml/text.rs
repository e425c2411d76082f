//! The report as text.

use super::Outcome;
use crate::cli::AsArg;
use std::fmt::Write;

/// Most names that the last line repeats.
const REPEATED: usize = 8;

/// A line for each name, and one that sums up.
pub(super) fn report(outcome: &Outcome<'_>) -> String {
    let file = outcome.args.file.display();
    let mut text = String::new();
    for name in &outcome.names {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "{file}:{}: {} {} (interface type {})",
            name.position,
            printable(&name.name),
            name.why,
            name.interface_type
        );
    }
    let _ = writeln!(text, "{file}: {}", summary(outcome));
    text
}

fn summary(outcome: &Outcome<'_>) -> String {
    let (era, what) = (
        outcome.era.id,
        match outcome.args.writing {
            AsArg::Inactive => "the stored document has",
            AsArg::Migratable => "a migration carries",
            AsArg::Active => "a running guest's document has",
        },
    );
    if outcome.interfaces == 0 {
        return "no interfaces, so nothing to drop".to_owned();
    }
    let kept: Vec<String> = outcome.names.iter().filter(|name| name.kept).map(|name| printable(&name.name)).collect();
    if kept.is_empty() {
        return format!("{what} no name (rules of {era})");
    }
    let more = kept.len().saturating_sub(REPEATED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let first = kept[..kept.len().min(REPEATED)].join(", ");
    let names = if kept.len() == 1 { "name" } else { "names" };
    format!("{what} {} {names}: {first}{more} (rules of {era})", kept.len())
}

/// A name without characters that a terminal would obey.
fn printable(name: &str) -> String {
    let escaped = |character: char| character.is_control().then(|| character.escape_default());
    name.chars()
        .map(|character| escaped(character).map_or_else(|| character.to_string(), |escaped| escaped.to_string()))
        .collect()
}
