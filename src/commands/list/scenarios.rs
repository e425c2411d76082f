//! `ifrace list scenarios`.

use crate::commands::CommandError;
use crate::exit_code;
use crate::race;
use ifrace_allocator::xml::printable;
use ifrace_sim::scenario::{Listed, ListedHold, Scenario, listing};
use ifrace_sim::world::violated::Violated;
use serde_json::json;

pub(super) fn run(id: Option<&str>, json: bool) -> Result<u8, CommandError> {
    let text = match id {
        Some(id) => one(id, json)?,
        None if json => json!(listing()).to_string() + "\n",
        None => listing().iter().map(in_words).collect(),
    };
    race::print(&text)?;
    Ok(exit_code::OK)
}

/// The text of a scenario; as JSON with what there is to know of it.
fn one(id: &str, json: bool) -> Result<String, CommandError> {
    let Some(scenario) = Scenario::builtin(id) else {
        let known = Scenario::ALL.join(", ");
        return Err(CommandError::Usage(format!("there is no scenario {}; there are {known}", printable(id))));
    };
    if !json {
        return Ok(scenario.text);
    }
    let mut object = json!(scenario.listed());
    object["text"] = scenario.text.into();
    Ok(object.to_string() + "\n")
}

/// The id and the summary on a line, and below what can be set, what it is about and what is expected.
fn in_words(one: &Listed) -> String {
    let parameters = one.parameters.iter().map(|one| format!("{} {} ({} to {})", one.id, one.default, one.least, one.most));
    let mut text = format!("{:<24} {}\n", one.id, one.summary);
    let mut line = |what: &str, value: String| text.push_str(&format!("{:24}   {what}: {value}\n", ""));
    line("parameters", parameters.collect::<Vec<_>>().join(", "));
    line("about", one.about.join(", "));
    one.breaks.iter().for_each(|one| line(&format!("breaks under {}", one.era), one.violated.join(", ")));
    holds(&one.holds).into_iter().for_each(|(eras, what)| line(&format!("holds under {eras}"), what));
    text
}

/// What holds, with the eras that have the same.
fn holds(all: &[ListedHold]) -> Vec<(String, String)> {
    let mut groups: Vec<(Vec<&str>, &[&str])> = Vec::new();
    for one in all {
        match groups.iter_mut().find(|(_, never)| *never == one.never) {
            Some((eras, _)) => eras.push(&one.era),
            None => groups.push((vec![&one.era], &one.never)),
        }
    }
    let what = |never: &[&str]| if never.len() == Violated::ALL.len() { "everything".to_owned() } else { never.join(", ") };
    groups.iter().map(|(eras, never)| (eras.join(", "), what(never))).collect()
}
