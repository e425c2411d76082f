//! Rules: the invariants that a report is about.

use super::limits::take;
use crate::report::Report;
use ifrace_sim::campaign::Aspect;
use ifrace_sim::world::violated::Violated;
use serde::Serialize;
use std::collections::BTreeSet;

/// A rule.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule<'a> {
    pub(super) id: &'a str,
    short_description: Text,
    full_description: Text,
    help: Text,
    default_configuration: Configuration,
    properties: Properties,
}

/// What rules are described with is this program's own, and needs no escaping.
#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Properties {
    tags: [&'static str; 2],
}

/// The rules in the order of their identifiers, as many as there is room for: a result names its rule in any case.
pub(super) fn of(report: &Report, room: usize) -> Vec<Rule<'_>> {
    let verdicts = report.verdicts.iter().map(|verdict| verdict.invariant.as_str());
    let ids: BTreeSet<&str> = verdicts.chain(report.findings.iter().map(|finding| finding.invariant.as_str())).collect();
    let mut left = room;
    let fits = |rule: &Rule<'_>| take(&mut left, serde_json::to_string(rule).map_or(usize::MAX, |text| text.len()));
    ids.into_iter().map(rule).take_while(fits).collect()
}

/// The place of a rule.
pub(super) fn index(rules: &[Rule<'_>], id: &str) -> Option<usize> {
    rules.binary_search_by(|rule| rule.id.cmp(id)).ok()
}

fn rule(id: &str) -> Rule<'_> {
    let texts = texts(id);
    let help: Vec<String> = texts.iter().map(|(of, text)| format!("{of}: {text}")).collect();
    let first = texts.into_iter().next().map_or_else(|| "An invariant.".to_owned(), |(_, text)| text);
    Rule {
        id,
        short_description: Text { text: first.clone() },
        full_description: Text { text: first },
        help: Text { text: if help.is_empty() { "An invariant.".to_owned() } else { help.join("\n") } },
        default_configuration: Configuration { level: "error" },
        properties: Properties { tags: ["names", "race"] },
    }
}

/// What is known of an invariant, by what is judged by it: several may have one identifier.
fn texts(id: &str) -> Vec<(&'static str, String)> {
    let violated = Violated::ALL.iter().filter(|one| one.id() == id || one.invariant() == id);
    let mut texts: Vec<_> = violated.map(|one| ("Violated in a scenario", one.summary().to_owned())).collect();
    texts.extend(Aspect::from_id(id).map(|aspect| ("To hold for a subject", in_words(aspect))));
    texts
}

fn in_words(aspect: Aspect) -> String {
    let title = match aspect {
        Aspect::Invariant(invariant) => invariant.title(),
        Aspect::Model => "the subject answers as its model does",
    };
    let mut characters = title.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).chain(['.']).collect()
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn invariants_say_what_they_are_for_whatever_they_judge() {
        let of = |id| texts(id).into_iter().map(|(of, text)| format!("{of}: {text}")).collect::<Vec<_>>();
        assert_eq!(of("no-stomp:device"), ["Violated in a scenario: Somebody else's device is gone."]);
        assert_eq!(of("progress").len(), 2);
        assert_eq!(of("no-stomp").len(), 8);
        assert_eq!(of("agrees-with-model"), ["To hold for a subject: The subject answers as its model does."]);
        assert_eq!(of("no-such"), Vec::<String>::new());
    }
}
