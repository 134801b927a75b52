import Testing

@testable import Scoring

@Suite struct PrefixPatternsTests {
    @Test(arguments: 0..<200) func `finds in random text what a naive search finds`(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        let alphabet = UInt8(2 + random.below(4))
        let patterns = (0..<1 + random.below(20)).map { _ in
            (0..<1 + random.below(6)).map { _ in random.code(alphabet) }
        }
        let text = (0..<random.below(200)).map { _ in random.code(alphabet) }
        #expect(scan(patterns, text) == naive(patterns, text))
    }

    @Test func `finds patterns inside and at the end of others`() {
        let patterns: [[UInt8]] = [[4, 5, 6, 7], [5, 6], [6], [6, 7], [4, 5, 6, 7]]
        #expect(scan(patterns, [4, 5, 6, 7]) == naive(patterns, [4, 5, 6, 7]))
    }

    @Test func `codes above 63 are found as well`() {
        let patterns: [[UInt8]] = [[63, 64, 127], [64], [127, 1]]
        let text: [UInt8] = [63, 64, 127, 1, 64]
        #expect(scan(patterns, text) == naive(patterns, text))
    }

    @Test func `long patterns with one beginning are told apart`() {
        var random = SplitMix(state: 7)
        let patterns = (0..<600).map { _ in (0..<3 + random.below(12)).map { _ in random.code(5) } }
        let text = (0..<40).flatMap { _ in patterns[random.below(600)].dropLast(random.below(3)) }
        #expect(scan(patterns, text) == naive(patterns, text))
    }

    @Test func `no pattern finds nothing`() {
        #expect(scan([], [4, 5]).isEmpty)
    }

    private struct Found: Hashable, Comparable {
        var end: Int
        var pattern: Int
        static func < (one: Found, other: Found) -> Bool { (one.end, one.pattern) < (other.end, other.pattern) }
    }

    private func scan(_ patterns: [[UInt8]], _ text: [UInt8]) -> [Found] {
        // A text ends with a border.
        let cells = (text + [FoldCode.space]).map { Cell(code: $0, run: 1, first: 0, last: 0) }
        var hits: [Hit] = []
        var codes = PatternCodes()
        for pattern in patterns { codes.append(pattern) }
        let prefixes = PrefixPatterns(codes)
        for begin in cells.indices { prefixes.find(cells.span, from: begin, into: &hits) }
        for hit in hits { #expect(Int(hit.end) - Int(hit.begin) == patterns[Int(hit.pattern)].count) }
        return hits.map { Found(end: Int($0.end) - 1, pattern: Int($0.pattern)) }.sorted()
    }

    private func naive(_ patterns: [[UInt8]], _ text: [UInt8]) -> [Found] {
        var found: [Found] = []
        for end in text.indices {
            for (number, pattern) in patterns.enumerated() where end + 1 >= pattern.count {
                if Array(text[end + 1 - pattern.count...end]) == pattern {
                    found.append(Found(end: end, pattern: number))
                }
            }
        }
        return found.sorted()
    }
}

extension SplitMix {
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func code(_ alphabet: UInt8) -> UInt8 { 4 + UInt8(below(Int(alphabet))) }
}
