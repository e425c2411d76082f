//! Nothing is done to the network that the machine itself uses.

use ifrace::live::LiveMaker;
use ifrace_allocator::linux::netns::NetnsId;
use ifrace_allocator::linux::rtnetlink::Rtnetlink;
use ifrace_sim::release::Release;
use ifrace_sim::repro::{Case, Subject};

/// The links of the thread's namespace, as far as they do not change by themselves.
fn links() -> Vec<(u32, Vec<u8>, bool)> {
    let links = Rtnetlink::open().and_then(|mut rtnetlink| rtnetlink.dump()).expect("links can be listed");
    links.into_iter().map(|link| (link.index, link.name, link.up)).collect()
}

#[test]
fn the_namespace_of_the_process_stays_as_it_was() {
    let (id, before) = (NetnsId::current().expect("there is /proc"), links());
    let work = std::thread::spawn(move || {
        let mut live = LiveMaker::enter().expect("a private network namespace is needed (run as root)");
        assert_ne!(NetnsId::current(), Ok(id));
        let release = Release::find("6.7").expect("it is in the table");
        let run = Subject { case: Case::NamedConflict, release, document: None }.first_run(&mut live, &|| false);
        assert_ne!(NetnsId::current(), Ok(id));
        run.scenes.len()
    });
    assert_eq!(work.join().expect("it ends"), 3);
    assert_eq!((NetnsId::current(), links()), (Ok(id), before));
}
