//! Filters and limits of traffic.

use super::text::Text;
use crate::Rng;
use ifrace_allocator::interface::{Bandwidth, Filter, InterfaceType, Rate};

/// A filter, for the types that libvirt filters (9.0.0, `virDomainNetDefParseXML`).
pub(super) fn filter(rng: &mut Rng, interface_type: InterfaceType) -> Option<Filter> {
    let filtered = matches!(interface_type, InterfaceType::Ethernet | InterfaceType::Network | InterfaceType::Bridge);
    if !filtered || rng.chance(4, 5) {
        return None;
    }
    let parameter = |at| ("IP".to_owned(), format!("192.0.2.{at}"));
    Some(Filter { name: "clean-traffic".to_owned(), parameters: (0..rng.below(3)).map(parameter).collect() })
}

/// Limits. A floor needs a network that keeps account of it.
pub(super) fn bandwidth(rng: &mut Rng, interface_type: InterfaceType) -> Option<Bandwidth> {
    if rng.chance(5, 6) {
        return None;
    }
    let inbound = rng.chance(1, 2).then(|| rate(rng, interface_type == InterfaceType::Network));
    let outbound = (inbound.is_none() || rng.chance(1, 2)).then(|| rate(rng, false));
    Some(Bandwidth { inbound, outbound })
}

fn rate(rng: &mut Rng, may_have_floor: bool) -> Rate {
    let floor = (may_have_floor && rng.chance(1, 2)).then(|| 1 + rng.below(1000) as u64);
    if floor.is_some() && rng.chance(1, 3) {
        return Rate { floor, ..Rate::default() };
    }
    let average = 1 + rng.below(100_000) as u64;
    let peak = rng.chance(1, 2).then_some(average * 2);
    Rate { average, peak, burst: rng.chance(1, 2).then(|| 1 + rng.below(5000) as u64), floor }
}

/// Writes a `<filterref>`.
pub(super) fn write_filter(text: &mut Text, filter: &Filter) {
    text.start("filterref", &[("filter", &filter.name)]);
    text.inside();
    for (name, value) in &filter.parameters {
        text.line();
        text.empty("parameter", &[("name", name), ("value", value)]);
    }
    text.end("filterref");
}

/// Writes a `<bandwidth>`.
pub(super) fn write_bandwidth(text: &mut Text, bandwidth: &Bandwidth) {
    text.start("bandwidth", &[]);
    text.inside();
    for (name, rate) in [("inbound", bandwidth.inbound), ("outbound", bandwidth.outbound)] {
        let Some(rate) = rate else { continue };
        let average = (rate.average > 0).then_some(rate.average);
        let all = [("average", average), ("peak", rate.peak), ("burst", rate.burst), ("floor", rate.floor)];
        let said: Vec<(&str, String)> = all.iter().filter_map(|(name, value)| Some((*name, (*value)?.to_string()))).collect();
        let attributes: Vec<(&str, &str)> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
        text.line();
        text.empty(name, &attributes);
    }
    text.end("bandwidth");
}
