//! Writing SVG.

use std::fmt::Write;

/// A grey that is legible on a light and on a dark ground.
pub(super) const TEXT: &str = "#7d8590";
/// The colour of the grid.
pub(super) const GRID: &str = TEXT;

const SIZE: (u32, u32) = (780, 470);

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Anchor {
    const fn id(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A line through points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) points: &'a [(f64, f64)],
    pub(super) color: &'a str,
    pub(super) width: f64,
    /// The lengths of dashes and gaps; empty for none.
    pub(super) dash: &'a str,
}

/// A picture under construction. Places count from the upper left corner, in pixels.
#[derive(Debug)]
pub(super) struct Canvas(String);

impl Canvas {
    /// A picture with this title.
    pub(super) fn new(title: &str) -> Self {
        let ((width, height), title) = (SIZE, escaped(title));
        let mut canvas = Self(String::new());
        canvas.add(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"{TEXT}\" role=\"img\">\n<title>{title}</title>"
        ));
        canvas.add(format_args!("<text x=\"20\" y=\"24\" font-size=\"16\">{title}</text>"));
        canvas
    }

    /// A line.
    pub(super) fn line(&mut self, line: &Line<'_>) {
        let Line { points, color, width, dash } = line;
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let (points, color, dash) = (points.join(" "), escaped(color), escaped(dash));
        let dash = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
        self.add(format_args!("<polyline points=\"{points}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"{dash}/>"));
    }

    /// The mark of a measured value.
    pub(super) fn dot(&mut self, (x, y): (f64, f64), color: &str) {
        let color = escaped(color);
        self.add(format_args!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"{color}\"/>"));
    }

    /// The mark of something that failed.
    pub(super) fn cross(&mut self, (x, y): (f64, f64), color: &str) {
        let color = escaped(color);
        let (left, right, top, bottom) = (x - 4.0, x + 4.0, y - 4.0, y + 4.0);
        self.add(format_args!(
            "<path d=\"M{left:.1},{top:.1} L{right:.1},{bottom:.1} M{right:.1},{top:.1} L{left:.1},{bottom:.1}\" fill=\"none\" \
             stroke=\"{color}\" stroke-width=\"2\"/>"
        ));
    }

    /// A text.
    pub(super) fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        let (anchor, text) = (anchor.id(), escaped(text));
        self.add(format_args!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>"));
    }

    /// A text that runs upwards; its middle stands at the place.
    pub(super) fn upright_text(&mut self, (x, y): (f64, f64), text: &str) {
        let text = escaped(text);
        self.add(format_args!("<text transform=\"translate({x:.1} {y:.1}) rotate(-90)\" text-anchor=\"middle\">{text}</text>"));
    }

    /// The picture.
    pub(super) fn finish(mut self) -> String {
        self.add(format_args!("</svg>"));
        self.0
    }

    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // A string takes everything.
        let _ = writeln!(self.0, "{element}");
    }
}

/// A text as XML has it. What XML cannot hold at all, such as most control characters, becomes the sign for an unknown one.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c if c.is_control() => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_wherever_they_stand() {
        let mut canvas = Canvas::new("<a>");
        canvas.text((0.0, 0.0), Anchor::Start, "b & \"c\" 'd' \u{1b}\u{ffff}");
        canvas.upright_text((0.0, 0.0), "</svg>");
        let svg = canvas.finish();
        assert!(svg.contains("<title>&lt;a&gt;</title>"), "{svg}");
        assert!(svg.contains(">b &amp; &quot;c&quot; &apos;d&apos; \u{fffd}\u{fffd}</text>"), "{svg}");
        assert_eq!(svg.matches("</svg>").count(), 1, "{svg}");
    }
}
