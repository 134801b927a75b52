import Foundation

extension AdminReport {
    /// For people; `width` is the terminal's, nil when it goes elsewhere and nothing is cut.
    func text(width: Int?) -> String {
        switch self {
        case .one(let text, _): text
        case .several(let reports): reports.map { $0.text(width: width) }.joined(separator: "\n")
        case .table(let columns, let rows):
            TextTable(
                columns.map { TextTable.Column(title: $0.title, shrinks: $0.shrinks) },
                rows.map { $0.map(\.cell) }
            ).text(width: width)
        }
    }
}

extension AdminValue {
    /// As it stands in a table.
    var cell: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .number(let number): String(format: "%.2f", number)
        case .flag(let flag): flag ? "yes" : "no"
        case .texts(let texts): texts.joined(separator: ",")
        case .records(let records): String(records.count)
        case .none: "-"
        }
    }
}
