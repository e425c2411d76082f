//! The slots of a host: found by a scan, kept sorted, and gone when they are empty.

use super::super::op::{DeviceId, Fault, Index, NameId, Wanted};
use super::super::owner::Owner;
use super::{Host, HostNames, Rest, SLOTS_MAX, Slot};

impl Host {
    /// A host with these slots, which are sorted by name, each once, none of them empty. More than there are places for make it
    /// [too small](Rest::too_small).
    pub fn from_slots(slots: &[Slot], rest: Rest) -> Self {
        debug_assert!(slots.is_sorted_by(|a, b| a.name < b.name) && !slots.iter().any(Slot::is_empty));
        let mut host = Self { rest, ..Self::default() };
        host.rest.too_small |= slots.len() > SLOTS_MAX;
        for (place, slot) in host.slots.iter_mut().zip(slots) {
            *place = *slot;
            host.used += 1;
        }
        host
    }

    /// Everything about the names that there is something about, sorted by name.
    #[inline]
    pub fn slots(&self) -> &[Slot] {
        &self.slots[..usize::from(self.used)]
    }

    /// Everything about a name; `None` if there is nothing.
    #[inline]
    pub fn slot(&self, name: NameId) -> Option<&Slot> {
        self.slots().iter().find(|slot| slot.name == name)
    }

    /// Whether a device bears the name that is no furniture.
    #[inline]
    pub fn has_device(&self, name: NameId) -> bool {
        self.slot(name).is_some_and(Slot::has_device)
    }

    /// The numbers of the devices.
    pub fn live_indices(&self) -> impl Iterator<Item = Index> {
        self.slots().iter().map(|slot| slot.index).filter(|index| *index != 0)
    }

    /// The numbers of the rows of Open vSwitch.
    pub fn live_rows(&self) -> impl Iterator<Item = Index> {
        self.slots().iter().map(|slot| slot.row).filter(|row| *row != 0)
    }

    #[inline]
    pub(super) fn slots_mut(&mut self) -> &mut [Slot] {
        &mut self.slots[..usize::from(self.used)]
    }

    #[inline]
    pub(super) fn slot_mut(&mut self, name: NameId) -> Option<&mut Slot> {
        self.slots_mut().iter_mut().find(|slot| slot.name == name)
    }

    /// The place of the first slot that matches.
    #[inline]
    pub(super) fn place(&self, is_it: impl Fn(&Slot) -> bool) -> Option<usize> {
        self.slots().iter().position(is_it)
    }

    /// The place of the device that an actor means.
    pub(super) fn place_meant(&self, actor: Owner, device: DeviceId) -> Option<usize> {
        let at = self.place_of(device)?;
        let is_own = self.slots[at].creator.guest() == actor.guest() && actor.guest().is_some();
        (is_own || !matches!(device, DeviceId::Own(_))).then_some(at)
    }

    /// The place of a device, whoever's.
    #[inline]
    pub(super) fn place_of(&self, device: DeviceId) -> Option<usize> {
        match device {
            DeviceId::Name(name) | DeviceId::Own(name) => self.place(|slot| slot.name == name && slot.has_device()),
            DeviceId::Index(index) => self.place(|slot| slot.index == index && slot.has_device()),
        }
    }

    /// The device of a name; `None` for furniture, which exists, but of which nothing is kept.
    ///
    /// # Errors
    /// `ENODEV` if there is no such device.
    #[inline]
    pub(super) fn require(&mut self, names: &impl HostNames, name: NameId) -> Result<Option<&mut Slot>, Fault> {
        match self.place_of(DeviceId::Name(name)) {
            Some(at) => Ok(self.slots.get_mut(at)),
            None if names.is_furniture(name) => Ok(None),
            None => Err(Fault::Enodev),
        }
    }

    /// The name of a new device. That a wanted name is free is the caller's to ask.
    ///
    /// # Errors
    /// `ENFILE` if every id of a template is taken.
    pub(super) fn pick(&self, names: &mut impl HostNames, wanted: Wanted) -> Result<NameId, Fault> {
        match wanted {
            Wanted::Name(name) => Ok(name),
            Wanted::Template(template) => names.lowest_free(template, &mut |name| self.has_device(name)).ok_or(Fault::Enfile),
        }
    }

    /// The slot of a name, an empty one if there was nothing: the caller puts something in.
    ///
    /// # Errors
    /// There is no room for another name.
    #[inline]
    pub(super) fn entry(&mut self, name: NameId) -> Result<&mut Slot, Fault> {
        let used = usize::from(self.used);
        let at = self.place(|slot| slot.name >= name).unwrap_or(used);
        if at == used || self.slots[at].name != name {
            if used == SLOTS_MAX {
                return Err(self.is_too_small());
            }
            self.slots.copy_within(at..used, at + 1);
            self.slots[at] = Slot { name, ..Slot::default() };
            self.used += 1;
        }
        Ok(&mut self.slots[at])
    }

    /// Removes the slot at a place if nothing is left in it.
    #[inline]
    pub(super) fn tidy(&mut self, at: usize) {
        if self.slots[at].is_empty() {
            let used = usize::from(self.used);
            self.slots.copy_within(at + 1..used, at);
            self.slots[used - 1] = Slot::default();
            self.used -= 1;
        }
    }

    /// The device at a place is gone, and what is bound to it.
    #[inline]
    pub(super) fn remove_device(&mut self, at: usize) {
        self.slots[at].clear_device();
        self.tidy(at);
    }

    /// Changes the slot of a name, if there is one; it may be left empty.
    #[inline]
    pub(super) fn alter(&mut self, name: NameId, change: impl FnOnce(&mut Slot)) {
        if let Some(at) = self.place(|slot| slot.name == name) {
            change(&mut self.slots[at]);
            self.tidy(at);
        }
    }

    /// Something does not fit in: the world ends here.
    #[cold]
    pub(super) const fn is_too_small(&mut self) -> Fault {
        self.rest.too_small = true;
        Fault::Enomem
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_names::{A, B, done, perform, tap};
    use super::{Fault, Host, NameId, SLOTS_MAX};
    use crate::world::op::{Answer, Bound, Op};

    fn names(host: &Host) -> Vec<NameId> {
        host.slots().iter().map(|slot| slot.name).collect()
    }

    #[test]
    fn slots_are_sorted_and_go_when_nothing_is_left() {
        let mut host = Host::default();
        for (name, index) in [(5, 1), (2, 2), (9, 3)] {
            tap(&mut host, A, index, name);
        }
        done(&mut host, B, Op::CreateFilter { name: 5, bound: Bound::Refused });
        assert_eq!((names(&host), host.live_indices().collect()), (vec![2, 5, 9], vec![2, 1, 3]));
        host.daemon_dies(A);
        assert_eq!((names(&host), host.has_device(5)), (vec![5], false));
        done(&mut host, B, Op::DeleteFilter { name: 5, own: true });
        assert_eq!(host, Host::default(), "equal hosts are equal bits");
    }

    #[test]
    fn a_host_is_made_of_its_parts() {
        let mut host = Host::default();
        tap(&mut host, A, 1, 3);
        tap(&mut host, B, 2, 4);
        done(&mut host, A, Op::Spawn);
        assert_eq!(Host::from_slots(host.slots(), host.rest), host);
    }

    #[test]
    fn a_name_more_than_there_are_places_is_said() {
        let mut host = Host::default();
        let last = SLOTS_MAX as NameId;
        for name in 1..=last {
            done(&mut host, A, Op::CreateFilter { name, bound: Bound::Refused });
        }
        tap(&mut host, A, 1, last);
        assert!(!host.rest.too_small);
        let answer = perform(&mut host, A, 1, Op::CreateFilter { name: 50, bound: Bound::Refused });
        assert_eq!((answer, host.rest.too_small, host.slots().len()), (Answer::Failed(Fault::Enomem), true, SLOTS_MAX));
    }
}
