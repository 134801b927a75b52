/// Turns a foreign list into one of ours. Nothing is dropped in silence: every line has an outcome.
package struct WordlistImport: Sendable {
    package let lines: [ImportedLine]
    /// What could be taken, in the order of the lines.
    package let list: Wordlist
    /// The line each of its terms came from.
    package let origins: [Int]

    package struct Header: Sendable {
        package var language: String
        package var label: String
        package var category: String
        /// Of terms whose line gives none.
        package var points: Double

        package init(language: String, label: String, category: String, points: Double) {
            self.language = language
            self.label = label
            self.category = category
            self.points = points
        }
    }

    /// Throws when the header is wrong. `file` names the new list in messages.
    package init(_ text: String, format: ImportFormat, header: Header, file: String) throws(WordlistError) {
        let head =
            "language: \(header.language)\nlabel: \(header.label)\ncategory: \(header.category)\n"
            + "points: \(Wordlist.written(header.points))\n"
        var list = try Wordlist.parse(head, file: file)
        var lines: [ImportedLine] = []
        var origins: [Int] = []
        var seen: [[String]: Int] = [:]
        var columns = CSVColumns()
        for (index, bytes) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            var line = String(Substring(bytes))
            if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
            // A mark of byte order at the beginning is no letter.
            if index == 0, line.unicodeScalars.first == "\u{FEFF}" { line.unicodeScalars.removeFirst() }
            var outcome = Self.outcome(of: line, format, &columns)
            if case .term(let term, let points, _) = outcome {
                // Read as the line of a list, so that what is written is what was checked.
                let wanted = points.map { "\t" + Wordlist.written($0) } ?? ""
                do throws(WordlistError) {
                    let read = try Wordlist.parse(head + term + wanted, file: file)
                    let spelled = read.terms.flatMap {
                        $0.spellings.map { "\($0.codes)\($0.runs)\($0.isOpenBefore)\($0.isOpenBehind)" }
                    }
                    if let earlier = seen[spelled] {
                        outcome = .repeated(line: earlier)
                    } else {
                        seen[spelled] = index + 1
                        list.terms += read.terms
                        origins.append(index + 1)
                    }
                } catch {
                    outcome = .refused(error.what)
                }
            }
            lines.append(ImportedLine(number: index + 1, outcome: outcome))
        }
        // The last line end ends a line and begins none.
        if text.utf8.last == 10 { lines.removeLast() }
        self.lines = lines
        self.list = list
        self.origins = origins
    }

    private static func outcome(of line: String, _ format: ImportFormat, _ columns: inout CSVColumns)
        -> ImportedLine.Outcome
    {
        let text = trimmed(line)
        if text.isEmpty { return .skipped }
        switch format {
        case .plain:
            return text.hasPrefix("#") ? .skipped : ImportedTerm.plain(text)
        case .wordpress:
            return ImportedTerm.wordpress(text)
        case .csv:
            return columns.outcome(of: text)
        }
    }

    static func trimmed(_ text: String) -> String {
        var part = text[...]
        while let first = part.first, first == " " || first == "\t" { part = part.dropFirst() }
        while let last = part.last, last == " " || last == "\t" { part = part.dropLast() }
        return String(part)
    }
}
