/// Puts the terms of lists together to what a `Lexicon` is compiled from.
struct LexiconBuilder {
    private(set) var terms: [Lexicon.Term] = []
    private(set) var categories: [Lexicon.Category] = []
    private(set) var languages: [String] = []
    private(set) var patterns: [Lexicon.Pattern] = []
    private(set) var spellings = PatternSpellings()
    private(set) var words = WordIndex.Codes()
    private(set) var clitics = WordIndex.Codes()
    private(set) var hasArabicClitics = false
    private(set) var hasTypedClitics = false
    private(set) var masked: [MaskedWords.Word] = []
    private(set) var prefixes = PatternCodes()
    private(set) var cliticPrefixes = PatternCodes()
    private(set) var open = PatternCodes()

    init(_ lists: [Wordlist]) {
        let lists = lists.filter { $0.role != .innocent }
        for list in lists {
            let category = categoryIndex(list)
            let language = languageIndex(list.language)
            for term in list.terms {
                let owner = terms.count
                terms.append(
                    Lexicon.Term(term, of: list, category: category, language: language, origin: owner))
                add(term, term.spellings, list, owner)
            }
        }
        addArabizi(lists)
    }

    /// Behind all others, so that the number of a term of a list is its place in the lists.
    private mutating func addArabizi(_ lists: [Wordlist]) {
        var origin = 0
        for list in lists {
            for term in list.terms {
                defer { origin += 1 }
                guard !term.arabizi.isEmpty else { continue }
                let owner = terms.count
                let language = languageIndex("ar-Latn")
                terms.append(
                    Lexicon.Term(term, of: list, category: terms[origin].category, language: language, origin: origin))
                add(term, term.arabizi, list, owner)
            }
        }
    }

    private mutating func add(_ term: Wordlist.Term, _ spellings: TermSpellings, _ list: Wordlist, _ owner: Int) {
        let isArabizi = terms[owner].origin != owner
        let kind: Lexicon.Kind = list.role == .allowlist ? .allowed : .term
        let hides = list.role == .points && term.points >= 2.5 && !term.flags.contains(.exact) && !isArabizi
        for place in spellings.indices {
            let number = patterns.count
            add(spellings.letters(place), kind, owner, term.flags, isArabizi: isArabizi)
            if hides, let word = MaskedWords.Word(spellings.letters(place), number, anyLetter: term.points >= 5) {
                masked.append(word)
            }
        }
        for exception in term.exceptions {
            for place in exception.spellings.indices {
                add(exception.spellings.letters(place), .exception, owner, term.flags, isArabizi: false)
            }
        }
    }

    private mutating func add(
        _ spelling: TermSpellings.Letters, _ kind: Lexicon.Kind, _ owner: Int, _ flags: TermFlags, isArabizi: Bool
    ) {
        let isArabic = isArabizi || FoldCode.isArabic(spelling.codes[spelling.codes.startIndex])
        let takesParticles = isArabic && !spelling.isOpenBefore && !flags.contains(.bare)
        let takesEndings = kind == .term && isArabic && !spelling.isOpenBehind && flags.contains(.endings)
        var pattern = Lexicon.Pattern(
            kind: kind, isOpenBefore: spelling.isOpenBefore, isOpenBehind: spelling.isOpenBehind,
            takesParticles: takesParticles, endings: takesEndings ? .attached : .none,
            flags: kind == .term ? flags : [],
            toleratesDoubles: kind == .term && spelling.runs.reduce(0) { $0 + Int($1) } >= 5, owner: UInt32(owner))
        append(pattern, spelling.codes, spelling.runs)
        let marbuta = isArabizi ? FoldCode.a : Self.marbuta
        if takesEndings, spelling.codes.count > 3, spelling.codes.last == marbuta {
            pattern.endings = .stem
            append(pattern, spelling.codes.dropLast(), spelling.runs.dropLast())
        }
    }

    private mutating func append(_ pattern: Lexicon.Pattern, _ codes: ArraySlice<UInt8>, _ runs: ArraySlice<UInt8>) {
        let number = patterns.count
        patterns.append(pattern)
        spellings.append(codes, runs)
        let isOpenBehind = pattern.isOpenBehind || pattern.endings != .none
        if pattern.takesParticles {
            let isArabic = FoldCode.isArabic(codes[codes.startIndex])
            hasArabicClitics = hasArabicClitics || isArabic
            hasTypedClitics = hasTypedClitics || !isArabic
        }
        switch (pattern.isOpenBefore, isOpenBehind) {
        case (true, _): open.append(codes, number: number)
        case (false, true) where pattern.takesParticles: cliticPrefixes.append(codes, number: number)
        case (false, true): prefixes.append(codes, number: number)
        case (false, false):
            if pattern.takesParticles { clitics.append(codes, number: number) }
            words.append(codes, number: number)
        }
    }

    /// What a teh marbuta folds to.
    private static let marbuta = FoldCode.arabic("HEH")

    private mutating func categoryIndex(_ list: Wordlist) -> Int {
        if let index = categories.firstIndex(where: { $0.name == list.category && $0.label == list.label }) {
            return index
        }
        categories.append(
            Lexicon.Category(
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
