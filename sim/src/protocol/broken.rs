//! What a subject can do wrong.

use crate::subject::Ending;

/// How a subject left the protocol. Nothing that it says afterwards counts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// It said what the protocol does not allow here.
    #[error("{0}")]
    Protocol(String),
    /// It wrote more than it may.
    #[error("{0}")]
    Flood(String),
    /// It asked the host more often than it may within one request.
    #[error("it asked the host more than {0} times within one request")]
    Endless(u32),
}

impl From<Broken> for Ending {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Protocol(how) => Self::BrokeProtocol { how },
            Broken::Flood(how) => Self::Flooded { how },
            Broken::Endless(questions) => Self::Endless { questions },
        }
    }
}

/// A protocol error that quotes the start of the line.
pub(super) fn in_line(what: &str, line: &[u8]) -> Broken {
    const SHOWN: usize = 80;
    let (start, rest) = line.split_at(line.len().min(SHOWN));
    let dots = if rest.is_empty() { "" } else { "…" };
    Broken::Protocol(format!("{}: {}{dots}", printable(what), start.escape_ascii()))
}

/// Words on one line, without control characters.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_start_of_a_line_is_quoted() {
        let Broken::Protocol(text) = in_line("not\nthis", &[b'\x1b'; 90]) else { panic!("another kind") };
        assert_eq!(text, format!("not this: {}…", "\\x1b".repeat(80)));
        assert_eq!(in_line("no", b"{}"), Broken::Protocol("no: {}".to_owned()));
    }
}
