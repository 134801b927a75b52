import CCurl
import Foundation
import Synchronization

/// Sends over libcurl. All transfers run in one multi handle on one thread of their own, which sleeps in
/// `curl_multi_poll`; callers wait in a continuation and block nothing.
package final class CurlTransport: WebhookTransport {
    /// How long and how much.
    package struct Settings: Sendable {
        package var connectTimeout: Duration
        package var totalTimeout: Duration
        /// Requests on the wire at once; the rest waits its turn here, before its time begins to count.
        package var inFlight: Int
        /// What is kept of an answer.
        package var keptBytes: Int
        /// How much of an answer is read before the connection is cut.
        package var readBytes: Int
        /// Names whose addresses are given here instead of asked for, each as `host:port:address[,address…]`. They are
        /// judged like all others. For tests.
        package var knownNames: [String]

        package init(
            connectTimeout: Duration = .seconds(5), totalTimeout: Duration = .seconds(15), inFlight: Int = 512,
            keptBytes: Int = 4096, readBytes: Int = 65_536, knownNames: [String] = []
        ) {
            self.connectTimeout = connectTimeout
            self.totalTimeout = totalTimeout
            self.inFlight = inFlight
            self.keptBytes = keptBytes
            self.readBytes = readBytes
            self.knownNames = knownNames
        }
    }

    package let totalTimeout: Duration
    private let mailbox: CurlMailbox
    private let rules: WebhookURLRules

    /// Starts the thread. `close` ends it.
    package init(rules: WebhookURLRules, settings: Settings = Settings()) throws(TransportFailure) {
        let started = CurlLibrary.started
        guard started == CURLE_OK else { throw .other(code: Int(started.rawValue)) }
        guard let mailbox = CurlMailbox() else { throw .other(code: Int(CURLE_OUT_OF_MEMORY.rawValue)) }
        self.mailbox = mailbox
        self.rules = rules
        self.totalTimeout = settings.totalTimeout
        let thread = Thread { CurlLoop.run(mailbox: mailbox, rules: rules, settings: settings) }
        thread.name = "webhooks"
        thread.start()
    }

    deinit {
        mailbox.close()
    }

    /// Ends the thread; requests on the wire end as cancelled.
    package func close() {
        mailbox.close()
    }

    package func send(_ request: WebhookRequest) async -> WebhookResult {
        guard request.headers.allSatisfy(\.isSendable) else { return .failed(.malformedHeader) }
        let ticket = CurlTicket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                mailbox.post(.start(CurlOrder(ticket: ticket, request: request, continuation: continuation)))
            }
        } onCancel: {
            ticket.cancel()
            mailbox.post(.cancel(ticket))
        }
    }
}

/// Names one call of `send`. It knows by itself that it was cancelled, as that may happen before it is posted.
final class CurlTicket: Sendable {
    private let cancelled = Atomic(false)

    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    func cancel() { cancelled.store(true, ordering: .releasing) }
}

/// One call of `send` on its way to the thread. Its continuation is resumed exactly once, by the thread or, after
/// closing, by the mailbox.
struct CurlOrder: Sendable {
    let ticket: CurlTicket
    let request: WebhookRequest
    let continuation: CheckedContinuation<WebhookResult, Never>
}

/// libcurl's global state, started once for the process.
enum CurlLibrary {
    static let started = tamis_curl_start()
}
