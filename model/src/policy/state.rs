//! The state that all calls of one process share, and the calls themselves.

use super::bitmap_ids::Bitmaps;
use super::counter::Counters;
use super::{Answer, DeviceKind, Era, Outcome, Refusal, Request, Reserved, Step};
use super::{bitmap, kernel_template, macvtap_6_8, macvtap_scan, mail_v1, tap_6_8, unified};
use crate::until_nul;

/// What one process (one daemon) knows about names: the state shared by all its calls.
///
/// ```
/// use ifrace_model::policy::{Answer, DeviceKind, Era, Outcome, Policy, Presence, Request, Reserved};
/// use ifrace_model::IfName;
///
/// let mut policy = Policy::new(Era::Unified70);
/// assert_eq!(policy.reserve(b"vnet4"), Reserved::Raised);
///
/// let request = Request { kind: DeviceKind::Tap, wanted: None };
/// let (outcome, operations) = policy.run(request, &mut |_step| Answer::Exists(Presence::Absent), 10);
/// assert_eq!(outcome, Some(Outcome::Generated(IfName::cut(b"vnet5"))));
/// assert_eq!(operations, 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Policy {
    era: Era,
    state: State,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum State {
    Stateless,
    Bitmaps(Box<Bitmaps>),
    Counters(Counters),
}

impl Policy {
    /// The state of a daemon that has just started.
    pub fn new(era: Era) -> Self {
        let state = match era {
            Era::KernelTemplate | Era::MacvtapScan => State::Stateless,
            Era::MacvtapBitmap => State::Bitmaps(Box::new(Bitmaps::START)),
            Era::MailV1 | Era::Tap68 | Era::Macvtap68 | Era::Unified70 | Era::Unified90 => State::Counters(Counters::start(era)),
        };
        Self { era, state }
    }

    /// The same with counters that start again, or whose ring ends, at this id already, for small state spaces; no era has
    /// counters like these. An id above the era's own limit changes nothing, and so does any for an era without counters.
    #[must_use]
    pub fn with_limit(mut self, max_id: u32) -> Self {
        if let State::Counters(counters) = &mut self.state {
            counters.limit_to(max_id);
        }
        self
    }

    /// The era whose policy this is.
    pub fn era(&self) -> Era {
        self.era
    }

    /// The raw counter of this kind of device, the id that was handed out last; −1 at the start and after a wrap. `None` if
    /// the era has no counter for this kind.
    pub fn counter(&self, kind: DeviceKind) -> Option<i32> {
        match &self.state {
            State::Counters(counters) if self.era.kinds().contains(&kind) => Some(counters.last(kind)),
            _ => None,
        }
    }

    /// Reserves the name of a running guest's device, as the daemon does when it reconnects to the guest after a restart.
    /// The name ends at the first NUL.
    pub fn reserve(&mut self, name: &[u8]) -> Reserved {
        let name = until_nul(name);
        match &mut self.state {
            State::Stateless => Reserved::Ignored,
            State::Bitmaps(bitmaps) => bitmaps.reserve(name),
            State::Counters(counters) => match self.era {
                Era::MailV1 => mail_v1::reserve(counters, name),
                Era::Tap68 => tap_6_8::reserve(counters, name),
                Era::Macvtap68 => macvtap_6_8::reserve(counters, name),
                _ => unified::reserve(counters, name),
            },
        }
    }

    /// Releases a name after the deletion of its device, whether or not that succeeded, and when a start fails after the
    /// creation. Only the bitmap takes notice. The name ends at the first NUL.
    pub fn release(&mut self, name: &[u8]) {
        if let State::Bitmaps(bitmaps) = &mut self.state {
            bitmaps.release_name(until_nul(name));
        }
    }

    /// Restarts the daemon: everything is forgotten but the [limit](Self::with_limit).
    pub fn restart(&mut self) {
        match &mut self.state {
            State::Stateless => {}
            State::Bitmaps(bitmaps) => **bitmaps = Bitmaps::START,
            State::Counters(counters) => counters.restart(),
        }
    }

    /// Begins a call. Its first [`Call::step`] takes no answer. A wanted name ends at the first NUL.
    pub fn begin(&self, request: Request) -> Call {
        let Request { kind, mut wanted } = request;
        if let Some(name) = &mut wanted {
            name.truncate(until_nul(name).len());
        }
        let machine = match self.era {
            era if !era.kinds().contains(&kind) => Machine::Unsupported,
            Era::KernelTemplate => Machine::KernelTemplate(kernel_template::Machine::new(wanted)),
            Era::MacvtapScan => Machine::MacvtapScan(macvtap_scan::Machine::new(kind, wanted)),
            Era::MacvtapBitmap => Machine::Bitmap(bitmap::Machine::new(kind, wanted)),
            Era::MailV1 => Machine::MailV1(mail_v1::Machine::new(wanted)),
            Era::Tap68 => Machine::Tap68(tap_6_8::Machine::new(wanted)),
            Era::Macvtap68 => Machine::Macvtap68(macvtap_6_8::Machine::new(kind, wanted)),
            Era::Unified70 => Machine::Unified(unified::Machine::new(kind, wanted, false)),
            Era::Unified90 => Machine::Unified(unified::Machine::new(kind, wanted, true)),
        };
        Call { era: self.era, machine }
    }

    /// Drives one call to its end, with nothing else running in between: `host` answers every step but the last.
    ///
    /// Returns the outcome and the number of host operations; no outcome means that the call wanted more than `bound` of them.
    ///
    /// # Panics
    /// If `host` gives the wrong kind of answer.
    pub fn run(&mut self, request: Request, host: &mut dyn FnMut(Step) -> Answer, bound: u32) -> (Option<Outcome>, u32) {
        let mut call = self.begin(request);
        let (mut answer, mut operations) = (None, 0);
        loop {
            match call.step(self, answer) {
                Step::Done(outcome) => return (Some(outcome), operations),
                _ if operations == bound => return (None, operations),
                step => answer = Some(host(step)),
            }
            operations += 1;
        }
    }
}

/// One call for a name, between two steps.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Call {
    era: Era,
    machine: Machine,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Machine {
    Unsupported,
    KernelTemplate(kernel_template::Machine),
    MacvtapScan(macvtap_scan::Machine),
    Bitmap(bitmap::Machine),
    MailV1(mail_v1::Machine),
    Tap68(tap_6_8::Machine),
    Macvtap68(macvtap_6_8::Machine),
    Unified(unified::Machine),
}

impl Call {
    /// Takes the answer to the last step, or nothing the first time, and says what the call needs next. After [`Step::Done`]
    /// the call is over.
    ///
    /// # Panics
    /// On a programmer's error: an answer of the wrong kind, or a policy of another era than the one that began the call. A
    /// call that is over may panic or return anything.
    pub fn step(&mut self, policy: &mut Policy, answer: Option<Answer>) -> Step {
        assert_eq!(self.era, policy.era, "a call goes on with a policy of another era");
        match (&mut self.machine, &mut policy.state) {
            (Machine::Unsupported, _) => Step::Done(Outcome::Refused(Refusal::Unsupported)),
            (Machine::KernelTemplate(machine), _) => machine.step(answer),
            (Machine::MacvtapScan(machine), _) => machine.step(answer),
            (Machine::Bitmap(machine), State::Bitmaps(bitmaps)) => machine.step(bitmaps, answer),
            (Machine::MailV1(machine), State::Counters(counters)) => machine.step(counters, answer),
            (Machine::Tap68(machine), State::Counters(counters)) => machine.step(counters, answer),
            (Machine::Macvtap68(machine), State::Counters(counters)) => machine.step(counters, answer),
            (Machine::Unified(machine), State::Counters(counters)) => machine.step(counters, answer),
            (machine, state) => unreachable!("{machine:?} has no use for {state:?}"),
        }
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
