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

    /// Why it was not its owner who disabled it.
    package enum DisabledBecause: String, Sendable, CaseIterable {
        /// The receiver asked for it.
        case asked
        /// It took nothing for days.
        case failing
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
    /// 32 bytes: what a receiver checks `v1a` signatures with. Nil while an endpoint from before there were any has its
    /// first secret.
    package var publicKey: [UInt8]?
    package var pace: EndpointPace
    /// Of the headers it wants on every request; their values are shown nowhere.
    package var headerNames: [String]
    /// Of a client of Akismet's contract, which hears as a form and only of what it asked about.
    package var isCallback = false
    /// Nil unless it is disabled, and then when somebody did it by hand.
    package var disabledBecause: DisabledBecause?
    package var health = EndpointHealth()

    package init(
        id: EndpointID, site: SiteID, url: String, types: Set<EventType>, wantsBody: Bool, state: State,
        createdAt: Instant, publicKey: [UInt8]? = nil, pace: EndpointPace = .standard, headerNames: [String] = []
    ) {
        self.id = id
        self.site = site
        self.url = url
        self.types = types
        self.wantsBody = wantsBody
        self.state = state
        self.createdAt = createdAt
        self.publicKey = publicKey
        self.pace = pace
        self.headerNames = headerNames
    }
}

/// What to change of an endpoint; nil leaves a thing as it is.
package struct EndpointChange: Sendable, Equatable {
    /// Checked against the rules for webhook URLs.
    package var url: String?
    /// Not empty.
    package var types: Set<EventType>?
    package var wantsBody: Bool?
    /// All it will have; empty takes them away.
    package var headers: [CustomHeader]?
    package var pace: EndpointPace?

    package init() {}
}

/// A delivery a worker holds under a lease: all it needs for one attempt.
package struct ClaimedDelivery: Sendable {
    package var id: DeliveryID
    /// Sent as `webhook-id`; the same on every attempt.
    package var event: EventID
    package var endpoint: EndpointID
    package var url: String
    /// What to sign with: the keys in force first, then those a rotation replaced that still count. Never empty.
    package var keys: [SigningKeys]
    /// What its owner wants sent beside our own.
    package var headers: [CustomHeader] = []
    /// Whether `payload` is a form; JSON otherwise.
    package var isForm = false
    /// The stored bytes, which are the signed bytes, which are the sent bytes.
    package var payload: [UInt8]
    /// 1 for the first attempt.
    package var attempt: Int
    /// Attempts of these that were made before it was last sent again by hand: its schedule began anew after them.
    package var attemptsBefore = 0
    /// Only who holds this may record the outcome.
    package var leaseToken: UInt64

    package init(
        id: DeliveryID, event: EventID, endpoint: EndpointID, url: String, keys: [SigningKeys], payload: [UInt8],
        attempt: Int, leaseToken: UInt64
    ) {
        self.id = id
        self.event = event
        self.endpoint = endpoint
        self.url = url
        self.keys = keys
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
    /// How long the whole answer was, without its head; of one that was cut, how much is read of any.
    package var answerBytes: Int

    package init(
        number: Int, at: Instant, durationMilliseconds: Int, httpStatus: Int?, problem: String?, answer: [UInt8],
        answerBytes: Int = 0
    ) {
        self.number = number
        self.at = at
        self.durationMilliseconds = durationMilliseconds
        self.httpStatus = httpStatus
        self.problem = problem
        self.answer = answer
        self.answerBytes = answerBytes
    }
}

/// What becomes of a delivery after an attempt.
package enum DeliveryOutcome: Sendable, Equatable {
    case delivered
    case retry(at: Instant)
    /// The schedule ran out: it waits until somebody redelivers it.
    case deadLetter
    /// The receiver asked for this event not to be sent again: it becomes a dead letter at once.
    case aborted
    /// The receiver asked never to be called again: this delivery becomes a dead letter, the endpoint disabled.
    case endpointGone
}

/// An attempt that has ended and is to be written down, with what becomes of its delivery.
package struct EndedAttempt: Sendable {
    package var attempt: DeliveryAttempt
    package var outcome: DeliveryOutcome
    package var delivery: ClaimedDelivery

    package init(_ attempt: DeliveryAttempt, _ outcome: DeliveryOutcome, of delivery: ClaimedDelivery) {
        self.attempt = attempt
        self.outcome = outcome
        self.delivery = delivery
    }
}
