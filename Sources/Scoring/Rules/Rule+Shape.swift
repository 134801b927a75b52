import Moderation

/// How a text looks, whatever it says.
extension Rule {
    static let shape: [Rule] = [
        // Only letters that have a case can shout: Arabic cannot.
        spam("shape.capitals") { facts in
            let cased = facts.glyphs.upperLetters + facts.glyphs.lowerLetters
            return cased >= 24 && facts.glyphs.upperLetters * 10 >= cased * 8 ? [] : nil
        },
        spam("repeat.letters") { facts in
            let cells = facts.plain.cells
            var found: [Range<Int>] = []
            for cell in cells where cell.run >= 7 && FoldCode.isLetter(cell.code) && found.count < mostEvidence {
                found.append(facts.glyphs.bytes(Int(cell.first), Int(cell.last)))
            }
            return found.isEmpty ? nil : evidence(found)
        },
        spam("repeat.words") { facts in
            let most = Repeats(facts)
            return most.words >= 5 ? [] : nil
        },
        spam("repeat.lines") { facts in
            let most = Repeats(facts)
            return most.lines >= 3 ? [] : nil
        },
        spam("shape.gibberish") { facts in
            let found = Gibberish.words(facts)
            return found.isEmpty ? nil : evidence(found)
        },
        spam("script.mixed") { $0.glyphs.mixedWords.isEmpty ? nil : evidence($0.glyphs.mixedWords) },
        spam("script.marks") { $0.glyphs.excessMarks >= 6 ? [] : nil },
    ]
}

/// How often the same word follows itself, and how often the same line stands in the text.
private struct Repeats {
    private(set) var words = 0
    private(set) var lines = 0

    init(_ facts: Facts) {
        var previous: UInt64 = 0
        var row = 0
        var hash: UInt64 = Self.seed
        for cell in facts.plain.cells {
            if cell.code != FoldCode.space {
                hash = (hash ^ UInt64(cell.code)) &* Self.prime
                continue
            }
            guard hash != Self.seed else { continue }
            row = hash == previous ? row + 1 : 1
            words = max(words, row)
            previous = hash
            hash = Self.seed
        }
        countLines(facts.glyphs)
    }

    private mutating func countLines(_ glyphs: Glyphs) {
        guard glyphs.codes.contains(FoldCode.lineEnd) else { return }
        var counts: [UInt64: Int] = [:]
        var hash = Self.seed
        var letters = 0
        for index in 0...glyphs.codes.count {
            let code = index < glyphs.codes.count ? glyphs.codes[index] : FoldCode.lineEnd
            if code == FoldCode.lineEnd {
                if letters >= 8 {
                    counts[hash, default: 0] += 1
                    lines = max(lines, counts[hash, default: 0])
                }
                hash = Self.seed
                letters = 0
            } else if FoldCode.isWord(code) {
                letters += 1
                hash = (hash ^ UInt64(code)) &* Self.prime
            }
        }
    }

    // FNV-1a with 64 bits.
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3
}

/// Words nobody can say: many Latin letters and hardly a vowel.
private enum Gibberish {
    static func words(_ facts: Facts) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var letters = 0
        var consonants = 0
        var longest = 0
        var first = 0
        var isLatin = true
        for (index, cell) in facts.plain.cells.enumerated() {
            if cell.code == FoldCode.space {
                if isLatin, letters >= 7, longest >= 7, found.count < Rule.mostEvidence {
                    let begin = Int(facts.plain.cells[first].first)
                    let range = facts.glyphs.bytes(begin, Int(facts.plain.cells[index - 1].last))
                    if !facts.links.ranges.contains(where: { $0.overlaps(range) }) { found.append(range) }
                }
                (letters, consonants, longest, isLatin) = (0, 0, 0, true)
                continue
            }
            if letters == 0 { first = index }
            letters += 1
            isLatin = isLatin && FoldCode.isLatin(cell.code)
            consonants = isVowel(cell.code) ? 0 : consonants + 1
            longest = max(longest, consonants)
        }
        return found
    }

    private static func isVowel(_ code: UInt8) -> Bool {
        switch code {
        case FoldCode.latin("a"), FoldCode.latin("e"), FoldCode.latin("i"), FoldCode.latin("o"), FoldCode.latin("u"),
            FoldCode.latin("y"):
            true
        default: false
        }
    }
}
