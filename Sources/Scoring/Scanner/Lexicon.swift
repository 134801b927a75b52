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
        /// In Arabic letters or typed for them, where small particles are written onto the word.
        var takesParticles: Bool
        /// What may be written onto its end.
        var endings: Affixes.Endings
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
        /// Its place among the terms of all lists that are not votes. What is typed with Latin letters for a term in
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
        let lists = lists.filter { $0.role != .innocent }
        for list in lists {
            let category = categoryIndex(list)
            let language = languageIndex(list.language)
            for term in list.terms {
                guard list.role != .language else {
                    for spelling in term.spellings { add(spelling, .vote, language, term, to: &codes) }
                    continue
                }
                let owner = terms.count
                terms.append(Term(term, of: list, category: category, language: language, origin: owner))
                addSpellings(of: term, term.spellings, list, owner, to: &codes)
            }
        }
        addArabizi(lists, to: &codes)
        automaton = Automaton(patterns: codes)
    }

    /// Behind all others, so that the number of a term of a list is its place in the lists.
    private mutating func addArabizi(_ lists: [Wordlist], to codes: inout PatternCodes) {
        var origin = 0
        for list in lists where list.role != .language {
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
        to codes: inout PatternCodes
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
        to codes: inout PatternCodes
    ) {
        let isArabic = isArabizi || FoldCode.isArabic(spelling.codes[0])
        let takesParticles = kind != .vote && isArabic && !spelling.isOpenBefore && !term.flags.contains(.bare)
        let takesEndings = kind == .term && isArabic && !spelling.isOpenBehind && term.flags.contains(.endings)
        append(spelling, kind, owner, term, takesParticles, takesEndings ? .attached : .none, &codes)
        let marbuta = isArabizi ? FoldCode.a : FoldCode.arabic("HEH")
        if takesEndings, spelling.codes.count > 3, spelling.codes.last == marbuta {
            var stem = spelling
            stem.codes.removeLast()
            stem.runs.removeLast()
            append(stem, kind, owner, term, takesParticles, .stem, &codes)
        }
    }

    private mutating func append(
        _ spelling: TermSpelling, _ kind: Kind, _ owner: Int, _ term: Wordlist.Term, _ takesParticles: Bool,
        _ endings: Affixes.Endings, _ codes: inout PatternCodes
    ) {
        let leading = !spelling.isOpenBefore && !takesParticles
        let trailing = !spelling.isOpenBehind && endings == .none
        let border = [FoldCode.space]
        let pattern = (leading ? border : []) + spelling.codes + (trailing ? border : [])
        patterns.append(
            Pattern(
                kind: kind, hasLeadingBorder: leading, hasTrailingBorder: trailing, takesParticles: takesParticles,
                endings: endings, flags: kind == .term ? term.flags : [], length: UInt8(pattern.count),
                toleratesDoubles: spelling.runs.reduce(0) { $0 + Int($1) } >= 5 && kind == .term,
                runsBegin: UInt32(runs.count), owner: UInt32(owner), weight: term.points == 0 ? 1 : term.points))
        runs.append(contentsOf: (leading ? [1] : []) + spelling.runs + (trailing ? [1] : []))
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

extension Lexicon.Term {
    fileprivate init(_ term: Wordlist.Term, of list: Wordlist, category: Int, language: Int, origin: Int) {
        self.init(
            origin: origin, category: category, language: language, points: term.points, flags: term.flags,
            isOwn: list.role == .helper || term.flags.contains(.own), isHelper: list.role == .helper,
            shadow: list.shadow || term.flags.contains(.shadow))
    }
}
