/// One line of a foreign list, and what became of it.
package struct ImportedLine: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        /// The term it became, and what was changed for that; nil when nothing was.
        case term(String, points: Double?, change: String?)
        /// Empty, or a remark.
        case skipped
        /// What was already said by an earlier line.
        case repeated(line: Int)
        /// Why nothing of ours stands for it.
        case refused(String)
    }

    /// 1 for the first.
    package var number: Int
    package var outcome: Outcome
}

/// How a foreign list is written.
package enum ImportFormat: String, Sendable, CaseIterable {
    /// One term a line, whole words; `#` begins a remark.
    case plain
    /// WordPress `moderation_keys` and `disallowed_keys`: one key a line, found anywhere, inside words too.
    case wordpress
    /// A term and, if any, its points, separated by commas or semicolons; a first line may name them.
    case csv
}
