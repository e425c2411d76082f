//! The transcripts of the document of the protocol are what passes.

use super::schema::{may_say, schema};
use ifrace_model::kernel::{Namespace, Rules};
use ifrace_sim::history;
use ifrace_sim::protocol::{Dialogue, Peer};
use ifrace_sim::subject::{Ending, Played};
use std::collections::VecDeque;

const DOCUMENT: &str = include_str!("../../../docs/subject-protocol.md");

/// The lines of the first block of this language.
fn block(language: &str) -> Vec<&'static str> {
    let (_, rest) = DOCUMENT.split_once(&format!("```{language}\n")).expect("there is such a block");
    rest.split_once("```").expect("it ends").0.lines().collect()
}

/// A program that says what the transcript says, and hears exactly what stands there.
struct Transcript {
    lines: VecDeque<&'static str>,
    last: String,
}

impl Peer for Transcript {
    fn send(&mut self, line: &str) -> Result<(), Ending> {
        assert_eq!(self.lines.pop_front().and_then(|line| line.strip_prefix("> ")), line.strip_suffix('\n'));
        Ok(())
    }

    fn receive(&mut self) -> Result<&[u8], Ending> {
        let line = self.lines.pop_front().and_then(|line| line.strip_prefix("< "));
        self.last = line.expect("it is the program's turn").to_owned() + "\n";
        Ok(self.last.as_bytes())
    }

    fn restart(&mut self) -> Result<(), Ending> {
        unreachable!("it takes a request for that");
    }
}

#[test]
fn the_transcript_is_what_passes() {
    let history = history::parse(block("jsonl").join("\n").as_bytes()).expect("it is a history");
    let transcript = Transcript { lines: block("text").into(), last: String::new() };
    let mut dialogue = Dialogue::open(transcript).expect("it says hello");
    let Played { replies, ending } = dialogue.play(&mut Namespace::new(Rules::Trust), &history);
    assert_eq!((ending, replies.len()), (Ending::Complete, history.len()), "{replies:?}");
    dialogue.reset().expect("it resets");
    assert_eq!(dialogue.peer().lines, VecDeque::<&str>::new(), "all of it was said");
}

#[test]
fn every_line_of_a_transcript_is_in_the_schema() {
    let schema = schema();
    let sides = [("< ", "subject"), ("> ", "bench")];
    let said = DOCUMENT.lines().filter_map(|line| sides.iter().find_map(|(mark, side)| Some((*side, line.strip_prefix(mark)?))));
    let said: Vec<_> = said.collect();
    assert!(said.len() > 25, "{said:?}");
    for (side, line) in said {
        assert!(may_say(&schema, side, line), "{line}");
        let more = line.replacen('{', "{\"later\":[1],", 1);
        assert!(may_say(&schema, side, &more), "what is not known is passed over: {more}");
    }
}

#[test]
fn the_limits_of_the_document_are_those_of_the_code() {
    use ifrace_sim::protocol::{BUFFER_MAX, NAME_MAX, OUTPUT_MAX, QUESTIONS_MAX, VERSION};
    assert_eq!((VERSION, QUESTIONS_MAX, NAME_MAX), (1, 131_072, 4096));
    assert_eq!((BUFFER_MAX, OUTPUT_MAX), (256 << 10, 16 << 20));
    for words in ["131,072 questions", "256 KiB without waiting", "16 MiB in one request", "more than 4096 bytes"] {
        assert!(DOCUMENT.contains(words), "{words}");
    }
}
