package import Moderation
package import Privacy

/// A comment that is due to be looked at once more.
package struct SecondLook: Sendable, Equatable {
    package var comment: CommentID
    package var site: Site
}

extension ModerationStore {
    /// Most addresses a site's clients are called back at.
    package static let callbackLimit = 20

    /// The endpoint at which the client of a site that checks with `key` is called back: the one of that URL, or a new one
    /// with `keys`. It hears, as a form, of decisions about comments it asked about, after the answer it had. Nil where
    /// somebody disabled it, or where the site has too many.
    package func callback(
        site: SiteID, url: String, key: Secret, keys: SigningKeys, publicKey: [UInt8]
    ) async throws -> EndpointID? {
        if let known = try await database.read({ try Self.callback(site, url, $0) }), !known.isDisabled,
            try vault.openSecret(known.sealedKey, purpose: Self.callbackPurpose(known.id)) == key
        {
            return known.id
        }
        let vault = vault
        let at = now()
        return try await database.write { session in
            if let known = try Self.callback(site, url, session) {
                // A new key of the same client.
                let sealed = try vault.seal(key, purpose: Self.callbackPurpose(known.id))
                try session.execute(RotationSQL.setCallback, .blob(sealed), .text(known.id.text))
                return known.isDisabled ? nil : known.id
            }
            guard try session.row(CallbackSQL.count, .text(site.text))?.integer(0) ?? 0 < Self.callbackLimit else {
                return nil
            }
            let id = EndpointID.random()
            let types: Set<EventType> = [.approved, .flagged, .rejected]
            let sealed = try SealedKeys(keys, of: id, vault)
            try session.execute(
                EndpointSQL.insert, .text(id.text), .text(site.text), .text(url), .blob(sealed.secret),
                .text(Self.column(types)), .integer(0), .text(Endpoint.State.active.rawValue), .time(at),
                .optional(sealed.seed), .blob(publicKey), .integer(EndpointPace.standard.atOnce),
                .integer(EndpointPace.standard.perMinute), .text(""), .null)
            try session.execute(
                CallbackSQL.add, .text(id.text), .blob(try vault.seal(key, purpose: Self.callbackPurpose(id))))
            return id
        }
    }

    static func callbackPurpose(_ id: EndpointID) -> String { "akismet_callbacks.key:\(id.text)" }

    private struct KnownCallback {
        var id: EndpointID
        var isDisabled: Bool
        var sealedKey: [UInt8]
    }

    private static func callback(_ site: SiteID, _ url: String, _ session: SQLSession) throws -> KnownCallback? {
        try session.row(CallbackSQL.find, .text(site.text), .text(url)).map {
            KnownCallback(
                id: EndpointID(stored: try $0.text(0)),
                isDisabled: try $0.text(1) == Endpoint.State.disabled.rawValue, sealedKey: try $0.blob(2))
        }
    }

    /// Comments whose second look is due, the longest first.
    package func dueSecondLooks(limit: Int) async throws -> [SecondLook] {
        let at = now()
        return try await database.read { session in
            try session.rows(CallbackSQL.due, .time(at), .integer(limit)).map {
                SecondLook(
                    comment: CommentID(stored: try $0.text(0)),
                    site: Site(
                        id: SiteID(stored: try $0.text(1)), name: try $0.text(2), language: try $0.text(3)))
            }
        }
    }

    /// Ends a second look that cannot be made; nobody hears of it.
    package func dropSecondLook(_ id: CommentID) async throws {
        try await database.write { _ = try $0.execute(CallbackSQL.finish, .text(id.text)) }
    }

    /// Ends a second look. Where nobody has decided since, the client hears of the decision that stands: it was told to
    /// wait for this.
    package func finishSecondLook(_ id: CommentID) async throws {
        let vault = vault
        let at = now()
        let isTold = try await database.write { session -> Bool in
            guard try session.execute(CallbackSQL.finish, .text(id.text)) == 1,
                let endpoint = try session.row(CallbackSQL.endpointOf, .text(id.text))?.text(0),
                let row = try session.row(DecisionSQL.selectForDecision, .text(id.text)),
                let last = try session.row(CallbackSQL.lastDecision, .text(id.text))
            else { return false }
            let stored = try StoredSubject(row, id: id, vault: vault)
            let version = Int(try last.integer(0))
            // A later decision has told it already.
            guard version == 1, let key = stored.authorKey,
                let record = try Self.pastDecisions(of: id, session).last?.record
            else { return false }
            var event = stored.event(for: record, version: version, at: at)
            event.id = EventID(stored: try last.text(1))
            let outbox = Outbox(site: stored.site, body: stored.body, authorKey: key, vault: vault)
            return try outbox.deliver(
                event, to: EndpointID(stored: endpoint), wantsBody: false, at: at, session)
        }
        if isTold { wakeDeliveries() }
    }
}

/// What Akismet's clients are called back with: the form of its contract, once for each decision.
enum AkismetCallback {
    /// `key=…&endpoint=comment-check&comments[0][guid]=…&comments[0][result]=true|false`. What waits for a human is `true`, as
    /// it is for every client that knows two verdicts. Without `event` it names no comment.
    static func form(key: Secret, event: ModerationEvent?) -> [UInt8] {
        var fields = [("key", String(decoding: key.bytes, as: UTF8.self)), ("endpoint", "comment-check")]
        if let event {
            fields.append(("comments[0][guid]", event.comment.text))
            fields.append(("comments[0][result]", event.decision.decision == .approve ? "false" : "true"))
        }
        // Keys and ids are letters, digits and underscores; of the names only the brackets are none.
        return Array(
            fields.map { name, value in
                name.replacing("[", with: "%5B").replacing("]", with: "%5D") + "=" + value
            }.joined(separator: "&").utf8)
    }
}

package enum CallbackSQL: String, SQLText {
    case find = """
        SELECT e.id, e.state, a.sealed_key FROM endpoints e JOIN akismet_callbacks a ON a.endpoint = e.id
        WHERE e.site = $1 AND e.url = $2
        """
    case count = """
        SELECT COUNT(*) FROM endpoints e JOIN akismet_callbacks a ON a.endpoint = e.id WHERE e.site = $1
        """
    case add = "INSERT INTO akismet_callbacks (endpoint, sealed_key) VALUES ($1, $2)"
    case keyOf = "SELECT sealed_key FROM akismet_callbacks WHERE endpoint = $1"
    case asked = "SELECT 1 FROM checks WHERE comment = $1 AND callback = $2 LIMIT 1"
    case endpointOf = """
        SELECT e.id FROM checks k JOIN endpoints e ON e.id = k.callback
        WHERE k.comment = $1 AND e.state <> 'disabled' LIMIT 1
        """
    case lastDecision =
        "SELECT version, event FROM decisions WHERE comment = $1 ORDER BY version DESC LIMIT 1"
    case look = "INSERT INTO second_looks (comment, due_at) VALUES ($1, $2) ON CONFLICT (comment) DO NOTHING"
    case due = """
        SELECT l.comment, s.id, s.name, s.language
        FROM second_looks l JOIN comments c ON c.id = l.comment JOIN sites s ON s.id = c.site
        WHERE l.due_at <= $1 ORDER BY l.due_at, l.comment LIMIT $2
        """
    case finish = "DELETE FROM second_looks WHERE comment = $1"
}
