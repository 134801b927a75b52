/// All lists together, compiled into tables of patterns. A class, so that whoever needs it shares the one.
final class Lexicon: Sendable {
    enum Kind: UInt8, Sendable {
        case term, exception, allowed
    }

    /// What one spelling of a term means.
    struct Pattern: Sendable {
        var kind: Kind
        /// Its word may go on before or behind; no border stands there.
        var isOpenBefore: Bool
        var isOpenBehind: Bool
        /// In Arabic letters or typed for them, where small particles are written onto the word.
        var takesParticles: Bool
        /// What may be written onto its end.
        var endings: Affixes.Endings
        var flags: TermFlags
        /// Whether a letter written twice instead of once still is this word; short words are too close to others.
        var toleratesDoubles: Bool
        /// Of the term in `terms`; for an exception, of the term it limits.
        var owner: UInt32

        /// Whole words, with nothing written onto them.
        var isClosed: Bool { !isOpenBefore && !isOpenBehind && !takesParticles && endings == .none }
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

    let terms: [Term]
    let categories: [Category]
    let languages: [String]
    let patterns: [Pattern]
    let spellings: PatternSpellings
    /// Of whole words, by their hashes; and once more apart those that may stand behind particles.
    let words: WordIndex
    let clitics: WordIndex
    let particles = Affixes.Particles.shared
    let hasArabicClitics: Bool
    let hasTypedClitics: Bool
    /// Words that are found with letters hidden.
    let masked: MaskedWords
    /// Whose word may go on behind, from the beginning of a word or behind particles; and those that may begin anywhere.
    let prefixes: PrefixPatterns
    let cliticPrefixes: PrefixPatterns
    let open: PrefixPatterns

    init(_ lists: [Wordlist]) {
        let parts = LexiconBuilder(lists)
        terms = parts.terms
        categories = parts.categories
        languages = parts.languages
        patterns = parts.patterns
        spellings = parts.spellings
        words = WordIndex(parts.words)
        clitics = WordIndex(parts.clitics)
        hasArabicClitics = parts.hasArabicClitics
        hasTypedClitics = parts.hasTypedClitics
        masked = MaskedWords(parts.masked)
        prefixes = PrefixPatterns(parts.prefixes)
        cliticPrefixes = PrefixPatterns(parts.cliticPrefixes)
        open = PrefixPatterns(parts.open)
    }
}
