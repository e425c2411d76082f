//! Documents that `ifrace xml` refuses: one line with the file, the line and the column, and exit code 2.

use super::folder::Folder;
use super::output::{PROGRAM, ifrace, run};
use std::process::Command;

/// The error for a document, without the name of the file.
#[track_caller]
fn refused(content: impl AsRef<[u8]>, era: &str) -> String {
    let folder = Folder::new();
    let file = folder.file("guest.xml", content);
    for extra in [&["--check"][..], &["--json"], &["--as", "active"]] {
        let error = ifrace(&[&["xml", &file, "--era", era][..], extra].concat()).exits(2);
        error.error_line();
    }
    let error = ifrace(&["xml", &file, "--era", era]).exits(2);
    let line = error.error_line();
    assert!(line.len() < 500, "the document is quoted: {} bytes", line.len());
    line.strip_prefix(&format!("{file}:")).unwrap_or_else(|| panic!("the file is not named: {line}")).to_owned()
}

#[track_caller]
fn interface(attributes: &str, content: &str) -> String {
    refused(format!("<devices>\n  <interface {attributes}>\n    {content}\n  </interface>\n</devices>\n"), "9.0")
}

#[test]
fn what_is_not_xml() {
    assert!(refused("guest: web\n", "9.0").starts_with("1:1: it is not well-formed XML: "));
    assert!(refused("{\"op\":\"tun\"}", "9.0").starts_with("1:1: it is not well-formed XML: "));
    assert!(refused("<domain>\n <a>\n </b>\n</domain>", "9.0").starts_with("3:2: it is not well-formed XML: expected 'a' tag"));
    assert!(refused("", "9.0").starts_with("1:1: the document holds no element; give a <domain>"));
    assert!(refused("<domain>\0</domain>", "9.0").starts_with("1:9: it is not well-formed XML: a non-XML character"));
}

#[test]
fn what_is_cut_off() {
    let error = refused("<domain>\n  <devices>\n    <interface type='bridge'>\n", "9.0");
    assert_eq!(error, "4:1: the document ends inside <interface>; give all of it");
}

#[test]
fn what_would_grow() {
    let entities: String = (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">\n", format!("&l{};", n - 1).repeat(10))).collect();
    let laughs = format!("<?xml version='1.0'?>\n<!DOCTYPE l [\n<!ENTITY l0 \"lol\">\n{entities}]>\n<domain>&l9;</domain>\n");
    assert!(refused(laughs, "9.0").starts_with("2:1: a document type declaration is not accepted, for it can define entities"));
}

#[test]
fn what_is_too_deep() {
    let nested = |depth: usize| format!("{}{}", "<a>\n".repeat(depth), "</a>\n".repeat(depth));
    assert!(refused(nested(100), "9.0").starts_with("65:1: more than 64 elements within each other"));
    assert!(refused(nested(1_000_000), "9.0").starts_with("65:1: more than 64 elements within each other"));
}

#[test]
fn a_type_that_the_release_does_not_know() {
    let error = interface("type='veth'", "");
    assert!(error.starts_with("2:14: libvirt 9.0 and later knows no interface of type 'veth'; it knows user, "), "{error}");
    let error = refused("<interface type='vdpa'><source dev='/dev/vhost-vdpa-0'/></interface>", "6.6");
    assert!(error.starts_with("1:12: libvirt 5.7 to 6.6 knows no interface of type 'vdpa', which came with 6.9.0; it knows "));
    assert!(error.ends_with("; choose a later release"), "{error}");
}

#[test]
fn a_document_that_is_no_guests() {
    let error = refused("<?xml version='1.0'?>\n<network><name>n</name></network>", "9.0");
    let holds = "holds no <domain> or <inactiveDomain>, and is no <devices> or <interface>; give one of them";
    assert_eq!(error, format!("2:1: the root <network> {holds}"));
    let error = refused("<domain xmlns='urn:x'><devices><interface/></devices></domain>", "9.0");
    assert_eq!(error, format!("1:1: the root <domain> of the namespace 'urn:x' {holds}"));
}

#[test]
fn interfaces_without_end() {
    let text = format!("<devices>\n{}</devices>", "<interface/>\n".repeat(131_073));
    assert_eq!(refused(text, "9.0"), "131074:1: more than 131072 elements <interface>; split the document");
}

/// 96 MB of interfaces, read with 4 GB of address space.
#[test]
fn memory_is_bounded() {
    let folder = Folder::new();
    let file = folder.file("guest.xml", format!("<devices>{}</devices>", "<interface/>".repeat(8_000_000)));
    let limited = format!("ulimit -v 4000000; exec {PROGRAM} xml {file}");
    let output = run(Command::new("sh").args(["-c", &limited]), "").exits(2);
    assert!(output.error_line().contains(" more than 131072 elements <interface>"), "{output:?}");
}

#[test]
fn a_device_that_is_managed_in_no_way() {
    let error = interface("type='ethernet'", "<target dev='a' managed='maybe'/>");
    assert_eq!(error, "3:21: managed='maybe' in <target> is not yes or no; correct it");
    let error = interface("type='ethernet'", "<target managed='no'/>");
    assert_eq!(error, "3:13: managed='no' says that the device exists already, but dev does not name it; add dev");
    let error = interface("type='direct'", "<source dev='e'/><target dev='a' managed='no'/>");
    assert!(error.starts_with("3:38: managed='no' is not possible in an interface of type direct; remove it"), "{error}");
}

#[test]
fn names_that_cannot_be() {
    let error = interface("type='ethernet'", &format!("<target dev='{}'/>", "x".repeat(40)));
    let name = "x".repeat(40);
    assert_eq!(error, format!("3:13: dev='{name}' names no device: the kernel takes 1 to 15 bytes; give another name, or none"));
    assert!(interface("type='ethernet'", "<target dev='a&#10;b'/>").starts_with("3:13: dev='a\\nb' names no device: "));
}

#[test]
fn one_name_for_two() {
    let tap = "<interface type='ethernet'>\n<target dev='tap0'/></interface>\n";
    let error = refused(format!("<devices>\n{tap}{tap}</devices>"), "9.0");
    assert_eq!(error, "5:9: dev='tap0' is also the name of the interface at 3:9; give each a name of its own");
}

#[test]
fn what_is_no_text() {
    let advice = "convert it with iconv -f";
    let error = refused(b"<domain>\n\xff</domain>", "9.0");
    assert_eq!(error, format!("2:1: byte 0xff is not UTF-8; {advice} ENCODING -t UTF-8, and declare UTF-8"));
    let error = refused(b"<?xml version='1.0' encoding='latin1'?><a b='\xe4'/>", "9.0");
    let declared = "1:46: byte 0xe4 is not UTF-8, and the document declares latin1";
    assert_eq!(error, format!("{declared}; {advice} latin1 -t UTF-8, and declare UTF-8"));
    let wide: Vec<u8> = "\u{feff}<domain/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(wide, "9.0"), format!("1:1: the document is UTF-16; {advice} UTF-16 -t UTF-8, and declare UTF-8"));
}

#[test]
fn a_prefix_that_every_name_has() {
    let error = ifrace(&["xml", "-", "--driver-prefix", ""]).exits(2);
    assert!(error.stderr.contains("every name begins with nothing; leave the option out"), "{error:?}");
}

#[test]
fn what_is_no_file() {
    let folder = Folder::new();
    for (file, reason) in [(folder.at("missing"), "No such file"), (folder.at(""), "Is a directory")] {
        let error = ifrace(&["xml", &file]).exits(2);
        assert!(error.error_line().starts_with(&format!("{file}: {reason}")), "{error:?}");
    }
    let large = folder.file("large.xml", "");
    let grown = Command::new("truncate").args(["-s", "257M", &large]).status().expect("coreutils are there");
    assert!(grown.success());
    assert_eq!(ifrace(&["xml", &large]).exits(2).error_line(), format!("{large}: it is larger than 256 MiB"));
}
