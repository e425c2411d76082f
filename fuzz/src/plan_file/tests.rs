//! Tests of the target.

use super::{Part, campaign, scenario};
use std::path::Path;

/// The length of an input decides what is done with it; each seed is put through all.
#[test]
fn seeds_hold_in_every_way() {
    for folder in ["corpus", "regressions"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("plan_file");
        for file in folder.read_dir().unwrap() {
            let file = file.unwrap().path();
            println!("{}", file.display());
            let text = std::fs::read_to_string(&file).unwrap();
            Part::ALL.into_iter().for_each(|part| scenario(&text, part));
            campaign::campaign(&text, campaign::Part::ReadAgain);
        }
    }
}

#[test]
fn every_part_is_done_with_some_length() {
    assert_eq!(["", "x", "xx"].map(Part::of), Part::ALL);
}
