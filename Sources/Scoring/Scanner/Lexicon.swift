/// All lists together, compiled: one automaton and flat tables beside it.
struct Lexicon: Sendable {
    enum Kind: UInt8, Sendable {
        case term, exception, allowed, vote
    }

    /// What one pattern of the automaton means.
    struct Pattern: Sendable {
        var kind: Kind
        /// Starts, ends with a border cell.
        var hasLeadingBorder: Bool
        var hasTrailingBorder: Bool
        /// In Arabic letters, where small particles are written onto the word.
        var takesParticles: Bool
        var flags: TermFlags
        var length: UInt8
        /// Whether a letter written twice instead of once still is this word; short words are too close to others.
        var toleratesDoubles: Bool
        var runsBegin: UInt32
        /// Of the term in `terms` (for an exception: of the term it limits), or the language voted for.
        var owner: UInt32
        var weight: Double
    }

    struct Term: Sendable {
        var category: Int
        /// Index in `languages`.
        var language: Int
        var points: Double
        var flags: TermFlags
        var isOwn: Bool
        var isHelper: Bool
        var shadow: Bool
    }

    struct Category: Sendable {
        var name: String
        var label: String
        var role: Wordlist.Role
    }

    private(set) var automaton: Automaton
    private(set) var patterns: [Pattern] = []
    private(set) var runs: [UInt8] = []
    private(set) var terms: [Term] = []
    private(set) var categories: [Category] = []
    private(set) var languages: [String] = []

    init(_ lists: [Wordlist]) {
        automaton = Automaton(patterns: PatternCodes())
        var codes = PatternCodes()
        for list in lists {
            let category = categoryIndex(list)
            let language = languageIndex(list.language)
            for term in list.terms {
                let owner: Int
                switch list.role {
                case .language: owner = language
                default:
                    owner = terms.count
                    terms.append(
                        Term(
                            category: category, language: language, points: term.points, flags: term.flags,
                            isOwn: list.role == .helper || term.flags.contains(.own), isHelper: list.role == .helper,
                            shadow: list.shadow || term.flags.contains(.shadow)))
                }
                let kind: Kind =
                    switch list.role {
                    case .language: .vote
                    case .allowlist: .allowed
                    default: .term
                    }
                for spelling in term.spellings {
                    add(spelling, kind, owner, term, to: &codes)
                    if list.role == .points, term.points >= 2.5, !term.flags.contains(.exact) {
                        for masked in spelling.hiddenSpellings { add(masked, kind, owner, term, to: &codes) }
                    }
                }
                for exception in term.exceptions {
                    for spelling in exception.spellings { add(spelling, .exception, owner, term, to: &codes) }
                }
            }
        }
        automaton = Automaton(patterns: codes)
    }

    private mutating func add(
        _ spelling: TermSpelling, _ kind: Kind, _ owner: Int, _ term: Wordlist.Term, to codes: inout PatternCodes
    ) {
        let takesParticles =
            kind != .vote && FoldCode.isArabic(spelling.codes[0]) && !spelling.isOpenBefore
            && !term.flags.contains(.bare)
        let leading = !spelling.isOpenBefore && !takesParticles
        let border = [FoldCode.space]
        let pattern = (leading ? border : []) + spelling.codes + (spelling.isOpenBehind ? [] : border)
        patterns.append(
            Pattern(
                kind: kind, hasLeadingBorder: leading, hasTrailingBorder: !spelling.isOpenBehind,
                takesParticles: takesParticles, flags: kind == .term ? term.flags : [],
                length: UInt8(pattern.count),
                toleratesDoubles: spelling.runs.reduce(0) { $0 + Int($1) } >= 5 && kind == .term,
                runsBegin: UInt32(runs.count), owner: UInt32(owner), weight: term.points == 0 ? 1 : term.points))
        runs.append(contentsOf: (leading ? [1] : []) + spelling.runs + (spelling.isOpenBehind ? [] : [1]))
        codes.append(pattern)
    }

    private mutating func categoryIndex(_ list: Wordlist) -> Int {
        if let index = categories.firstIndex(where: { $0.name == list.category && $0.label == list.label }) {
            return index
        }
        categories.append(Category(name: list.category, label: list.label, role: list.role))
        return categories.count - 1
    }

    private mutating func languageIndex(_ language: String) -> Int {
        if let index = languages.firstIndex(of: language) { return index }
        languages.append(language)
        return languages.count - 1
    }
}
