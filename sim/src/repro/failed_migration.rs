//! A failed incoming migration deletes the macvtap of an unrelated guest (libvirt up to 6.6, commit 282d135ddb).

use super::cards::{NETWORK, direct, macvtap_network, name, out_of_memory};
use super::stage::Stage;
use super::{Needs, scripts};
use crate::scene::{GuestInvariant, Scene, Site};
use ifrace_allocator::IfName;
use ifrace_allocator::guest::{Command, Outcome};
use ifrace_allocator::host::{Failure, HostOp};
use ifrace_allocator::interface::{Interface, InterfaceType, Source};
use ifrace_allocator::rules::XmlRules;
use ifrace_allocator::xml::{Dialect, Document, Located, Reading, Writing};

/// The guest as it runs on the host that it comes from.
const MIGRATING: &str = "\
<domain type='kvm'>
  <name>M</name>
  <devices>
    <interface type='network'>
      <mac address='52:54:00:00:00:4d'/>
      <source network='lan'/>
      <target dev='macvtap0'/>
    </interface>
  </devices>
</domain>
";

pub(super) fn play<S: Site>(stage: &mut Stage<'_, S>) {
    let text = stage.document().unwrap_or(MIGRATING).to_owned();
    stage.scene("a migration fails before it has a device", &[Needs::Macvtaps], |scene| {
        let rules = scene.rules().xml;
        let document = Document::read(&text, &Dialect { rules: &rules, driver_prefix: None }).map_err(unreadable)?;
        let taken = first_name(&document).ok_or_else(|| Failure::other(NO_NAME))?;
        let lower = lower(&document);
        scene.furnish(|site| {
            site.add_lower(name(&lower))?;
            networks(&document).iter().try_for_each(|network| site.add_network(macvtap_network(network, name(&lower))))
        })?;
        let owner = scene.guest("G", vec![Interface { target: Some(taken), ..direct(&lower) }])?;
        scene.must_run(owner)?;
        scene.before()?;
        migrate(scene, &document, &rules)
    });
}

/// The source formats the document, the target parses it, and the start fails while disks and host devices are prepared.
fn migrate<S: Site>(scene: &mut Scene<'_, S>, running: &Document<'_>, rules: &XmlRules) -> Result<(), Failure> {
    let sent = running.written(Writing::Migratable);
    let names: Vec<_> = sent.dropped.iter().map(|dropped| dropped.name.to_string()).collect();
    let arrived = Document::read(&sent.text, &Dialect { rules, driver_prefix: None }).map_err(unreadable)?;
    let (interfaces, _) = arrived.parsed(Reading::Inactive);
    let named =
        |all: &mut dyn Iterator<Item = &Interface>| all.filter_map(|one| one.target).map(|name| name.to_string()).collect();
    let kept: Vec<String> = named(&mut interfaces.iter());
    scene.note(format!("M arrives; its document carries {}; dropped from it: {}", list(&kept), list(&names)));
    let generated: Vec<String> = named(&mut interfaces.iter().filter(|one| !one.is_unmanaged() && looks_generated(one)));
    if !generated.is_empty() {
        let cause = format!("the document that a migration carries has the name {}", list(&generated));
        scene.violated(GuestInvariant::XmlHygiene, cause);
    }
    scripts::note(scene, &interfaces);
    let migrating = scene.guest("M", interfaces)?;
    scene.begin(migrating, Command::Incoming)?;
    match scene.finish_with(migrating, |op| (*op == HostOp::PrepareHost).then(out_of_memory))? {
        Outcome::Failed(_) => Ok(()),
        Outcome::Done => Err(Failure::other("M has to fail while its host is prepared, and does not")),
    }
}

pub(super) const NO_NAME: &str =
    "no interface of the type network or direct names its device; add <target dev='macvtap0'/> to one";

/// The name that the unrelated guest has: the first one in the document that a macvtap can have.
pub(super) fn first_name(document: &Document<'_>) -> Option<IfName> {
    let is_macvtap = |one: &&Located| matches!(one.interface.interface_type, InterfaceType::Network | InterfaceType::Direct);
    let mut names = document.interfaces().iter().filter(is_macvtap).filter_map(|one| one.interface.target);
    names.find(|name| !name.is_template())
}

/// The device under the macvtaps: `eth0`, or the next one whose name the document has not for one of its own.
fn lower(document: &Document<'_>) -> String {
    let is_free = |lower: &String| document.interfaces().iter().all(|one| one.interface.target != Some(name(lower)));
    (0..).map(|number: u32| format!("eth{number}")).find(is_free).unwrap_or_default()
}

fn networks(document: &Document<'_>) -> Vec<String> {
    let named = document.interfaces().iter().filter_map(|one| match &one.interface.source {
        Source::Network { name, .. } if one.interface.interface_type == InterfaceType::Network => Some(name.clone()),
        _ => None,
    });
    let mut names: Vec<String> = named.chain([NETWORK.to_owned()]).collect();
    names.sort();
    names.dedup();
    names
}

fn unreadable(error: impl std::fmt::Display) -> Failure {
    Failure::other(error.to_string())
}

/// Whether a generator of libvirt can have written the name.
fn looks_generated(interface: &Interface) -> bool {
    let Some(name) = interface.target.map(|name| name.to_string()) else { return false };
    XmlRules::HARDENED.dropped_on_format.iter().any(|rule| rule.matches(&name, interface.interface_type))
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "no name".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::super::{Case, MemoryMaker, Run, Subject};
    use crate::release::Release;
    use crate::scene::GuestInvariant;

    #[test]
    fn only_the_release_that_keeps_the_name_deletes_the_device() {
        let release = Release::find("6.6").unwrap();
        let subject = Subject { case: Case::FailedMigrationMacvtap, release, document: None };
        let reproduction = subject.reproduce(&mut MemoryMaker, &|| false);
        let [bug, dropped, bit, hardened] = &reproduction.runs[..] else { panic!("{:?}", reproduction.runs) };
        let (before, after) =
            (|run: &Run| run.scenes[0].before.clone().unwrap().snapshot, |run: &Run| run.scenes[0].after.clone());
        assert_eq!(before(bug).to_string(), "macvtap0 macvtap, up");
        assert_eq!(after(bug).unwrap().to_string(), "nothing");
        assert!(bug.violations().any(|one| one.invariant == GuestInvariant::FailedStartHarmless));
        for safe in [dropped, bit, hardened] {
            assert_eq!(after(safe), Some(before(safe)), "{}", safe.era);
        }
        assert!(dropped.holds() && hardened.holds());
        let hygiene: Vec<_> = bit.violations().map(|one| one.invariant).collect();
        assert_eq!(hygiene, [GuestInvariant::XmlHygiene]);
    }

    #[test]
    fn the_device_under_the_macvtaps_has_a_name_of_its_own() {
        let direct = |name: &str| format!("<interface type='direct'><source dev='e'/><target dev='{name}'/></interface>");
        let document = Some(format!("<devices>{}{}{}</devices>", direct("eth0"), direct("eth2"), direct("eth1")));
        let release = Release::find("6.7").unwrap();
        let run = Subject { case: Case::FailedMigrationMacvtap, release, document }.first_run(&mut MemoryMaker, &|| false);
        assert!(format!("{:?}", run.scenes[0].timeline).contains("on eth3"), "{run:?}");
    }
}
