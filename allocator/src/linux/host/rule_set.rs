//! What the network filters mean.

use crate::Mac;
use crate::host::Failure;
use crate::interface::Filter;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What a guest may send: the part of libvirt's filters of the same names that needs no learning and no leases.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct RuleSet {
    /// The only source address of its frames; and no frame with it comes from elsewhere.
    pub(super) mac: Option<Mac>,
    /// The only sources of its IPv4 packets, besides 0.0.0.0, with which it asks for one. Any if there are none.
    pub(super) v4: Vec<Ipv4Addr>,
    /// The only sources of its IPv6 packets, besides `::` and those of its link. Any if there are none.
    pub(super) v6: Vec<Ipv6Addr>,
}

const CLEAN_TRAFFIC: &str = "clean-traffic";
const NO_MAC_SPOOFING: &str = "no-mac-spoofing";
const NO_IP_SPOOFING: &str = "no-ip-spoofing";

impl RuleSet {
    /// The rules of a filter for a guest with this address. The parameter `IP` may be given several times.
    ///
    /// # Errors
    /// A filter that is not known here, a parameter `IP` that is no address, or `no-ip-spoofing` without one: libvirt would
    /// watch the guest to learn it.
    pub(super) fn of(filter: &Filter, mac: Mac) -> Result<Self, Failure> {
        let addresses = || filter.parameters.iter().filter(|(name, _)| name == "IP").map(|(_, value)| address(value));
        let mut rules = Self::default();
        if filter.name == CLEAN_TRAFFIC || filter.name == NO_MAC_SPOOFING {
            rules.mac = Some(mac);
        }
        if filter.name == CLEAN_TRAFFIC || filter.name == NO_IP_SPOOFING {
            for address in addresses() {
                match address? {
                    IpAddr::V4(address) => rules.v4.push(address),
                    IpAddr::V6(address) => rules.v6.push(address),
                }
            }
        }
        match filter.name.as_str() {
            NO_IP_SPOOFING if rules == Self::default() => {
                Err(Failure::other(format!("filter {NO_IP_SPOOFING} needs the parameter IP here: addresses are not learned")))
            }
            CLEAN_TRAFFIC | NO_MAC_SPOOFING | NO_IP_SPOOFING => Ok(rules),
            unknown => Err(Failure::other(format!(
                "filter {unknown} is not known here; there are {CLEAN_TRAFFIC}, {NO_MAC_SPOOFING} and {NO_IP_SPOOFING}"
            ))),
        }
    }
}

fn address(text: &str) -> Result<IpAddr, Failure> {
    text.parse().map_err(|_| Failure::other(format!("the filter's parameter IP is no address: {text}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAC: Mac = Mac([2; 6]);

    fn of(name: &str, parameters: &[(&str, &str)]) -> Result<RuleSet, Failure> {
        let parameters = parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        RuleSet::of(&Filter { name: name.to_owned(), parameters }, MAC)
    }

    #[test]
    fn filters_have_rules() {
        let ip = [("IP", "10.0.0.1"), ("OTHER", "x"), ("IP", "2001:db8::1")];
        let rules = of("clean-traffic", &ip).expect("it is known");
        assert_eq!((rules.mac, rules.v4.len(), rules.v6.len()), (Some(MAC), 1, 1));
        assert_eq!(of("no-mac-spoofing", &ip), Ok(RuleSet { mac: Some(MAC), ..RuleSet::default() }));
        assert_eq!(of("no-ip-spoofing", &ip).map(|rules| rules.mac), Ok(None));
    }

    #[test]
    fn filters_are_never_silently_empty() {
        let says = |name: &str, parameters: &[(&str, &str)]| of(name, parameters).expect_err("it has no rules").to_string();
        assert!(says("allow-arp", &[]).contains("clean-traffic, no-mac-spoofing and no-ip-spoofing"));
        assert!(says("no-ip-spoofing", &[]).contains("parameter IP"));
        assert!(says("clean-traffic", &[("IP", "10.0.0.1; x")]).contains("no address"));
    }
}
