//! What a subject writes to its standard error.

/// Most bytes of it that are shown.
const TAIL: usize = 300;

/// The last words of a subject, and how much it has said.
#[derive(Debug, Default)]
pub(super) struct Words {
    tail: Vec<u8>,
    count: u64,
}

impl Words {
    /// Takes bytes; tells how many there were in all.
    pub(super) fn add(&mut self, bytes: &[u8]) -> u64 {
        self.tail.extend_from_slice(bytes);
        let more = self.tail.len().saturating_sub(TAIL);
        self.tail.drain(..more);
        self.count += bytes.len() as u64;
        self.count
    }

    /// Begins anew.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Adds them to a sentence, on one line.
    pub(super) fn behind(&self, sentence: String) -> String {
        let text = String::from_utf8_lossy(&self.tail);
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let text = text.trim();
        if text.is_empty() { sentence } else { format!("{sentence}, last words: {text}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_is_kept_on_one_line() {
        let mut words = Words::default();
        assert_eq!(words.behind("it ended".to_owned()), "it ended");
        words.add(&[b'a'; 500]);
        assert_eq!(words.add(b"b\nc\x1b\n"), 505);
        assert_eq!(words.behind("it ended".to_owned()), format!("it ended, last words: {}b c", "a".repeat(295)));
    }
}
