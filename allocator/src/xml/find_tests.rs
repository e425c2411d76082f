use super::{Dialect, Document, Problem, XmlError};
use crate::rules::XmlRules;

const DIALECT: Dialect<'static> = Dialect { rules: &XmlRules::FROM_9_0, driver_prefix: None };

#[track_caller]
fn read(text: &str) -> Document<'_> {
    Document::read(text, &DIALECT).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn interfaces_are_found_in_definitions_only() {
    let names = |text: &str| -> Vec<String> {
        let document = read(text);
        document.interfaces().iter().filter_map(|one| one.interface.target).map(|name| name.to_string()).collect()
    };
    let devices = |name: &str| format!("<devices><interface><target dev='{name}'/></interface></devices>");
    assert_eq!(names(&devices("a")), ["a"]);
    let domain = format!("<domain><metadata>{}</metadata>{}<devices/>{}</domain>", devices("a"), devices("b"), devices("c"));
    assert_eq!(names(&domain), ["b", "c"]);
    assert_eq!(names(&format!("<domstatus state='running'><x/>{domain}</domstatus>")), ["b", "c"]);
    let inactive = domain.replace("domain>", "inactiveDomain>").replace("'b'", "'d'");
    // Two definitions of one guest have the same names.
    assert_eq!(names(&format!("<domainsnapshot>{domain}{inactive}</domainsnapshot>")), ["b", "c", "d", "c"]);
    assert!(names(&format!("<domain><x:y xmlns:x='u'>{domain}</x:y></domain>")).is_empty());
}

#[test]
fn a_document_without_a_guest_is_an_error() {
    let error = |text: &str| Document::read(text, &DIALECT).expect_err(text);
    for (text, place, root, namespace) in [
        ("<network><devices/></network>", "1:1", "network", None),
        ("<!-- x -->\n<interfaces><interface/></interfaces>", "2:1", "interfaces", None),
        ("<domain xmlns='u'><devices><interface/></devices></domain>", "1:1", "domain", Some("u")),
        ("<x:devices xmlns:x='u'><interface/></x:devices>", "1:1", "devices", Some("u")),
        ("<a><x:y xmlns:x='u'><domain/></x:y><metadata><domain/></metadata></a>", "1:1", "a", None),
    ] {
        let XmlError { position, problem } = error(text);
        let (root, namespace) = (root.to_owned(), namespace.map(str::to_owned));
        assert_eq!((position.to_string().as_str(), problem), (place, Problem::NoGuest { root, namespace }), "{text}");
    }
    let said =
        "1:1: the root <domain> of the namespace 'u' holds no <domain> or <inactiveDomain>, and is no <devices> or <interface>; ";
    assert!(error("<domain xmlns='u'/>").to_string().starts_with(said));
    for empty in
        ["<domain/>", "<devices/>", "<domstatus><domain/></domstatus>", "<domainsnapshot><inactiveDomain/></domainsnapshot>"]
    {
        assert!(read(empty).interfaces().is_empty(), "{empty}");
    }
}
