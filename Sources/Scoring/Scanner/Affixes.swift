/// What Arabic writes onto a word: small particles in front, endings behind. They are not spelled out in the tables,
/// which would hold every word fifty times; a match looks at the few cells beside it.
enum Affixes {
    /// What may stand behind a term. Its last letter a teh marbuta, it stands before endings as a teh: `stem`.
    enum Endings: UInt8, Sendable {
        case none, attached, stem
    }

    /// Most letters that stand in front as particles.
    static let mostParticles = 5

    /// By code, whether a letter may be one of a particle.
    static let particleLetters: [Bool] = {
        var table = Array(repeating: false, count: 128)
        for letter in Letter.all { table[Int(letter)] = true }
        return table
    }()

    /// Whether only particles stand between the word's border and the cell at `begin`: in Arabic letters and, in, for,
    /// like, the, O; in Latin ones the same as they are typed (`w l`, `b l`, `d l`).
    static func stand(before begin: Int, _ cells: Span<Cell>) -> Bool {
        var border = begin - 1
        while border >= 0, cells[border].code != FoldCode.space {
            if begin - border > mostParticles { return false }
            border -= 1
        }
        var index = border + 1
        if index == begin { return true }
        return FoldCode.isArabic(cells[begin].code)
            ? takesArabic(cells, &index, begin) : takesLatin(cells, &index, begin)
    }

    /// Whether an ending of the list stands between the cell at `end`, the last of the term, and the word's border.
    static func stand(behind end: Int, _ cells: Span<Cell>, _ endings: Endings) -> Bool {
        var border = end + 1
        while border < cells.count, cells[border].code != FoldCode.space {
            if border - end > 4 || cells[border].run != 1 { return false }
            border += 1
        }
        if border == end + 1 { return endings == .attached }
        let isArabic = FoldCode.isArabic(cells[end].code)
        let known = isArabic ? arabicEndings : latinEndings
        for ending in endings == .stem ? known.stem : known.attached where ending.count == border - end - 1 {
            var place = 0
            while place < ending.count, cells[end + 1 + place].code == ending[place] { place += 1 }
            if place == ending.count { return true }
        }
        return false
    }

    private static func takesArabic(_ cells: Span<Cell>, _ index: inout Int, _ begin: Int) -> Bool {
        let word = index
        if take(Letter.ya, cells, &index, begin), take(Letter.alef, cells, &index, begin), index == begin {
            return true
        }
        index = word
        _ = take(Letter.waw, cells, &index, begin) || take(Letter.feh, cells, &index, begin)
        _ =
            take(Letter.beh, cells, &index, begin) || take(Letter.kaf, cells, &index, begin)
            || take(Letter.lam, cells, &index, begin)
        let article = index
        if !(take(Letter.alef, cells, &index, begin) && take(Letter.lam, cells, &index, begin)) { index = article }
        return index == begin
    }

    private static func takesLatin(_ cells: Span<Cell>, _ index: inout Int, _ begin: Int) -> Bool {
        if take(Letter.w, cells, &index, begin) {
        } else if take(Letter.o, cells, &index, begin) {
            _ = take(Letter.u, cells, &index, begin)
        }
        for letter in [Letter.b, Letter.f, Letter.k, Letter.d] where take(letter, cells, &index, begin) { break }
        let article = index
        if take(Letter.e, cells, &index, begin) || take(Letter.a, cells, &index, begin) {
            if !take(Letter.l, cells, &index, begin) { index = article }
        } else {
            _ = take(Letter.l, cells, &index, begin)
        }
        return index == begin
    }

    @inline(__always)
    private static func take(_ code: UInt8, _ cells: Span<Cell>, _ index: inout Int, _ begin: Int) -> Bool {
        guard index < begin, cells[index].code == code else { return false }
        index += 1
        return true
    }

    private enum Letter {
        static let waw = FoldCode.arabic("WAW")
        static let feh = FoldCode.arabic("FEH")
        static let beh = FoldCode.arabic("BEH")
        static let kaf = FoldCode.arabic("KAF")
        static let lam = FoldCode.arabic("LAM")
        static let alef = FoldCode.arabic("ALEF")
        static let ya = FoldCode.arabic("YEH")
        static let (w, o, u, b) = (latin("w"), latin("o"), latin("u"), latin("b"))
        static let (f, k, d, e, a, l) = (latin("f"), latin("k"), latin("d"), latin("e"), latin("a"), latin("l"))

        static let all = [waw, feh, beh, kaf, lam, alef, ya, w, o, u, b, f, k, d, e, a, l]

        private static func latin(_ letter: Unicode.Scalar) -> UInt8 { FoldCode.latin(letter) }
    }

    /// His, her, their, your, my, our; feminine, dual and plural.
    private static let arabicEndings = (
        attached: folded("ه ها هم هن هما ك كم كن كما ي ني نا ة ين ون ان ات اتي اتك اتهم و وا"),
        stem: folded("تي تك ته تها تهم تكم تنا تين ات اتي اتك اتهم اتكم")
    )
    private static let latinEndings = (
        attached: folded("a o i k ek ik ok ha hom kom na in at tek tha"),
        stem: folded("at t ti tk tek tik tha tkom to in")
    )

    private static func folded(_ endings: String) -> [[UInt8]] {
        endings.split(separator: " ").map { ending in
            let text = String(ending)
            return Glyphs(text.utf8Span.span).codes
        }
    }
}
