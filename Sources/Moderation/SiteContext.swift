/// What a site knows around a comment before it is scored: counts, never who.
package struct SiteContext: Sendable, Equatable {
    /// BCP 47: what most of the thread's newest approved comments are written in; nil while too few say so.
    package var threadLanguage: String?
    /// The link hosts of the body that moderators of this site have decided about.
    package var hostHistory: [HostHistory]
    /// What its moderators' decisions have taught it; nil where nothing learns.
    package var learning: SiteLearning?
    /// What its moderators look for beside the lists; nil where there are none.
    package var terms: OwnTerms?
    /// How it came, where it came through the public form.
    package var arrival: Set<FormTrace>
    /// Who wrote it; nil where nobody asked.
    package var author: AuthorPast?
    /// Who sends too much at this moment.
    package var floods: Set<FloodTrace> = []

    package init(
        threadLanguage: String? = nil, hostHistory: [HostHistory] = [], learning: SiteLearning? = nil,
        arrival: Set<FormTrace> = [], author: AuthorPast? = nil
    ) {
        self.threadLanguage = threadLanguage
        self.hostHistory = hostHistory
        self.learning = learning
        self.arrival = arrival
        self.author = author
    }
}

/// How moderators of one site decided about comments that link to one host.
package struct HostHistory: Sendable, Equatable {
    /// In small letters, without `www.` and port.
    package var host: String
    /// Comments whose latest decision is a moderator's, by what it is.
    package var approved: Int
    package var rejected: Int

    package init(host: String, approved: Int, rejected: Int) {
        self.host = host
        self.approved = approved
        self.rejected = rejected
    }
}
