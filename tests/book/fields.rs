//! The page about the fields of a scenario has every one, and the examples are scenarios.

use super::page::read;
use super::shell::root;
use ifrace_sim::scenario::Scenario;
use ifrace_sim::world::property::Property;

const PAGE: &str = "scenario-fields.md";

/// The tables of a file, each with the heading of its section.
const TABLES: [(&str, &str); 13] = [
    ("", "## The file"),
    ("[parameters]", "## `[parameters]`"),
    ("[daemon]", "## `[daemon]`"),
    ("[[guest]]", "## `[[guest]]`"),
    ("[[foreign]]", "## `[[foreign]]`"),
    ("[furniture]", "## `[furniture]`"),
    ("[[furniture.networks]]", "## `[furniture]`"),
    ("[[furniture.stale-ports]]", "## `[furniture]`"),
    ("[[furniture.occupied]]", "## `[furniture]`"),
    ("[faults]", "## `[faults]`"),
    ("[[breaks]]", "## `[[breaks]]`"),
    ("[[holds]]", "## `[[holds]]`"),
    ("[[guest]]\ninterfaces = [\"<interface type='ethernet'/>\"]\ntasks = [\"zzz\"]", "## `[[guest]]`"),
];

/// What a file could have instead of something that is not known, as the error says.
fn expected(table: &str) -> Vec<String> {
    let text = format!("name = \"x\"\nsummary = \"y\"\n{table}\n");
    let unknown = if table.contains("zzz") { text } else { format!("{text}zzz = 1\n") };
    let error = Scenario::parse(&unknown).and_then(|one| one.plan(&Default::default()).map(|_| ())).expect_err("zzz is unknown");
    let error = error.to_string();
    match error.split_once("there is no task `zzz`; there is ") {
        Some((_, tasks)) => tasks.split([',', ' ']).filter(|word| word.chars().all(char::is_alphabetic)).map(quoted).collect(),
        None => {
            let all = error.split_once("expected").expect("it says what is expected").1;
            all.split('`').skip(1).step_by(2).map(|field| format!("`{field}`")).collect()
        }
    }
}

fn quoted(word: &str) -> String {
    if ["or", ""].contains(&word) { String::new() } else { word.to_owned() }
}

/// The text below a heading, up to the next one.
fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let from = page.split_once(&format!("{heading}\n")).unwrap_or_else(|| panic!("docs/{PAGE} has no {heading}")).1;
    from.split("\n## ").next().unwrap_or_default()
}

#[test]
fn every_field_is_on_the_page() {
    let (page, mut fields) = (read(PAGE), 0);
    for (table, heading) in TABLES {
        for field in expected(table) {
            assert!(section(&page, heading).contains(&field), "{heading} of docs/{PAGE} lacks {field}");
            fields += 1;
        }
    }
    assert!(fields > 50, "{fields} fields");
    for property in Property::ALL {
        assert!(section(&page, "## What has to happen").contains(&format!("`{property}`")), "docs/{PAGE} lacks {property}");
    }
}

#[test]
fn examples_are_scenarios_that_are_called_as_their_files() {
    let mut found = 0;
    for entry in std::fs::read_dir(root().join("examples/scenarios")).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        let text = std::fs::read_to_string(&path).expect("it can be read");
        let scenario = Scenario::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(path.file_stem().and_then(|name| name.to_str()), Some(scenario.name.as_str()));
        scenario.plan(&Default::default()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        found += 1;
    }
    assert!(found > 2, "{found} scenarios");
}
