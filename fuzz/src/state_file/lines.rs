//! Inputs as lines of JSON.

use super::input::{Boot, EDITS_MAX, Edit, Input, OPERATIONS_MAX, Operation};
use crate::target::Unreadable;
use serde::{Deserialize, Serialize};

/// How many words stand in a line.
const PER_LINE: usize = 4;

/// One line.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Line {
    /// The run of the machine in which the state is opened.
    Boot(Boot),
    /// Something that is done.
    Do(Operation),
    /// A change then.
    Edit(Edit),
    /// Words that are written out.
    Words(Vec<u64>),
}

/// The lines of an input.
pub(super) fn show(data: &[u8]) -> String {
    let lines: Vec<Line> = match Input::decode(data) {
        Input::Raw(words) if words.is_empty() => vec![Line::Words(words)],
        Input::Raw(words) => words.chunks(PER_LINE).map(|words| Line::Words(words.to_vec())).collect(),
        Input::Made { boot, operations, edits } => {
            let operations = operations.into_iter().map(Line::Do);
            [Line::Boot(boot)].into_iter().chain(operations).chain(edits.into_iter().map(Line::Edit)).collect()
        }
    };
    lines.iter().map(|line| json(line) + "\n").collect()
}

/// The input of such lines.
pub(super) fn read(text: &str) -> Result<Vec<u8>, Unreadable> {
    let (mut boot, mut operations, mut edits, mut words) = (None, Vec::new(), Vec::new(), None);
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let wrong = |reason: &str| Unreadable { line: number, reason: reason.to_owned() };
        let parsed: Line = serde_json::from_str(line).map_err(|error| wrong(&error.to_string()))?;
        match parsed {
            Line::Words(more) => words.get_or_insert_with(Vec::new).extend(more),
            Line::Boot(one) => boot = Some(one),
            Line::Do(_) if !edits.is_empty() => return Err(wrong("changes come behind all that is done")),
            Line::Do(one) => operations.push(one),
            Line::Edit(one) => edits.push(one),
        }
        let is_made = boot.is_some() || !operations.is_empty() || !edits.is_empty();
        if is_made && words.is_some() {
            return Err(wrong("a state is either made, or written out in words"));
        }
        if operations.len() > OPERATIONS_MAX || edits.len() > EDITS_MAX {
            return Err(wrong(&format!("there can be {OPERATIONS_MAX} operations and {EDITS_MAX} changes")));
        }
        let last = match &words {
            Some(words) => Input::Raw(words.clone()),
            None => Input::Made { boot: Boot::Same, operations: operations.clone(), edits: edits.clone() },
        };
        if Input::decode(&last.encode()) != last {
            return Err(wrong("a number is too large"));
        }
    }
    let boot = boot.unwrap_or(Boot::Same);
    let input = words.map_or(Input::Made { boot, operations, edits }, Input::Raw);
    Ok(input.encode())
}

fn json(line: &Line) -> String {
    serde_json::to_string(line).unwrap_or_else(|error| unreachable!("a line is plain data: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_what_an_input_is() {
        let text =
            "{\"boot\":\"other\"}\n{\"do\":{\"generate\":{\"pattern\":1}}}\n{\"edit\":{\"flip\":{\"word\":8,\"bit\":3}}}\n";
        assert_eq!(read(text).map(|data| show(&data)).as_deref(), Ok(text));
        assert_eq!(read("{\"words\":[1,2]}\n").map(|data| show(&data)).as_deref(), Ok("{\"words\":[1,2]}\n"));
        assert_eq!(read("").map(|data| show(&data)).as_deref(), Ok("{\"boot\":\"same\"}\n"));
    }

    #[test]
    fn a_wrong_line_is_named() {
        let wrong = [
            ("\n{", 2),
            ("{\"do\":{\"generate\":{\"pattern\":6}}}", 1),
            ("{\"edit\":{\"clear\":{\"word\":3}}}\n{\"do\":{\"restart\":{}}}", 2),
            ("{\"words\":[1]}\n{\"boot\":\"same\"}", 2),
            ("{\"edit\":{\"flip\":{\"word\":3,\"bit\":64}}}", 1),
        ];
        for (text, line) in wrong {
            assert_eq!(read(text).map_err(|error| error.line), Err(line), "{text}");
        }
    }
}
