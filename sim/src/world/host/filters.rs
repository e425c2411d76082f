//! Network filters: bindings by the name of a device, which they outlive, and their rules.

use super::super::op::{Bound, Fault, NameId};
use super::super::owner::Owner;
use super::{Host, HostNames, Slot};

impl Host {
    /// Makes a binding, and its rules if a device has the name (libvirt 9.0.0, `nwfilter_gentech_driver.c`: an absent device is a
    /// success without rules).
    ///
    /// # Errors
    /// The name has a binding, whoever made it (`virnwfilterbindingobjlist.c`), and `bound` refuses that.
    pub(super) fn create_filter(
        &mut self,
        names: &impl HostNames,
        actor: Owner,
        name: NameId,
        bound: Bound,
    ) -> Result<(), Fault> {
        let slot = self.entry(name)?;
        if slot.filter.is_some() && bound != Bound::Replaced {
            return if bound == Bound::Adopted { Ok(()) } else { Err(Fault::BindingExists) };
        }
        slot.filter = actor;
        slot.set(Slot::RULES, slot.has_device() || names.is_furniture(name));
        Ok(())
    }

    /// Removes a binding and its rules: whoever's with the name alone, which never compares the owner that a binding has
    /// (libvirt 9.0.0, `nwfilter_driver.c`).
    pub(super) fn delete_filter(&mut self, actor: Owner, name: NameId, own: bool) {
        self.alter(name, |slot| {
            if !own || slot.filter == actor {
                slot.filter = Owner::NOBODY;
                slot.set(Slot::RULES, false);
            }
        });
    }
}
