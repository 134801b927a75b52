import Testing

@testable import Scoring

@Suite struct MaskedWordsTests {
    @Test(
        arguments: ["zorg", "zurgle", "zorglub", "baddab", "aeiouy", "pusssy", "motherboard", "zzorgg", "uzrt"],
        [false, true])
    func `letters may be hidden as the spelled-out ways say and no other way`(word: String, anyLetter: Bool) throws {
        let spellings = try TermSpelling.all(of: word)
        let spelling = spellings[0]
        let ways = Set(spelling.hiddenSpellings(anyLetter: anyLetter))
        let masked = MaskedWords([try #require(.init(spellings.letters(0), 0, anyLetter: anyLetter))])
        let letters = zip(spelling.codes, spelling.runs).flatMap { Array(repeating: $0, count: Int($1)) }
        for begin in 0..<letters.count {
            for end in begin + 1...letters.count {
                let hidden = letters.indices.map { begin..<end ~= $0 ? FoldCode.hidden : letters[$0] }
                let cells = Self.cells(hidden)
                var hits: [Hit] = []
                masked.find(cells.span, 0, cells.count, into: &hits)
                let way = TermSpelling(codes: cells.map(\.code), runs: cells.map(\.run))
                #expect(!hits.isEmpty == ways.contains(way), "\(word), hidden \(begin)..<\(end)")
            }
        }
    }

    @Test func `two rows of hidden letters are no word`() throws {
        let spellings = try TermSpelling.all(of: "zorglub")
        let masked = MaskedWords([try #require(.init(spellings.letters(0), 0, anyLetter: true))])
        let letters = Glyphs("zorglub".utf8Span.span).codes
        let cells = Self.cells(letters.indices.map { [1, 3].contains($0) ? FoldCode.hidden : letters[$0] })
        var hits: [Hit] = []
        masked.find(cells.span, 0, cells.count, into: &hits)
        #expect(hits.isEmpty)
    }

    @Test(arguments: ["zor", "zorg*", "*zorg", "zorg lub", "كلاب"])
    func `short words, open ones, phrases and Arabic hide nothing`(term: String) throws {
        let spellings = try TermSpelling.all(of: term)
        #expect(MaskedWords.Word(spellings.letters(0), 0, anyLetter: true) == nil)
    }

    private static func cells(_ codes: [UInt8]) -> [Cell] {
        var text = FoldedText(capacity: codes.count)
        for code in codes { text.append(code, 0) }
        return text.cells
    }
}
