/// Rows in columns for a terminal.
struct TextTable {
    let text: String

    init(_ head: [String], _ rows: [[String]]) {
        var widths = head.map(\.count)
        for row in rows {
            for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
        }
        text = ([head] + rows).map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                if column < row.count - 1 { line += String(repeating: " ", count: widths[column] - cell.count + 2) }
            }
            return line
        }.joined(separator: "\n")
    }

    /// The beginning of a text on one line, for a table.
    static func excerpt(_ text: String, width: Int) -> String {
        let line = plain(text).replacing("\n", with: " ")
        return line.count > width ? line.prefix(width - 1) + "…" : line
    }

    /// A visitor's text without what a terminal would obey.
    static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0 == "\n" || $0.properties.generalCategory != .control }))
    }
}
