import Moderation

/// Which views of a field are scanned.
extension Matches {
    /// A body, as it is written and as people disguise.
    mutating func scanBody(_ glyphs: borrowing Glyphs, _ plain: borrowing ScannedText, _ lexicon: Lexicon) {
        scan(plain, of: glyphs, in: .body, view: .plain, lexicon: lexicon)
        scanDisguised(glyphs, .body, lexicon)
    }

    /// A name or an address.
    mutating func scanShort(_ bytes: [UInt8], _ field: CommentField, _ lexicon: Lexicon) {
        guard !bytes.isEmpty else { return }
        let glyphs = Glyphs(bytes.span)
        scan(ScannedText(FoldedText(plain: glyphs)), of: glyphs, in: field, view: .plain, lexicon: lexicon)
        scanDisguised(glyphs, field, lexicon)
    }

    private mutating func scanDisguised(_ glyphs: borrowing Glyphs, _ field: CommentField, _ lexicon: Lexicon) {
        if let leet = FoldedText(leet: glyphs) {
            scan(ScannedText(leet), of: glyphs, in: field, view: .leet, lexicon: lexicon)
            if let other = FoldedText(leet: glyphs, alternate: true) {
                scan(ScannedText(other), of: glyphs, in: field, view: .leet, lexicon: lexicon)
            }
        }
        if let joined = FoldedText(joined: glyphs) {
            scan(ScannedText(joined), of: glyphs, in: field, view: .joined, lexicon: lexicon)
        }
        if let split = FoldedText(split: glyphs) {
            scan(ScannedText(split), of: glyphs, in: field, view: .split, lexicon: lexicon)
        }
    }
}
