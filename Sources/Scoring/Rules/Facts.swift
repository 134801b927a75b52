/// One comment as the rules see it: read once, asked by all of them.
struct Facts {
    let bytes: [UInt8]
    let glyphs: Glyphs
    let plain: FoldedText
    let links: Links
    let shapes: WordShapes
    let authorName: [UInt8]
    /// What the lists found that give points, in all fields, innocent words already dropped.
    let matches: [Match]
    /// The same of the lists that only help others.
    let helpers: [Match]
    let lexicon: Lexicon

    /// Whether a glyph range of a match lies at most `distance` characters from another's.
    static func isNear(_ one: Match, _ other: Match, _ distance: Int) -> Bool {
        guard one.field == other.field else { return false }
        return one.glyphs.lowerBound - other.glyphs.upperBound <= distance
            && other.glyphs.lowerBound - one.glyphs.upperBound <= distance
    }

    func category(of match: Match) -> Lexicon.Category {
        lexicon.categories[lexicon.terms[match.term].category]
    }
}
