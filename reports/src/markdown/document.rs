//! A document of a bounded size.

/// Bytes of a summary. GitHub takes 1 MiB for a step, to which a job may add something of its own.
const BYTES_MAX: usize = 900_000;
/// Of these are kept for what says that there is more.
const BYTES_KEPT: usize = 1000;

/// A document that grows by whole pieces.
pub(super) struct Document {
    text: String,
    left_out: usize,
}

impl Document {
    /// One with a title.
    pub(super) fn new(title: &str) -> Self {
        Self { text: format!("# {title}\n"), left_out: 0 }
    }

    /// Adds a paragraph, table or other block, if there is anything in it and room for it.
    pub(super) fn block(&mut self, block: &str) {
        if block.is_empty() {
            return;
        }
        if self.text.len() + block.len() + 2 > BYTES_MAX - BYTES_KEPT {
            self.left_out += 1;
            return;
        }
        self.text.push('\n');
        self.text.push_str(block.trim_end_matches('\n'));
        self.text.push('\n');
    }

    /// Adds a block for each of a list, `most` of them, and says how many there are more.
    pub(super) fn blocks<T>(&mut self, all: &[T], most: usize, what: &str, block: impl Fn(&T) -> String) {
        for one in all.iter().take(most) {
            self.block(&block(one));
        }
        self.more(all.len(), most, what);
    }

    /// Says how many there are beside those that are shown, if there are.
    pub(super) fn more(&mut self, all: usize, most: usize, what: &str) {
        if all > most {
            self.block(&format!("… and {} more {what}, which the report of the run has.", all - most));
        }
    }

    /// The text.
    pub(super) fn finish(mut self) -> String {
        if self.left_out > 0 {
            self.text +=
                &format!("\nThere is no room for {} parts of this summary: the report of the run has all.\n", self.left_out);
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES_MAX, Document};

    #[test]
    fn what_there_is_no_room_for_is_counted() {
        let mut document = Document::new("title");
        let half = "x".repeat(BYTES_MAX / 2);
        document.blocks(&[&half, &half, &half], 2, "halves", |half| (*half).clone());
        let text = document.finish();
        assert!(text.len() < BYTES_MAX);
        let end = "… and 1 more halves, which the report of the run has.\n\nThere is no room for 1 parts of this summary: the report of the run has all.\n";
        assert!(text.ends_with(end), "{}", &text[text.len() - 200..]);
    }
}
