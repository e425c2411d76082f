//! How daemons and hypervisors die.

use super::book::Cause;
use super::owner::Owner;
use super::property::Property;
use super::state::State;
use super::system::{Infos, World, bits};
use crate::system::Seen;

impl<const WORDS: usize> World<WORDS> {
    /// Which daemons can die, and which hypervisors.
    pub(super) fn deaths(&self, state: &State, infos: &Infos) -> u64 {
        let (stage, left) = (&self.stage, state.left);
        let knows = |daemon: usize| infos.iter().zip(&stage.daemon_of).any(|(info, of)| usize::from(*of) == daemon && info.up);
        let daemons = bits((0..stage.daemons()).map(|daemon| left.daemon_deaths > 0 && knows(daemon)));
        let alive = infos[..stage.guests()].iter().enumerate().map(|(guest, info)| Self::is_alive(state, guest as u8, info));
        let hypervisors = if left.hypervisor_deaths > 0 { bits(alive) } else { 0 };
        daemons | hypervisors << stage.daemons()
    }

    pub(super) fn daemon_dies(&mut self, state: &mut State, daemon: u8) -> Seen {
        state.left.daemon_deaths -= 1;
        state.restarted = true;
        let mut reached = 0;
        for guest in 0..self.stage.guests() {
            if self.stage.daemon_of[guest] != daemon {
                continue;
            }
            let info = self.notes.info(state.locals[guest]);
            if info.busy {
                reached |= Property::DaemonDied.bit();
            }
            state.host.daemon_dies(Owner::new(guest as u8, info.start));
            let alive = Self::is_alive(state, guest as u8, &info);
            let counters = state.counters[usize::from(daemon)];
            let followed = self.notes.follow(state.locals[guest], Cause::DaemonDies { alive }, counters);
            state.locals[guest] = followed.local;
            state.host.rest.too_small |= followed.full;
        }
        state.counters[usize::from(daemon)] = self.first.counters[usize::from(daemon)];
        Seen { violated: 0, reached }
    }

    pub(super) fn hypervisor_dies(&mut self, state: &mut State, guest: u8) -> Seen {
        let place = usize::from(guest);
        let info = self.notes.info(state.locals[place]);
        state.host.hypervisor_dies(Owner::new(guest, info.start));
        let daemon = usize::from(self.stage.daemon_of[place]);
        let followed = self.notes.follow(state.locals[place], Cause::HypervisorDies, state.counters[daemon]);
        (state.locals[place], state.counters[daemon]) = (followed.local, followed.counters);
        state.host.rest.too_small |= followed.full;
        Seen { violated: 0, reached: Property::HypervisorDied.bit() }
    }
}
