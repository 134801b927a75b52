package import Moderation

extension TextPrint {
    private static let pieceLength = 4
    /// Pieces, different ones, of the shortest text that has a print: "merci" is nobody's campaign.
    private static let leastPieces = 12
    /// Pieces that are read, from the beginning.
    private static let mostPieces = 4096

    /// How it is made, from the bytes of a comment: the letters as folding reads them, without links, @names, digits, signs,
    /// spaces, Latin vowels and stretched letters – what people vary and hide when they send a text again – are cut into
    /// overlapping pieces of four, and the minima taken over those. Nil for a text of too few letters.
    package init?(of body: String) {
        let pieces = Self.pieces(Array(body.utf8))
        guard pieces.count >= Self.leastPieces else { return nil }
        var minima = [UInt32](repeating: .max, count: Self.functions)
        for piece in pieces {
            for (index, factor) in Self.factors.enumerated() {
                minima[index] = min(minima[index], UInt32(truncatingIfNeeded: (piece &* factor) >> 32))
            }
        }
        self.init(minima: minima.map { UInt16(truncatingIfNeeded: $0 >> 16) })
    }

    /// Hashes of the pieces, each once.
    private static func pieces(_ bytes: [UInt8]) -> Set<UInt64> {
        let glyphs = Glyphs(bytes.span)
        var links = Links(bytes.span).ranges[...]
        var pieces: Set<UInt64> = []
        var piece: UInt64 = 0
        var letters = 0
        var previous: UInt64 = 0
        var isName = false
        var isWordBegin = true
        for (code, offset) in zip(glyphs.codes, glyphs.offsets) {
            isName = code > FoldCode.lineEnd && (isName || (code == at && isWordBegin))
            isWordBegin = code <= FoldCode.lineEnd
            while let link = links.first, link.upperBound <= Int(offset) { links = links.dropFirst() }
            guard !isName, FoldCode.isLetter(code), !FoldCode.isVowel(code), links.first?.contains(Int(offset)) != true
            else {
                continue
            }
            let letter = code == FoldCode.otherLetter ? otherLetter(bytes[Int(offset)...]) : UInt64(code)
            if letter == previous { continue }
            previous = letter
            // 16 bits a letter: four of them are the piece.
            piece = piece << 16 | letter
            letters += 1
            guard letters >= pieceLength else { continue }
            pieces.insert(mixed(piece))
            if pieces.count == mostPieces { break }
        }
        return pieces
    }

    private static let at = FoldCode.punctuation | UInt8(ascii: "@")

    /// A letter of a script that folding keeps no table of: its small form, hashed to 16 bits.
    private static func otherLetter(_ rest: ArraySlice<UInt8>) -> UInt64 {
        let length = rest.first.map { $0 >= 0xF0 ? 4 : $0 >= 0xE0 ? 3 : 2 } ?? 1
        let scalar = String(decoding: rest.prefix(length), as: UTF8.self).unicodeScalars.first
        let small = scalar?.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        return mixed(UInt64(small?.value ?? 0)) & 0xFFFF
    }

    /// Odd numbers: multiply-shift hashing (Dietzfelbinger and others 1997).
    private static let factors: [UInt64] = (1...functions).map { mixed(UInt64($0)) | 1 }
}
