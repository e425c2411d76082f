//! Network filters: a binding, and the rules of one of two drivers.

use super::bindings::Registered;
use super::rule_set::RuleSet;
use super::{LinuxHost, patterns};
use crate::host::{ExistingFilter, Failure, FilterDriver, Incarnation, Key};
use crate::interface::Filter;
use crate::linux::OsError;
use crate::{IfName, Mac};

impl LinuxHost {
    /// Makes a binding and its rules; no rules if no device has the name (libvirt 9.0.0, `virNWFilterInstantiateFilterUpdate`).
    /// What is to be replaced is removed first, by its name.
    ///
    /// # Errors
    /// The name has a binding that refuses another; the filter is not known; the commands are missing or fail. Then there is neither binding nor rule.
    pub(super) fn create_filter(
        &mut self,
        actor: Incarnation,
        name: IfName,
        (filter, mac): (&Filter, Mac),
        driver: FilterDriver,
        existing: ExistingFilter,
    ) -> Result<(), Failure> {
        let rules = RuleSet::of(filter, mac)?;
        if existing == ExistingFilter::Replaced {
            self.delete_filter(actor, name, driver, Key::Name)?;
        }
        if self.bindings.register(name, actor, existing)? == Registered::Adopted {
            return Ok(());
        }
        let result = self.instantiate(actor, name, &rules, driver);
        if result.is_err() {
            self.bindings.remove(name);
        }
        result
    }

    fn instantiate(&mut self, actor: Incarnation, name: IfName, rules: &RuleSet, driver: FilterDriver) -> Result<(), Failure> {
        let index = match self.ioctl.index_of(name.as_bytes()) {
            Ok(index) => index,
            Err(OsError { errno: libc::ENODEV, .. }) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        match driver {
            FilterDriver::Ebiptables if patterns::matches_others(name) => return Err(patterns::refused(name)),
            FilterDriver::Ebiptables => self.runner.apply_ebiptables(name, rules)?,
            FilterDriver::Nftables => self.runner.apply_nftables(actor, name, index, rules)?,
        }
        // As libvirt does: the rules may have been made for a device that is gone.
        if self.ioctl.index_of(name.as_bytes()) == Ok(index) { Ok(()) } else { self.tear_down(name, driver) }
    }

    /// Removes the rules and the binding; that there are none is no failure. By identity it removes only what the actor made:
    /// with `nft` the chains that bear its mark, with `ebtables` and `iptables`, whose chains bear none, all or nothing after
    /// what the registry says.
    ///
    /// # Errors
    /// The commands are missing.
    pub(super) fn delete_filter(
        &mut self,
        actor: Incarnation,
        name: IfName,
        driver: FilterDriver,
        key: Key,
    ) -> Result<(), Failure> {
        let owned = self.bindings.owner(name) == Some(actor);
        match (key, driver) {
            (Key::Name, _) => self.tear_down(name, driver)?,
            (Key::Identity, FilterDriver::Ebiptables) if owned => self.tear_down(name, driver)?,
            (Key::Identity, FilterDriver::Ebiptables) => {}
            (Key::Identity, FilterDriver::Nftables) => self.runner.remove_nftables(name, Some(actor))?,
        }
        if owned || key == Key::Name {
            self.bindings.remove(name);
        }
        Ok(())
    }

    fn tear_down(&mut self, name: IfName, driver: FilterDriver) -> Result<(), Failure> {
        match driver {
            // Such a name never got rules, and its commands would remove those of others.
            FilterDriver::Ebiptables if patterns::matches_others(name) => Ok(()),
            FilterDriver::Ebiptables => self.runner.remove_ebiptables(name),
            FilterDriver::Nftables => self.runner.remove_nftables(name, None),
        }
    }
}
