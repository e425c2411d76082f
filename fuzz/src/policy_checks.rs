//! How a call to a policy may end.

use ifrace_model::policy::{Answer, Era, Outcome, Presence, Refusal, Request, Step};
use ifrace_model::{IfName, is_valid};

/// The most host operations of one call: two for a requested name, then one for each attempt, or two where a name that is free
/// is created and may be lost to somebody else. The first mailed patch has no end of its own.
pub(crate) fn operations_max(era: Era) -> u32 {
    match era {
        Era::KernelTemplate => 1,
        Era::MacvtapScan => 2 + 8192 + 5,
        Era::MacvtapBitmap => 2 + 8191,
        Era::MailV1 => 1000,
        Era::Tap68 | Era::Macvtap68 | Era::Unified70 | Era::Unified90 => 2 + 10_000 + 1,
    }
}

/// Panics unless the outcome fits the request and the host's last answer.
pub(crate) fn assert_outcome(
    era: Era,
    request: &Request,
    outcome: Option<Outcome>,
    operations: u32,
    last: Option<(Step, Answer)>,
) {
    let Some(outcome) = outcome else {
        assert_eq!(era, Era::MailV1, "{request:?} went on for {operations} host operations");
        return;
    };
    let unsupported = outcome == Outcome::Refused(Refusal::Unsupported);
    assert_eq!(unsupported, !era.kinds().contains(&request.kind), "{era}: {request:?}");
    match outcome {
        Outcome::Generated(name) => {
            assert_eq!(last, Some((Step::Probe(name), Answer::Exists(Presence::Absent))), "{era}: {request:?}");
            assert_generated(era, request, name);
        }
        Outcome::Created(name) => {
            let created = matches!(last, Some((_, Answer::Created(Ok(made)))) if made == name);
            assert!(created || is_last_of_scan(era, request, name), "{era} did not create {name}: {last:?}");
        }
        Outcome::Literal => assert!(request.wanted.is_some(), "{era}: a literal name that nobody gave"),
        Outcome::Refused(Refusal::InUse) => {
            assert!(matches!(last, Some((_, Answer::Exists(Presence::Present)))), "{era}: {request:?}");
        }
        Outcome::Refused(Refusal::Create(errno)) => {
            let failed = last.is_none_or(|(_, answer)| answer == Answer::Created(Err(errno)));
            assert!(failed, "{era}: {errno} after {last:?}");
        }
        Outcome::Refused(_) => {}
    }
}

/// A generated name fits, and is its template with a number; one from the default template is valid for the kernel.
fn assert_generated(era: Era, request: &Request, name: IfName) {
    let default = format!("{}%d", request.kind.prefix()).into_bytes();
    let text = request.wanted.as_ref().unwrap_or(&default);
    let at = text.iter().position(|&byte| byte == b'%').unwrap_or(text.len());
    let (prefix, suffix) = (&text[..at], text.get(at + 2..).unwrap_or_default());
    let suffix = suffix.split(|&byte| byte == 0).next().unwrap_or_default();
    let number = name.as_bytes().strip_prefix(prefix).and_then(|rest| rest.strip_suffix(suffix));
    let number = number.and_then(|number| std::str::from_utf8(number).ok()?.parse::<i32>().ok());
    assert!(number.is_some(), "{era}: {name} is no expansion of {}", text.escape_ascii());
    assert!(request.wanted.is_some() || is_valid(name.as_bytes()), "{era}: {name}");
}

/// The oldest scan gives the last name that it tried, although that exists.
fn is_last_of_scan(era: Era, request: &Request, name: IfName) -> bool {
    era == Era::MacvtapScan && name.as_bytes() == format!("{}8191", request.kind.prefix()).as_bytes()
}
