/// What one connection is at, and whether it takes too long over it. Pure: it is told what happens and how often it was
/// looked at, and says what to do. Counting looks instead of reading clocks costs a request nothing.
struct ConnectionState {
    enum Phase: Equatable {
        /// Connected; nothing was sent yet.
        case opening
        /// Between two requests.
        case idle
        /// A head began.
        case head
        /// The head is whole, the body is not. It may have been answered already.
        case body
        /// The request is whole; the time is ours.
        case answering
        /// The last answer is written, and on its way.
        case finishing
        /// Nothing more is read or written.
        case closing
    }

    enum Verdict: Equatable {
        case wait
        /// Tell it so (408), then close.
        case timeOut
        case close
    }

    /// Bytes that must be taken within the write limit when an answer is longer.
    private static let progressBytes = 64 * 1024
    private let limits: ConnectionLimits
    private(set) var phase = Phase.opening
    /// Looks since the phase began.
    private var age = 0
    /// Heads that came and whose answers have not ended.
    private(set) var unanswered = 0
    private var isAnswerBegun = false
    private(set) var isQuiescing = false
    /// Looks since so many bytes were sent, while more wait.
    private var stall: (looks: Int, sent: Int)?

    init(limits: ConnectionLimits) {
        self.limits = limits
    }

    /// Whether what still comes is of no interest.
    var dropsInput: Bool { phase == .finishing || phase == .closing }

    mutating func bytesCame() {
        switch phase {
        // The time of the first head runs from the opening on.
        case .opening: phase = .head
        case .idle: enter(.head)
        case .head, .body, .answering, .finishing, .closing: break
        }
    }

    mutating func headCame() {
        unanswered += 1
        enter(.body)
    }

    mutating func requestEnded() {
        if phase == .body { enter(unanswered == 0 ? .idle : .answering) }
    }

    mutating func answerBegan() { isAnswerBegun = true }

    mutating func answerEnded() {
        isAnswerBegun = false
        unanswered = max(0, unanswered - 1)
        if unanswered == 0, phase == .answering { enter(.idle) }
    }

    /// The answer just written is the last one.
    mutating func finish() { enter(.finishing) }

    mutating func close() { enter(.closing) }

    /// The service stops. True when nothing is under way here.
    mutating func quiesce() -> Bool {
        isQuiescing = true
        age = 0
        stall = nil
        return unanswered == 0 && !dropsInput
    }

    /// One look. `sent` counts the bytes the peer's machine has taken in all, `waiting` those it has not.
    mutating func look(sent: Int, waiting: Int) -> Verdict {
        age += 1
        if isStalled(sent: sent, waiting: waiting) { return .close }
        guard let limit, age > ticks(limit) else { return .wait }
        switch phase {
        case .head: return .timeOut
        case .body: return unanswered == 1 && !isAnswerBegun ? .timeOut : .close
        case .opening, .idle, .answering, .finishing, .closing: return .close
        }
    }

    private var limit: Duration? {
        switch phase {
        case .opening, .head: limits.header
        case .idle: limits.idle
        case .body: limits.body
        case .closing: ConnectionLimits.linger
        case .answering, .finishing: nil
        }
    }

    private mutating func isStalled(sent: Int, waiting: Int) -> Bool {
        guard waiting > 0 else {
            stall = nil
            return false
        }
        guard let since = stall, sent - since.sent < Self.progressBytes else {
            stall = (0, sent)
            return false
        }
        stall = (since.looks + 1, since.sent)
        return since.looks + 1 > ticks(limits.write)
    }

    private func ticks(_ limit: Duration) -> Int {
        limits.ticks(isQuiescing ? min(limit, ConnectionLimits.shutdown) : limit)
    }

    private mutating func enter(_ next: Phase) {
        phase = next
        age = 0
    }
}
