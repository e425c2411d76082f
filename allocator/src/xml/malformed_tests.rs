use super::limits::INTERFACES_MAX;
use super::position::tests::PASSED;
use super::{Dialect, Document, Problem, Writing};
use crate::rules::XmlRules;

const DIALECT: Dialect<'static> = Dialect { rules: &XmlRules::FROM_9_0, driver_prefix: None };

#[track_caller]
fn error(text: &str) -> String {
    match Document::read(text, &DIALECT) {
        Ok(_) => panic!("it was read"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_is_not_xml_is_named_with_its_place() {
    assert!(error("hello").starts_with("1:1: it is not well-formed XML: no tag, comment or text can stand here"));
    assert!(error("<a>\n<b></a>").starts_with("2:4: it is not well-formed XML: expected 'b' tag, not 'a'"));
    assert!(error("\u{feff}<a><b></a>").starts_with("1:7: "));
    assert!(error("<a b='1' b='2'/>").starts_with("1:10: "));
    assert!(error("<a>&unknown;</a>").starts_with("1:4: it is not well-formed XML: unknown entity reference 'unknown'"));
    for empty in ["", " \n", "<!-- nothing -->"] {
        assert!(error(empty).contains("holds no element"));
    }
}

#[test]
fn every_beginning_of_a_document_is_an_error() {
    let text = "<?xml version='1.0'?>\n<domain><!-- é --><devices>\n<interface type='bridge'><source bridge='b'/>\
        <target dev='vnet0'/><![CDATA[x]]></interface>&amp;</devices></domain>";
    assert!(Document::read(text, &DIALECT).is_ok());
    for end in (0..text.len()).filter(|&end| text.is_char_boundary(end)) {
        error(&text[..end]);
    }
    assert_eq!(error("<domain>\n<devices>\n"), "3:1: the document ends inside <devices>; give all of it");
}

#[test]
fn no_document_type_is_taken() {
    let laughs = "<!-- <!DOCTYPE -->\n<!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;'>]><domain>&lol2;</domain>";
    assert!(error(laughs).starts_with("2:1: a document type declaration is not accepted"));
}

#[test]
fn depth_is_bounded_and_costs_no_stack() {
    assert!(error(&"<a>".repeat(1_000_000)).starts_with("1:193: more than 64 elements within each other"));
}

#[test]
fn many_attributes_and_namespaces_are_refused_at_once() {
    let attributes: String = (0..1_000_000).map(|n| format!(" a{n}=''")).collect();
    assert!(error(&format!("<a{attributes}/>")).starts_with("1:1: more than 256 attributes in one element"));
    let namespaces: String = (0..200).map(|n| format!(" xmlns:a{n}='u{n}'")).collect();
    assert!(error(&format!("<a{namespaces}/>")).starts_with("1:1: more than 32 namespaces at one place"));
}

#[test]
fn the_size_is_bounded() {
    let text = " ".repeat((256 << 20) + 1);
    let result = Document::read(&text, &DIALECT);
    assert!(result.is_err_and(|error| error.problem == Problem::TooLarge { bytes: text.len() }));
}

/// The places of all names are found in one pass over the text, whether it has one line or many: a quadratic step would pass each
/// byte a thousand times.
#[test]
fn many_interfaces_are_read_in_one_pass() {
    for end in ["", "\n"] {
        let interface = |n| format!("<interface type='ethernet'><target dev='vnet{n}'/><!-- é --></interface>{end}");
        let text = format!("<devices>{}</devices>", (0..1_000).map(interface).collect::<String>());
        PASSED.set(0);
        let document = Document::read(&text, &DIALECT).expect("it is good");
        let written = document.written(Writing::Migratable);
        assert_eq!((written.dropped.len(), written.text.contains("vnet")), (1_000, false));
        let passed = PASSED.get();
        assert!((text.len() / 2..=text.len()).contains(&passed), "{passed} bytes were passed for {}", text.len());
    }
}

#[test]
fn interfaces_are_bounded_before_the_tree_is_built() {
    let line = "<interface/>\n";
    let text = format!("<devices>\n{}</devices>", line.repeat(INTERFACES_MAX + 1));
    let at = INTERFACES_MAX + 2;
    assert_eq!(error(&text), format!("{at}:1: more than {INTERFACES_MAX} elements <interface>; split the document"));
    let most = format!("<devices>\n{}</devices>", line.repeat(INTERFACES_MAX));
    assert_eq!(Document::read(&most, &DIALECT).map(|document| document.interfaces().len()), Ok(INTERFACES_MAX));
}

#[test]
fn common_mistakes_have_words_of_their_own() {
    let second = "an element follows the root, of which there can be one only; correct it here";
    assert_eq!(error("<domain/>\n<domain/>"), format!("2:1: it is not well-formed XML: {second}"));
    assert_eq!(error("<a>é</a> x"), "1:10: it is not well-formed XML: text follows the root element; correct it here");
    assert_eq!(error("<a/>\n]]>"), "2:1: it is not well-formed XML: text follows the root element; correct it here");
    let comment = "a comment cannot stand inside a tag; correct it here";
    assert_eq!(error("<a>\n<b <!-- x --> c='d'/></a>"), format!("2:4: it is not well-formed XML: {comment}"));
    assert!(error("<a><!-- b -- c --></a>").contains("a comment cannot have -- in it"));
}
