//! The interfaces of guests and networks.

use crate::flaw::{Flaw, Place, any_of};
use crate::world::plan::Furniture;
use ifrace_allocator::guest::{Guest, Settings};
use ifrace_allocator::host::Actual;
use ifrace_allocator::interface::{Interface, Source};
use ifrace_allocator::names::Monotonic;
use ifrace_allocator::rules::{Rules, XmlRules};
use ifrace_allocator::xml::{Dialect, Document, Problem};
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Spanned;

/// The rules that know every type of interface. Eras with fewer have their say when they play the scenario.
const DIALECT: Dialect<'_> = Dialect { rules: &XmlRules::FROM_9_0, driver_prefix: None };

/// The interfaces that have a name in the file.
pub(super) type Named = BTreeMap<String, Spanned<String>>;

/// An interface that is written out or named, and where it is written out.
///
/// # Errors
/// Nothing has the name.
pub(super) fn text<'f>(place: Place, text: &'f str, named: &'f Named) -> Result<(Place, &'f str), Flaw> {
    let text = text.trim();
    if text.starts_with('<') {
        return Ok((place, text));
    }
    let unknown = || {
        let known = any_of(named.keys().map(String::as_str));
        Flaw::at(place, format!("there is no interface `{text}` in [interfaces]; there is {known}"))
    };
    named.get(text).map(|one| (one.into(), one.get_ref().trim())).ok_or_else(unknown)
}

/// Checks an interface, which is written out at a place of the file, and that the host has what it is connected to.
///
/// # Errors
/// It cannot be read or started.
pub(super) fn check(place: Place, text: &str, furniture: &Furniture) -> Result<(), Flaw> {
    let document = Document::read(text, &DIALECT).map_err(|error| Flaw::at(place, format!("in this XML at {error}")))?;
    let [one] = document.interfaces() else {
        let found = document.interfaces().len();
        return Err(Flaw::at(place, format!("there are {found} elements <interface> in this text; give one in each text")));
    };
    let missing = actual(&one.interface).and_then(|actual| missing(&one.interface, actual, furniture).map_or(Ok(()), Err));
    missing.map_err(|why| Flaw::at(place, why))
}

/// Checks interfaces that one guest has.
///
/// # Errors
/// Two of them have one name.
pub(super) fn check_together(place: Place, texts: &[String]) -> Result<(), Flaw> {
    let all = format!("<devices>{}</devices>", texts.concat());
    let error = match Document::read(&all, &DIALECT) {
        Ok(_) => return Ok(()),
        Err(error) => error.problem,
    };
    let problem = match &error {
        Problem::TwoInterfaces { name, .. } => {
            format!("two of these interfaces have the name {name}; give each a name of its own")
        }
        other => other.to_string(),
    };
    Err(Flaw::at(place, problem))
}

/// What the interface turns out to be when its guest starts; `None` if a network says so.
fn actual(interface: &Interface) -> Result<Option<Actual>, String> {
    let rules = Rules::ALL.first().unwrap_or_else(|| unreachable!("there are rules"));
    let guest = Guest::<Monotonic>::new(0, rules, Settings::default(), vec![Arc::new(interface.clone())]);
    let guest = guest.map_err(|error| error.to_string())?;
    Ok(guest.cards().first().and_then(|card| card.state.actual))
}

/// What the host lacks for an interface.
fn missing(interface: &Interface, actual: Option<Actual>, furniture: &Furniture) -> Option<String> {
    let of = |list: &[String], name: &str| list.iter().any(|one| one == name);
    let (name, list, is_there) = match actual {
        Some(Actual::Bridge(bridge)) => (bridge.to_string(), "bridges", of(&furniture.bridges, &bridge.to_string())),
        Some(Actual::OpenVswitch(bridge)) => (bridge.to_string(), "ovs-bridges", of(&furniture.ovs_bridges, &bridge.to_string())),
        Some(Actual::Direct { lower, .. }) => (lower.to_string(), "lowers", of(&furniture.lowers, &lower.to_string())),
        Some(Actual::Ethernet | Actual::Unmanaged | Actual::None) => return None,
        None => match &interface.source {
            Source::Network { name, .. } => (name.clone(), "networks", furniture.networks.iter().any(|(one, _)| one == name)),
            _ => return None,
        },
    };
    (!is_there).then(|| format!("there is no `{name}` in {list} of [furniture]; add it there"))
}
