//! The generator of names of one daemon.

use super::NamesOf;
use ifrace_allocator::IfName;
use ifrace_allocator::host::{Failure, MacvtapKind};
use ifrace_allocator::names::{Monotonic, MonotonicCall, Named, NamedKind, Naming, NamingAnswer, NamingStep};
use ifrace_model::Errno;
use ifrace_model::policy::{Answer, Call, DeviceKind, Outcome, Policy, Presence, Request, Step};

/// The names of one daemon, as its release finds them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DaemonNames {
    /// One policy for all kinds of devices.
    One(Policy),
    /// One policy for taps, one for the others.
    Two(Policy, Policy),
    /// The allocator's own generator.
    Exclusive(Monotonic),
}

/// A request for a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DaemonCall {
    /// Of a policy of the model, for this kind of device.
    Policy(DeviceKind, Call),
    /// Of the allocator's own generator.
    Exclusive(MonotonicCall),
}

impl DaemonNames {
    /// The names of a daemon that has just started.
    pub fn new(names: NamesOf) -> Self {
        match names {
            NamesOf::Eras { taps, macvtaps } if taps == macvtaps => Self::One(Policy::new(taps)),
            NamesOf::Eras { taps, macvtaps } => Self::Two(Policy::new(taps), Policy::new(macvtaps)),
            NamesOf::Exclusive => Self::Exclusive(Monotonic::new()),
        }
    }

    fn policy(&mut self, kind: DeviceKind) -> Option<&mut Policy> {
        match self {
            Self::One(policy) => Some(policy),
            Self::Two(taps, _) if kind == DeviceKind::Tap => Some(taps),
            Self::Two(_, macvtaps) => Some(macvtaps),
            Self::Exclusive(_) => None,
        }
    }

    pub(super) fn policies(&mut self) -> impl Iterator<Item = &mut Policy> {
        match self {
            Self::One(policy) => vec![policy],
            Self::Two(taps, macvtaps) => vec![taps, macvtaps],
            Self::Exclusive(_) => Vec::new(),
        }
        .into_iter()
    }
}

impl Naming for DaemonNames {
    type Call = DaemonCall;

    fn begin(&mut self, kind: NamedKind, wanted: Option<IfName>) -> DaemonCall {
        let model_kind = device_kind(kind);
        match self {
            Self::Exclusive(names) => DaemonCall::Exclusive(names.begin(kind, wanted)),
            Self::One(policy) | Self::Two(policy, _) if model_kind == DeviceKind::Tap => begin(policy, model_kind, wanted),
            Self::One(policy) | Self::Two(_, policy) => begin(policy, model_kind, wanted),
        }
    }

    fn step(&mut self, call: &mut DaemonCall, answer: Option<NamingAnswer>) -> NamingStep {
        match (call, self) {
            (DaemonCall::Exclusive(call), Self::Exclusive(names)) => names.step(call, answer),
            (DaemonCall::Policy(kind, call), names) => match names.policy(*kind) {
                Some(policy) => step(call.step(policy, answer.map(to_model))),
                None => foreign_call(),
            },
            (DaemonCall::Exclusive(_), _) => foreign_call(),
        }
    }

    fn reserve(&mut self, name: IfName) {
        if let Self::Exclusive(names) = self {
            names.reserve(name);
        }
        for policy in self.policies() {
            policy.reserve(name.as_bytes());
        }
    }

    fn release(&mut self, name: IfName) {
        for policy in self.policies() {
            policy.release(name.as_bytes());
        }
    }
}

fn begin(policy: &Policy, kind: DeviceKind, wanted: Option<IfName>) -> DaemonCall {
    DaemonCall::Policy(kind, policy.begin(Request { kind, wanted: wanted.map(|name| name.as_bytes().to_vec()) }))
}

/// A daemon has one generator for all its life.
fn foreign_call() -> NamingStep {
    NamingStep::Done(Named::Refused(Failure::other("the request belongs to another generator of names")))
}

const fn device_kind(kind: NamedKind) -> DeviceKind {
    match kind {
        NamedKind::Tap => DeviceKind::Tap,
        NamedKind::OnLower(MacvtapKind::Macvtap) => DeviceKind::Macvtap,
        NamedKind::OnLower(MacvtapKind::Macvlan) => DeviceKind::Macvlan,
    }
}

fn step(step: Step) -> NamingStep {
    match step {
        Step::Probe(name) => fits(name, NamingStep::Probe),
        Step::Create(name) => fits(name, NamingStep::Create),
        Step::Done(Outcome::Generated(name)) => fits(name, |name| NamingStep::Done(Named::Picked(name))),
        Step::Done(Outcome::Literal) => NamingStep::Done(Named::Literal),
        Step::Done(Outcome::Created(_)) => NamingStep::Done(Named::Created),
        Step::Done(Outcome::Refused(refusal)) => NamingStep::Done(Named::Refused(Failure::other(refusal.to_string()))),
    }
}

fn fits(name: ifrace_model::IfName, then: impl Fn(IfName) -> NamingStep) -> NamingStep {
    match IfName::new(name.as_bytes()) {
        Some(name) => then(name),
        None => NamingStep::Done(Named::Refused(Failure::other("the generated name is empty"))),
    }
}

fn to_model(answer: NamingAnswer) -> Answer {
    match answer {
        NamingAnswer::Exists(Ok(true)) => Answer::Exists(Presence::Present),
        NamingAnswer::Exists(Ok(false)) => Answer::Exists(Presence::Absent),
        NamingAnswer::Exists(Err(_)) => Answer::Exists(Presence::Failed),
        NamingAnswer::Created(Ok(name)) => Answer::Created(Ok(ifrace_model::IfName::cut(name.as_bytes()))),
        // A failure without a number of its own ends the request as an invalid argument would.
        NamingAnswer::Created(Err(why)) => Answer::Created(Err(Errno::from_number(why.errno).unwrap_or(Errno::EINVAL))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Release;
    use super::*;

    fn first_steps(release: &str, kind: NamedKind, wanted: Option<&str>) -> NamingStep {
        let mut names = Release::find(release).unwrap().daemon();
        names.reserve(IfName::new("vnet4").unwrap());
        let mut call = names.begin(kind, wanted.and_then(IfName::new));
        names.step(&mut call, None)
    }

    #[test]
    fn releases_name_taps_in_their_way() {
        let name = |text| IfName::new(text).unwrap();
        assert_eq!(first_steps("6.6", NamedKind::Tap, None), NamingStep::Create(name("vnet%d")));
        assert_eq!(first_steps("7.0", NamedKind::Tap, None), NamingStep::Probe(name("vnet5")));
        assert_eq!(first_steps("11.3", NamedKind::Tap, Some("my%d")), NamingStep::Probe(name("my5")));
        assert_eq!(first_steps("hardened", NamedKind::Tap, None), NamingStep::Create(name("vnet5")));
    }

    #[test]
    fn a_policy_may_create_by_itself() {
        let mut names = Release::find("6.6").unwrap().daemon();
        let mut call = names.begin(NamedKind::OnLower(MacvtapKind::Macvtap), None);
        let name = IfName::new("macvtap0").unwrap();
        assert_eq!(names.step(&mut call, None), NamingStep::Create(name));
        let created = NamingAnswer::Created(Ok(name));
        assert_eq!(names.step(&mut call, Some(created)), NamingStep::Done(Named::Created));
    }
}
