//! The commands of a page, each with the output that is shown below it.

/// A command in a block that begins with "```console", and the lines of the page that show its output.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// What a shell is given: the line after `$ `, and those that belong to it.
    pub(super) command: String,
    /// The first line that is output, counted from 0, and the first one behind.
    pub(super) lines: (usize, usize),
}

/// All of a page.
pub(super) fn blocks(page: &[String]) -> Vec<Block> {
    let (mut blocks, mut at) = (Vec::new(), 0);
    while let Some(fence) = page[at..].iter().position(|line| line == "```console").map(|found| at + found) {
        let end = fence + 1 + page[fence + 1..].iter().position(|line| line == "```").expect("the block ends");
        at = fence + 1;
        while at < end {
            let (command, first) = command(page, at);
            let next = page[first..end].iter().position(|line| line.starts_with("$ ")).map_or(end, |found| first + found);
            blocks.push(Block { command, lines: (first, next) });
            at = next;
        }
        at = end + 1;
    }
    blocks
}

/// The command that begins in a line, and the line behind it.
fn command(page: &[String], at: usize) -> (String, usize) {
    let first = page[at].strip_prefix("$ ").unwrap_or_else(|| panic!("line {} is no command: {}", at + 1, page[at]));
    let (mut command, mut next) = (first.to_owned(), at + 1);
    while command.ends_with('\\') {
        command = format!("{command}\n{}", page[next]);
        next += 1;
    }
    if first.contains("<<'EOF'") {
        let end = next + page[next..].iter().position(|line| line == "EOF").expect("the text for the command ends");
        command = format!("{command}\n{}\n", page[next..=end].join("\n"));
        next = end + 1;
    }
    (command, next)
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks};

    #[test]
    fn commands_and_their_outputs() {
        let text =
            "text\n```console\n$ ifrace a <<'EOF'\n$ x\nEOF\none\n\ntwo\n$ ifrace b \\\n  c\n```\n\n```console\n$ ifrace d\n```";
        let page: Vec<String> = text.lines().map(str::to_owned).collect();
        let block = |command: &str, lines| Block { command: command.to_owned(), lines };
        let expected =
            [block("ifrace a <<'EOF'\n$ x\nEOF\n", (5, 8)), block("ifrace b \\\n  c", (10, 10)), block("ifrace d", (14, 14))];
        assert_eq!(blocks(&page), expected);
    }
}
