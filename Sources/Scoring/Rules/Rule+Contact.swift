import Moderation

/// Wants the reader to go elsewhere: telephone numbers, messengers, names that advertise.
extension Rule {
    static let contact: [Rule] = [
        spam("contact.phone") { facts in
            let found = facts.phoneNumbers
            return found.isEmpty ? nil : evidence(found)
        },
        // A number or link beside the name of a messenger.
        spam("contact.bait") { facts in
            let baits = facts.matches.filter { $0.field == .body && facts.category(of: $0).name == "contact" }
            guard !baits.isEmpty, !facts.phoneNumbers.isEmpty || facts.links.count > 0 else { return nil }
            return evidence(baits.map(\.bytes))
        },
        spam("author.link") { facts in
            facts.authorName.isEmpty || Links(facts.authorName.span).count == 0
                ? nil : [Evidence(field: .authorName, begin: 0, end: facts.authorName.count)]
        },
        spam("author.keywords") { facts in
            let found = facts.matches.filter { $0.field == .authorName && facts.category(of: $0).label == "spam" }
            return found.isEmpty ? nil : evidence(found.map(\.bytes), .authorName)
        },
    ]
}

extension Facts {
    /// Runs of nine to fifteen digits, with the signs that group them, that begin with + or 0.
    var phoneNumbers: [Range<Int>] {
        guard glyphs.digits >= 9 else { return [] }
        var found: [Range<Int>] = []
        let codes = glyphs.codes.span
        var index = 0
        while index < codes.count {
            let isPlus = codes[index] == FoldCode.punctuation | UInt8(ascii: "+")
            let isStart = isPlus || codes[index] == FoldCode.zero
            let isFree = index == 0 || !FoldCode.isWord(codes[index - 1])
            guard isStart, isFree else {
                index += 1
                continue
            }
            var digits = 0
            var end = index
            var last = index
            while end < codes.count, end - last <= 2 {
                if FoldCode.isDigit(codes[end]) {
                    digits += 1
                    last = end
                } else if end != index, FoldCode.isWord(codes[end]) {
                    break
                }
                end += 1
            }
            if digits >= 9, digits <= 15, found.count < Rule.mostEvidence { found.append(glyphs.bytes(index, last)) }
            index = max(index + 1, last + 1)
        }
        return found
    }
}
