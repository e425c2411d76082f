//! Colours.

/// How text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether to use ANSI colours.
    pub color: bool,
}

#[derive(Clone, Copy)]
pub(crate) enum Ink {
    Green,
    Red,
    Yellow,
    Dim,
    Plain,
}

impl Style {
    /// The text in this colour.
    pub(crate) fn paint(self, ink: Ink, text: &str) -> String {
        if !self.color {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Green => "32",
            Ink::Red => "1;31",
            Ink::Yellow => "33",
            Ink::Dim => "2",
            Ink::Plain => return text.to_owned(),
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}
