//! One row for each span of releases.

use super::{Existing, ExistingTap, LifeCycle, Limiter, Rules, StatusFile, TapNames, XmlRules, hardened, running, start, stop};
use crate::host::{ExistingFilter, FilterDriver, OvsAddForm};

const ADOPTED: ExistingTap =
    ExistingTap { bridged: Existing::Adopted, ethernet: Existing::Adopted, unmanaged: Existing::Adopted };

/// 9.0.0 (commit a2ae3d299c): the flag that allows an existing tap is in the wrong branch.
const INVERTED: ExistingTap =
    ExistingTap { bridged: Existing::Refused, ethernet: Existing::Adopted, unmanaged: Existing::Refused };

/// 9.1.0 (commit d6a8b9eef7), and Debian's 9.0.0-4.
const REFUSED: ExistingTap =
    ExistingTap { bridged: Existing::Refused, ethernet: Existing::Refused, unmanaged: Existing::Adopted };

const LIFE_6_6: LifeCycle = LifeCycle {
    tap_names: TapNames::Replaced,
    existing: ADOPTED,
    exclusive: false,
    filter_driver: FilterDriver::Ebiptables,
    existing_filter: ExistingFilter::Refused,
    ovs_form: OvsAddForm::Replace,
    limiter: Limiter::Tc,
    no_queue: false,
    write_ahead: false,
    status: StatusFile::Names,
    start: start::START,
    incoming: start::INCOMING,
    finish: start::FINISH,
    connect_failed: start::CONNECT_FAILED,
    start_failed: start::START_FAILED,
    begin_stop: stop::BEGIN_STOP,
    stop: stop::STOP_9_0,
    hotplug: start::HOTPLUG,
    hotplug_failed: start::HOTPLUG_FAILED,
    unplug: stop::UNPLUG_7_0,
    reconnect: running::RECONNECT,
    pause: running::PAUSE,
    resume: running::RESUME,
};

const LIFE_6_9: LifeCycle = LifeCycle { no_queue: true, ..LIFE_6_6 };

const LIFE_7_0: LifeCycle = LifeCycle { tap_names: TapNames::Template, stop: stop::STOP_7_0, ..LIFE_6_9 };

const LIFE_9_0: LifeCycle = LifeCycle {
    existing: INVERTED,
    ovs_form: OvsAddForm::MayExist,
    limiter: Limiter::Switch,
    stop: stop::STOP_9_0,
    unplug: stop::UNPLUG_9_0,
    ..LIFE_7_0
};

const LIFE_9_0_DEBIAN: LifeCycle = LifeCycle { existing: REFUSED, ..LIFE_9_0 };

const LIFE_9_1: LifeCycle = LifeCycle { status: StatusFile::Created, stop: stop::STOP_9_1, ..LIFE_9_0_DEBIAN };

const LIFE_10_3: LifeCycle = LifeCycle { ovs_form: OvsAddForm::Transient, stop: stop::STOP_10_3, ..LIFE_9_1 };

pub(super) const LIFE_11_3: LifeCycle = LifeCycle { stop: stop::STOP_11_3, unplug: stop::UNPLUG_11_3, ..LIFE_10_3 };

pub(super) const LIFE_NFTABLES: LifeCycle = LifeCycle { filter_driver: FilterDriver::Nftables, ..LIFE_11_3 };

pub(super) const LIFE_HARDENED: LifeCycle = LifeCycle {
    exclusive: true,
    ovs_form: OvsAddForm::Exclusive,
    write_ahead: true,
    status: StatusFile::Everything,
    start: hardened::START,
    incoming: hardened::INCOMING,
    connect_failed: hardened::CONNECT_FAILED,
    hotplug: hardened::HOTPLUG,
    hotplug_failed: hardened::HOTPLUG_FAILED,
    stop: hardened::STOP,
    unplug: hardened::UNPLUG,
    reconnect: hardened::RECONNECT,
    ..LIFE_NFTABLES
};

impl Rules {
    /// Every row, in the order of the releases; `hardened` is the last.
    pub const ALL: &'static [Self] = &[
        Self {
            id: "6.6",
            releases: "5.7 to 6.6",
            summary: "a macvtap's generated name survives in documents of type network",
            xml: XmlRules::UP_TO_6_6,
            life: LIFE_6_6,
        },
        Self {
            id: "6.7",
            releases: "6.7",
            summary: "generated names are dropped from every document",
            xml: XmlRules::FROM_6_7,
            life: LIFE_6_6,
        },
        Self {
            id: "6.8",
            releases: "6.8",
            summary: "names come from counters, one for each kind of device",
            xml: XmlRules::FROM_6_7,
            life: LIFE_6_6,
        },
        Self {
            id: "6.9",
            releases: "6.9 to 6.10",
            summary: "devices get the qdisc noqueue",
            xml: XmlRules::FROM_6_9,
            life: LIFE_6_9,
        },
        Self {
            id: "7.0",
            releases: "7.0 to 8.10",
            summary: "one generator of names for all kinds of devices, and for templates of the user",
            xml: XmlRules::FROM_7_0,
            life: LIFE_7_0,
        },
        Self {
            id: "9.0",
            releases: "9.0.0",
            summary: "a tap that exists is refused, but for the wrong type of interface",
            xml: XmlRules::FROM_9_0,
            life: LIFE_9_0,
        },
        Self {
            id: "9.0-debian",
            releases: "9.0.0-4 of Debian",
            summary: "9.0 with the refusal of existing taps set right",
            xml: XmlRules::FROM_9_0,
            life: LIFE_9_0_DEBIAN,
        },
        Self {
            id: "9.1",
            releases: "9.1 to 10.2",
            summary: "a stopped guest deletes only a macvtap that it has created",
            xml: XmlRules::FROM_9_0,
            life: LIFE_9_1,
        },
        Self {
            id: "10.3",
            releases: "10.3 to 11.2",
            summary: "limits of Open vSwitch are cleared at stop, its ports are transient",
            xml: XmlRules::FROM_9_0,
            life: LIFE_10_3,
        },
        Self {
            id: "11.3",
            releases: "11.3",
            summary: "the hypervisor is dead before anything is removed",
            xml: XmlRules::FROM_9_0,
            life: LIFE_11_3,
        },
        Self {
            id: "nftables",
            releases: "after 11.3 (commit 1818afcfc2)",
            summary: "11.3 with network filters by nft, reached by the device's index",
            xml: XmlRules::FROM_9_0,
            life: LIFE_NFTABLES,
        },
        Self {
            id: "hardened",
            releases: "none",
            summary: "nothing is removed by name: only what is this guest's own, and its device last; names are noted before they are taken",
            xml: XmlRules::HARDENED,
            life: LIFE_HARDENED,
        },
    ];

    /// The row with this identifier, also of a discipline, or the row of this release, such as `8.0` or `9.1.3`; a release after the newest row is taken
    /// for one of that row. Releases before 5.7 have none.
    ///
    /// ```
    /// use ifrace_allocator::rules::Rules;
    ///
    /// let row = |release| Rules::find(release).map(|rules| rules.id);
    /// assert_eq!((row("hardened"), row("8.0.0"), row("12.1")), (Some("hardened"), Some("7.0"), Some("11.3")));
    /// assert_eq!((row("5.7"), row("5.6"), row("seven")), (Some("6.6"), None, None));
    /// ```
    pub fn find(id: &str) -> Option<&'static Self> {
        let known = Self::ALL.iter().chain(Self::DISCIPLINES).find(|rules| rules.id == id);
        known.or_else(|| {
            let release = version(id)?;
            Self::ALL.iter().rev().find(|rules| version(rules.id).is_some_and(|_| rules.first() <= release))
        })
    }

    /// The first release of the row.
    fn first(&self) -> (u32, u32) {
        version(self.releases.split(' ').next().unwrap_or_default()).unwrap_or_default()
    }
}

/// The first two numbers of a version, which is nothing but numbers.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split('.').map(|number| number.parse().ok());
    let (major, minor) = (numbers.next()??, numbers.next()??);
    numbers.all(|number: Option<u32>| number.is_some()).then_some((major, minor))
}
