/// The recorded outcome, by policy or by a moderator. `flag` means that a human must look.
package enum Decision: String, Sendable, Codable, CaseIterable {
    case approve, flag, reject

    package var status: CommentStatus {
        switch self {
        case .approve: .approved
        case .flag: .flagged
        case .reject: .rejected
        }
    }
}

/// The comment now: what its latest decision made of it.
package enum CommentStatus: String, Sendable, Codable, CaseIterable {
    case approved, flagged, rejected, erased
}

/// Who decided.
package enum DecisionCause: Sendable, Hashable {
    case policy
    case moderator(ModeratorID)
    case key(KeyID)
    /// Somebody with a shell on the machine.
    case commandLine

    /// As it stands in answers and events: `policy` or the id.
    package var text: String {
        switch self {
        case .policy: "policy"
        case .moderator(let id): id.text
        case .key(let id): id.text
        case .commandLine: "command-line"
        }
    }

    package init(stored text: String) {
        if text.hasPrefix("mod_") {
            self = .moderator(ModeratorID(stored: text))
        } else if text.hasPrefix("key_") {
            self = .key(KeyID(stored: text))
        } else if text == "command-line" {
            self = .commandLine
        } else {
            self = .policy
        }
    }
}

/// Why a moderator decided so, from a fixed list; policy uses these and `engine_unavailable`.
package enum DecisionReason: String, Sendable, Codable, CaseIterable {
    case spam, insult, hate, threat, sexual, profanity
    case personalData = "personal_data"
    case illegal
    case offTopic = "off_topic"
    case engineUnavailable = "engine_unavailable"
    case other
}

/// What was decided about a comment, once. Never edited: a newer one follows it.
package struct DecisionRecord: Sendable, Equatable {
    package var decision: Decision
    package var cause: DecisionCause
    package var reasons: [String]
    /// A moderator's own words, at most 2,000 bytes.
    package var note: String?
    package var at: Instant

    package init(decision: Decision, cause: DecisionCause, reasons: [String] = [], note: String? = nil, at: Instant) {
        self.decision = decision
        self.cause = cause
        self.reasons = reasons
        self.note = note
        self.at = at
    }
}
