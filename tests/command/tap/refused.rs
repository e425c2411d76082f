//! Names that cannot be had.

use super::bench::Bench;

/// A run that is refused, and leaves nothing.
#[track_caller]
fn refused(bench: &Bench, args: &[&str], code: u8) -> String {
    let before = bench.devices();
    let output = bench.tap(&[args, &["--", "echo", "it runs"]].concat()).exits(code);
    assert_eq!(bench.devices(), before);
    output.error_line().to_owned()
}

/// What the command line refuses: the first of several lines.
#[track_caller]
fn bad_usage(bench: &Bench, args: &[&str]) -> String {
    let output = bench.tap(&[args, &["--", "echo", "it runs"]].concat()).exits(2);
    assert_eq!((output.stdout.as_str(), bench.devices()), ("", vec!["lo".to_owned()]), "{output:?}");
    assert!(!std::path::Path::new(&bench.state()).exists(), "no state is made");
    output.stderr.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_name_that_a_device_has() {
    let bench = Bench::new();
    bench.ip("link property add dev lo altname other");
    for name in ["lo", "other"] {
        let line = refused(&bench, &["--name", name], 75);
        assert_eq!(line, format!("a device with the name {name} exists; choose another name, or a template such as vnet%d"));
        assert!(!bench.is_pending(name));
    }
}

#[test]
fn a_name_that_another_run_has() {
    let bench = Bench::new();
    let (running, name) = bench.waiting(&[]);
    let line = refused(&bench, &["--name", &name], 75);
    assert!(line.ends_with("; choose another --name, or wait until the command that has it ends"), "{line}");
    assert_eq!(running.end().0, Some(1));
}

#[test]
fn a_name_that_linux_refuses() {
    let bench = Bench::new();
    for name in ["all", ".", "a b", "a/b", "a:b"] {
        let line = refused(&bench, &["--name", name], 2);
        assert!(line.starts_with(&format!("the kernel refuses the name {name}: TUNSETIFF: EINVAL: ")), "{line}");
        assert!(line.ends_with("; choose another --name") && !bench.is_pending(name), "{line}");
    }
}

#[test]
fn a_template_without_a_free_name() {
    let bench = Bench::new();
    let args = ["--template", "fourteen-bytes%d"];
    (1..10).for_each(|id| bench.ip(&format!("link property add dev lo altname fourteen-bytes{id}")));
    let (running, name) = bench.waiting(&args);
    assert_eq!(name, "fourteen-bytes0");
    let line = refused(&bench, &args, 75);
    assert!(line.starts_with("none of the 10 names of fourteen-bytes%d is free: devices have them"), "{line}");
    assert!(line.ends_with("; choose another --template"), "{line}");
    running.end();
    assert_eq!(bench.name(&args), "fourteen-bytes0");
}

#[test]
fn options_that_say_nothing_that_can_be() {
    let bench = Bench::new();
    for (args, reason) in [
        (&["--template", "vnet0"][..], "a template has %d exactly once, and no other %"),
        (&["--template", "a%d%d"], "a template has %d exactly once"),
        (&["--template", "a b%d"], "white space, /, : and NUL are refused"),
        (&["--template", "fifteen-bytes-x%d"], "with a digit the name has 16 bytes, and Linux takes 15"),
        (&["--name", "vnet%d"], "--template takes a template"),
        (&["--name", "sixteen-bytes-xx"], "Linux takes names of 1 to 15 bytes"),
        (&["--name", "a", "--template", "b%d"], "cannot be used with"),
        (&["--queues", "0"], "0 is not in 1..=256"),
        (&["--queues", "257"], "257 is not in 1..=256"),
        (&["--in-process"], "cannot be used with"),
    ] {
        let line = bad_usage(&bench, args);
        assert!(line.contains(reason), "{args:?}: {line}");
    }
    let nothing = bench.tap(&[]).exits(2);
    assert!(nothing.stderr.contains("<COMMAND>"), "{nothing:?}");
    let unseparated = bench.tap(&["true"]).exits(2);
    assert!(unseparated.stderr.contains("-- <COMMAND>"), "{unseparated:?}");
}

#[test]
fn more_queues_than_descriptors() {
    let bench = Bench::new();
    let script = "ulimit -n 64; exec \"$0\" \"$@\"";
    for queues in ["40", "256"] {
        let args = ["tap", "--state", &bench.state(), "--queues", queues, "--", "true"];
        let line = super::bench::in_shell(script, &args).exits(75).error_line().to_owned();
        assert!(line.ends_with("; raise the limit (ulimit -n), or ask for fewer queues"), "{line}");
        assert_eq!(bench.devices(), ["lo"]);
    }
    assert!(!bench.is_pending("vnet0"));
    assert_eq!(bench.name(&["--queues", "256"]), "vnet1");
}
