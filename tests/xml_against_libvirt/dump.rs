//! What libvirt's own output says, read without any parser of ours: libvirt writes one element in a line, indented.

/// What is compared of an interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) kind: String,
    pub(crate) dev: Option<String>,
    pub(crate) managed: Option<String>,
}

/// The interfaces of a definition as libvirt writes it.
pub(crate) fn interfaces(dump: &str) -> Vec<Seen> {
    // Everything that libvirt writes in the first two levels is its own; metadata lies deeper.
    let mut lines = dump.lines().skip_while(|line| *line != "  <devices>");
    let mut found: Vec<Seen> = Vec::new();
    let mut inside = false;
    for line in lines.by_ref().take_while(|line| *line != "  </devices>") {
        if line.starts_with("    <interface ") {
            inside = true;
            let kind = value(line, "type").expect("libvirt writes the type");
            found.push(Seen { kind, dev: None, managed: None });
        } else if line == "    </interface>" {
            inside = false;
        } else if let (true, true, Some(last)) = (inside, line.starts_with("      <target "), found.last_mut()) {
            (last.dev, last.managed) = (value(line, "dev"), value(line, "managed"));
        }
    }
    assert!(!inside && !lines.any(|line| line == "  <devices>"), "this is no definition of libvirt: {dump}");
    found
}

/// The value of an attribute in a line that libvirt wrote.
fn value(line: &str, name: &str) -> Option<String> {
    let (_, rest) = line.split_once(&format!(" {name}='"))?;
    let (value, _) = rest.split_once('\'').expect("values are quoted");
    let references = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    Some(references.iter().fold(value.to_owned(), |text, (reference, letter)| text.replace(reference, letter)))
}

/// Whether the test driver made up this name (9.0.0, `testDomainGenerateIfname`).
pub(crate) fn is_made_up(name: &str) -> bool {
    name.strip_prefix("testnet").is_some_and(|number| number.parse::<u32>().is_ok())
}

#[test]
fn values_are_taken_from_lines() {
    let dump = "<domain>\n  <devices>\n    <interface type='user'>\n      <target dev='a&amp;lt;' managed='no'/>\n    </interface>\n  \
                </devices>\n</domain>";
    let seen = Seen { kind: "user".to_owned(), dev: Some("a&lt;".to_owned()), managed: Some("no".to_owned()) };
    assert_eq!(interfaces(dump), [seen]);
    assert!(is_made_up("testnet10") && !is_made_up("testnet") && !is_made_up("vnet0"));
}
