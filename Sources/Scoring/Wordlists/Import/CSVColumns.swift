/// Reads rows of a CSV file (RFC 4180, a comma or a semicolon between fields) into terms with points.
struct CSVColumns {
    private var term = 0
    private var points = 1
    private var isBegun = false

    private static let termNames: Set<String> = ["term", "word", "phrase", "text", "keyword"]
    private static let pointNames: Set<String> = ["points", "score", "weight", "severity"]

    mutating func outcome(of row: String) -> ImportedLine.Outcome {
        guard let fields = Self.fields(of: row) else { return .refused("a quote is not closed") }
        defer { isBegun = true }
        if !isBegun, let named = fields.firstIndex(where: { Self.termNames.contains($0.lowercased()) }) {
            term = named
            // Without such a column every term has the same points.
            points = fields.firstIndex { Self.pointNames.contains($0.lowercased()) } ?? Int.max
            return .skipped
        }
        guard fields.indices.contains(term), !fields[term].isEmpty else { return .refused("there is no term in it") }
        guard case .term(let text, _, let change) = ImportedTerm.plain(fields[term]) else {
            return ImportedTerm.plain(fields[term])
        }
        guard fields.indices.contains(points), !fields[points].isEmpty else {
            return .term(text, points: nil, change: change)
        }
        guard let number = Double(fields[points]), number.isFinite else {
            return .refused("its points are no number")
        }
        let graded = min(8, max(0.5, number))
        let changes = [
            change, graded == number ? nil : "\(Wordlist.written(number)) points became \(Wordlist.written(graded))",
        ]
        let told = changes.compactMap(\.self).joined(separator: "; ")
        return .term(text, points: graded, change: told.isEmpty ? nil : told)
    }

    /// Nil when a quote is not closed.
    static func fields(of row: String) -> [String]? {
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        var characters = row.makeIterator()
        var next = characters.next()
        while let character = next {
            next = characters.next()
            if isQuoted {
                if character != "\"" {
                    field.append(character)
                } else if next == "\"" {
                    field.append("\"")
                    next = characters.next()
                } else {
                    isQuoted = false
                }
            } else if character == "\"", field.isEmpty {
                isQuoted = true
            } else if character == "," || character == ";" {
                fields.append(WordlistImport.trimmed(field))
                field = ""
            } else {
                field.append(character)
            }
        }
        if isQuoted { return nil }
        return fields + [WordlistImport.trimmed(field)]
    }
}
