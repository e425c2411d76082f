//! Ports in networks of libvirt.

use super::super::op::{Answer, Fault};
use super::super::owner::Owner;
use super::guests::guest_of;
use super::{Host, HostNames};

impl Host {
    /// Takes a port for a card, or takes again the one that the actor has (libvirt 9.0.0: at reconnect,
    /// `qemuProcessNotifyNets`). One of another start is lost: it has an identity of its own, which nobody knows any more.
    ///
    /// # Errors
    /// The actor is no guest.
    pub(super) fn create_port(&mut self, names: &impl HostNames, actor: Owner, network: u8, card: u8) -> Result<Answer, Fault> {
        let port = &mut self.rest.ports[guest_of(actor)?][usize::from(card)];
        self.rest.lost |= *port != 0 && *port != actor.start();
        *port = actor.start();
        Ok(Answer::Port(names.actual_of(network)))
    }

    /// Gives the port of the actor's own start back.
    ///
    /// # Errors
    /// The actor is no guest.
    pub(super) fn delete_port(&mut self, actor: Owner, card: u8) -> Result<(), Fault> {
        let port = &mut self.rest.ports[guest_of(actor)?][usize::from(card)];
        if *port == actor.start() {
            *port = 0;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_names::{A, A_AGAIN, B, done, perform};
    use super::{Answer, Fault, Host, Owner};
    use crate::world::op::Op;

    #[test]
    fn a_port_is_its_starts_alone() {
        let mut host = Host::default();
        let create = Op::CreatePort { network: 1, card: 2 };
        for _ in 0..2 {
            assert_eq!(perform(&mut host, A, 0, create), Answer::Port(11));
        }
        done(&mut host, B, Op::DeletePort { card: 2 });
        done(&mut host, A_AGAIN, Op::DeletePort { card: 2 });
        assert_eq!((host.rest.ports[0][2], host.rest.lost), (1, false));
        assert_eq!(perform(&mut host, A_AGAIN, 0, create), Answer::Port(11));
        assert_eq!((host.rest.ports[0][2], host.rest.lost), (2, true));
        assert_eq!(perform(&mut host, Owner::FOREIGN, 0, create), Answer::Failed(Fault::Eperm));
    }
}
