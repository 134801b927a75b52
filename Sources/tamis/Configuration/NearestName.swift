/// What somebody who mistyped a name meant.
enum NearestName {
    /// The name with the fewest single-letter edits, at most a third of its letters; the first of equals.
    static func of(_ text: String, among names: [String]) -> String? {
        guard text.utf8.count <= 100 else { return nil }
        let wanted = Array(text.utf8)
        var best: (name: String, edits: Int)?
        for name in names {
            let edits = edits(wanted, Array(name.utf8))
            if edits * 3 <= name.utf8.count, edits < best?.edits ?? .max { best = (name, edits) }
        }
        return best?.name
    }

    /// Levenshtein's distance, by one row of its table at a time.
    private static func edits(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var row = Array(0...other.count)
        for (line, byte) in one.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, wanted) in other.enumerated() {
                let replaced = diagonal + (byte == wanted ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[other.count]
    }
}
