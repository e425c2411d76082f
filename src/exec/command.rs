//! The command that starts a subject.

use std::fmt;
use std::str::FromStr;

/// A program and its arguments, split as a shell splits words; no shell is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecCommand {
    text: String,
    words: Vec<String>,
}

/// A text that is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExecCommandError {
    /// There is no word in it.
    #[error("exec: needs a command behind it, for example exec:./allocator or \"exec:python3 allocator.py\"")]
    Empty,
    /// It ends in the middle of a word.
    #[error("the command of exec: ends within quotes or after a backslash")]
    Open,
}

impl ExecCommand {
    /// The program.
    pub fn program(&self) -> &str {
        // There is at least one word.
        self.words.first().map_or("", String::as_str)
    }

    /// Its arguments.
    pub fn arguments(&self) -> &[String] {
        self.words.get(1..).unwrap_or_default()
    }
}

impl FromStr for ExecCommand {
    type Err = ExecCommandError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words = shlex::split(text).ok_or(ExecCommandError::Open)?;
        match words.first() {
            Some(program) if !program.is_empty() => Ok(Self { text: text.to_owned(), words }),
            _ => Err(ExecCommandError::Empty),
        }
    }
}

impl fmt::Display for ExecCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_as_in_a_shell_and_nothing_is_expanded() {
        let command: ExecCommand = r#"./a\ b 'c d' "e'f" $HOME *;|"#.parse().expect("it is a command");
        assert_eq!(command.program(), "./a b");
        assert_eq!(command.arguments(), ["c d", "e'f", "$HOME", "*;|"]);
        assert_eq!(command.to_string(), r#"./a\ b 'c d' "e'f" $HOME *;|"#);
    }

    #[test]
    fn what_is_no_command_is_refused() {
        for text in ["", "   ", "''", "# a comment"] {
            assert_eq!(text.parse::<ExecCommand>(), Err(ExecCommandError::Empty), "{text}");
        }
        for text in ["'a", "a \"b", "a\\"] {
            assert_eq!(text.parse::<ExecCommand>(), Err(ExecCommandError::Open), "{text}");
        }
    }
}
