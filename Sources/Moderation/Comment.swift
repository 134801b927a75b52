import Privacy

/// A stored comment as it is now, its author's name opened for those who may see it.
package struct Comment: Sendable, Equatable {
    package var id: CommentID
    package var site: SiteID
    package var thread: ThreadReference
    /// The comment it answers, as the site or we name it.
    package var parent: String?
    /// The site's own id of this comment.
    package var externalID: String?
    package var author: AuthorID
    package var authorName: String
    package var authorURL: String?
    package var body: String
    package var language: String
    package var status: CommentStatus
    /// Counts every decision from 1, so that a receiver can drop what is older.
    package var version: Int
    /// The points as 0…1, as policy showed them when it scored.
    package var spam: Double
    package var abuse: Double
    package var spamPoints: Double
    package var abusePoints: Double
    package var signals: [Signal]
    package var writtenAt: Instant?
    package var receivedAt: Instant
    /// The latest decision.
    package var decision: DecisionRecord
    /// What the score was made with.
    package var versions: EngineVersions
    /// Those it says nearly the same as.
    package var campaign: CampaignID?

    package init(
        id: CommentID, site: SiteID, thread: ThreadReference, parent: String?, externalID: String?,
        author: AuthorID, authorName: String, authorURL: String?, body: String, language: String,
        status: CommentStatus, version: Int, spam: Double, abuse: Double, spamPoints: Double, abusePoints: Double,
        signals: [Signal],
        writtenAt: Instant?, receivedAt: Instant, decision: DecisionRecord, versions: EngineVersions,
        campaign: CampaignID? = nil
    ) {
        self.id = id
        self.site = site
        self.thread = thread
        self.parent = parent
        self.externalID = externalID
        self.author = author
        self.authorName = authorName
        self.authorURL = authorURL
        self.body = body
        self.language = language
        self.status = status
        self.version = version
        self.spam = spam
        self.abuse = abuse
        self.spamPoints = spamPoints
        self.abusePoints = abusePoints
        self.signals = signals
        self.writtenAt = writtenAt
        self.receivedAt = receivedAt
        self.decision = decision
        self.versions = versions
        self.campaign = campaign
    }
}
