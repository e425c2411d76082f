//! What the tests of pictures have in common.

use ifrace_allocator::linux::host_names::HostNames;
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::rtnetlink::{Link, NewLink, Rtnetlink, payload};
use ifrace_allocator::names::{NamePattern, Picture, Watched};

/// A network namespace with a picture of it, and a second socket that changes it.
pub(crate) struct Bench {
    pub(crate) rtnetlink: Rtnetlink,
    pub(crate) names: HostNames,
    pub(crate) picture: Picture,
    pub(crate) watched: Watched,
    _netns: PrivateNetns,
}

/// The pattern that the tests watch.
pub(crate) fn pattern() -> NamePattern {
    NamePattern::parse(b"v%d").unwrap()
}

/// Moves the thread of the test into a network namespace of its own.
pub(crate) fn enter() -> PrivateNetns {
    PrivateNetns::enter().expect("a private network namespace is needed (root, or user namespaces)")
}

/// A bench with the room for events that a host has by default.
pub(crate) fn bench() -> Bench {
    bench_with(|| HostNames::open().unwrap())
}

/// A bench with these names, which are opened in its namespace.
pub(crate) fn bench_with(open: impl FnOnce() -> HostNames) -> Bench {
    let netns = enter();
    let mut picture = Picture::new();
    let watched = picture.watch(pattern());
    Bench { rtnetlink: Rtnetlink::open().unwrap(), names: open(), picture, watched, _netns: netns }
}

/// A new bridge with this name. It is down.
pub(crate) fn bridge(rtnetlink: &mut Rtnetlink, name: &str) -> Link {
    let name = Some(payload(name.as_bytes()));
    let request = NewLink { name, create: true, excl: true, echo: true, ..NewLink::of_kind(b"bridge") };
    rtnetlink.new_link(&request).unwrap().expect("Linux 6.2 and later report what was created")
}

/// Both ends of a new pair: `name` and `<name>p`.
pub(crate) fn veth(rtnetlink: &mut Rtnetlink, name: &str) -> (u32, u32) {
    let peer = payload(format!("{name}p").as_bytes());
    let request = NewLink { name: Some(payload(name.as_bytes())), create: true, excl: true, ..NewLink::of_kind(b"veth") };
    rtnetlink.new_link(&NewLink { peer_name: Some(peer.clone()), ..request }).unwrap();
    let index = |rtnetlink: &mut Rtnetlink, name: &[u8]| rtnetlink.get_by_name(name).unwrap().index;
    (index(rtnetlink, &payload(name.as_bytes())), index(rtnetlink, &peer))
}

/// What a dump says now, as a picture of its own.
pub(crate) fn dumped(rtnetlink: &mut Rtnetlink) -> Picture {
    let mut picture = Picture::new();
    picture.watch(pattern());
    picture.replace(rtnetlink.dump().unwrap().into_iter().map(|link| (link.index, names_of(&link))));
    picture
}

/// All names of a link, the primary one first.
pub(crate) fn names_of(link: &Link) -> Vec<Vec<u8>> {
    [vec![link.name.clone()], link.altnames.clone()].concat()
}

impl Bench {
    /// The picture is that of a dump.
    #[track_caller]
    pub(crate) fn assert_exact(&mut self) {
        let exact = dumped(&mut self.rtnetlink);
        assert_eq!(self.picture.devices().collect::<Vec<_>>(), exact.devices().collect::<Vec<_>>());
        assert_eq!(self.picture.len(), exact.len());
        let runs = |picture: &Picture| {
            let next = |from: u64| picture.free_run(self.watched, from);
            std::iter::successors(next(0), |run| next(run.end)).collect::<Vec<_>>()
        };
        assert_eq!(runs(&self.picture), runs(&exact));
    }

    /// Follows the events, of which none was lost, and compares with a dump.
    #[track_caller]
    pub(crate) fn follow(&mut self) {
        use ifrace_allocator::linux::host_names::Refreshed;
        let refreshed = self.names.refresh(&mut self.picture).unwrap();
        assert!(matches!(refreshed, Refreshed::Events(_)), "{refreshed:?}");
        self.assert_exact();
    }

    /// Whether the picture has this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.picture.is_taken(name.as_bytes())
    }
}
