import Testing

@testable import Scoring

@Suite struct WordPatternsTests {
    @Test(arguments: 0..<200) func `finds at the beginnings of words what a naive search finds there`(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        let patterns = (0..<1 + random.below(40)).map { _ in pattern(&random) }
        let text = [FoldCode.space] + (0..<60).flatMap { _ in word(&random) + [FoldCode.space] }
        var codes = WordPatterns.Codes()
        for (number, pattern) in patterns.enumerated() {
            let isClosed = pattern.last == FoldCode.space
            let letters = isClosed ? Array(pattern.dropLast()) : pattern
            codes.append(letters, word: letters.prefix { $0 != FoldCode.space }, isClosed: isClosed, number: number)
        }
        let words = WordPatterns(codes)
        let cells = text.map { Cell(code: $0, run: 1, first: 0, last: 0) }
        var hits: [Hit] = []
        var wanted: [[Int]] = []
        for begin in text.indices where text[begin] != FoldCode.space && text[begin - 1] == FoldCode.space {
            let hash = text[begin...].prefix { $0 != FoldCode.space }.reduce(0, WordFilter.step)
            let next = text[begin...].drop { $0 != FoldCode.space }.dropFirst().prefix { $0 != FoldCode.space }
            words.find(cells.span, begin, hash, next: next.reduce(0, WordFilter.step), into: &hits)
            for (number, pattern) in patterns.enumerated() where text[begin...].starts(with: pattern) {
                wanted.append([begin, begin + pattern.count - 1, number])
            }
        }
        let found = hits.map { [Int($0.begin), Int($0.end), Int($0.pattern)] }
        #expect(found.sorted { $0.lexicographicallyPrecedes($1) } == wanted.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test func `the filter lets every word of a list pass and few others`() {
        var random = SplitMix(state: 1)
        let hashes = (0..<20_000).map { _ in random.next() }
        let filter = WordFilter(hashes: hashes)
        #expect(hashes.allSatisfy(filter.mayHold))
        let others = (0..<20_000).filter { _ in filter.mayHold(random.next()) }
        #expect(others.count < 2_000)
    }

    @Test func `what is left of a word has the hash it has alone`() {
        let word: [UInt8] = [9, 4, 80, 29, 5, 4]
        let whole = word.reduce(0, WordFilter.step)
        for begin in word.indices {
            let front = word[..<begin].reduce(0, WordFilter.step)
            let rest = word[begin...].reduce(0, WordFilter.step)
            #expect(whole &- front &* WordFilter.powers[word.count - begin] == rest)
        }
    }

    /// A phrase, a word that must end or one that may go on, of one letter or more.
    private func pattern(_ random: inout SplitMix) -> [UInt8] {
        var pattern = word(&random)
        for _ in 0..<random.below(3) { pattern += [FoldCode.space] + word(&random) }
        return random.below(3) == 0 ? pattern : pattern + [FoldCode.space]
    }

    private func word(_ random: inout SplitMix) -> [UInt8] {
        (0..<1 + random.below(3)).map { _ in random.code(3) }
    }
}
