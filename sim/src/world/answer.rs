//! The host's answer, as the guest's daemon gets it.

use super::known::Known;
use super::names::Names;
use super::op::{Answer, Fault};
use super::stage::Stage;
use ifrace_allocator::host::{Failure, Found, Reply};

impl Answer {
    /// The same with the numbers of devices and rows as the guest knows them.
    pub(super) const fn known_by(self, guest: u8) -> Self {
        match self {
            Self::Found(Some((index, kind))) => Self::Found(Some((Known::by(guest, index), kind))),
            Self::Device { name, index } => Self::Device { name, index: Known::by(guest, index) },
            Self::Row(row) => Self::Row(Known::by(guest, row)),
            other => other,
        }
    }

    /// In the allocator's terms.
    pub(super) fn result(self, stage: &Stage, names: &Names) -> Result<Reply, Failure> {
        Ok(match self {
            Self::Done => Reply::Done,
            Self::Exists(exists) => Reply::Exists(exists),
            Self::Found(found) => Reply::Found(found.map(|(index, kind)| Found { index: index.into(), kind })),
            Self::Device { name, index } => match names.name(name) {
                Some(name) => Reply::Device { name, index: index.into() },
                None => return Err(Failure::other("the host gave a name that it does not know")),
            },
            Self::Port(network) => Reply::Port(stage.actual(network)),
            Self::Row(row) => Reply::OvsPort(row.into()),
            Self::Failed(fault) => return Err(fault.failure()),
        })
    }
}

impl Fault {
    /// What the guest is told.
    pub fn failure(self) -> Failure {
        match self {
            Self::Ebusy => Failure::errno(16, "EBUSY"),
            Self::Eexist => Failure::errno(17, "EEXIST"),
            Self::Einval => Failure::errno(22, "EINVAL"),
            Self::Enodev => Failure::errno(19, "ENODEV"),
            Self::Enoent => Failure::errno(2, "ENOENT"),
            Self::E2big => Failure::errno(7, "E2BIG"),
            Self::Ebadfd => Failure::errno(77, "EBADFD"),
            Self::Eopnotsupp => Failure::errno(95, "EOPNOTSUPP"),
            Self::Enfile => Failure::errno(23, "ENFILE"),
            Self::Emfile => Failure::errno(24, "EMFILE"),
            Self::Enomem => Failure::errno(12, "ENOMEM"),
            Self::Eperm => Failure::errno(1, "EPERM"),
            Self::Eio => Failure::errno(5, "EIO"),
            Self::Program => Failure::other("the command failed"),
            Self::BindingExists => Failure::other("the binding already exists"),
            Self::PortExists => Failure::other("a port of that name already exists"),
            Self::PortElsewhere => Failure::other("the port is attached to another bridge"),
            Self::NotRunning => Failure::other("the hypervisor is not running"),
            Self::Hypervisor => Failure::other("the hypervisor failed"),
        }
    }
}
