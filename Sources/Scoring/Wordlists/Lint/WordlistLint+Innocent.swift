extension WordlistLint {
    /// Most innocent words that are named for one term.
    private static let mostNamed = 5

    /// From here on a term that is found in an innocent word is an error; below it is too mild to do harm.
    private static let harmfulPoints = 2.0

    /// Terms that are found in innocent words of a language they count in: an error when the word stands in an
    /// `innocent` list and the term is not mild, a warning when it is a common word of the language, or when they begin or end within a word of
    /// another term's `-` example.
    func innocentFindings(_ probe: WordlistProbe) -> [WordlistFinding] {
        var found: [WordlistProbe.Place: [(word: String, isError: Bool)]] = [:]
        for list in lists {
            switch list.role {
            case .innocent:
                for term in list.terms {
                    for text in WordlistProbe.texts(of: term.text, limit: 200) {
                        for hit in probe.hits(in: text, language: list.language)
                        where probe.counts(hit.place, in: list.language) {
                            let isHarmful = probe.term(at: hit.place).points >= Self.harmfulPoints
                            found[hit.place, default: []].append((text, list.role == .innocent && isHarmful))
                        }
                    }
                }
            default:
                for example in list.terms.flatMap(\.mustNotMatch) {
                    for hit in probe.hits(in: example.text, language: list.language)
                    where probe.counts(hit.place, in: list.language) && Self.cutsWord(example.text, hit.bytes) {
                        found[hit.place, default: []].append((example.text, false))
                    }
                }
            }
        }
        return found.compactMap { place, words in
            let list = probe.list(of: place)
            guard isTold(list) else { return nil }
            let term = probe.term(at: place)
            let isError = words.contains { $0.isError }
            let named = words.filter { $0.isError == isError }.prefix(Self.mostNamed).map { "\"\($0.word)\"" }
            return WordlistFinding(
                severity: isError ? .error : .warning, kind: .innocent, file: list.file, line: term.line,
                what: "\(Self.named(term)) is found in \(named.joined(separator: ", "))"
                    + (words.count > Self.mostNamed ? " and \(words.count - Self.mostNamed) more" : ""))
        }
    }

    /// Whether a piece of a text begins or ends between two letters.
    private static func cutsWord(_ text: String, _ piece: Range<Int>) -> Bool {
        let bytes = Array(text.utf8)
        func isLetter(_ index: Int) -> Bool {
            bytes.indices.contains(index)
                && (bytes[index] >= 0x80 || (bytes[index] | 0x20) >= 0x61 && (bytes[index] | 0x20) < 0x7B)
        }
        return isLetter(piece.lowerBound - 1) && isLetter(piece.lowerBound)
            || isLetter(piece.upperBound - 1) && isLetter(piece.upperBound)
    }
}
