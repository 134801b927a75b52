/// Which helpers and labels the lists found in a comment, as bits.
struct Presence {
    private var helpers: UInt32 = 0
    /// In any field.
    private(set) var hasAbuse = false
    private(set) var hasSpam = false

    init(matches: [Match], helpers found: [Match], _ lexicon: borrowing Lexicon) {
        for match in found {
            if let helper = lexicon.categories[lexicon.terms[match.term].category].helper {
                helpers |= Self.bit(helper)
            }
        }
        for match in matches {
            let isSpam = lexicon.categories[lexicon.terms[match.term].category].label == "spam"
            hasSpam = hasSpam || isSpam
            hasAbuse = hasAbuse || !isSpam
        }
    }

    func has(_ helper: Helper) -> Bool { helpers & Self.bit(helper) != 0 }

    private static func bit(_ helper: Helper) -> UInt32 {
        switch helper {
        case .address: 1 << 0
        case .vocative: 1 << 1
        case .group: 1 << 2
        case .derogation: 1 << 3
        case .mention: 1 << 4
        case .report: 1 << 5
        case .negation: 1 << 6
        case .oneself: 1 << 7
        case .dismissal: 1 << 8
        case .intention: 1 << 9
        case .violence: 1 << 10
        case .wish: 1 << 11
        case .death: 1 << 12
        case .action: 1 << 13
        case .praise: 1 << 14
        case .currency: 1 << 15
        case .rate: 1 << 16
        case .blunt: 1 << 17
        }
    }
}
