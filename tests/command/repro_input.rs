//! What `ifrace repro` refuses.

use super::folder::Folder;
use super::output::ifrace;
use ifrace_allocator::rules::Rules;
use ifrace_sim::repro::Case;

const MACVTAP: &str = "failed-migration-macvtap";

#[test]
fn an_unknown_case_or_era_is_answered_by_the_known_ones() {
    let cases = Case::ALL.map(Case::id).join(", ");
    let error = ifrace(&["repro", "no-such-bug"]).exits(2);
    assert!(error.stderr.contains(&format!("there is no such case; there are {cases}")), "{error:?}");
    let eras: Vec<String> = Rules::ALL.iter().map(|rules| format!("{} ({})", rules.id, rules.releases)).collect();
    let error = ifrace(&["repro", MACVTAP, "--era", "5.0"]).exits(2);
    assert!(error.stderr.contains(&format!("there is no such release; there are {}", eras.join(", "))), "{error:?}");
    for option in [&["--era", "6.6"][..], &["--live"], &["--xml", "guest.xml"], &["--trace", "trace"]] {
        ifrace(&[&["repro"], option].concat()).exits(2);
    }
}

/// The error for a document, without the name of the file.
#[track_caller]
fn refused(case: &str, content: impl AsRef<[u8]>) -> String {
    let folder = Folder::new();
    let file = folder.file("guest.xml", content);
    ifrace(&["repro", case, "--xml", &file, "--json"]).exits(2).error_line();
    let error = ifrace(&["repro", case, "--xml", &file]).exits(2);
    let line = error.error_line().to_owned();
    line.strip_prefix(&format!("{file}:")).unwrap_or_else(|| panic!("the file is not named: {line}")).to_owned()
}

#[test]
fn documents_that_cannot_be_read() {
    assert!(refused(MACVTAP, "guest: web\n").starts_with("1:1: it is not well-formed XML: "));
    assert!(refused("unmanaged-tap", "<domain>\n <a>\n </b>\n</domain>").starts_with("3:2: it is not well-formed XML: "));
    let error = refused(MACVTAP, b"<domain>\xff</domain>");
    assert!(error.starts_with("1:9: ") && error.contains("0xff"), "{error}");
    let folder = Folder::new();
    for (file, reason) in [(folder.at("missing"), "No such file"), (folder.at(""), "Is a directory")] {
        let error = ifrace(&["repro", MACVTAP, "--xml", &file]).exits(2);
        assert!(error.error_line().starts_with(&format!("{file}: {reason}")), "{error:?}");
    }
}

/// A release to compare with may know less than the one that was asked for.
#[test]
fn a_document_must_be_one_for_every_release_that_is_played() {
    let folder = Folder::new();
    let vdpa = "<interface type='vdpa'><source dev='/dev/vhost-vdpa-0'/></interface>\n";
    let direct = "<interface type='direct'><source dev='e'/><target dev='macvtap0'/></interface>";
    let file = folder.file("guest.xml", format!("<devices>\n{vdpa}{direct}</devices>"));
    let error = ifrace(&["repro", MACVTAP, "--era", "11.3", "--xml", &file]).exits(2);
    let line = error.error_line();
    assert!(line.starts_with(&format!("{file}:2:12: ")) && line.contains("knows no interface of type 'vdpa'"), "{line}");
    ifrace(&["xml", &file, "--era", "11.3"]).exits(0);
}

#[test]
fn documents_without_what_the_case_is_about() {
    let no_name = " no interface of the type network or direct names its device; add <target dev='macvtap0'/> to one";
    for document in [
        "<domain/>",
        "<interface type='bridge'><source bridge='br0'/><target dev='macvtap0'/></interface>",
        "<interface type='direct'><source dev='eth0'/></interface>",
        "<interface type='direct'><source dev='eth0'/><target dev='macvtap%d'/></interface>",
    ] {
        assert_eq!(refused(MACVTAP, document), no_name, "{document}");
    }
    let no_tap = " no interface has a device of the user's own; add <target dev='tap0' managed='no'/> to one";
    assert_eq!(refused("unmanaged-tap", "<interface type='ethernet'><target dev='tap0'/></interface>"), no_tap);
    for name in ["lo", "all", "default"] {
        let error = refused(MACVTAP, format!("<interface type='direct'><source dev='e'/><target dev='{name}'/></interface>"));
        assert!(error.starts_with(&format!(" dev='{name}' is free on no host: ")), "{error}");
        let error =
            refused("unmanaged-tap", format!("<interface type='ethernet'><target dev='{name}' managed='no'/></interface>"));
        assert!(error.starts_with(&format!(" dev='{name}' is free on no host: ")), "{error}");
    }
    let port = "<interface type='direct'><source dev='eth0'/><target dev='macvtap0'/><virtualport type='802.1Qbh'/></interface>";
    assert_eq!(refused(MACVTAP, port), " a virtual port of the type 802.1Qbh is not supported: only openvswitch is");
}

#[test]
fn a_case_that_takes_no_document_says_which_do() {
    let folder = Folder::new();
    let file = folder.file("guest.xml", "<domain/>");
    let error = ifrace(&["repro", "reuse-after-stop", "--xml", &file]).exits(2);
    let expected = format!("--xml {file}: reuse-after-stop takes no document: {MACVTAP} and unmanaged-tap do");
    assert_eq!(error.error_line(), expected);
}
