//! Status files, from which a restarted daemon knows its guests: one for each guest.

use super::super::op::Fault;
use super::super::owner::Owner;
use super::Host;
use super::guests::guest_of;

impl Host {
    /// Writes the file of the guest, over that of another start.
    ///
    /// # Errors
    /// The actor is no guest.
    pub(super) fn save_status(&mut self, actor: Owner) -> Result<(), Fault> {
        self.rest.status[guest_of(actor)?] = actor.start();
        Ok(())
    }

    /// Removes the file, if the actor's start wrote it.
    ///
    /// # Errors
    /// The actor is no guest.
    pub(super) fn remove_status(&mut self, actor: Owner) -> Result<(), Fault> {
        let status = &mut self.rest.status[guest_of(actor)?];
        if *status == actor.start() {
            *status = 0;
        }
        Ok(())
    }
}
