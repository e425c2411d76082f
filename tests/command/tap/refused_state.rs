//! States that cannot be used.

use super::bench::{Bench, in_shell};
use std::fs::{Permissions, create_dir, metadata, read, read_dir, set_permissions, write};
use std::os::unix::fs::{PermissionsExt, chown};

/// What is in the folder of the state.
fn files(bench: &Bench) -> Vec<String> {
    let entries = read_dir(bench.state()).expect("it is there");
    let mut files: Vec<_> =
        entries.map(|entry| entry.expect("it is there").file_name().into_string().expect("it is text")).collect();
    files.sort_unstable();
    files
}

/// The line of a run that is refused, and makes neither a device nor a file.
#[track_caller]
fn refused(bench: &Bench) -> String {
    let output = bench.tap(&["--", "echo", "it runs"]).exits(75);
    assert_eq!(bench.devices(), ["lo"]);
    output.error_line().to_owned()
}

fn made(bench: &Bench) -> String {
    let state = bench.state();
    create_dir(&state).expect("it can be made");
    set_permissions(&state, Permissions::from_mode(0o700)).expect("it is the test's");
    state
}

#[test]
fn of_somebody_else() {
    let bench = Bench::new();
    let state = made(&bench);
    chown(&state, Some(65534), Some(65534)).expect("it can be given away");
    let line = refused(&bench);
    assert!(line.contains(" belongs to user 65534 and not to user 0: "), "{line}");
    assert!(files(&bench).is_empty());
}

#[test]
fn that_others_can_write_to() {
    let bench = Bench::new();
    set_permissions(made(&bench), Permissions::from_mode(0o777)).expect("it is the test's");
    let line = refused(&bench);
    assert!(line.contains(" has the mode 0777, so that others can tamper with it"), "{line}");
    assert!(files(&bench).is_empty());
}

#[test]
fn with_a_folder_in_place_of_the_file() {
    let bench = Bench::new();
    create_dir(format!("{}/names", made(&bench))).expect("it can be made");
    let line = refused(&bench);
    assert!(line.contains("/state/names\" is no regular file: remove it, or name another folder; --state DIR"), "{line}");
    assert_eq!(files(&bench), ["names"]);
}

#[test]
fn whose_parent_is_missing() {
    let bench = Bench::new();
    let args = ["tap", "--state", &bench.folder.at("a/b"), "--", "true"];
    let line = crate::output::ifrace(&args).exits(75).error_line().to_owned();
    assert!(line.contains("/a/b\" cannot be made, as the folder that it would be in is missing: "), "{line}");
}

/// A run whose state is a file system of its own, and what is in that afterwards.
fn on_tmpfs(options: &str) -> (String, String) {
    let bench = Bench::new();
    let state = made(&bench);
    let script = format!(
        "mount -t tmpfs -o mode=0700,{options} none {state} || exit 1; \"$0\" \"$@\"; code=$?; ls -A {state}; exit $code"
    );
    let output = in_shell(&script, &["tap", "--state", &state, "--", "echo", "it runs"]).exits(75);
    assert_eq!(bench.devices(), ["lo"]);
    (output.message_line().to_owned(), output.stdout)
}

#[test]
fn on_a_disk_that_is_full_or_read_only() {
    let (line, left) = on_tmpfs("size=1m");
    assert!(
        line.starts_with("no space is left for \"")
            && line.contains(": free some, or name a folder elsewhere; --state DIR names a folder"),
        "{line}"
    );
    assert_eq!(left, "", "no file is half-made");
    let (line, left) = on_tmpfs("ro");
    assert!(line.contains(" is on a file system that is mounted read-only: "), "{line}");
    assert_eq!(left, "");
}

#[test]
fn that_is_damaged_is_refused_and_rebuilt_if_that_is_asked_for() {
    let bench = Bench::new();
    assert_eq!(bench.name(&[]), "vnet0");
    let file = format!("{}/names", bench.state());
    let mut bytes = read(&file).expect("it is there");
    // The last place for a lease, which nothing uses: what is before it is kept.
    let last = bytes.len() - 64;
    bytes[last..].fill(0x55);
    write(&file, &bytes).expect("it can be written");
    let line = refused(&bench);
    assert!(line.contains("/state/names\": the state of names is damaged at byte "), "{line}");
    assert!(line.ends_with("; let it be rebuilt from the devices of the host (--rebuild does it)"), "{line}");
    assert_eq!((files(&bench), read(&file).expect("it is there") == bytes), (vec!["names".to_owned()], true));

    let output = bench.tap(&["--rebuild", "--", "sh", "-c", "echo $TAP_NAME"]).exits(0);
    let id: Option<u64> = output.stdout.trim_end().strip_prefix("vnet").and_then(|id| id.parse().ok());
    assert!(id > Some(0), "the names that were given are not given again: {output:?}");
    let line = output.message_line();
    assert!(line.starts_with("the state of names was rebuilt (it was damaged at byte "), "{line}");
    assert!(line.ends_with("; the damaged file is now \"{}/names.damaged\"".replace("{}", &bench.state()).as_str()), "{line}");
    assert_eq!(files(&bench), ["names", "names.damaged"]);
    assert_eq!(bench.tap(&["--rebuild", "--", "true"]).exits(0).stderr, "", "it is in order now");
}

#[test]
fn of_another_size_is_refused_and_rebuilt_if_that_is_asked_for() {
    let bench = Bench::new();
    bench.ip("link add vnet4 type bridge");
    let file = format!("{}/names", made(&bench));
    write(&file, "short").expect("it can be written");
    set_permissions(&file, Permissions::from_mode(0o600)).expect("it is the test's");
    let output = bench.tap(&["--", "true"]).exits(75);
    assert!(output.error_line().ends_with(" (--rebuild does it)"), "{output:?}");
    let output = bench.tap(&["--rebuild", "--json", "--", "sh", "-c", "echo $TAP_NAME"]).exits(0);
    assert_eq!(output.stdout, "vnet5\n");
    let (note, announced) = output.stderr.split_once('\n').expect("there are two lines");
    assert!(note.starts_with("ifrace: the state of names was rebuilt (\"") && note.contains(" has 5 bytes and not "), "{note}");
    let announced: serde_json::Value = serde_json::from_str(announced).expect("it is JSON");
    assert_eq!((&announced["state"], &announced["damaged"]), (&"rebuilt".into(), &format!("{file}.damaged").into()));
    assert_eq!(metadata(format!("{file}.damaged")).expect("it is there").len(), 5);
}
