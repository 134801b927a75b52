/// The language of a text, and of its sentences where one of them clearly speaks another.
struct LanguageSpans {
    /// Pieces that are looked at each; the rest is in the language of the whole.
    static let mostPieces = 64
    /// Letters a piece must have to be in another language than the whole.
    private static let fewestLetters: Int32 = 16

    let language: Language
    /// Ends in bytes, ascending. Empty when all is in one language.
    private(set) var pieces: [(end: Int, language: Language)] = []

    init(_ bytes: Span<UInt8>, hint: Language?) {
        var total = LanguageTally()
        var read: [(end: Int, tally: LanguageTally)] = []
        LanguageReader.read(bytes) { end, tally in
            total.add(tally)
            if read.count < Self.mostPieces { read.append((end, tally)) }
        }
        let language = total.language(hint: hint)
        self.language = language
        guard read.count > 1 else { return }
        var isMixed = false
        pieces = read.map { piece in
            let own =
                max(piece.tally.latinLetters, piece.tally.arabicLetters) < Self.fewestLetters
                ? .unknown : piece.tally.language(hint: language)
            let found = own == .unknown || own == .other ? language : own
            isMixed = isMixed || found != language
            return (piece.end, found)
        }
        if !isMixed { pieces = [] }
    }

    /// The language in which the text speaks at a byte.
    func language(at byte: Int) -> Language {
        guard !pieces.isEmpty else { return language }
        for piece in pieces where byte < piece.end { return piece.language }
        return language
    }
}
