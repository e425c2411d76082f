//! What a hostile subject says, from any bytes.

use ifrace_model::kernel::{Namespace, Rules};
use ifrace_sim::history::{Op, parse};
use ifrace_sim::protocol::{Dialogue, Hello, Message, Peer};
use ifrace_sim::subject::{Ending, Played};
use std::sync::LazyLock;

/// Longest input in bytes: more would only be slower.
const BYTES_MAX: usize = 4096;

/// Longest sentence about a subject, in bytes: a line is quoted in part, each byte as four at most.
const SENTENCE_MAX: usize = 2048;

/// Every operation that an allocator notices.
static HISTORY: LazyLock<Vec<Op>> = LazyLock::new(|| {
    let text = r#"
        {"op":"occupy","name":"vnet0","as":"tap"}
        {"op":"reserve","name":"vnet5"}
        {"op":"generate","kind":"tap"}
        {"op":"generate","kind":"macvtap","name":"web%d","keep":true}
        {"op":"generate","kind":"tap","name":"mine","keep":true}
        {"op":"restart"}
        {"op":"generate","kind":"tap","probes_fail":true}
        {"op":"release","name":"web0"}
        {"op":"generate","kind":"macvlan","name":"%s"}"#;
    parse(text.as_bytes()).unwrap_or_else(|error| unreachable!("it is a history: {error}"))
});

/// Takes the input for everything that a subject says while it goes through one history after the other. It comes to an end; what is
/// wrong is said in one line; nothing is sent that no line of the subject makes room for; and what can be read is the same after it was
/// written and read again.
///
/// The length says which of this is looked at, as each takes long: all of it said ahead, line by line, in pieces of lines, in both of
/// these ways, which give the same, or what its lines are.
///
/// # Panics
/// If not.
pub fn subject_reply(data: &[u8]) {
    if data.len() > BYTES_MAX {
        return;
    }
    match data.len() % 8 {
        0 => in_pieces_as_in_lines(data),
        2 => drop(run(data, Pieces::Lines(13))),
        4 => drop(run(data, Pieces::Lines(BYTES_MAX))),
        6 => data.split(|&byte| byte == b'\n').for_each(read_again),
        _ => drop(run(data, Pieces::Everything)),
    }
}

fn in_pieces_as_in_lines(data: &[u8]) {
    assert_eq!(run(data, Pieces::Lines(BYTES_MAX)), run(data, Pieces::Lines(13)));
}

/// What a subject that says this comes to.
fn run(data: &[u8], pieces: Pieces) -> Vec<Played> {
    let mut dialogue = match Dialogue::open(Said { rest: data, pieces, sent: 0 }) {
        Ok(dialogue) => dialogue,
        Err(ending) => {
            check(&ending);
            return vec![Played { replies: Vec::new(), ending }];
        }
    };
    let (mut all, lines) = (Vec::new(), data.split(|&byte| byte == b'\n').count());
    for _ in 0..2 {
        let played = dialogue.play(&mut Namespace::new(Rules::Trust), &HISTORY);
        check(&played.ending);
        assert!(played.replies.len() <= HISTORY.len());
        assert_eq!(played.ending == Ending::Complete, played.replies.len() == HISTORY.len());
        let goes_on = played.ending == Ending::Complete && dialogue.reset().inspect_err(check).is_ok();
        all.push(played);
        if !goes_on {
            break;
        }
    }
    let sent = dialogue.peer().sent;
    assert!(sent <= lines + 1, "{sent} lines were sent for {lines}");
    all
}

/// An ending that is no fault of the bench, in one short line.
fn check(ending: &Ending) {
    let text = ending.to_string();
    assert!(ending.defect().is_some_and(|id| !id.is_empty()) || *ending == Ending::Complete, "{text}");
    assert!(!text.chars().any(char::is_control) && text.len() <= SENTENCE_MAX, "{text}");
}

fn read_again(line: &[u8]) {
    if let Ok(message) = Message::parse(line) {
        assert_eq!(Message::parse(message.to_json().as_bytes()), Ok(message));
    } else if let Ok(hello) = Hello::parse(line) {
        assert_eq!(Hello::parse(hello.to_json().as_bytes()).as_ref(), Ok(&hello));
        assert!(!hello.abilities(false).kinds.is_empty() && !hello.title().contains('\n'));
    }
}

/// A subject that says what it says, whatever it hears, and then ends.
struct Said<'a> {
    rest: &'a [u8],
    pieces: Pieces,
    sent: usize,
}

/// How much a subject says at a time.
#[derive(Clone, Copy)]
enum Pieces {
    /// All, without waiting for a request.
    Everything,
    /// A line, or so many bytes of it.
    Lines(usize),
}

impl Peer for Said<'_> {
    fn send(&mut self, line: &str) -> Result<(), Ending> {
        assert!(line.find('\n') == Some(line.len() - 1), "{line}");
        self.sent += 1;
        Ok(())
    }

    fn receive(&mut self) -> Result<&[u8], Ending> {
        if self.rest.is_empty() {
            return Err(Ending::Crashed { how: "exit status 0".to_owned() });
        }
        let line = self.rest.iter().position(|&byte| byte == b'\n').map_or(self.rest.len(), |end| end + 1);
        let length = match self.pieces {
            Pieces::Everything => self.rest.len(),
            Pieces::Lines(most) => line.min(most),
        };
        let (piece, rest) = self.rest.split_at(length);
        self.rest = rest;
        Ok(piece)
    }

    fn restart(&mut self) -> Result<(), Ending> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The length of an input decides how it is said; each seed is said in every way.
    #[test]
    fn seeds_hold_in_every_way() {
        for folder in ["corpus", "regressions"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("subject_reply");
            for file in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
                println!("{}", file.display());
                let data = std::fs::read(&file).unwrap();
                if data.len() <= BYTES_MAX {
                    run(&data, Pieces::Everything);
                    in_pieces_as_in_lines(&data);
                    data.split(|&byte| byte == b'\n').for_each(read_again);
                }
            }
        }
    }
}
