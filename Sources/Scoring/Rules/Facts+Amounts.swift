import Moderation

extension Facts {
    private static let mostAmounts = 32
    private static let dollar = FoldCode.punctuation | UInt8(ascii: "$")
    private static let percent = FoldCode.punctuation | UInt8(ascii: "%")
    /// Euro, pound and yen signs, see `FoldTable.signs`.
    private static let signs = [dollar] + "ely".utf8.map { FoldCode.punctuation | $0 }

    /// Digits beside a sign or a name of money, and `100 %`. They are no terms: their number says nothing.
    var amounts: [Match] {
        let codes = glyphs.codes.span
        let names = helpers(.currency)
        var found: [Match] = []
        var index = 0
        while index < codes.count, found.count < Self.mostAmounts {
            guard FoldCode.isDigit(codes[index]) else {
                index += 1
                continue
            }
            let begin = index
            while index < codes.count, Self.goesOn(codes, index) { index += 1 }
            let last = FoldCode.isDigit(codes[index - 1]) ? index - 1 : index - 2
            let isSpaced = last + 2 < codes.count && codes[last + 1] == FoldCode.space
            let next = last + (isSpaced ? 2 : 1)
            let sign = next < codes.count ? codes[next] : FoldCode.space
            let isHundred =
                last - begin == 2 && codes[begin] == FoldCode.zero + 1 && codes[begin + 1] == FoldCode.zero
                && codes[begin + 2] == FoldCode.zero
            let isAmount =
                Self.signs.contains(sign) || sign == Self.percent && isHundred
                || begin > 0 && Self.signs.contains(codes[begin - 1])
                || begin > 1 && codes[begin - 1] == FoldCode.space && Self.signs.contains(codes[begin - 2])
                || names.contains {
                    (0...1).contains($0.glyphs.lowerBound - last - 1) || $0.glyphs.upperBound == begin - 2
                }
            if isAmount {
                found.append(
                    Match(
                        term: -1, field: .body, glyphs: begin...last, bytes: glyphs.bytes(begin, last),
                        isDisguised: false))
            }
        }
        return found
    }

    /// Digits, with the signs that group them in between.
    private static func goesOn(_ codes: Span<UInt8>, _ index: Int) -> Bool {
        if FoldCode.isDigit(codes[index]) { return true }
        let isGroup =
            codes[index] == FoldCode.punctuation | UInt8(ascii: ".")
            || codes[index] == FoldCode.punctuation | UInt8(ascii: ",")
        return isGroup && index + 1 < codes.count && FoldCode.isDigit(codes[index + 1])
    }

    /// What a program forgot to fill in: `{one|other}`, `%name%`, `[link]`.
    var placeholders: [Range<Int>] {
        let bytes = self.bytes.span
        var found: [Range<Int>] = []
        var index = 0
        while index < bytes.count, found.count < Rule.mostEvidence {
            let end: Int? =
                switch bytes[index] {
                case UInt8(ascii: "{") where index == 0 || bytes[index - 1] != UInt8(ascii: "{"):
                    Self.spun(bytes, index)
                case UInt8(ascii: "%"): Self.named(bytes, index, UInt8(ascii: "%"))
                case UInt8(ascii: "["): Self.named(bytes, index, UInt8(ascii: "]"))
                default: nil
                }
            if let end { found.append(index..<end) }
            index = end ?? index + 1
        }
        return found
    }

    /// The end of braces with a bar between them, at most 120 bytes long.
    private static func spun(_ bytes: Span<UInt8>, _ begin: Int) -> Int? {
        var bars = 0
        var index = begin + 1
        while index < bytes.count, index - begin <= 120 {
            switch bytes[index] {
            case UInt8(ascii: "|"): bars += 1
            case UInt8(ascii: "{"): return nil
            case UInt8(ascii: "}"): return bars > 0 && index - begin > 3 ? index + 1 : nil
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The end of a well-known placeholder between two signs.
    private static func named(_ bytes: Span<UInt8>, _ begin: Int, _ close: UInt8) -> Int? {
        for name in fields where begin + name.count + 1 < bytes.count && bytes[begin + name.count + 1] == close {
            var place = 0
            while place < name.count, Links.lowered(bytes[begin + 1 + place]) == name[place] { place += 1 }
            if place == name.count { return begin + name.count + 2 }
        }
        return nil
    }

    private static let fields = [
        "name", "firstname", "first_name", "link", "url", "keyword", "keywords", "anchor", "website", "blog", "domain",
        "title", "email",
    ].map { Array($0.utf8) }
}
