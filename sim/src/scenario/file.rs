//! The file of a scenario as it is written, before anything is checked but its form.

use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) name: Spanned<String>,
    pub(super) summary: Spanned<String>,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) about: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) parameters: Settings,
    #[serde(default)]
    pub(super) daemon: Daemon,
    /// By their names.
    #[serde(default)]
    pub(super) interfaces: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    pub(super) guest: Vec<Spanned<Group>>,
    #[serde(default)]
    pub(super) foreign: Vec<Spanned<Other>>,
    #[serde(default)]
    pub(super) furniture: Pieces,
    #[serde(default)]
    pub(super) faults: Limits,
    #[serde(default)]
    pub(super) breaks: Vec<Spanned<Claim>>,
    #[serde(default)]
    pub(super) holds: Vec<Spanned<Promise>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Settings {
    pub(super) guests: Option<Spanned<Setting>>,
    pub(super) cycles: Option<Spanned<Setting>>,
    pub(super) daemons: Option<Spanned<Setting>>,
    pub(super) queues: Option<Spanned<Setting>>,
    pub(super) first_id: Option<Spanned<Setting>>,
    pub(super) last_id: Option<Spanned<Setting>>,
}

/// A default, or a default with limits that are closer than those of the parameter.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields, expecting = "a parameter is a number, or { default = 3, least = 2, most = 5 }")]
pub(super) enum Setting {
    Default(i64),
    Limited { default: i64, least: Option<i64>, most: Option<i64> },
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Daemon {
    #[serde(default)]
    pub(super) mac_filter: bool,
}

/// Guests that do the same.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Group {
    pub(super) count: Option<Spanned<Count>>,
    pub(super) daemon: Option<Spanned<DaemonOf>>,
    pub(super) interfaces: Spanned<Vec<Spanned<String>>>,
    pub(super) tasks: Spanned<Vec<Spanned<Task>>>,
    pub(super) cycles: Option<Spanned<i64>>,
    #[serde(default)]
    pub(super) may_conflict: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged, expecting = "count is a number, or \"rest\" for the parameter guests without the other groups")]
pub(super) enum Count {
    Number(i64),
    Word(Rest),
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) enum Rest {
    #[serde(rename = "rest")]
    Rest,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged, expecting = "daemon is a number, or \"spread\" for one daemon after the other")]
pub(super) enum DaemonOf {
    Number(i64),
    Word(Spread),
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) enum Spread {
    #[serde(rename = "spread")]
    Spread,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum Task {
    Word(String),
    Hotplug {
        hotplug: String,
    },
    Unplug {
        unplug: i64,
    },
    /// So that its place in the list is known.
    Wrong(IgnoredAny),
}

/// Somebody else who makes devices.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Other {
    pub(super) tasks: Spanned<Vec<Spanned<OtherTask>>>,
    pub(super) cycles: Option<Spanned<i64>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum OtherTask {
    Word(Release),
    Take {
        take: String,
    },
    /// So that its place in the list is known.
    Wrong(IgnoredAny),
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) enum Release {
    #[serde(rename = "release")]
    Release,
}

/// What is on the host before.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Pieces {
    pub(super) bridges: Vec<Spanned<String>>,
    pub(super) ovs_bridges: Vec<Spanned<String>>,
    pub(super) lowers: Vec<Spanned<String>>,
    pub(super) networks: Vec<Network>,
    pub(super) taps: Vec<Spanned<String>>,
    pub(super) stale_ports: Vec<StalePort>,
    pub(super) occupied: Vec<Occupied>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Network {
    pub(super) name: Spanned<String>,
    pub(super) interface: Spanned<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StalePort {
    pub(super) name: Spanned<String>,
    pub(super) bridge: Spanned<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Occupied {
    pub(super) template: Spanned<String>,
    pub(super) first: Option<Spanned<i64>>,
    pub(super) count: Spanned<i64>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Limits {
    pub(super) operations: Option<Spanned<i64>>,
    pub(super) daemon_deaths: Option<Spanned<i64>>,
    pub(super) hypervisor_deaths: Option<Spanned<i64>>,
}

/// What does not hold under some eras.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    pub(super) eras: Spanned<Vec<Spanned<String>>>,
    pub(super) violated: Spanned<Vec<Spanned<String>>>,
}

/// What holds under some eras: all, or what is listed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Promise {
    pub(super) eras: Spanned<Vec<Spanned<String>>>,
    pub(super) never: Option<Spanned<Vec<Spanned<String>>>>,
}
