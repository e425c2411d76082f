//! A generated name is valid for the kernel, is its template with a decimal id without leading zeros, and fits 15 bytes.

use super::counters::default_template;
use super::{Invariant, Violation, shown};
use crate::history::{Call, End, Event};
use crate::{NAME_MAX, Template, TemplateError, is_valid};

pub(super) fn check(history: &[Event]) -> Vec<Violation> {
    let mut found = Vec::new();
    for (at, event) in history.iter().enumerate() {
        let Event::Called(call @ Call { end: End::Named { name, .. }, .. }) = event else { continue };
        if let Some((class, what)) = defect(call, name) {
            let text = format!("{} {what}", shown(name));
            found.push(Violation { invariant: Invariant::WellFormed, class, at, text });
        }
    }
    found
}

fn defect(call: &Call, name: &[u8]) -> Option<(&'static str, String)> {
    if name.len() > NAME_MAX {
        return Some(("too-long", format!("has {} bytes, and a device's name at most {NAME_MAX}", name.len())));
    }
    if !is_valid(name) || name.contains(&b'%') {
        return Some(("not-valid", "is no name that the kernel accepts".to_owned()));
    }
    let default = default_template(call.kind);
    let wanted = call.wanted.as_deref();
    let template = match wanted.map(Template::parse) {
        Some(Ok(template)) => Some(template),
        // A literal name that looks generated may be replaced by a generated one.
        Some(Err(TemplateError::Literal)) if wanted == Some(name) => return None,
        // Nothing is promised for a name that is neither literal nor a template.
        Some(Err(TemplateError::Malformed)) => return None,
        _ => Template::parse(&default).ok(),
    }?;
    if template.id_of(name).is_some() {
        return None;
    }
    let text = [template.prefix(), b"%d", template.suffix()].concat();
    let class = classify(&template, wanted, name);
    Some((class, format!("is not {} with a decimal id", shown(&text))))
}

fn classify(template: &Template<'_>, wanted: Option<&[u8]>, name: &[u8]) -> &'static str {
    if name.len() == NAME_MAX && wanted.is_some_and(|wanted| wanted.starts_with(name)) {
        return "cut";
    }
    let middle = name.strip_prefix(template.prefix()).map(|rest| rest.strip_suffix(template.suffix()).unwrap_or(rest));
    match middle {
        None => "template-ignored",
        Some([b'-', ..]) => "negative-id",
        Some([b'0', _, ..]) => "leading-zero",
        Some([first, ..]) if !first.is_ascii_digit() => "template-ignored",
        Some(_) if name.len() == NAME_MAX => "cut",
        Some(_) => "not-the-template",
    }
}

#[cfg(test)]
mod tests {
    use crate::history::{Call, End, Event};
    use crate::invariant::{Invariant, Profile, check};
    use crate::policy::DeviceKind;

    fn class(wanted: Option<&str>, name: &[u8]) -> Option<&'static str> {
        let end = End::Named { name: name.to_vec(), adopted: false };
        let wanted = wanted.map(|wanted| wanted.as_bytes().to_vec());
        let call = Call { kind: DeviceKind::Tap, wanted, keep: false, probes_fail: false, end };
        let found = check(&[Event::Called(call)], &Profile::ENDLESS);
        found.iter().find(|v| v.invariant == Invariant::WellFormed).map(|v| v.class)
    }

    #[test]
    fn expansions_of_the_template_are_well_formed() {
        assert_eq!(class(None, b"vnet0"), None);
        assert_eq!(class(Some("a%db"), b"a12b"), None);
        assert_eq!(class(Some("v%d0"), b"v00"), None, "id 0 and the template's own 0");
        assert_eq!(class(Some("vnet7"), b"vnet7"), None);
        assert_eq!(class(Some("vnet7"), b"vnet8"), None, "a name that looks generated may be replaced");
        assert_eq!(class(Some("%d%d"), b"vnet0"), None, "nothing is promised");
    }

    #[test]
    fn each_defect_has_its_class() {
        assert_eq!(class(None, b"vnet-2147483648"), Some("negative-id"));
        assert_eq!(class(None, b"vnet07"), Some("leading-zero"));
        assert_eq!(class(None, b"tap0"), Some("template-ignored"));
        assert_eq!(class(Some("%d"), b"vnet0"), Some("template-ignored"));
        assert_eq!(class(Some("mytap%d"), b"vnet0"), Some("template-ignored"));
        assert_eq!(class(Some("AAAAAAAAAA%dklm"), b"AAAAAAAAAA100kl"), Some("cut"));
        assert_eq!(class(Some("sixteen-bytes-xx"), b"sixteen-bytes-x"), Some("cut"));
        assert_eq!(class(Some("a%db"), b"a1"), Some("not-the-template"));
        assert_eq!(class(Some("a b%d"), b"a b0"), Some("not-valid"));
        assert_eq!(class(None, b"vnet%d"), Some("not-valid"));
        assert_eq!(class(None, b"vnet000000000000"), Some("too-long"));
    }
}
