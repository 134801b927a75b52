/// What a decision takes from an author, on what ground and by whom: the part of a statement of reasons (Regulation (EU)
/// 2022/2065, article 17) that is no prose. It stands in every decision that restricts something.
package struct Restriction: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case held, removed
    }

    package enum Ground: String, Sendable, CaseIterable {
        case illegal, terms
    }

    package enum Decider: String, Sendable, CaseIterable {
        case automated, human
        /// A key of the site decided: a program or a person behind it.
        case site
    }

    package var kind: Kind
    package var ground: Ground
    package var decider: Decider

    /// Nil for a decision that restricts nothing.
    package init?(_ record: DecisionRecord) {
        switch record.decision {
        case .approve: return nil
        case .flag: kind = .held
        case .reject: kind = .removed
        }
        ground = record.reasons.contains(DecisionReason.illegal.rawValue) ? .illegal : .terms
        decider =
            switch record.cause {
            case .policy: .automated
            case .moderator, .commandLine: .human
            case .key: .site
            }
    }

    func write(into json: inout JSONWriter) {
        json.member("restriction", kind.rawValue)
        json.member("ground", ground.rawValue)
        json.member("decided_by", decider.rawValue)
    }
}
