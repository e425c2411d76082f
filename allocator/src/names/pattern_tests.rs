//! Which templates are patterns, and which names they give.

use super::*;

fn pattern(text: &str) -> NamePattern {
    NamePattern::parse(text.as_bytes()).expect("it is a template")
}

#[test]
fn the_length_of_a_template_bounds_its_ids() {
    let ids = ["vnet%d", "macvtap%d", "%d", "fourteen-bytes%d", "fourteen-by-%dx"].map(|text| pattern(text).ids());
    assert_eq!(ids, [100_000_000_000, 100_000_000, 1_000_000_000_000, 10, 100]);
    assert_eq!(pattern("fourteen-bytes%d").name(9).as_bytes(), b"fourteen-bytes9");
    assert_eq!(pattern("fourteen-bytes%d").name(10).as_bytes(), b"fourteen-bytes0");
    assert_eq!(pattern("%d").name(999_999_999_999).as_bytes(), b"999999999999");
}

#[test]
fn what_is_no_template_is_refused() {
    let refused = |text: &[u8]| NamePattern::parse(text).unwrap_err();
    for text in ["", "vnet0", "%", "%%d", "%d%d", "a%s", "a%05d", "%da%"] {
        assert_eq!(refused(text.as_bytes()), PatternError::NotATemplate, "{text}");
    }
    for byte in [0, 9, 10, 11, 12, 13, 32, 0xa0, b'/', b':'] {
        assert_eq!(refused(&[b'a', byte, b'%', b'd']), PatternError::Byte(byte));
        assert_eq!(refused(&[b'%', b'd', byte]), PatternError::Byte(byte));
    }
    assert_eq!(refused(b"fifteen-bytes-x%d"), PatternError::TooLong(16));
    assert!(refused(b"fifteen-bytes-x%d").to_string().contains("16 bytes"));
}

#[test]
fn ids_and_names_belong_to_each_other() {
    for text in ["vnet%d", "%d", "v1%d5", "fourteen-by-%dx", "0%d0"] {
        let pattern = pattern(text);
        for id in [0, 1, 9, 10, 42, 99, 100, 999_999] {
            let id = id % pattern.ids();
            assert_eq!(pattern.id_of(pattern.name(id).as_bytes()), Some(id), "{text} {id}");
        }
    }
    let vnet = pattern("vnet%d");
    for name in ["vnet", "vnet00", "vnet+1", "vnet-1", "vnet1a", "Vnet1", "vnet1000000000000", "vne1"] {
        assert_eq!(vnet.id_of(name.as_bytes()), None, "{name}");
    }
    assert_eq!(pattern("fourteen-by-%dx").id_of(b"fourteen-by-100x"), None);
}

#[test]
fn patterns_overlap_if_a_name_is_of_both() {
    let overlap = |a: &str, b: &str| pattern(a).overlaps(&pattern(b)) && pattern(b).overlaps(&pattern(a));
    assert!(overlap("vnet%d", "vnet%d") && overlap("v%d", "v1%d") && overlap("%d", "%d5") && overlap("a%dx", "a1%dx"));
    assert!(!overlap("vnet%d", "vnet%dx") && !overlap("v%d", "va%d") && !overlap("a%d", "b%d") && !overlap("v%d", "v%dx1"));
}

#[test]
fn words_lead_back() {
    for text in ["vnet%d", "%d", "a%dbcdefg", "%dfourteen-bytes"] {
        let pattern = pattern(text);
        assert_eq!(NamePattern::from_words(pattern.to_words()), Some(pattern));
    }
    assert_eq!([NamePattern::from_words([0, u64::MAX]), NamePattern::from_words([1, 0])], [None, None]);
}

#[test]
fn kinds_have_their_patterns() {
    use crate::host::MacvtapKind::{Macvlan, Macvtap};
    let kinds = [NamedKind::Tap, NamedKind::OnLower(Macvtap), NamedKind::OnLower(Macvlan)];
    let texts = kinds.map(|kind| NamePattern::of_kind(kind).to_string());
    assert_eq!(texts, ["vnet%d", "macvtap%d", "macvlan%d"]);
}
