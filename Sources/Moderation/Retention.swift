/// How long comments and what is known of their authors are kept, by how they stand. Nil keeps them.
package struct Retention: Sendable, Equatable {
    /// Days that may be asked for: at least a week, so that everything about a comment was delivered or given up before.
    package static let days = 7...36_500

    /// After so many days the author of an approved comment is forgotten: address, name, URL, IP and user agent. Its words
    /// stay, as they stay on the site.
    package var approvedDays: Int?
    /// After so many days a comment that nobody decided about is emptied.
    package var flaggedDays: Int?
    /// After so many days a rejected comment is emptied.
    package var rejectedDays: Int?

    package init(approvedDays: Int? = nil, flaggedDays: Int? = nil, rejectedDays: Int? = nil) {
        self.approvedDays = approvedDays
        self.flaggedDays = flaggedDays
        self.rejectedDays = rejectedDays
    }

    package func days(_ status: CommentStatus) -> Int? {
        switch status {
        case .approved: approvedDays
        case .flagged: flaggedDays
        case .rejected: rejectedDays
        case .erased: nil
        }
    }
}
