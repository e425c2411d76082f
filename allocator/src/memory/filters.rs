//! Network filters: a registry of bindings by the name of a device, and their rules.

use super::MemoryHost;
use crate::host::{ExistingFilter, Failure, FilterDriver, Incarnation, Key};
use crate::interface::Filter;
use crate::{IfName, Mac};
use std::collections::BTreeMap;

/// The bindings, by the name of the device. They outlive it.
pub(super) type Filters = BTreeMap<IfName, Binding>;

/// The binding of a filter to a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Who made it.
    pub owner: Incarnation,
    /// The filter.
    pub filter: Filter,
    /// The address of the guest's card.
    pub mac: Mac,
    /// The commands that made the rules.
    pub driver: FilterDriver,
    /// Whether it has rules: there are none if no device had the name when the binding was made.
    pub rules: bool,
}

impl MemoryHost {
    /// Makes a binding, and its rules if a device has the name (libvirt 9.0.0, `nwfilter_gentech_driver.c`: an absent
    /// device is a success without rules).
    ///
    /// # Errors
    /// The name has a binding, whoever made it, and it is neither adopted nor replaced (`virnwfilterbindingobjlist.c`).
    pub(super) fn create_filter(&mut self, name: IfName, mut binding: Binding, existing: ExistingFilter) -> Result<(), Failure> {
        match existing {
            ExistingFilter::Refused if self.filters.contains_key(&name) => {
                return Err(Failure::other(format!("binding '{name}' already exists")));
            }
            ExistingFilter::Adopted if self.filters.contains_key(&name) => return Ok(()),
            _ => {}
        }
        binding.rules = self.devices.get(name).is_some();
        self.filters.insert(name, binding);
        Ok(())
    }

    /// Removes a binding and its rules: whoever's with the name alone, which never compares the owner that a binding has
    /// (libvirt 9.0.0, `nwfilter_driver.c`).
    pub(super) fn delete_filter(&mut self, actor: Incarnation, name: IfName, key: Key) {
        if key == Key::Name || self.filters.get(&name).is_some_and(|binding| binding.owner == actor) {
            self.filters.remove(&name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{A, B, MAC_A, create_tap, done, host, name};
    use crate::host::ExistingFilter::{self, Adopted, Refused, Replaced};
    use crate::host::{FilterDriver, Host, HostOp, Key, Observe};
    use crate::interface::Filter;

    const DRIVER: FilterDriver = FilterDriver::Ebiptables;

    fn clean_traffic() -> Filter {
        Filter { name: "clean-traffic".to_owned(), parameters: Vec::new() }
    }

    fn create(filter: &Filter, existing: ExistingFilter) -> HostOp<'_> {
        HostOp::CreateFilter { name: name("vnet0"), filter, mac: MAC_A, driver: DRIVER, existing }
    }

    fn delete(key: Key) -> HostOp<'static> {
        HostOp::DeleteFilter { name: name("vnet0"), driver: DRIVER, key }
    }

    #[test]
    fn a_name_has_one_binding() {
        let (mut host, filter) = (host(), clean_traffic());
        create_tap(&mut host, A, "vnet0");
        done(&mut host, A, &create(&filter, Refused));
        let refused = host.perform(B, &create(&filter, Refused)).expect_err("there is one");
        assert!(refused.to_string().contains("already exists"), "{refused}");
        done(&mut host, B, &create(&filter, Adopted));
        assert!(host.belongings(B).filters.is_empty(), "adopted, it stays as it is");
        assert!(host.belongings(A).filters[0].1.rules);
    }

    #[test]
    fn without_a_registry_the_newest_has_the_rules_until_anybody_removes_them() {
        let (mut host, filter) = (host(), clean_traffic());
        create_tap(&mut host, A, "vnet0");
        done(&mut host, A, &create(&filter, Replaced));
        done(&mut host, B, &create(&filter, Replaced));
        assert!(host.belongings(A).filters.is_empty());
        assert_eq!(host.belongings(B).filters.len(), 1);
        done(&mut host, A, &delete(Key::Name));
        assert!(host.belongings(B).filters.is_empty(), "A's late cleanup");
    }

    #[test]
    fn without_a_device_there_are_no_rules() {
        let (mut host, filter) = (host(), clean_traffic());
        done(&mut host, A, &create(&filter, Refused));
        assert!(!host.belongings(A).filters[0].1.rules);
        create_tap(&mut host, A, "vnet0");
        assert!(host.observe().expect("it can be looked at").filters.is_empty());
    }

    #[test]
    fn rules_outlive_the_device_until_they_are_removed() {
        let (mut host, filter) = (host(), clean_traffic());
        create_tap(&mut host, A, "vnet0");
        done(&mut host, A, &create(&filter, Refused));
        host.daemon_crash(A);
        assert_eq!(host.observe().expect("it can be looked at").filters, [name("vnet0")]);
        done(&mut host, B, &delete(Key::Identity));
        assert_eq!(host.belongings(A).filters.len(), 1);
        done(&mut host, A, &delete(Key::Identity));
        done(&mut host, A, &delete(Key::Name));
        assert!(host.belongings(A).is_empty());
    }

    #[test]
    fn by_name_anybodys_is_removed() {
        let (mut host, filter) = (host(), clean_traffic());
        done(&mut host, A, &create(&filter, Refused));
        done(&mut host, B, &delete(Key::Name));
        assert!(host.belongings(A).is_empty());
    }
}
