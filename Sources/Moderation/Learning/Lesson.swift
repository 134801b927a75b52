/// What a site learns from one comment: what it was, and which places of its text's table it has. No word can be read from
/// it, and whatever taught it can be taken back exactly.
package struct Lesson: Sendable, Equatable {
    /// What the comment was. An abusive comment is no spam; what is spam says nothing of abuse.
    package enum Label: Int, Sendable, CaseIterable {
        case clean, spam, abuse

        package var text: String {
            switch self {
            case .clean: "clean"
            case .spam: "spam"
            case .abuse: "abuse"
            }
        }

        package init?(text: String) {
            guard let label = Self.allCases.first(where: { $0.text == text }) else { return nil }
            self = label
        }

        /// What a moderator's decision teaches; nil where it says nothing of the words: a flag, or a comment rejected as
        /// off topic, illegal, personal or for another reason.
        package init?(_ decision: DecisionRecord) {
            switch decision.decision {
            case .approve: self = .clean
            case .flag: return nil
            case .reject:
                let reasons = decision.reasons.compactMap(DecisionReason.init(rawValue:))
                if reasons.contains(.spam) {
                    self = .spam
                } else if reasons.contains(where: Self.abusive.contains) {
                    self = .abuse
                } else {
                    return nil
                }
            }
        }

        private static let abusive: Set<DecisionReason> = [.insult, .hate, .threat, .sexual, .profanity]
    }

    /// Who taught it.
    package enum Source: String, Sendable, CaseIterable {
        /// A moderator, or a key or a command that stands for one.
        case decision
        /// Somebody who says of a text that it was judged wrongly, without a comment here.
        case feedback
        /// A labelled file.
        case file
    }

    /// Of a table of 2^16; more than one word shares each. At most `mostPlaces`, each once, in order.
    package let places: [UInt16]
    package let label: Label
    package let source: Source

    package static let tablePlaces = 1 << 16
    package static let mostPlaces = 16_384

    /// Nil without places: there is nothing to learn.
    package init?(_ label: Label, places: [UInt16], source: Source) {
        let sorted = Array(Set(places).sorted().prefix(Self.mostPlaces))
        guard !sorted.isEmpty else { return nil }
        self.label = label
        self.places = sorted
        self.source = source
    }

    /// Two bytes a place, the low one first.
    package var bytes: [UInt8] {
        places.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }

    /// What `bytes` gave; nil for anything else.
    package init?(_ label: Label, bytes: [UInt8], source: Source) {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let places = stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
        guard places.count <= Self.mostPlaces, zip(places, places.dropFirst()).allSatisfy({ $0 < $1 }) else {
            return nil
        }
        self.init(label, places: places, source: source)
    }
}
