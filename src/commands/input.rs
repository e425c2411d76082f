//! Reading the files that commands are given.

use super::CommandError;
use ifrace_allocator::xml::BYTES_MAX;
use std::io::{self, Read};
use std::path::Path;

/// Largest file in bytes that is read: a script, a history or a document.
const INPUT_MAX: u64 = BYTES_MAX as u64;

/// The content of a file, or of standard input for `-`.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, CommandError> {
    let mut content = Vec::new();
    let result = if file == Path::new("-") {
        io::stdin().lock().take(INPUT_MAX + 1).read_to_end(&mut content)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(INPUT_MAX + 1).read_to_end(&mut content))
    };
    match result {
        Err(error) => Err(CommandError::Input { file: file.to_owned(), reason: error.to_string() }),
        Ok(_) if content.len() as u64 > INPUT_MAX => {
            Err(CommandError::Input { file: file.to_owned(), reason: format!("it is larger than {} MiB", INPUT_MAX >> 20) })
        }
        Ok(_) => Ok(content),
    }
}

/// The same, read by one of the parsers for lines of JSON.
pub(super) fn parse<T, E: std::error::Error>(
    file: &Path,
    parser: fn(&[u8]) -> Result<Vec<T>, E>,
) -> Result<Vec<T>, CommandError> {
    let items = parser(&read(file)?).map_err(|e| CommandError::Input { file: file.to_owned(), reason: e.to_string() })?;
    if items.is_empty() {
        return Err(CommandError::Nothing(format!("{}: it holds no operation", file.display())));
    }
    Ok(items)
}
