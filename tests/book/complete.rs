//! The pages about invariants show each of them violated, by the program itself.

use super::PAGES;
use super::page::read;
use super::shell::root;
use ifrace_allocator::rules::Rules;
use ifrace_model::invariant::Invariant;
use ifrace_model::policy::Era;
use ifrace_sim::world::violated::Violated;

/// What no run can violate: the rule is found by the name and the address, and no two guests of a world have one address.
const NEVER: Violated = Violated::StompMacRule;

/// All lines of all pages about invariants.
fn lines() -> Vec<String> {
    let pages = PAGES.iter().filter(|page| page.starts_with("invariants"));
    pages.flat_map(|page| read(page).lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn every_violation_has_its_counterexample() {
    let lines = lines();
    for violated in Violated::ALL {
        let has = |start: &str| lines.iter().any(|line| line.starts_with(start));
        assert_eq!(has(&format!("  !! {violated}: ")), *violated != NEVER, "{violated}");
        assert!(has(&format!("## `{violated}`")), "no heading for {violated}");
    }
}

#[test]
fn every_invariant_of_histories_has_its_counterexample() {
    for invariant in Invariant::ALL {
        assert!(lines().iter().any(|line| line.starts_with(&format!("{invariant} ("))), "{invariant}");
    }
}

#[test]
fn every_era_is_explained() {
    let page = read("eras.md");
    for era in Era::ALL {
        assert!(page.lines().any(|line| line.starts_with("| `") && line.contains(&format!("`{era}`"))), "{era}");
    }
    // The first row has nothing before it to differ from.
    for rules in &Rules::ALL[1..] {
        assert!(page.contains(&format!("\n| {} | ", rules.id)), "{}", rules.id);
    }
    for rules in Rules::DISCIPLINES {
        assert!(page.contains(&format!("\n| `{}` | ", rules.id)), "{}", rules.id);
    }
}

/// What stands below a link with a colon is the file.
#[test]
fn quotes_are_the_files() {
    let mut quoted = 0;
    for page in PAGES {
        let text = read(page);
        for (before, after) in text.match_indices("):\n\n```").map(|(at, _)| text.split_at(at)) {
            let Some((_, file)) = before.rsplit_once("](../").filter(|(_, file)| !file.contains(')')) else { continue };
            let block = after.split_once("```").and_then(|(_, block)| block.split_once('\n')).expect("the quote begins").1;
            let content = std::fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert_eq!(block.split_once("```").expect("the quote ends").0, content, "docs/{page} quotes {file}");
            quoted += 1;
        }
    }
    assert_eq!(quoted, 2);
}

#[test]
fn every_page_is_in_the_contents() {
    let contents = read("README.md");
    for entry in std::fs::read_dir(root().join("docs")).expect("it can be listed") {
        let name = entry.expect("it can be listed").file_name().into_string().expect("it is UTF-8");
        if name.ends_with(".md") && name != "README.md" {
            assert!(contents.contains(&format!("]({name})")), "docs/README.md does not link to {name}");
            assert!(read(&name).contains("\n[Contents](README.md)"), "docs/{name} does not link to the contents");
        }
    }
}
