package import Moderation

/// Scores one comment: folds it, scans it for all lists at once, asks every rule, and adds up. Pure: the same comment,
/// lists and policy always give the same score.
package struct Scorer: Sendable {
    /// Counted up by hand whenever the same lists and policy would score otherwise.
    private static let revision = "7"

    /// The engine's revision and what its language model learned.
    package static let engineVersion = revision + "-" + LanguageModel.shared.version

    /// First 12 hex digits over the content of all lists.
    package let listsVersion: String
    package let policy: Policy
    /// What was learned; nil asks lists and rules alone.
    package var model: LinearModel?
    private let lexicon: Lexicon
    /// By `Language` and the lexicon's languages: whether words of a list count in such a text that are harmless elsewhere.
    private let ownLanguages: [Bool]

    package init(wordlists: [Wordlist], policy: Policy, model: LinearModel? = nil) {
        self.policy = policy
        self.model = model
        let lexicon = Lexicon(wordlists)
        self.lexicon = lexicon
        ownLanguages = Language.allCases.flatMap { language in lexicon.languages.map { language.isOwn(list: $0) } }
        listsVersion = Wordlist.version(of: wordlists)
    }

    package func score(_ content: CommentContent) -> Score {
        let (facts, language) = read(content)
        var tally = tally(facts)
        tally.conclude()
        if let model { tally.add(model, facts) }
        if let learning = content.context.learning { tally.add(learning, facts) }
        return tally.score(language: language)
    }

    /// What lists and rules find, composites not yet asked.
    func tally(_ facts: Facts) -> Tally {
        var tally = Tally(policy: policy)
        tally.addTerms(facts.matches, of: facts.lexicon, group: "wordlist")
        if let own = facts.context.terms { tally.add(own, facts) }
        for family in RuleFamily.all where family.concerns(facts) {
            for rule in family.rules {
                if let evidence = rule.find(facts) { tally.add(rule, evidence) }
            }
        }
        return tally
    }

    /// All versions a receipt names.
    package var versions: EngineVersions {
        EngineVersions(
            engine: Self.engineVersion, policy: policy.version, lists: listsVersion,
            model: policy.model == nil ? "none" : model?.version ?? "none")
    }

    /// Folds and scans a body for all lists and nothing else, and counts what was found. For measuring.
    package func countMatches(in content: CommentContent) -> Int {
        let bytes = Array(content.body.utf8)
        let glyphs = Glyphs(bytes.span)
        var matches = Matches()
        matches.scanBody(glyphs, ScannedText(FoldedText(plain: glyphs)), lexicon)
        matches.applyExcuses()
        return matches.found.count
    }

    /// Folds and scans: all that the rules are asked about, and the language.
    func read(_ content: CommentContent) -> (Facts, language: String) {
        let bytes = Array(content.body.utf8)
        let glyphs = Glyphs(bytes.span)
        let plain = FoldedText(plain: glyphs)
        let scanned = ScannedText(plain)
        var matches = Matches()
        matches.scanBody(glyphs, scanned, lexicon)
        let name = Array(content.authorName.utf8)
        matches.scanShort(name, .authorName, lexicon)
        let url = Array((content.authorURL ?? "").utf8)
        matches.scanShort(url, .authorURL, lexicon)
        matches.applyExcuses()
        let languages = LanguageSpans(bytes.span, hint: content.languageHint.flatMap { Language(tag: $0) })
        var terms: [Match] = []
        var helpers: [Match] = []
        for match in matches.found {
            let term = lexicon.terms[match.term]
            if term.isOwn, !isOwn(term, match, languages) { continue }
            if term.isHelper { helpers.append(match) } else { terms.append(match) }
        }
        let facts = Facts(
            bytes: bytes, glyphs: glyphs, plain: plain, links: Links(bytes.span), shapes: WordShapes(scanned, glyphs),
            content: content, authorName: name, authorURL: url, language: languages.language.code, matches: terms,
            helpers: helpers,
            lexicon: lexicon)
        return (facts, languages.language.code)
    }

    /// Whether a term of the words a list keeps to its own language stands in a text of that language.
    private func isOwn(_ term: Lexicon.Term, _ match: Match, _ languages: LanguageSpans) -> Bool {
        let language = match.field == .body ? languages.language(at: match.bytes.lowerBound) : languages.language
        return ownLanguages[Int(language.rawValue) * lexicon.languages.count + term.language]
    }
}
