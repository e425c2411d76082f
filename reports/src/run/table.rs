//! Tables.

/// Rows of cells with aligned columns, two spaces apart. The first column and the last one are left-aligned, the others hold
/// numbers.
pub(super) fn lines(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or_default()).collect();
    let line = |row: &Vec<String>| {
        let cell = |(column, cell): (usize, &String)| {
            let width = widths[column];
            if column == 0 || column + 1 == columns { format!("{cell:width$}") } else { format!("{cell:>width$}") }
        };
        let cells: Vec<String> = row.iter().enumerate().map(cell).collect();
        format!("    {}", cells.join("  ")).trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn numbers_stand_under_each_other() {
        let rows = [["a", "10", "x"], ["long", "9", ""]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(lines(&rows), ["    a     10  x", "    long   9"]);
    }
}
