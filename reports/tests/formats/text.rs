//! The text for a terminal.

use crate::golden::check;
use crate::sample;
use ifrace_report::report::text;
use ifrace_report::text::Style;

#[test]
fn the_text_of_the_sample() {
    check("report.txt", &text::render(&sample::report(), 100, Style::default()));
}

/// A diagram takes some columns for each lane, of which the sample has four. What is copied is not to be broken: commands may be longer.
#[test]
fn lines_are_as_wide_as_the_terminal() {
    for width in [70, 100, 160] {
        let text = text::render(&sample::report(), width, Style::default());
        let of_report = text.split("  $ ").next().expect("there is a beginning");
        let wide: Vec<&str> = of_report.lines().filter(|line| line.chars().count() > width).collect();
        assert_eq!(wide, Vec::<&str>::new(), "{width}");
    }
}

/// Nothing that a subject says moves the cursor or paints.
#[test]
fn no_control_character_is_left() {
    let text = text::render(&sample::report(), 100, Style::default());
    assert!(!text.chars().any(|one| one.is_control() && one != '\n'));
    let painted = text::render(&sample::report(), 100, Style { color: true });
    assert!(painted.contains('\u{1b}'), "colours are codes of the terminal");
}
