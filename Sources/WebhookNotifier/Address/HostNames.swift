import Foundation
import Synchronization

/// Remembers for a minute where names lead. A name is asked for on a thread of its own, once however many wait for it, so
/// that one whose servers do not answer holds nobody else up.
final class HostNames: Sendable {
    private typealias Waiter = CheckedContinuation<[IPAddress]?, Never>

    private struct State {
        var known: [String: (addresses: [IPAddress], until: ContinuousClock.Instant)] = [:]
        /// Names that are being asked for or will be, and who waits for each.
        var asked: [String: [UInt64: Waiter]] = [:]
        /// Those of them that no thread has begun, oldest first.
        var waiting: [String] = []
        var threads = 0
        var tickets: UInt64 = 0

        func remembered(_ host: String) -> [IPAddress]? {
            known[host].flatMap { $0.until > .now ? $0.addresses : nil }
        }

        /// The answer if it has come meanwhile; else the waiter is listed, and a thread is needed or not.
        mutating func list(_ waiter: Waiter, _ ticket: UInt64, for host: String) -> ([IPAddress]?, needsThread: Bool) {
            if let addresses = remembered(host) { return (addresses, false) }
            let isAsked = asked[host] != nil
            asked[host, default: [:]][ticket] = waiter
            guard !isAsked else { return (nil, false) }
            waiting.append(host)
            guard threads < maximumThreads else { return (nil, false) }
            threads += 1
            return (nil, true)
        }

        mutating func keep(_ addresses: [IPAddress], of host: String) {
            if known.count >= maximumKept {
                let now = ContinuousClock.now
                known = known.filter { $0.value.until > now }
                if known.count >= maximumKept { known = [:] }
            }
            known[host] = (addresses, .now + keptFor)
        }
    }

    private static let keptFor = Duration.seconds(60)
    private static let maximumKept = 4096
    private static let maximumThreads = 64

    private let lookup: HostLookup
    private let state = Mutex(State())

    init(lookup: HostLookup) {
        self.lookup = lookup
    }

    /// All addresses of a name, none when there is no such name; nil when no answer came within `limit` or the task was
    /// cancelled.
    func addresses(of host: String, within limit: Duration) async -> [IPAddress]? {
        if let known = state.withLock({ $0.remembered(host) }) { return known }
        return await withTaskGroup(of: [IPAddress]?.self) { group in
            group.addTask { await self.answer(host) }
            group.addTask {
                // A cancelled sleep has nothing to say: the answer was first.
                try? await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func answer(_ host: String) async -> [IPAddress]? {
        let ticket = state.withLock { state in
            state.tickets += 1
            return state.tickets
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                guard !Task.isCancelled else { return waiter.resume(returning: nil) }
                let (known, needsThread) = state.withLock { $0.list(waiter, ticket, for: host) }
                if let known { return waiter.resume(returning: known) }
                if needsThread { startThread() }
                // It may have been cancelled before it was listed.
                if Task.isCancelled { giveUp(host, ticket) }
            }
        } onCancel: {
            giveUp(host, ticket)
        }
    }

    private func giveUp(_ host: String, _ ticket: UInt64) {
        state.withLock { $0.asked[host]?.removeValue(forKey: ticket) }?.resume(returning: nil)
    }

    private func startThread() {
        let thread = Thread { [self] in
            while let host = next() { answer(host, lookup.addresses(host)) }
        }
        thread.name = "tamis.names"
        thread.start()
    }

    /// The next name somebody still waits for; nil ends the thread.
    private func next() -> String? {
        state.withLock { state in
            while !state.waiting.isEmpty {
                let host = state.waiting.removeFirst()
                if state.asked[host]?.isEmpty == false { return host }
                state.asked[host] = nil
            }
            state.threads -= 1
            return nil
        }
    }

    private func answer(_ host: String, _ addresses: [IPAddress]) {
        let waiters = state.withLock { state in
            // That there is no such name may change any moment.
            if !addresses.isEmpty { state.keep(addresses, of: host) }
            return state.asked.removeValue(forKey: host)
        }
        for waiter in (waiters ?? [:]).values { waiter.resume(returning: addresses) }
    }
}
