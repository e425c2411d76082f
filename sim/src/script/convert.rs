//! Between lines of a script and operations of the model.

use super::line::{Line, LinkFlag, LookupVia, RenameVia as ViaText, TunFlag, User};
use super::text::{from_fields, to_fields};
use ifrace_model::kernel::{Caller, MTU_MAX, MTU_MIN, NewLink, Operation, RenameVia, Selector, TunSetIff, Via};

/// What is wrong with a line that needs a name and has none.
pub(crate) const NAME_MISSING: &str = "a \"name\" or \"name_hex\" is missing";

type Field = Option<String>;

fn name(text: &Field, hex: &Field) -> Result<Option<Vec<u8>>, String> {
    from_fields("name", text.as_deref(), hex.as_deref())
}

fn needed(text: &Field, hex: &Field) -> Result<Vec<u8>, String> {
    name(text, hex)?.ok_or_else(|| NAME_MISSING.to_owned())
}

impl Line {
    pub(super) fn to_operation(&self) -> Result<Operation, String> {
        Ok(match self {
            Self::Tun { .. } => Operation::Tun(self.to_tun()?),
            Self::Newlink { .. } => Operation::NewLink(self.to_new_link()?),
            Self::Close { index } => Operation::Close { index: *index },
            Self::Rename { index, name: text, name_hex, via } => {
                Operation::Rename { index: *index, name: needed(text, name_hex)?, via: via.to_model() }
            }
            Self::AltnameAdd { index, name: text, name_hex } => {
                Operation::AltnameAdd { index: *index, name: needed(text, name_hex)? }
            }
            Self::AltnameDel { index, name: text, name_hex } => {
                Operation::AltnameDel { index: *index, name: needed(text, name_hex)? }
            }
            Self::Mtu { index, mtu } if (MTU_MIN..=MTU_MAX).contains(mtu) => Operation::Mtu { index: *index, mtu: *mtu },
            Self::Mtu { .. } => return Err(format!("\"mtu\" lies between {MTU_MIN} and {MTU_MAX}")),
            Self::Delete { index, name: text, name_hex, group } => {
                Operation::Delete(Selector { index: *index, name: name(text, name_hex)?, group: *group })
            }
            Self::Lookup { name: text, name_hex, via } => {
                Operation::Lookup { name: needed(text, name_hex)?, via: via.to_model() }
            }
        })
    }

    fn to_tun(&self) -> Result<TunSetIff, String> {
        let Self::Tun { name: text, name_hex, flags, owner, group, caller } = self else { return Ok(TunSetIff::default()) };
        let has = |flag| flags.contains(&flag);
        Ok(TunSetIff {
            name: name(text, name_hex)?.unwrap_or_default(),
            tun: has(TunFlag::Tun),
            tap: has(TunFlag::Tap),
            excl: has(TunFlag::Excl),
            multi_queue: has(TunFlag::MultiQueue),
            persist: has(TunFlag::Persist),
            owner: *owner,
            group: *group,
            caller: caller.map_or(Caller::Admin, |User { uid, gid }| Caller::User { uid, gid }),
        })
    }

    fn to_new_link(&self) -> Result<NewLink, String> {
        let Self::Newlink { kind, name: text, name_hex, peer, peer_hex, link, group, index, flags } = self else {
            return Ok(NewLink::default());
        };
        let has = |flag| flags.contains(&flag);
        Ok(NewLink {
            kind: kind.as_bytes().to_vec(),
            name: name(text, name_hex)?,
            peer: from_fields("peer", peer.as_deref(), peer_hex.as_deref())?,
            link: *link,
            group: *group,
            index: *index,
            create: has(LinkFlag::Create),
            excl: has(LinkFlag::Excl),
            replace: has(LinkFlag::Replace),
        })
    }

    pub(super) fn from_operation(operation: &Operation) -> Self {
        match operation {
            Operation::Tun(request) => Self::from_tun(request),
            Operation::NewLink(request) => Self::from_new_link(request),
            Operation::Close { index } => Self::Close { index: *index },
            Operation::Rename { index, name, via } => {
                let (name, name_hex) = to_fields(Some(name));
                Self::Rename { index: *index, name, name_hex, via: ViaText::from_model(*via) }
            }
            Operation::AltnameAdd { index, name } => {
                let (name, name_hex) = to_fields(Some(name));
                Self::AltnameAdd { index: *index, name, name_hex }
            }
            Operation::AltnameDel { index, name } => {
                let (name, name_hex) = to_fields(Some(name));
                Self::AltnameDel { index: *index, name, name_hex }
            }
            Operation::Mtu { index, mtu } => Self::Mtu { index: *index, mtu: *mtu },
            Operation::Delete(selector) => {
                let (name, name_hex) = to_fields(selector.name.as_deref());
                Self::Delete { index: selector.index, name, name_hex, group: selector.group }
            }
            Operation::Lookup { name, via } => {
                let (name, name_hex) = to_fields(Some(name));
                Self::Lookup { name, name_hex, via: LookupVia::from_model(*via) }
            }
        }
    }

    fn from_tun(request: &TunSetIff) -> Self {
        let (name, name_hex) = to_fields(Some(&request.name));
        let flags = [
            (request.tap, TunFlag::Tap),
            (request.tun, TunFlag::Tun),
            (request.excl, TunFlag::Excl),
            (request.multi_queue, TunFlag::MultiQueue),
            (request.persist, TunFlag::Persist),
        ];
        let caller = match request.caller {
            Caller::Admin => None,
            Caller::User { uid, gid } => Some(User { uid, gid }),
        };
        Self::Tun { name, name_hex, flags: set(&flags), owner: request.owner, group: request.group, caller }
    }

    fn from_new_link(request: &NewLink) -> Self {
        let (name, name_hex) = to_fields(request.name.as_deref());
        let (peer, peer_hex) = to_fields(request.peer.as_deref());
        let flags = [(request.create, LinkFlag::Create), (request.excl, LinkFlag::Excl), (request.replace, LinkFlag::Replace)];
        Self::Newlink {
            kind: String::from_utf8_lossy(&request.kind).into_owned(),
            name,
            name_hex,
            peer,
            peer_hex,
            link: request.link,
            group: request.group,
            index: request.index,
            flags: set(&flags),
        }
    }
}

fn set<F: Copy>(flags: &[(bool, F)]) -> Vec<F> {
    flags.iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| *flag).collect()
}

impl ViaText {
    fn to_model(self) -> RenameVia {
        match self {
            Self::Netlink => RenameVia::Netlink,
            Self::Ioctl => RenameVia::Ioctl,
        }
    }

    fn from_model(via: RenameVia) -> Self {
        match via {
            RenameVia::Netlink => Self::Netlink,
            RenameVia::Ioctl => Self::Ioctl,
        }
    }
}

impl LookupVia {
    fn to_model(self) -> Via {
        match self {
            Self::Ioctl => Via::Ioctl,
            Self::Getlink => Via::GetLink,
            Self::GetlinkAlt => Via::GetLinkAlt,
            Self::Sysfs => Via::Sysfs,
        }
    }

    fn from_model(via: Via) -> Self {
        match via {
            Via::Ioctl => Self::Ioctl,
            Via::GetLink => Self::Getlink,
            Via::GetLinkAlt => Self::GetlinkAlt,
            Via::Sysfs => Self::Sysfs,
        }
    }
}
