/// Rows in columns for a terminal.
struct TextTable {
    struct Column {
        let title: String
        /// May be cut short so that a row fits on a line.
        let shrinks: Bool
        /// Stands at the right, so that digits of one weight stand below each other.
        var isNumber = false
    }

    private let columns: [Column]
    private let rows: [[String]]

    /// A column that shrinks keeps at least this much.
    private static let narrowest = 8

    init(_ columns: [Column], _ rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }

    /// `width` is the terminal's, nil cuts nothing. Columns that must not shrink may still make a line longer: an id
    /// that is cut is of no use.
    func text(width: Int?) -> String {
        let lines = [columns.map(\.title)] + rows
        var widths = columns.indices.map { column in lines.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        if let width { shrink(&widths, to: width) }
        return lines.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let shown = DisplayWidth.cut(cell, to: widths[column])
                let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(shown))
                if columns[column].isNumber {
                    line += padding + shown
                } else {
                    line += column < row.count - 1 ? shown + padding : shown
                }
                if column < row.count - 1 { line += "  " }
            }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    /// Takes from the widest column that may shrink, until a row fits or none can give more.
    private func shrink(_ widths: inout [Int], to width: Int) {
        var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
        while excess > 0 {
            let able = columns.indices.filter { columns[$0].shrinks && widths[$0] > Self.narrowest }
            guard let widest = able.max(by: { widths[$0] < widths[$1] }) else { return }
            let rival = able.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
            let give = min(excess, widths[widest] - max(Self.narrowest, rival - 1))
            widths[widest] -= max(1, give)
            excess -= max(1, give)
        }
    }
}
