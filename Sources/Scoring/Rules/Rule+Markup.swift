import Moderation

/// Markup that no comment form shows: only programs post it.
extension Rule {
    static let markup: [Rule] = [
        spam("markup.bbcode") { facts in
            guard facts.glyphs.hasSign("[") else { return nil }
            let found = facts.occurrences(of: ["[url", "[link=", "[img]", "[b][url"])
            return found.isEmpty ? nil : evidence(found)
        },
        spam("markup.anchor") { facts in
            guard facts.glyphs.hasSign("<") else { return nil }
            let found = facts.occurrences(of: ["<a href", "<a  href", "<a target", "<a rel"])
            return found.isEmpty ? nil : evidence(found)
        },
        // The text of a link is what it wants to be found under.
        spam("markup.anchor_text") { facts in
            guard facts.presence.hasSpam, facts.glyphs.hasSign("<") || facts.glyphs.hasSign("[") else { return nil }
            let texts = facts.occurrences(of: ["<a ", "[url"]).compactMap(facts.linkText)
            let found = facts.matches.filter { match in
                match.field == .body && facts.category(of: match).label == "spam"
                    && texts.contains { $0.contains(match.bytes.lowerBound) && match.bytes.upperBound <= $0.upperBound }
            }
            return found.isEmpty ? nil : evidence(found.map(\.bytes))
        },
    ]
}

extension Facts {
    /// Where one of a few short ASCII texts stands in the body, letters of either case. Each begins with a bracket.
    func occurrences(of needles: [String]) -> [Range<Int>] {
        let bytes = self.bytes.span
        var found: [Range<Int>] = []
        for index in 0..<bytes.count where bytes[index] == UInt8(ascii: "[") || bytes[index] == UInt8(ascii: "<") {
            for needle in needles {
                let wanted = needle.utf8
                guard index + wanted.count <= bytes.count, found.count < Rule.mostEvidence else { continue }
                if wanted.enumerated().allSatisfy({ Self.lowered(bytes[index + $0.offset]) == $0.element }) {
                    found.append(index..<index + wanted.count)
                    break
                }
            }
        }
        return found
    }

    /// The bytes between a tag that begins with `opening` and the next one; a tag and its text have 400 bytes each.
    fileprivate func linkText(_ opening: Range<Int>) -> Range<Int>? {
        func next(_ signs: [UInt8], from begin: Int) -> Int? {
            bytes[begin..<min(bytes.count, begin + 400)].firstIndex(where: signs.contains)
        }
        guard let end = next([UInt8(ascii: ">"), UInt8(ascii: "]")], from: opening.upperBound) else { return nil }
        return (end + 1)..<(next([UInt8(ascii: "<"), UInt8(ascii: "[")], from: end + 1) ?? bytes.count)
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
