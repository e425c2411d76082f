//! The rules that let an address pass from a device (`mac_filter` of `qemu.conf`). They outlive the device.

use super::super::op::{Fault, NameId};
use super::super::owner::Owner;
use super::guests::guest_of;
use super::{CARDS_MAX, Host};

impl Host {
    /// # Errors
    /// The actor is no guest.
    pub(super) fn allow_mac(&mut self, actor: Owner, name: NameId, card: u8) -> Result<(), Fault> {
        let rule = rule(actor, card)?;
        self.entry(name)?.mac_rules |= rule;
        Ok(())
    }

    /// Removes the rule for the address of the actor's card, whichever start made it.
    ///
    /// # Errors
    /// The actor is no guest.
    pub(super) fn disallow_mac(&mut self, actor: Owner, name: NameId, card: u8) -> Result<(), Fault> {
        let rule = rule(actor, card)?;
        self.alter(name, |slot| slot.mac_rules &= !rule);
        Ok(())
    }
}

/// The bit of a card's address.
fn rule(actor: Owner, card: u8) -> Result<u32, Fault> {
    Ok(1 << (CARDS_MAX * guest_of(actor)? + usize::from(card)))
}
