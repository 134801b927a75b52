import Moderation

/// Wants the reader to go elsewhere: telephone numbers, messengers, addresses.
extension Rule {
    static let contact: [Rule] = [
        spam("contact.phone") { facts in
            let found = facts.phoneNumbers
            return found.isEmpty ? nil : evidence(found)
        },
        // A number, link or address beside the name of a messenger.
        spam("contact.bait") { facts in
            guard facts.presence.hasSpam else { return nil }
            let baits = facts.matches.filter { $0.field == .body && facts.category(of: $0).name == "contact" }
            guard !baits.isEmpty, facts.links.count > 0 || !facts.phoneNumbers.isEmpty || !facts.emailAddresses.isEmpty
            else { return nil }
            return evidence(baits.map(\.bytes))
        },
        spam("contact.email") { facts in
            let found = facts.emailAddresses
            return found.isEmpty ? nil : evidence(found)
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
                } else if end != index, !Self.groupsDigits(codes[end]) {
                    break
                }
                end += 1
            }
            if digits >= 9, digits <= 15, found.count < Rule.mostEvidence { found.append(glyphs.bytes(index, last)) }
            index = max(index + 1, last + 1)
        }
        return found
    }

    /// Between the digits of a number; dates and sums of money have others.
    private static func groupsDigits(_ code: UInt8) -> Bool {
        switch code {
        case FoldCode.space, FoldCode.punctuation | UInt8(ascii: "."), FoldCode.punctuation | UInt8(ascii: "-"),
            FoldCode.punctuation | UInt8(ascii: "("), FoldCode.punctuation | UInt8(ascii: ")"):
            true
        default: false
        }
    }

    /// Something on both sides of an @, with a dot behind it.
    var emailAddresses: [Range<Int>] {
        guard glyphs.hasSign("@") else { return [] }
        let bytes = self.bytes.span
        var found: [Range<Int>] = []
        var index = 1
        while index < bytes.count, found.count < Rule.mostEvidence {
            guard bytes[index] == UInt8(ascii: "@"), Self.isAddress(bytes[index - 1]) else {
                index += 1
                continue
            }
            var begin = index
            while begin > 0, index - begin < 64, Self.isAddress(bytes[begin - 1]) { begin -= 1 }
            var end = index + 1
            var dot = 0
            while end < bytes.count, end - index < 64, Self.isAddress(bytes[end]) {
                if bytes[end] == UInt8(ascii: ".") { dot = end }
                end += 1
            }
            if dot > index + 1, end - dot > 2 { found.append(begin..<end) }
            index = end
        }
        return found
    }

    private static func isAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
