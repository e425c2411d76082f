//! `ifrace tap`, in network namespaces of the tests' own.

mod bench;
mod killed;
mod names;
mod refused;
mod refused_machine;
mod refused_state;
mod signals;

use super::output::ifrace;
use bench::{Bench, in_shell};
use serde_json::json;
use std::process::Command;

/// What a shell says of the descriptors in `$TAP_FDS`: the file, and the device that it is attached to (`tun_chr_show_fdinfo()`).
const LOOK: &str = "for fd in $(echo $TAP_FDS | tr , ' '); do readlink /proc/self/fd/$fd; grep ^iff: /proc/self/fdinfo/$fd; done";

#[test]
fn the_command_has_a_tap_that_is_gone_afterwards() {
    let bench = Bench::new();
    let script = format!("{LOOK}; ip -details link show dev $TAP_NAME");
    let text = bench.tap(&["--", "sh", "-c", &script]).exits(0).stdout;
    assert!(text.starts_with("/dev/net/tun\niff:\tvnet0\n"), "{text}");
    for part in [": vnet0: <", " tun type tap ", " vnet_hdr on ", " persist off "] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(bench.devices(), ["lo"]);
    assert!(!bench.is_pending("vnet0"));
}

#[test]
fn arguments_and_environment_say_what_it_has() {
    let bench = Bench::new();
    let script = "echo $TAP_NAME $TAP_INDEX $TAP_FD $TAP_FDS $TAP_GENERATION; echo \"$@\"; cat /sys/class/net/$TAP_NAME/ifindex";
    let arguments = ["sh", "fd={fd},{fds}", "{name}{index}", "{}{Name}{{x", "{name"];
    let words = [&["--queues", "2", "--", "sh", "-c", script][..], &arguments].concat();
    let text = bench.tap(&words).exits(0).stdout;
    let [environment, arguments, index]: [&str; 3] = text.lines().collect::<Vec<_>>().try_into().expect("three lines");
    let [name, _, fd, fds, generation]: [&str; 5] =
        environment.split(' ').collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("{text}"));
    assert_eq!((name, generation), ("vnet0", "0"));
    assert_eq!(fds.split(',').next(), Some(fd));
    assert_eq!(arguments, format!("fd={fd},{} vnet0{index} {{}}{{Name}}{{{{x {{name", fds.replace(',', ":")));
    assert_eq!(environment.split(' ').nth(1), Some(index));
}

#[test]
fn descriptors_begin_with_3_and_others_keep_their_numbers() {
    let bench = Bench::new();
    let state = bench.state();
    let words = ["tap", "--state", &state, "--queues", "3", "--", "sh", "-c", LOOK];
    let text = in_shell("exec 3>&- 4>&- 5>&-; exec \"$0\" \"$@\"", &words).exits(0).stdout;
    assert_eq!(text, "/dev/net/tun\niff:\tvnet0\n".repeat(3));
    let words = ["tap", "--state", &state, "--queues", "3", "--", "sh", "-c", "echo $TAP_FDS; cat <&4"];
    let text = in_shell("echo mine | { exec 4<&0 3>&- 5>&- 6>&-; exec \"$0\" \"$@\"; }", &words).exits(0).stdout;
    assert_eq!(text, "3,5,6\nmine\n");
}

#[test]
fn its_exit_code_is_that_of_the_command() {
    let bench = Bench::new();
    for code in [0, 1, 2, 75, 125, 255] {
        bench.tap(&["--", "sh", "-c", &format!("exit {code}")]).exits(code);
    }
    for signal in [1, 9, 11, 15] {
        bench.tap(&["--", "sh", "-c", &format!("kill -{signal} $$")]).exits(128 + signal);
    }
    assert_eq!(bench.devices(), ["lo"]);
}

#[test]
fn a_command_that_cannot_be_run_leaves_nothing() {
    let bench = Bench::new();
    let missing = bench.tap(&["--", "no-such-command\n", "x"]).exits(127);
    assert_eq!(missing.error_line(), "no-such-command\\n cannot be run: No such file or directory (os error 2)");
    for (number, file) in [bench.folder.file("data", "x"), bench.folder.at("")].into_iter().enumerate() {
        let refused = bench.tap(&["--", &file]).exits(126);
        assert!(refused.error_line().contains(" cannot be run: Permission denied"), "{refused:?}");
        assert!(!bench.is_pending(&format!("vnet{}", number + 1)));
    }
    let nameless = bench.tap(&["--", ""]).exits(127);
    assert!(nameless.error_line().starts_with("a command without a name cannot be run: "), "{nameless:?}");
    assert_eq!(bench.devices(), ["lo"]);
    assert!(!bench.is_pending("vnet0"));
}

/// A process that the command leaves behind has the tap open, and the tap has another name.
const LEAVE: &str = "ip link set dev $TAP_NAME name renamed; sleep 1000 </dev/null >/dev/null 2>&1 & echo $!";

/// Ends the process that was left behind; it has to be there.
fn end(id: &str) {
    assert!(Command::new("kill").args(["-9", id.trim()]).status().expect("kill can be run").success(), "{id} is there");
}

#[test]
fn what_the_command_leaves_behind_keeps_no_tap() {
    let bench = Bench::new();
    let output = bench.tap(&["--", "sh", "-c", LEAVE]).exits(0);
    let devices = bench.devices();
    end(&output.stdout);
    assert_eq!(devices, ["lo"]);
    assert_eq!(output.stderr, "");
}

#[test]
fn a_state_that_is_removed_meanwhile_keeps_no_tap() {
    let bench = Bench::new();
    let output = bench.tap(&["--", "sh", "-c", &format!("rm -r {}; {LEAVE}; exit 7", bench.state())]).exits(7);
    let devices = bench.devices();
    end(&output.stdout);
    assert_eq!(devices, ["lo"]);
    let line = output.message_line();
    assert!(line.starts_with("vnet0 is removed, but the state does not know it: "), "{line}");
}

/// `sudo` and others close what they do not know.
#[test]
fn a_command_that_closes_its_descriptors_keeps_the_tap() {
    let bench = Bench::new();
    let script = "eval \"exec $TAP_FD>&-\"; ip -oneline link show dev $TAP_NAME";
    let output = bench.tap(&["--", "bash", "-c", script]).exits(0);
    assert!(output.stdout.contains(": vnet0: <"), "{output:?}");
}

#[test]
fn json_describes_the_tap_beside_the_output_of_the_command() {
    let bench = Bench::new();
    for (number, state) in ["new", "file"].into_iter().enumerate() {
        let output = bench.tap(&["--json", "--", "sh", "-c", "echo $TAP_INDEX $TAP_FD"]).exits(0);
        let numbers: Vec<u32> = output.stdout.split_whitespace().map(|word| word.parse().expect("a number")).collect();
        let line: serde_json::Value = serde_json::from_str(&output.stderr).expect("one line of JSON");
        let name = format!("vnet{number}");
        let wanted = json!({ "name": name, "index": numbers[0], "generation": number, "fds": [numbers[1]], "state": state });
        assert_eq!(line, wanted);
    }
}

#[test]
fn the_help_says_where_the_device_is_made() {
    let help = ifrace(&["tap", "--help"]).exits(0).stdout;
    for part in ["Examples:", "fd={fd}", "makes a device in the network namespace that it is started in", "TAP_GENERATION"] {
        assert!(help.contains(part), "{part}: {help}");
    }
}
