import Moderation
import Privacy

/// What a decision came of.
struct DecisionOrigin {
    /// The version it takes back.
    var undoes: Int?
    /// The act on many comments it is part of.
    var act: EventID?
    /// What policy would have decided had it not followed that act.
    var otherwise: String?

    init(undoes: Int? = nil, act: EventID? = nil) {
        self.undoes = undoes
        self.act = act
    }

    init(_ followed: FollowedRuling?) {
        act = followed?.act
        otherwise = followed?.column
    }
}

extension FollowedRuling {
    /// The decision, then its reasons.
    var column: String { ([decision.rawValue] + reasons).joined(separator: " ") }

    init?(act: EventID?, column: String?) {
        let words = (column ?? "").split(separator: " ").map(String.init)
        guard let act, let decision = words.first.flatMap(Decision.init(rawValue:)) else { return nil }
        self.init(act: act, decision: decision, reasons: Array(words.dropFirst()))
    }
}

/// Writes decisions about one comment, each with its event once for every endpoint that wants it.
struct Outbox {
    let site: SiteID
    let body: String
    /// Payloads say the author's name: they are sealed as everything else of that author is. Nil for who was erased:
    /// what is told of them says nothing that was theirs.
    let authorKey: AuthorKey?
    let vault: EmailVault
    /// Off for what comes from an archive: it is recorded, and no endpoint hears of it.
    var tells = true

    /// The number of deliveries that now wait.
    func record(
        _ event: ModerationEvent, origin: DecisionOrigin = DecisionOrigin(), _ session: SQLSession
    ) throws -> Int {
        try session.execute(
            DecisionSQL.insertDecision, .text(event.comment.text), .integer(event.version),
            .text(event.decision.decision.rawValue), .text(event.decision.cause.text),
            .text(event.decision.reasons.joined(separator: " ")), .optional(event.decision.note),
            origin.undoes.map { .integer($0) } ?? .null, .text(event.id.text), .time(event.at),
            .optional(origin.act?.text), .optional(origin.otherwise))
        guard tells else { return 0 }
        let wanting = try session.rows(DecisionSQL.endpointsToTell, .text(site.text)).filter {
            try $0.text(1).split(separator: " ").contains(Substring(event.type.rawValue))
        }
        return try wanting.count {
            try deliver(
                event, to: EndpointID(stored: try $0.text(0)), wantsBody: try $0.integer(2) == 1, at: event.at, session)
        }
    }

    /// Puts one event for one endpoint into the outbox, due `at` once. Its id is as old as the event, so that events of
    /// one comment stay in order. False for a callback that never asked about the comment: it is told nothing.
    @discardableResult
    func deliver(
        _ event: ModerationEvent, to endpoint: EndpointID, wantsBody: Bool, at: Instant, _ session: SQLSession
    ) throws -> Bool {
        let delivery = DeliveryID.timeOrdered(at: event.at)
        let id = delivery.text
        let payload: [UInt8]
        if let sealedKey = try session.row(CallbackSQL.keyOf, .text(endpoint.text))?.blob(0) {
            guard try session.row(CallbackSQL.asked, .text(event.comment.text), .text(endpoint.text)) != nil else {
                return false
            }
            payload = AkismetCallback.form(
                key: try vault.openSecret(sealedKey, purpose: ModerationStore.callbackPurpose(endpoint)), event: event)
        } else {
            payload = self.payload(of: event, body: wantsBody && event.type != .erased)
        }
        let sealed =
            if let authorKey {
                try vault.seal(payload: payload, delivery: id, key: authorKey)
            } else {
                try vault.seal(Secret(payload), purpose: ModerationStore.testPurpose(delivery))
            }
        try session.execute(
            DecisionSQL.insertDelivery, .text(id), .text(endpoint.text), .text(event.id.text),
            .text(event.type.rawValue), .text(event.comment.text),
            .blob(sealed), .time(at))
        return true
    }

    /// The bytes to send, without the addresses people type into texts.
    private func payload(of event: ModerationEvent, body wantsBody: Bool) -> [UInt8] {
        var told = event
        told.authorName = Redaction.hidingAddresses(in: event.authorName)
        told.thread.url = event.thread.url.map(Redaction.hidingAddresses(inURL:))
        told.thread.title = event.thread.title.map(Redaction.hidingAddresses(in:))
        return told.payload(body: wantsBody ? Redaction.hidingAddresses(in: body) : nil)
    }
}
