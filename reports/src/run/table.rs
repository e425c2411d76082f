//! Tables.

use crate::columns::aligned;

/// Rows of cells with aligned columns. The first column and the last one are left-aligned, the others hold numbers.
pub(super) fn lines(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    aligned(rows, "    ", |column| column == 0 || column + 1 == columns)
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
