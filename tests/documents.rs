//! The documents: what they quote are the files, and what they link to is there.

use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The documents for users and for those who carry on the work.
fn documents() -> Vec<PathBuf> {
    let folders = ["", "docs", "deploy", "fuzz", "benches", "examples/subjects"];
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(root().join(folder)).expect("the folder is there"));
    let paths = entries.map(|entry| entry.expect("it can be listed").path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

#[test]
fn quotes_are_the_files() {
    let text = read(&root().join("docs/ci.md"));
    let mut quoted = 0;
    for (before, after) in text.match_indices("):\n\n```").map(|(at, _)| text.split_at(at)) {
        let file = before.rsplit_once("](../").expect("the quote has a link").1;
        let block = after.split_once("```").and_then(|(_, block)| block.split_once('\n')).expect("the quote begins").1;
        let quote = block.split_once("\n```").expect("the quote ends").0;
        assert_eq!(quote.trim_end(), read(&root().join(file)).trim_end(), "docs/ci.md quotes {file}");
        quoted += 1;
    }
    assert_eq!(quoted, std::fs::read_dir(root().join("deploy/ci")).expect("the folder is there").count());
}

#[test]
fn links_lead_to_files() {
    let mut links = 0;
    for document in documents() {
        let (text, folder) = (read(&document), document.parent().expect("it is in a folder"));
        for target in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            let file = target.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") && !file.contains(' ') {
                assert!(folder.join(file).exists(), "{} links to {target}", document.display());
                links += 1;
            }
        }
    }
    assert!(links > 20, "{links} links");
}
