package import Privacy

/// Who is told of a site's decisions.
package struct Endpoint: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
        /// Deliveries are made and sent.
        case active
        /// Deliveries are made and wait.
        case paused
        /// None are made.
        case disabled
    }

    package var id: EndpointID
    package var site: SiteID
    /// Absolute http(s) URL, at most 2,000 bytes, checked again at every connection.
    package var url: String
    /// Which events it wants.
    package var types: Set<EventType>
    package var wantsBody: Bool
    package var state: State
    package var createdAt: Instant

    package init(
        id: EndpointID, site: SiteID, url: String, types: Set<EventType>, wantsBody: Bool, state: State,
        createdAt: Instant
    ) {
        self.id = id
        self.site = site
        self.url = url
        self.types = types
        self.wantsBody = wantsBody
        self.state = state
        self.createdAt = createdAt
    }
}

/// A delivery a worker holds under a lease: all it needs for one attempt.
package struct ClaimedDelivery: Sendable {
    package var id: DeliveryID
    /// Sent as `webhook-id`; the same on every attempt.
    package var event: EventID
    package var endpoint: EndpointID
    package var url: String
    package var secret: Secret
    /// The stored bytes, which are the signed bytes, which are the sent bytes.
    package var payload: [UInt8]
    /// 1 for the first attempt.
    package var attempt: Int
    /// Only who holds this may record the outcome.
    package var leaseToken: String

    package init(
        id: DeliveryID, event: EventID, endpoint: EndpointID, url: String, secret: Secret, payload: [UInt8],
        attempt: Int, leaseToken: String
    ) {
        self.id = id
        self.event = event
        self.endpoint = endpoint
        self.url = url
        self.secret = secret
        self.payload = payload
        self.attempt = attempt
        self.leaseToken = leaseToken
    }
}

/// One HTTP request of a delivery, as the log keeps it.
package struct DeliveryAttempt: Sendable, Equatable {
    /// 1 for the first.
    package var number: Int
    package var at: Instant
    package var durationMilliseconds: Int
    /// Absent when no answer came.
    package var httpStatus: Int?
    /// What went wrong, in words for an owner; nil after success.
    package var problem: String?
    /// The first bytes of the answer, at most 4 KiB, for admins only.
    package var answer: [UInt8]

    package init(
        number: Int, at: Instant, durationMilliseconds: Int, httpStatus: Int?, problem: String?, answer: [UInt8]
    ) {
        self.number = number
        self.at = at
        self.durationMilliseconds = durationMilliseconds
        self.httpStatus = httpStatus
        self.problem = problem
        self.answer = answer
    }
}

/// What becomes of a delivery after an attempt.
package enum DeliveryOutcome: Sendable, Equatable {
    case delivered
    case retry(at: Instant)
    /// The schedule ran out: it waits until somebody redelivers it.
    case deadLetter
    /// The endpoint asked never to be called again (410): this delivery becomes a dead letter, the endpoint disabled.
    case endpointGone
}
