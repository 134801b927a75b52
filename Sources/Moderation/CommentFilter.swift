/// Which comments a list is to show; what is nil does not matter.
package struct CommentFilter: Sendable, Equatable {
    /// Most bytes of the text looked for.
    package static let textLimitBytes = 200

    package var status: CommentStatus?
    package var thread: String?
    package var author: AuthorID?
    /// Along it goes the walk; live counts do not ask for it.
    package var campaign: CampaignID?
    /// The label with more points; spam when both have as many.
    package var label: Label?
    /// As the scorer names it: `fr`, `ar-Latn`.
    package var language: String?
    /// Received at this moment or later.
    package var since: Instant?
    /// Received before this moment.
    package var until: Instant?
    /// The greater score is at least this, in thousandths.
    package var leastScore: Int?
    /// The greater score is at most this, in thousandths.
    package var mostScore: Int?
    /// Stands in the body; letters of the Latin alphabet in either case.
    package var text: String?
    /// Of the sites this moderator is bound to.
    package var sitesOf: ModeratorID?

    package init(status: CommentStatus? = nil, thread: String? = nil) {
        self.status = status
        self.thread = thread
    }

    /// Nothing a moderator may not see.
    package func bound(to moderator: Moderator) -> CommentFilter {
        var filter = self
        filter.sitesOf = moderator.sites.isEmpty ? nil : moderator.id
        return filter
    }

    /// Nothing but what was looked for by an index is asked, so that every row of a walk is one of the answer.
    package var isEmpty: Bool { self == CommentFilter() }
}
