//! Operations on a namespace: the model beside an oracle of its own, after each operation.

mod codec;
mod compare;
mod oracle;
mod text;

use crate::consistency::assert_consistent;
use crate::target::Target;
use compare::{assert_same_answer, assert_same_devices, assert_same_names};
use ifrace_model::kernel::{Namespace, Operation, Rules};
use oracle::{Answer, World};

/// The target.
pub(crate) const TARGET: Target = Target {
    name: "kernel_ops",
    input: "operations on the names of devices, shown as a script for `ifrace kernel`",
    run: everything,
    show: text::show,
    read: text::read,
};

/// Reads operations from bytes and performs them on the model and on a second, naive implementation: both give the same answers, and
/// in the end they have the same names and devices.
///
/// It is made for a search, where what an input leaves out another one does: one rule set is played, by the length of the input, and
/// names are compared in the end, as each beginning of an input is an input too. A replay plays the same and more.
///
/// # Panics
/// If not.
pub fn kernel_ops(data: &[u8]) {
    let rules = Rules::ALL[data.len() % Rules::ALL.len()];
    play(&codec::read(data), rules, Compared::InTheEnd);
}

/// The same under every rule set, with the names compared after each operation; in the end the model is consistent.
fn everything(data: &[u8]) {
    let operations = codec::read(data);
    for rules in Rules::ALL {
        assert_consistent(&play(&operations, rules, Compared::AfterEach));
    }
}

/// When names are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Compared {
    AfterEach,
    InTheEnd,
}

fn play(operations: &[Operation], rules: Rules, compared: Compared) -> Namespace {
    let (mut host, mut world) = (Namespace::new(rules), World::new(rules));
    for operation in operations {
        let (model, oracle) = (host.apply(operation), world.apply(operation));
        assert_same_answer(&world, operation, model, oracle);
        if compared == Compared::AfterEach && may_change_names(operation, oracle) {
            assert_same_names(&world, operation, &host);
        }
    }
    if let (Compared::InTheEnd, Some(last)) = (compared, operations.last()) {
        assert_same_names(&world, last, &host);
    }
    assert_same_devices(&world, &host);
    host
}

/// Whether names can be other ones now: a request that is refused may have renamed a device for a moment, or made half a pair.
fn may_change_names(operation: &Operation, answer: Answer) -> bool {
    match operation {
        Operation::Lookup { .. } | Operation::Mtu { .. } => false,
        Operation::Rename { .. } | Operation::NewLink(_) => true,
        _ => answer.is_ok(),
    }
}

#[cfg(test)]
mod tests;
