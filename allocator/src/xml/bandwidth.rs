//! `<bandwidth>` of an interface.

use super::error::{Flaw, Problem};
use super::tree::{Element, attribute, children};
use super::value::number;
use crate::interface::{Bandwidth, InterfaceType, Rate};

/// The limits of an interface's traffic (libvirt 9.0.0, `virNetDevBandwidthParse`).
pub(super) fn read(bandwidth: Element<'_, '_>, interface_type: InterfaceType) -> Result<Bandwidth, Flaw> {
    let inbound = direction(bandwidth, "inbound")?;
    let outbound = direction(bandwidth, "outbound")?;
    if let Some((element, Rate { floor: Some(_), .. })) = inbound
        && interface_type != InterfaceType::Network
    {
        return Err(wrong(element, "inbound", "has a floor, which only an interface of type network can have"));
    }
    if let Some((element, Rate { floor: Some(_), .. })) = outbound {
        return Err(wrong(element, "outbound", "has a floor, which only inbound can have"));
    }
    Ok(Bandwidth { inbound: limits(inbound), outbound: limits(outbound) })
}

/// A direction without any limit is none.
fn limits(rate: Option<(Element<'_, '_>, Rate)>) -> Option<Rate> {
    rate.map(|(_, rate)| rate).filter(|rate| rate.average > 0 || rate.floor.is_some())
}

fn direction<'a, 's>(bandwidth: Element<'a, 's>, name: &'static str) -> Result<Option<(Element<'a, 's>, Rate)>, Flaw> {
    let mut elements = children(bandwidth, name);
    let Some(element) = elements.next() else { return Ok(None) };
    if let Some(second) = elements.next() {
        return Err(Flaw::new(second.range().start, Problem::Twice(name)));
    }
    let value = |key| attribute(element, key).map(|value| number(element, name, key, value)).transpose();
    let (average, peak, burst, floor) = (value("average")?, value("peak")?, value("burst")?, value("floor")?);
    if average.is_none() && floor.is_none() {
        return Err(wrong(element, name, "needs average or floor"));
    }
    if average.is_none() && (peak.is_some() || burst.is_some()) {
        return Err(wrong(element, name, "has peak or burst, which need average"));
    }
    Ok(Some((element, Rate { average: average.unwrap_or_default(), peak, burst, floor })))
}

fn wrong(at: Element<'_, '_>, element: &'static str, why: &'static str) -> Flaw {
    Flaw::new(at.range().start, Problem::Bandwidth { element, why })
}
