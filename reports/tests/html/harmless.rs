//! Hostile texts on the page.

use crate::sample_report::{self, BYTES, SCRIPT};
use ifrace_report::html;

#[test]
fn names_are_texts() {
    let page = html::render(&sample_report::everything());
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains(BYTES));
    assert!(!page.contains(SCRIPT));
    assert_eq!(page.matches("<script").count(), 1, "its own");
    assert_eq!(page.matches("<style").count(), 1, "its own");
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let page = html::render(&sample_report::everything());
    let policy = page.find("Content-Security-Policy").expect("it has a policy");
    assert!(policy < page.find("<style").expect("it has a style") && page.contains("default-src 'none'"));
    for word in
        ["http://", "https://", " src=", "url(", "@import", "<link", "<img", "<iframe", "unsafe-inline", " style=\"", " onclick"]
    {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains(r#"href="./javascript%3Aalert%281%29""#), "a trace is a file beside the page");
}

/// Controls could hide text, and those of direction turn it around.
#[test]
fn no_character_is_unseen() {
    let page = html::render(&sample_report::everything());
    let unseen = page
        .chars()
        .find(|&character| character.is_control() && character != '\n' || ('\u{202a}'..='\u{202e}').contains(&character));
    assert_eq!(unseen, None);
    assert!(page.contains(r"\u{202e}") && page.contains(r"\u{1b}"));
}

#[test]
fn long_texts_are_cut() {
    let page = html::render(&sample_report::everything());
    assert!(!page.contains(&"t".repeat(200)));
    assert!(page.contains("more)"));
}
