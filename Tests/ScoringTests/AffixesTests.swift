import Testing

@testable import Scoring

@Suite struct AffixesTests {
    @Test(arguments: [
        "", "w", "o", "ou", "b", "f", "k", "d", "l", "el", "al", "wl", "wel", "wal", "ol", "oul", "oual", "bl", "bel",
        "fl",
        "kal", "dl", "wb", "oub", "obl", "wbel", "oudel", "و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "كال", "وب",
        "وبال",
        "فال", "يا", "ولال",
    ]) func `particles stand in front of a word`(front: String) {
        #expect(stands(front), "\(front)")
    }

    @Test(arguments: [
        "u", "e", "a", "wu", "lw", "bb", "bf", "lal", "ele", "we", "wa", "ll", "ubl", "x", "wx", "ا", "وا", "بو", "لل",
        "الل",
        "يال", "وي", "ي", "س", "والو",
    ]) func `other letters do not`(front: String) {
        #expect(!stands(front), "\(front)")
    }

    private func stands(_ front: String) -> Bool {
        let letters = Glyphs(front.utf8Span.span).codes
        // A word whose first letter is neither script's particle and no neighbour of one.
        let word = [FoldCode.latin("z"), FoldCode.latin("o")]
        var text = FoldedText(capacity: 16)
        for code in [FoldCode.space] + letters + word + [FoldCode.space] { text.append(code, 0) }
        guard text.cells.count == letters.count + 4 else { return false }
        return Affixes.stand(before: letters.count + 1, text.cells.span)
    }
}
