use super::limits::{ATTRIBUTES_MAX, DEPTH_MAX, INTERFACES_MAX, MARKS_MAX, NAMESPACES_MAX, TARGETS_MAX, check};

fn nested(depth: usize) -> String {
    format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth))
}

#[test]
fn elements_may_stand_within_each_other_up_to_the_bound() {
    assert!(check(&nested(DEPTH_MAX)).is_ok_and(|open| open.open.is_none()));
    assert!(check(&nested(DEPTH_MAX + 1)).is_err_and(|flaw| flaw.offset == 3 * DEPTH_MAX));
    assert!(check(&"<a>".repeat(1_000_000)).is_err());
    // What only looks like elements does not count.
    let hidden = format!("<a b='>' c=\"'>\"><!--{0}--><![CDATA[{0}]]><?x {0}?>{1}</a>", "<b>".repeat(99), "<b/>".repeat(99));
    assert!(check(&hidden).is_ok_and(|open| open.open.is_none()));
}

#[test]
fn an_open_element_is_found() {
    assert!(check("<a><b></b><c d='").is_ok_and(|open| open.open == Some(0)));
    assert!(check("<a><b>").is_ok_and(|open| open.open == Some(3)));
}

#[test]
fn attributes_and_namespaces_are_counted() {
    let element = |name: &str, count: usize| {
        let attributes: String = (0..count).map(|n| format!(" {name}{n} = '='")).collect();
        format!("<a{attributes}>")
    };
    assert!(check(&element("b", ATTRIBUTES_MAX)).is_ok() && check(&element("b", ATTRIBUTES_MAX + 1)).is_err());
    let half = element("xmlns:n", NAMESPACES_MAX / 2);
    assert!(check(&half.repeat(2)).is_ok() && check(&half.repeat(3)).is_err());
    assert!(check(&format!("{}{}", half.repeat(2), "</a>".repeat(2)).repeat(3)).is_ok(), "side by side");
}

#[test]
fn marks_are_counted_wherever_they_stand() {
    for mark in ["<", "="] {
        assert!(check(&format!("<!--{}-->", mark.repeat(MARKS_MAX + 1))).is_err());
    }
}

#[test]
fn the_first_mark_too_many_is_named() {
    let text = format!("<!--{}-->", "=".repeat(MARKS_MAX + 1));
    assert!(check(&text).is_err_and(|flaw| flaw.offset == 4 + MARKS_MAX));
}

#[test]
fn interfaces_and_targets_are_counted() {
    for (name, max) in [("interface", INTERFACES_MAX), ("target", TARGETS_MAX)] {
        let (one, other) = (format!("<{name}/>"), format!("<{name}s/><x{name}/><!--<{name}/>-->"));
        assert!(check(&format!("<a>{}{}</a>", one.repeat(max), other.repeat(9))).is_ok(), "{name}");
        let offset = 3 + max * one.len();
        assert!(check(&format!("<a>{}</a>", one.repeat(max + 1))).is_err_and(|flaw| flaw.offset == offset), "{name}");
    }
}
