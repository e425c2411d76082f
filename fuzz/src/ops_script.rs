//! Scripts of kernel operations, from any bytes.

use crate::consistency::assert_consistent;
use ifrace_model::kernel::{Namespace, Rules};
use ifrace_sim::script::{Answer, parse, to_json};

/// Longest input in bytes, and most operations of a script: more would only be slower.
const BYTES_MAX: usize = 2048;
const OPERATIONS_MAX: usize = 24;

/// Reads a script. One that can be read is the same after it was written and read again, and performing it leaves a consistent
/// namespace under either rule set.
///
/// # Panics
/// If not.
pub fn ops_script(data: &[u8]) {
    if data.len() > BYTES_MAX {
        return;
    }
    let script = match parse(data) {
        Ok(script) => script,
        Err(error) => {
            assert!(error.line >= 1 && !error.reason.is_empty(), "{error:?}");
            return;
        }
    };
    let text: Vec<String> = script.iter().map(to_json).collect();
    assert_eq!(parse(text.join("\n").as_bytes()).as_ref(), Ok(&script));
    for rules in Rules::ALL {
        let mut host = Namespace::new(rules);
        for operation in script.iter().take(OPERATIONS_MAX) {
            let answer = Answer::from(host.apply(operation)).to_json();
            assert!(!answer.contains('\n'), "an answer is one line: {answer}");
        }
        assert_consistent(&host);
    }
}
