/// What Arabic writes onto a word: small particles in front, endings behind. They are not spelled out in the tables,
/// which would hold every word fifty times; a match looks at the few cells beside it.
enum Affixes {
    /// What may stand behind a term. Its last letter a teh marbuta, it stands before endings as a teh: `stem`.
    enum Endings: UInt8, Sendable {
        case none, attached, stem
    }

    /// Most letters that stand in front as particles.
    static let mostParticles = 5

    /// How far particles have been read in front of a word; letter by letter they go on as `next` says.
    ///
    /// In Arabic letters and or so (`و ف`), then with, like or for (`ب ك ل`), then the article (`ال`), or `يا` alone; in
    /// Latin ones the same as they are typed: `w`, `o` or `ou`, then `b f k d`, then `l`, `el` or `al`.
    struct Particles: Sendable {
        static let shared = Particles()

        /// `state << 7 | code` → state; 0 where no particle goes on so.
        private var steps = [UInt8](repeating: 0, count: 12 << 7)

        static let begin: UInt8 = 1
        private static let (conjunction, o, preposition) = (UInt8(2), UInt8(3), UInt8(4))
        private static let (vowel, article, yeh) = (UInt8(5), UInt8(6), UInt8(7))

        private init() {
            func add(_ letters: [UInt8], from states: [UInt8], to next: UInt8) {
                for state in states {
                    for letter in letters { steps[Int(state) << 7 | Int(letter)] = next }
                }
            }
            add([Letter.waw, Letter.feh, Letter.w], from: [Self.begin], to: Self.conjunction)
            add([Letter.o], from: [Self.begin], to: Self.o)
            add([Letter.u], from: [Self.o], to: Self.conjunction)
            let fronts = [Self.begin, Self.conjunction, Self.o]
            add(
                [Letter.beh, Letter.kaf, Letter.lam, Letter.b, Letter.f, Letter.k, Letter.d], from: fronts,
                to: Self.preposition)
            add([Letter.alef, Letter.e, Letter.a], from: fronts + [Self.preposition], to: Self.vowel)
            add([Letter.lam], from: [Self.vowel, Self.preposition], to: Self.article)
            add([Letter.l], from: fronts + [Self.preposition, Self.vowel], to: Self.article)
            add([Letter.ya], from: [Self.begin], to: Self.yeh)
            add([Letter.alef], from: [Self.yeh], to: Self.article)
            // Behind the article without its vowel no lam of another follows in Arabic letters.
            steps[Int(Self.preposition) << 7 | Int(Letter.lam)] = 0
        }

        @inline(__always)
        func next(_ state: UInt8, _ code: UInt8) -> UInt8 { steps.span[Int(state) << 7 | Int(code & 127)] }

        /// Whether a word may begin behind what was read.
        @inline(__always)
        static func areWhole(_ state: UInt8) -> Bool { state != vowel && state != yeh }
    }

    /// Whether only particles stand between the word's border and the cell at `begin`: in Arabic letters and, in, for,
    /// like, the, O; in Latin ones the same as they are typed (`w l`, `b l`, `d l`).
    static func stand(before begin: Int, _ cells: Span<Cell>) -> Bool {
        var border = begin - 1
        while border >= 0, cells[border].code != FoldCode.space {
            if begin - border > mostParticles { return false }
            border -= 1
        }
        let particles = Particles.shared
        var state = Particles.begin
        for index in border + 1..<begin {
            state = particles.next(state, cells[index].code)
            if state == 0 { return false }
        }
        return Particles.areWhole(state)
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
