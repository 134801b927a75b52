/// What the runs of letters of a text say for each language, added up. Whole numbers only: the same on every machine.
struct LanguageTally {
    /// Sums by lane of `LanguageModel`, that is by the raw value of a language in Latin letters.
    private(set) var sums = SIMD8<Int32>(repeating: 0)
    private(set) var latinRuns: Int32 = 0
    /// Positive: Moroccan rather than standard or eastern Arabic.
    var moroccan: Int32 = 0
    var arabicRuns: Int32 = 0
    var latinLetters: Int32 = 0
    var arabicLetters: Int32 = 0
    /// Letters of scripts we have no list for.
    var otherLetters: Int32 = 0

    // The weights of one run are eight bytes of one word, each raised by `bias`; they are added as four sums of 16 bits
    // twice, which hold `mostPending` runs.
    private var even: UInt64 = 0
    private var odd: UInt64 = 0
    private var pending: Int32 = 0
    static let mostPending: Int32 = 560

    @inline(__always)
    mutating func add(_ weights: UInt64) {
        even &+= weights & 0x00FF_00FF_00FF_00FF
        odd &+= weights >> 8 & 0x00FF_00FF_00FF_00FF
        pending &+= 1
    }

    @inline(__always)
    var isFull: Bool { pending >= Self.mostPending }

    /// Moves what was added since into the sums.
    mutating func settle() {
        for lane in 0..<4 {
            let shift = UInt64(lane * 16)
            sums[lane * 2] &+= Int32(truncatingIfNeeded: even >> shift & 0xFFFF) &- pending &* LanguageModel.bias
            sums[lane * 2 + 1] &+= Int32(truncatingIfNeeded: odd >> shift & 0xFFFF) &- pending &* LanguageModel.bias
        }
        latinRuns &+= pending
        (even, odd, pending) = (0, 0, 0)
    }

    mutating func add(_ other: LanguageTally) {
        sums &+= other.sums
        latinRuns &+= other.latinRuns
        moroccan &+= other.moroccan
        arabicRuns &+= other.arabicRuns
        latinLetters &+= other.latinLetters
        arabicLetters &+= other.arabicLetters
        otherLetters &+= other.otherLetters
    }

    /// The language with most behind it, `unknown` when that is too little for so short a text. A hint counts as much as a
    /// clear word.
    func language(hint: Language?) -> Language {
        if arabicLetters > latinLetters, arabicLetters >= otherLetters {
            let hinted = hint == .moroccan ? Self.hintWeight : hint == .arabic ? -Self.hintWeight : 0
            return moroccan &+ hinted > 0 ? .moroccan : .arabic
        }
        guard latinRuns > 0, latinLetters >= otherLetters else { return .unknown }
        var sums = self.sums
        if let hint, hint.rawValue < 8 { sums[Int(hint.rawValue)] &+= Self.hintWeight }
        let found = Self.leader(of: sums, lanes: 8)
        if found.lane != Language.other.rawValue {
            return isEnough(found.lead, 1) ? Language(rawValue: found.lane) ?? .unknown : .unknown
        }
        // Misspelled text looks foreign: a language of ours gives way to another only to much.
        if isEnough(found.lead, 4) { return .other }
        let own = Self.leader(of: sums, lanes: 7)
        return isEnough(own.lead, 1) ? Language(rawValue: own.lane) ?? .unknown : .unknown
    }

    private static func leader(of sums: SIMD8<Int32>, lanes: Int) -> (lane: UInt8, lead: Int) {
        var best = 0
        for lane in 1..<lanes where sums[lane] > sums[best] { best = lane }
        var second = best == 0 ? 1 : 0
        for lane in 0..<lanes where lane != best && sums[lane] > sums[second] { second = lane }
        return (UInt8(best), Int(sums[best] &- sums[second]))
    }

    private func isEnough(_ lead: Int, _ share: Int) -> Bool {
        lead >= Self.leastLead && lead * lead >= Self.leadNeeded * share * Int(latinRuns)
    }

    private static let hintWeight: Int32 = 60
    /// What the square of the lead must be for each run: a lead grows with the text, chance only with its square root.
    private static let leadNeeded = 100
    private static let leastLead = 20
}
