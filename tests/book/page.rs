//! A page whose outputs are held against the program.

use super::block::{Block, blocks};
use super::part::{difference, renewed};
use super::shell::{Shell, root};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The most lines of a page.
const LINES_MAX: usize = 200;

pub(super) fn path(page: &str) -> PathBuf {
    root().join("docs").join(page)
}

pub(super) fn read(page: &str) -> String {
    let path = path(page);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Plays the commands of a page, one after the other. With `UPDATE_GOLDEN` in the environment the page is written first.
pub(super) fn check(page: &str) {
    let mut lines: Vec<String> = read(page).lines().map(str::to_owned).collect();
    let (shell, mut outputs) = (Shell::new(page), BTreeMap::new());
    let all = blocks(&lines);
    for Block { command, .. } in &all {
        assert!(command.starts_with("ifrace "), "docs/{page} has a command of somebody else: {command}");
        outputs.entry(command.clone()).or_insert_with(|| shell.output(command));
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        // From the end, so that the lines before stay where they are.
        for Block { command, lines: (first, end) } in all.iter().rev() {
            let shown = renewed(&lines[*first..*end], &outputs[command]);
            let shown = shown.unwrap_or_else(|why| panic!("docs/{page}: `{command}`: {why}; choose another part"));
            lines.splice(first..end, shown);
        }
        std::fs::write(path(page), lines.join("\n") + "\n").expect("the page can be written");
    }
    for Block { command, lines: (first, end) } in blocks(&lines) {
        let problem = difference(&lines[first..end], &outputs[&command]);
        let problem = problem.map(|why| format!("docs/{page}:{}: `{command}`: {why}\n(scripts/book writes it anew)", first + 1));
        assert_eq!(problem, None);
    }
    assert!(lines.len() < LINES_MAX, "docs/{page} has {} lines", lines.len());
}
