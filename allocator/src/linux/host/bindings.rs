//! The registry of filters: which name has one, and whose it is (libvirt 9.0.0, `virnwfilterbindingobjlist.c`).

use crate::IfName;
use crate::host::{ExistingFilter, Failure, Incarnation};
use std::collections::BTreeMap;

/// The bindings by name. They outlive the devices.
#[derive(Debug, Default)]
pub(super) struct Bindings {
    owners: BTreeMap<IfName, Incarnation>,
}

/// What the registry says to a binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Registered {
    /// It is new, and needs rules.
    New,
    /// There was one, which stays as it is.
    Adopted,
}

impl Bindings {
    /// Registers a binding.
    ///
    /// # Errors
    /// There is one of this name, which refuses another (`virNWFilterBindingObjListAdd`).
    pub(super) fn register(&mut self, name: IfName, owner: Incarnation, existing: ExistingFilter) -> Result<Registered, Failure> {
        match existing {
            ExistingFilter::Adopted if self.owners.contains_key(&name) => Ok(Registered::Adopted),
            ExistingFilter::Refused if self.owners.contains_key(&name) => {
                Err(Failure::other(format!("binding '{name}' already exists")))
            }
            _ => {
                self.owners.insert(name, owner);
                Ok(Registered::New)
            }
        }
    }

    pub(super) fn owner(&self, name: IfName) -> Option<Incarnation> {
        self.owners.get(&name).copied()
    }

    pub(super) fn remove(&mut self, name: IfName) {
        self.owners.remove(&name);
    }
}
