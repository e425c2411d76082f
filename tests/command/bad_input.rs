//! Scripts, histories and arguments that cannot be read: one clear line and the documented exit code.

use super::folder::Folder;
use super::output::{ifrace, ifrace_with};

const GOOD: &str = "{\"op\":\"tun\",\"name\":\"vnet%d\",\"flags\":[\"tap\"]}\n";

/// The error for a script, which is the same whether it would be performed or not.
#[track_caller]
fn script_error(content: &[u8], code: u8) -> String {
    let folder = Folder::new();
    let file = folder.file("ops", content);
    let error = ifrace(&["kernel", &file]).exits(code);
    let line = error.error_line();
    let rest = line.strip_prefix(&format!("{file}: ")).unwrap_or_else(|| panic!("the file is not named: {line}"));
    let live = ifrace(&["kernel", &file, "--live"]).exits(code);
    assert_eq!((live.stdout.as_str(), live.stderr.as_str()), ("", error.stderr.as_str()), "nothing is performed");
    assert!(rest.len() < 400, "the line is quoted: {} bytes", rest.len());
    rest.to_owned()
}

#[test]
fn an_unknown_operation_in_the_last_line_is_named_before_anything_is_done() {
    let error = script_error(format!("{}{{\"op\":\"tunn\"}}\n", GOOD.repeat(3)).as_bytes(), 2);
    assert!(error.starts_with("line 4: unknown variant `tunn`, expected one of `tun`, "), "{error}");
}

#[test]
fn a_misspelt_flag_is_named() {
    let error = script_error(GOOD.replace("[\"tap\"]", "[\"tapp\"]").as_bytes(), 2);
    assert!(error.starts_with("line 1: unknown variant `tapp`, expected one of `tap`, "), "{error}");
}

#[test]
fn an_unknown_field_and_what_is_no_json_are_named() {
    let error = script_error(GOOD.replace("\"flags\"", "\"flag\"").as_bytes(), 2);
    assert!(error.starts_with("line 1: unknown field `flag`, expected one of "), "{error}");
    let error = script_error(format!("{GOOD}\n{{\"op\":\n").as_bytes(), 2);
    assert!(error.starts_with("line 3: "), "empty lines count: {error}");
}

#[test]
fn a_line_of_ten_mebibytes_is_refused() {
    let long = [GOOD.as_bytes(), &vec![b'x'; 10 << 20], b"\n"].concat();
    assert_eq!(script_error(&long, 2), "line 2: 10485760 bytes are more than a line may have (65536)");
}

#[test]
fn nul_bytes_are_refused() {
    let error = script_error(GOOD.replace("vnet", "vn\0et").as_bytes(), 2);
    assert!(error.starts_with("line 1: it holds a NUL byte"), "{error}");
    assert!(script_error(&[0; 100], 2).starts_with("line 1: it holds a NUL byte"));
}

#[test]
fn a_name_is_given_in_one_way() {
    for name in ["\"name\":\"a\",\"name_hex\":\"61\"", "\"name_hex\":\"6\"", "\"name_hex\":\"zz\""] {
        let error = script_error(GOOD.replace("\"name\":\"vnet%d\"", name).as_bytes(), 2);
        assert!(error.starts_with("line 1: "), "{name}: {error}");
    }
}

#[test]
fn an_empty_file_is_nothing_to_do() {
    for content in ["", "\n\n \n"] {
        assert_eq!(script_error(content.as_bytes(), 4), "it holds no operation");
    }
}

#[test]
fn a_script_without_operations_is_nothing_to_do() {
    for args in [&["--generate", "0"][..], &["--generate", "0", "--live"], &["--generate", "5", "--scripts", "0", "--live"]] {
        let output = ifrace(&[&["kernel"], args].concat()).exits(4);
        assert_eq!(output.error_line(), "no operation is to be generated: --generate and --scripts are at least 1");
    }
}

#[test]
fn numbers_beyond_every_bound_are_refused() {
    for args in [
        &["check", "builtin:mail-v1", "--length", "10001"][..],
        &["check", "builtin:mail-v1", "--cases", "18446744073709551615"],
        &["kernel", "--generate", "100001"],
        &["kernel", "--live", "--generate", "5", "--scripts", "18446744073709551615"],
        &["gate", "--cases", "18446744073709551615"],
        &["gate", "--operations", "18446744073709551615"],
    ] {
        let error = ifrace(args).exits(2);
        assert!(error.stderr.contains(" is not in 0..="), "{args:?}: {error:?}");
    }
    let run = "{\"op\":\"occupy-run\",\"prefix\":\"vnet\",\"from\":0,\"count\":4294967295}\n";
    let error = ifrace_with(&["check", "builtin:mail-v1", "--history", "-"], run).exits(2);
    assert_eq!(error.error_line(), "-: line 1: \"count\" is 4294967295, and at most 100000");
}

#[test]
fn what_is_no_file_is_said() {
    let folder = Folder::new();
    for (file, reason) in [(folder.at("missing"), "No such file"), (folder.at(""), "Is a directory")] {
        for args in [["kernel", &file, "--live"], ["check", "builtin:mail-v1", &format!("--history={file}")]] {
            let error = ifrace(&args).exits(2);
            assert!(error.error_line().starts_with(&format!("{file}: {reason}")), "{error:?}");
        }
    }
}

#[test]
fn a_wrong_history_is_named_with_its_line() {
    let error = |line: &str| {
        let input = format!("{{\"op\":\"restart\"}}\n{line}\n");
        let output = ifrace_with(&["check", "builtin:mail-v1", "--history", "-"], &input).exits(2);
        output.error_line().to_owned()
    };
    let unknown = error("{\"op\":\"generate\",\"kind\":\"tap\",\"keeep\":true}");
    assert!(unknown.starts_with("-: line 2: unknown field `keeep`, expected one of "), "{unknown}");
    let kind = error("{\"op\":\"generate\",\"kind\":\"bridge\"}");
    assert!(kind.starts_with("-: line 2: unknown variant `bridge`, expected one of "), "{kind}");
    let op = error("{\"op\":\"generat\"}");
    assert!(op.starts_with("-: line 2: unknown variant `generat`, expected one of "), "{op}");
}

#[test]
fn unknown_subjects_and_eras_are_refused() {
    for (args, reason) in [
        (&["check", "qemu"][..], "unknown subject \"qemu\""),
        (&["check", "builtin:8.0"], "unknown era \"8.0\"; see ifrace list eras"),
        (&["check", "libvirt:"], "unknown subject \"libvirt:\""),
        (&["gate", "--subject", "kernell"], "unknown subject \"kernell\""),
        (&["gate", "--require", "kernel,libvir"], "unknown subject \"libvir\""),
        (&["check", "builtin:mail-v1", "--against", "8.0"], "there is no such era; see ifrace list eras"),
    ] {
        let error = ifrace(args).exits(2);
        assert!(error.stderr.starts_with("error: ") && error.stderr.contains(reason), "{error:?}");
        assert_eq!(error.stdout, "");
    }
}

#[test]
fn contradicting_options_are_refused() {
    for args in [
        &["kernel"][..],
        &["kernel", "-", "--generate", "3"],
        &["kernel", "--generate", "3", "--scripts", "2"],
        &["kernel", "-", "--rules", "trusted"],
        &["check", "builtin:mail-v1", "--history", "-", "--seed", "2"],
        &["list", "era"],
        &["nothing"],
    ] {
        let error = ifrace(args).exits(2);
        assert!(error.stderr.starts_with("error: ") && error.stdout.is_empty(), "{args:?}: {error:?}");
    }
}
