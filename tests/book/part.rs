//! Which part of an output a page shows: a line `…` stands for any lines that are left out.

const LEFT_OUT: &str = "…";

/// What is wrong with what a page shows of an output, if anything.
pub(super) fn difference(shown: &[String], output: &[String]) -> Option<String> {
    let (from_start, to_end) = ends(shown);
    let parts = parts(shown);
    let mut at = 0;
    for (number, part) in parts.iter().enumerate() {
        let is_first = number == 0 && from_start;
        let is_last = number + 1 == parts.len() && to_end;
        let here = |start: usize| output[start..].starts_with(part);
        let found = match (is_first, is_last) {
            (true, true) => (output == *part).then_some(0),
            (true, false) => here(0).then_some(0),
            (false, true) => output.len().checked_sub(part.len()).filter(|start| *start >= at && here(*start)),
            (false, false) => (at..output.len()).find(|start| here(*start)),
        };
        let Some(start) = found else { return Some(format!("the output has no such part:\n{}", part.join("\n"))) };
        at = start + part.len();
    }
    (parts.is_empty() && from_start && !output.is_empty()).then(|| "the output is missing".to_owned())
}

/// What a page has to show: each part from its first line to its last two, as the output is now. A new part needs only its first and its
/// last one.
///
/// # Errors
/// The line of the page that is no longer in the output.
pub(super) fn renewed(shown: &[String], output: &[String]) -> Result<Vec<String>, String> {
    let (from_start, to_end) = ends(shown);
    let parts = parts(shown);
    if parts.is_empty() && from_start {
        return Ok(output.to_vec());
    }
    let (mut lines, mut at) = (Vec::new(), 0);
    for (number, part) in parts.iter().enumerate() {
        let is_first = number == 0 && from_start;
        let is_last = number + 1 == parts.len() && to_end;
        let start = if is_first { 0 } else { find(&part[..1], output, at)? };
        let end = match part.len() {
            _ if is_last => output.len(),
            1 => start + 1,
            2 => find(&part[1..], output, start + 1)? + 1,
            // Two lines, for the last one alone may be there several times.
            all => find(&part[all - 2..], output, start + 1)? + 2,
        };
        if !is_first {
            lines.push(LEFT_OUT.to_owned());
        }
        lines.extend_from_slice(&output[start..end]);
        at = end;
    }
    if !to_end {
        lines.push(LEFT_OUT.to_owned());
    }
    Ok(lines)
}

/// Where these lines stand, from a line on; if they do not, where those are that begin alike, up to the last colon.
fn find(lines: &[String], output: &[String], from: usize) -> Result<usize, String> {
    let alike = |line: &String, other: &String| line.rfind(": ").is_some_and(|colon| other.starts_with(&line[..colon + 2]));
    let stand = |same: &dyn Fn(&String, &String) -> bool| {
        let here = |start: usize| output.get(start..start + lines.len());
        let is_here =
            |start: &usize| here(*start).is_some_and(|here| lines.iter().zip(here).all(|(line, other)| same(line, other)));
        (from..output.len()).find(is_here)
    };
    let found = stand(&|line, other| line == other).or_else(|| stand(&|line, other| line == other || alike(line, other)));
    found.ok_or_else(|| format!("the output has no line like this any more: {}", lines.join(" / ")))
}

/// Whether it begins and ends with the output.
fn ends(shown: &[String]) -> (bool, bool) {
    let is_output = |line: Option<&String>| line.is_none_or(|line| line != LEFT_OUT);
    (is_output(shown.first()), is_output(shown.last()))
}

fn parts(shown: &[String]) -> Vec<&[String]> {
    shown.split(|line| line == LEFT_OUT).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{difference, renewed};

    fn lines(text: &str) -> Vec<String> {
        text.chars().map(String::from).collect()
    }

    #[test]
    fn what_is_shown_is_in_the_output() {
        for shown in ["abcdef", "abc…", "…def", "…c…", "…bc…e…", "ab…ef", "…"] {
            assert_eq!(difference(&lines(shown), &lines("abcdef")), None, "{shown}");
        }
        for shown in ["", "abcde", "bcdef", "…cde", "bc…", "…e…bc…", "…bd…", "ab…x…", "abcd…def"] {
            assert!(difference(&lines(shown), &lines("abcdef")).is_some(), "{shown}");
        }
        assert_eq!(difference(&[], &[]), None);
    }

    #[test]
    fn parts_are_renewed_between_their_first_and_last_lines() {
        for (shown, expected) in [
            ("", "abcdef"),
            ("x", "abcdef"),
            ("…be…", "…bcde…"),
            ("…c…", "…c…"),
            ("xb…", "ab…"),
            ("…ex", "…ef"),
            ("a…c…f", "a…c…f"),
            ("…bde…", "…bcde…"),
        ] {
            assert_eq!(renewed(&lines(shown), &lines("abcdef")), Ok(lines(expected)), "{shown}");
        }
        for shown in ["…x…", "…c…b…", "…bxe…", "…bx…", "abcdefg…"] {
            assert!(renewed(&lines(shown), &lines("abcdef")).is_err(), "{shown}");
        }
    }

    #[test]
    fn the_last_two_lines_of_a_part_tell_where_it_ends() {
        assert_eq!(renewed(&lines("…bdf…"), &lines("abfcdfe")), Ok(lines("…bfcdf…")));
        assert_eq!(renewed(&lines("…bf…"), &lines("abfcdfe")), Ok(lines("…bf…")));
    }

    #[test]
    fn a_line_is_found_by_its_beginning_if_its_end_has_changed() {
        let text = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let output = text(&["a", "steps: 5", "b", "c"]);
        assert_eq!(renewed(&text(&["…", "steps: 4", "b", "…"]), &output), Ok(text(&["…", "steps: 5", "b", "…"])));
        assert!(renewed(&text(&["…", "step: 4", "…"]), &output).is_err());
    }
}
