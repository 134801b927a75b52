package import WebhookNotifier

/// The machines whose word on where a request came from is taken: `http.trusted_proxies`.
package struct TrustedProxies: Sendable, Equatable {
    package let networks: [CIDR]

    package init(_ networks: [CIDR] = []) {
        self.networks = networks
    }

    package var isEmpty: Bool { networks.isEmpty }

    func contains(_ address: IPAddress) -> Bool {
        let address = address.unmapped
        return networks.contains { $0.contains(address) }
    }

    /// Who sent a request that came from `peer`, by the values of its `Forwarded` (RFC 7239) and `X-Forwarded-For`
    /// lines. Read from the right, where the nearest proxy wrote, past every trusted one to the first that is not;
    /// what stands further left may be anybody's invention. Anything unreadable on the way gives `peer`.
    package func client(peer: IPAddress, forwarded: [String], forwardedFor: [String]) -> IPAddress {
        let peer = peer.unmapped
        guard contains(peer) else { return peer }
        if forwardedFor.isEmpty { return walk(ForwardedHops.forwarded(forwarded), from: peer) }
        let client = walk(ForwardedHops.forwardedFor(forwardedFor), from: peer)
        if forwarded.isEmpty { return client }
        // A proxy that writes one of the two may let the visitor's own other one through.
        return walk(ForwardedHops.forwarded(forwarded), from: peer) == client ? client : peer
    }

    private func walk(_ hops: [Substring]?, from peer: IPAddress) -> IPAddress {
        guard let hops else { return peer }
        var client = peer
        for hop in hops.reversed() {
            guard let address = ForwardedHops.address(hop) else { return peer }
            client = address
            if !contains(address) { break }
        }
        return client
    }
}

extension IPAddress {
    /// The IPv4 address in `::ffff:192.0.2.1`, as a socket that takes both shows it; else itself.
    var unmapped: IPAddress {
        guard case .v6(let number) = self, number >> 32 == 0xFFFF else { return self }
        return .v4(UInt32(truncatingIfNeeded: number))
    }
}
