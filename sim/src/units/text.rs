//! A plan as text, with everything written out.

use super::{Amount, CampaignPlan, Eras, Histories, Races};
use crate::hunt::Players;
use crate::release::Release;
use crate::scenario::Parameter;

/// The plan as text, with every default. It is read as the same plan.
pub(super) fn resolved(plan: &CampaignPlan) -> String {
    let mut text = format!("name = {}\nseed = {}\ncanaries = {}\n", quoted(&plan.name), plan.seed, plan.canaries);
    if let Some(word) = &plan.baseline {
        text.push_str(&format!("baseline = {}\n", quoted(word)));
    }
    plan.races.iter().for_each(|group| text.push_str(&races(group)));
    plan.histories.iter().for_each(|group| text.push_str(&histories(group)));
    if !plan.texts.is_empty() {
        text.push_str("\n[texts]\n");
    }
    for (word, content) in &plan.texts {
        text.push_str(&format!("{} = {}\n", quoted(word), long(content)));
    }
    text
}

fn races(group: &Races) -> String {
    let eras = match &group.eras {
        Eras::Claimed => quoted("claimed"),
        Eras::List(releases) => list(releases.iter().map(Release::id)),
    };
    let schedulers = group.schedulers.iter().map(|players| match players {
        Players::Portfolio => "portfolio".to_owned(),
        Players::One(member) => member.id().to_owned(),
    });
    let amount = match group.amount {
        Amount::Each(number) => format!("schedules = {number}"),
        Amount::Total(number) => format!("total-schedules = {number}"),
    };
    let mut text = format!(
        "\n[[races]]\nscenarios = {}\neras = {eras}\nschedulers = {}\n{amount}\nexpect = {}\n",
        list(group.scenarios.iter().cloned()),
        list(schedulers),
        quoted(group.expect.id())
    );
    if let Some(per_unit) = group.per_unit {
        text.push_str(&format!("schedules-per-unit = {per_unit}\n"));
    }
    let given = Parameter::ALL.into_iter().filter_map(|one| Some((one, group.parameters.get(one)?)));
    let given: Vec<String> = given.map(|(parameter, value)| format!("{parameter} = {value}")).collect();
    if !given.is_empty() {
        text.push_str(&format!("parameters = {{ {} }}\n", given.join(", ")));
    }
    text
}

fn histories(group: &Histories) -> String {
    let Histories { subjects, cases, length, per_unit, .. } = group;
    let subjects = list(subjects.iter().cloned());
    format!("\n[[histories]]\nsubjects = {subjects}\ncases = {cases}\nlength = {length}\ncases-per-unit = {per_unit}\n")
}

fn list(words: impl Iterator<Item = String>) -> String {
    format!("[{}]", words.map(|word| quoted(&word)).collect::<Vec<_>>().join(", "))
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text, false))
}

/// A basic string of several lines.
fn long(text: &str) -> String {
    format!("\"\"\"\n{}\"\"\"", escaped(text, true))
}

fn escaped(text: &str, keeps_lines: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' if keeps_lines => escaped.push('\n'),
            char if char.is_control() => escaped.push_str(&format!("\\u{:04X}", u32::from(char))),
            char => escaped.push(char),
        }
    }
    escaped
}
