//! Breaking long lines.

use super::WIDTH;

/// Breaks a text at spaces; every line after the first begins with the indent. A longer word stays whole.
pub(crate) fn wrap(text: &str, indent: usize) -> Vec<String> {
    wrap_to(text, indent, WIDTH)
}

/// The same for a terminal of so many columns.
pub(crate) fn wrap_to(text: &str, indent: usize, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let (mut width, mut first) = (0, true);
    for word in text.split(' ') {
        let length = word.chars().count();
        if !first && width + 1 + length > most {
            lines.push(" ".repeat(indent));
            (width, first) = (indent, true);
        }
        if let Some(line) = lines.last_mut() {
            let space = if first { "" } else { " " };
            line.push_str(space);
            line.push_str(word);
            width += space.len() + length;
        }
        first = false;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_wide_as_they_may_be() {
        let text = ["é".repeat(49), "b".repeat(50), "c".repeat(120), "d".to_owned()].join(" ");
        let lines = wrap(&text, 2);
        assert_eq!(lines[0].chars().count(), WIDTH);
        assert_eq!(lines[1..], [format!("  {}", "c".repeat(120)), "  d".to_owned()]);
    }

    #[test]
    fn leading_spaces_stay() {
        assert_eq!(wrap("  a b", 4), ["  a b"]);
    }
}
