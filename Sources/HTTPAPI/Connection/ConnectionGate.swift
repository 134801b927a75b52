import Synchronization
import WebhookNotifier

/// Counts the open connections, all and by address.
final class ConnectionGate: Sendable {
    enum Entry: Equatable {
        case open
        /// Too many: gets an answer that says so.
        case refused
        /// Far too many: gets nothing, since even answers need descriptors.
        case full
    }

    private struct Counts {
        var total = 0
        var byAddress: [IPAddress: Int] = [:]
    }

    /// Connections above the limit that may wait for their refusal to be read.
    private static let refusals = 64
    private let limits: ConnectionLimits
    private let trusted: TrustedProxies
    private let counts = Mutex(Counts())
    /// The outside speaks https to us, which a refusal says too.
    let isSecure: Bool

    init(limits: ConnectionLimits, trusted: TrustedProxies, isSecure: Bool = false) {
        self.limits = limits
        self.trusted = trusted
        self.isSecure = isSecure
    }

    /// Counts a connection in. Whatever comes of it, `leave` must follow.
    func enter(_ address: IPAddress?) -> Entry {
        let counted = counted(address)
        return counts.withLock { counts in
            counts.total += 1
            var ofAddress = 0
            if let counted {
                ofAddress = (counts.byAddress[counted] ?? 0) + 1
                counts.byAddress[counted] = ofAddress
            }
            if counts.total > limits.connections + Self.refusals { return .full }
            if ofAddress > limits.connectionsPerAddress + Self.refusals { return .full }
            return counts.total > limits.connections || ofAddress > limits.connectionsPerAddress ? .refused : .open
        }
    }

    func leave(_ address: IPAddress?) {
        let counted = counted(address)
        counts.withLock { counts in
            counts.total -= 1
            guard let counted, let ofAddress = counts.byAddress[counted] else { return }
            counts.byAddress[counted] = ofAddress > 1 ? ofAddress - 1 : nil
        }
    }

    /// Everybody behind a proxy shares its address, and an IPv6 network gives its hosts 64 bits to choose from.
    private func counted(_ address: IPAddress?) -> IPAddress? {
        guard let address = address?.unmapped, !trusted.contains(address) else { return nil }
        return switch address {
        case .v4: address
        case .v6(let number): .v6(number & ~UInt128(UInt64.max))
        }
    }
}
