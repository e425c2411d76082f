//! Columns of text.

/// Rows of cells with aligned columns, two spaces apart, behind a margin. Columns that are not left-aligned hold numbers.
pub(crate) fn aligned(rows: &[Vec<String>], margin: &str, is_left: impl Fn(usize) -> bool) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or_default()).collect();
    let line = |row: &Vec<String>| {
        let cell = |(column, cell): (usize, &String)| {
            let width = widths[column];
            if is_left(column) { format!("{cell:width$}") } else { format!("{cell:>width$}") }
        };
        let cells: Vec<String> = row.iter().enumerate().map(cell).collect();
        format!("{margin}{}", cells.join("  ")).trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
