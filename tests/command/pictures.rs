//! `ifrace report --format svg`, and the pictures of `docs/images`.

use super::folder::Folder;
use super::output::ifrace;

const STOMP: &str = "failed-migration-macvtap_no-stomp-device";

fn gate(folder: &Folder) -> String {
    let out = folder.at("gate");
    ifrace(&["gate", "--scenario", "failed-migration-macvtap", "--out", &out]).exits(0);
    out
}

#[test]
fn the_picture_in_the_readme_is_what_the_program_draws() {
    let folder = Folder::new();
    let drawn = ifrace(&["report", &gate(&folder), "--format", "svg", "--finding", STOMP]).exits(0).stdout;
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/images/failed-migration.svg");
    let kept = std::fs::read_to_string(kept).unwrap_or_else(|error| panic!("{kept}: {error}; run scripts/pictures"));
    assert_eq!(drawn, kept, "run scripts/pictures");
}

#[test]
fn what_cannot_be_drawn_is_told() {
    let folder = Folder::new();
    let gate = gate(&folder);
    let verdicts = ifrace(&["report", &gate, "--format", "svg"]).exits(0).stdout;
    assert!(verdicts.starts_with("<svg ") && verdicts.contains(">failed-migration-macvtap<"), "{verdicts}");
    let bad: [(&[&str], &str); 3] = [
        (&["--format", "svg", "--finding", "none"], "there is no finding 'none'; --format text lists them, in brackets"),
        (&["--finding", STOMP], "--finding is for --format svg; the other formats have all findings"),
        (&["--format", "svg", "--json"], "--json is --format json; leave one of the two out"),
    ];
    for (options, why) in bad {
        let told = ifrace(&[&["report", gate.as_str()], options].concat()).exits(2).stderr;
        assert_eq!(told, format!("ifrace: {why}\n"), "{options:?}");
    }
}
