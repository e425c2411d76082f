//! Names from counters, each tried by creating its device exclusively.

use super::{NameCounter, NamePattern, Named, NamedKind, Naming, NamingAnswer, NamingStep};
use crate::host::{Failure, MacvtapKind};
use crate::{IfName, NAME_MAX};

/// The largest number of digits of a generated id; with any of the prefixes the name fits.
const MAX_ID: u64 = 99_999_999;

/// The most names that one request tries: more than a host has devices.
const TRIES_MAX: u64 = 1 << 20;

/// A generator whose numbers only go up, until they are spent and it begins again at 0. The kernel is the judge of a name: its device
/// is created exclusively, and where the name is taken the next one is tried. So there is no moment between a check and the creation,
/// and a number that comes again takes nothing from who has it.
///
/// This is the naming of a daemon that remembers nothing of the time before it was started, as a value that a simulation can copy and
/// compare. A real agent uses a [`NameAllocator`](super::NameAllocator), which promises more.
///
/// A request gives up when it has tried twice as many names as there are numbers, as names come and go meanwhile, or 2²⁰ of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Monotonic {
    taps: NameCounter,
    macvtaps: NameCounter,
    macvlans: NameCounter,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MonotonicCall {
    kind: NamedKind,
    /// `None` for a literal name.
    pattern: Option<NamePattern>,
    /// The number of names that were tried.
    tried: u64,
}

impl Monotonic {
    /// The generator of a daemon that has just started.
    pub fn new() -> Self {
        let counter = || NameCounter::new(MAX_ID);
        Self { taps: counter(), macvtaps: counter(), macvlans: counter() }
    }

    /// The same with a smaller largest number, behind which it begins again, for small state spaces.
    #[must_use]
    pub fn with_limit(self, max: u64) -> Self {
        let Self { taps, macvtaps, macvlans } = self;
        Self { taps: taps.with_limit(max), macvtaps: macvtaps.with_limit(max), macvlans: macvlans.with_limit(max) }
    }

    fn counter(&self, kind: NamedKind) -> &NameCounter {
        match kind {
            NamedKind::Tap => &self.taps,
            NamedKind::OnLower(MacvtapKind::Macvtap) => &self.macvtaps,
            NamedKind::OnLower(MacvtapKind::Macvlan) => &self.macvlans,
        }
    }

    fn next(&self, kind: NamedKind, pattern: NamePattern, tried: &mut u64) -> NamingStep {
        let refused = |why: String| NamingStep::Done(Named::Refused(Failure::other(why)));
        let counter = self.counter(kind);
        if *tried / 2 > counter.max() || *tried >= TRIES_MAX {
            return refused(format!("{tried} names were tried, and every one is taken"));
        }
        *tried += 1;
        match counter.next_or_first() {
            id if id < pattern.ids() => NamingStep::Create(pattern.name(id)),
            id => refused(format!("number {id} does not fit the template {pattern}: a name has at most {NAME_MAX} bytes")),
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
        let pattern = match wanted {
            None => Some(NamePattern::of_kind(kind)),
            Some(name) => NamePattern::parse(name.as_bytes()).ok(),
        };
        MonotonicCall { kind, pattern, tried: 0 }
    }

    fn step(&mut self, call: &mut MonotonicCall, answer: Option<NamingAnswer>) -> NamingStep {
        let MonotonicCall { kind, pattern, tried } = call;
        match (*pattern, answer) {
            (None, _) => NamingStep::Done(Named::Literal),
            (Some(_), Some(NamingAnswer::Created(Ok(_)))) => NamingStep::Done(Named::Created),
            (Some(_), Some(NamingAnswer::Created(Err(failure)))) if !failure.is_taken() => {
                NamingStep::Done(Named::Refused(failure))
            }
            (Some(pattern), _) => self.next(*kind, pattern, tried),
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
    fn behind_the_largest_number_it_begins_again() {
        let mut naming = Monotonic::new().with_limit(1);
        for expected in ["vnet0", "vnet1", "vnet0"] {
            let mut call = naming.begin(NamedKind::Tap, None);
            assert_eq!(naming.step(&mut call, None), NamingStep::Create(name(expected)));
        }
        assert_eq!(Monotonic::new().with_limit(u64::MAX), Monotonic::new());
        let mut naming = Monotonic::new();
        naming.reserve(name("vnet99999999"));
        let mut call = naming.begin(NamedKind::Tap, None);
        assert_eq!(naming.step(&mut call, None), NamingStep::Create(name("vnet0")));
    }

    /// The names that a request tries if every one is taken, from where the counter stands.
    fn tries(naming: &mut Monotonic) -> Vec<IfName> {
        let (mut call, mut tried, mut answer) = (naming.begin(NamedKind::Tap, None), Vec::new(), None);
        while let NamingStep::Create(name) = naming.step(&mut call, answer) {
            tried.push(name);
            answer = Some(NamingAnswer::Created(Err(Failure::errno(16, "EBUSY"))));
        }
        tried
    }

    #[test]
    fn a_request_tries_every_number_twice_before_it_gives_up() {
        let mut naming = Monotonic::new().with_limit(2);
        naming.reserve(name("vnet0"));
        assert_eq!(tries(&mut naming), ["vnet1", "vnet2", "vnet0", "vnet1", "vnet2", "vnet0"].map(name));
        assert_eq!(tries(&mut naming).len(), 6, "the next request begins anew");
        assert_eq!(tries(&mut Monotonic::new().with_limit(0)), [name("vnet0"); 2]);
        assert_eq!(tries(&mut Monotonic::new()).len() as u64, TRIES_MAX);
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
