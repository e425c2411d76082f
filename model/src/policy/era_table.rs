//! What is fixed about each era.

use super::DeviceKind;

/// What is fixed about an era.
pub(super) struct Row {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) releases: &'static str,
    pub(super) source: &'static str,
    pub(super) kinds: &'static [DeviceKind],
}

const TAPS: &[DeviceKind] = &[DeviceKind::Tap];
const MACVTAPS: &[DeviceKind] = &[DeviceKind::Macvtap, DeviceKind::Macvlan];

pub(super) const KERNEL_TEMPLATE: Row = Row {
    id: "kernel-template",
    title: "the kernel fills in vnet%d: lowest free number first",
    releases: "until 6.7.0",
    source: "libvirt 6.7.0, src/util/virnetdevtap.c, virNetDevTapCreate",
    kinds: TAPS,
};
pub(super) const MACVTAP_SCAN: Row = Row {
    id: "macvtap-scan",
    title: "count up from 0 until a creation works, with 5 tries",
    releases: "before 1.3.2",
    source: "libvirt 0.10.2, src/util/virnetdevmacvlan.c, virNetDevMacVLanCreateWithVPortProfile",
    kinds: MACVTAPS,
};
pub(super) const MACVTAP_BITMAP: Row = Row {
    id: "macvtap-bitmap",
    title: "two bitmaps of 8192 ids: lowest free first",
    releases: "1.3.2 to 6.7.0",
    source: "libvirt commit 370608b4c7, src/util/virnetdevmacvlan.c, virNetDevMacVLanReserveID",
    kinds: MACVTAPS,
};
pub(super) const MAIL_V1: Row = Row {
    id: "mail-v1",
    title: "the first patch as mailed: a counter modulo 100000",
    releases: "never released",
    source: "patch mailed to libvir-list in August 2020, v1, src/util/virnetdevtap.c, virNetDevTapCreate",
    kinds: TAPS,
};
pub(super) const TAP_6_8: Row = Row {
    id: "tap-6.8",
    title: "a counter for taps, generation and creation under one lock",
    releases: "6.8.0 to 6.10.0",
    source: "libvirt 6.8.0, src/util/virnetdevtap.c, virNetDevTapGenerateName",
    kinds: TAPS,
};
pub(super) const MACVTAP_6_8: Row = Row {
    id: "macvtap-6.8",
    title: "two counters, generation and creation under one lock",
    releases: "6.8.0 to 6.10.0",
    source: "libvirt 6.8.0, src/util/virnetdevmacvlan.c, virNetDevMacVLanGenerateName",
    kinds: MACVTAPS,
};
pub(super) const UNIFIED_7_0: Row = Row {
    id: "unified-7.0",
    title: "one generator with three counters, creation outside the lock",
    releases: "7.0.0 to 8.10.0",
    source: "libvirt 7.0.0, src/util/virnetdev.c, virNetDevGenerateName",
    kinds: &DeviceKind::ALL,
};
pub(super) const UNIFIED_9_0: Row = Row {
    id: "unified-9.0",
    title: "the same generator, and a tap that a user named must not exist",
    releases: "since 9.0.0",
    source: "libvirt 9.0.0, src/util/virnetdev.c, virNetDevGenerateName, and virnetdevtap.c, virNetDevTapCreate",
    kinds: &DeviceKind::ALL,
};
