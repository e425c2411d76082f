//! If a usable name exists, a request succeeds within a bound of host operations; no request goes on for ever.

use super::counters::{AtLimit, default_template};
use super::filled_in::FilledIn;
use super::{Invariant, Profile, Violation, shown};
use crate::history::{Call, End, Event, Live};
use crate::{Template, is_valid};

/// Names of one template beside which an allocator that tries its ids in a row may find none: the fewest that any era tries.
const CROWDED: usize = 8191;

/// Digits of the largest id that a C `int` holds: a caller's template with less room than that bounds the ids by itself.
const INT_DIGITS: usize = 10;

pub(super) fn check(history: &[Event], profile: &Profile) -> Vec<Violation> {
    let (mut live, mut filled_in, mut at_limit) = (Live::default(), FilledIn::default(), AtLimit::default());
    let mut found = Vec::new();
    for (at, event) in history.iter().enumerate() {
        if let Event::Called(call) = event
            && let Some((class, text)) = defect(call, &live, &filled_in, profile)
        {
            let class = if class == "gives-up" && at_limit.is_set(call.kind) { "at-the-limit" } else { class };
            found.push(Violation { invariant: Invariant::Progress, class, at, text });
        }
        live.note(event);
        filled_in.note(event);
        at_limit.note(event, profile);
    }
    found
}

fn defect(call: &Call, live: &Live, filled_in: &FilledIn, profile: &Profile) -> Option<(&'static str, String)> {
    if call.end == End::Endless {
        return Some(("endless", "the request did not end within the bound of host operations".to_owned()));
    }
    // A refusal is right while the host cannot be probed.
    if call.end != End::Refused || call.probes_fail {
        return None;
    }
    let default = default_template(call.kind);
    let text = call.wanted.as_deref().unwrap_or(&default);
    let template = Template::parse(text).ok()?;
    let usable = usable(&template, live, filled_in.times(text))?;
    // Only what leaves templates to the kernel, and so counts no ids itself, can be hit by a name that reads like a template.
    let hijacked = profile.limit(call.kind).is_none() && (live.contains(text) || live.contains(&default));
    let tried = if profile.tries_default() { &[text, &default][..] } else { &[text] };
    let crowded = || tried.iter().any(|text| Template::parse(text).is_ok_and(|t| live.expansions(&t) >= CROWDED));
    let class = if hijacked {
        "hijacked-template"
    } else if crowded() {
        "crowded"
    } else if call.wanted.is_some() && template.room() < INT_DIGITS {
        "narrow-template"
    } else {
        "gives-up"
    };
    Some((class, format!("no name was given for {}, although {} was free", shown(text), shown(&usable))))
}

/// The expansion with the lowest id that is valid and that nothing answers to, if so many more have a holder that is not known; among one
/// more ids than there are names, one is free if any is.
fn usable(template: &Template<'_>, live: &Live, unknown: usize) -> Option<Vec<u8>> {
    let ids = 0..=(live.len() + unknown) as i64;
    ids.map(|id| template.expand(id)).filter(|name| is_valid(name) && !live.contains(name)).nth(unknown)
}

#[cfg(test)]
mod tests {
    use crate::history::{Call, End, Event};
    use crate::invariant::{Invariant, Profile, check};
    use crate::policy::DeviceKind;

    fn request(wanted: Option<&str>, probes_fail: bool, end: End) -> Event {
        let wanted = wanted.map(|wanted| wanted.as_bytes().to_vec());
        Event::Called(Call { kind: DeviceKind::Tap, wanted, keep: false, probes_fail, end })
    }

    fn class(history: &[Event]) -> Option<&'static str> {
        let found = check(history, &Profile::ENDLESS);
        found.iter().find(|v| v.invariant == Invariant::Progress).map(|v| v.class)
    }

    fn occupied(names: impl Iterator<Item = String>) -> Vec<Event> {
        names.map(|name| Event::Occupied { name: name.into_bytes() }).collect()
    }

    #[test]
    fn giving_up_beside_a_free_name_is_a_violation() {
        assert_eq!(class(&[request(None, false, End::Refused)]), Some("gives-up"));
        assert_eq!(class(&[request(Some("abcdefghijklmn%d"), false, End::Refused)]), Some("narrow-template"));
        let mut crowded = occupied((0..10_000).map(|id| format!("vnet{id}")));
        crowded.push(request(None, false, End::Refused));
        assert_eq!(class(&crowded), Some("crowded"));
        let mut beyond = occupied((1..10_000).map(|id| format!("abcdefghijkl{id}")));
        beyond.push(request(Some("abcdefghijkl%d"), false, End::Refused));
        assert_eq!(class(&beyond), Some("narrow-template"), "most of them are too long for a device");
        let hijacked = [occupied(["vnet%d".to_owned()].into_iter()), vec![request(Some("vnet%d"), false, End::Refused)]];
        assert_eq!(class(&hijacked.concat()), Some("hijacked-template"));
    }

    #[test]
    fn giving_up_is_right_when_nothing_is_free() {
        let mut full = occupied((0..10).map(|id| format!("abcdefghijklmn{id}")));
        full.push(request(Some("abcdefghijklmn%d"), false, End::Refused));
        assert_eq!(class(&full), None);
        assert_eq!(class(&[request(Some("abcdefghijklmno%d"), false, End::Refused)]), None, "no id fits");
        assert_eq!(class(&[request(Some("a b%d"), false, End::Refused)]), None, "no such name is valid");
        assert_eq!(class(&[request(Some("literal"), false, End::Refused)]), None);
        assert_eq!(class(&[request(None, true, End::Refused)]), None, "the host could not be probed");
    }

    #[test]
    fn a_name_that_the_kernel_may_have_filled_in_is_not_known_to_be_free() {
        let template = "abcdefghijklmn%d";
        let refused = |taken: std::ops::Range<u64>| {
            let mut history = occupied(taken.map(|id| format!("abcdefghijklmn{id}")).chain([template.to_owned()]));
            history.push(request(Some(template), false, End::Refused));
            history
        };
        assert_eq!(class(&refused(1..10)), None);
        assert_eq!(class(&refused(2..10)), Some("hijacked-template"), "one of two");
    }

    #[test]
    fn a_request_must_end_even_if_the_host_cannot_be_probed() {
        assert_eq!(class(&[request(None, true, End::Endless)]), Some("endless"));
    }
}
