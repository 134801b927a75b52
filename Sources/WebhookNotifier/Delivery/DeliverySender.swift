import Moderation

/// Makes one attempt: signs, sends, decides. It writes nothing down.
struct DeliverySender: Sendable {
    let transport: any WebhookTransport
    let plan: DeliveryPlan
    let userAgent: String
    let now: WallClock
    private let seedKeys = SeedKeys()

    init(transport: any WebhookTransport, plan: DeliveryPlan, userAgent: String, now: @escaping WallClock) {
        self.transport = transport
        self.plan = plan
        self.userAgent = userAgent
        self.now = now
    }

    /// Nil when the attempt was given up before its end: it does not count.
    func send(_ delivery: ClaimedDelivery) async -> (DeliveryAttempt, DeliveryOutcome)? {
        let begin = now()
        let result = await transport.send(request(for: delivery, at: begin))
        guard result != .failed(.cancelled) else { return nil }
        let end = now()
        var generator = SystemRandomNumberGenerator()
        let outcome = plan.outcome(
            after: result, attempt: delivery.attempt - delivery.attemptsBefore, now: end, using: &generator)
        let milliseconds = max(0, end.milliseconds - begin.milliseconds)
        return (attempt(delivery.attempt, at: begin, milliseconds: Int(milliseconds), result), outcome)
    }

    private func request(for delivery: ClaimedDelivery, at time: Instant) -> WebhookRequest {
        let signature = WebhookSignature.header(
            id: delivery.event.text, timestamp: time.seconds, body: delivery.payload,
            keys: delivery.keys, known: seedKeys)
        return WebhookRequest(
            url: delivery.url,
            headers: [
                .init("content-type", delivery.isForm ? "application/x-www-form-urlencoded" : "application/json"),
                .init("user-agent", userAgent),
                .init("webhook-id", delivery.event.text), .init("webhook-timestamp", String(time.seconds)),
                .init("webhook-signature", signature),
            ] + delivery.headers.map { .init($0.name, $0.value) },
            body: delivery.payload)
    }

    private func attempt(
        _ number: Int, at time: Instant, milliseconds: Int, _ result: WebhookResult
    ) -> DeliveryAttempt {
        switch result {
        case .answered(let answer):
            DeliveryAttempt(
                number: number, at: time, durationMilliseconds: milliseconds, httpStatus: answer.status,
                problem: answer.problem,
                // Receivers know addresses and may say them; the log shall not keep what the vault seals.
                answer: Array(Redaction.hidingAddresses(in: String(decoding: answer.body, as: UTF8.self)).utf8),
                answerBytes: answer.bytes)
        case .failed(let failure):
            DeliveryAttempt(
                number: number, at: time, durationMilliseconds: milliseconds, httpStatus: nil,
                problem: failure.problem, answer: [])
        }
    }
}
