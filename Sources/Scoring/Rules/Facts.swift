import Moderation

/// One comment as the rules see it: read once, asked by all of them.
struct Facts {
    let bytes: [UInt8]
    let glyphs: Glyphs
    let plain: FoldedText
    let links: Links
    let shapes: WordShapes
    let authorName: [UInt8]
    let authorURL: [UInt8]
    /// BCP 47 as far as it was found.
    let language: String
    let context: SiteContext
    /// What the lists found that give points, in all fields, innocent words already dropped.
    let matches: [Match]
    /// The same of the lists that only help others.
    let helpers: [Match]
    let lexicon: Lexicon
    /// What of the lists is there at all: the first thing a rule asks.
    let presence: Presence
    /// Terms of abuse and words of contempt, with what makes each of them harmless.
    let harms: [Harm]

    init(
        bytes: [UInt8], glyphs: Glyphs, plain: FoldedText, links: Links, shapes: WordShapes, content: CommentContent,
        authorName: [UInt8], authorURL: [UInt8], language: String, matches: [Match], helpers: [Match], lexicon: Lexicon
    ) {
        self.bytes = bytes
        self.glyphs = glyphs
        self.plain = plain
        self.links = links
        self.shapes = shapes
        self.authorName = authorName
        self.authorURL = authorURL
        self.language = language
        self.context = content.context
        self.matches = matches
        self.helpers = helpers
        self.lexicon = lexicon
        presence = Presence(matches: matches, helpers: helpers, lexicon)
        harms =
            presence.hasAbuse || presence.has(.derogation)
            ? Harm.all(matches, helpers, lexicon, presence, bytes, glyphs) : []
    }

    func category(of match: Match) -> Lexicon.Category {
        lexicon.categories[lexicon.terms[match.term].category]
    }

    /// The first of a helper's words, in the order of the text; never more than 256 are looked at.
    func helpers(_ kind: Helper) -> [Match] {
        guard presence.has(kind) else { return [] }
        return helpers.prefix(256).filter { $0.field == .body && category(of: $0).helper == kind }
    }

    /// Whether no sentence ends between two places of the body. Farther apart than 200 characters is never one.
    func isOneSentence(_ one: Match, _ other: Match) -> Bool {
        Self.isOneSentence(glyphs, one, other)
    }

    static func isOneSentence(_ glyphs: Glyphs, _ one: Match, _ other: Match) -> Bool {
        let begin = min(one.glyphs.upperBound, other.glyphs.upperBound)
        let end = max(one.glyphs.lowerBound, other.glyphs.lowerBound)
        if end - begin > 200 { return false }
        var index = begin + 1
        while index < end {
            switch glyphs.codes[index] {
            case FoldCode.lineEnd, FoldCode.punctuation | UInt8(ascii: "."), FoldCode.punctuation | UInt8(ascii: "!"),
                FoldCode.punctuation | UInt8(ascii: "?"):
                return false
            default: index += 1
            }
        }
        return true
    }
}

extension Match {
    /// Characters from the end of this to the beginning of `other`; negative when `other` begins earlier.
    func gap(to other: Match) -> Int { other.glyphs.lowerBound - glyphs.upperBound - 1 }

    /// Whether the two lie at most `distance` characters apart in one field, whichever comes first.
    func isNear(_ other: Match, _ distance: Int) -> Bool {
        field == other.field && gap(to: other) < distance && other.gap(to: self) < distance
    }
}
