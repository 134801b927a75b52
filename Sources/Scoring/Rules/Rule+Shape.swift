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
        spam("repeat.words") { $0.shapes.wordRow >= 5 ? [] : nil },
        spam("repeat.lines") { $0.shapes.lineCount >= 3 ? [] : nil },
        spam("shape.gibberish") { facts in
            let found = facts.shapes.unspeakable.filter { word in !facts.links.ranges.contains { $0.overlaps(word) } }
            return found.isEmpty ? nil : evidence(found)
        },
        spam("script.mixed") { $0.glyphs.mixedWords.isEmpty ? nil : evidence($0.glyphs.mixedWords) },
        spam("script.marks") { $0.glyphs.excessMarks >= 6 ? [] : nil },
    ]
}
