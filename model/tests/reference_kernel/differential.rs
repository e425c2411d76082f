//! Random sequences on both models: every answer and every name must be the same.

use crate::check::check;
use crate::pool::{around, name, template};
use crate::template::Result67;
use crate::world::World;
use ifrace_model::Errno;
use ifrace_model::kernel::{Link, Namespace, NewLink, RenameVia, Reply, Rules, Selector};
use proptest::prelude::*;

/// One step; a device is given as a number that is reduced to those that exist.
#[derive(Clone, Debug)]
enum Step {
    Create(Vec<u8>),
    Rename(usize, Vec<u8>),
    AddAltname(usize, Vec<u8>),
    DeleteAltname(usize, Vec<u8>),
    /// One of the names that exist, as an alternative name of the device that answers to it.
    DeleteKnown(usize),
    Delete(usize),
    /// Alternative names for all ids of a template from 0 on, but for one.
    Fill {
        device: usize,
        around: (&'static str, &'static str),
        count: u32,
        gap: u32,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let device = || 0..8_usize;
    prop_oneof![
        6 => template().prop_map(Step::Create),
        3 => name().prop_map(Step::Create),
        4 => (device(), name()).prop_map(|(device, name)| Step::Rename(device, name)),
        6 => (device(), name()).prop_map(|(device, name)| Step::AddAltname(device, name)),
        2 => (device(), name()).prop_map(|(device, name)| Step::DeleteAltname(device, name)),
        2 => (0..200_usize).prop_map(Step::DeleteKnown),
        2 => device().prop_map(Step::Delete),
        1 => (device(), around(), prop::sample::select(vec![3, 10, 11, 100, 101]), 0..130_u32)
            .prop_map(|(device, around, count, gap)| Step::Fill { device, around, count, gap }),
    ]
}

type Answer = Result<Option<(Vec<u8>, u32)>, Errno>;

fn in_model(reply: Result<Reply, Errno>) -> Answer {
    reply.map(|reply| match reply {
        Reply::Link(Link { name, index }) => Some((name.as_bytes().to_vec(), index)),
        Reply::Done => None,
    })
}

/// Performs a step on both, and gives both answers.
fn perform(host: &mut Namespace, world: &mut World, step: &Step) -> Vec<(Answer, Answer)> {
    let devices = world.devices();
    let device = |at: &usize| devices[at % devices.len()];
    let add = |host: &mut Namespace, world: &mut World, device, name: &[u8]| {
        (in_model(host.altname_add(device, name)), world.add_altname(device, name).map(|()| None))
    };
    match step {
        Step::Create(name) => {
            vec![(in_model(host.new_link(&NewLink::create("bridge", Some(name)))), world.create(name).map(Some))]
        }
        Step::Rename(at, name) => {
            let model = in_model(host.rename(device(at), name, RenameVia::Netlink));
            vec![(model, world.rename(device(at), name).map(Some))]
        }
        Step::AddAltname(at, name) => vec![add(host, world, device(at), name)],
        Step::DeleteAltname(at, name) => {
            vec![(in_model(host.altname_del(device(at), name)), world.delete_altname(device(at), name).map(|()| None))]
        }
        Step::DeleteKnown(at) => {
            let names = world.names();
            let (name, holders) = &names[at % names.len()];
            vec![(in_model(host.altname_del(holders[0], name)), world.delete_altname(holders[0], name).map(|()| None))]
        }
        Step::Delete(at) => {
            vec![(in_model(host.delete(&Selector::index(device(at)))), world.delete(device(at)).map(|()| None))]
        }
        Step::Fill { device: at, around: (prefix, suffix), count, gap } => {
            let names = (0..*count).filter(|id| id != gap).map(|id| format!("{prefix}{id}{suffix}"));
            names.map(|name| add(host, world, device(at), name.as_bytes())).collect()
        }
    }
}

fn agree(rules: Rules, result: Result67) {
    check(1500, &prop::collection::vec(step(), 1..40), |steps| {
        let (mut host, mut world) = (Namespace::new(rules), World::new(result));
        for step in &steps {
            for (model, naive) in perform(&mut host, &mut world, step) {
                prop_assert_eq!(model, naive, "{:?}", step);
            }
            let names: Vec<_> = host.names().map(|name| (name.to_vec(), host.holders(name).to_vec())).collect();
            prop_assert_eq!(names, world.names(), "{:?}", step);
        }
        Ok(())
    });
}

#[test]
fn a_kernel_that_trusts_its_choice() {
    agree(Rules::Trust, Result67::Trusted);
}

#[test]
fn a_kernel_that_looks_its_choice_up_again() {
    agree(Rules::Recheck, Result67::LookedUpAgain);
}

/// All ids but some are taken, so that every number of digits and the end of the bitmap are passed.
#[test]
fn every_id_is_found_when_it_is_the_last_one() {
    for (rules, result) in [(Rules::Trust, Result67::Trusted), (Rules::Recheck, Result67::LookedUpAgain)] {
        for gaps in [&[0, 9, 32_767][..], &[63, 64, 4_095, 4_096], &[10_000, 20_000, 32_704]] {
            let mut host = Namespace::new(rules);
            let mut names: Vec<Vec<u8>> = vec![b"lo".to_vec()];
            for id in (0..32_768).filter(|id| !gaps.contains(id)) {
                let name = format!("v{id}x").into_bytes();
                host.new_link(&NewLink::create("bridge", Some(&name))).expect("the name is free");
                names.push(name);
            }
            for _ in 0..gaps.len() + 2 {
                let taken: Vec<&[u8]> = names.iter().map(Vec::as_slice).collect();
                let naive = crate::template::choose(b"v%dx", &taken, result);
                let model = in_model(host.new_link(&NewLink::create("bridge", Some(b"v%dx"))));
                assert_eq!(model.map(|link| link.map(|(name, _)| name)), naive.clone().map(Some).ok_or(Errno::ENFILE));
                names.extend(naive);
            }
        }
    }
}
