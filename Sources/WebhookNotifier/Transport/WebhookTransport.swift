/// Sends one request and waits for the end of it. It never throws and never takes longer than `totalTimeout`.
package protocol WebhookTransport: Sendable {
    /// The longest `send` can take once it has begun.
    var totalTimeout: Duration { get }

    func send(_ request: WebhookRequest) async -> WebhookResult
}

/// A POST to an endpoint.
package struct WebhookRequest: Sendable, Equatable {
    package struct Header: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }

        /// Whether it stays one line on the wire: a name of letters, digits and `-`; no CR, LF, NUL or other control.
        package var isSendable: Bool {
            !name.isEmpty && name.utf8.allSatisfy(Self.isNameByte)
                && value.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
        }

        private static func isNameByte(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    package var url: String
    package var headers: [Header]
    package var body: [UInt8]

    package init(url: String, headers: [Header], body: [UInt8]) {
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// How a request ended.
package enum WebhookResult: Sendable, Equatable {
    /// The receiver said something, good or bad.
    case answered(WebhookAnswer)
    /// No whole answer came.
    case failed(TransportFailure)
}

/// What is kept of an answer.
package struct WebhookAnswer: Sendable, Equatable {
    package var status: Int
    package var retryAfter: RetryAfter?
    package var wish: DeliveryWish?
    /// The first bytes of the body, at most 4 KiB.
    package var body: [UInt8]
    /// Bytes of the body; of one that was cut, how much is read of any.
    package var bytes: Int

    package init(
        status: Int, retryAfter: RetryAfter? = nil, wish: DeliveryWish? = nil, body: [UInt8] = [], bytes: Int? = nil
    ) {
        self.status = status
        self.retryAfter = retryAfter
        self.wish = wish
        self.body = body
        self.bytes = bytes ?? body.count
    }

    /// 2xx only: a redirect is not followed and so is a failure.
    package var isSuccess: Bool { (200..<300).contains(status) }
}
