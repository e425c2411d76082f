//! A guest is refused the tap that its user made for it (9.0.0; the attribute `managed` since 5.7.0).

use super::stage::Stage;
use super::{Needs, scripts};
use crate::scene::{GuestInvariant, Scene, Site};
use ifrace_allocator::IfName;
use ifrace_allocator::guest::{Command, Outcome};
use ifrace_allocator::host::Failure;
use ifrace_allocator::interface::Interface;
use ifrace_allocator::xml::{Dialect, Document, Reading, Writing};

/// A guest with the user's own tap, whose name looks like a generated one.
const GUEST: &str = "\
<domain type='kvm'>
  <name>A</name>
  <devices>
    <interface type='ethernet'>
      <mac address='52:54:00:00:00:41'/>
      <target dev='vnet7' managed='no'/>
    </interface>
  </devices>
</domain>
";

pub(super) fn play<S: Site>(stage: &mut Stage<'_, S>) {
    let text = stage.document().unwrap_or(GUEST).to_owned();
    stage.scene("managed='no'", &[Needs::Taps], |scene| open(scene, &text));
}

/// The user makes a tap, and defines a guest that is to have it. The guest starts and stops; after that the tap is as it was.
/// While the guest runs it is the guest's own, which may limit it.
fn open<S: Site>(scene: &mut Scene<'_, S>, text: &str) -> Result<(), Failure> {
    let rules = scene.rules().xml;
    let dialect = Dialect { rules: &rules, driver_prefix: None };
    let unreadable = |error: &dyn std::fmt::Display| Failure::other(error.to_string());
    let document = Document::read(text, &dialect).map_err(|error| unreadable(&error))?;
    let stored = document.written(Writing::Inactive);
    let (mut interfaces, _) =
        Document::read(&stored.text, &dialect).map_err(|error| unreadable(&error))?.parsed(Reading::Inactive);
    // What else the guest has is on no host but its own.
    interfaces.retain(Interface::is_unmanaged);
    let taps: Vec<IfName> = interfaces.iter().filter_map(|one| one.target).collect();
    scripts::note(scene, &interfaces);
    if taps.is_empty() {
        scene.violated(GuestInvariant::XmlHygiene, "the stored document has lost the name of the user's own device");
    }
    scene.furnish(|site| interfaces.iter().try_for_each(|one| add_tap(site, one)))?;
    scene.before()?;
    let guest = scene.guest("A", interfaces)?;
    if let Outcome::Failed(trouble) = scene.must_run_or_conflict(guest)? {
        scene.violated(GuestInvariant::Progress, format!("A, which has all it needs, does not start: {trouble}"));
    } else {
        scene.begin(guest, Command::Stop)?;
        scene.finish(guest)?;
    }
    scene.compare_with_before("the user", &taps)
}

/// The tap that an interface is to have, able to be opened as often as its guest opens it.
fn add_tap<S: Site>(site: &mut S, interface: &Interface) -> Result<(), Failure> {
    let multi_queue = interface.queues.is_some_and(|queues| queues > 1);
    interface.target.map_or(Ok(()), |tap| site.add_persistent_tap(tap, multi_queue))
}

pub(super) const NO_TAP: &str = "no interface has a device of the user's own; add <target dev='tap0' managed='no'/> to one";

/// The user's own devices in a document.
pub(super) fn own_names(document: &Document<'_>) -> Vec<IfName> {
    let own = document.interfaces().iter().filter(|one| one.interface.is_unmanaged()).filter_map(|one| one.interface.target);
    own.filter(|name| !name.is_template()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Case, Ending, MemoryMaker, Subject};
    use crate::release::Release;
    use crate::scene::GuestInvariant;

    #[test]
    fn one_release_refuses_the_users_own_tap() {
        let release = Release::find("9.0").unwrap();
        let subject = Subject { case: Case::UnmanagedTap, release, document: None };
        let runs = subject.reproduce(&mut MemoryMaker, &|| false).runs;
        assert_eq!(runs[0].violations().map(|one| one.invariant).collect::<Vec<_>>(), [GuestInvariant::Progress]);
        for run in &runs[1..] {
            assert!(run.holds(), "{}: {:?}", run.era, run.violations().collect::<Vec<_>>());
            assert_eq!(run.scenes[0].after, run.scenes[0].before.clone().map(|before| before.snapshot), "{}", run.era);
        }
        assert_eq!(runs[0].scenes[0].after.clone().unwrap().to_string(), "vnet7 tap, down");
    }

    /// Everything that the guest does to a tap which is its own while it runs.
    const SET_UP: &str = "\
        <interface type='ethernet'><target dev='tap5' managed='no'/><driver queues='4'/>\
        <bandwidth><inbound average='1000'/><outbound average='1000'/></bandwidth>\
        <script path='/etc/qemu-ifup'/><downscript path='/etc/qemu-ifdown'/></interface>";

    #[test]
    fn a_guest_may_limit_its_own_tap_and_open_it_several_times() {
        for release in Release::all() {
            let subject = Subject { case: Case::UnmanagedTap, release, document: Some(format!("<devices>{SET_UP}</devices>")) };
            assert_eq!(subject.check_document(), Ok(()));
            let run = subject.first_run(&mut MemoryMaker, &|| false);
            let violated = run.verdict().violated().to_vec();
            let expected: &[_] = if release.rules.id == "9.0" { &[GuestInvariant::Progress] } else { &[] };
            assert_eq!((violated.as_slice(), &run.scenes[0].ending), (expected, &Ending::Complete), "{run:?}");
            let words = format!("{:?}", run.scenes[0].timeline);
            assert!(words.contains("scripts of the document are never run, and count as done: /etc/qemu-ifup, /etc/qemu-ifdown"));
            assert_eq!(words.contains("limit "), release.rules.id != "9.0", "{words}");
        }
    }
}
