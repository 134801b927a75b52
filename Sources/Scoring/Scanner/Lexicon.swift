/// All lists together, compiled into trees of codes and flat tables beside them.
struct Lexicon: Sendable {
    enum Kind: UInt8, Sendable {
        case term, exception, allowed
    }

    /// What one pattern of the automaton means.
    struct Pattern: Sendable {
        var kind: Kind
        /// Begins only where a word does; ends with a border cell.
        var hasLeadingBorder: Bool
        var hasTrailingBorder: Bool
        /// In Arabic letters or typed for them, where small particles are written onto the word.
        var takesParticles: Bool
        /// What may be written onto its end.
        var endings: Affixes.Endings
        var flags: TermFlags
        /// In cells, both borders counted.
        var length: UInt8
        /// Whether a letter written twice instead of once still is this word; short words are too close to others.
        var toleratesDoubles: Bool
        var runsBegin: UInt32
        /// Of the term in `terms`; for an exception, of the term it limits.
        var owner: UInt32
    }

    struct Term: Sendable {
        /// Its place among the terms of all lists. What is typed with Latin letters for a term in
        /// Arabic ones is a term of its own, in another language, and has the origin of that one.
        var origin: Int
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
        /// What its words do beside others; nil for all but helper lists.
        var helper: Helper?
    }

    /// The patterns that begin where a word does; of them, apart, those with hidden letters in their first word, that few
    /// texts have; those that may stand behind particles, in Arabic and in Latin letters; those that may begin anywhere.
    private(set) var words = WordPatterns(WordPatterns.Codes())
    private(set) var masked = WordPatterns(WordPatterns.Codes())
    private(set) var clitics = WordPatterns(WordPatterns.Codes())
    private(set) var typedClitics = WordPatterns(WordPatterns.Codes())
    private(set) var open = Automaton(patterns: PatternCodes())
    private(set) var patterns: [Pattern] = []
    private(set) var runs: [UInt8] = []
    private(set) var terms: [Term] = []
    private(set) var categories: [Category] = []
    private(set) var languages: [String] = []

    private struct Codes {
        var words = WordPatterns.Codes()
        var masked = WordPatterns.Codes()
        var clitics = WordPatterns.Codes()
        var typedClitics = WordPatterns.Codes()
        var open = PatternCodes()
    }

    init(_ lists: [Wordlist]) {
        var codes = Codes()
        let lists = lists.filter { $0.role != .innocent }
        for list in lists {
            let category = categoryIndex(list)
            let language = languageIndex(list.language)
            for term in list.terms {
                let owner = terms.count
                terms.append(Term(term, of: list, category: category, language: language, origin: owner))
                addSpellings(of: term, term.spellings, list, owner, to: &codes)
            }
        }
        addArabizi(lists, to: &codes)
        words = WordPatterns(codes.words)
        masked = WordPatterns(codes.masked)
        clitics = WordPatterns(codes.clitics)
        typedClitics = WordPatterns(codes.typedClitics)
        open = Automaton(patterns: codes.open)
    }

    /// Behind all others, so that the number of a term of a list is its place in the lists.
    private mutating func addArabizi(_ lists: [Wordlist], to codes: inout Codes) {
        var origin = 0
        for list in lists {
            for term in list.terms {
                defer { origin += 1 }
                guard !term.arabizi.isEmpty else { continue }
                let owner = terms.count
                let language = languageIndex("ar-Latn")
                terms.append(
                    Term(term, of: list, category: terms[origin].category, language: language, origin: origin))
                addSpellings(of: term, term.arabizi, list, owner, to: &codes)
            }
        }
    }

    private mutating func addSpellings(
        of term: Wordlist.Term, _ spellings: TermSpellings, _ list: Wordlist, _ owner: Int,
        to codes: inout Codes
    ) {
        let isArabizi = terms[owner].origin != owner
        for spelling in spellings {
            add(spelling, list.role == .allowlist ? .allowed : .term, owner, term, isArabizi: isArabizi, to: &codes)
            if list.role == .points, term.points >= 2.5, !term.flags.contains(.exact), !isArabizi {
                for masked in spelling.hiddenSpellings(anyLetter: term.points >= 5) {
                    add(masked, .term, owner, term, to: &codes)
                }
            }
        }
        for exception in term.exceptions {
            for spelling in exception.spellings { add(spelling, .exception, owner, term, to: &codes) }
        }
    }

    private mutating func add(
        _ spelling: TermSpelling, _ kind: Kind, _ owner: Int, _ term: Wordlist.Term, isArabizi: Bool = false,
        to codes: inout Codes
    ) {
        let isArabic = isArabizi || FoldCode.isArabic(spelling.codes[0])
        let takesParticles = isArabic && !spelling.isOpenBefore && !term.flags.contains(.bare)
        let takesEndings = kind == .term && isArabic && !spelling.isOpenBehind && term.flags.contains(.endings)
        append(spelling, kind, owner, term, takesParticles, takesEndings ? .attached : .none, &codes)
        let marbuta = isArabizi ? FoldCode.a : Self.marbuta
        if takesEndings, spelling.codes.count > 3, spelling.codes.last == marbuta {
            var stem = spelling
            stem.codes.removeLast()
            stem.runs.removeLast()
            append(stem, kind, owner, term, takesParticles, .stem, &codes)
        }
    }

    private mutating func append(
        _ spelling: TermSpelling, _ kind: Kind, _ owner: Int, _ term: Wordlist.Term, _ takesParticles: Bool,
        _ endings: Affixes.Endings, _ codes: inout Codes
    ) {
        let leading = !spelling.isOpenBefore && !takesParticles
        let trailing = !spelling.isOpenBehind && endings == .none
        let word = spelling.codes.prefix { $0 != FoldCode.space }
        let number = patterns.count
        if spelling.isOpenBefore {
            codes.open.append(spelling.codes, isClosed: trailing, number: number)
        } else if takesParticles, FoldCode.isArabic(word[0]) {
            codes.clitics.append(spelling.codes, word: word, isClosed: trailing, number: number)
        } else if takesParticles {
            codes.typedClitics.append(spelling.codes, word: word, isClosed: trailing, number: number)
        } else if word.contains(FoldCode.hidden) {
            codes.masked.append(spelling.codes, word: word, isClosed: trailing, number: number)
        } else {
            codes.words.append(spelling.codes, word: word, isClosed: trailing, number: number)
        }
        patterns.append(
            Pattern(
                kind: kind, hasLeadingBorder: leading, hasTrailingBorder: trailing, takesParticles: takesParticles,
                endings: endings, flags: kind == .term ? term.flags : [],
                length: UInt8(spelling.codes.count + (leading ? 1 : 0) + (trailing ? 1 : 0)),
                toleratesDoubles: spelling.runs.reduce(0) { $0 + Int($1) } >= 5 && kind == .term,
                runsBegin: UInt32(runs.count), owner: UInt32(owner)))
        runs.append(contentsOf: spelling.runs)
        if trailing { runs.append(1) }
    }

    /// What a teh marbuta folds to.
    private static let marbuta = FoldCode.arabic("HEH")

    private mutating func categoryIndex(_ list: Wordlist) -> Int {
        if let index = categories.firstIndex(where: { $0.name == list.category && $0.label == list.label }) {
            return index
        }
        categories.append(
            Category(
                name: list.category, label: list.label, role: list.role,
                helper: list.role == .helper ? Helper(rawValue: list.category) : nil))
        return categories.count - 1
    }

    private mutating func languageIndex(_ language: String) -> Int {
        if let index = languages.firstIndex(of: language) { return index }
        languages.append(language)
        return languages.count - 1
    }
}

extension Lexicon.Term {
    fileprivate init(_ term: Wordlist.Term, of list: Wordlist, category: Int, language: Int, origin: Int) {
        self.init(
            origin: origin, category: category, language: language, points: term.points, flags: term.flags,
            isOwn: list.role == .helper || term.flags.contains(.own), isHelper: list.role == .helper,
            shadow: list.shadow || term.flags.contains(.shadow))
    }
}
