import Moderation

/// How a text looks, whatever it says.
extension Rule {
    static let shape: [Rule] = [
        // Only letters that have a case can shout: Arabic cannot.
        spam("shape.capitals") { facts in
            let cased = facts.glyphs.upperLetters + facts.glyphs.lowerLetters
            return cased >= 24 && facts.glyphs.upperLetters * 10 >= cased * 8 ? [] : nil
        },
        spam("shape.mashing") { facts in
            guard !facts.shapes.mashed.isEmpty else { return nil }
            let found = facts.shapes.mashed.filter { word in !facts.links.ranges.contains { $0.overlaps(word) } }
            return found.isEmpty ? nil : evidence(found)
        },
        // An emoji has four bytes and no letter: far more bytes than glyphs, or there are none.
        spam("shape.emoji") { facts in
            guard facts.bytes.count >= facts.glyphs.codes.count + 3 * leastEmoji else { return nil }
            let letters = facts.glyphs.latinLetters + facts.glyphs.arabicLetters + facts.glyphs.otherLetters
            var emoji = 0
            for byte in facts.bytes where byte == 0xF0 { emoji += 1 }
            return emoji >= leastEmoji && emoji >= letters ? [] : nil
        },
        spam("repeat.words") { $0.shapes.wordRow >= 6 ? [] : nil },
        spam("repeat.lines") { $0.shapes.lineCount >= 3 ? [] : nil },
        spam("repeat.sentences") { $0.shapes.sentenceCount >= 3 && $0.shapes.lineCount < 3 ? [] : nil },
        spam("script.mixed") { $0.glyphs.mixedWords.isEmpty ? nil : evidence($0.glyphs.mixedWords) },
        spam("script.marks") { $0.glyphs.excessMarks >= 6 ? [] : nil },
        // Moroccan in either alphabet and standard Arabic are one thread's languages; short texts may be anything.
        spam("language.thread") { facts in
            guard let thread = facts.context.threadLanguage, facts.language != "und",
                facts.glyphs.latinLetters + facts.glyphs.arabicLetters >= 40,
                family(thread) != family(facts.language)
            else { return nil }
            return []
        },
    ]

    private static let leastEmoji = 16

    private static func family(_ language: String) -> Substring {
        let primary = language.prefix { $0 != "-" }
        return primary == "ary" ? "ar" : primary
    }
}
