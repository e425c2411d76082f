//! Which rules are played, on which scenarios, and what they must not do.

use super::bytes::Bytes;
use super::grounds::with_world;
use super::play::{Played, play};
use super::setting::Setting;
use super::text;
use ifrace_sim::world::violated::Violated;

/// Rules, scenarios, and what must not be violated.
#[derive(Debug)]
pub(crate) struct Game {
    /// The target that plays it.
    pub(super) target: &'static str,
    /// Its place among all games.
    pub(super) number: usize,
    /// The era.
    pub(super) era: &'static str,
    /// What the first byte chooses from. New ones go to the end, so that inputs keep their meaning.
    pub(super) settings: &'static [Setting],
    /// The invariant that must not be violated; all of them if it is not given.
    invariant: Option<&'static str>,
}

impl Game {
    /// How many games there are.
    pub(super) const COUNT: usize = 2;

    /// The hardened rules, on every scenario.
    pub(crate) const HARDENED: Self = Self {
        target: "schedule",
        number: 0,
        era: "hardened",
        settings: &[
            Setting::of("reuse-after-stop"),
            Setting::of("failed-migration-macvtap"),
            Setting::of("pre-existing-tap"),
            Setting::of("unmanaged-tap").sized(2, 1),
            Setting::of("named-conflict"),
            Setting::of("two-daemons").sized(3, 1),
            Setting::of("daemon-restart"),
            Setting::of("hotplug-unplug").sized(2, 1),
            Setting::of("counter-wrap"),
            Setting::of("foreign-creator"),
            Setting::of("crowded-host"),
            Setting::of("daemon-crash"),
            Setting::of("ovs-stale-row"),
            Setting::of("multiqueue-race"),
            Setting::of("cleanup-discipline").sized(3, 1),
            // More goes wrong than the scenarios say.
            Setting::of("daemon-restart").sized(3, 1).failing(1, 2, 1),
            Setting::of("daemon-crash").sized(2, 2).failing(1, 1, 1),
            Setting::of("failed-migration-macvtap").sized(3, 1).failing(2, 0, 1),
            Setting::of("two-daemons").sized(3, 1).failing(1, 1, 0),
            Setting::of("hotplug-unplug").sized(2, 1).failing(2, 0, 0),
            Setting::of("macvtap-conflict"),
            Setting::of("passthrough-conflict"),
            Setting::of("crash-cleanup"),
        ],
        invariant: None,
    };

    /// Rules that give out the lowest free name and clean up by name, where they are known to stomp.
    pub(crate) const LOWEST_FREE: Self = Self {
        target: "schedule_lowest_free",
        number: 1,
        era: "by-name@lowest-free",
        settings: &[Setting::of("reuse-after-stop"), Setting::of("cleanup-discipline")],
        invariant: Some("no-stomp"),
    };

    /// The bits of what must not be violated.
    pub(super) fn judged(&self) -> u32 {
        self.invariant.map_or(u32::MAX, Violated::bits_of)
    }

    /// What the first byte chooses, and the bytes after it.
    pub(super) fn setting<'a>(&self, data: &'a [u8]) -> (usize, Bytes<'a>) {
        let (first, rest) = data.split_first().map_or((0, data), |(first, rest)| (usize::from(*first), rest));
        (first % self.settings.len(), Bytes::new(rest))
    }

    /// Plays an input; `each` gets every choice. What was seen, without what is not judged.
    pub(super) fn play(&self, data: &[u8], each: impl FnMut(ifrace_sim::system::Choice)) -> Played {
        let (setting, mut bytes) = self.setting(data);
        let played = with_world(self, setting, |world| play(world, &mut bytes, each));
        Played { violated: played.violated & self.judged(), ..played }
    }

    /// Plays an input.
    ///
    /// # Panics
    /// If something is violated that must not be.
    pub(super) fn judge(&self, data: &[u8]) {
        if self.play(data, |_| {}).violated != 0 {
            panic!("{}", text::defect(self, data));
        }
    }
}
