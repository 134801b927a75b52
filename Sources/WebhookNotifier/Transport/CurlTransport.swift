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
        /// Who is asked where a name leads.
        package var lookup: HostLookup

        package init(
            connectTimeout: Duration = .seconds(5), totalTimeout: Duration = .seconds(15), inFlight: Int = 512,
            keptBytes: Int = 4096, readBytes: Int = 65_536, lookup: HostLookup = .system
        ) {
            self.connectTimeout = connectTimeout
            self.totalTimeout = totalTimeout
            self.inFlight = inFlight
            self.keptBytes = keptBytes
            self.readBytes = readBytes
            self.lookup = lookup
        }
    }

    package let totalTimeout: Duration
    private let mailbox: CurlMailbox
    private let addresses: AddressGuard
    private let urls: CheckedURLs
    private let names: HostNames
    private let connectTimeout: Duration

    /// Starts the thread. `close` ends it.
    package init(rules: WebhookURLRules, settings: Settings = Settings()) throws(TransportFailure) {
        let started = CurlLibrary.started
        guard started == CURLE_OK else { throw .other(code: Int(started.rawValue)) }
        guard let mailbox = CurlMailbox() else { throw .other(code: Int(CURLE_OUT_OF_MEMORY.rawValue)) }
        self.mailbox = mailbox
        self.addresses = rules.addresses
        self.urls = CheckedURLs(rules: rules)
        self.names = HostNames(lookup: settings.lookup)
        self.connectTimeout = settings.connectTimeout
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
        let url: CheckedURL
        do throws(WebhookURL.Problem) {
            url = try urls.checked(request.url)
        } catch {
            return .failed(.url(error))
        }
        let target: CheckedTarget
        do throws(TransportFailure) {
            target = try await checkedTarget(of: url.url)
        } catch {
            return .failed(error)
        }
        let ticket = CurlTicket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                mailbox.post(
                    .start(
                        CurlOrder(
                            ticket: ticket, request: request, url: url, target: target, continuation: continuation)))
            }
        } onCancel: {
            ticket.cancel()
            mailbox.post(.cancel(ticket))
        }
    }

    /// Asks where the URL leads and looks at every answer: a name that has one address we do not call is not called at any
    /// other either.
    private func checkedTarget(of url: WebhookURL) async throws(TransportFailure) -> CheckedTarget {
        switch url.target {
        case .address(let address): return CheckedTarget(addresses: [address])
        case .thisMachine:
            let loopback = WebhookHost.loopback.filter { addresses.refusal(of: $0) == nil }
            return CheckedTarget(addresses: loopback, name: "\(url.host):\(url.port)")
        case .name(let name):
            let begin = ContinuousClock.now
            guard let found = await names.addresses(of: name, within: connectTimeout) else {
                throw Task.isCancelled ? .cancelled : .nameNotAnswered
            }
            guard !found.isEmpty else { throw .nameNotFound }
            if let kind = found.lazy.compactMap(addresses.refusal(of:)).first { throw .addressRefused(kind) }
            return CheckedTarget(addresses: found, name: "\(url.host):\(url.port)", spent: .now - begin)
        }
    }
}

/// Where a request goes. libcurl asks nobody: it connects to these addresses and to no other.
struct CheckedTarget: Sendable {
    let addresses: [IPAddress]
    /// Host and port they stand for; nil where the URL holds the address itself.
    var name: String?
    /// How long it took to learn them, out of the time the whole request may take.
    var spent = Duration.zero

    /// As `CURLOPT_RESOLVE` takes it; the plus lets it end with libcurl's own memory of names.
    var known: String? {
        name.map { name in
            let written = addresses.map { address in
                if case .v6 = address { "[\(address)]" } else { "\(address)" }
            }
            return "+\(name):\(written.joined(separator: ","))"
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
    let url: CheckedURL
    let target: CheckedTarget
    let continuation: CheckedContinuation<WebhookResult, Never>
}

/// libcurl's global state, started once for the process.
enum CurlLibrary {
    static let started = tamis_curl_start()
}
