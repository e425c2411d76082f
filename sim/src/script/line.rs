//! One line of a script, as it stands in JSON.

use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Line {
    Tun {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hex: Option<String>,
        #[serde(default)]
        flags: Vec<TunFlag>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caller: Option<User>,
    },
    Close {
        index: u32,
    },
    Newlink {
        kind: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hex: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        peer: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        peer_hex: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<u32>,
        #[serde(default, skip_serializing_if = "is_zero")]
        index: i32,
        #[serde(default)]
        flags: Vec<LinkFlag>,
    },
    Rename {
        index: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hex: Option<String>,
        via: RenameVia,
    },
    AltnameAdd {
        index: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hex: Option<String>,
    },
    AltnameDel {
        index: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hex: Option<String>,
    },
    Mtu {
        index: u32,
        mtu: u32,
    },
    Delete {
        #[serde(default, skip_serializing_if = "is_zero")]
        index: i32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hex: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<u32>,
    },
    Lookup {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hex: Option<String>,
        via: LookupVia,
    },
}

/// A caller without `CAP_NET_ADMIN`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct User {
    pub(super) uid: u32,
    pub(super) gid: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TunFlag {
    Tap,
    Tun,
    Excl,
    MultiQueue,
    Persist,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LinkFlag {
    Create,
    Excl,
    Replace,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RenameVia {
    Netlink,
    Ioctl,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LookupVia {
    Ioctl,
    Getlink,
    GetlinkAlt,
    Sysfs,
}

fn is_zero(index: &i32) -> bool {
    *index == 0
}
