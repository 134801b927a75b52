package import Moderation

/// Something a person or a key did, as the audit tells it. Acts are only ever added.
package struct AuditAct: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case decision, reveal, access, erasure
        /// A comment was passed on to `moderator`.
        case pass
        /// An author was banned or trusted, or that was taken back: the note says until when and why.
        case ban, trust, lift
        /// Something was decided of a campaign, or taken back: the note says of which and what.
        case campaign
        /// A site's own term was added, weighed otherwise or removed: the note says which.
        case term
        /// Something about `moderator` was changed: the note says what.
        case moderator
    }

    /// Acts in the order of their ids are in the order of time.
    package var id: EventID
    package var kind: Kind
    /// Nil for what belongs to no site.
    package var site: SiteID?
    package var by: DecisionCause
    package var at: Instant
    package var comment: CommentID?
    /// Whose data was looked at or erased.
    package var author: AuthorID?
    /// To whom it was done, or passed.
    package var moderator: ModeratorID?
    /// The version a decision made.
    package var version: Int?
    package var decision: Decision?
    package var reasons: [String] = []
    /// A decision's note, why an address was looked at, or what was changed. Addresses typed in it are redacted.
    package var note: String?
    /// The version a decision took back.
    package var undoes: Int?
}

/// What an audit is narrowed to.
package struct AuditFilter: Sendable, Equatable {
    package var kind: AuditAct.Kind?
    /// `mod_…`, `key_…` or `command-line`.
    package var by: String?
    /// From this moment on.
    package var since: Instant?
    /// Before this moment.
    package var until: Instant?

    package init() {}

    /// Whether a text can name who acted.
    package static func isActor(_ text: String) -> Bool {
        text == "command-line" || ModeratorID(text) != nil || KeyID(text) != nil
    }
}
