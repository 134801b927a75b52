import Testing

@testable import Scoring

@Suite struct WordIndexTests {
    @Test(arguments: 0..<200) func `finds words and phrases where a naive search finds them`(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        let patterns = (0..<1 + random.below(40)).map { _ in pattern(&random) }
        let text = [FoldCode.space] + (0..<60).flatMap { _ in word(&random) + [FoldCode.space] }
        var codes = WordIndex.Codes()
        var spellings = PatternSpellings()
        for (number, pattern) in patterns.enumerated() {
            codes.append(pattern[...], number: number)
            spellings.append(pattern[...], pattern[...])
        }
        let index = WordIndex(codes)
        var folded = FoldedText(capacity: text.count)
        for code in text { folded.append(code, 0) }
        let scanned = ScannedText(folded)
        let squeezed = folded.cells.map(\.code)
        var hits: [Hit] = []
        var wanted: [[Int]] = []
        for (number, word) in scanned.words.enumerated() {
            index.find(scanned, number, from: word.begin, word.hash, spellings, into: &hits)
            for (number, pattern) in patterns.enumerated()
            where squeezed[word.begin...].starts(with: pattern + [FoldCode.space]) {
                wanted.append([word.begin, word.begin + pattern.count, number])
            }
        }
        let found = hits.map { [Int($0.begin), Int($0.end), Int($0.pattern)] }
        #expect(found.sorted { $0.lexicographicallyPrecedes($1) } == wanted.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test func `two words with one hash are told apart by their letters`() {
        let (one, other): ([UInt8], [UInt8]) = ([4, 5], [4, 6])
        var codes = WordIndex.Codes()
        codes.append(one[...], number: 0)
        codes.append(one[...], number: 1)
        var spellings = PatternSpellings()
        for pattern in [one, other] { spellings.append(pattern[...], pattern[...]) }
        var text = FoldedText(capacity: 4)
        for code in [FoldCode.space] + one + [FoldCode.space] { text.append(code, 0) }
        let scanned = ScannedText(text)
        var hits: [Hit] = []
        WordIndex(codes).find(scanned, 0, from: 1, scanned.words[0].hash, spellings, into: &hits)
        #expect(hits.map(\.pattern) == [0])
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
            #expect(WordFilter.rest(of: whole, behind: front, letters: word.count - begin) == rest)
        }
    }

    /// A word or a phrase, no letter twice in a row.
    private func pattern(_ random: inout SplitMix) -> [UInt8] {
        var pattern = word(&random)
        for _ in 0..<random.below(4) { pattern += [FoldCode.space] + word(&random) }
        return pattern
    }

    private func word(_ random: inout SplitMix) -> [UInt8] {
        var word: [UInt8] = []
        for _ in 0..<1 + random.below(3) {
            let code = random.code(3)
            if word.last != code { word.append(code) }
        }
        return word
    }
}
