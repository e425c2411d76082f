//! Rights and drivers that are missing.

use super::bench::{Bench, in_shell};
use crate::output::{Output, PROGRAM};
use std::fs::{copy, create_dir, read_dir};
use std::os::unix::fs::chown;

const NOBODY: u32 = 65534;

/// Runs a copy of the program as nobody, after this part of a script.
fn as_nobody(bench: &Bench, prepare: &str, args: &[&str]) -> Output {
    let program = bench.folder.at("ifrace");
    copy(PROGRAM, &program).expect("the program can be copied");
    let drop = "exec setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps -all --bounding-set -all";
    in_shell(&format!("{prepare}; unset XDG_RUNTIME_DIR; {drop} {program} \"$@\""), args)
}

/// A device file that everybody may open, as udev makes it.
const OPEN_TUN: &str = "mount -t tmpfs none /dev/net && mknod /dev/net/tun c 10 200 && chmod 666 /dev/net/tun";
/// One that only root may open.
const CLOSED_TUN: &str = "mount -t tmpfs none /dev/net && mknod /dev/net/tun c 10 200 && chmod 600 /dev/net/tun";

#[test]
fn an_ordinary_user() {
    let bench = Bench::new();
    let state = bench.state();
    create_dir(&state).expect("it can be made");
    chown(&state, Some(NOBODY), Some(NOBODY)).expect("it can be given away");
    for (prepare, call) in [(CLOSED_TUN, "open /dev/net/tun: EACCES: "), (OPEN_TUN, "TUNSETIFF: EPERM: ")] {
        let output = as_nobody(&bench, prepare, &["tap", "--state", &state, "--", "echo", "it runs"]).exits(75);
        let line = output.error_line();
        assert!(line.starts_with(call), "{line}");
        assert!(line.ends_with("; creating network devices takes root, or CAP_NET_ADMIN"), "{line}");
    }
    assert_eq!(bench.devices(), ["lo"]);
    let left: Vec<_> = read_dir(&state).expect("it is there").map(|entry| entry.expect("it is there").file_name()).collect();
    assert_eq!(left, ["names"], "the state is whole");
}

#[test]
fn an_ordinary_user_without_a_folder() {
    let bench = Bench::new();
    let output = as_nobody(&bench, OPEN_TUN, &["tap", "--", "echo", "it runs"]).exits(75);
    let line = output.error_line();
    assert!(line.starts_with("there is no folder for shared files, "), "{line}");
    assert!(line.ends_with(": name a folder (--state DIR), or go without one (--in-process)"), "{line}");
    assert!(as_nobody(&bench, CLOSED_TUN, &["tap", "--", "true"]).exits(75).error_line().contains(" takes root, "));
}

#[test]
fn a_machine_without_taps() {
    let bench = Bench::new();
    let args = ["tap", "--state", &bench.state(), "--", "echo", "it runs"];
    let missing = in_shell("mount -t tmpfs none /dev/net && exec \"$0\" \"$@\"", &args).exits(75);
    let line = missing.error_line();
    assert!(line.starts_with("open /dev/net/tun: ENOENT: "), "{line}");
    assert!(line.ends_with("; load the kernel module tun, or give the container /dev/net/tun"), "{line}");
    assert!(!std::path::Path::new(&bench.state()).exists(), "no state is made");
}

#[test]
fn root_without_its_rights() {
    let bench = Bench::new();
    let script = "exec setpriv --bounding-set -net_admin --inh-caps -net_admin \"$0\" \"$@\"";
    let output = in_shell(script, &["tap", "--state", &bench.state(), "--", "echo", "it runs"]).exits(75);
    let line = output.error_line();
    assert!(line.starts_with("TUNSETIFF: EPERM: ") && line.ends_with(" takes root, or CAP_NET_ADMIN"), "{line}");
    assert!(!bench.is_pending("vnet0"));
    assert_eq!(bench.devices(), ["lo"]);
}
