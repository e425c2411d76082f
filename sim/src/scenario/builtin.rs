//! The built-in scenarios.

use super::Scenario;

macro_rules! builtin {
    ($($id:literal)+) => {
        /// Each with its text.
        const TEXTS: [(&str, &str); Scenario::ALL.len()] =
            [$(($id, include_str!(concat!("../../scenarios/", $id, ".toml"))),)+];

        impl Scenario {
            /// The identifiers of the built-in scenarios.
            pub const ALL: [&'static str; [$($id),+].len()] = [$($id,)+];
        }
    };
}

builtin! {
    "reuse-after-stop"
    "failed-migration-macvtap"
    "pre-existing-tap"
    "unmanaged-tap"
    "named-conflict"
    "macvtap-conflict"
    "passthrough-conflict"
    "two-daemons"
    "daemon-restart"
    "hotplug-unplug"
    "counter-wrap"
    "foreign-creator"
    "crowded-host"
    "daemon-crash"
    "crash-cleanup"
    "ovs-stale-row"
    "multiqueue-race"
    "cleanup-discipline"
}

impl Scenario {
    /// The built-in scenario with this identifier.
    ///
    /// ```
    /// use ifrace_sim::scenario::Scenario;
    ///
    /// let scenario = Scenario::builtin("reuse-after-stop").unwrap();
    /// assert!(scenario.text.starts_with("name = \"reuse-after-stop\"\n"));
    /// assert!(Scenario::builtin("reuse").is_none());
    /// ```
    pub fn builtin(id: &str) -> Option<Self> {
        let (_, text) = TEXTS.iter().find(|(one, _)| *one == id)?;
        Some(Self::parse(text).unwrap_or_else(|error| unreachable!("the built-in scenario {id} is tested: {error}")))
    }
}
