//! The known bugs on real devices: under the rules of every release the same happens as on the host in memory.
//!
//! Every test works in network namespaces of its own. They need root and the packages iproute2, ebtables, iptables, nftables and
//! openvswitch-switch. What is missing makes them fail.

mod apart;
mod documents;
mod macvtap;
mod names;
mod same;
mod words;
