//! Fresh namespaces, one for each scene.

use super::LiveSite;
use super::lacking::Machine;
use ifrace_allocator::IfName;
use ifrace_allocator::host::{Failure, Host, HostOp, MacvtapKind, Reply};
use ifrace_allocator::interface::MacvtapMode;
use ifrace_allocator::linux::host::PrivateOpenVswitch;
use ifrace_allocator::linux::netns::{NetnsError, PrivateNetns};
use ifrace_allocator::rules::Rules;
use ifrace_sim::repro::{Maker, Needs, NoSite};
use ifrace_sim::scene::{FOREIGN, Site};
use std::cell::RefCell;
use std::rc::Rc;

/// Makes hosts of real devices, each in a network namespace of its own.
#[derive(Debug)]
pub struct LiveMaker {
    netns: Rc<RefCell<PrivateNetns>>,
    machine: Machine,
    /// Whether a macvtap can be opened, once it was tried.
    macvtap: Option<Result<(), Failure>>,
}

impl LiveMaker {
    /// Moves the calling thread into a private network namespace, for ever; without root the process into a user namespace before.
    ///
    /// # Errors
    /// As for [`PrivateNetns::enter`].
    pub fn enter() -> Result<Self, NetnsError> {
        let netns = PrivateNetns::enter()?;
        let machine = Machine::of(&netns)?;
        Ok(Self { netns: Rc::new(RefCell::new(netns)), machine, macvtap: None })
    }

    fn lacks(&mut self, needs: &[Needs], rules: &Rules) -> Vec<String> {
        let mut lacks = self.machine.lacks(needs, rules);
        if lacks.is_empty() && needs.contains(&Needs::Macvtaps) {
            let netns = &self.netns;
            let tried = self.macvtap.get_or_insert_with(|| try_macvtap(LiveSite::new(Rc::clone(netns), None)?));
            let failure = tried.as_ref().err();
            lacks.extend(failure.map(|failure| format!("the device of a macvtap cannot be opened: {failure} (run as root)")));
        }
        lacks
    }
}

impl Maker for LiveMaker {
    type Site = LiveSite;

    fn fresh(&mut self, needs: &[Needs], rules: &Rules) -> Result<LiveSite, NoSite> {
        let missing = self.lacks(needs, rules);
        if !missing.is_empty() {
            return Err(NoSite::Missing(missing));
        }
        // What is left of the last scene dies with its namespace.
        let renewed = self.netns.borrow_mut().renew();
        renewed.map_err(|error| NoSite::Failed(Failure::other(format!("no fresh network namespace: {error}"))))?;
        let switch = needs.contains(&Needs::OpenVswitch).then(PrivateOpenVswitch::start).transpose();
        let named = |why| NoSite::Failed(Failure::other(format!("a private Open vSwitch cannot be started: {why}")));
        let switch = switch.map_err(named)?;
        LiveSite::new(Rc::clone(&self.netns), switch).map_err(NoSite::Failed)
    }
}

/// Opens a macvtap, for which an ordinary user needs more than a namespace.
fn try_macvtap(mut site: LiveSite) -> Result<(), Failure> {
    let names = [IfName::new("ifrace-lower"), IfName::new("ifrace-probe")];
    let [Some(lower), Some(name)] = names else { return Ok(()) };
    site.add_lower(lower)?;
    let (kind, mode) = (MacvtapKind::Macvtap, MacvtapMode::Bridge);
    match site.perform(FOREIGN, &HostOp::CreateMacvtap { name, kind, lower, mode, mac: None })? {
        Reply::Device { name, index } => site.perform(FOREIGN, &HostOp::OpenMacvtap { name, index }).map(drop),
        reply => Err(Failure::other(format!("the creation of a macvtap was answered by {reply}"))),
    }
}
