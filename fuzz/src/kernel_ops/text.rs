//! Inputs as scripts, which `ifrace kernel` performs as well.

use super::codec::{self, OPERATIONS_MAX};
use crate::names::LONGEST;
use crate::target::Unreadable;
use ifrace_model::kernel::Operation;
use ifrace_sim::script::{parse_line, to_json};

/// The script that an input stands for.
pub(super) fn show(data: &[u8]) -> String {
    codec::read(data).iter().map(|operation| to_json(operation) + "\n").collect()
}

/// The input that stands for a script.
pub(super) fn read(text: &str) -> Result<Vec<u8>, Unreadable> {
    let mut operations = Vec::new();
    let lines = text.split('\n').zip(1..).filter(|(text, _)| !text.trim_ascii().is_empty());
    for (text, line) in lines {
        let operation = parse_line(text.as_bytes()).and_then(fitting).map_err(|reason| Unreadable { line, reason })?;
        if operations.len() == OPERATIONS_MAX {
            return Err(Unreadable { line, reason: format!("an input has at most {OPERATIONS_MAX} operations; leave some out") });
        }
        operations.push(operation);
    }
    Ok(codec::write(&operations))
}

/// The operation, if an input can hold it.
fn fitting(operation: Operation) -> Result<Operation, String> {
    let texts = match &operation {
        Operation::NewLink(request) => [Some(&request.kind), request.name.as_ref(), request.peer.as_ref()],
        Operation::Tun(request) => [Some(&request.name), None, None],
        Operation::Delete(selector) => [selector.name.as_ref(), None, None],
        Operation::Rename { name, .. }
        | Operation::AltnameAdd { name, .. }
        | Operation::AltnameDel { name, .. }
        | Operation::Lookup { name, .. } => [Some(name), None, None],
        Operation::Close { .. } | Operation::Mtu { .. } => [None; 3],
    };
    let longest = texts.into_iter().flatten().map(Vec::len).max().unwrap_or(0);
    if longest > LONGEST {
        return Err(format!("{longest} bytes are more than a name of an input may have ({LONGEST})"));
    }
    Ok(operation)
}
