package import Moderation
package import Privacy

/// A comment as its own writer may see it: with what was kept of them beside it.
package struct PersonComment: Sendable {
    package var comment: Comment
    package var ip: String?
    package var userAgent: String?

    /// Their own words, so nothing is redacted; what moderators noted is not theirs.
    package func write(into json: inout JSONWriter) {
        json.member("id", comment.id.text)
        if let external = comment.externalID { json.member("external_id", external) }
        json.member("status", comment.status.rawValue)
        json.object("thread") {
            $0.member("id", comment.thread.id)
            if let url = comment.thread.url { $0.member("url", url) }
            if let title = comment.thread.title { $0.member("title", title) }
        }
        json.member("name", comment.authorName)
        if let url = comment.authorURL { json.member("url", url) }
        if let ip { json.member("ip", ip) }
        if let userAgent { json.member("user_agent", userAgent) }
        json.member("body", comment.body)
        json.member("language", comment.language)
        json.member("received_at", comment.receivedAt.rfc3339)
        if let written = comment.writtenAt { json.member("written_at", written.rfc3339) }
        json.member("reasons", comment.decision.reasons)
        json.member("decided_at", comment.decision.at.rfc3339)
    }
}

extension ModerationStore {
    /// Opens what is held of the person with this address at a site and gives it to `show`; nil when nobody has it.
    /// The look is durably written down before the seal is broken. The same statements run either way.
    package func openPerson<Value: Sendable>(
        _ email: PrivateEmail, site: SiteID, by cause: DecisionCause,
        show: (AuthorID, _ since: Instant, consuming RevealedEmail) -> Value
    ) async throws -> Value? {
        let digest = vault.digest(of: email, site: site.text)
        let row = try await database.read { try $0.row(PersonSQL.find, .text(site.text), .blob(digest.bytes)) }
        let at = now()
        let database = database
        let record: @Sendable () async throws -> Void = {
            try await database.write { session in
                _ = try session.execute(
                    PersonSQL.record, .text(EventID.timeOrdered(at: at).text), .text("access"), .text(cause.text),
                    .integer(1), .time(at), .time(at), .text(site.text), .blob(digest.bytes))
            }
        }
        guard let row, let sealed = try row.optionalBlob(1), let wrapped = try row.optionalBlob(2) else {
            try await record()
            return nil
        }
        let author = AuthorID(stored: try row.text(0))
        let since = try row.time(3)
        let email = try await vault.reveal(
            SealedEmail(stored: sealed), author: author.text, key: WrappedAuthorKey(stored: wrapped), recording: record)
        return show(author, since, email)
    }

    /// What this person wrote at a site, oldest first, after the comment `after`; nothing when nobody has the address.
    package func personComments(
        _ email: PrivateEmail, site: SiteID, after: CommentID?, limit: Int
    ) async throws -> Page<PersonComment> {
        let vault = vault
        let digest = vault.digest(of: email, site: site.text)
        return try await database.read { session in
            let author = try session.row(PersonSQL.find, .text(site.text), .blob(digest.bytes))?.text(0) ?? ""
            let rows = try session.rows(
                PersonSQL.comments, .text(author), .text(after?.text ?? ""), .integer(limit + 1))
            let items = try rows.prefix(limit).map { row in
                let comment = try Self.comment(row, vault: vault)
                let details = try AuthorName.open(
                    vault, author: comment.author, wrapped: row.optionalBlob(8), sealed: row.blob(9),
                    comment: comment.id)
                return PersonComment(comment: comment, ip: details?.ip, userAgent: details?.userAgent)
            }
            return Page(items: items, next: rows.count > limit ? items.last?.comment.id.text : nil)
        }
    }
}
