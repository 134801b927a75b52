import Foundation
package import Moderation
import Privacy
import Synchronization

extension ModerationStore {
    /// What the site knows around a comment that links to `hosts`. Asks nothing where there are none and the thread is
    /// known; nil and empty is no thread.
    package func context(
        site: SiteID, thread: String?, hosts: [String], author: AuthorClaim? = nil
    ) async throws -> SiteContext {
        var context = try await surroundings(site: site, thread: thread, hosts: hosts)
        if let author { context.author = try await past(of: author, site: site) }
        // Who only reads replays the past, which the lessons were made of.
        if !isReader { context.learning = try await learning(of: site) }
        let terms = try await ownTerms(of: site)
        if !terms.terms.isEmpty { context.terms = terms }
        return context
    }

    private func surroundings(site: SiteID, thread: String?, hosts: [String]) async throws -> SiteContext {
        let thread = thread ?? ""
        let key = ThreadLanguages.Key(site: site.text, thread: thread)
        let (known, change) = threadLanguages.withLock {
            (thread.isEmpty ? .some(nil) : $0.language(of: key), $0.change)
        }
        if let known, hosts.isEmpty { return SiteContext(threadLanguage: known) }
        let digests = hosts.map { (host: $0, digest: vault.digest(ofLinkHost: $0, site: site.text)) }
        let (languages, history) = try await database.read { session -> ([String], [HostHistory]) in
            let languages =
                known == nil
                ? try session.rows(ContextSQL.threadLanguages, .text(site.text), .text(thread)).map { try $0.text(0) }
                : []
            let history = try digests.compactMap { host, digest in
                try session.row(ContextSQL.hostHistory, .text(site.text), .blob(digest)).map {
                    HostHistory(host: host, approved: Int(try $0.integer(0)), rejected: Int(try $0.integer(1)))
                }
            }
            return (languages, history)
        }
        guard let known else {
            let language = ThreadLanguages.majority(of: languages)
            threadLanguages.withLock { $0.keep(language, of: key, readAt: change) }
            return SiteContext(threadLanguage: language, hostHistory: history)
        }
        return SiteContext(threadLanguage: known, hostHistory: history)
    }

    /// Counts what moderators decided about the hosts a comment links to: its earlier vote is taken back, the one that
    /// stands now is given. Votes say which counts a comment is in, and go with it; counts are of nobody.
    static func countHosts(
        of comment: CommentID, site: SiteID, standing: Decision?, digests: [[UInt8]], _ session: SQLSession
    ) throws {
        for vote in try session.rows(ContextSQL.votes, .text(comment.text)) {
            let digest = try vote.blob(0)
            let isApproval = try vote.integer(1) == 1
            try session.execute(
                ContextSQL.takeBack, .integer(isApproval ? 1 : 0), .integer(isApproval ? 0 : 1), .text(site.text),
                .blob(digest))
            try session.execute(ContextSQL.dropEmpty, .text(site.text), .blob(digest))
        }
        try session.execute(ContextSQL.dropVotes, .text(comment.text))
        guard let standing, standing != .flag else { return }
        let isApproval = standing == .approve
        for digest in digests {
            try session.execute(
                ContextSQL.insertVote, .text(comment.text), .blob(digest), .integer(isApproval ? 1 : 0))
            try session.execute(
                ContextSQL.count, .text(site.text), .blob(digest), .integer(isApproval ? 1 : 0),
                .integer(isApproval ? 0 : 1))
        }
    }

    /// What was in force when comments were scored under this version of a policy; nil for one never used here.
    package func policyTerms(_ version: String) async throws -> PolicyTerms? {
        try await database.read { session in
            try session.row(ContextSQL.policy, .text(version)).map {
                try JSONDecoder().decode(PolicyTerms.self, from: Data($0.text(0).utf8))
            }
        }
    }

    /// Keeps a policy's terms with the first comment that is scored under its version.
    static func keep(_ terms: PolicyTerms, version: String, _ session: SQLSession) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try session.execute(
            ContextSQL.insertPolicy, .text(version), .text(String(decoding: encoder.encode(terms), as: UTF8.self)))
    }
}

extension [PastDecision] {
    /// What a moderator decided and nobody took back; nil where policy's decision stands.
    package var standing: Decision? { standingRecord?.decision }

    package var standingRecord: DecisionRecord? {
        let undone = Set(compactMap(\.undoes))
        let last = last { $0.undoes == nil && !undone.contains($0.version) }
        return last.flatMap { $0.record.cause == .policy ? nil : $0.record }
    }
}

package enum ContextSQL: String, SQLText {
    case threadLanguages = """
        SELECT language FROM comments WHERE site = $1 AND thread_id = $2 AND status = 'approved'
        ORDER BY id DESC LIMIT 32
        """
    case hostHistory = "SELECT approved, rejected FROM link_hosts WHERE site = $1 AND digest = $2"
    case votes = "SELECT digest, approves FROM link_votes WHERE comment = $1"
    case dropVotes = "DELETE FROM link_votes WHERE comment = $1"
    case insertVote = "INSERT INTO link_votes (comment, digest, approves) VALUES ($1, $2, $3)"
    case count = """
        INSERT INTO link_hosts (site, digest, approved, rejected) VALUES ($1, $2, $3, $4)
        ON CONFLICT (site, digest) DO UPDATE
            SET approved = link_hosts.approved + excluded.approved, rejected = link_hosts.rejected + excluded.rejected
        """
    case takeBack = """
        UPDATE link_hosts SET approved = approved - $1, rejected = rejected - $2 WHERE site = $3 AND digest = $4
        """
    case dropEmpty = "DELETE FROM link_hosts WHERE site = $1 AND digest = $2 AND approved = 0 AND rejected = 0"
    case insertPolicy = "INSERT INTO policies (version, terms) VALUES ($1, $2) ON CONFLICT (version) DO NOTHING"
    case policy = "SELECT terms FROM policies WHERE version = $1"
}
