//! Names from counters, each tried by creating its device exclusively.

use super::{CounterExhausted, NameCounter, Named, NamedKind, Naming, NamingAnswer, NamingStep};
use crate::host::{Failure, MacvtapKind};
use crate::{IfName, NAME_MAX};

/// The largest number of digits of a generated id; with any of the prefixes the name fits.
const MAX_ID: u64 = 99_999_999;

/// A generator whose numbers only go up. The kernel is the judge of a name: its device is created exclusively, and where the
/// name is taken the next one is tried. So there is no moment between a check and the creation.
#[derive(Debug)]
pub struct Monotonic {
    taps: NameCounter,
    macvtaps: NameCounter,
    macvlans: NameCounter,
}

/// One request.
#[derive(Clone, Debug)]
pub struct MonotonicCall {
    kind: NamedKind,
    /// What stands before and behind the number.
    affixes: Option<(Vec<u8>, Vec<u8>)>,
}

impl Monotonic {
    /// The generator of a daemon that has just started.
    pub fn new() -> Self {
        let counter = || NameCounter::new(MAX_ID);
        Self { taps: counter(), macvtaps: counter(), macvlans: counter() }
    }

    fn counter(&self, kind: NamedKind) -> &NameCounter {
        match kind {
            NamedKind::Tap => &self.taps,
            NamedKind::OnLower(MacvtapKind::Macvtap) => &self.macvtaps,
            NamedKind::OnLower(MacvtapKind::Macvlan) => &self.macvlans,
        }
    }

    fn next(&self, kind: NamedKind, prefix: &[u8], suffix: &[u8]) -> NamingStep {
        let refused = |why: String| NamingStep::Done(Named::Refused(Failure::other(why)));
        match self.counter(kind).next() {
            Ok(id) => match IfName::new([prefix, id.to_string().as_bytes(), suffix].concat()) {
                Some(name) => NamingStep::Create(name),
                None => refused(format!("number {id} does not fit the template: a name has at most {NAME_MAX} bytes")),
            },
            Err(CounterExhausted { max }) => refused(format!("every number up to {max} was handed out")),
        }
    }
}

impl Default for Monotonic {
    fn default() -> Self {
        Self::new()
    }
}

impl Naming for Monotonic {
    type Call = MonotonicCall;

    fn begin(&mut self, kind: NamedKind, wanted: Option<IfName>) -> MonotonicCall {
        let affixes = match wanted {
            None => Some((kind.prefix().into(), Vec::new())),
            Some(name) if name.is_template() => {
                let bytes = name.as_bytes();
                let at = bytes.iter().position(|&byte| byte == b'%').unwrap_or(bytes.len());
                Some((bytes[..at].to_vec(), bytes[at + 2..].to_vec()))
            }
            Some(_) => None,
        };
        MonotonicCall { kind, affixes }
    }

    fn step(&mut self, call: &mut MonotonicCall, answer: Option<NamingAnswer>) -> NamingStep {
        match (&call.affixes, answer) {
            (None, _) => NamingStep::Done(Named::Literal),
            (Some(_), Some(NamingAnswer::Created(Ok(_)))) => NamingStep::Done(Named::Created),
            (Some(_), Some(NamingAnswer::Created(Err(failure)))) if !failure.is_taken() => {
                NamingStep::Done(Named::Refused(failure))
            }
            (Some((prefix, suffix)), _) => self.next(call.kind, prefix, suffix),
        }
    }

    fn reserve(&mut self, name: IfName) {
        let text = name.to_string();
        for kind in [NamedKind::Tap, NamedKind::OnLower(MacvtapKind::Macvtap), NamedKind::OnLower(MacvtapKind::Macvlan)] {
            if let Some(id) = text.strip_prefix(kind.prefix()).and_then(|number| number.parse().ok()) {
                self.counter(kind).reserve(id);
            }
        }
    }

    fn release(&mut self, _name: IfName) {}
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    fn name(text: &str) -> IfName {
        IfName::new(text).expect("the name fits")
    }

    #[test]
    fn a_taken_name_is_followed_by_the_next() {
        let mut naming = Monotonic::new();
        naming.reserve(name("vnet6"));
        let mut call = naming.begin(NamedKind::Tap, None);
        assert_eq!(naming.step(&mut call, None), NamingStep::Create(name("vnet7")));
        let taken = NamingAnswer::Created(Err(Failure::errno(16, "EBUSY")));
        assert_eq!(naming.step(&mut call, Some(taken)), NamingStep::Create(name("vnet8")));
        let made = NamingAnswer::Created(Ok(name("vnet8")));
        assert_eq!(naming.step(&mut call, Some(made)), NamingStep::Done(Named::Created));
    }

    #[test]
    fn other_failures_end_the_request() {
        let mut naming = Monotonic::new();
        let mut call = naming.begin(NamedKind::OnLower(MacvtapKind::Macvtap), None);
        assert_eq!(naming.step(&mut call, None), NamingStep::Create(name("macvtap0")));
        let failure = Failure::errno(1, "EPERM");
        let refused = NamingStep::Done(Named::Refused(failure.clone()));
        assert_eq!(naming.step(&mut call, Some(NamingAnswer::Created(Err(failure)))), refused);
    }

    #[test]
    fn templates_and_literals() {
        let mut naming = Monotonic::new();
        let mut template = naming.begin(NamedKind::Tap, Some(name("a%dz")));
        assert_eq!(naming.step(&mut template, None), NamingStep::Create(name("a0z")));
        let mut long = naming.begin(NamedKind::Tap, Some(name("fourteen-by-%dx")));
        assert_eq!(naming.step(&mut long, None), NamingStep::Create(name("fourteen-by-1x")));
        naming.reserve(name("vnet9999"));
        let mut full = naming.begin(NamedKind::Tap, Some(name("fourteen-by-%dx")));
        assert!(matches!(naming.step(&mut full, None), NamingStep::Done(Named::Refused(_))));
        let mut literal = naming.begin(NamedKind::Tap, Some(name("eth-guest")));
        assert_eq!(naming.step(&mut literal, None), NamingStep::Done(Named::Literal));
    }
}
