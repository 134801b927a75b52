import Moderation

/// A term of abuse, or what contempt says of a group, in its sentence.
struct Harm {
    /// Why it is not meant as it stands there.
    enum Excuse: String, Sendable, CaseIterable {
        /// The word …, called me a ….
        case quoted
        /// Between quotation marks, with something said outside of them.
        case marked
        /// Is not a …, no … deserves ….
        case negated
        /// Stop saying that ….
        case reported
        /// I am a ….
        case oneself
    }

    var match: Match
    var excuse: Excuse?

    /// Harms looked at in one comment; what comes after them has no excuse.
    private static let most = 64
    private static let mostHelpers = 64

    // In characters.
    private static let quotedDistance = 6
    private static let negatedDistance = 10
    private static let deniedGroupDistance = 30
    private static let reportedDistance = 70
    private static let oneselfDistance = 14
    /// An address this close in front is meant: that you are lying, you idiot.
    private static let addressedDistance = 2

    static func all(
        _ matches: [Match], _ helpers: [Match], _ lexicon: Lexicon, _ presence: Presence, _ bytes: [UInt8],
        _ glyphs: Glyphs
    ) -> [Harm] {
        var harms: [Harm] = []
        for match in matches where lexicon.categories[lexicon.terms[match.term].category].label == "abuse" {
            harms.append(Harm(match: match))
        }
        for match in helpers where lexicon.categories[lexicon.terms[match.term].category].helper == .derogation {
            harms.append(Harm(match: match))
        }
        let marks = QuotationMarks(bytes.span)
        let frames = frames(helpers, lexicon)
        if marks.ranges.isEmpty, frames.isEmpty { return harms }
        for index in harms.indices.prefix(most) where harms[index].match.field == .body {
            harms[index].excuse = excuse(harms[index].match, frames, marks, lexicon, glyphs)
        }
        return harms
    }

    private static func frames(_ helpers: [Match], _ lexicon: Lexicon) -> [(helper: Helper, match: Match)] {
        var frames: [(helper: Helper, match: Match)] = []
        for match in helpers where match.field == .body && frames.count < mostHelpers {
            switch lexicon.categories[lexicon.terms[match.term].category].helper {
            case .mention: frames.append((.mention, match))
            case .report: frames.append((.report, match))
            case .negation: frames.append((.negation, match))
            case .oneself: frames.append((.oneself, match))
            case .group: frames.append((.group, match))
            case .address: frames.append((.address, match))
            default: break
            }
        }
        return frames
    }

    private static func excuse(
        _ harm: Match, _ frames: [(helper: Helper, match: Match)], _ marks: QuotationMarks, _ lexicon: Lexicon,
        _ glyphs: Glyphs
    ) -> Excuse? {
        func precedes(_ helper: Helper, _ distance: Int, where holds: (Match) -> Bool = { _ in true }) -> Bool {
            frames.contains { frame in
                frame.helper == helper && (0..<distance).contains(frame.match.gap(to: harm)) && holds(frame.match)
            }
        }
        func oneSentence(_ frame: Match) -> Bool { Facts.isOneSentence(glyphs, frame, harm) }
        if precedes(.mention, quotedDistance) { return .quoted }
        if marks.hold(harm.bytes) { return .marked }
        let category = lexicon.categories[lexicon.terms[harm.term].category]
        // A swear word is one whatever is denied with it.
        let canBeDenied = category.name != "profanity" && category.name != "sexual"
        if canBeDenied, precedes(.negation, negatedDistance, where: { isOnlyWords(glyphs, $0, harm) }) {
            return .negated
        }
        let isDeniedGroup = precedes(.negation, deniedGroupDistance) { negation in
            frames.contains { group in
                group.helper == .group && (0...2).contains(negation.gap(to: group.match))
                    && group.match.gap(to: harm) >= 0
            }
        }
        if isDeniedGroup { return .negated }
        if precedes(.address, addressedDistance) { return nil }
        if precedes(.report, reportedDistance, where: oneSentence) { return .reported }
        if category.name == "insult" || category.name == "hate", precedes(.oneself, oneselfDistance, where: oneSentence)
        {
            return .oneself
        }
        return nil
    }

    /// Whether nothing but words stands between the two: a comma begins another thought.
    private static func isOnlyWords(_ glyphs: Glyphs, _ one: Match, _ other: Match) -> Bool {
        (one.glyphs.upperBound + 1..<max(one.glyphs.upperBound + 1, other.glyphs.lowerBound)).allSatisfy { index in
            glyphs.codes[index] < FoldCode.punctuation
                || glyphs.codes[index] == FoldCode.punctuation | UInt8(ascii: "'")
        }
    }
}
