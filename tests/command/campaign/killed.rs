//! A run that is killed goes on, and shards add up to the same folder.

use super::super::folder::Folder;
use super::super::merge::merge;
use super::{PLAN, UNITS, assert_same, campaign, command, units, whole};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Time for a few units, on a busy machine.
const SOON: Duration = Duration::from_secs(60);

/// Starts a campaign on one thread, and waits until it has written so many units.
#[track_caller]
pub(super) fn started(args: &[&str], out: &str, count: usize) -> Child {
    let mut command = command(&["campaign", "--threads", "1"]);
    let child = command.args(args).args(["--out", out]).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let (child, since) = (child.expect("the program can be run"), Instant::now());
    while units(out).len() < count {
        assert!(since.elapsed() < SOON, "it writes nothing");
        std::thread::sleep(Duration::from_millis(2));
    }
    child
}

#[test]
fn four_shards_of_which_one_is_killed_and_resumed_are_the_whole() {
    let folder = Folder::new();
    let (plan, out) = whole(&folder, PLAN);
    assert_eq!(units(&out).len(), UNITS);
    let shards: Vec<String> = (1..=4).map(|number| folder.at(&format!("shard-{number}"))).collect();
    for (shard, number) in shards.iter().zip(1..) {
        let name = format!("{number}/4");
        if number == 2 {
            let mut killed = started(&[&plan, "--shard", &name], shard, 3);
            killed.kill().expect("it runs");
            killed.wait().expect("it ends");
            let before = units(shard).len();
            assert!((3..UNITS / 4).contains(&before), "{before}");
            let resumed = campaign(&[&plan, "--shard", &name, "--out", shard]).exits(0);
            assert!(resumed.stderr.contains("going on with ") && resumed.stderr.contains(" of 44 units"), "{resumed:#?}");
        } else {
            campaign(&[&plan, "--shard", &name, "--out", shard, "--threads", "3"]).exits(0);
        }
        assert_eq!(units(shard).len(), UNITS / 4);
    }
    let merged = folder.at("merged");
    merge(&[&shards[3], &shards[1], &shards[0], &shards[2], "--out", &merged]).exits(0);
    assert_same(&out, &merged);
    // Half of a line, as a kill in the middle of a write leaves it, costs that unit alone.
    let torn = folder.at("torn");
    std::fs::create_dir(&torn).expect("it is new");
    let text = std::fs::read(format!("{out}/units.ndjson")).expect("it is there");
    std::fs::write(format!("{torn}/units.ndjson"), &text[..text.len() - 40]).expect("it can be written");
    let resumed = campaign(&[&plan, "--out", &torn]).exits(0);
    assert!(resumed.stderr.contains("going on with 43 of 44 units"), "{resumed:#?}");
    assert_same(&out, &torn);
}
