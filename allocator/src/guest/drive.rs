//! A guest on a host, with nothing in between.

use super::{Guest, Next, Outcome};
use crate::host::Host;
use crate::names::Naming;

/// Drives the command of a guest to its end on a host. Without a command it is done at once.
pub fn drive<N: Naming>(guest: &mut Guest<N>, names: &mut N, host: &mut impl Host) -> Outcome {
    loop {
        let actor = guest.incarnation();
        let result = match guest.next(names) {
            Next::Op(op) => host.perform(actor, &op),
            Next::Ended(outcome) => return outcome,
            Next::Idle => return Outcome::Done,
        };
        guest.answer(result, names);
    }
}
