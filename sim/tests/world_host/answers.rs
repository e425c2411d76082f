//! Whether two answers say the same.

use crate::memory::Memory;
use crate::table::{Table, if_name};
use ifrace_allocator::host::{Actual, Failure, Found, LinkKind, Reply};
use ifrace_sim::world::host::HostNames;
use ifrace_sim::world::op::{Answer, FOREIGN_INDEX, Fault, Index, Op};

/// The error numbers, and words of the others.
const FAULTS: [(&str, Fault); 14] = [
    ("EBUSY", Fault::Ebusy),
    ("EEXIST", Fault::Eexist),
    ("EINVAL", Fault::Einval),
    ("ENODEV", Fault::Enodev),
    ("ENOENT", Fault::Enoent),
    ("E2BIG", Fault::E2big),
    ("EBADFD", Fault::Ebadfd),
    ("EOPNOTSUPP", Fault::Eopnotsupp),
    ("ENFILE", Fault::Enfile),
    ("no row", Fault::Program),
    ("binding", Fault::BindingExists),
    ("a port named", Fault::PortExists),
    ("--may-exist", Fault::PortElsewhere),
    ("the hypervisor is not running", Fault::NotRunning),
];

pub(crate) fn fault(text: &str) -> Option<Fault> {
    FAULTS.iter().find(|(start, _)| text.starts_with(start)).map(|(_, fault)| *fault)
}

/// Whether the answers agree. New numbers are learned.
pub(crate) fn agree(
    memory: &mut Memory,
    table: &Table,
    fresh: Index,
    op: &Op,
    answers: (Answer, &Result<Reply, Failure>),
) -> bool {
    match answers {
        (Answer::Done, Ok(Reply::Done)) => true,
        (Answer::Exists(ours), Ok(Reply::Exists(theirs))) => ours == *theirs,
        (Answer::Found(None), Ok(Reply::Found(None))) => true,
        (Answer::Found(Some((index, kind))), Ok(Reply::Found(Some(found)))) => match *op {
            Op::LookUp { name } if table.is_furniture(name) => (index, kind) == (FOREIGN_INDEX, LinkKind::Other),
            _ => *found == Found { index: memory.indices[usize::from(index)], kind },
        },
        (Answer::Device { name, index }, Ok(Reply::Device { name: theirs, index: number })) => {
            if index == fresh {
                memory.indices[usize::from(index)] = *number;
            }
            memory.indices[usize::from(index)] == *number && table.name(name) == *theirs
        }
        (Answer::Row(row), Ok(Reply::OvsPort(uuid))) => {
            if row == fresh {
                memory.rows[usize::from(row)] = *uuid;
            }
            memory.rows[usize::from(row)] == *uuid
        }
        (Answer::Port(10), Ok(Reply::Port(actual))) => *actual == Actual::Bridge(if_name("br0")),
        (Answer::Port(11), Ok(Reply::Port(actual))) => *actual == Actual::OpenVswitch(if_name("ovsbr0")),
        (Answer::Failed(ours), Err(failure)) => fault(&failure.to_string()) == Some(ours),
        _ => false,
    }
}
