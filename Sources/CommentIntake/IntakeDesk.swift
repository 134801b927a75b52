package import Moderation
import Privacy
import Scoring
package import Store

/// A comment that was taken: what its sender is told.
package struct AcceptedComment: Sendable {
    package var id: CommentID
    package var score: Score
    package var displayed: (spam: Double, abuse: Double)
    package var decision: DecisionRecord
    package var versions: EngineVersions
}

/// What a sender gets back.
package enum IntakeOutcome: Sendable {
    /// Recorded and durable. The bytes are the answer, kept under the idempotency key if there was one.
    case accepted(CommentID, answer: [UInt8])
    /// The same request came before: its answer again.
    case repeated(location: String, answer: [UInt8])
    /// The same words of the same author came before, and policy refuses or merges that: the first one.
    case same(CommentID, refused: Bool)
    /// The key was used for another request.
    case keyReused
    /// The first request with this key is still under way.
    case keyInUse
}

/// What a caller sends to make a repeated request harmless.
package struct IdempotencyRequest: Sendable {
    package var key: KeyID
    package var value: String
    /// The whole request as it came, or its `identity`.
    package var request: [UInt8]

    package init(key: KeyID, value: String, request: [UInt8]) {
        self.key = key
        self.value = value
        self.request = request
    }
}

/// Which way a comment came in.
enum Entrance: Sendable {
    /// The public form, where anybody writes.
    case form
    /// The site's own backend.
    case backend
    /// A door that speaks as another service does, or an import.
    case door

    func repeats(_ policy: Policy) -> Policy.Repeats.Act {
        switch self {
        case .form: policy.repeats.form
        case .backend: policy.repeats.api
        case .door: .take
        }
    }

    func countsFloods(_ policy: Policy) -> Bool { self == .form || policy.floods.countsAPI }
}

/// Takes comments: `CommentForm` → `SubmittedComment` → scored → decided → recorded with its events.
package struct IntakeDesk: Sendable {
    let store: ModerationStore
    let engine: LiveEngine
    let now: WallClock
    private let underWay = UnderWay()

    package init(store: ModerationStore, engine: LiveEngine, now: @escaping WallClock = Instant.systemNow) {
        self.store = store
        self.engine = engine
        self.now = now
    }

    package var policy: Policy { engine.current.policy }

    /// Takes one comment for `site`. Throws `ValidationError` with every problem, `StoreError` when nothing was kept.
    /// `answer` makes the bytes the sender gets.
    package func receive(
        _ form: CommentForm, site: Site, idempotency: IdempotencyRequest? = nil,
        answer: @Sendable (AcceptedComment) -> [UInt8]
    ) async throws -> IntakeOutcome {
        guard var idempotency else { return try await record(form, site: site, idempotent: nil, answer: answer) }
        idempotency.value = store.keptForm(ofIdempotencyKey: idempotency.value)
        let fingerprint = store.fingerprint(of: idempotency.request)
        let ticket = "\(idempotency.key.text) \(idempotency.value)"
        guard underWay.enter(ticket) else { return .keyInUse }
        defer { underWay.leave(ticket) }
        if let earlier = try await store.idempotentAnswer(key: idempotency.key, value: idempotency.value) {
            guard earlier.fingerprint == fingerprint else { return .keyReused }
            return .repeated(location: earlier.location, answer: earlier.answer)
        }
        return try await record(form, site: site, idempotent: (idempotency, fingerprint), answer: answer)
    }

    /// Takes a comment that another door has read, without a key that makes a repeat harmless. `arrival` is what that door
    /// noticed about the way it came. Without `telling` no endpoint hears of it.
    package func receive(
        _ submitted: SubmittedComment, site: Site, arrival: Set<FormTrace> = [], telling: Bool = true
    ) async throws -> AcceptedComment {
        try await take(submitted, site: site, arrival: arrival, telling: telling, by: .door).0
    }

    /// Takes a comment from the public form. The second value names the one that said the same before, when policy merges or
    /// refuses that: then nothing was kept.
    package func receive(
        fromForm submitted: SubmittedComment, site: Site, arrival: Set<FormTrace>
    ) async throws -> (AcceptedComment, same: CommentID?) {
        try await take(submitted, site: site, arrival: arrival, telling: true, by: .form)
    }

    private func take(
        _ submitted: SubmittedComment, site: Site, arrival: Set<FormTrace>, telling: Bool, by entrance: Entrance
    ) async throws -> (AcceptedComment, same: CommentID?) {
        let engine = engine.current
        var (comment, accepted) = try await prepare(submitted, site: site, arrival: arrival, by: engine, entrance)
        comment.tells = telling
        if case .same(let earlier) = try await store.submit(comment) { return (accepted, earlier) }
        store.measures.intake.count(accepted, policy: engine.policy)
        return (accepted, nil)
    }

    /// Scores without keeping anything, as `site` would. A text that is only scored stands in no thread unless it is named.
    package func score(
        _ content: CommentContent, site: Site, inThread thread: String? = nil
    ) async throws -> AcceptedComment {
        var content = content
        content.context = try await store.context(
            site: site.id, thread: thread, hosts: LinkHosts.of(content.body))
        let at = now()
        return judge(content, id: .timeOrdered(at: at), at: at, by: engine.current)
    }

    func judge(
        _ content: CommentContent, id: CommentID, at: Instant, by engine: ScoringEngine
    ) -> AcceptedComment {
        let begin = ContinuousClock.now
        let (score, decision) = engine.judge(content, at: at)
        store.measures.intake.scoring.record(ContinuousClock.now - begin)
        var versions = engine.versions
        if engine.policy.learning != nil, let learning = content.context.learning, learning.lessons > 0 {
            versions.learned = learning.digest
        }
        return AcceptedComment(
            id: id, score: score, displayed: engine.probabilities(score), decision: decision, versions: versions)
    }

    /// Scored and decided, ready to be recorded.
    private func prepare(
        _ submitted: SubmittedComment, site: Site, arrival: Set<FormTrace> = [], by engine: ScoringEngine,
        _ entrance: Entrance
    ) async throws -> (NewComment, AcceptedComment) {
        let at = now()
        var content = submitted.content
        content.context = try await store.context(
            site: site.id, thread: submitted.thread.id, hosts: LinkHosts.of(content.body))
        content.context.arrival = arrival
        let marks = store.marks(
            site: site.id, network: submitted.ip.flatMap(NetworkAddress.network), account: submitted.authorKey,
            email: submitted.authorEmail, name: submitted.authorName, thread: submitted.thread.id, body: submitted.body,
            act: entrance.repeats(engine.policy), hours: engine.policy.repeats.hours)
        var campaign = campaignMarks(of: content, thread: submitted.thread, site: site, by: engine)
        let arrival = try await store.arrival(
            of: submitted.authorEmail, account: submitted.authorKey, marks: marks, campaign: campaign, site: site.id,
            limits: entrance.countsFloods(engine.policy) ? engine.policy.floods : nil)
        content.context.author = arrival.past
        content.context.floods = arrival.floods
        campaign?.match = arrival.match
        var accepted = judge(content, id: .timeOrdered(at: at), at: at, by: engine)
        campaign?.offersHosts = Self.looksLikeSpam(accepted, engine.policy)
        let followed = accepted.follow(arrival.match)
        var comment = NewComment(
            id: accepted.id, site: site, thread: submitted.thread, parent: submitted.parentID,
            externalID: submitted.externalID, email: submitted.authorEmail, details: submitted.details,
            body: submitted.body, score: accepted.score, displayed: accepted.displayed,
            decision: accepted.decision, versions: accepted.versions, terms: PolicyTerms(engine.policy),
            writtenAt: submitted.writtenAt, receivedAt: at)
        comment.authorKey = submitted.authorKey
        comment.marks = marks
        comment.campaign = campaign
        comment.followed = followed
        return (comment, accepted)
    }

    private func record(
        _ form: CommentForm, site: Site, idempotent: (IdempotencyRequest, fingerprint: [UInt8])?,
        answer: (AcceptedComment) -> [UInt8]
    ) async throws -> IntakeOutcome {
        // One engine for the whole comment, whatever is loaded meanwhile.
        let engine = engine.current
        let submitted = try SubmittedComment.validate(form, policy: engine.policy)
        let (comment, accepted) = try await prepare(submitted, site: site, by: engine, .backend)
        let bytes = answer(accepted)
        let kept = idempotent.map { request, fingerprint in
            IdempotentAnswer(
                key: request.key, value: request.value, fingerprint: fingerprint, location: accepted.id.text,
                answer: bytes)
        }
        let submission = try await store.submit(comment, idempotent: kept)
        switch submission {
        case .recorded:
            store.measures.intake.count(accepted, policy: engine.policy)
            return .accepted(accepted.id, answer: bytes)
        case .same(let earlier): return .same(earlier, refused: comment.marks?.act == .refuse)
        case .repeated(let earlier):
            // Another process took the same key in between: the same rules as above.
            guard earlier.fingerprint == kept?.fingerprint else { return .keyReused }
            return .repeated(location: earlier.location, answer: earlier.answer)
        }
    }
}
